"""When a slideshow moves on: what was chosen, as a config subentry stores it, and the next time."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Any, Final, Self

MIN_INTERVAL: Final = timedelta(seconds=5)
MAX_INTERVAL: Final = timedelta(days=30)
DEFAULT_INTERVAL: Final = timedelta(minutes=5)

_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Schedule:
    """A slideshow: whether it runs, how often it moves on, from when on, and for whom.

    `at` is a time of day from which intervals are counted, anew each day; without it they are
    counted from the last photo. `viewers` are the entities of which one has to be on, home or
    playing, or the slideshow waits; without any it never does.
    """

    is_on: bool = False
    interval: timedelta = DEFAULT_INTERVAL
    at: time | None = None
    viewers: tuple[str, ...] = ()

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Self:
        """Read it from a subentry; what is not there takes its default.

        Raises TypeError, ValueError and OverflowError for what `as_data` never wrote.
        """
        usual = cls()
        seconds = data.get("interval_seconds", usual.interval.total_seconds())
        interval = timedelta(seconds=of_kind(seconds, int, float))
        at = data.get("at")
        return cls(
            is_on=of_kind(data.get("on", usual.is_on), bool),
            interval=min(max(interval, MIN_INTERVAL), MAX_INTERVAL),
            at=None if at is None else _time_of_day(at),
            viewers=tuple(of_kind(one, str) for one in of_kind(data.get("viewers", []), list)),
        )

    def as_data(self) -> dict[str, Any]:
        """Write it down as plain JSON."""
        return {
            "on": self.is_on,
            "interval_seconds": int(self.interval.total_seconds()),
            "at": self.at.isoformat() if self.at else None,
            "viewers": list(self.viewers),
        }

    def due(self, last: datetime, zone: tzinfo) -> datetime:
        """Return when the photo is over that was shown at `last`; both have a zone."""
        if self.at is None:
            return last + self.interval
        return _next_slot(last, self.at, self.interval, zone)


def of_kind[T](value: object, *kinds: type[T]) -> T:
    """Return the value if it is of one of the kinds itself: True is no number. Raises TypeError."""
    for kind in kinds:
        if type(value) is kind:
            return value
    raise TypeError(f"{value!r} is of another kind")


def _time_of_day(text: str) -> time:
    at = time.fromisoformat(text)
    if at.tzinfo is not None:
        raise ValueError("A time of day is the one of this Home Assistant, without a zone")
    return at


def _next_slot(last: datetime, at: time, interval: timedelta, zone: tzinfo) -> datetime:
    """Return the first slot after a moment.

    Slots are wall time: seven in the morning stays seven when clocks change. A day's slots begin at
    `at` and end before the next day's; of an interval of several days, every so many days has one.
    """
    now = last.astimezone(zone).replace(tzinfo=None)
    day = now.date() - _DAY
    while True:
        for slot in _slots(day, at, interval, now):
            # Through UTC, as moments of one zone are compared by their wall time.
            moment = slot.replace(tzinfo=zone).astimezone(UTC)
            if moment > last:
                return moment
        day += _DAY


def _slots(day: date, at: time, interval: timedelta, since: datetime) -> Iterator[datetime]:
    """Return the slots of a day, without most of those that are over since long."""
    if day.toordinal() % max(interval // _DAY, 1):
        return
    first = datetime.combine(day, at)
    slot = first + max((since - first) // interval, 0) * interval
    while slot < first + _DAY:
        yield slot
        slot += interval
