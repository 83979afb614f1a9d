"""A JPEG without what its decoder does not need.

Pillow takes in every segment before the first scan: it joins those of EXIF one by one, which takes
the square of their length, and copies the value of each tag in them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
import re

from .colour import MOST_PROFILE
from .errors import CorruptImageError
from .exif import EXIF_MARK, orientation_in
from .spec import MEGABYTE

# Any marker that begins a segment, none that stands alone (ITU-T T.81, table B.1).
_SEGMENT = re.compile(rb"\xff([\xc0-\xc7\xc9-\xcf\xd9-\xef\xfe])")
_START_OF_IMAGE = b"\xff\xd8"
_START_OF_SCAN, _END_OF_IMAGE = 0xDA, 0xD9
_APP0, _APP1, _APP2, _APP14, _APP15, _COMMENT = 0xE0, 0xE1, 0xE2, 0xEE, 0xEF, 0xFE
_PROFILE_MARK = b"ICC_PROFILE\0"

_MOST_SEGMENTS = 20_000
_MOST_TABLES = MEGABYTE


@dataclass(frozen=True, slots=True)
class _Segment:
    marker: int
    start: int  # of its marker
    end: int

    @property
    def length(self) -> int:
        return self.end - self.start


def trimmed(source: bytes) -> tuple[bytes, int]:
    """Give a JPEG without metadata, the same bytes where it has none, and EXIF's orientation.

    What is left of the segments before the first scan: tables, what says how colours are coded
    (APP0, APP14), and the ICC profile unless it is larger than any maker's. Raises
    CorruptImageError where tables alone are so many that none of them can be meant.
    """
    segments = list(_segments(source))
    first_exif = next((s for s in segments if _is(source, s, _APP1, EXIF_MARK)), None)
    exif = b"" if first_exif is None else source[first_exif.start + 4 : first_exif.end]
    kept = _kept(source, segments)
    if sum(segment.length for segment in kept) == len(source) - len(_START_OF_IMAGE):
        return source, orientation_in(exif)
    spans = (memoryview(source)[segment.start : segment.end] for segment in kept)
    return b"".join((_START_OF_IMAGE, *spans)), orientation_in(exif)


def _segments(source: bytes) -> Iterator[_Segment]:
    """Walk up to the first scan, which reaches to the end of the file."""
    at = len(_START_OF_IMAGE)
    for _ in range(_MOST_SEGMENTS):
        found = _SEGMENT.search(source, at)
        if found is None:
            return
        marker, start = found[1][0], found.start()
        if marker in {_START_OF_SCAN, _END_OF_IMAGE}:
            yield _Segment(marker, start, len(source))
            return
        at = start + 2 + max(2, int.from_bytes(source[start + 2 : start + 4]))
        yield _Segment(marker, start, min(at, len(source)))
    raise CorruptImageError("The photo cannot be decoded: it has more segments than any encoder's.")


def _kept(source: bytes, segments: list[_Segment]) -> list[_Segment]:
    profile = [segment for segment in segments if _is(source, segment, _APP2, _PROFILE_MARK)]
    if sum(segment.length for segment in profile) > MOST_PROFILE:
        profile = []
    tables = [segment for segment in segments if _is_needed(segment)]
    if sum(segment.length for segment in tables[:-1]) > _MOST_TABLES:
        raise CorruptImageError(
            "The photo cannot be decoded: its tables are larger than any encoder's."
        )
    return sorted(tables + profile, key=lambda segment: segment.start)


def _is(source: bytes, segment: _Segment, marker: int, mark: bytes) -> bool:
    return segment.marker == marker and source.startswith(mark, segment.start + 4, segment.end)


def _is_needed(segment: _Segment) -> bool:
    if segment.marker in {_APP0, _APP14}:
        return True
    return not _APP0 <= segment.marker <= _APP15 and segment.marker != _COMMENT
