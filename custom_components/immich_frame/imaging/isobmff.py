"""The boxes of HEIC and AVIF files, walked before a decoder takes them in.

Their items name ranges of the file, and nothing in the format keeps thousands of items from naming
the same megabytes, which decoders copy for each. Boxes are those of ISO/IEC 14496-12, chapter 8.11.
"""

from collections.abc import Iterator
from dataclasses import dataclass
import struct

from .av1 import largest_frame
from .errors import CorruptImageError, ImageTooLargeError
from .exif import check_tags
from .spec import MEGABYTE

_MOST_BOXES = 20_000
_MOST_EXTENTS = 20_000
_MOST_METADATA_ITEMS = 64
_MOST_METADATA = 4 * MEGABYTE
_METADATA = frozenset({b"Exif", b"mime", b"uri "})

_EXIF_OFFSET = (
    4  # bytes before EXIF, which tell where in it its TIFF begins (ISO/IEC 23008-12, A.2)
)


@dataclass(frozen=True, slots=True)
class _Box:
    kind: bytes
    start: int  # of what it holds
    end: int


@dataclass(frozen=True, slots=True)
class _Item:
    identifier: int
    in_data_box: bool
    extents: list[tuple[int, int]]
    """Where each begins and how many bytes it has."""

    def length_in(self, size: int) -> int:
        """Add up what of it lies in a file of this size."""
        return sum(max(0, min(length, size - start)) for start, length in self.extents)


class _Reader:
    """Numbers of any width, one after the other."""

    def __init__(self, source: bytes, at: int, end: int) -> None:
        self._source, self.at, self._end = source, at, end

    def number(self, size: int) -> int:
        self.at += size
        if self.at > self._end:
            raise CorruptImageError("The photo cannot be decoded: its list of items is cut off.")
        return int.from_bytes(self._source[self.at - size : self.at])


def check_boxes(source: bytes) -> int:
    """Look at the items of a file, and give the most pixels that one coded with AV1 has.

    Raises ImageTooLargeError where they are more than the file can hold, or more metadata than any
    camera writes, and CorruptImageError where their list is broken.
    """
    most = 0
    for box in _boxes(source, 0, len(source)):
        if box.kind == b"meta":
            most = max(most, _check_meta(source, list(_boxes(source, box.start + 4, box.end))))
    return most


def _boxes(source: bytes, start: int, end: int) -> Iterator[_Box]:
    """Walk boxes as far as they can be followed: what else is wrong the decoder tells."""
    for _ in range(_MOST_BOXES):
        if start + 8 > end:
            return
        size, kind = struct.unpack_from(">I4s", source, start)
        header = 8
        if size == 1 and start + 16 <= end:
            (size,) = struct.unpack_from(">Q", source, start + 8)
            header = 16
        size = size or end - start
        if size < header:
            return
        yield _Box(kind, start + header, min(start + size, end))
        start += size
    raise ImageTooLargeError("The photo has more boxes than any encoder writes.")


def _check_meta(source: bytes, boxes: list[_Box]) -> int:
    items = [item for box in boxes if box.kind == b"iloc" for item in _items(source, box)]
    kinds = {n: kind for box in boxes if box.kind == b"iinf" for n, kind in _kinds(source, box)}
    _check_lengths(len(source), items, kinds)
    data = next((box.start for box in boxes if box.kind == b"idat"), 0)
    most = 0
    for item in items:
        kind = kinds.get(item.identifier)
        if kind == b"Exif":
            check_tags(_bytes_of(source, item, data)[_EXIF_OFFSET:])
        elif kind == b"av01":
            most = max(most, largest_frame(_bytes_of(source, item, data)))
    return most


def _check_lengths(size: int, items: list[_Item], kinds: dict[int, bytes]) -> None:
    if sum(item.length_in(size) for item in items) > 2 * size:
        raise ImageTooLargeError("The photo's items take more bytes than its file has.")
    metadata = [item for item in items if kinds.get(item.identifier) in _METADATA]
    length = sum(item.length_in(size) for item in metadata)
    if len(metadata) > _MOST_METADATA_ITEMS or length > _MOST_METADATA:
        raise ImageTooLargeError("The photo has more metadata than any camera writes.")


def _bytes_of(source: bytes, item: _Item, data: int) -> bytes:
    base = data if item.in_data_box else 0
    return b"".join(source[base + at : base + at + length] for at, length in item.extents)


def _kinds(source: bytes, box: _Box) -> Iterator[tuple[int, bytes]]:
    """List which item is of which kind."""
    wide = box.end > box.start and source[box.start] > 0
    for entry in _boxes(source, box.start + (8 if wide else 6), box.end):
        reader = _Reader(source, entry.start, entry.end)
        version = reader.number(4) >> 24
        identifier = reader.number(4 if version > 2 else 2)  # noqa: PLR2004 as the standard has it
        reader.number(2)
        yield identifier, reader.number(4).to_bytes(4) if version > 1 else b"mime"


def _items(source: bytes, box: _Box) -> Iterator[_Item]:
    """List where each item lies."""
    reader = _Reader(source, box.start, box.end)
    version = reader.number(4) >> 24
    sizes = reader.number(2)
    offset, length, base, index = (sizes >> shift & 15 for shift in (12, 8, 4, 0))
    wide = 4 if version > 1 else 2
    left = _MOST_EXTENTS
    for _ in range(reader.number(wide)):
        identifier = reader.number(wide)
        in_data_box = version > 0 and reader.number(2) & 15 == 1
        reader.number(2)  # in which file
        start, count = reader.number(base), reader.number(2)
        left -= 1 + count
        if left < 0:
            raise ImageTooLargeError("The photo has more items than any encoder writes.")
        extents = []
        for _ in range(count):
            reader.number(index if version > 0 else 0)
            extents.append((start + reader.number(offset), reader.number(length)))
        yield _Item(identifier, in_data_box, extents)
