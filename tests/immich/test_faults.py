"""Servers that are away, hang, lie, break off or never stop."""

import asyncio
from dataclasses import replace
import gzip
import socket
import struct
from typing import override

import aiohttp
from aiohttp import web
from aiohttp.abc import AbstractResolver, ResolveResult
import pytest

from custom_components.immich_frame.immich.client import ImmichClient
from custom_components.immich_frame.immich.errors import (
    BadAnswerError,
    ImmichError,
    ImmichTimeoutError,
    NotImmichError,
    ServerError,
    TooLargeError,
    UnreachableError,
)
from custom_components.immich_frame.immich.limits import DEFAULT_LIMITS
from custom_components.immich_frame.immich.search import Search

from . import rows
from .conftest import Told
from .rows import photo_id
from .servers import KEY, Conversation, raw_server, saying

PHOTO = photo_id(1)
METADATA = "/api/search/metadata"
SMART = "/api/search/smart"
ORIGINAL = f"/api/assets/{PHOTO}/original"
SEA = Search(text="sea")
IMPATIENT = replace(DEFAULT_LIMITS, answer=0.2, listing=0.2, smart_search=0.2, stall=0.2)
SMALL = replace(DEFAULT_LIMITS, answer_bytes=100_000, list_bytes=200_000, download_bytes=1_000_000)

OK = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
CHUNKED = OK + b"Transfer-Encoding: chunked\r\n\r\n"


class NoNames(AbstractResolver):
    """Knows no server by any name."""

    @override
    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        raise OSError(socket.EAI_NONAME, "Name or service not known")

    @override
    async def close(self) -> None:
        """Hold nothing that would need closing."""


async def test_a_name_that_nobody_knows_is_unreachable() -> None:
    connector = aiohttp.TCPConnector(resolver=NoNames())
    async with aiohttp.ClientSession(connector=connector) as session:
        client = ImmichClient(session, "http://immich.example", KEY)
        with pytest.raises(UnreachableError, match=r"by the name immich\.example") as away:
            await client.ping()
    assert type(away.value) is UnreachableError


async def test_a_port_where_nobody_listens_is_unreachable(session: aiohttp.ClientSession) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    client = ImmichClient(session, f"http://127.0.0.1:{port}", KEY)
    with pytest.raises(UnreachableError, match=f"No server answers at 127.0.0.1, port {port}"):
        await client.ping()


async def hang(_: web.Request) -> web.StreamResponse:
    await asyncio.sleep(5)
    return web.Response()


async def test_a_server_that_hangs_is_left(told: Told, session: aiohttp.ClientSession) -> None:
    client = ImmichClient(session, told.url, KEY, IMPATIENT)
    for path in ("/api/users/me", METADATA, SMART, "/api/stacks", ORIGINAL):
        told.server.handle(path, hang)
    for ask in (
        client.user(),
        client.search_metadata(Search()),
        client.search_smart(SEA),
        client.hidden_in_stacks(),
        client.original(PHOTO),
    ):
        with pytest.raises(ImmichTimeoutError):
            await ask
    assert len(told.server.asked) == 5


async def test_a_search_is_waited_for_longer(told: Told, session: aiohttp.ClientSession) -> None:
    async def slow(_: web.Request) -> web.StreamResponse:
        await asyncio.sleep(0.4)
        return web.json_response(rows.search_answer(rows.asset()))

    for path in ("/api/users/me", METADATA, SMART):
        told.server.handle(path, slow)
    client = ImmichClient(session, told.url, KEY, replace(IMPATIENT, listing=5, smart_search=5))
    for ask in (client.search_metadata, client.search_smart):
        assert len((await ask(SEA)).assets) == 1
    with pytest.raises(ImmichTimeoutError):
        await client.user()


async def test_a_server_that_never_greets_is_left(session: aiohttp.ClientSession) -> None:
    async def mute(_: asyncio.StreamReader, __: asyncio.StreamWriter) -> None:
        await asyncio.Event().wait()

    async with raw_server(mute) as port:
        # Over TLS a connection begins with words of the server's.
        limits = replace(DEFAULT_LIMITS, connect=0.2)
        client = ImmichClient(session, f"https://127.0.0.1:{port}", KEY, limits)
        for ask in (client.ping(), client.original(PHOTO)):
            with pytest.raises(ImmichTimeoutError) as left:
                await ask
            assert isinstance(left.value.__cause__, aiohttp.ConnectionTimeoutError)


async def test_a_callers_own_deadline_stays_the_callers(told: Told) -> None:
    told.server.handle("/api/users/me", hang)
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.1):
            await told.client.user()
    assert not issubclass(ImmichTimeoutError, TimeoutError)


async def test_a_download_may_take_long_but_not_stall(
    told: Told, session: aiohttp.ClientSession
) -> None:
    async def trickle(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Length": "10"})
        await response.prepare(request)
        for _ in range(10):
            await response.write(b"x")
            await asyncio.sleep(0.05)
        return response

    told.server.handle(ORIGINAL, trickle)
    client = ImmichClient(session, told.url, KEY, replace(IMPATIENT, answer=0.1, stall=2))
    assert (await client.original(PHOTO)).data == b"x" * 10


async def test_a_download_that_stalls_is_left(session: aiohttp.ClientSession) -> None:
    half = b"HTTP/1.1 200 OK\r\nContent-Type: image/jpeg\r\nContent-Length: 10\r\n\r\nhalf"
    async with raw_server(saying(half, then_hang=True)) as port:
        client = ImmichClient(session, f"http://127.0.0.1:{port}", KEY, IMPATIENT)
        with pytest.raises(ImmichTimeoutError):
            await client.original(PHOTO)


@pytest.mark.parametrize("good", [(), (b"4\r\nhalf\r\n",)])
async def test_a_download_that_turns_to_garbage_is_left(
    session: aiohttp.ClientSession, good: tuple[bytes, ...]
) -> None:
    # aiohttp hangs up here, without a word to whoever waits for the next chunk.
    garbage = saying(CHUNKED, *good, b"garbage\r\n", then_hang=True)
    async with raw_server(garbage) as port:
        client = ImmichClient(session, f"http://127.0.0.1:{port}", KEY, IMPATIENT)
        with pytest.raises(ImmichTimeoutError):
            await client.original(PHOTO)


async def reset_half_way(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await reader.readuntil(b"\r\n\r\n")
    writer.write(OK + b"Content-Length: 10\r\n\r\nhalf")
    await writer.drain()
    # Closed with a linger of zero seconds, a connection ends in a reset.
    linger = struct.pack("ii", 1, 0)
    writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)


@pytest.mark.parametrize(
    ("conversation", "error"),
    [
        pytest.param(saying(), UnreachableError, id="hangs up"),
        pytest.param(saying(b"HTTP/1.1 200"), UnreachableError, id="hangs up in its first line"),
        pytest.param(saying(b"SSH-2.0-OpenSSH_9.2\r\n"), NotImmichError, id="speaks SSH"),
        pytest.param(
            saying(OK + b"Content-Length: many\r\n\r\n"), NotImmichError, id="has no number"
        ),
        pytest.param(
            saying(OK + b"X: " + b"x" * 100_000 + b"\r\n\r\n"), NotImmichError, id="long header"
        ),
        pytest.param(saying(OK + b"Content-Length: 10\r\n\r\nhalf"), BadAnswerError, id="cut off"),
        pytest.param(saying(CHUNKED + b"4\r\nhalf\r\n"), BadAnswerError, id="cut off in chunks"),
        pytest.param(saying(CHUNKED + b"zz\r\nhalf\r\n"), NotImmichError, id="bad chunk"),
        pytest.param(
            saying(OK + b"Content-Encoding: gzip\r\nContent-Length: 4\r\n\r\nhalf"),
            BadAnswerError,
            id="no gzip",
        ),
        pytest.param(reset_half_way, (BadAnswerError, UnreachableError), id="reset"),
    ],
)
async def test_a_broken_conversation_is_never_an_answer(
    session: aiohttp.ClientSession, conversation: Conversation, error: type[ImmichError]
) -> None:
    async with raw_server(conversation) as port:
        client = ImmichClient(session, f"http://127.0.0.1:{port}", KEY)
        for ask in (client.user(), client.original(PHOTO)):
            with pytest.raises(error) as broken:
                await ask
            assert str(broken.value).endswith(".")
            assert KEY not in str(broken.value)
            assert "edited" not in str(broken.value)
            assert KEY not in repr(broken.value.__cause__)


async def test_two_gigabytes_are_not_even_begun(session: aiohttp.ClientSession) -> None:
    told_size = b"HTTP/1.1 200 OK\r\nContent-Type: image/jpeg\r\nContent-Length: 2000000000\r\n\r\n"
    # If the client waited for the first byte it would wait for ever.
    async with raw_server(saying(told_size, then_hang=True)) as port:
        client = ImmichClient(session, f"http://127.0.0.1:{port}", KEY)
        with pytest.raises(TooLargeError, match="200,000,000 bytes"):
            await client.original(PHOTO)


async def test_endless_bytes_end_at_the_bound(told: Told, session: aiohttp.ClientSession) -> None:
    ended = asyncio.Event()

    async def pour(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Type": "application/json"})
        await response.prepare(request)
        try:
            while True:
                await response.write(b" " * 50_000)
        finally:
            ended.set()

    client = ImmichClient(session, told.url, KEY, SMALL)
    for path in ("/api/users/me", "/api/stacks", ORIGINAL):
        told.server.handle(path, pour)
    for ask in (client.user(), client.hidden_in_stacks(), client.original(PHOTO)):
        ended.clear()
        with pytest.raises(TooLargeError):
            await ask
        await asyncio.wait_for(ended.wait(), 5)


@pytest.mark.parametrize(("size", "fits"), [(1_000_000, True), (1_000_001, False)])
async def test_a_download_may_be_as_large_as_its_bound(
    told: Told, session: aiohttp.ClientSession, size: int, *, fits: bool
) -> None:
    async def pour(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        response.enable_chunked_encoding()
        await response.prepare(request)
        await response.write(b"x" * size)
        return response

    told.server.handle(ORIGINAL, pour)
    client = ImmichClient(session, told.url, KEY, SMALL)
    if fits:
        assert len((await client.original(PHOTO)).data) == size
    else:
        with pytest.raises(TooLargeError):
            await client.original(PHOTO)


async def test_a_small_answer_that_unpacks_to_a_large_one_is_too_large(
    told: Told, session: aiohttp.ClientSession
) -> None:
    packed = gzip.compress(b" " * 20_000_000)
    told.server.tell(
        "/api/users/me",
        packed,
        headers={"Content-Type": "application/json", "Content-Encoding": "gzip"},
    )
    assert len(packed) < SMALL.answer_bytes
    with pytest.raises(TooLargeError):
        await ImmichClient(session, told.url, KEY, SMALL).user()


async def test_a_refusal_is_not_read_without_end(
    told: Told, session: aiohttp.ClientSession
) -> None:
    told.server.tell("/api/users/me", b"x" * 200_000, 500)
    with pytest.raises(TooLargeError):
        await ImmichClient(session, told.url, KEY, SMALL).user()


async def test_the_client_goes_on_after_a_failure(told: Told) -> None:
    told.server.tell("/api/users/me", {"message": "Internal server error"}, 500)
    with pytest.raises(ServerError):
        await told.client.user()
    told.server.tell("/api/users/me", {"id": photo_id(8), "name": "Ana"})
    assert (await told.client.user()).name == "Ana"
