"""/users/me and /api-keys/me: whose key this is and what it may do."""

from aiohttp import web

from demo.immich.answers import json_answer
from demo.immich.auth import KEY, needs
from demo.immich.shapes import me_shape
from demo.immich.stamps import zulu
from demo.immich.state import state_of

routes = web.RouteTableDef()


@routes.get("/api/users/me")
@needs("user.read")
async def user(request: web.Request) -> web.StreamResponse:
    """Describe the key's owner."""
    return json_answer(request, me_shape(state_of(request).library))


@routes.get("/api/api-keys/me")
@needs(None)
async def api_key(request: web.Request) -> web.StreamResponse:
    """Describe the key itself; every key may ask this."""
    key = request[KEY]
    shape = {
        "id": key.id,
        "name": key.name,
        "createdAt": zulu(key.created_at),
        "updatedAt": zulu(key.created_at),
        "permissions": list(key.permissions),
    }
    return json_answer(request, shape)
