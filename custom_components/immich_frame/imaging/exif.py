"""EXIF's orientation, and what the tags of a TIFF weigh, without taking in any tag's value.

Pillow copies the value of every tag of a directory, and thousands of tags may name the same
megabytes, so nothing of another's making is given to its reader before it was looked at here.
"""

from collections.abc import Iterator
from dataclasses import dataclass
import struct

from .errors import ImageTooLargeError
from .geometry import ORIENTATIONS, UPRIGHT
from .spec import MEGABYTE

EXIF_MARK = b"Exif\0\0"

_ORDERS = {b"II*\0": "<", b"MM\0*": ">"}  # TIFF 6.0, section 2
_ENTRY = 12  # bytes
_IN_PLACE = 4  # bytes of a value that stand in the entry itself

_ORIENTATION = 0x0112  # EXIF 2.32, tag 274
# The directories that Pillow follows: EXIF's, GPS's and interoperability's.
_POINTERS = frozenset({34665, 34853, 40965})

# Bytes of one value of each type (TIFF 6.0, section 2, with its technical note 1 and BigTIFF's 16).
_SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4, 16: 8}
_WHOLE_NUMBERS = {1: "B", 3: "H", 4: "I", 9: "I", 13: "I"}
_AS_BYTES = frozenset({1, 2, 7})  # all others become Python's numbers, many times as large

_MOST_DIRECTORIES = 8
_MOST_NUMBERS = MEGABYTE  # in bytes as they are stored; the offsets of strips are the most there is


@dataclass(frozen=True, slots=True)
class _Tag:
    number: int
    kind: int
    count: int
    field: int  # where its value stands, or where the place of its value does

    @property
    def size(self) -> int:
        return self.count * _SIZES.get(self.kind, 0)


@dataclass(frozen=True, slots=True)
class _Tiff:
    """The bytes of a TIFF, which may begin somewhere in `data`."""

    data: bytes
    start: int
    order: str

    def first(self) -> int:
        return self.number("I", self.start + 4)

    def number(self, form: str, at: int) -> int:
        (value,) = struct.unpack_from(self.order + form, self.data, at)
        return int(value)

    def tags(self, directory: int) -> Iterator[_Tag]:
        """Walk a directory as far as it goes."""
        at = self.start + directory
        if at + 2 > len(self.data):
            return
        there = (len(self.data) - at - 2) // _ENTRY
        for index in range(min(there, self.number("H", at))):
            entry = at + 2 + index * _ENTRY
            number, kind, count = struct.unpack_from(self.order + "HHI", self.data, entry)
            yield _Tag(number, kind, count, field=entry + 8)

    def whole_number(self, tag: _Tag) -> int | None:
        form = _WHOLE_NUMBERS.get(tag.kind)
        return self.number(form, tag.field) if form and tag.count == 1 else None


def orientation_in(exif: object) -> int:
    """Read the orientation from EXIF's bytes; what is broken or missing counts as upright."""
    if not isinstance(exif, bytes):
        return UPRIGHT
    tiff = _tiff(exif)
    if tiff is None:
        return UPRIGHT
    tags = tiff.tags(tiff.first())
    found = (tiff.whole_number(tag) for tag in tags if tag.number == _ORIENTATION)
    return next((number for number in found if number and number in ORIENTATIONS), UPRIGHT)


def check_tags(data: bytes) -> int:
    """Tell how many bytes the values of a TIFF's or EXIF's first image take.

    Raises ImageTooLargeError where they are more than the file, as only those that lie upon each
    other can be.
    """
    tiff = _tiff(data)
    if tiff is None:
        return 0
    taken = 0
    directories = [tiff.first()]
    for at in directories:
        if len(directories) > _MOST_DIRECTORIES:
            raise ImageTooLargeError("The photo has more directories of tags than any camera's.")
        taken += _taken(tiff, at)
        _check_taken(taken, len(data))
        directories += _pointers(tiff, at)
    return taken


def _tiff(data: bytes) -> _Tiff | None:
    start = 0
    while data.startswith(EXIF_MARK, start):
        start += len(EXIF_MARK)
    order = _ORDERS.get(data[start : start + 4])
    return None if order is None or len(data) < start + 8 else _Tiff(data, start, order)


def _taken(tiff: _Tiff, directory: int) -> int:
    taken = numbers = 0
    for tag in tiff.tags(directory):
        numbers += 0 if tag.kind in _AS_BYTES else tag.size
        taken += min(tag.size, len(tiff.data))
        if numbers > _MOST_NUMBERS:
            raise ImageTooLargeError("The photo's tags hold more numbers than any camera's.")
        _check_taken(taken, len(tiff.data))
        if tag.size > _IN_PLACE and tiff.number("I", tag.field) + tag.size > len(tiff.data):
            break  # Pillow reads no further either
    return taken


def _check_taken(taken: int, most: int) -> None:
    if taken > most:
        raise ImageTooLargeError("The photo's tags take more bytes than its file has.")


def _pointers(tiff: _Tiff, directory: int) -> list[int]:
    tags = (tag for tag in tiff.tags(directory) if tag.number in _POINTERS)
    numbers = (tiff.whole_number(tag) for tag in tags)
    return [number for number in numbers if number is not None]
