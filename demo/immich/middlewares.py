"""What happens around every request: noted, perhaps spoiled, and its errors put into words."""

import json
from time import perf_counter

from aiohttp import web

from demo.immich.auth import Handler
from demo.immich.errors import ApiError
from demo.immich.requests import Asked
from demo.immich.state import state_of
from demo.immich.wording import refusal


@web.middleware
async def note_requests(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Write every request into the log, before anything can go wrong with it.

    How long its answer took is added when the answer is made, whatever became of it.
    """
    begun = perf_counter()
    asked = Asked(
        method=request.method,
        path=request.path,
        query=dict(request.query),
        headers=request.headers.copy(),
        body=await _body(request),
    )
    state_of(request).requests.all.append(asked)
    try:
        return await handler(request)
    finally:
        asked.seconds = perf_counter() - begun


@web.middleware
async def meet_faults(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Let a planned fault answer in place of the route."""
    fault = state_of(request).faults.take(request.path)
    return await (fault or handler)(request)


@web.middleware
async def word_errors(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Answer errors, planned ones too, as the server's release does."""
    try:
        return await handler(request)
    except ApiError as err:
        return refusal(request, err)


async def _body(request: web.Request) -> object:
    try:
        return json.loads(await request.read() or b"null")
    except ValueError:
        return None
