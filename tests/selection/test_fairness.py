"""Under shuffle every photo is as likely as any other: chi-square, with fixed seeds.

The limits are those that one of a thousand fair series passes (Wilson and Hilferty's approximation
of the chi-square distribution).
"""

from collections import Counter
from collections.abc import Hashable, Iterable
from itertools import pairwise, permutations
from math import sqrt

import pytest

from custom_components.immich_frame.selection.picker import BY_TIME
from custom_components.immich_frame.selection.preset import Order

from .pools import DAY, NOON, asset, choice, newest_first, number_of, picker, pool, show_many

ONE_IN_A_THOUSAND = 3.0902


def is_fair(seen: Iterable[Hashable], kinds: Iterable[Hashable]) -> bool:
    """Tell whether all kinds were seen, none too often and none too seldom for chance."""
    counts, expected_kinds = Counter(seen), set(kinds)
    assert counts.keys() <= expected_kinds
    expected = counts.total() / len(expected_kinds)
    assert expected >= 10, "too little was seen to tell"
    square = sum((counts[kind] - expected) ** 2 / expected for kind in expected_kinds)
    free = len(expected_kinds) - 1
    limit = free * (1 - 2 / (9 * free) + ONE_IN_A_THOUSAND * sqrt(2 / (9 * free))) ** 3
    return square < limit


def drawn(count: int, numbers: range, shown: range, without: range) -> list[int]:
    """Draw many times from a pool of which some were shown, and some are not wanted."""
    one, some = picker(5), pool(numbers)
    one.draw(some, choice(), NOON)
    for number in shown:
        one.mark_shown(asset(number), NOON)
    aside = list(map(asset, without))
    draws = [one.draw(some, choice(), NOON, without=aside) for _ in range(count)]
    return [number_of(draw.asset_id) for draw in draws if draw]


def test_what_is_not_fair_is_told_from_what_is() -> None:
    assert is_fair([1, 2, 3] * 100, [1, 2, 3])
    assert not is_fair([1, 2, 3, 3] * 100, [1, 2, 3])


@pytest.mark.parametrize(
    ("shown", "without"),
    [
        (range(0), range(0)),
        (range(400), range(0)),
        (range(400), range(500, 503)),
        (range(0, 1000, 3), range(1, 1000, 90)),
        (range(990), range(0)),
    ],
)
def test_every_photo_that_is_left_is_as_likely(shown: range, without: range) -> None:
    left = set(range(1000)) - set(shown) - set(without)
    assert is_fair(drawn(20_000, range(999, -1, -1), shown, without), left)


def test_every_photo_is_as_likely_to_begin_a_round() -> None:
    one, ten = picker(6), newest_first(10)
    rounds = [show_many(one, ten, 10) for _ in range(2000)]
    assert is_fair((shown[0] for shown in rounds), range(1, 11))
    assert is_fair((shown[5] for shown in rounds), range(1, 11))
    # All but the last photo of the round before.
    pairs = [(before[-1], shown[0]) for before, shown in pairwise(rounds)]
    assert is_fair(pairs, permutations(range(1, 11), 2))


def test_every_sequence_of_a_round_is_as_likely() -> None:
    rounds = [tuple(show_many(picker(seed), newest_first(4), 4)) for seed in range(3000)]
    assert is_fair(rounds, permutations(range(1, 5)))


def test_what_was_shown_lately_comes_as_likely_when_nothing_else_is_left() -> None:
    firsts = []
    for seed in range(1000):
        one, how = picker(seed), choice(repeat_after=DAY)
        show_many(one, newest_first(6), 6, how)
        firsts.append(show_many(one, newest_first(6), 1, how)[0])
    assert is_fair(firsts, range(1, 7))


def test_every_photo_is_as_likely_to_begin_a_run() -> None:
    one, run = picker(7), choice(Order.RUN)
    draws = [one.draw(newest_first(100), run, NOON) for _ in range(5000)]
    assert Order.RUN in BY_TIME
    assert is_fair((number_of(draw.asset_id) for draw in draws if draw), range(1, 101))
