"""The memory of a frame: what is hidden, what failed, how far rounds are, over restarts."""

from datetime import timedelta
import json
from typing import Any

from hypothesis import given, settings, strategies as st
import pytest

from custom_components.immich_frame.selection.history import (
    MAX_FAILED,
    MAX_HIDDEN,
    MAX_KEY,
    MAX_ROUNDS,
    History,
    Round,
    Run,
)
from custom_components.immich_frame.selection.photos import pack

from .pools import DAY, HOUR, NOON, asset

SECOND = timedelta(seconds=1)


def restarted(history: History) -> History:
    return History.from_json(json.loads(json.dumps(history.to_json())))


def waits(history: History, number: int, after: timedelta) -> bool:
    out, _until = history.out(NOON + after)
    return pack(asset(number)) in out


def full() -> History:
    history = History()
    for number in range(3):
        history.record(asset(number), NOON)
    history.walk(-1)
    history.hide(asset(7))
    history.hide(asset(6))
    history.fail(asset(8), NOON)
    history.fail(asset(9), NOON)
    history.fail(asset(9), NOON)
    history.begin_round("sea")
    history.set_run("lake", Run(-5, 2))
    return history


def test_a_history_walks() -> None:
    history = full()
    assert (history.peek(-1), history.peek(0), history.peek(1)) == tuple(map(asset, range(3)))


def test_a_history_is_the_same_after_a_restart() -> None:
    again = restarted(full())
    assert again.to_json() == full().to_json()
    assert again.hidden == (asset(7), asset(6))
    assert again.round_of("sea") == Round(3)
    assert again.round_of("lake") == Round(3, Run(-5, 2))
    assert again.out(NOON) == full().out(NOON)
    assert again.peek(1) == asset(2)


def test_a_history_of_nothing_is_one_too() -> None:
    assert restarted(History()).to_json() == History().to_json()


def test_what_is_hidden_stays_hidden_until_it_is_not() -> None:
    history = History()
    history.hide(asset(1))
    assert history.is_hidden(asset(1))
    assert waits(history, 1, 1000 * DAY)
    history.unhide(asset(1))
    history.unhide(asset(2))
    assert not history.is_hidden(asset(1))
    assert history.hidden == ()


def test_only_so_many_are_hidden() -> None:
    history = History()
    for number in range(MAX_HIDDEN + 1):
        history.hide(asset(number))
    assert len(history.hidden) == MAX_HIDDEN
    assert not history.is_hidden(asset(0))
    assert restarted(history).hidden == history.hidden


def test_what_is_hidden_again_counts_once() -> None:
    history = History()
    for number in (1, 2, 1):
        history.hide(asset(number))
    assert history.hidden == (asset(2), asset(1))


def test_a_failed_photo_waits_twice_as_long_each_time() -> None:
    history, waited = History(), []
    for _ in range(8):
        history.fail(asset(1), NOON)
        day = next(day for day in range(99) if not waits(history, 1, day * DAY))
        assert waits(history, 1, day * DAY - SECOND)
        waited.append(day)
    assert waited == [1, 2, 4, 8, 16, 30, 30, 30]


def test_a_photo_that_was_shown_begins_anew_with_its_failures() -> None:
    history = History()
    history.fail(asset(1), NOON)
    history.fail(asset(1), NOON)
    history.forget_failure(asset(1))
    history.forget_failure(asset(2))
    assert not waits(history, 1, timedelta())
    history.fail(asset(1), NOON)
    assert not waits(history, 1, DAY)


def test_only_so_many_failures_are_remembered() -> None:
    history = History()
    for number in range(MAX_FAILED + 1):
        history.fail(asset(number), NOON)
    assert len(history.out(NOON)[0]) == MAX_FAILED
    assert not waits(history, 0, timedelta())
    assert restarted(history).to_json() == history.to_json()


def test_it_is_told_when_the_first_failed_photo_is_tried_again() -> None:
    history = History()
    history.fail(asset(1), NOON)
    history.fail(asset(1), NOON)
    history.fail(asset(2), NOON + HOUR)
    assert history.out(NOON + HOUR)[1] == (NOON + HOUR + DAY).timestamp()
    assert history.out(NOON + HOUR + DAY)[1] == (NOON + 2 * DAY).timestamp()


def test_a_failure_in_the_future_is_one_of_now() -> None:
    history, back = History(), -365 * DAY
    history.fail(asset(1), NOON)
    assert waits(history, 1, back)
    assert waits(history, 1, back + DAY - SECOND)
    assert not waits(history, 1, back + DAY)


def test_changes_count_what_becomes_of_hidden_and_failed_photos() -> None:
    history = History()
    seen = [history.changes]
    for change in (history.hide, history.unhide, lambda photo: history.fail(photo, NOON)):
        change(asset(1))
        seen.append(history.changes)
    history.forget_failure(asset(1))
    seen.append(history.changes)
    history.forget_failure(asset(1))
    assert seen == [0, 1, 2, 3, 4]
    assert history.changes == 4


def test_a_round_begins_with_the_next_photo() -> None:
    history = History()
    assert history.round_of("sea") == Round(0)
    history.record(asset(1), NOON)
    assert history.round_of("sea") == Round(0)
    assert history.round_of("lake") == Round(1)
    history.begin_round("sea")
    assert history.round_of("sea") == Round(1)


def test_a_new_round_has_no_run_on_its_way() -> None:
    history = History()
    history.set_run("sea", Run(1, 2))
    assert history.round_of("sea").run == Run(1, 2)
    history.begin_round("sea")
    assert history.round_of("sea").run is None


def test_a_run_can_end() -> None:
    history = History()
    history.set_run("sea", Run(1, 2))
    history.set_run("sea", None)
    assert restarted(history).round_of("sea").run is None


def test_the_rounds_used_longest_ago_are_forgotten() -> None:
    history = History()
    history.round_of("sea")
    history.record(asset(1), NOON)
    for number in range(2 * MAX_ROUNDS):
        history.round_of("sea")
        history.round_of(f"lake {number}")
    assert history.round_of("sea") == Round(0)
    assert len(history.to_json()["rounds"]) == MAX_ROUNDS


@pytest.mark.parametrize(
    "name", ["record", "hide", "unhide", "fail", "forget_failure", "is_hidden"]
)
def test_what_is_no_id_is_refused(name: str) -> None:
    history = full()
    method = getattr(history, name)
    with pytest.raises(ValueError, match=r"."):
        method("photo 1", NOON) if name in {"record", "fail"} else method("photo 1")
    assert history.to_json() == full().to_json()


GOOD = full().to_json()
ROUND = ["sea", 3, 0, 0]
FAILURE = [asset(1), 5, 1]


def wrong_values() -> list[dict[str, Any]]:
    rounds: list[Any] = [
        ["sea", 4, 0, 0],
        ["sea", -1, 0, 0],
        ["sea", 3, 2.5, 1],
        ["sea", 3, 0, -1],
        ["sea", 3, 2**63, 1],
        ["s" * (MAX_KEY + 1), 3, 0, 0],
        [5, 3, 0, 0],
        ["sea", 3, 0],
        {},
        None,
    ]
    failures: list[Any] = [
        ["photo 1", 5, 1],
        [None, 5, 1],
        [asset(1), 5, 0],
        [asset(1), 5, 7],
        [asset(1), None, 1],
        [asset(1), True, 1],
        [asset(1), 5],
        "abc",
    ]
    others: list[Any] = [None, 1, "abc", {"a": 1}, [[]]]
    return [
        *({"rounds": [row]} for row in rounds),
        *({"failed": [row]} for row in failures),
        {"rounds": [ROUND] * (MAX_ROUNDS + 1)},
        {"failed": [FAILURE] * (MAX_FAILED + 1)},
        *({name: other} for name in GOOD for other in others),
        {"hidden": "AAAA"},
        {"hidden": "!!!!"},
        {"hidden": "A" * (MAX_HIDDEN + 1) * 64},
    ]


@pytest.mark.parametrize("wrong", wrong_values())
def test_what_is_wrong_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"."):
        History.from_json(GOOD | wrong)


@pytest.mark.parametrize("name", GOOD)
def test_what_is_not_there_is_missed(name: str) -> None:
    with pytest.raises(ValueError, match=name):
        History.from_json({key: value for key, value in GOOD.items() if key != name})


def test_what_a_later_version_adds_is_passed_over() -> None:
    assert History.from_json(GOOD | {"more": [1]}).to_json() == GOOD


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.integers(min_value=0, max_value=9)
    | st.floats()
    | st.text(max_size=40)
    | st.sampled_from([GOOD["events"]["ids"], GOOD["hidden"], asset(1), "sea"]),
    lambda inner: (
        st.lists(inner, max_size=5)
        | st.dictionaries(st.sampled_from([*GOOD, *GOOD["events"]]), inner, max_size=6)
    ),
    max_leaves=12,
)


@settings(max_examples=300)
@given(JSON, st.sampled_from([None, *GOOD]), st.sampled_from([None, *GOOD["events"]]))
def test_whatever_is_stored_is_read_or_refused(
    value: object, name: str | None, inner: str | None
) -> None:
    """A value takes the place of all, of a part, or of a part of the events."""
    stored = value if name is None else GOOD | {name: value}
    if name == "events" and inner is not None:
        stored = GOOD | {name: GOOD[name] | {inner: value}}
    try:
        history = History.from_json(stored)
    except ValueError:
        return
    assert restarted(history).to_json() == history.to_json()
    history.record(asset(1), NOON)
    assert history.peek(0) == asset(1)
