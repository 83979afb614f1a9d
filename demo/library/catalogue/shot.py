"""One photo of the sample library, before it is painted."""

import calendar
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
import math

import numpy as np

from demo.library.encode import Treatment
from demo.library.model import ME, AssetType, Camera, Edit, Place, User, Visibility
from demo.library.paint.color import Color
from demo.library.paint.light import DAY, Light
from demo.library.paint.people import Sitter

type Scene = Callable[[np.random.Generator, tuple[int, int], Light], Color]
"""Paints a picture of a width and height in a light."""

LANDSCAPE, PORTRAIT = (4000, 3000), (3000, 4000)
PHONE, PHONE_UPRIGHT = (4624, 3468), (3468, 4624)
LARGE, LARGE_UPRIGHT = (6000, 4000), (4000, 6000)
PANORAMA = (12000, 3000)
SCREEN = (1080, 2340)


@dataclass(frozen=True, slots=True)
class Spot:
    """A place, and what its clocks are ahead of UTC, in hours."""

    place: Place
    ahead: float


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Shot:
    """A photo to paint: its scene and light, and all that its owner says about it.

    `taken` is the wall clock at the spot, "2019-07-14 06:12"; with `years_ago` instead of a year
    ("07:30") it was taken on today's date that many years ago. It was added to the library on
    the day after, or so many days ago. `size` is the upright one.
    `blur` softens the scene behind the sitters, as a share of the width.
    """

    name: str
    scene: Scene
    taken: str
    seed: int
    spot: Spot
    camera: Camera
    size: tuple[int, int] = LANDSCAPE
    light: Light = DAY
    description: str = ""
    tags: tuple[str, ...] = ()
    albums: tuple[str, ...] = ()
    rating: int | None = None
    is_favorite: bool = False
    orientation: int = 1
    treatment: Treatment = Treatment.USUAL
    sitters: tuple[Sitter, ...] = ()
    blur: float = 0.0
    visibility: Visibility = Visibility.TIMELINE
    owner: User = ME
    years_ago: int | None = None
    type: AssetType = AssetType.IMAGE
    edit: Edit | None = None
    stack: str | None = None
    added_days_ago: int | None = None

    def taken_at(self, today: date) -> datetime:
        """Return when it was taken, with the spot's offset."""
        zone = timezone(timedelta(hours=self.spot.ahead))
        if self.years_ago is None:
            return datetime.fromisoformat(self.taken).replace(tzinfo=zone)
        day = same_day(today, self.years_ago)
        return datetime.combine(day, time.fromisoformat(self.taken), zone)

    def added_at(self, today: date) -> datetime:
        """Return when it was added to the library."""
        if self.added_days_ago is None:
            return self.taken_at(today) + timedelta(days=1)
        day = today - timedelta(days=self.added_days_ago)
        return datetime.combine(day, time(), UTC)

    def paint_size(self, long_edge: int) -> tuple[int, int]:
        """Return the size to paint at: the photo's shape, panoramas in the detail of others."""
        width, height = self.size
        scale = long_edge / max(width, height) * max(1.0, math.sqrt(width / height / 1.5))
        return round(width * scale), round(height * scale)


def same_day(today: date, years_ago: int) -> date:
    """Return today's day of an earlier year; the 28th where there was no 29th of February."""
    year = today.year - years_ago
    leap_day = (today.month, today.day) == (2, 29)
    if leap_day and not calendar.isleap(year):
        return date(year, 2, 28)
    return today.replace(year=year)
