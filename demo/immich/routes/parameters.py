"""What routes read from a request: fields of its body, its query and its path."""

import json

from aiohttp import web

from demo.immich.errors import ApiError, NoAccessError
from demo.immich.fields import Fields
from demo.immich.state import state_of
from demo.library.library import Asset
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
    return Fields(body)


def query_fields(request: web.Request) -> Fields:
    """Return the fields of the query string."""
    return Fields(request.query, from_text=True)


def path_id(request: web.Request) -> str:
    """Return the id in the path.

    Raises:
        ValidationError: it is no UUID.

    """
    fields = Fields(request.match_info)
    found = fields.uuid("id")
    fields.check()
    return str(found).lower()


def accessible_asset(request: web.Request, asset_id: str, permission: str) -> Asset:
    """Return an asset of the user's own or of an album they are in.

    Raises:
        NoAccessError: there is none, or it is locked or somebody else's.

    """
    library = state_of(request).library
    asset = library.assets.get(asset_id)
    if asset is None or asset.upload.visibility == Visibility.LOCKED:
        raise NoAccessError(permission)
    mine = asset.upload.owner == library.me
    if mine or any(library.me in album.members for album in library.albums_of(asset)):
        return asset
    raise NoAccessError(permission)
