"""The log of what was shown: walked along, bounded, written down, read with suspicion."""

from array import array
from datetime import datetime, timedelta
import json
import sys

from hypothesis import given, strategies as st
import pytest

from custom_components.immich_frame.selection.events import MAX_EVENTS, Events, seconds
from custom_components.immich_frame.selection.photos import pack, split, unpack

from .pools import DAY, HOUR, NOON, asset, number_of

MOMENTS = st.integers(min_value=-(10**9), max_value=10**9).map(lambda s: NOON + timedelta(0, s))


def events(*numbers: int) -> Events:
    log = Events()
    for number in numbers:
        log.record(asset(number), NOON)
    return log


def around(log: Events) -> tuple[str | None, ...]:
    return tuple(log.peek(steps) for steps in (-1, 0, 1))


def test_an_empty_log_has_nothing_to_walk_along() -> None:
    log = Events()
    assert (around(log), log.last, log.end) == ((None, None, None), None, 0)
    log.walk(0)
    with pytest.raises(IndexError):
        log.walk(-1)


def test_what_was_shown_last_is_where_the_walk_is() -> None:
    log = events(1, 2, 3)
    assert around(log) == (asset(2), asset(3), None)


def test_a_walk_goes_back_and_forward_again() -> None:
    log = events(1, 2, 3)
    log.walk(-2)
    assert around(log) == (None, asset(1), asset(2))
    assert log.last == asset(3)
    log.walk(1)
    assert around(log) == (asset(1), asset(2), asset(3))


@pytest.mark.parametrize("steps", [-9, -2, 2, 9])
def test_a_walk_does_not_leave_the_log(steps: int) -> None:
    log = events(1, 2, 3)
    log.walk(-1)
    before = around(log)
    with pytest.raises(IndexError, match="nothing was shown there"):
        log.walk(steps)
    assert around(log) == before


def test_a_new_photo_comes_at_the_end_wherever_the_walk_was() -> None:
    log = events(1, 2, 3)
    log.walk(-2)
    log.record(asset(4), NOON)
    assert around(log) == (asset(3), asset(4), None)


def test_what_is_no_id_leaves_the_log_as_it_was() -> None:
    log = events(1, 2)
    log.walk(-1)
    with pytest.raises(ValueError, match=r"."):
        log.record("photo 3", NOON)
    assert around(log) == (None, asset(1), asset(2))
    assert log.end == 2


@given(st.lists(MOMENTS, max_size=20), MOMENTS)
def test_times_never_go_down(moments: list[datetime], asked: datetime) -> None:
    """What came before cannot have been later: it takes the time of what came after it."""
    log = Events()
    for number, moment in enumerate(moments):
        log.record(asset(number), moment)
    known = [min(moments[number:]) for number in range(len(moments))]
    after = [number for number, moment in enumerate(known) if seconds(moment) > seconds(asked)]
    assert log.first_after(seconds(asked)) == min(after, default=len(moments))


@pytest.mark.parametrize("year", [1, 1969, 2107, 9999])
def test_a_clock_far_off_is_taken_as_near_as_can_be(year: int) -> None:
    log = Events()
    log.record(asset(1), NOON.replace(year=year))
    assert Events.from_json(log.to_json()).peek(0) == asset(1)


def test_events_are_numbered_for_ever() -> None:
    log = Events()
    for number in range(MAX_EVENTS + 5_000):
        log.record(asset(number), NOON + timedelta(seconds=number))
    assert log.end == MAX_EVENTS + 5_000
    assert 0 <= log.end - log.first - MAX_EVENTS <= MAX_EVENTS / 100
    kept = [number_of(unpack(packed)) for packed in split(log.ids(0, log.end))]
    assert kept == list(range(log.first, log.end))
    assert log.first_after(seconds(NOON) + log.first + 9) == log.first + 10
    assert Events.from_json(log.to_json()).first == log.first


def test_an_event_takes_20_bytes() -> None:
    log = Events()
    for number in range(10_000):
        log.record(asset(number), NOON)
    # What grows has room to grow, of an eighth.
    assert sys.getsizeof(log._ids) + sys.getsizeof(log._times) < 10_000 * 20 * 9 / 8 + 200


def test_ids_are_told_by_the_numbers_of_their_events() -> None:
    log = events(1, 2, 3)
    assert log.ids(1, 2) == pack(asset(2))
    assert log.ids(2, 9) == pack(asset(3))
    assert log.ids(3, 9) == log.ids(2, 1) == b""


@given(st.lists(st.tuples(st.uuids().map(str), MOMENTS), max_size=20), st.data())
def test_a_log_is_the_same_after_a_restart(
    shown: list[tuple[str, datetime]], data: st.DataObject
) -> None:
    log = Events()
    for asset_id, moment in shown:
        log.record(asset_id, moment)
    log.walk(-data.draw(st.integers(min_value=0, max_value=max(len(shown) - 1, 0))))
    again = Events.from_json(json.loads(json.dumps(log.to_json())))
    assert again.to_json() == log.to_json()
    assert around(again) == around(log)
    assert again.first_after(seconds(NOON)) == log.first_after(seconds(NOON))


GOOD = events(1, 2, 3).to_json()
DOWN = Events(pack(asset(1)) * 2, array("I", [2, 1])).to_json()


@pytest.mark.parametrize(
    "wrong",
    [
        None,
        [],
        {},
        GOOD | {"first": -1},
        GOOD | {"first": 2**53 + 1},
        GOOD | {"first": 0.0},
        GOOD | {"first": True},
        GOOD | {"back": 3},
        GOOD | {"back": -1},
        GOOD | {"ids": GOOD["ids"] + GOOD["ids"]},
        GOOD | {"ids": "A"},
        GOOD | {"ids": "AAAA"},
        GOOD | {"ids": "é" * 64},
        GOOD | {"ids": "\ud800" * 64},
        GOOD | {"ids": "!" * 64},
        GOOD | {"ids": None},
        GOOD | {"ids": "A" * 10**7},
        GOOD | {"times": ""},
        GOOD | {"times": "AAAA"},
        DOWN,
        {key: value for key, value in GOOD.items() if key != "back"},
    ],
)
def test_what_is_wrong_is_refused(wrong: object) -> None:
    with pytest.raises(ValueError, match=r"."):
        Events.from_json(wrong)


def test_a_log_of_a_day_is_told_by_the_clock() -> None:
    log = Events()
    for hours in range(24):
        log.record(asset(hours), NOON + hours * HOUR)
    assert log.first_after(seconds(NOON + DAY - 7 * HOUR)) == 18


def test_a_photo_beside_another_is_an_event_that_walks_can_tell() -> None:
    log = events(1)
    log.record(asset(2), NOON, beside=True)
    log.record(asset(3), NOON)
    assert around(log) == (asset(2), asset(3), None)
    assert [log.is_beside(steps) for steps in (-3, -2, -1, 0, 1)] == [0, 0, 1, 0, 0]
    again = Events.from_json(json.loads(json.dumps(log.to_json())))
    assert [again.is_beside(steps) for steps in (-2, -1, 0)] == [False, True, False]


def test_marks_go_with_their_events() -> None:
    log = Events()
    for number in range(MAX_EVENTS + 1_001):
        log.record(asset(number), NOON, beside=number % 2 == 0)
    assert log.first == 1_000
    assert all(
        log.is_beside(-steps) == (number_of(str(log.peek(-steps))) % 2 == 0)
        for steps in range(0, MAX_EVENTS, 997)
    )


@pytest.mark.parametrize("marks", ["", "Ag==", "AAAA"])
def test_marks_that_do_not_belong_to_the_events_are_refused(marks: str) -> None:
    with pytest.raises(ValueError, match="mark"):
        Events.from_json(events(1, 2).to_json() | {"beside": marks})
