"""/tags: all tags, flat, each with the id of the one above it."""

from aiohttp import web

from demo.immich.answers import json_answer
from demo.immich.auth import needs
from demo.immich.errors import NoAccessError
from demo.immich.routes.parameters import path_id
from demo.immich.shapes import tag_shape
from demo.immich.state import state_of

routes = web.RouteTableDef()


@routes.get("/api/tags")
@needs("tag.read")
async def tags(request: web.Request) -> web.StreamResponse:
    """List every tag."""
    return json_answer(request, [tag_shape(t) for t in state_of(request).library.tags.values()])


@routes.get("/api/tags/{id}")
@needs("tag.read")
async def tag(request: web.Request) -> web.StreamResponse:
    """Describe one tag."""
    found = state_of(request).library.tags.get(path_id(request))
    if found is None:
        raise NoAccessError("tag.read")
    return json_answer(request, tag_shape(found))
