"""What routes read from a request: fields of its body, its query and its path."""

import json

from aiohttp import web

from demo.immich.errors import ApiError, NoAccessError
from demo.immich.fields import Fields, LenientFields
from demo.immich.state import state_of
from demo.library.library import Asset, Library
from demo.library.model import Visibility


async def body_fields(request: web.Request) -> Fields:
    """Return the fields of a JSON body; none when there is no body.

    Raises:
        ApiError: 400, when the body is no JSON object.

    """
    try:
        body = json.loads(await request.read() or b"{}")
    except ValueError as err:
        raise ApiError(400, str(err)) from err
    if not isinstance(body, dict):
        raise ApiError(400, "Validation failed")
    return _fields(request)(body)


def query_fields(request: web.Request) -> Fields:
    """Return the fields of the query string."""
    return _fields(request)(request.query, from_text=True)


def path_id(request: web.Request) -> str:
    """Return the id in the path.

    Raises:
        ValidationError: it is no UUID.

    """
    fields = Fields(request.match_info)
    found = fields.uuid("id")
    fields.check()
    return str(found).lower()


def _fields(request: web.Request) -> type[Fields]:
    return Fields if state_of(request).release.reads_strictly else LenientFields


def own_asset(request: web.Request, asset_id: str, permission: str) -> Asset:
    """Return an asset of the user's own, to be changed.

    Raises:
        NoAccessError: there is none, or it is locked or somebody else's.

    """
    asset = accessible_asset(request, asset_id, permission)
    if asset.upload.owner != state_of(request).library.me:
        raise NoAccessError(permission)
    return asset


def accessible_asset(request: web.Request, asset_id: str, permission: str) -> Asset:
    """Return an asset of the user's own, of an album they are in, or of a partner.

    Raises:
        NoAccessError: there is none, or it is locked or somebody else's.

    """
    library = state_of(request).library
    asset = library.assets.get(asset_id)
    if asset is None or asset.upload.visibility == Visibility.LOCKED:
        raise NoAccessError(permission)
    if asset.upload.owner == library.me:
        return asset
    if not asset.upload.is_trashed and (
        _is_in_album(library, asset) or _is_partners(library, asset)
    ):
        return asset
    raise NoAccessError(permission)


def _is_in_album(library: Library, asset: Asset) -> bool:
    return any(library.me in album.members for album in library.albums_of(asset))


def _is_partners(library: Library, asset: Asset) -> bool:
    """Say whether a partner shows it; what partners archive is theirs alone."""
    shown = {Visibility.TIMELINE, Visibility.HIDDEN}
    partners = {partner.user for partner in library.partners}
    return asset.upload.visibility in shown and asset.upload.owner in partners
