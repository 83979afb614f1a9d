"""/assets/ID: an asset, its file, and its smaller pictures."""

from pathlib import PurePosixPath
from urllib.parse import urlencode

from aiohttp import web

from demo.immich.answers import json_answer, redirect
from demo.immich.auth import needs
from demo.immich.errors import ApiError, NoAccessError
from demo.immich.fields import ABSENT
from demo.immich.files import CACHE_FOR_A_DAY, inline
from demo.immich.renditions import SUFFIX, MediaSize
from demo.immich.routes.media import as_file_error, send_original, send_rendition
from demo.immich.routes.parameters import accessible_asset, path_id, query_fields
from demo.immich.state import State, state_of
from demo.library.library import Asset
from demo.library.mime import is_for_browsers, mime_type
from demo.library.model import AssetType, Edit

routes = web.RouteTableDef()


@routes.get("/api/assets/{id}")
@needs("asset.read")
async def asset(request: web.Request) -> web.StreamResponse:
    """Describe one asset with all that belongs to it."""
    found = accessible_asset(request, path_id(request), "asset.read")
    return json_answer(request, state_of(request).shapes.detail(found))


@routes.get("/api/assets/{id}/original")
@needs("asset.download")
async def original(request: web.Request) -> web.StreamResponse:
    """Send the file as it was uploaded, or the edited photo at its full size."""
    fields = query_fields(request)
    edited = fields.flag("edited")
    asset_id = path_id(request)
    fields.check()
    try:
        found = accessible_asset(request, asset_id, "asset.download")
    except NoAccessError as err:
        raise as_file_error(request, err) from err
    name = PurePosixPath(found.upload.name)
    edit = state_of(request).release.edit_of(found)
    if edited is not True or edit is None:
        return await send_original(request, found, _headers(mime_type(name.name), name.name))
    kind = SUFFIX[MediaSize.FULLSIZE]
    headers = _headers(f"image/{kind}", f"{name.stem}.{kind}")
    return await send_rendition(
        request, lambda made: made.get(found, MediaSize.FULLSIZE, edit), headers
    )


@routes.get("/api/assets/{id}/thumbnail")
@needs("asset.view")
async def thumbnail(request: web.Request) -> web.StreamResponse:
    """Send a rendition, or say where the wanted size is to be had."""
    fields = query_fields(request)
    size, edited = fields.choice("size", MediaSize), fields.flag("edited")
    asset_id = path_id(request)
    fields.check()
    found = accessible_asset(request, asset_id, "asset.view")
    state = state_of(request)
    is_of_edit = edited is True and state.release.has_edits
    edit = state.release.edit_of(found) if is_of_edit else None
    match MediaSize.THUMBNAIL if size is ABSENT else size:
        case MediaSize.ORIGINAL:
            return _original_instead(request)
        case MediaSize.FULLSIZE if not is_of_edit and is_for_browsers(found.upload.name):
            return _redirect_to_original(request)
        case MediaSize.FULLSIZE if edit is None and not _has_fullsize(state, found):
            return _redirect_to_preview(request)
        case wanted:
            return await _send(request, found, wanted, edit)


def _has_fullsize(state: State, found: Asset) -> bool:
    """Say whether there is a file of a photo's full size that is neither original nor edit."""
    is_image = found.upload.type is AssetType.IMAGE
    return state.makes_fullsize and is_image and not is_for_browsers(found.upload.name)


async def _send(
    request: web.Request, found: Asset, size: MediaSize, edit: Edit | None
) -> web.StreamResponse:
    name = f"{PurePosixPath(found.upload.name).stem}_{size}.{SUFFIX[size]}"
    headers = _headers(f"image/{SUFFIX[size]}", name)
    return await send_rendition(request, lambda made: made.get(found, size, edit), headers)


def _headers(content_type: str, file_name: str) -> dict[str, str]:
    return {
        "Cache-Control": CACHE_FOR_A_DAY,
        "Content-Type": content_type,
        "Content-Disposition": inline(file_name),
    }


def _original_instead(request: web.Request) -> web.Response:
    if not state_of(request).release.redirects_to_original:
        raise ApiError(400, "May not request original file")
    return _redirect_to_original(request)


def _redirect_to_original(request: web.Request) -> web.Response:
    """Send the client to the file, whose permission is another one."""
    rest = {key: value for key, value in request.query.items() if key != "size"}
    return redirect(request, f"original?{urlencode(rest)}")


def _redirect_to_preview(request: web.Request) -> web.Response:
    query = {**request.query, "size": MediaSize.PREVIEW.value}
    return redirect(request, f"{request.path}?{urlencode(query)}")
