"""Which photo is next: none again before the others had their turn, whatever happens between."""

from datetime import timedelta
from itertools import pairwise
from random import Random

from hypothesis import given, strategies as st
import pytest

from custom_components.immich_frame.selection.picker import (
    MAX_DECKS,
    MAX_DRAWN,
    Draw,
)
from custom_components.immich_frame.selection.preset import Order

from .pools import (
    DAY,
    HOUR,
    LIBRARY,
    NOON,
    asset,
    choice,
    newest_first,
    number_of,
    picker,
    pool,
    restarted,
    search,
    show,
    show_many,
)

COUNTS = st.integers(min_value=1, max_value=20)
SEEDS = st.integers(min_value=0, max_value=2**32)
ORDERS = st.sampled_from(Order)


@given(COUNTS, SEEDS, ORDERS)
def test_every_round_shows_every_photo_once(count: int, seed: int, order: Order) -> None:
    one, all_of_it = picker(seed), newest_first(count)
    for _round in range(3):
        shown = show_many(one, all_of_it, count, choice(order))
        assert sorted(shown) == list(range(1, count + 1))


@given(st.integers(min_value=2, max_value=20), SEEDS, ORDERS)
def test_no_photo_is_shown_twice_in_a_row(count: int, seed: int, order: Order) -> None:
    shown = show_many(picker(seed), newest_first(count), 4 * count, choice(order))
    assert all(one != other for one, other in pairwise(shown))


def test_a_thousand_photos_come_once_each_over_five_restarts() -> None:
    one, all_of_it, shown = picker(), newest_first(1000), list[int]()
    for seed, count in enumerate((200, 1, 299, 250, 130, 120)):
        one = restarted(one, seed)
        shown += show_many(one, all_of_it, count, choice(repeat_after=DAY))
    assert sorted(shown) == list(range(1, 1001))


@given(st.lists(SEEDS, min_size=6, max_size=6), SEEDS)
def test_a_round_goes_on_whatever_becomes_of_the_pool(seeds: list[int], extra: int) -> None:
    """Other samples of 30 of 50 photos, in another order each time, with restarts between."""
    one, shown = picker(), list[int]()
    for seed in seeds:
        sample = Random(seed).sample(range(50), 30)
        fresh = [number for number in sample if number not in shown]
        one = restarted(one, seed)
        shown += show_many(one, pool(sample), min(len(fresh), 1 + extra % 9))
    assert len(set(shown)) == len(shown)


def test_the_only_photo_is_shown_again_and_again() -> None:
    assert show_many(picker(), newest_first(1), 3) == [1, 1, 1]


@pytest.mark.parametrize("order", Order)
def test_nothing_is_drawn_from_nothing(order: Order) -> None:
    assert picker().draw(pool([]), choice(order), NOON) is None


def test_a_draw_tells_the_rank() -> None:
    assert picker().draw(pool([4, 9, 6]), choice(Order.RELEVANCE), NOON) == Draw(asset(4), 1)
    assert picker().draw(pool([4, 9, 6]), choice(Order.NEWEST), NOON) == Draw(asset(9), 2)


def test_the_same_seed_draws_the_same_photos() -> None:
    one, other = (show_many(picker(7), newest_first(10), 20) for _ in range(2))
    assert one == other


def test_new_photos_of_a_pool_come_first() -> None:
    one = picker()
    show_many(one, newest_first(5), 5)
    assert show(one, newest_first(6)) == 6


def test_a_photo_that_was_not_shown_after_all_stays_fresh() -> None:
    one = picker()
    draws = {one.draw(newest_first(2), choice(), NOON) for _ in range(50)}
    assert draws == {Draw(asset(2), 1), Draw(asset(1), 2)}


def test_a_new_round_does_not_begin_with_the_last_photo_though_draws_fail() -> None:
    one = picker()
    *_others, last = show_many(one, newest_first(3), 3)
    draws = [one.draw(newest_first(3), choice(), NOON) for _ in range(50)]
    assert {draw and number_of(draw.asset_id) for draw in draws} == {1, 2, 3} - {last}


def test_neither_the_photo_shown_nor_the_last_one_begins_a_round() -> None:
    one, three = picker(), newest_first(3)
    first, second, last = show_many(one, three, 3)
    one.history.walk(-2)
    draws = [one.draw(three, choice(), NOON) for _ in range(50)]
    assert {draw and number_of(draw.asset_id) for draw in draws} == {second}
    assert first != last


def test_trying_everything_in_vain_begins_no_new_round() -> None:
    one, two = picker(), newest_first(2)
    first = show(one, two)
    assert one.draw(two, choice(), NOON, without=[asset(1), asset(2)]) is None
    assert show(one, two) == 3 - first


def test_a_spent_photo_comes_when_nothing_else_is_left_and_the_round_goes_on() -> None:
    one, three = picker(), newest_first(3)
    first, second = show_many(one, three, 2)
    (third,) = {1, 2, 3} - {first, second}
    draw = one.draw(three, choice(), NOON, without=[asset(third)])
    assert draw is not None
    assert number_of(draw.asset_id) == first
    one.mark_shown(draw.asset_id, NOON)
    assert show(one, three) == third


def test_the_photo_shown_last_comes_when_nothing_else_is_left() -> None:
    one, two = picker(), newest_first(2)
    first = show(one, two)
    draw = one.draw(two, choice(), NOON, without=[asset(3 - first)])
    assert draw is not None
    assert number_of(draw.asset_id) == first


def test_what_was_shown_lately_stays_back_in_a_new_round() -> None:
    one, all_of_it, weekly = picker(), newest_first(4), choice(repeat_after=7 * DAY)
    first = [show(one, all_of_it, weekly, NOON + number * DAY) for number in range(4)]
    # The next round is drawn in which each photo is a week old when it comes.
    second = [show(one, all_of_it, weekly, NOON + number * DAY) for number in range(7, 11)]
    assert second == first


def test_what_was_shown_lately_comes_when_nothing_else_is_left() -> None:
    one, all_of_it, weekly = picker(), newest_first(4), choice(repeat_after=7 * DAY)
    for _round in range(3):
        assert sorted(show_many(one, all_of_it, 4, weekly)) == [1, 2, 3, 4]


def test_what_another_query_showed_lately_stays_back() -> None:
    one, weekly = picker(), choice(repeat_after=7 * DAY)
    shown = show_many(one, pool([1, 2, 3], search("sea")), 3, weekly)
    assert sorted(shown) == [1, 2, 3]
    assert show_many(one, newest_first(5), 2, weekly) in ([4, 5], [5, 4])
    assert sorted(show_many(one, newest_first(5), 3, weekly)) == [1, 2, 3]


def test_rounds_belong_to_queries() -> None:
    one, sea, lake = picker(), pool([1, 2, 3], search("sea")), pool([4, 5, 6], search("lake"))
    shown = [show(one, which) for which in (sea, lake) * 3]
    assert sorted(shown) == [1, 2, 3, 4, 5, 6]


def test_a_hidden_photo_never_comes() -> None:
    one, all_of_it = picker(), newest_first(4)
    show(one, all_of_it)
    one.hide(asset(2))
    assert 2 not in show_many(one, all_of_it, 40)
    assert 2 not in show_many(restarted(one, 1), all_of_it, 40)


def test_with_all_hidden_nothing_is_drawn() -> None:
    one = picker()
    for number in (1, 2):
        one.hide(asset(number))
    assert one.draw(newest_first(2), choice(), NOON) is None


def test_a_failed_photo_comes_again_after_a_day() -> None:
    one, two = picker(), newest_first(2)
    one.mark_failed(asset(2), NOON)
    one.mark_failed(asset(1), NOON + HOUR)
    assert one.draw(two, choice(), NOON + 2 * HOUR) is None
    assert show(one, two, now=NOON + DAY) == 2
    one.mark_failed(asset(2), NOON + DAY + HOUR)
    # It was shown since it failed, and so waits no longer than the first time.
    assert [show(one, two, now=NOON + days * DAY) for days in (2, 3)] == [1, 2]


@pytest.mark.parametrize("order", Order)
async def test_a_prepared_pool_is_drawn_from_as_any_other(order: Order) -> None:
    one, other, all_of_it = picker(3), picker(3), newest_first(9)
    for _ in range(30):
        await one.prepare(all_of_it, choice(order), NOON)
        assert one._decks[LIBRARY].is_laid_out(NOON, timedelta())
        assert show(one, all_of_it, choice(order)) == show(other, all_of_it, choice(order))


def test_only_the_pools_used_last_are_held() -> None:
    one = picker()
    for number in range(3 * MAX_DECKS):
        show(one, pool([1, 2, 3], search(f"sea {number}")))
    assert len(one._decks) == MAX_DECKS


def test_only_so_many_draws_are_remembered() -> None:
    one, many = picker(), newest_first(4 * MAX_DRAWN)
    for _ in range(8 * MAX_DRAWN):
        one.draw(many, choice(Order.RUN), NOON)
    assert len(one._drawn) == MAX_DRAWN
