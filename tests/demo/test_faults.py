"""Bad days that tests can order, and what the server remembers."""

import asyncio

from aiohttp import ClientError, ClientSession, web
import pytest

from demo.immich import faults
from demo.immich.server import SampleImmich
from demo.library.library import Library

from .api import Api

PING = "/server/ping"


async def test_a_fault_comes_as_often_as_it_was_ordered(api: Api) -> None:
    api.immich.faults.add("/api/server/*", faults.status(503, "busy"), times=2)
    statuses = [(await api.get(PING)).status for _ in range(3)]
    assert statuses == [503, 503, 200]


async def test_faults_come_in_their_order_and_can_be_called_off(api: Api) -> None:
    api.immich.faults.add("/api/server/ping", faults.status(500))
    api.immich.faults.add("/api/server/*", faults.status(502), times=None)
    assert [(await api.get(PING)).status for _ in range(3)] == [500, 502, 502]
    assert (await api.get("/albums")).status == 200
    api.immich.faults.clear()
    assert (await api.get(PING)).status == 200


async def test_a_web_page_instead_of_json(api: Api) -> None:
    api.immich.faults.add("/api/*", faults.html())
    answer = await api.get(PING)
    assert answer.headers["Content-Type"].startswith("text/html")


async def test_any_bytes(api: Api) -> None:
    api.immich.faults.add("/api/*", faults.body(b"{", "application/json"))
    async with api.session.get(f"{api.immich.url}/api{PING}") as response:
        assert await response.read() == b"{"


async def test_a_redirect(api: Api) -> None:
    api.immich.faults.add("/api/*", faults.redirect("http://elsewhere.example/"))
    answer = await api.get(PING)
    assert (answer.status, answer.headers["Location"]) == (302, "http://elsewhere.example/")


async def test_a_connection_dropped_half_way(api: Api) -> None:
    api.immich.faults.add("/api/*", faults.drop(b"half"))
    with pytest.raises(ClientError):
        await api.get(PING)


@pytest.mark.parametrize("fault", [faults.hang(), faults.stall(b"half")])
async def test_no_answer_at_all_and_none_after_the_half(api: Api, fault: faults.Fault) -> None:
    api.immich.faults.add("/api/*", fault)
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.1):
            await api.get(PING)
    assert api.immich.requests.count("/api/server/ping") == 1


async def test_bytes_without_an_end(api: Api) -> None:
    api.immich.faults.add("/api/*", faults.endless())
    async with api.session.get(f"{api.immich.url}/api{PING}") as response:
        taken = await response.content.readexactly(3 * len(faults.CHUNK))
    assert len(taken) == 3 * len(faults.CHUNK)


async def test_every_request_is_remembered(api: Api) -> None:
    await api.post("/search/random", {"size": 1})
    api.immich.faults.add("/api/*", faults.status(500))
    await api.get("/albums?isOwned=true")
    search, albums = api.immich.requests.all
    assert (search.method, search.path, search.body) == ("POST", "/api/search/random", {"size": 1})
    assert (albums.query, albums.body) == ({"isOwned": "true"}, None)
    assert search.headers["X-Api-Key"] == api.immich.api_key
    assert [a.path for a in api.immich.requests.to("/api/search/*")] == ["/api/search/random"]
    api.immich.requests.clear()
    assert api.immich.requests.count() == 0


@pytest.mark.usefixtures("socket_enabled")
async def test_a_stop_cuts_off_who_waits(library: Library) -> None:
    arrived = asyncio.Event()

    async def hang(request: web.Request) -> web.StreamResponse:
        arrived.set()
        return await faults.hang()(request)

    async with ClientSession() as session:
        async with SampleImmich(library) as immich:
            immich.faults.add("/api/*", hang)
            waiting = asyncio.create_task(Api(session, immich, None).get(PING))
            await arrived.wait()
        with pytest.raises(ClientError):
            await waiting


@pytest.mark.usefixtures("socket_enabled")
async def test_a_restart_keeps_the_address_and_the_keys(library: Library) -> None:
    immich = SampleImmich(library)
    await immich.start()
    url = immich.url
    await immich.stop()
    async with ClientSession() as session:
        api = Api(session, immich, immich.api_key)
        with pytest.raises(ClientError):
            await api.get(PING)
        async with immich:
            assert immich.url == url
            assert (await api.get("/albums")).status == 200


async def test_a_taken_port_is_an_error(api: Api, library: Library) -> None:
    taken = int(api.immich.url.rpartition(":")[2])
    second = SampleImmich(library, port=taken)
    with pytest.raises(OSError, match="in use"):
        await second.start()
    await second.stop()


async def test_the_library_can_be_exchanged(api: Api) -> None:
    api.immich.library = Library.of([])
    assert (await api.post("/search/random", {})).json == []
