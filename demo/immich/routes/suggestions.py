"""/search/suggestions: which places and cameras there are to search for."""

from enum import StrEnum

from aiohttp import web

from demo.immich.answers import json_answer
from demo.immich.auth import needs
from demo.immich.fields import ABSENT
from demo.immich.filters import EXACT
from demo.immich.routes.parameters import query_fields
from demo.immich.state import state_of
from demo.library.model import Visibility

routes = web.RouteTableDef()


class Suggested(StrEnum):
    """What may be suggested."""

    COUNTRY = "country"
    STATE = "state"
    CITY = "city"
    CAMERA_MAKE = "camera-make"
    CAMERA_MODEL = "camera-model"
    CAMERA_LENS_MODEL = "camera-lens-model"


FIELD = {
    Suggested.COUNTRY: "country",
    Suggested.STATE: "state",
    Suggested.CITY: "city",
    Suggested.CAMERA_MAKE: "make",
    Suggested.CAMERA_MODEL: "model",
    Suggested.CAMERA_LENS_MODEL: "lensModel",
}
"""The filter that takes what is suggested."""

NARROWED_BY = {
    Suggested.COUNTRY: (),
    Suggested.STATE: ("country",),
    Suggested.CITY: ("country", "state"),
    Suggested.CAMERA_MAKE: ("model", "lensModel"),
    Suggested.CAMERA_MODEL: ("make", "lensModel"),
    Suggested.CAMERA_LENS_MODEL: ("make", "model"),
}


@routes.get("/api/search/suggestions")
@needs("asset.read")
async def suggestions(request: web.Request) -> web.StreamResponse:
    """List the values that photos in the timeline have, each once; null at the end if wanted."""
    library = state_of(request).library
    fields = query_fields(request)
    wanted = {name: fields.text(name) for name in EXACT}
    with_null = fields.flag("includeNull") is True
    kind = fields.required("type", lambda name: fields.choice(name, Suggested))
    narrowed = {name: wanted[name] for name in NARROWED_BY[kind]}
    users = library.seen_users
    found = {
        EXACT[FIELD[kind]](asset)
        for asset in library.assets.values()
        if asset.upload.owner in users
        and asset.upload.visibility == Visibility.TIMELINE
        and not asset.upload.is_trashed
        and all(each in {ABSENT, EXACT[name](asset)} for name, each in narrowed.items())
    }
    return json_answer(request, sorted(filter(None, found)) + [None] * with_null)
