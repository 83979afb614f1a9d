"""The sample Immich as a server that can be started and stopped."""

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AsyncExitStack
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Self

from aiohttp import web

from demo.immich.faults import Faults
from demo.immich.keys import ALL
from demo.immich.middlewares import meet_faults, note_requests, word_errors
from demo.immich.release import release_of
from demo.immich.renditions import Renditions
from demo.immich.requests import RequestLog
from demo.immich.routes import (
    account,
    albums,
    assets,
    changes,
    memories,
    partners,
    people,
    search,
    server,
    stacks,
    suggestions,
    tags,
    web_app,
)
from demo.immich.state import MEDIA, STATE, Media, State
from demo.library.library import Library

VERSION = "3.1.0"
HOST = "127.0.0.1"
WORKERS = 2
AT_ONCE = 0.01
"""Seconds for open requests to end in when the server does; 0 would be for ever to aiohttp."""

LARGEST_BODY = 10 * 2**20
ROUTES = (
    server,
    account,
    search,
    suggestions,
    albums,
    people,
    tags,
    stacks,
    partners,
    memories,
    assets,
    changes,
    web_app,
)
"""In this order: the last one takes every path that no other has."""


class SampleImmich:
    """An Immich of any version from 1.139 to 3.1 over a library, on this machine alone.

    Start and stop it, or use it as `async with SampleImmich(library) as immich`. Keys, faults,
    the request log and the port outlive a stop, so that a restart can be tested.
    """

    def __init__(  # noqa: PLR0913, each has a default but the library
        self,
        library: Library,
        *,
        host: str = HOST,
        port: int = 0,
        version: str = VERSION,
        api_key: str | None = None,
        renditions: Path | None = None,
        random: Random | None = None,
        makes_fullsize: bool = False,
    ) -> None:
        """Prepare a server; port 0 takes a free one when it starts.

        `renditions` is the folder that keeps thumbnails and previews; without it they last until
        the server stops. `api_key` is a secret of the caller's choice, random without it;
        `random` is what random search draws with. With `makes_fullsize`, HEIC, TIFF and raw are
        to be had as JPEG at their full size, which Immich's administrators have to switch on.
        """
        self._state = State(
            library,
            release_of(version),
            random=random or Random(),
            makes_fullsize=makes_fullsize,
        )
        self._host, self._port = host, port
        self._renditions = renditions
        self._running = AsyncExitStack()
        self.api_key = self.add_key([ALL], api_key)
        self.limited_api_key = self.add_key(["album.read"])

    @property
    def url(self) -> str:
        """Where it is, without /api and without a slash at the end; known once it started."""
        return f"http://{self._host}:{self._port}"

    @property
    def library(self) -> Library:
        """What it serves; may be exchanged while it runs."""
        return self._state.library

    @library.setter
    def library(self, library: Library) -> None:
        self._state.library = library

    @property
    def faults(self) -> Faults:
        """What goes wrong from now on."""
        return self._state.faults

    @property
    def requests(self) -> RequestLog:
        """What was asked so far."""
        return self._state.requests

    def add_key(self, permissions: Iterable[str], secret: str | None = None) -> str:
        """Make a key with these permissions and return its secret."""
        return self._state.keys.add(permissions, secret)

    def revoke_key(self, secret: str) -> None:
        """Let a key be refused from now on."""
        self._state.keys.revoke(secret)

    async def start(self) -> None:
        """Listen.

        Raises:
            OSError: the port is taken.

        """
        async with AsyncExitStack() as starting:
            folder = self._renditions or Path(starting.enter_context(TemporaryDirectory()))
            executor = starting.enter_context(ThreadPoolExecutor(WORKERS))
            app = _application(self._state, Media(Renditions(folder), executor))
            # Whoever waits for an answer is cut off when the server ends; nobody is waited for.
            runner = web.AppRunner(
                app, handler_cancellation=True, shutdown_timeout=AT_ONCE, access_log=None
            )
            starting.push_async_callback(runner.cleanup)
            await runner.setup()
            site = web.TCPSite(runner, self._host, self._port, reuse_address=True)
            await site.start()
            self._port = runner.addresses[0][1]
            self._running = starting.pop_all()

    async def stop(self) -> None:
        """Cut every connection and free everything, at once."""
        await self._running.aclose()

    async def __aenter__(self) -> Self:
        """Start."""
        await self.start()
        return self

    async def __aexit__(self, *_error: object) -> None:
        """Stop."""
        await self.stop()


def _application(state: State, media: Media) -> web.Application:
    app = web.Application(
        client_max_size=LARGEST_BODY, middlewares=[note_requests, word_errors, meet_faults]
    )
    app[STATE] = state
    app[MEDIA] = media
    for group in ROUTES:
        app.add_routes(group.routes)
    return app
