"""How alike two photos look, told from their thumbhashes: tiny pictures that Immich keeps of them.

The format is Evan Wallace's, https://github.com/evanw/thumbhash: the mean luminance, two mean
colour differences, and after them the low spatial frequencies of each, in four bits a number.
"""

from base64 import b64decode
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from math import dist
from typing import Final, Self

LOOK_BYTES: Final = 24
"""As much as a thumbhash has, but for the transparency of a transparent picture."""

NO_LOOK: Final = bytes(LOOK_BYTES)

_LOW: Final = ((1, 0), (2, 0), (0, 1), (1, 1), (0, 2))
"""Waves across and down: what every thumbhash has, and what small movements hardly change."""

_WEIGHT: Final = 1.4
"""A wave in one direction is twice as strong in the picture as one in both: √2, as its square."""

_CHROMA: Final = (3, 3)


def look_of(thumbhash: str | None) -> bytes:
    """Return the `LOOK_BYTES` bytes of a thumbhash in base64, `NO_LOOK` for none."""
    try:
        return b64decode(thumbhash or "")[:LOOK_BYTES].ljust(LOOK_BYTES, b"\0")
    except ValueError:
        return NO_LOOK


@dataclass(frozen=True, slots=True)
class Look:
    """The shape of a photo as its thumbhash tells it, and its coarsest features."""

    shape: tuple[int, int]
    features: tuple[float, ...]

    @classmethod
    def of(cls, look: bytes) -> Self:
        """Read what `look_of` returned for a thumbhash that was there."""
        head, second = int.from_bytes(look[:3], "little"), int.from_bytes(look[3:5], "little")
        has_alpha = head >> 23
        across = down = 5 if has_alpha else 7
        if second >> 15:
            down = max(3, second & 7)
        else:
            across = max(3, second & 7)
        waves = _nibbles(look[6 if has_alpha else 5 :])
        return cls(
            (across, down),
            (
                (head & 63) / 63,
                (head >> 6 & 63) / 31.5 - 1,
                (head >> 12 & 63) / 31.5 - 1,
                *_low_waves(waves, (across, down), (head >> 18 & 31) / 31),
                *_low_waves(waves, _CHROMA, (second >> 3 & 63) / 63),
                *_low_waves(waves, _CHROMA, (second >> 9 & 63) / 63),
            ),
        )

    def distance(self, other: Look) -> float:
        """Return about the root mean square difference of two pictures of 0 to 1."""
        return dist(self.features, other.features)


def _nibbles(packed: bytes) -> Iterator[int]:
    return iter([nibble for byte in packed for nibble in (byte & 15, byte >> 4)])


def _low_waves(waves: Iterator[int], shape: tuple[int, int], scale: float) -> Iterable[float]:
    """Take the waves of one channel off the front, and return the low ones."""
    known = _waves(*shape)
    found = dict(zip(known, islice(waves, len(known)), strict=True))
    return [(found[wave] / 7.5 - 1) * scale * _WEIGHT for wave in _LOW]


@lru_cache
def _waves(across: int, down: int) -> tuple[tuple[int, int], ...]:
    """Return the waves that a channel of so many terms has, in their order."""
    return tuple(
        (x, y)
        for y in range(down)
        for x in range(across)
        if x * down < across * (down - y) and (x, y) != (0, 0)
    )
