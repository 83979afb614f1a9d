"""Result sets: what makes two of them one, how old they are, and which are kept."""

from datetime import UTC, datetime, timedelta

from hypothesis import given, strategies as st
import pytest

from custom_components.immich_frame.immich.query import PhotoQuery
from custom_components.immich_frame.selection.pool import (
    DEFAULT_SMART_RANGE,
    MAX_RANGE,
    Pool,
    PoolCache,
    PoolQuery,
    parse_range,
)

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def query(text: str) -> PoolQuery:
    return PoolQuery.of(PhotoQuery(text))


def pool(text: str, fetched_at: datetime = NOON) -> Pool:
    return Pool(query(text), ("a", "b"), fetched_at)


@pytest.mark.parametrize(
    ("text", "chosen", "expected"),
    [
        ("sea", None, DEFAULT_SMART_RANGE),
        ("sea", 1, 1),
        ("sea", MAX_RANGE, MAX_RANGE),
        (None, None, MAX_RANGE),
        (None, 7, 7),
    ],
)
def test_the_range_of_a_query(text: str | None, chosen: int | None, expected: int) -> None:
    assert PoolQuery.of(PhotoQuery(text), chosen) == PoolQuery(PhotoQuery(text), expected)


@pytest.mark.parametrize(
    ("written", "expected"), [(1, 1), (1000, 1000), ("20", 20), (20.0, 20), ("20.0", 20)]
)
def test_a_range_as_people_and_forms_write_it(written: object, expected: int) -> None:
    assert parse_range(written) == expected


NO_NUMBERS = ("1.5", "", " ", "abc", "+1", "1e2", "\u0661", "\u00b2", ".0", "1" * 5000)
NO_TEXTS = (0, -1, 1001, 10**9, 1.5, None, True, [1], float("nan"), float("inf"))


@pytest.mark.parametrize("wrong", [*NO_NUMBERS, *NO_TEXTS])
def test_what_is_no_range(wrong: object) -> None:
    with pytest.raises(ValueError, match="range has to be a whole number from 1 to 1000"):
        parse_range(wrong)


def test_equal_words_are_one_query() -> None:
    assert query(" blue  sea ") == query("blue sea")
    assert query("blue sea") != query("blue lake")
    assert query("sea") != PoolQuery.of(PhotoQuery("sea"), 3)


def test_a_pool_has_an_age() -> None:
    assert pool("sea").age(NOON + HOUR) == HOUR


def test_a_clock_set_back_makes_no_pool_younger_than_new() -> None:
    assert pool("sea").age(NOON - HOUR) == timedelta()


def test_a_pool_is_kept_for_its_time_and_not_longer() -> None:
    cache = PoolCache(3 * HOUR, 2)
    kept = pool("sea")
    cache.put(kept)
    assert cache.get(query("sea"), NOON + 3 * HOUR - timedelta(microseconds=1)) is kept
    assert cache.get(query("sea"), NOON + 3 * HOUR) is None
    assert cache.pools(NOON) == ()


def test_an_unknown_query_has_no_pool() -> None:
    assert PoolCache(HOUR, 2).get(query("sea"), NOON) is None


def test_the_pool_used_longest_ago_goes() -> None:
    cache = PoolCache(HOUR, 2)
    sea, lake, hill = pool("sea"), pool("lake"), pool("hill")
    cache.put(sea)
    cache.put(lake)
    assert cache.get(query("sea"), NOON) is sea
    cache.put(hill)
    assert cache.pools(NOON) == (sea, hill)


def test_a_newer_pool_takes_the_place_of_the_older() -> None:
    cache = PoolCache(HOUR, 2)
    cache.put(pool("sea"))
    cache.put(pool("lake"))
    newer = pool("sea", NOON + HOUR / 2)
    cache.put(newer)
    assert cache.pools(NOON + HOUR / 2) == (pool("lake"), newer)


def test_the_list_of_pools_leaves_out_the_old() -> None:
    cache = PoolCache(HOUR, 3)
    cache.put(pool("sea", NOON))
    cache.put(pool("lake", NOON + HOUR / 2))
    assert cache.pools(NOON + HOUR) == (pool("lake", NOON + HOUR / 2),)


@given(
    st.integers(min_value=1, max_value=5),
    st.lists(st.tuples(st.booleans(), st.sampled_from("abcdefgh"))),
)
def test_the_cache_is_a_list_of_what_was_used_last(
    capacity: int, uses: list[tuple[bool, str]]
) -> None:
    cache, model = PoolCache(HOUR, capacity), list[str]()
    for is_put, text in uses:
        if is_put:
            cache.put(pool(text))
        assert (cache.get(query(text), NOON) is not None) == (is_put or text in model)
        if is_put or text in model:
            model = [*(other for other in model if other != text), text][-capacity:]
    assert cache.pools(NOON) == tuple(map(pool, model))
