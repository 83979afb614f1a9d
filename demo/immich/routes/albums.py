"""/albums: the user's own and those shared with them."""

from collections import Counter

from aiohttp import web

from demo.immich.answers import json_answer
from demo.immich.auth import needs
from demo.immich.errors import NoAccessError
from demo.immich.fields import ABSENT
from demo.immich.routes.parameters import path_id, query_fields
from demo.immich.shapes import album_shape
from demo.immich.state import state_of

routes = web.RouteTableDef()


@routes.get("/api/albums")
@needs("album.read")
async def albums(request: web.Request) -> web.StreamResponse:
    """List every album that the user sees, narrowed by what the query names."""
    library = state_of(request).library
    fields = query_fields(request)
    owned, shared = fields.flag("isOwned"), fields.flag("isShared")
    name, asset_id = fields.text("name"), fields.uuid("assetId")
    fields.check()
    asset = library.assets.get(str(asset_id))
    found = [
        album
        for album in library.albums.values()
        if library.me in album.members
        and owned in {ABSENT, album.owner == library.me}
        and shared in {ABSENT, bool(album.shared_with)}
        and name in {ABSENT, album.name}
        and (asset_id is ABSENT or (asset and album in library.albums_of(asset)))
    ]
    return json_answer(request, [album_shape(library, album) for album in found])


@routes.get("/api/albums/{id}")
@needs("album.read")
async def album(request: web.Request) -> web.StreamResponse:
    """Describe one album, and who gave how much to it."""
    library = state_of(request).library
    found = library.albums.get(path_id(request))
    if found is None or library.me not in found.members:
        raise NoAccessError("album.read")
    owners = Counter(asset.upload.owner.id for asset in library.in_album(found))
    counts = [{"userId": user, "assetCount": count} for user, count in owners.items()]
    return json_answer(request, {**album_shape(library, found), "contributorCounts": counts})
