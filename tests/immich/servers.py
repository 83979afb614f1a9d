"""Real servers on 127.0.0.1: one that answers as it was told, one that says any bytes at all."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
import json
from typing import Final

from aiohttp import web
from aiohttp.test_utils import TestServer

KEY: Final = "s3cret-key-0123456789"

type Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
type Conversation = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Asked:
    """One request as it arrived."""

    method: str
    address: str
    headers: Mapping[str, str]
    body: bytes

    @property
    def key(self) -> str | None:
        return self.headers.get("x-api-key")

    @property
    def json(self) -> object:
        return json.loads(self.body)


@dataclass(slots=True)
class ToldServer:
    """Answers each path as told, any other with Immich's 404, and remembers what it was asked."""

    asked: list[Asked] = field(default_factory=list)
    _handlers: dict[str, Handler] = field(default_factory=dict)

    def tell(
        self, path: str, body: object, status: int = 200, headers: Mapping[str, str] | None = None
    ) -> None:
        """Answer a path with bytes as they are, or with anything else as JSON."""
        raw = body if isinstance(body, bytes) else json.dumps(body).encode()
        kind = "application/octet-stream" if isinstance(body, bytes) else "application/json"

        async def answer(_: web.Request) -> web.Response:
            return web.Response(
                body=raw, status=status, headers={"Content-Type": kind} | dict(headers or {})
            )

        self._handlers[path] = answer

    def redirect(self, path: str, location: str, status: int = 302) -> None:
        self.tell(path, b"", status, {"Location": location})

    def handle(self, path: str, handler: Handler) -> None:
        self._handlers[path] = handler

    async def answer(self, request: web.Request) -> web.StreamResponse:
        body = await request.read()
        self.asked.append(Asked(request.method, request.raw_path, request.headers.copy(), body))
        if handler := self._handlers.get(request.path):
            return await handler(request)
        return web.json_response(
            {"message": f"Cannot {request.method} {request.raw_path}"}, status=404
        )


@asynccontextmanager
async def told_server() -> AsyncIterator[tuple[ToldServer, str]]:
    """Run a server that does as it is told; yield it and its address."""
    told = ToldServer()
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", told.answer)
    async with TestServer(app, host="127.0.0.1") as server:
        yield told, str(server.make_url("")).rstrip("/")


@asynccontextmanager
async def raw_server(conversation: Conversation) -> AsyncIterator[int]:
    """Run a server that reads one request and then says whatever it likes; yield its port.

    It hangs up when the conversation is over, and stops one that still goes on at the end.
    """
    talks: set[asyncio.Task[None]] = set()

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await conversation(reader, writer)
        except ConnectionError:
            pass  # the client hung up first, as it may
        finally:
            writer.close()

    def begin(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        talks.add(asyncio.create_task(talk(reader, writer)))

    server = await asyncio.start_server(begin, "127.0.0.1", 0)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        server.close()
        for one in talks:
            one.cancel()
        await asyncio.gather(*talks, return_exceptions=True)


def saying(*parts: bytes, then_hang: bool = False) -> Conversation:
    """Say this after a request, part by part, then hang up, or say no more."""

    async def conversation(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        for part in parts:
            writer.write(part)
            await writer.drain()
            await asyncio.sleep(0.02)  # so that the parts arrive apart
        if then_hang:
            await asyncio.Event().wait()

    return conversation
