"""Many photos in little memory: 25 bytes each."""

from array import array
from collections.abc import Buffer, Iterator, Sequence
from enum import IntEnum
from itertools import chain
from struct import Struct
from typing import Final, Self, overload, override

ID_BYTES: Final = 16

_ONE: Final = Struct(f"{ID_BYTES}s")
_BLOCK: Final = Struct(f"{ID_BYTES}s" * 64)


class Shape(IntEnum):
    """How a photo stands. A square one counts as a landscape; lists need not tell."""

    UNKNOWN = 0
    LANDSCAPE = 1
    PORTRAIT = 2

    @classmethod
    def of(cls, width: int | None, height: int | None) -> Self:
        """Tell it from the size of the upright photo, as far as that is known."""
        if not width or not height:
            return cls(cls.UNKNOWN)
        return cls(cls.PORTRAIT if height > width else cls.LANDSCAPE)


def pack(asset_id: str) -> bytes:
    """Return the 16 bytes of an id. Raises ValueError when it is no UUID."""
    packed = bytes.fromhex(asset_id.replace("-", ""))
    if len(packed) != ID_BYTES:
        raise ValueError("the id of a photo has to be a UUID")
    return packed


def unpack(packed: bytes | bytearray) -> str:
    """Return the id that these 16 bytes are."""
    text = packed.hex()
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


def split(packed: Buffer) -> Iterator[bytes]:
    """Return one packed id after the other."""
    # Most of them come in blocks, which takes half the time of one by one.
    view = memoryview(packed)
    whole = len(view) - len(view) % _BLOCK.size
    blocks, rest = _BLOCK.iter_unpack(view[:whole]), _ONE.iter_unpack(view[whole:])
    return chain(chain.from_iterable(blocks), chain.from_iterable(rest))


def find_packed(packed: bytes | bytearray, wanted: bytes, start: int = 0) -> int | None:
    """Return the place from 0 of an id among packed ones, the first at or after `start`."""
    found = packed.find(wanted, start * ID_BYTES)
    while found >= 0 and found % ID_BYTES:  # It began within another id.
        found = packed.find(wanted, found + 1)
    return found // ID_BYTES if found >= 0 else None


class Photos(Sequence[str]):
    """The ids of photos in their order, each once, when each was taken, and how it stands.

    `packed` holds 16 bytes per id, `taken` seconds since 1970 in UTC, `shapes` a Shape per byte.
    All are as long as the others, and none is changed any more.
    """

    __slots__ = ("packed", "shapes", "taken")

    def __init__(
        self, packed: bytes = b"", taken: array[int] | None = None, shapes: bytes | None = None
    ) -> None:
        """Hold ids, times and shapes, which are unknown unless they are told."""
        self.packed = packed
        self.taken = array("q") if taken is None else taken
        self.shapes = bytes(len(self.taken)) if shapes is None else shapes

    @override
    def __len__(self) -> int:
        """Return how many photos there are."""
        return len(self.taken)

    @overload
    def __getitem__(self, number: int) -> str: ...

    @overload
    def __getitem__(self, number: slice) -> Photos: ...

    @override
    def __getitem__(self, number: int | slice) -> str | Photos:
        """Return an id by its place from 0, or some of the photos: a slice without a step."""
        if isinstance(number, slice):
            first, last, _step = number.indices(len(self))
            return Photos(
                self.packed[first * ID_BYTES : last * ID_BYTES],
                self.taken[first:last],
                self.shapes[first:last],
            )
        place = range(len(self))[number] * ID_BYTES
        return unpack(self.packed[place : place + ID_BYTES])

    @override
    def __contains__(self, asset_id: object) -> bool:
        """Tell whether an id is among the photos."""
        return isinstance(asset_id, str) and self.find(asset_id) is not None

    def find(self, asset_id: str) -> int | None:
        """Return the place of an id, or None when it is not among the photos."""
        try:
            return find_packed(self.packed, pack(asset_id))
        except ValueError:
            return None

    def arranged(self, places: Sequence[int]) -> Photos:
        """Return the photos at these places, in the order of the places."""
        ids = list(split(self.packed))
        return Photos(
            b"".join([ids[place] for place in places]),
            array("q", [self.taken[place] for place in places]),
            bytes([self.shapes[place] for place in places]),
        )
