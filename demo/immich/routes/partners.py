"""/partners: who shares all their photos with the user."""

from enum import StrEnum

from aiohttp import web

from demo.immich.answers import json_answer
from demo.immich.auth import needs
from demo.immich.routes.parameters import query_fields
from demo.immich.shapes import partner_shape
from demo.immich.state import state_of

routes = web.RouteTableDef()


class Direction(StrEnum):
    """Who shares with whom."""

    SHARED_BY = "shared-by"
    SHARED_WITH = "shared-with"


@routes.get("/api/partners")
@needs("partner.read")
async def partners(request: web.Request) -> web.StreamResponse:
    """List those who share with the user; the user shares with nobody."""
    fields = query_fields(request)
    direction = fields.required("direction", lambda name: fields.choice(name, Direction))
    known = state_of(request).library.partners if direction is Direction.SHARED_WITH else ()
    return json_answer(request, [partner_shape(partner) for partner in known])
