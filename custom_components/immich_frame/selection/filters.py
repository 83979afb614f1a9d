"""Which photos of a source a frame may show."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum


class Orientation(StrEnum):
    """The shape of a photo; FRAME is the shape of the frame."""

    LANDSCAPE = "landscape"
    PORTRAIT = "portrait"
    SQUARE = "square"
    FRAME = "frame"


SQUARE_RATIO = 1.1
"""Up to here the longer edge is taken for as long as the shorter one."""


def orientation_of(width: int, height: int) -> Orientation:
    """Return the shape of a photo or frame of this size in pixels; never FRAME."""
    if max(width, height) <= min(width, height) * SQUARE_RATIO:
        return Orientation.SQUARE
    return Orientation.LANDSCAPE if width > height else Orientation.PORTRAIT


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What has to hold for a photo, all at once; nothing by default but that it is not archived.

    A photo has to be in one of the albums, show one of the people, have one of the tags, be taken
    in one of the countries; what is in any of the `without_` ones never passes. Dates are days at
    the place where Home Assistant runs, both included; `months` are 1 to 12, by the clock where
    the photo was taken. `min_edge` is the shorter edge in pixels. With `burst_seconds` one of
    several photos is left that follow each other within so many seconds and look alike.

    What others put into an album passes when the album is the source, or what a library is
    narrowed to; with `with_partners` off only the former.
    """

    album_ids: tuple[str, ...] = ()
    person_ids: tuple[str, ...] = ()
    tag_ids: tuple[str, ...] = ()
    without_album_ids: tuple[str, ...] = ()
    without_person_ids: tuple[str, ...] = ()
    without_tag_ids: tuple[str, ...] = ()
    favorites_only: bool = False
    min_rating: int | None = None
    taken_from: date | None = None
    taken_until: date | None = None
    taken_days: int | None = None
    months: tuple[int, ...] = ()
    countries: tuple[str, ...] = ()
    orientation: Orientation | None = None
    min_edge: int | None = None
    without_screenshots: bool = False
    with_partners: bool = True
    with_archived: bool = False
    stacks_as_one: bool = False
    burst_seconds: int | None = None

    def for_frame(self, width: int, height: int) -> Filters:
        """Return the filters with the shape of a frame of this size in place of FRAME."""
        if self.orientation is not Orientation.FRAME:
            return self
        return replace(self, orientation=orientation_of(width, height))
