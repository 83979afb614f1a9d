"""A session, a server that does as it is told, and a client of it."""

from collections.abc import AsyncIterator
from dataclasses import dataclass

import aiohttp
import pytest

from custom_components.immich_frame.immich.client import ImmichClient

from .servers import KEY, ToldServer, told_server


@dataclass(frozen=True, slots=True)
class Told:
    """A server that does as it is told, its address, and a client of it."""

    server: ToldServer
    url: str
    client: ImmichClient


@pytest.fixture
async def session(socket_enabled: None) -> AsyncIterator[aiohttp.ClientSession]:  # noqa: ARG001
    """Lend a session, as Home Assistant does; every connection has to come back to it."""
    connector = aiohttp.TCPConnector()
    async with aiohttp.ClientSession(connector=connector) as lent:
        yield lent
        assert not connector._acquired


@pytest.fixture
async def told(session: aiohttp.ClientSession) -> AsyncIterator[Told]:
    """Run a server, and give a client the key to it."""
    async with told_server() as (server, url):
        yield Told(server, url, ImmichClient(session, url, KEY))
