"""The client tells how every request ended, and whether there was an Immich."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import replace

import aiohttp
from aiohttp import web
import pytest

from custom_components.immich_frame.immich.client import ImmichClient
from custom_components.immich_frame.immich.errors import (
    BadAnswerError,
    BadRequestError,
    GatewayError,
    ImmichError,
    ImmichTimeoutError,
    MissingPermissionError,
    NotFoundError,
    NotImmichError,
    RefusedKeyError,
    ServerError,
    UnreachableError,
)
from custom_components.immich_frame.immich.limits import DEFAULT_LIMITS
from custom_components.immich_frame.immich.search import Search
from demo.immich import faults
from demo.immich.faults import Fault
from demo.immich.server import SampleImmich
from demo.library.library import Library
from demo.library.tiny import tiny_photo

IMPATIENT = replace(DEFAULT_LIMITS, answer=0.2, listing=0.2, smart_search=0.2, stall=0.2)
LIBRARY = Library.of([tiny_photo("sea.jpg")])
PHOTO = next(iter(LIBRARY.assets))

type Outcomes = list[type[ImmichError] | None]
type Ask = Callable[[ImmichClient], Awaitable[object]]


class Told:
    """A client of a sample Immich, and what it told."""

    def __init__(self, session: aiohttp.ClientSession, immich: SampleImmich) -> None:
        self.outcomes: Outcomes = []
        self.client = ImmichClient(
            session, immich.url, immich.api_key, IMPATIENT, on_outcome=self._note
        )

    def _note(self, error: ImmichError | None) -> None:
        self.outcomes.append(None if error is None else type(error))

    async def ask(self, ask: Ask) -> None:
        with suppress(ImmichError):
            await ask(self.client)


WAYS: dict[str, Ask] = {
    "get": lambda client: client.user(),
    "without a key": lambda client: client.version(),
    "ping": lambda client: client.ping(),
    "post": lambda client: client.search_metadata(Search()),
    "smart": lambda client: client.search_smart(Search(text="sea")),
    "put": lambda client: client.set_favorite(PHOTO, on=True),
    "list": lambda client: client.hidden_in_stacks(),
    "download": lambda client: client.preview(PHOTO),
}


@pytest.mark.parametrize("ask", WAYS.values(), ids=WAYS)
async def test_every_request_tells_once(session: aiohttp.ClientSession, ask: Ask) -> None:
    async with SampleImmich(LIBRARY) as immich:
        told = Told(session, immich)
        known = [told.client.is_connected]
        await ask(told.client)
        assert told.outcomes == [None]
        known.append(told.client.is_connected)

        immich.faults.add("/api/*", faults.status(503), times=None)
        await told.ask(ask)
        assert told.outcomes == [None, GatewayError]
        assert [*known, told.client.is_connected] == [None, True, False]


ENDS: dict[str, tuple[Fault, type[ImmichError], bool]] = {
    "gateway": (faults.status(502), GatewayError, False),
    "web page": (faults.html(), NotImmichError, False),
    "login page": (faults.html(403), NotImmichError, False),
    "redirect": (faults.redirect("http://127.0.0.1:1/"), NotImmichError, False),
    "circle": (faults.redirect("/api/users/me"), NotImmichError, False),
    "hangs": (faults.hang(), ImmichTimeoutError, False),
    "refused": (faults.status(401, "Invalid API key"), RefusedKeyError, True),
    "permission": (
        faults.status(403, "Missing required permission: user.read"),
        MissingPermissionError,
        True,
    ),
    "not found": (faults.status(404, "Not Found"), NotFoundError, True),
    "bad request": (faults.status(400, "Bad"), BadRequestError, True),
    "failed": (faults.status(500), ServerError, True),
    "broken": (faults.body(b"{"), BadAnswerError, True),
}


@pytest.mark.parametrize(("fault", "kind", "is_connected"), ENDS.values(), ids=ENDS)
async def test_what_says_that_there_is_no_immich(
    session: aiohttp.ClientSession, fault: Fault, kind: type[ImmichError], is_connected: bool
) -> None:
    async with SampleImmich(LIBRARY) as immich:
        told = Told(session, immich)
        immich.faults.add("/api/*", fault, times=None)
        await told.ask(WAYS["get"])
        assert told.outcomes == [kind]
        assert told.client.is_connected is is_connected


async def test_nobody_there(session: aiohttp.ClientSession) -> None:
    async with SampleImmich(LIBRARY) as immich:
        told = Told(session, immich)
    await told.ask(WAYS["get"])
    assert told.outcomes == [UnreachableError]


async def test_what_immich_never_says_to_a_ping(session: aiohttp.ClientSession) -> None:
    async with SampleImmich(LIBRARY) as immich:
        told = Told(session, immich)
        for fault in (faults.status(404, "Not Found"), faults.body(b'{"res":"ping"}')):
            immich.faults.add("/api/server/ping", fault)
            await told.ask(WAYS["ping"])
    assert told.outcomes == [NotImmichError, NotImmichError]
    assert told.client.is_connected is False


async def test_a_slow_smart_search_says_nothing(session: aiohttp.ClientSession) -> None:
    async with SampleImmich(LIBRARY) as immich:
        told = Told(session, immich)
        immich.faults.add("/api/search/smart", faults.hang())
        with pytest.raises(ImmichTimeoutError):
            await told.client.search_smart(Search(text="sea"))
    assert told.outcomes == []
    assert told.client.is_connected is None


async def test_what_is_given_up_says_nothing(session: aiohttp.ClientSession) -> None:
    asked = asyncio.Event()

    async def wait(_request: web.Request) -> web.StreamResponse:
        asked.set()
        return await faults.hang()(_request)

    async with SampleImmich(LIBRARY) as immich:
        told = Told(session, immich)
        immich.faults.add("/api/*", wait)
        asking = asyncio.create_task(told.client.user())
        await asked.wait()
        asking.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asking
    assert told.outcomes == []


async def test_a_key_that_cannot_be_sent_is_no_request(session: aiohttp.ClientSession) -> None:
    outcomes: list[ImmichError | None] = []
    client = ImmichClient(session, "http://127.0.0.1:1", "ключ", on_outcome=outcomes.append)
    with pytest.raises(RefusedKeyError):
        await client.user()
    assert outcomes == []


async def test_nobody_has_to_listen(session: aiohttp.ClientSession) -> None:
    async with SampleImmich(LIBRARY) as immich:
        client = ImmichClient(session, immich.url, immich.api_key)
        await client.ping()
        assert client.is_connected is True
