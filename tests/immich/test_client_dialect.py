"""When the client asks a server for its version."""

import asyncio

import aiohttp
from aiohttp import web
from aiohttp.test_utils import TestServer
import pytest

from custom_components.immich_frame.immich.client import ImmichClient
from custom_components.immich_frame.immich.errors import (
    GatewayError,
    NotFoundError,
    ServerError,
    UnreachableError,
)
from custom_components.immich_frame.immich.models import Version

from .conftest import Told
from .rows import photo_id
from .servers import KEY, ToldServer

VERSION = "/api/server/version"
OLD = {"major": 2, "minor": 7, "patch": 5}
NEW = {"major": 3, "minor": 1, "patch": 0, "prerelease": None}


def times_asked(server: ToldServer) -> int:
    return [one.address for one in server.asked].count(VERSION)


async def test_the_version_is_asked_once(told: Told) -> None:
    told.server.tell(VERSION, OLD)
    for _ in range(3):
        assert (await told.client.dialect()).version == Version(2, 7, 5)
    assert times_asked(told.server) == 1


async def test_the_version_is_asked_once_by_many_at_the_same_time(told: Told) -> None:
    async def slow(_: web.Request) -> web.Response:
        await asyncio.sleep(0.05)
        return web.json_response(NEW)

    told.server.handle(VERSION, slow)
    dialects = await asyncio.gather(*(told.client.dialect() for _ in range(5)))
    assert {one.version for one in dialects} == {Version(3, 1, 0)}
    assert times_asked(told.server) == 1


async def test_a_refusal_is_no_reason_to_ask_again(told: Told) -> None:
    told.server.tell(VERSION, NEW)
    await told.client.dialect()
    for status, error in ((404, NotFoundError), (500, ServerError)):
        told.server.tell("/api/users/me", {"message": "no"}, status)
        with pytest.raises(error):
            await told.client.user()
    await told.client.dialect()
    assert times_asked(told.server) == 1


async def test_a_server_that_was_away_may_have_become_another(told: Told) -> None:
    told.server.tell(VERSION, OLD)
    assert (await told.client.dialect()).album_holds_assets
    told.server.tell("/api/users/me", b"<h1>502</h1>", 502)
    with pytest.raises(GatewayError):
        await told.client.user()
    told.server.tell(VERSION, NEW)
    for _ in range(2):
        assert not (await told.client.dialect()).album_holds_assets
    assert times_asked(told.server) == 2


async def test_a_version_that_could_not_be_asked_is_asked_again(told: Told) -> None:
    told.server.tell(VERSION, {"message": "starting"}, 503)
    with pytest.raises(GatewayError):
        await told.client.dialect()
    told.server.tell(VERSION, NEW)
    assert (await told.client.dialect()).lists_all_albums


async def version_server(version: object, port: int | None = None) -> TestServer:
    """Start a server that tells its version, and no more."""
    told = ToldServer()
    told.tell(VERSION, version)
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", told.answer)
    server = TestServer(app, host="127.0.0.1", port=port)
    await server.start_server()
    return server


async def test_a_server_that_is_replaced_is_asked_again(session: aiohttp.ClientSession) -> None:
    first = await version_server(OLD)
    port = first.port
    client = ImmichClient(session, f"http://127.0.0.1:{port}", KEY)
    assert (await client.dialect()).version == Version(2, 7, 5)
    await first.close()
    with pytest.raises(UnreachableError):
        await client.asset(photo_id(1))
    second = await version_server(NEW, port)
    assert (await client.dialect()).version == Version(3, 1, 0)
    await second.close()
