"""What changes an asset: PUT /assets/ID, PUT /tags, PUT /tags/ID/assets."""

from datetime import UTC, datetime
from typing import Any

from aiohttp import web

from demo.immich.answers import json_answer
from demo.immich.auth import needs
from demo.immich.errors import NoAccessError
from demo.immich.fields import ABSENT, Fields
from demo.immich.routes.parameters import accessible_asset, body_fields, own_asset, path_id
from demo.immich.shapes import Json, tag_shape
from demo.immich.state import state_of
from demo.library.model import Tag, Visibility

routes = web.RouteTableDef()


@routes.put("/api/assets/{id}")
@needs("asset.update")
async def update_asset(request: web.Request) -> web.StreamResponse:
    """Say something else about one of the user's own assets."""
    state = state_of(request)
    asset_id = path_id(request)
    fields = await body_fields(request)
    said = _said(fields)
    fields.check()
    asset = own_asset(request, asset_id, "asset.update")
    changed = state.library.change(asset, **said, changed_at=datetime.now(UTC))
    return json_answer(request, state.shapes.row(changed, exif=True, people=True))


@routes.put("/api/tags")
@needs("tag.create")
async def upsert_tags(request: web.Request) -> web.StreamResponse:
    """Make the tags that are not there yet, by their paths, and answer them all."""
    fields = await body_fields(request)
    library = state_of(request).library
    paths = ["/".join(filter(None, p.split("/"))) for p in fields.required("tags", fields.texts)]
    tags = [library.add_tag(path) for path in dict.fromkeys(filter(None, paths))]
    return json_answer(request, [tag_shape(tag) for tag in tags])


@routes.put("/api/tags/{id}/assets")
@needs("tag.asset")
async def tag_assets(request: web.Request) -> web.StreamResponse:
    """Give assets a tag; each is answered for on its own."""
    tag = state_of(request).library.tags.get(path_id(request))
    fields = await body_fields(request)
    ids = fields.required("ids", fields.uuids)
    if tag is None:
        raise NoAccessError("tag.asset")
    return json_answer(request, [_tagged(request, tag, asset_id) for asset_id in ids])


def _said(fields: Fields) -> dict[str, Any]:
    """Return what the request says, in the names of an upload's fields."""
    read = {
        "is_favorite": fields.flag("isFavorite"),
        "visibility": fields.choice("visibility", Visibility),
        "description": fields.text("description"),
        "rating": fields.null_or("rating", lambda name: fields.integer(name, -1, 5)),
    }
    return {name: value for name, value in read.items() if value is not ABSENT}


def _tagged(request: web.Request, tag: Tag, asset_id: str) -> Json:
    """Tag one asset and shape a BulkIdResponseDto."""
    try:
        asset = accessible_asset(request, asset_id, "asset.share")
    except NoAccessError:
        return {"id": asset_id, "success": False, "error": "no_permission"}
    if tag.value in asset.upload.tags:
        return {"id": asset_id, "success": False, "error": "duplicate"}
    tags = (*asset.upload.tags, tag.value)
    state_of(request).library.change(asset, tags=tags, changed_at=datetime.now(UTC))
    return {"id": asset_id, "success": True}
