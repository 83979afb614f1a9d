"""What is told about a query before anybody relies on it."""

from dataclasses import fields, replace
from datetime import date

import aiohttp
import pytest

from custom_components.immich_frame.immich.client import ImmichClient
from custom_components.immich_frame.selection import preview as module
from custom_components.immich_frame.selection.errors import SourceGoneError
from custom_components.immich_frame.selection.filters import Filters, Orientation
from custom_components.immich_frame.selection.pool import PoolQuery
from custom_components.immich_frame.selection.preview import Preview, preview
from custom_components.immich_frame.selection.source import Source, SourceKind
from demo.immich.server import SampleImmich
from demo.library.ids import uuid_of
from demo.library.library import Library
from demo.library.model import NEIGHBOUR, Album, Person, Visibility

from .sample import CIRCUMSTANCES, FACTS, FIRST, LIBRARY, NOW, client_of, face, upload

ADA, BEN, CLEO = (Person(name, "").id for name in ("Ada", "Ben", "Cleo"))
TRIP, HOME = Album("Trip").id, Album("Home").id
SHARED = Album("Shared", owner=NEIGHBOUR)
ALBUMS = Source(kind=SourceKind.ALBUMS, ids=(TRIP, HOME))
SMART = Source(kind=SourceKind.SMART, text="sea")
MEMORIES = Source(kind=SourceKind.MEMORIES)
COUNTS = "/api/search/statistics"

UNCOUNTED = Filters(
    months=(1,),
    orientation=Orientation.LANDSCAPE,
    min_edge=480,
    without_screenshots=True,
    stacks_as_one=True,
    burst_seconds=5,
)

UPLOADS = [
    upload("ada.jpg", 1, albums=("Trip",), faces=(face("Ada"),), rating=5),
    upload("ada-ben.jpg", 2, albums=("Trip",), faces=(face("Ada"), face("Ben")), rating=4),
    upload("sea.jpg", 3, albums=("Trip",), tags=("sea",), rating=3, is_favorite=True),
    upload("harbour.jpg", 4, albums=("Home",), tags=("sea",), description="sea"),
    upload("tower.jpg", 5, replace(FACTS, width=480, height=640), description="sea"),
    upload("archived.jpg", 6, albums=("Home",), visibility=Visibility.ARCHIVE),
    upload("village.jpg", 7, owner=NEIGHBOUR, albums=("Shared",), rating=5),
    upload(
        "village-tower.jpg", 8, replace(FACTS, width=480, height=640), albums=("Shared",), stack="S"
    ),
    upload("Screenshot.png", 9, albums=("Shared",), stack="S"),
]


def library() -> Library:
    shared = replace(SHARED, shared_with=(Library.of([]).me,))
    return Library.of(UPLOADS, albums=[shared])


async def seen(
    session: aiohttp.ClientSession,
    source: Source,
    filters: Filters | None = None,
    *,
    version: str = "3.1.0",
    permissions: tuple[str, ...] = ("all",),
) -> Preview:
    async with SampleImmich(library(), version=version) as sample:
        client = ImmichClient(session, sample.url, sample.add_key(permissions))
        query = PoolQuery.of(source, filters or Filters())
        return await preview(client, query, CIRCUMSTANCES)


@pytest.mark.parametrize("version", ["2.7.5", "3.1.0"])
@pytest.mark.parametrize(
    ("source", "filters", "about"),
    [
        (LIBRARY, Filters(), 7),
        (LIBRARY, Filters(with_archived=True), 8),
        (ALBUMS, Filters(), 4),
        (ALBUMS, Filters(with_archived=True), 5),
        (ALBUMS, Filters(without_person_ids=(BEN,)), 3),
        (ALBUMS, Filters(without_person_ids=(BEN,), with_archived=True), 4),
        (ALBUMS, Filters(without_person_ids=(ADA,), without_album_ids=(HOME,)), 1),
        (ALBUMS, Filters(without_person_ids=(BEN,), min_rating=4), 1),
        (ALBUMS, Filters(min_rating=3, person_ids=(ADA, BEN)), 3),
        (LIBRARY, Filters(orientation=Orientation.PORTRAIT, months=(1,)), 7),
        (Source(kind=SourceKind.FAVORITES), Filters(), 1),
        (Source(kind=SourceKind.RECENT, days=10_000), Filters(), 7),
    ],
)
async def test_immich_counts(
    session: aiohttp.ClientSession, source: Source, filters: Filters, about: int, version: str
) -> None:
    found = await seen(session, source, filters, version=version)
    assert found == Preview(about=about, first=(), is_empty=False, emptied_by=())


async def test_what_is_taken_off_twice_leaves_no_less_than_nothing(
    session: aiohttp.ClientSession,
) -> None:
    filters = Filters(album_ids=(TRIP,), without_person_ids=(ADA, BEN), without_album_ids=(TRIP,))
    found = await seen(session, LIBRARY, filters)
    assert (found.about, found.is_empty) == (0, True)


@pytest.mark.parametrize("version", ["2.7.5", "3.1.0"])
@pytest.mark.parametrize(
    ("source", "filters", "about"),
    [
        (Source(kind=SourceKind.ALBUMS, ids=(SHARED.id,)), Filters(), 3),
        (Source(kind=SourceKind.ALBUMS, ids=(SHARED.id, TRIP)), Filters(min_rating=4), 3),
        (Source(kind=SourceKind.ALBUMS, ids=(SHARED.id,)), UNCOUNTED, 3),
        (LIBRARY, Filters(album_ids=(SHARED.id,), orientation=Orientation.PORTRAIT), 3),
    ],
)
async def test_what_others_put_into_an_album_is_counted_one_by_one(
    session: aiohttp.ClientSession, source: Source, filters: Filters, about: int, version: str
) -> None:
    assert (await seen(session, source, filters, version=version)).about == about


async def test_a_very_large_shared_album_is_not_counted(
    session: aiohttp.ClientSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = Source(kind=SourceKind.ALBUMS, ids=(SHARED.id,))
    monkeypatch.setattr(module, "MAX_COUNTED", 1)
    found = await seen(session, source)
    assert (found.about, found.is_empty) == (None, False)


@pytest.mark.parametrize(
    ("source", "filters"),
    [
        (SMART, Filters()),
        (MEMORIES, Filters()),
        (ALBUMS, Filters(without_tag_ids=tuple(uuid_of("tag", str(n)) for n in range(10)))),
        (ALBUMS, Filters(min_rating=1, person_ids=(ADA, BEN, CLEO))),
        (Source(kind=SourceKind.RECENT, days=10_000), Filters(album_ids=(TRIP,))),
    ],
)
async def test_what_immich_cannot_count_has_no_number(
    session: aiohttp.ClientSession, source: Source, filters: Filters
) -> None:
    cleo = upload("cleo.jpg", albums=("Home",), faces=(face("Cleo"),))
    uploads = [*UPLOADS, cleo, *(upload(f"{n}.jpg", tags=(str(n),)) for n in range(10))]
    async with SampleImmich(Library.of(uploads)) as sample:
        query = PoolQuery.of(source, filters)
        found = await preview(client_of(session, sample), query, CIRCUMSTANCES)
        assert (found.about, found.is_empty) == (None, False)
        assert sample.requests.count(COUNTS) == 0


async def test_immich_counts_twenty_times_at_most(session: aiohttp.ClientSession) -> None:
    uploads = [*UPLOADS, *(upload(f"{n}.jpg", tags=(str(n),)) for n in range(9))]
    async with SampleImmich(Library.of(uploads)) as sample:
        filters = Filters(without_tag_ids=tuple(uuid_of("tag", str(n)) for n in range(9)))
        query = PoolQuery.of(ALBUMS, filters)
        found = await preview(client_of(session, sample), query, CIRCUMSTANCES)
        assert (found.about, sample.requests.count(COUNTS)) == (4, module.MAX_COUNTS)


async def test_a_key_that_may_not_count_gives_no_number(session: aiohttp.ClientSession) -> None:
    found = await seen(session, LIBRARY, permissions=("asset.read",))
    assert found == Preview(about=None, first=(), is_empty=False, emptied_by=())


@pytest.mark.parametrize(
    ("filters", "first"),
    [
        (Filters(), {"sea.jpg", "harbour.jpg", "tower.jpg"}),
        (
            Filters(without_tag_ids=(uuid_of("tag", "sea"),), min_rating=4),
            {"ada.jpg", "ada-ben.jpg"},
        ),
    ],
)
async def test_a_ranked_source_shows_its_first_hits(
    session: aiohttp.ClientSession, filters: Filters, first: set[str]
) -> None:
    found = await seen(session, SMART, filters)
    assert {photo.file_name for photo in found.first} == first
    assert all(photo.local_date_time.year == 2020 for photo in found.first)
    assert (found.is_empty, found.emptied_by) == (False, ())


@pytest.mark.parametrize("source", [LIBRARY, SMART, MEMORIES])
@pytest.mark.parametrize(
    ("filters", "emptied_by"),
    [
        (Filters(orientation=Orientation.SQUARE, burst_seconds=5), {"orientation"}),
        (Filters(min_edge=5000, with_archived=True), {"min_edge"}),
        (
            Filters(taken_from=date(2021, 1, 1), taken_until=date(2020, 6, 1), months=(1,)),
            {"taken_from"},
        ),
        (
            Filters(taken_from=date(2020, 1, 5), taken_until=date(2020, 1, 3)),
            {"taken_from", "taken_until"},
        ),
        (
            Filters(person_ids=(ADA,), without_person_ids=(ADA,), months=(1,)),
            {"person_ids", "without_person_ids"},
        ),
        (Filters(favorites_only=True, min_rating=4), {"favorites_only", "min_rating"}),
        (Filters(orientation=Orientation.SQUARE, min_edge=5000), set()),
    ],
)
async def test_what_leaves_nothing_is_named(
    session: aiohttp.ClientSession, source: Source, filters: Filters, emptied_by: set[str]
) -> None:
    found = await seen(session, source, filters)
    assert (found.is_empty, found.first) == (True, ())
    assert set(found.emptied_by) == emptied_by


async def test_names_are_those_of_filters_in_their_order(session: aiohttp.ClientSession) -> None:
    found = await seen(
        session, LIBRARY, Filters(taken_until=date(2000, 1, 1), taken_from=date(2020, 1, 1))
    )
    assert list(found.emptied_by) == ["taken_until"]
    order = [field.name for field in fields(Filters)]
    found = await seen(session, LIBRARY, Filters(favorites_only=True, min_rating=4))
    assert sorted(found.emptied_by, key=order.index) == list(found.emptied_by)


async def test_a_source_without_photos_is_not_the_filters_fault(
    session: aiohttp.ClientSession,
) -> None:
    async with SampleImmich(Library.of([], albums=[Album("Trip")])) as sample:
        query = PoolQuery.of(Source(kind=SourceKind.ALBUMS, ids=(TRIP,)), Filters(min_rating=4))
        found = await preview(client_of(session, sample), query, CIRCUMSTANCES)
        assert found == Preview(about=0, first=(), is_empty=True, emptied_by=())


async def test_a_memory_is_something(session: aiohttp.ClientSession) -> None:
    day = (NOW.date().replace(year=2024) - FIRST.date()).days
    memory = upload("memory.jpg", day)
    async with SampleImmich(Library.of([memory])) as sample:
        query = PoolQuery.of(MEMORIES, Filters(taken_until=date(2024, 12, 31)))
        found = await preview(client_of(session, sample), query, CIRCUMSTANCES)
        assert found == Preview(about=None, first=(), is_empty=False, emptied_by=())
        assert sample.requests.count("/api/search/*") == 0


async def test_finding_out_takes_only_so_many_requests(
    session: aiohttp.ClientSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    filters = Filters(favorites_only=True, min_rating=4)
    monkeypatch.setattr(module, "MAX_REQUESTS", 1)
    assert (await seen(session, LIBRARY, filters)).emptied_by == ("favorites_only",)


async def test_a_source_that_is_gone_is_told(session: aiohttp.ClientSession) -> None:
    gone = Source(kind=SourceKind.ALBUMS, ids=(uuid_of("album", "gone"),))
    with pytest.raises(SourceGoneError):
        await seen(session, gone)
