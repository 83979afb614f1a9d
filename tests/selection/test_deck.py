"""The state of each photo of a pool: the same, however it came about."""

from datetime import timedelta
from random import Random

from hypothesis import given, strategies as st
import pytest

from custom_components.immich_frame.selection.deck import MAX_STEPS, Deck, State, nth
from custom_components.immich_frame.selection.history import History

from .pools import DAY, HOUR, NOON, asset, newest_first, number_of, photos

FRESH, RECENT, SPENT, OUT = State

STATES = st.lists(st.sampled_from(State), min_size=1, max_size=40)


def deck(history: History, count: int = 4) -> Deck:
    return Deck(newest_first(count).photos, "all", history, by_time=False)


def states(one: Deck, repeat_after: timedelta = DAY, after: timedelta = timedelta()) -> list[int]:
    """Return the states of the photos 1, 2, 3 and so on."""
    one.follow(NOON + after, repeat_after)
    return list(reversed(one.states))


@given(STATES, st.data())
def test_the_nth_of_a_state_is_found(listed: list[State], data: st.DataObject) -> None:
    state = data.draw(st.sampled_from(listed))
    places = [place for place, one in enumerate(listed) if one is state]
    number = data.draw(st.integers(min_value=0, max_value=len(places) - 1))
    assert nth(bytearray(listed), state, number) == places[number]


def test_at_first_all_are_fresh() -> None:
    assert states(deck(History())) == [FRESH] * 4


def test_what_was_shown_before_the_round_is_recent_for_a_while() -> None:
    history = History()
    history.record(asset(1), NOON)
    history.record(asset(2), NOON + HOUR)
    one = deck(history)
    assert states(one, DAY, HOUR) == [RECENT, RECENT, FRESH, FRESH]
    assert states(one, DAY, DAY - timedelta(seconds=1)) == [RECENT, RECENT, FRESH, FRESH]
    assert states(one, DAY, DAY) == [FRESH, RECENT, FRESH, FRESH]
    assert states(one, DAY, DAY + HOUR) == [FRESH] * 4


def test_what_was_shown_twice_counts_from_the_second_time() -> None:
    history = History()
    one = deck(history)
    for after in (timedelta(), HOUR):
        history.record(asset(1), NOON + after)
    history.begin_round("all")
    assert states(one, DAY, HOUR) == [RECENT, FRESH, FRESH, FRESH]
    assert states(one, DAY, DAY) == [RECENT, FRESH, FRESH, FRESH]
    assert states(one, DAY, DAY + HOUR) == [FRESH] * 4


def test_without_such_a_time_nothing_is_recent() -> None:
    history = History()
    history.record(asset(1), NOON)
    assert states(deck(history), timedelta(), -DAY) == [FRESH] * 4


def test_what_was_shown_in_the_round_is_spent_whenever_it_was() -> None:
    history = History()
    one = deck(history)
    assert states(one) == [FRESH] * 4
    history.record(asset(1), NOON)
    history.record(asset(9), NOON)
    assert states(one, DAY) == [SPENT, FRESH, FRESH, FRESH]
    assert states(one, DAY, 99 * DAY) == [SPENT, FRESH, FRESH, FRESH]


def test_a_round_is_over_when_nothing_but_spent_photos_is_left() -> None:
    history = History()
    one = deck(history)
    history.hide(asset(4))
    for number in (1, 2, 3):
        states(one)
        assert not one.is_over
        history.record(asset(number), NOON)
    assert states(one) == [SPENT, SPENT, SPENT, OUT]
    assert one.is_over


def test_with_all_out_no_round_is_over() -> None:
    history = History()
    for number in range(1, 5):
        history.hide(asset(number))
    one = deck(history)
    assert states(one) == [OUT] * 4
    assert not one.is_over


def test_what_is_out_stays_out_when_it_is_shown() -> None:
    history = History()
    one = deck(history)
    history.hide(asset(2))
    states(one)
    history.record(asset(2), NOON)
    assert states(one) == [FRESH, OUT, FRESH, FRESH]
    history.unhide(asset(2))
    assert states(one) == [FRESH, SPENT, FRESH, FRESH]


def test_a_failed_photo_comes_back_in_time() -> None:
    history = History()
    history.fail(asset(1), NOON)
    one = deck(history)
    assert states(one, DAY, DAY - timedelta(seconds=1)) == [OUT, FRESH, FRESH, FRESH]
    assert states(one, DAY, DAY) == [FRESH] * 4


def test_the_clock_may_be_set_back() -> None:
    history = History()
    history.record(asset(1), NOON)
    history.fail(asset(2), NOON)
    one = deck(history)
    assert states(one, DAY, 2 * DAY) == [FRESH] * 4
    assert states(one, DAY, -365 * DAY) == [RECENT, OUT, FRESH, FRESH]
    history.record(asset(3), NOON - 364 * DAY)
    assert states(one, DAY, -364 * DAY) == [RECENT, FRESH, SPENT, FRESH]
    assert states(one, DAY, -363 * DAY) == [FRESH, FRESH, SPENT, FRESH]


def test_a_failed_photo_waits_again_when_the_clock_is_set_back() -> None:
    history = History()
    history.fail(asset(1), NOON)
    one = deck(history)
    assert states(one)[0] == OUT
    assert states(one, DAY, -365 * DAY)[0] == OUT
    assert states(one, DAY, -364 * DAY)[0] == FRESH


def test_the_time_after_which_photos_come_again_may_change() -> None:
    history = History()
    history.record(asset(1), NOON)
    one = deck(history)
    assert states(one, DAY, 2 * DAY) == [FRESH] * 4
    assert states(one, 9 * DAY, 2 * DAY) == [RECENT, FRESH, FRESH, FRESH]
    assert states(one, DAY, 2 * DAY) == [FRESH] * 4
    assert states(one, 3 * DAY, 2 * DAY) == [RECENT, FRESH, FRESH, FRESH]


@pytest.mark.parametrize("count", [1, MAX_STEPS, MAX_STEPS + 1, 3 * MAX_STEPS])
def test_many_news_are_taken_in_like_a_few(count: int) -> None:
    history = History()
    one = deck(history, 2 * count)
    states(one)
    for number in range(1, count + 1):
        history.record(asset(number), NOON)
    assert one.is_laid_out(NOON, DAY) == (count <= MAX_STEPS)
    assert states(one) == [SPENT] * count + [FRESH] * count
    history.begin_round("all")
    assert states(one) == [RECENT] * count + [FRESH] * count
    assert states(one, DAY, DAY) == [FRESH] * 2 * count


@pytest.fixture
def small_log(monkeypatch: pytest.MonkeyPatch) -> History:
    """Return a history that remembers 8 to 10 photos."""
    for name, number in (("MAX_EVENTS", 8), ("_SPARE", 2), ("_MOST", 10)):
        monkeypatch.setattr(f"custom_components.immich_frame.selection.events.{name}", number)
    return History()


def test_what_the_log_has_forgotten_is_not_recent(small_log: History) -> None:
    one = deck(small_log)
    states(one)
    for number in (1, 2, 3):
        small_log.record(asset(number), NOON)
    small_log.begin_round("all")
    for number in range(20):
        seen = states(one)
        assert seen == states(deck(small_log))
        assert seen.count(RECENT) == max(3 - small_log.events.first, 0)
        small_log.record(asset(100 + number), NOON)


def test_what_the_log_has_forgotten_of_a_round_comes_again(small_log: History) -> None:
    one = deck(small_log, 30)
    states(one)
    for number in range(1, 31):
        small_log.record(asset(number), NOON)
        states(one)
    first = small_log.events.first
    assert first == 20
    other = deck(small_log, 30)
    assert states(other) == [FRESH] * first + [SPENT] * (30 - first)
    assert states(one) == [SPENT] * 30, "who followed all the time knows more"
    small_log.begin_round("all")
    assert states(one) == states(other) == [FRESH] * first + [RECENT] * (30 - first)


def test_what_the_log_forgot_meanwhile_is_looked_at_anew(small_log: History) -> None:
    history = small_log
    one = deck(history, 30)
    states(one)
    for number in range(1, 31):
        history.record(asset(number), NOON + number * HOUR)
        assert states(one, DAY, number * HOUR)[number - 1] == SPENT
        history.begin_round("all")
        seen = states(one, DAY, number * HOUR)
        # What the log holds is recent; what it has forgotten may be so for a little longer.
        assert seen[history.events.first : number] == [RECENT] * (number - history.events.first)
        assert seen == states(deck(history, 30), DAY, number * HOUR)


def test_photos_by_time_know_their_ranks() -> None:
    ranked = photos([3, 9, 1, 7])
    by_time = Deck(ranked, "all", History(), by_time=True)
    assert [number_of(asset_id) for asset_id in by_time.photos] == [9, 7, 3, 1]
    assert list(by_time.photos.taken) == [9, 7, 3, 1]
    assert [ranked[rank] for rank in by_time.ranks] == list(by_time.photos)


def test_photos_that_lie_by_time_stay_as_they_are() -> None:
    sorted_ones = photos([9, 9, 7, 3])
    by_time = Deck(sorted_ones, "all", History(), by_time=True)
    assert by_time.photos is sorted_ones
    assert list(by_time.ranks) == [0, 1, 2, 3]


def test_a_deck_is_one_of_equal_photos_in_the_same_order() -> None:
    one = Deck(photos([3, 9]), "all", History(), by_time=True)
    assert one.is_of(photos([3, 9]), by_time=True)
    assert not one.is_of(photos([3, 9]), by_time=False)
    assert not one.is_of(photos([9, 3]), by_time=True)
    later = photos([3, 9])
    later.taken[0] = 4
    assert not one.is_of(later, by_time=True)


def test_a_large_pool_is_laid_out_with_pauses() -> None:
    history, count = History(), 12_000
    order = Random(1).sample(range(1, count + 1), count)
    for number in order:
        history.record(asset(number), NOON)
    one = deck(history, count)
    assert sum(1 for _pause in one.lay_out(NOON, DAY)) == 6
    assert one.is_laid_out(NOON, DAY)
    assert states(one) == [RECENT] * count


def test_what_happens_in_a_pause_is_taken_in() -> None:
    history, count = History(), 12_000
    one = deck(history, count)
    pauses = one.lay_out(NOON, DAY)
    next(pauses)
    history.record(asset(1), NOON)
    history.hide(asset(2))
    assert list(pauses) == [None, None]
    assert states(one) == [SPENT, OUT] + [FRESH] * (count - 2)
