"""Result sets: what makes two of them one, how old they are, and which are kept."""

from dataclasses import fields, replace
from datetime import date, timedelta

from hypothesis import given, strategies as st
import pytest

from custom_components.immich_frame.selection.filters import Filters, Orientation
from custom_components.immich_frame.selection.pool import (
    DEFAULT_CAP,
    DEFAULT_RANGE,
    MAX_RANGE,
    USES_PER_POOL,
    Pool,
    PoolCache,
    PoolQuery,
    PoolUse,
    parse_range,
)
from custom_components.immich_frame.selection.source import Source, SourceKind

from .pools import DAY, HOUR, LIBRARY, NOON, photos, search

SMART = Source(kind=SourceKind.SMART, text="sea")
ALBUM = Source(kind=SourceKind.ALBUMS, ids=("one",))


def pool(text: str, age: timedelta = timedelta()) -> Pool:
    return Pool(search(text), photos(range(3)), NOON - age, 3)


@pytest.mark.parametrize(
    ("source", "cap", "chosen", "expected"),
    [
        (SMART, DEFAULT_CAP, None, DEFAULT_RANGE),
        (SMART, 20, None, 20),
        (SMART, DEFAULT_CAP, 1, 1),
        (SMART, DEFAULT_CAP, MAX_RANGE, MAX_RANGE),
        (ALBUM, DEFAULT_CAP, None, DEFAULT_CAP),
        (ALBUM, 20, None, 20),
        (ALBUM, DEFAULT_CAP, 7, 7),
    ],
)
def test_the_limit_of_a_query(source: Source, cap: int, chosen: int | None, expected: int) -> None:
    assert PoolQuery.of(source, Filters(), cap, chosen) == PoolQuery(source, Filters(), expected)


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


SOURCES = [
    Source(kind=SourceKind.TAGS),
    Source(text="sea"),
    Source(language="de"),
    Source(asset_id="one"),
    Source(ids=("one",)),
    Source(match_all=True),
    Source(days=1),
]
FILTERS = [
    Filters(album_ids=("one",)),
    Filters(person_ids=("one",)),
    Filters(tag_ids=("one",)),
    Filters(without_album_ids=("one",)),
    Filters(without_person_ids=("one",)),
    Filters(without_tag_ids=("one",)),
    Filters(favorites_only=True),
    Filters(min_rating=1),
    Filters(taken_from=date(2026, 11, 22)),
    Filters(taken_until=date(2026, 11, 22)),
    Filters(taken_days=1),
    Filters(months=(1,)),
    Filters(countries=("one",)),
    Filters(orientation=Orientation.SQUARE),
    Filters(min_edge=1),
    Filters(without_screenshots=True),
    Filters(with_partners=False),
    Filters(with_archived=True),
    Filters(stacks_as_one=True),
    Filters(burst_seconds=1),
]


@pytest.mark.parametrize(
    ("source", "filters", "expected"),
    [
        (Source(kind=SourceKind.MEMORIES), Filters(), True),
        (Source(kind=SourceKind.RECENT, days=30), Filters(), True),
        (ALBUM, Filters(taken_days=30), True),
        (ALBUM, Filters(months=(6,)), False),
        (SMART, Filters(), False),
    ],
)
def test_some_queries_find_other_photos_tomorrow(
    source: Source, filters: Filters, *, expected: bool
) -> None:
    assert PoolQuery.of(source, filters).is_by_the_day is expected


def test_every_word_of_a_query_makes_another_key() -> None:
    queries = [LIBRARY, replace(LIBRARY, limit=7)]
    queries += [replace(LIBRARY, source=source) for source in SOURCES]
    queries += [replace(LIBRARY, filters=filters) for filters in FILTERS]
    assert len({query.key for query in queries}) == len(queries)
    assert len(SOURCES) == len(fields(Source))
    assert len(FILTERS) == len(fields(Filters))


def test_equal_queries_have_the_same_short_key() -> None:
    one, other = (PoolQuery(replace(SMART), Filters(months=(1, 2)), 5) for _ in range(2))
    assert one.key == other.key
    assert len(one.key) == 32


@pytest.mark.parametrize(
    ("query", "key"),
    [
        (LIBRARY, "f567bcb3ae75a382c18eceadf3602377"),
        (search("sea"), "1a9f95dd72a854d1affff757e2107515"),
        (
            PoolQuery(ALBUM, Filters(taken_from=date(2026, 11, 22), months=(1, 2)), 7),
            "0bde876eb0e6966383ba47896e45be70",
        ),
    ],
)
def test_a_key_is_the_same_for_ever(query: PoolQuery, key: str) -> None:
    """The rounds of a query are stored under it, and a field more must not begin new ones."""
    assert query.key == key


def test_a_pool_has_an_age() -> None:
    assert pool("sea").age(NOON + HOUR) == HOUR


def test_a_clock_set_back_makes_no_pool_younger_than_new() -> None:
    assert pool("sea").age(NOON - HOUR) == timedelta()


def test_a_pool_is_kept_for_its_time_and_not_longer() -> None:
    cache = PoolCache(3 * HOUR, 2)
    kept = pool("sea")
    cache.put(kept)
    assert cache.get(search("sea"), NOON + 3 * HOUR - timedelta(microseconds=1)) is kept
    assert cache.get(search("sea"), NOON + 3 * HOUR) is None
    assert cache.pools(NOON) == ()


def test_a_pool_ages_from_now_on_when_the_clock_is_set_back() -> None:
    cache = PoolCache(3 * HOUR, 2)
    cache.put(pool("sea"))
    assert cache.get(search("sea"), NOON - 365 * DAY) is not None
    assert cache.get(search("sea"), NOON - 365 * DAY + 2 * HOUR) is not None
    assert cache.get(search("sea"), NOON - 365 * DAY + 3 * HOUR) is None


def test_an_unknown_query_has_no_pool() -> None:
    assert PoolCache(HOUR, 2).get(search("sea"), NOON) is None


def test_a_pool_is_dropped() -> None:
    cache = PoolCache(HOUR, 2)
    cache.put(pool("sea"))
    cache.drop_source(search("sea").source)
    cache.drop_source(search("lake").source)
    assert cache.get(search("sea"), NOON) is None


def test_the_pool_used_longest_ago_goes() -> None:
    cache = PoolCache(HOUR, 2)
    sea, lake, hill = pool("sea"), pool("lake"), pool("hill")
    cache.put(sea)
    cache.put(lake)
    assert cache.get(search("sea"), NOON) is sea
    cache.put(hill)
    assert cache.pools(NOON) == (sea, hill)


def test_a_newer_pool_takes_the_place_of_the_older() -> None:
    cache = PoolCache(HOUR, 2)
    older, lake, newer = pool("sea", HOUR / 2), pool("lake"), pool("sea")
    for one in (older, lake, newer):
        cache.put(one)
    assert cache.pools(NOON) == (lake, newer)


def test_the_list_of_pools_leaves_out_the_old() -> None:
    cache = PoolCache(HOUR, 3)
    old, young = pool("sea", HOUR / 2), pool("lake")
    cache.put(old)
    cache.put(young)
    assert cache.pools(NOON + HOUR / 2) == (young,)


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
        assert (cache.get(search(text), NOON) is not None) == (is_put or text in model)
        if is_put or text in model:
            model = [*(other for other in model if other != text), text][-capacity:]
    assert [kept.query for kept in cache.pools(NOON)] == list(map(search, model))


def test_hits_and_misses_are_counted_for_each_query() -> None:
    cache = PoolCache(HOUR, 2)
    cache.get(search("sea"), NOON)
    cache.put(pool("sea"), requests=3)
    cache.get(search("sea"), NOON)
    cache.get(search("sea"), NOON)
    cache.get(search("lake"), NOON)
    assert cache.use(search("sea")) == PoolUse(requests=3, hits=2, misses=1)
    assert cache.use(search("lake")) == PoolUse(misses=1)


def test_an_error_is_remembered_until_the_query_gives_a_pool() -> None:
    cache = PoolCache(HOUR, 2)
    cache.note_error(search("sea"), "Immich is away", requests=1)
    assert cache.use(search("sea")) == PoolUse(requests=1, last_error="Immich is away")
    cache.put(pool("sea"), requests=2)
    assert cache.use(search("sea")) == PoolUse(requests=3)


def test_the_use_outlives_the_pool() -> None:
    cache = PoolCache(HOUR, 2)
    cache.put(pool("sea"), requests=1)
    cache.get(search("sea"), NOON)
    assert cache.get(search("sea"), NOON + HOUR) is None
    cache.drop_source(search("sea").source)
    assert cache.uses() == {search("sea"): PoolUse(requests=1, hits=1, misses=1)}


def test_only_so_many_uses_are_remembered_but_those_of_all_pools() -> None:
    cache = PoolCache(HOUR, 2)
    cache.put(pool("sea"), requests=5)
    for number in range(1000):
        cache.get(search(f"lake {number}"), NOON)
    assert len(cache.uses()) == 2 * USES_PER_POOL
    assert cache.uses()[search("sea")].requests == 5
    assert search("lake 999") in cache.uses()
