"""HTTP: another photo on the frame, and what is said when there is none."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta

from aiohttp import ClientResponse
import pytest

from custom_components.immich_frame.frame import Frame
from demo.immich import faults
from demo.immich.faults import Fault
from demo.immich.server import SampleImmich
from demo.library.library import Library
from homeassistant.core import HomeAssistant

from .conftest import (
    COLORS,
    NEW_IMAGE,
    ORIGINAL,
    PICTURES,
    SEARCH,
    Client,
    Gate,
    assert_refused,
    async_pass,
    until,
)


@pytest.mark.parametrize("method", ["get", "post"])
async def test_a_new_image_is_told(client: Client, frame: Frame, method: str) -> None:
    ask: Callable[..., Awaitable[ClientResponse]] = getattr(client, method)
    response = await ask(NEW_IMAGE, params={"query": "teal", "range": "1"})
    body = await response.json()
    assert response.status == 200
    assert frame.shown is not None
    assert list(body)[:2] == ["status", "message"]
    assert (body["status"], body["message"]) == ("success", "Photo frame shows another photo")
    assert (body["file_name"], body["query"], body["position"]) == ("teal.jpg", "teal", 1)
    assert body["asset_id"] == frame.shown.asset_id
    assert (await client.get(body["url"])).status == 200


async def test_without_parameters_the_frames_own_query_is_asked(
    client: Client, immich: SampleImmich
) -> None:
    body = await (await client.get(NEW_IMAGE)).json()
    assert body["query"] is None
    assert immich.requests.count(SEARCH) == 1


BAD_RANGES = (
    "0",
    "-1",
    "1001",
    "1000000000",
    "abc",
    "1.5",
    "",
    " ",
    "+1",
    "01",
    "\u0661",
    "\u00b2",
)


@pytest.mark.parametrize("wrong", BAD_RANGES)
async def test_a_range_has_bounds(client: Client, frame: Frame, wrong: str) -> None:
    before = frame.shown
    for ask in (client.get, client.post):
        response = await ask(NEW_IMAGE, params={"range": wrong})
        await assert_refused(response, 400, "a whole number from 1 to 1000")
    assert frame.shown is before


@pytest.mark.parametrize(
    ("query", "words"),
    [("", "query is empty"), ("   ", "query is empty"), ("x" * 1001, "1,001 characters")],
    ids=["empty", "blank", "long"],
)
async def test_a_query_that_cannot_be_searched_for(
    client: Client, frame: Frame, query: str, words: str
) -> None:
    before = frame.shown
    await assert_refused(await client.get(NEW_IMAGE, params={"query": query}), 400, words)
    assert frame.shown is before


async def test_an_endless_query_is_refused_by_the_server_itself(client: Client) -> None:
    assert (await client.get(NEW_IMAGE, params={"query": "x" * 100_000})).status == 400
    assert (await client.get(NEW_IMAGE)).status == 200


FAULTS: dict[str, tuple[str, Fault, int, str]] = {
    "key refused": ("/api/*", faults.status(401, "Invalid API key"), 502, "refuses the API key"),
    "web page": ("/api/*", faults.html(), 502, "something else answers"),
    "failing": (SEARCH, faults.status(500), 502, "status 500"),
    "no smart search": (SEARCH, faults.status(400, "Smart search is not enabled"), 502, "Smart"),
    "unusable": ("/api/assets/*/*", faults.body(b"no picture"), 502, "None of 5 photos"),
}


@pytest.mark.parametrize("wrong", FAULTS.values(), ids=FAULTS)
async def test_what_is_wrong_with_immich_is_told(
    client: Client, frame: Frame, immich: SampleImmich, wrong: tuple[str, Fault, int, str]
) -> None:
    before = frame.shown
    path, fault, status, words = wrong
    immich.faults.add(path, fault, times=None)
    await assert_refused(await client.get(NEW_IMAGE, params={"query": "teal"}), status, words)
    assert frame.shown is before


async def test_immich_is_away(client: Client, immich: SampleImmich) -> None:
    await immich.stop()
    await assert_refused(await client.get(NEW_IMAGE), 502, "cannot be reached: No server")
    assert (await client.get(PICTURES[0])).status == 200
    await immich.start()


async def test_nothing_passes_the_query(client: Client, immich: SampleImmich) -> None:
    immich.library = Library.of([])
    response = await client.get(NEW_IMAGE, params={"query": "teal"})
    await assert_refused(response, 404, "No photo passes what is asked for")


@pytest.mark.parametrize(("path", "seconds"), [(ORIGINAL, 91), (SEARCH, 61)])
async def test_a_server_that_hangs(
    hass: HomeAssistant, client: Client, immich: SampleImmich, path: str, seconds: int
) -> None:
    before = await (await client.get(PICTURES[0])).read()
    immich.requests.clear()
    immich.faults.add(path, faults.hang())
    call = asyncio.ensure_future(client.get(NEW_IMAGE, params={"query": "teal"}))
    await until(lambda: immich.requests.count(path) == 1)
    await async_pass(hass, timedelta(seconds=seconds))
    await assert_refused(await call, 504, "The photo on the frame stays")
    assert await (await client.get(PICTURES[0])).read() == before


async def test_too_many_at_once(
    client: Client, frame: Frame, immich: SampleImmich, gate: Gate
) -> None:
    calls = [asyncio.create_task(frame.async_new_image(word)) for word in COLORS[:4]]
    await until(lambda: immich.requests.count(ORIGINAL) == 2)
    await assert_refused(await client.get(NEW_IMAGE), 503, "The frame is busy")
    gate.open()
    await asyncio.gather(*calls)
