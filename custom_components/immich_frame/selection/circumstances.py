"""Whose frame asks, when, and where."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Final

_END_OF_DAY: Final = time(23, 59, 59, 999000)

# One day off the ends of what Python can count, so that any zone can still be applied.
_FIRST_DAY: Final = date.min + timedelta(days=1)
_LAST_DAY: Final = date.max - timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Circumstances:
    """`me` is the id of the key's owner; `now` is aware; `zone` says where days begin."""

    me: str
    now: datetime
    zone: tzinfo

    @property
    def today(self) -> date:
        """Today, where the frame hangs."""
        return self.now.astimezone(self.zone).date()

    def days_ago(self, days: int) -> date:
        """Return the day so many days before today, or the first there is."""
        return date.fromordinal(max(self.today.toordinal() - days, _FIRST_DAY.toordinal()))

    def start_of(self, day: date) -> datetime:
        """Return the first moment of a day."""
        return datetime.combine(_bounded(day), time.min, self.zone)

    def end_of(self, day: date) -> datetime:
        """Return the last moment of a day, to the millisecond that Immich counts in."""
        return datetime.combine(_bounded(day), _END_OF_DAY, self.zone)


def _bounded(day: date) -> date:
    return min(max(day, _FIRST_DAY), _LAST_DAY)
