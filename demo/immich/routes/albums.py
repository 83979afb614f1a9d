"""/albums: the user's own and those shared with them."""

from collections import Counter
from collections.abc import Iterator

from aiohttp import web

from demo.immich.answers import json_answer
from demo.immich.auth import needs
from demo.immich.errors import NoAccessError
from demo.immich.fields import ABSENT, Absent, Fields
from demo.immich.routes.parameters import path_id, query_fields
from demo.immich.shapes import Json, album_shape, shown_in_album, user_shape
from demo.immich.stamps import offset
from demo.immich.state import State, state_of
from demo.library.library import Library
from demo.library.model import Album

routes = web.RouteTableDef()


@routes.get("/api/albums")
@needs("album.read")
async def albums(request: web.Request) -> web.StreamResponse:
    """List the albums that the query means."""
    state = state_of(request)
    fields = query_fields(request)
    asset_id = fields.uuid("assetId")
    wanted = _any_of if state.release.lists_all_albums else _own_or_shared
    found = list(wanted(fields, state.library))
    fields.check()
    if asset_id is not ABSENT:
        found = _with(state.library, asset_id)
    return json_answer(request, [_shape(state, album, with_assets=False) for album in found])


@routes.get("/api/albums/{id}")
@needs("album.read")
async def album(request: web.Request) -> web.StreamResponse:
    """Describe one album, and who gave how much to it."""
    state = state_of(request)
    library = state.library
    fields = query_fields(request)
    without = fields.flag("withoutAssets")
    found = library.albums.get(path_id(request))
    fields.check()
    if found is None or library.me not in found.members:
        raise NoAccessError("album.read")
    owners = Counter(asset.upload.owner.id for asset in shown_in_album(library, found))
    counts = [{"userId": user, "assetCount": count} for user, count in owners.items()]
    shape = _shape(state, found, with_assets=without is not True)
    return json_answer(request, {**shape, "contributorCounts": counts})


def _any_of(fields: Fields, library: Library) -> Iterator[Album]:
    """Give every album that the user sees, narrowed by what the query names."""
    owned, shared = fields.flag("isOwned"), fields.flag("isShared")
    name = fields.text("name")
    for album in _seen(library):
        known = (album.owner == library.me, bool(album.shared_with), album.name)
        asked = zip((owned, shared, name), known, strict=True)
        if all(wanted in {ABSENT, value} for wanted, value in asked):
            yield album


def _own_or_shared(fields: Fields, library: Library) -> Iterator[Album]:
    """Give the user's own albums, all that are shared, or their own that are not shared."""
    shared: bool | Absent = fields.flag("shared")
    for album in _seen(library):
        is_owned, is_shared = album.owner == library.me, bool(album.shared_with)
        if (is_owned or shared is True) and shared in {ABSENT, is_shared}:
            yield album


def _with(library: Library, asset_id: str) -> list[Album]:
    """Return the albums that an asset is in, whatever else the query names."""
    asset = library.assets.get(asset_id)
    holding = library.albums_of(asset) if asset else []
    return [album for album in holding if library.me in album.members]


def _seen(library: Library) -> list[Album]:
    return [album for album in library.albums.values() if library.me in album.members]


def _shape(state: State, album: Album, *, with_assets: bool) -> Json:
    shape = album_shape(state.library, album, state.release)
    if not state.release.holds_assets_in_albums:
        return shape
    held = shown_in_album(state.library, album) if with_assets else []
    rows = [state.shapes.row(asset, exif=True, stamp=offset) for asset in held]
    return {
        **shape,
        "ownerId": album.owner.id,
        "owner": user_shape(album.owner),
        "assets": rows,
    }
