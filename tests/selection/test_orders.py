"""In which order photos come, and how a run goes."""

from itertools import pairwise
import json

from hypothesis import given, strategies as st
import pytest

from custom_components.immich_frame.selection.history import History, Run
from custom_components.immich_frame.selection.picker import Picker
from custom_components.immich_frame.selection.preset import Order

from .pools import (
    DAY,
    LIBRARY,
    NOON,
    asset,
    choice,
    newest_first,
    number_of,
    picker,
    pool,
    show,
    show_many,
)

RANKED = [5, 2, 9, 1, 7]


def restarted(one: Picker) -> Picker:
    stored = json.loads(json.dumps(one.history.to_json()))
    return picker(99, History.from_json(stored))


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        (Order.RELEVANCE, RANKED),
        (Order.NEWEST, [9, 7, 5, 2, 1]),
        (Order.OLDEST, [1, 2, 5, 7, 9]),
    ],
)
def test_an_order_goes_through_the_pool(order: Order, expected: list[int]) -> None:
    assert show_many(picker(), pool(RANKED), 10, choice(order)) == expected * 2


def test_relevance_without_a_ranking_is_newest_first() -> None:
    assert show_many(picker(), newest_first(4), 4, choice(Order.RELEVANCE)) == [4, 3, 2, 1]


def test_an_order_goes_on_after_a_restart() -> None:
    one = picker()
    shown = show_many(one, newest_first(5), 2, choice(Order.OLDEST))
    shown += show_many(restarted(one), newest_first(5), 3, choice(Order.OLDEST))
    assert shown == [1, 2, 3, 4, 5]


def test_a_new_photo_is_the_next_of_the_newest() -> None:
    one = picker()
    assert show_many(one, newest_first(5), 2, choice(Order.NEWEST)) == [5, 4]
    assert show_many(one, newest_first(6), 2, choice(Order.NEWEST)) == [6, 3]


def test_photos_of_the_same_second_keep_their_order() -> None:
    same = pool([4, 3, 2, 1])
    same.photos.taken[:] = type(same.photos.taken)("q", [5, 5, 5, 9])
    assert show_many(picker(), same, 4, choice(Order.NEWEST)) == [1, 4, 3, 2]


def test_a_change_of_order_goes_on_with_the_round() -> None:
    one, ranked = picker(), pool(RANKED)
    shown = show_many(one, ranked, 2, choice(Order.RELEVANCE))
    shown += show_many(one, ranked, 2, choice(Order.OLDEST))
    shown += show_many(one, ranked, 1)
    assert shown == [5, 2, 1, 7, 9]


def test_recent_prefers_new_photos_and_leaves_none_out() -> None:
    firsts = [show(picker(seed), pool(RANKED), choice(Order.RECENT)) for seed in range(1000)]
    counts = [firsts.count(number) for number in (9, 7, 5, 2, 1)]
    # Of five, the newest comes with a chance of the third root of 1/5, which is 0.585.
    assert 530 < counts[0] < 640
    assert counts == sorted(counts, reverse=True)
    assert counts[-1] > 0


@given(st.integers(min_value=1, max_value=6), st.integers(min_value=0, max_value=2**32))
def test_a_run_goes_forward_in_time(length: int, seed: int) -> None:
    """Each photo is the next one later in time that is left, or the first of a run."""
    one, left = picker(seed), set(range(1, 31))
    runs, how = 0, choice(Order.RUN, run_length=length)
    in_run, last = length, 0
    for _ in range(30):
        shown = show(one, newest_first(30), how)
        later = {number for number in left if number > last}
        if in_run == length or not later:
            runs, in_run = runs + 1, 0
        else:
            assert shown == min(later)
        in_run, last = in_run + 1, shown
        left.remove(shown)
    assert not left
    assert runs >= 30 // length


def test_a_run_begins_anywhere() -> None:
    how = choice(Order.RUN)
    assert {show(picker(seed), newest_first(5), how) for seed in range(99)} == {1, 2, 3, 4, 5}


def run_of(one: Picker) -> Run | None:
    return one.history.round_of(LIBRARY.key).run


def begin_run(one: Picker, at: int, length: int = 5) -> None:
    """Show a photo as the first of a run."""
    one.history.set_run(LIBRARY.key, Run(at, length - 1))
    one.mark_shown(asset(at), NOON)


@pytest.mark.parametrize("is_restarted", [False, True])
def test_a_run_goes_on_after_a_restart(is_restarted: bool) -> None:
    one = picker()
    begin_run(one, 20)
    shown = []
    for _ in range(4):
        one = restarted(one) if is_restarted else one
        shown.append(show(one, newest_first(100), choice(Order.RUN)))
    assert shown == [21, 22, 23, 24]
    assert run_of(one) is None


def test_a_run_goes_on_in_another_sample_of_the_photos() -> None:
    one = picker()
    begin_run(one, 20)
    assert show_many(one, pool(range(99, 0, -2)), 2, choice(Order.RUN)) == [21, 23]
    assert show_many(one, pool([3, 98, 18, 24, 50]), 2, choice(Order.RUN)) == [24, 50]


def test_a_run_goes_on_after_photos_of_other_queries() -> None:
    one = picker()
    begin_run(one, 20)
    one.mark_shown(asset(70), NOON)
    assert show_many(one, newest_first(100), 2, choice(Order.RUN)) == [21, 22]


def test_a_run_passes_over_what_was_shown_hidden_or_has_failed() -> None:
    one = picker()
    begin_run(one, 20)
    one.mark_shown(asset(21), NOON)
    one.hide(asset(22))
    one.mark_failed(asset(23), NOON)
    draw = one.draw(newest_first(100), choice(Order.RUN), NOON, without=[asset(24)])
    assert draw is not None
    assert number_of(draw.asset_id) == 25


def test_a_draw_that_is_not_shown_does_not_count_for_the_run() -> None:
    one = picker()
    begin_run(one, 20, 3)
    for _ in range(5):
        draw = one.draw(newest_first(100), choice(Order.RUN), NOON)
        assert draw is not None
        assert number_of(draw.asset_id) == 21
    assert run_of(one) == Run(20, 2)
    one.mark_failed(asset(21), NOON)
    assert show_many(one, newest_first(100), 2, choice(Order.RUN)) == [22, 23]
    assert run_of(one) is None


def test_a_photo_that_failed_and_is_shown_after_all_is_no_part_of_the_run() -> None:
    one = picker()
    begin_run(one, 20)
    one.draw(newest_first(100), choice(Order.RUN), NOON)
    one.mark_failed(asset(21), NOON)
    one.mark_shown(asset(21), NOON)
    assert run_of(one) == Run(20, 4)


def test_what_is_shown_in_another_order_later_is_no_part_of_the_run() -> None:
    one, hundred = picker(), newest_first(100)
    begin_run(one, 20)
    one.draw(hundred, choice(Order.RUN), NOON)
    draw = one.draw(pool([21]), choice(), NOON)
    assert draw is not None
    one.mark_shown(draw.asset_id, NOON)
    assert run_of(one) == Run(20, 4)


def test_a_run_ends_with_the_newest_photo() -> None:
    one = picker()
    begin_run(one, 99)
    last, *another = show_many(one, newest_first(100), 6, choice(Order.RUN))
    assert last == 100
    assert another == list(range(another[0], another[0] + 5))
    assert another[0] < 95


def test_a_run_of_one_is_a_shuffle() -> None:
    one = picker()
    shown = show_many(one, newest_first(50), 50, choice(Order.RUN, run_length=1))
    assert run_of(one) is None
    assert sum(other - number == 1 for number, other in pairwise(shown)) < 10


def test_a_run_of_photos_of_one_second_shows_them_all() -> None:
    same = pool(range(9, 0, -1))
    same.photos.taken[:] = type(same.photos.taken)("q", [7] * 9)
    shown = show_many(picker(), same, 9, choice(Order.RUN, run_length=4))
    assert sorted(shown) == list(range(1, 10))


def test_photos_of_one_second_belong_to_one_run() -> None:
    one, some = picker(), pool([5, 4, 3, 2, 1])
    some.photos.taken[:] = type(some.photos.taken)("q", [9, 7, 7, 7, 1])
    one.history.set_run(LIBRARY.key, Run(7, 3))
    one.mark_shown(asset(2), NOON)
    assert show(one, some, choice(Order.RUN)) == 3
    assert run_of(one) == Run(7, 2)
    assert show_many(one, some, 2, choice(Order.RUN)) == [4, 5]


def test_a_run_takes_first_what_was_not_shown_lately() -> None:
    one, weekly = picker(), choice(Order.RUN, repeat_after=7 * DAY)
    one.mark_shown(asset(21), NOON)
    one.history.begin_round(LIBRARY.key)
    begin_run(one, 20)
    assert show_many(one, pool([23, 22, 21, 20]), 3, weekly) == [22, 23, 21]
