"""Days begin and end where the frame hangs."""

from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from custom_components.immich_frame.immich.search import Search
from custom_components.immich_frame.selection.circumstances import Circumstances

BERLIN = ZoneInfo("Europe/Berlin")
SAMOA, HAWAII = timezone(timedelta(hours=14)), timezone(timedelta(hours=-12))


def around(now: datetime, zone: ZoneInfo | timezone = BERLIN) -> Circumstances:
    return Circumstances("me", now, zone)


@pytest.mark.parametrize(
    ("now", "zone", "today"),
    [
        (datetime(2026, 11, 22, 22, 59, tzinfo=UTC), BERLIN, date(2026, 11, 22)),
        (datetime(2026, 11, 22, 23, 0, tzinfo=UTC), BERLIN, date(2026, 11, 23)),
        (datetime(2026, 11, 22, 11, 0, tzinfo=UTC), HAWAII, date(2026, 11, 21)),
    ],
)
def test_today_is_a_day_of_the_zone(now: datetime, zone: timezone, today: date) -> None:
    assert around(now, zone).today == today


def test_a_day_has_its_first_and_its_last_moment() -> None:
    here, day = around(datetime(2026, 1, 1, tzinfo=UTC)), date(2026, 7, 1)
    assert here.start_of(day) == datetime(2026, 6, 30, 22, tzinfo=UTC)
    assert here.end_of(day) == datetime(2026, 7, 1, 21, 59, 59, 999000, tzinfo=UTC)


def test_days_with_a_changed_clock_are_shorter_or_longer() -> None:
    here = around(datetime(2026, 1, 1, tzinfo=UTC))
    for day, hours in ((date(2026, 3, 29), 23), (date(2026, 10, 25), 25), (date(2026, 6, 1), 24)):
        start, end = here.start_of(day).astimezone(UTC), here.end_of(day).astimezone(UTC)
        assert end - start == timedelta(hours=hours) - timedelta(milliseconds=1)


def test_days_are_counted_back_from_today() -> None:
    here = around(datetime(2026, 3, 1, 12, tzinfo=UTC))
    assert here.days_ago(0) == date(2026, 3, 1)
    assert here.days_ago(1) == date(2026, 2, 28)
    assert here.days_ago(-1) == date(2026, 3, 2)


@pytest.mark.parametrize("zone", [BERLIN, SAMOA, HAWAII])
def test_no_day_is_too_far_away_to_be_asked_for(zone: timezone) -> None:
    here = around(datetime(2026, 3, 1, 12, tzinfo=UTC), zone)
    search = Search(
        taken_after=min(here.start_of(here.days_ago(10**7)), here.start_of(date.min)),
        taken_before=here.end_of(date.max),
    )
    body = search.body()
    assert body["takenAfter"] < "0002"
    assert body["takenBefore"] > "9999-12"
