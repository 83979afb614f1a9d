"""A session to reach a sample Immich with."""

from collections.abc import AsyncIterator

import aiohttp
import pytest


@pytest.fixture
async def session(socket_enabled: None) -> AsyncIterator[aiohttp.ClientSession]:  # noqa: ARG001
    """Lend a session; every connection has to come back to it."""
    connector = aiohttp.TCPConnector()
    async with aiohttp.ClientSession(connector=connector) as lent:
        yield lent
        assert not connector._acquired
