"""Gathering goes on where it stopped: after a failure, a cancellation, a change of the server."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from itertools import count
from random import Random

import aiohttp
import pytest

from custom_components.immich_frame.immich.errors import (
    NotFoundError,
    ServerError,
    UnreachableError,
)
from custom_components.immich_frame.selection.filters import Filters
from custom_components.immich_frame.selection.gather import Gathering
from custom_components.immich_frame.selection.pool import Pool
from custom_components.immich_frame.selection.source import Source, SourceKind
from demo.immich import faults
from demo.immich.server import SampleImmich
from demo.library.ids import uuid_of
from demo.library.library import Library
from demo.library.model import NEIGHBOUR, Album, Person

from .sample import (
    CIRCUMSTANCES,
    LIBRARY,
    METADATA,
    NOW,
    asked,
    client_of,
    face,
    gathered,
    gathering,
    many,
    names,
    until_asked,
    upload,
)

PHOTOS = 4500
PAGES = 5

SHARED = Album("Shared", shared_with=(NEIGHBOUR,))
ALBUM = Source(kind=SourceKind.ALBUMS, ids=(SHARED.id,))


@pytest.fixture(scope="module")
def library() -> Library:
    return many(PHOTOS)


@pytest.fixture
async def large(socket_enabled: None, library: Library) -> AsyncIterator[SampleImmich]:  # noqa: ARG001
    """Run a sample of several pages."""
    async with SampleImmich(library) as running:
        yield running


async def test_all_pages_are_read(large: SampleImmich, session: aiohttp.ClientSession) -> None:
    run = gathering(client_of(session, large))
    pool = await run.run()
    assert list(pool.photos) == list(large.library.assets)
    assert (pool.found, pool.fetched_at, pool.query) == (PHOTOS, NOW, run.query)
    assert run.requests == asked(large) == PAGES
    assert run.circumstances == CIRCUMSTANCES


@pytest.mark.parametrize("page", range(1, PAGES + 1))
async def test_a_failure_is_gone_on_from(
    large: SampleImmich, session: aiohttp.ClientSession, page: int
) -> None:
    run = gathering(client_of(session, large))
    running = asyncio.create_task(run.run())
    if page > 1:
        await until_asked(large, METADATA, page - 1)
    large.faults.add(METADATA, faults.status(500))
    with pytest.raises(ServerError):
        await running
    pool = await run.run()
    assert list(pool.photos) == list(large.library.assets)
    assert run.requests == asked(large) == PAGES + 1


@pytest.mark.parametrize("page", range(1, PAGES + 1))
async def test_a_cancelled_run_is_gone_on_from(
    large: SampleImmich, session: aiohttp.ClientSession, page: int
) -> None:
    run = gathering(client_of(session, large))
    running = asyncio.create_task(run.run())
    await until_asked(large, METADATA, page)
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running
    pool = await run.run()
    assert list(pool.photos) == list(large.library.assets)
    assert run.requests == asked(large) == PAGES + 1


@pytest.mark.parametrize("seed", range(5))
async def test_a_run_may_be_cancelled_at_any_moment(
    session: aiohttp.ClientSession, seed: int
) -> None:
    filters = Filters(burst_seconds=1, stacks_as_one=True)
    library = Library.of(upload(f"{number}.jpg", number, stack="S") for number in range(2500))
    async with SampleImmich(library) as sample:
        client = client_of(session, sample)
        wanted = await gathered(client, LIBRARY, filters)
        pool = await cancelled_often(gathering(client, LIBRARY, filters), Random(seed))
    assert list(pool.photos) == list(wanted.photos)


async def cancelled_often(run: Gathering, random: Random) -> Pool:
    """Run, and cancel it after ever more turns of the event loop, until it was fast enough."""
    for turns in count(100, 100):
        running = asyncio.create_task(run.run())
        for _ in range(random.randrange(turns)):
            await asyncio.sleep(0)
        if running.done():
            return await running
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
    raise AssertionError


async def test_an_upload_meanwhile_repeats_nothing(
    large: SampleImmich, session: aiohttp.ClientSession
) -> None:
    before = large.library
    running = asyncio.create_task(gathered(client_of(session, large)))
    await until_asked(large, METADATA, 2)
    newest = Library.of([upload("new.jpg", PHOTOS + 1)]).assets.values()
    large.library = Library([*before.assets.values(), *newest], [], [])
    pool = await running
    large.library = before
    assert list(pool.photos) == list(before.assets)


async def test_a_sample_is_of_all_pages_and_another_one_each_time(
    large: SampleImmich, session: aiohttp.ClientSession
) -> None:
    run = gathering(client_of(session, large), limit=100)
    pool, again = await run.run(), await run.run()
    assert (len(pool.photos), pool.found, run.requests) == (100, PHOTOS, PAGES)
    places = [list(large.library.assets).index(one) for one in pool.photos]
    assert places == sorted(places)
    assert {place // 1000 for place in places} == set(range(PAGES))
    assert set(again.photos) != set(pool.photos)


async def test_within_and_without_are_gone_on_from(session: aiohttp.ClientSession) -> None:
    people = [face(str(number)) for number in range(15)]
    uploads = [
        upload(f"{number}.jpg", number, faces=(people[number % 15],), tags=("T",) * (number % 2))
        for number in range(60)
    ]
    filters = Filters(
        person_ids=tuple(Person(str(number), "").id for number in range(14)),
        without_tag_ids=(uuid_of("tag", "T"),),
        stacks_as_one=True,
    )
    async with SampleImmich(Library.of(uploads)) as sample:
        recent = Source(kind=SourceKind.RECENT, days=1000)
        run = gathering(client_of(session, sample), recent, filters)
        failures = 0
        for path in ("/api/people/*", "/api/tags/*", "/api/stacks", METADATA):
            sample.faults.add(path, faults.status(500))
            with pytest.raises(ServerError):
                await run.run()
            failures += 1
        running = asyncio.create_task(run.run())
        await until_asked(sample, METADATA, 9)
        sample.faults.add(METADATA, faults.status(500))
        with pytest.raises(ServerError):
            await running
        pool = await run.run()
        wanted = {f"{number}.jpg" for number in range(0, 60, 2) if number % 15 < 14}
        assert set(names(sample, pool.photos)) == wanted
        # 14 people and a tag are looked up, then searched for; then the stacks and the listing.
        assert run.requests == asked(sample) == 15 + 15 + 1 + 1 + failures + 1


async def test_an_album_that_goes_while_it_is_read_is_looked_up_again(
    session: aiohttp.ClientSession,
) -> None:
    uploads = [upload("a.jpg", albums=("Shared",)), upload("b.jpg", albums=("Other",))]
    source = replace(ALBUM, ids=(SHARED.id, Album("Other").id))
    async with SampleImmich(Library.of(uploads)) as sample:
        run = gathering(client_of(session, sample), source)
        running = asyncio.create_task(run.run())
        await until_asked(sample, METADATA, 1)
        sample.library = Library.of(uploads[:1])
        with pytest.raises(NotFoundError):
            await running
        pool = await run.run()
        assert (names(sample, pool.photos), pool.missing) == (["a.jpg"], source.ids[1:])


async def test_an_immich_that_was_renewed_meanwhile_is_asked_in_its_own_way(
    session: aiohttp.ClientSession,
) -> None:
    library = Library.of(
        [upload("a.jpg", albums=("Shared",)), upload("b.jpg", owner=NEIGHBOUR, albums=("Shared",))],
        albums=[SHARED],
    )
    old = SampleImmich(library, version="2.7.5")
    async with old:
        client = client_of(session, old)
        run = gathering(client, ALBUM)
        old.faults.add("/api/albums/*", faults.status(500))
        with pytest.raises(ServerError):
            await run.run()
    with pytest.raises(UnreachableError):
        await run.run()
    port = int(old.url.rpartition(":")[2])
    async with SampleImmich(library, version="3.1.0", port=port, api_key=old.api_key) as new:
        pool = await run.run()
        assert set(names(new, pool.photos)) == {"a.jpg", "b.jpg"}
        assert new.requests.count(METADATA) == 1
