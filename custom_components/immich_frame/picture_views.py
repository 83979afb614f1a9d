"""HTTP: the pictures, each with what caches need to know of it."""

from datetime import datetime
from hashlib import blake2b
from http import HTTPStatus

from aiohttp import hdrs, web

from homeassistant.auth.permissions.const import POLICY_READ
from homeassistant.components.http import KEY_HASS_USER, HomeAssistantView

from .access import Access
from .const import API_PATH, DOMAIN
from .frame import Frame, ImmichFrameConfigEntry
from .imaging.spec import PictureFormat
from .immich.errors import NotFoundError
from .immich.fields import is_uuid
from .loader import PhotoSize
from .page import RequestError, for_account, for_frame
from .picture import async_photo, async_picture
from .shown import PictureSize, Shown

# Caches of the one who asks may keep it, but have to ask: what is on a frame changes.
ASK_ALWAYS = "private, no-cache"
# A photo may be edited or archived in Immich.
FOR_A_DAY = "private, max-age=86400"
# A rendition never becomes another one.
UNCHANGING = f"{FOR_A_DAY}, immutable"

_FORMATS = {known.suffix: known for known in PictureFormat}


class Image(HomeAssistantView):
    """The picture on the frame."""

    url = f"{API_PATH}/image"
    name = f"api:{DOMAIN}:image"

    @for_frame(POLICY_READ)
    async def get(self, request: web.Request, frame: Frame) -> web.Response:
        """Return the whole rendition."""
        shown = _shown(frame)
        return await _picture(request, frame, shown, PictureSize.FULL, shown.rendition.format)

    head = get


class FramePicture(HomeAssistantView):
    """The picture on the frame, at an address that carries everything in its path."""

    url = f"{API_PATH}/frames/{{frame}}/{{size}}.{{suffix}}"
    name = f"api:{DOMAIN}:frame-picture"

    @for_frame(POLICY_READ)
    async def get(self, request: web.Request, frame: Frame) -> web.Response:
        """Return the rendition in one of a few sizes, in the format that the address ends in."""
        return await _picture(request, frame, _shown(frame), _size(request), _format(request))

    head = get


class RecentPicture(HomeAssistantView):
    """One of the last renditions of a frame, at an address of its own."""

    url = f"{API_PATH}/frames/{{frame}}/recent/{{key}}/{{size}}.{{suffix}}"
    name = f"api:{DOMAIN}:recent-picture"

    @for_frame(POLICY_READ)
    async def get(self, request: web.Request, frame: Frame) -> web.Response:
        """Return the rendition as long as it is in memory."""
        key, size, wanted = request.match_info["key"], _size(request), _format(request)
        shown = next((recent for recent in frame.recent if recent.key == key), None)
        if shown is None:
            raise RequestError(HTTPStatus.NOT_FOUND, "It is none of the frame's last photos")
        return await _picture(request, frame, shown, size, wanted, caching=UNCHANGING)

    head = get


class Photo(HomeAssistantView):
    """A photo of an account as Immich made it smaller."""

    url = f"{API_PATH}/accounts/{{account}}/photos/{{photo}}/{{size}}.jpg"
    name = f"api:{DOMAIN}:photo"

    @for_account
    async def get(self, request: web.Request, entry: ImmichFrameConfigEntry) -> web.Response:
        """Return the preview or the thumbnail, always as JPEG."""
        asset_id, size = _photo_id(request), PhotoSize(_one_of(PhotoSize, request))
        account = entry.runtime_data
        frames = Access(request[KEY_HASS_USER]).frames(account)
        try:
            data = await async_photo(account, frames, asset_id, size)
        except NotFoundError as err:
            raise _no_photo() from err
        etag = blake2b(data, digest_size=16).hexdigest()
        response = _response(FOR_A_DAY, is_known=_has(request, etag) is True)
        response.etag = etag
        if response.status == HTTPStatus.OK:
            response.content_type, response.body = PictureFormat.JPEG.content_type, data
        return response

    head = get


def _shown(frame: Frame) -> Shown:
    if frame.shown is None:
        raise RequestError(HTTPStatus.NOT_FOUND, "The frame has no photo yet")
    return frame.shown


def _size(request: web.Request) -> PictureSize:
    return PictureSize(_one_of(PictureSize, request))


def _one_of(sizes: type[PictureSize | PhotoSize], request: web.Request) -> str:
    if (size := request.match_info["size"]) not in list(sizes):
        known = ", ".join(sizes)
        raise RequestError(HTTPStatus.NOT_FOUND, f"There is no size {size}, only {known}")
    return size


def _format(request: web.Request) -> PictureFormat:
    if (suffix := request.match_info["suffix"]) not in _FORMATS:
        known = ", ".join(_FORMATS)
        raise RequestError(HTTPStatus.NOT_FOUND, f"There is no format {suffix}, only {known}")
    return _FORMATS[suffix]


def _photo_id(request: web.Request) -> str:
    if not is_uuid(asset_id := request.match_info["photo"]):
        raise _no_photo()
    return asset_id


def _no_photo() -> RequestError:
    return RequestError(HTTPStatus.NOT_FOUND, "There is no such photo that a frame may show")


async def _picture(  # noqa: PLR0913, PLR0917 a picture is a frame's, in a size and a format
    request: web.Request,
    frame: Frame,
    shown: Shown,
    size: PictureSize,
    wanted: PictureFormat,
    caching: str = ASK_ALWAYS,
) -> web.Response:
    etag = f"{shown.key}-{size}-{wanted}"
    response = _response(caching, is_known=_is_known(request, shown, etag))
    if response.status == HTTPStatus.OK:
        picture, is_asked_for = await async_picture(frame, shown, size, wanted)
        response.content_type, response.body = picture.format.content_type, picture.data
        if not is_asked_for:  # Nobody may take it for that later.
            response.headers[hdrs.CACHE_CONTROL] = ASK_ALWAYS
            return response
    response.etag = etag
    response.last_modified = _in_seconds(shown.shown_at)
    return response


def _response(caching: str, *, is_known: bool) -> web.Response:
    response = web.Response(status=HTTPStatus.NOT_MODIFIED if is_known else HTTPStatus.OK)
    response.headers[hdrs.CACHE_CONTROL] = caching
    return response


def _is_known(request: web.Request, shown: Shown, etag: str) -> bool:
    """Tell whether the one who asks has this very picture already (RFC 9110, section 13)."""
    if (has := _has(request, etag)) is not None:
        return has
    since = request.if_modified_since
    return since is not None and _in_seconds(shown.shown_at) <= since


def _has(request: web.Request, etag: str) -> bool | None:
    """Tell whether the one who asks says so by a tag; None when no tag is told."""
    if (known := request.if_none_match) is None:
        return None
    return any(tag.value in (etag, "*") for tag in known)


def _in_seconds(moment: datetime) -> datetime:
    """Return a moment as precise as HTTP has it; aiohttp would round up, into the future."""
    return moment.replace(microsecond=0)
