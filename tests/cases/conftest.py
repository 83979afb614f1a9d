"""One server of each dialect for all cases, in a thread and an event loop of its own."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from threading import Thread

import aiohttp
import pytest
from pytest_socket import enable_socket

from custom_components.immich_frame.immich.client import ImmichClient
from demo.immich.server import SampleImmich
from demo.library.library import Library

from .library import make_library

VERSIONS = ("2.7.5", "3.1.0")


@pytest.fixture(scope="session")
def library() -> Library:
    return make_library()


@pytest.fixture(scope="session", params=VERSIONS)
def immich(request: pytest.FixtureRequest, library: Library) -> Iterator[SampleImmich]:
    # Home Assistant's test plugin forbids sockets anew before each test, this one among them.
    enable_socket()
    server = SampleImmich(library, version=request.param)
    with running_loop() as loop:
        asyncio.run_coroutine_threadsafe(server.start(), loop).result()
        yield server
        asyncio.run_coroutine_threadsafe(server.stop(), loop).result()


@pytest.fixture
async def client(
    immich: SampleImmich,
    socket_enabled: None,  # noqa: ARG001
) -> AsyncIterator[ImmichClient]:
    async with aiohttp.ClientSession() as session:
        yield ImmichClient(session, immich.url, immich.api_key)


@contextmanager
def running_loop() -> Iterator[asyncio.AbstractEventLoop]:
    loop = asyncio.new_event_loop()
    thread = Thread(target=loop.run_forever, name="sample Immich")
    thread.start()
    try:
        yield loop
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()
