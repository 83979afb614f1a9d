"""When a photo is over: after an interval, or at slots counted from a time of day."""

from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import given, strategies as st
import pytest

from custom_components.immich_frame.schedule import MAX_INTERVAL, MIN_INTERVAL, Schedule

BERLIN = ZoneInfo("Europe/Berlin")
SEVEN = time(7)


def berlin(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BERLIN)


def due(last: str, interval: timedelta, at: time | None = SEVEN) -> datetime:
    return Schedule(True, interval, at).due(berlin(last), BERLIN)


def test_without_a_time_of_day_the_interval_is_counted_from_the_photo() -> None:
    assert due("2026-11-20T10:00:03", timedelta(minutes=5), None) == berlin("2026-11-20T10:05:03")


@pytest.mark.parametrize(
    ("last", "interval", "expected"),
    [
        ("2026-11-20T06:59", timedelta(days=1), "2026-11-20T07:00"),
        ("2026-11-20T07:00", timedelta(days=1), "2026-11-21T07:00"),
        ("2026-11-20T12:00", timedelta(days=1), "2026-11-21T07:00"),
        ("2026-11-20T07:00", timedelta(hours=1), "2026-11-20T08:00"),
        ("2026-11-20T23:30", timedelta(hours=1), "2026-11-21T00:00"),
        ("2026-11-20T06:10", timedelta(hours=1), "2026-11-20T07:00"),
        # Of intervals that do not fill a day, the last slot is shorter.
        ("2026-11-21T05:00", timedelta(hours=11), "2026-11-21T07:00"),
        ("2026-11-20T07:00", timedelta(hours=11), "2026-11-20T18:00"),
        # Clocks were put forward on March 29 and back on October 25: seven stays seven.
        ("2026-03-28T07:00", timedelta(days=1), "2026-03-29T07:00"),
        ("2026-10-24T07:00", timedelta(days=1), "2026-10-25T07:00"),
    ],
)
def test_slots_are_counted_from_a_time_of_day(
    last: str, interval: timedelta, expected: str
) -> None:
    assert due(last, interval) == berlin(expected)


def test_an_interval_of_days_has_a_slot_every_so_many_days() -> None:
    first = due("2026-11-20T12:00", timedelta(days=3))
    second = Schedule(True, timedelta(days=3), SEVEN).due(first, BERLIN)
    assert second - first == timedelta(days=3)
    assert first.astimezone(BERLIN).time() == SEVEN


@given(
    last=st.datetimes(
        datetime(2026, 1, 1),  # noqa: DTZ001 the zone is the next argument
        datetime(2027, 12, 31),  # noqa: DTZ001 the same
        timezones=st.just(UTC),
    ),
    seconds=st.integers(int(MIN_INTERVAL.total_seconds()), int(MAX_INTERVAL.total_seconds())),
    at=st.none() | st.times(),
)
def test_the_next_time_is_later_and_not_too_late(
    last: datetime, seconds: int, at: time | None
) -> None:
    interval = timedelta(seconds=seconds)
    found = Schedule(True, interval, at).due(last, BERLIN)
    assert found > last
    # A day with a change of clocks has an hour more.
    assert found - last <= interval + timedelta(hours=1)


@pytest.mark.parametrize(
    "schedule",
    [
        Schedule(),
        Schedule(True, timedelta(hours=6), time(7, 30), ("person.ada", "media_player.tv")),
    ],
)
def test_it_is_stored_as_it_is(schedule: Schedule) -> None:
    assert Schedule.of(schedule.as_data()) == schedule


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ({}, Schedule()),
        ({"interval_seconds": 0}, Schedule(interval=MIN_INTERVAL)),
        ({"interval_seconds": 10**9}, Schedule(interval=MAX_INTERVAL)),
    ],
)
def test_what_is_missing_or_out_of_bounds(data: dict[str, Any], expected: Schedule) -> None:
    assert Schedule.of(data) == expected
