"""What is asked of Immich, without asking it."""

from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import product

from hypothesis import given, strategies as st
import pytest

from custom_components.immich_frame.immich.models import Visibility
from custom_components.immich_frame.immich.search import Search
from custom_components.immich_frame.selection.circumstances import Circumstances
from custom_components.immich_frame.selection.dimensions import Dimension, Dimensions
from custom_components.immich_frame.selection.filters import Filters
from custom_components.immich_frame.selection.plan import (
    MAX_SEARCHES,
    Lists,
    Plan,
    both,
    make_plan,
)
from custom_components.immich_frame.selection.source import Source, SourceKind

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
HERE = Circumstances("me", NOON, UTC)
ARCHIVE = Visibility.ARCHIVE

ALBUMS = Source(kind=SourceKind.ALBUMS, ids=("A", "B"))
PEOPLE = Source(kind=SourceKind.PEOPLE, ids=("P", "Q"))
SMART = Source(kind=SourceKind.SMART, text="sea", language="en")
RECENT = Source(kind=SourceKind.RECENT, days=7)
MEMORIES = Source(kind=SourceKind.MEMORIES, days=1)
WEEK_AGO = datetime(2026, 11, 15, tzinfo=UTC)

SIX = tuple("PQRSTU")


def planned(
    source: Source | None = None,
    filters: Filters | None = None,
    *,
    missing: tuple[str, ...] = (),
    whole: tuple[str, ...] = (),
    most: int = MAX_SEARCHES,
) -> Plan:
    asked = Dimensions(source or Source(), filters or Filters(), HERE, missing)
    return make_plan(asked, whole=whole, most=most)


def apart(*lists: Lists) -> list[Search]:
    return [search for one in lists for search in one.searches]


@pytest.mark.parametrize(
    ("source", "searches"),
    [
        (Source(), [Search()]),
        (SMART, [Search(text="sea", language="en")]),
        (Source(kind=SourceKind.SIMILAR, asset_id="X"), [Search(like="X")]),
        (ALBUMS, [Search(album_ids=("A",)), Search(album_ids=("B",))]),
        (PEOPLE, [Search(person_ids=("P",)), Search(person_ids=("Q",))]),
        (replace(PEOPLE, match_all=True), [Search(person_ids=("P", "Q"))]),
        (Source(kind=SourceKind.TAGS, ids=("T", "T")), [Search(tag_ids=("T",))]),
        (Source(kind=SourceKind.FAVORITES), [Search(is_favorite=True)]),
        (RECENT, [Search(added_after=WEEK_AGO)]),
        (MEMORIES, []),
        (Source(kind=SourceKind.ALBUMS), []),
        (Source(kind=SourceKind.PEOPLE, match_all=True), []),
    ],
)
def test_each_source_has_its_searches(source: Source, searches: list[Search]) -> None:
    plan = planned(source)
    assert list(plan.listed.searches) == searches
    assert (plan.listed.albums, plan.within, apart(*plan.without)) == ((), (), [])


def test_memories_have_days_from_the_earliest() -> None:
    assert planned(MEMORIES).days == (date(2026, 11, 21), date(2026, 11, 22), date(2026, 11, 23))
    assert planned(replace(MEMORIES, days=0)).days == (date(2026, 11, 22),)


def test_alternatives_are_multiplied_out() -> None:
    plan = planned(ALBUMS, Filters(min_rating=4, countries=("Chile", "Peru"), tag_ids=("T",)))
    assert set(plan.listed.searches) == {
        Search(album_ids=(album,), rating=rating, country=country, tag_ids=("T",))
        for album, rating, country in product("AB", (4, 5), ("Chile", "Peru"))
    }
    assert (plan.within, plan.on_rows) == ((), ())


def test_as_many_searches_as_may_be_are_multiplied_out() -> None:
    plan = planned(ALBUMS, Filters(person_ids=SIX))
    assert (len(plan.listed.searches), plan.within) == (MAX_SEARCHES, ())


def test_what_would_multiply_too_much_is_asked_apart_or_seen_from_rows() -> None:
    plan = planned(ALBUMS, Filters(min_rating=1, person_ids=SIX, tag_ids=("T", "U")))
    assert set(plan.listed.searches) == {
        Search(album_ids=(album,), tag_ids=(tag,)) for album, tag in product("AB", "TU")
    }
    assert [set(one.searches) for one in plan.within] == [
        {Search(person_ids=(person,)) for person in SIX}
    ]
    assert plan.on_rows == (Dimension("rating", (1, 2, 3, 4, 5)),)


@given(
    st.sampled_from([Source(), ALBUMS, PEOPLE, RECENT, SMART]),
    st.builds(
        Filters,
        person_ids=st.lists(st.sampled_from(SIX), unique=True).map(tuple),
        tag_ids=st.lists(st.sampled_from("TUVW"), unique=True).map(tuple),
        countries=st.lists(st.sampled_from(["Chile", "Peru"]), unique=True).map(tuple),
        min_rating=st.none() | st.integers(min_value=1, max_value=5),
        with_archived=st.booleans(),
    ),
)
def test_there_are_never_too_many_searches(source: Source, filters: Filters) -> None:
    plan = planned(source, filters)
    assert 0 < len(plan.listed.searches) <= MAX_SEARCHES
    if source.is_ranked:
        assert len(plan.listed.searches) == 1 + filters.with_archived


def test_a_source_of_many_has_as_many_searches_as_it_needs() -> None:
    ids = tuple(map(str, range(40)))
    plan = planned(Source(kind=SourceKind.ALBUMS, ids=ids), Filters(min_rating=4))
    assert len(plan.listed.searches) == 40
    assert plan.on_rows == (Dimension("rating", (4, 5)),)


def test_a_ranking_is_never_split_up_but_for_the_archive() -> None:
    plan = planned(
        SMART,
        Filters(album_ids=("A",), person_ids=("P", "Q"), min_rating=4, countries=("Chile", "Peru")),
    )
    assert plan.listed.searches == (Search(text="sea", language="en", album_ids=("A",)),)
    assert [set(one.searches) for one in plan.within] == [
        {Search(album_ids=("A",), person_ids=(person,)) for person in "PQ"}
    ]
    assert {one.field for one in plan.on_rows} == {"rating", "country"}
    archived = planned(SMART, Filters(with_archived=True))
    assert [one.visibility for one in archived.listed.searches] == [Visibility.TIMELINE, ARCHIVE]


def test_of_a_narrowed_library_only_what_is_wanted_is_listed() -> None:
    people = tuple(map(str, range(30)))
    plan = planned(Source(), Filters(person_ids=people, tag_ids=("T",)))
    assert set(plan.listed.searches) == {
        Search(person_ids=(one,), tag_ids=("T",)) for one in people
    }
    assert plan.within == ()


def test_what_others_added_lately_is_kept_out_alike_on_every_version() -> None:
    plan = planned(RECENT, Filters(album_ids=("A",)))
    assert plan.listed.searches == (Search(added_after=WEEK_AGO),)
    assert plan.within == (Lists((Search(added_after=WEEK_AGO, album_ids=("A",)),)),)


def test_exclusions_are_asked_for_no_more_than_they_have_to_be() -> None:
    unwanted = Filters(
        without_album_ids=("C",),
        without_person_ids=("P", "Q"),
        without_tag_ids=("T",),
        favorites_only=True,
        min_rating=5,
        taken_from=date(2026, 1, 1),
    )
    listed = Search(
        album_ids=("A",), is_favorite=True, rating=5, taken_after=datetime(2026, 1, 1, tzinfo=UTC)
    )
    plan = planned(replace(ALBUMS, ids=("A",)), unwanted)
    assert plan.listed.searches == (listed,)
    assert apart(*plan.without) == [
        replace(listed, album_ids=("A", "C")),
        replace(listed, person_ids=("P",)),
        replace(listed, person_ids=("Q",)),
        replace(listed, tag_ids=("T",)),
    ]


def test_exclusions_count_for_all_that_is_listed() -> None:
    plan = planned(ALBUMS, Filters(without_person_ids=("P",), with_archived=True, min_rating=4))
    assert apart(*plan.without) == [
        Search(person_ids=("P",)),
        Search(person_ids=("P",), visibility=ARCHIVE),
    ]


def test_favorites_are_looked_at_again() -> None:
    for source, filters in (
        (Source(kind=SourceKind.FAVORITES), Filters()),
        (Source(), Filters(favorites_only=True)),
    ):
        plan = planned(source, filters)
        assert plan.listed.searches == (Search(is_favorite=True),)
        assert plan.on_rows == (Dimension("is_favorite", (True,)),)


def test_dates_are_days_and_the_narrower_one_counts() -> None:
    span = Filters(taken_from=date(2026, 11, 1), taken_until=date(2026, 11, 20), taken_days=7)
    (search,) = planned(Source(), span).listed.searches
    assert search.taken_after == WEEK_AGO
    assert search.taken_before == datetime(2026, 11, 20, 23, 59, 59, 999000, tzinfo=UTC)
    later = replace(span, taken_from=date(2026, 11, 18))
    (search,) = planned(Source(), later).listed.searches
    assert search.taken_after == datetime(2026, 11, 18, tzinfo=UTC)


@pytest.mark.parametrize("rating", [None, 0])
def test_no_stars_at_least_are_no_filter(rating: int | None) -> None:
    assert planned(Source(), Filters(min_rating=rating)) == planned()


def test_more_stars_than_there_are_have_none() -> None:
    assert planned(Source(), Filters(min_rating=6)).listed.searches == ()


def test_memories_are_looked_at_row_by_row() -> None:
    filters = Filters(
        album_ids=("A", "W"),
        person_ids=("P",),
        min_rating=4,
        taken_from=date(2026, 1, 1),
        favorites_only=True,
    )
    plan = planned(MEMORIES, filters, whole=("W",))
    assert plan.listed == Lists()
    assert {one.field for one in plan.on_rows} == {"rating", "is_favorite", "taken_after"}
    frame = Search(is_favorite=True, taken_after=datetime(2026, 1, 1, tzinfo=UTC))
    assert plan.within == (
        Lists((replace(frame, album_ids=("A",)),), ("W",)),
        Lists((replace(frame, person_ids=("P",)),)),
    )


@pytest.mark.parametrize(
    ("source", "filters"),
    [(ALBUMS, Filters()), (Source(), Filters(album_ids=("A", "B")))],
)
def test_a_shared_album_is_read_whole_and_the_others_are_searched(
    source: Source, filters: Filters
) -> None:
    rest = replace(
        filters,
        tag_ids=("T",),
        min_rating=4,
        taken_until=date(2026, 1, 1),
        without_album_ids=("B",),
    )
    plan = planned(source, rest, whole=("B", "C"))
    until = Search(taken_before=datetime(2026, 1, 1, 23, 59, 59, 999000, tzinfo=UTC))
    assert plan.listed == Lists((replace(until, album_ids=("A",)),), ("B",))
    assert plan.within == (Lists((replace(until, tag_ids=("T",)),)),)
    assert [one for one in plan.without if one != Lists()] == [Lists(albums=("B",))]
    assert {one.field for one in plan.on_rows} == {"rating", "taken_before"}


def test_what_is_missing_is_left_out() -> None:
    plan = planned(ALBUMS, Filters(without_tag_ids=("T", "U")), missing=("A", "T"))
    assert plan.listed.searches == (Search(album_ids=("B",)),)
    assert apart(*plan.without) == [Search(album_ids=("B",), tag_ids=("U",))]


def test_nothing_is_in_groups_that_are_all_missing() -> None:
    assert planned(Source(), Filters(tag_ids=("T",)), missing=("T",)).listed.searches == ()
    for source in (MEMORIES, RECENT):
        filters = Filters(album_ids=("A",))
        assert planned(source, filters, missing=("A",)).within == (Lists(),)


def test_two_searches_have_one_for_what_both_find() -> None:
    listed = Search(album_ids=("A",), rating=5)
    assert both(listed, Search(album_ids=("A", "B"), person_ids=("P",))) == Search(
        album_ids=("A", "B"), person_ids=("P",), rating=5
    )
    assert both(listed, Search(person_ids=("P",), visibility=ARCHIVE)) is None
