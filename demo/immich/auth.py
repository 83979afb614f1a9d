"""Who asks, and may they? Immich answers this before it looks at what is asked."""

from collections.abc import Awaitable, Callable
from functools import wraps

from aiohttp import web

from demo.immich.errors import ApiError
from demo.immich.keys import ApiKey
from demo.immich.state import state_of

type Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

KEY = web.RequestKey("key", ApiKey)


def needs(permission: str | None) -> Callable[[Handler], Handler]:
    """Let a route answer only good keys, and only those with a permission if it names one."""

    def guard(handler: Handler) -> Handler:
        @wraps(handler)
        async def guarded(request: web.Request) -> web.StreamResponse:
            key = _authenticate(request)
            if permission is not None:
                key.require(permission)
            request[KEY] = key
            return await handler(request)

        return guarded

    return guard


def _authenticate(request: web.Request) -> ApiKey:
    """Return the key that a request was sent with, in its header or its address.

    Raises:
        ApiError: 401, when there is none or it is wrong.

    """
    if request.headers.get("Authorization", "").lower().startswith("bearer "):
        raise ApiError(401, "Invalid user token")
    secret = request.headers.get("x-api-key") or request.query.get("apiKey")
    if not secret:
        raise ApiError(401, "Authentication required")
    return state_of(request).keys.find(secret)
