"""Faults to inject: what a server, a proxy or a network does on a bad day.

A fault answers in place of the server. `Faults.add` says on which path and how often.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from fnmatch import fnmatchcase

from aiohttp import web

from demo.immich.errors import ApiError

type Fault = Callable[[web.Request], Awaitable[web.StreamResponse]]

CHUNK = b"\0" * 65536


def status(code: int, message: str = "Internal server error") -> Fault:
    """Answer an HTTP status with a message, as Immich does."""

    async def answer(_request: web.Request) -> web.StreamResponse:
        raise ApiError(code, message)

    return answer


def body(content: bytes, content_type: str = "application/json", code: int = 200) -> Fault:
    """Answer these bytes under this type, whatever they are."""

    async def answer(_request: web.Request) -> web.StreamResponse:
        return web.Response(body=content, content_type=content_type, status=code)

    return answer


def html(code: int = 200) -> Fault:
    """Answer a web page, as a login portal or a proxy does."""
    return body(b"<!DOCTYPE html><html><body>Welcome</body></html>", "text/html", code)


def redirect(location: str) -> Fault:
    """Send the client elsewhere, perhaps to another origin."""

    async def answer(_request: web.Request) -> web.StreamResponse:
        return web.Response(status=302, headers={"Location": location})

    return answer


def hang() -> Fault:
    """Take the request and never answer; ends when the client goes or the server stops."""

    async def answer(_request: web.Request) -> web.StreamResponse:
        await asyncio.Event().wait()
        return web.Response()

    return answer


def drop(content: bytes = CHUNK, content_type: str = "image/jpeg") -> Fault:
    """Promise twice these bytes, send them, and cut the connection."""

    async def answer(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Type": content_type})
        response.content_length = 2 * len(content)
        await response.prepare(request)
        await response.write(content)
        if request.transport is not None:
            request.transport.close()
        return response

    return answer


def stall(content: bytes = CHUNK, content_type: str = "image/jpeg") -> Fault:
    """Promise twice these bytes, send them, and then send nothing more, without an end."""

    async def answer(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Type": content_type})
        response.content_length = 2 * len(content)
        await response.prepare(request)
        await response.write(content)
        await asyncio.Event().wait()
        return response

    return answer


def endless(content_type: str = "image/jpeg") -> Fault:
    """Send bytes for as long as the client takes them, without saying how many there are."""

    async def answer(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Type": content_type})
        await response.prepare(request)
        while True:
            await response.write(CHUNK)

    return answer


@dataclass(slots=True)
class _Planned:
    path: str
    fault: Fault
    left: int | None


class Faults:
    """The faults to come, oldest first."""

    def __init__(self) -> None:
        """Plan none."""
        self._planned: list[_Planned] = []

    def add(self, path: str, fault: Fault, times: int | None = 1) -> None:
        """Let the next requests to a path meet a fault, the next one alone unless told.

        `path` is a shell pattern over the whole path, such as "/api/assets/*/original"; `times`
        is None for always.
        """
        self._planned.append(_Planned(path, fault, times))

    def clear(self) -> None:
        """Forget all that is left."""
        self._planned.clear()

    def take(self, path: str) -> Fault | None:
        """Return the fault that is due on this path and count it as met."""
        for planned in self._planned:
            if not fnmatchcase(path, planned.path):
                continue
            if planned.left is not None:
                planned.left -= 1
                if not planned.left:
                    self._planned.remove(planned)
            return planned.fault
        return None
