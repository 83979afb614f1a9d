"""Memories: the days of the window, the years they are of, and days that have none."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import aiohttp
import pytest

from custom_components.immich_frame.immich.errors import ServerError
from custom_components.immich_frame.selection.filters import Filters
from custom_components.immich_frame.selection.pool import Substitute
from custom_components.immich_frame.selection.source import Source, SourceKind
from demo.immich import faults
from demo.immich.server import SampleImmich
from demo.library.library import Library

from .sample import (
    FIRST,
    METADATA,
    NOW,
    asked,
    client_of,
    gathered,
    gathering,
    names,
    until_asked,
    upload,
)

MEMORIES = Source(kind=SourceKind.MEMORIES)


async def test_a_day_without_memories_shows_the_library(session: aiohttp.ClientSession) -> None:
    uploads = [upload("a.jpg", rating=5), upload("b.jpg"), upload("c.jpg", 3 + 365 * 3, rating=4)]
    async with SampleImmich(Library.of(uploads)) as sample:
        run = gathering(client_of(session, sample), MEMORIES, Filters(min_rating=4))
        sample.faults.add(METADATA, faults.status(500))
        with pytest.raises(ServerError):
            await run.run()
        pool = await run.run()
        assert names(sample, pool.photos) == ["c.jpg", "a.jpg"]
        assert (pool.substitute, pool.query.source) == (Substitute.NO_MEMORIES, MEMORIES)
        assert sample.requests.count("/api/memories") == 1
        assert run.requests == asked(sample)


async def test_the_days_of_memories_are_gone_on_from(session: aiohttp.ClientSession) -> None:
    year = timedelta(days=365)
    days = [(NOW - 2 * year + timedelta(days=away)).date() for away in (-1, 0, 1)]
    uploads = [upload(f"{day}.jpg", (day - FIRST.date()).days) for day in days]
    source, filters = replace(MEMORIES, days=1), Filters(without_screenshots=True)
    async with SampleImmich(Library.of(uploads)) as sample:
        run = gathering(client_of(session, sample), source, filters)
        running = asyncio.create_task(run.run())
        await until_asked(sample, "/api/memories", 2)
        sample.faults.add("/api/memories", faults.status(500))
        with pytest.raises(ServerError):
            await running
        sample.faults.add(METADATA, faults.status(500))
        with pytest.raises(ServerError):
            await run.run()
        pool = await run.run()
        assert sorted(names(sample, pool.photos)) == [f"{day}.jpg" for day in days]
        assert pool.substitute is None
        # Three days, and their year once more for the sake of exif.
        assert run.requests == asked(sample) == 3 + 1 + 2


async def test_memories_of_each_year_are_searched_apart(session: aiohttp.ClientSession) -> None:
    today = NOW.date()
    days = [today.replace(year=year) for year in (2020, 2022, 2025)]
    uploads = [upload(f"{day}.jpg", (day - FIRST.date()).days) for day in days]
    others = [upload(f"between-{number}.jpg", number) for number in range(400, 500)]
    async with SampleImmich(Library.of(uploads + others)) as sample:
        filters = Filters(without_screenshots=True)
        pool = await gathered(client_of(session, sample), MEMORIES, filters)
        assert sorted(names(sample, pool.photos)) == [f"{day}.jpg" for day in days]
        assert sample.requests.count(METADATA) == len(days)


async def test_a_year_of_many_memories_is_searched_page_by_page(
    session: aiohttp.ClientSession,
) -> None:
    day = (NOW.date().replace(year=2024) - FIRST.date()).days
    uploads = [upload(f"{number}.jpg", day) for number in range(1200)]
    async with SampleImmich(Library.of(uploads)) as sample:
        run = gathering(client_of(session, sample), MEMORIES, Filters(without_screenshots=True))
        assert len((await run.run()).photos) == 1200
        assert run.requests == asked(sample) == 1 + 2
