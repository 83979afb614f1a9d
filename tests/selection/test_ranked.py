"""How far a ranking is read."""

import json
from typing import Any

import aiohttp
from aiohttp import web
import pytest

from custom_components.immich_frame.immich.client import ImmichClient
from custom_components.immich_frame.selection.filters import Filters, Orientation
from custom_components.immich_frame.selection.ranked import MAX_ANSWERS
from custom_components.immich_frame.selection.source import Source, SourceKind
from demo.immich.server import SampleImmich
from demo.library.ids import uuid_of
from demo.library.library import Library

from ..immich.rows import asset, photo_id, search_answer
from ..immich.servers import KEY, told_server
from .sample import ANY, client_of, gathered, gathering, names, upload

SEA = Source(kind=SourceKind.SMART, text="sea")
LIKE = Source(kind=SourceKind.SIMILAR, asset_id=uuid_of("asset", "7.jpg"))


def bodies(sample: SampleImmich) -> list[dict[str, Any]]:
    asked = [one.body for one in sample.requests.to("/api/search/smart")]
    return [body for body in asked if isinstance(body, dict)]


@pytest.mark.parametrize(
    ("source", "limit", "filters", "size"),
    [
        (SEA, 3, ANY, 3),
        (SEA, 1000, ANY, 1000),
        (LIKE, 3, ANY, 4),
        (LIKE, 1000, ANY, 1000),
        (SEA, 3, Filters(min_edge=1), 1000),
    ],
)
async def test_pages_are_as_large_as_they_have_to_be(
    session: aiohttp.ClientSession, source: Source, limit: int, filters: Filters, size: int
) -> None:
    async with SampleImmich(Library.of(upload(f"{n}.jpg") for n in range(20))) as sample:
        run = gathering(client_of(session, sample), source, filters, limit)
        found = 20 - (source is LIKE)
        assert len((await run.run()).photos) == min(limit, found)
        assert [body["size"] for body in bodies(sample)] == [size]
        assert run.requests == 1


async def test_pages_are_read_until_enough_passes(session: aiohttp.ClientSession) -> None:
    uploads = [upload(f"{n}.jpg", tags=("sea",)) for n in range(1500)]
    uploads += [upload(f"found-{n}.jpg", rating=5) for n in range(20)]
    async with SampleImmich(Library.of(uploads)) as sample:
        run = gathering(client_of(session, sample), SEA, Filters(min_rating=4), 10)
        pool = await run.run()
        assert len(pool.photos) == pool.found == 10
        assert all(name.startswith("found") for name in names(sample, pool.photos))
        assert [body["page"] for body in bodies(sample)] == [1, 2]


async def test_a_ranking_is_not_read_for_ever(session: aiohttp.ClientSession) -> None:
    async def answer(request: web.Request) -> web.Response:
        page = json.loads(await request.read())["page"]
        row = asset(id=photo_id(page), exifInfo=None)
        return web.json_response(search_answer(row, next_page=str(page + 1)))

    async with told_server() as (told, url):
        told.tell("/api/server/version", {"major": 3, "minor": 1, "patch": 0})
        told.handle("/api/search/smart", answer)
        client = ImmichClient(session, url, KEY)
        nothing = Filters(orientation=Orientation.PORTRAIT)
        run = gathering(client, SEA, nothing)
        assert len((await run.run()).photos) == 0
        assert run.requests == MAX_ANSWERS


async def test_a_list_ends_with_an_empty_page(session: aiohttp.ClientSession) -> None:
    async with told_server() as (told, url):
        told.tell("/api/server/version", {"major": 3, "minor": 1, "patch": 0})
        told.tell("/api/search/metadata", search_answer(next_page="2"))
        assert len((await gathered(ImmichClient(session, url, KEY))).photos) == 0
        assert len(told.asked) == 2


async def test_a_page_that_repeats_photos_gives_each_once(session: aiohttp.ClientSession) -> None:
    async def answer(request: web.Request) -> web.Response:
        page = json.loads(await request.read())["page"]
        rows = [asset(id=photo_id(number), exifInfo=None) for number in (page, page + 1)]
        return web.json_response(search_answer(*rows, next_page=str(page + 1)))

    async with told_server() as (told, url):
        told.tell("/api/server/version", {"major": 2, "minor": 7, "patch": 0})
        told.handle("/api/search/smart", answer)
        run = gathering(ImmichClient(session, url, KEY), SEA, ANY, 4)
        assert list((await run.run()).photos) == [photo_id(number) for number in range(1, 5)]
        assert run.requests == 3
