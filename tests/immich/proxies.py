"""A proxy that serves an Immich below a path of its own, as people set them up."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final

import aiohttp
from aiohttp import web
from aiohttp.test_utils import TestServer

PATH: Final = "/photos"

_ASKED: Final = ("x-api-key", "Content-Type")
_HEADERS: Final = ("Content-Type", "Location")


@asynccontextmanager
async def proxy_below(upstream: str) -> AsyncIterator[tuple[str, list[str]]]:
    """Run a proxy that takes `PATH` off and passes on all else unchanged, redirects too.

    Yields its address, and the list of what was asked beside that path.
    """
    strays: list[str] = []

    async def pass_on(request: web.Request) -> web.Response:
        if not request.path.startswith(f"{PATH}/"):
            strays.append(request.path)
            return web.Response(status=404)
        headers = {name: request.headers[name] for name in _ASKED if name in request.headers}
        url = f"{upstream}{request.path_qs.removeprefix(PATH)}"
        body = await request.read()
        async with session.request(
            request.method, url, data=body or None, headers=headers, allow_redirects=False
        ) as answer:
            told = {name: answer.headers[name] for name in _HEADERS if name in answer.headers}
            return web.Response(body=await answer.read(), status=answer.status, headers=told)

    app = web.Application()
    app.router.add_route("*", "/{path:.*}", pass_on)
    async with (
        aiohttp.ClientSession() as session,
        TestServer(app, host="127.0.0.1") as server,
    ):
        yield str(server.make_url(PATH)), strays
