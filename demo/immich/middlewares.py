"""What happens around every request: noted, perhaps spoiled, and its errors put into words."""

import json
from uuid import uuid4

from aiohttp import web

from demo.immich.answers import json_answer
from demo.immich.auth import Handler
from demo.immich.errors import ApiError
from demo.immich.requests import Asked
from demo.immich.state import state_of


@web.middleware
async def note_requests(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Write every request into the log, before anything can go wrong with it."""
    asked = Asked(
        method=request.method,
        path=request.path,
        query=dict(request.query),
        headers=request.headers.copy(),
        body=await _body(request),
    )
    state_of(request).requests.all.append(asked)
    return await handler(request)


@web.middleware
async def meet_faults(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Let a planned fault answer in place of the route."""
    fault = state_of(request).faults.take(request.path)
    return await (fault or handler)(request)


@web.middleware
async def word_errors(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Answer errors as Immich 3 does: the message alone, the correlation id in a header."""
    try:
        return await handler(request)
    except ApiError as err:
        answer = json_answer(request, err.body, err.status)
        answer.headers["X-Correlation-ID"] = str(uuid4())
        return answer


async def _body(request: web.Request) -> object:
    try:
        return json.loads(await request.read() or b"null")
    except ValueError:
        return None
