"""HTTP: the five addresses of a photo service, and one address for each picture.

Home Assistant authenticates every request; who is authenticated is authorised here. A new image
needs control of the frame's camera, a picture needs leave to read it, status is for administrators.
"""

from collections.abc import Awaitable, Callable
from datetime import datetime
from functools import wraps
from http import HTTPStatus

from aiohttp import hdrs, web

from homeassistant.auth.models import User
from homeassistant.auth.permissions.const import POLICY_CONTROL, POLICY_READ
from homeassistant.components.http import KEY_HASS, KEY_HASS_USER, HomeAssistantView
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import entity_registry as er

from .const import API_PATH, ATTR_QUERY, ATTR_RANGE, DOMAIN
from .entity import may
from .errors import OUR_ERRORS, problem, translated
from .frame import Frame, ImmichFrameConfigEntry
from .imaging.spec import PictureFormat
from .renderer import Copy
from .selection.pool import parse_range
from .shown import PictureSize, Shown, describe
from .status import async_health_status, cache_status, images_info

ADMINISTRATOR = "administrator"

_FORMATS = {known.suffix: known for known in PictureFormat}

type _View = HomeAssistantView
type _FrameHandler[V: _View] = Callable[[V, web.Request, Frame], Awaitable[web.Response]]
type _Handler[V: _View] = Callable[..., Awaitable[web.Response]]


class RequestError(Exception):
    """A request that is answered with an error; the message is for the one who sent it."""

    def __init__(self, status: HTTPStatus, message: str) -> None:
        """Remember the status."""
        super().__init__(message)
        self.status = status


@callback
def async_register_views(hass: HomeAssistant) -> None:
    """Register the views, once for all accounts."""
    for view in (NewImage, Image, FramePicture, CacheStatus, ImagesInfo, HealthStatus):
        hass.http.register_view(view())


def for_frame[V: _View](policy: str) -> Callable[[_FrameHandler[V]], _Handler[V]]:
    """Find the frame that a request is about, check who asks, and answer errors as JSON."""

    def decorate(handler: _FrameHandler[V]) -> _Handler[V]:
        @wraps(handler)
        async def handle(view: V, request: web.Request, **_path: str) -> web.Response:
            try:
                return await handler(view, request, _permitted_frame(request, policy))
            except RequestError as err:
                return _error(view, str(err), err.status)
            except OUR_ERRORS as err:
                return _error(view, str(translated(err)), problem(err).status)

        return handle

    return decorate


class NewImage(HomeAssistantView):
    """Shows another photo."""

    url = f"{API_PATH}/new-image"
    name = f"api:{DOMAIN}:new-image"

    @for_frame(POLICY_CONTROL)
    async def post(self, request: web.Request, frame: Frame) -> web.Response:
        """Show another photo, of the frame's query or of `query`, of the best `range` results."""
        text = request.query.get(ATTR_QUERY)
        shown = await frame.async_new_image(text, _range(request))
        message = f"{frame.name} shows another photo"
        details = describe(shown, frame.frame_id)
        return self.json({"status": "success", "message": message, **details})

    # Clients of the service that this one descends from ask with GET.
    get = post


class Image(HomeAssistantView):
    """The picture on the frame."""

    url = f"{API_PATH}/image"
    name = f"api:{DOMAIN}:image"

    @for_frame(POLICY_READ)
    async def get(self, request: web.Request, frame: Frame) -> web.Response:
        """Return the whole rendition."""
        return await _picture(request, frame, PictureSize.FULL)

    head = get


class FramePicture(HomeAssistantView):
    """The picture on the frame, at an address that carries everything in its path."""

    url = f"{API_PATH}/frames/{{frame}}/{{size}}.{{suffix}}"
    name = f"api:{DOMAIN}:frame-picture"

    @for_frame(POLICY_READ)
    async def get(self, request: web.Request, frame: Frame) -> web.Response:
        """Return the rendition in one of a few sizes, in the format that the address ends in."""
        size, suffix = request.match_info["size"], request.match_info["suffix"]
        if size not in list(PictureSize):
            known = ", ".join(PictureSize)
            raise RequestError(HTTPStatus.NOT_FOUND, f"There is no size {size}, only {known}")
        if suffix not in _FORMATS:
            known = ", ".join(_FORMATS)
            raise RequestError(HTTPStatus.NOT_FOUND, f"There is no format {suffix}, only {known}")
        return await _picture(request, frame, PictureSize(size), _FORMATS[suffix])

    head = get


class CacheStatus(HomeAssistantView):
    """The pools that are kept."""

    url = f"{API_PATH}/cache-status"
    name = f"api:{DOMAIN}:cache-status"

    @for_frame(ADMINISTRATOR)
    async def get(self, request: web.Request, frame: Frame) -> web.Response:
        """List the pools of a frame."""
        return self.json(cache_status(request.app[KEY_HASS], frame))


class ImagesInfo(HomeAssistantView):
    """The renditions in memory and on disk."""

    url = f"{API_PATH}/images-info"
    name = f"api:{DOMAIN}:images-info"

    @for_frame(ADMINISTRATOR)
    async def get(self, request: web.Request, frame: Frame) -> web.Response:
        """List the renditions of a frame."""
        return self.json(images_info(request.app[KEY_HASS], frame))


class HealthStatus(HomeAssistantView):
    """Disk, memory and connection."""

    url = f"{API_PATH}/health"
    name = f"api:{DOMAIN}:health"

    @for_frame(ADMINISTRATOR)
    async def get(self, request: web.Request, frame: Frame) -> web.Response:
        """Answer 200 when all is well and 503 when not."""
        is_good, body = await async_health_status(request.app[KEY_HASS], frame)
        return self.json(body, HTTPStatus.OK if is_good else HTTPStatus.SERVICE_UNAVAILABLE)


def _error(view: HomeAssistantView, message: str, status: HTTPStatus) -> web.Response:
    return view.json({"status": "error", "message": message}, status)


def _find_frame(request: web.Request) -> Frame:
    """Return the frame that is named by its id or by one of its entities, or the only one."""
    hass = request.app[KEY_HASS]
    entries: list[ImmichFrameConfigEntry] = hass.config_entries.async_loaded_entries(DOMAIN)
    frames = {id_: frame for entry in entries for id_, frame in entry.runtime_data.frames.items()}
    named = request.match_info.get("frame") or request.query.get("frame")
    if not named:
        return _only(frames)
    entity = er.async_get(hass).async_get(named)
    frame = frames.get(named) or frames.get(entity.config_subentry_id or "" if entity else "")
    if frame is None:
        raise RequestError(HTTPStatus.NOT_FOUND, "There is no such frame")
    return frame


def _only(frames: dict[str, Frame]) -> Frame:
    if not frames:
        raise RequestError(HTTPStatus.NOT_FOUND, "There is no frame, or none is set up yet")
    if len(frames) > 1:
        raise RequestError(
            HTTPStatus.BAD_REQUEST,
            "There are several frames: name one with ?frame= and its id or its camera's entity id",
        )
    return next(iter(frames.values()))


def _permitted_frame(request: web.Request, policy: str) -> Frame:
    user: User = request[KEY_HASS_USER]
    # Not 401, which Home Assistant would count as a failed login.
    forbidden = RequestError(HTTPStatus.FORBIDDEN, "You may not do this with this frame")
    if policy == ADMINISTRATOR and not user.is_admin:
        raise forbidden  # before anything is said of which frames there are
    frame = _find_frame(request)
    if not (user.is_admin or may(user, frame, policy)):
        raise forbidden
    return frame


def _range(request: web.Request) -> int | None:
    text = request.query.get(ATTR_RANGE)
    try:
        return None if text is None else parse_range(text)
    except ValueError as err:
        raise RequestError(HTTPStatus.BAD_REQUEST, str(err)) from err


async def _picture(
    request: web.Request, frame: Frame, size: PictureSize, wanted: PictureFormat | None = None
) -> web.Response:
    if (shown := frame.shown) is None:
        raise RequestError(HTTPStatus.NOT_FOUND, "The frame has no photo yet")
    wanted = wanted or shown.rendition.format
    etag = f"{shown.key}-{size}-{wanted}"
    unchanged = _is_known(request, shown, etag)
    response = web.Response(status=HTTPStatus.NOT_MODIFIED if unchanged else HTTPStatus.OK)
    # The address stays while the picture changes: caches may keep it, but have to ask.
    response.headers[hdrs.CACHE_CONTROL] = "private, no-cache"
    if not unchanged:
        picture, is_asked_for = await _copy(frame, shown, size, wanted)
        response.content_type, response.body = picture.format.content_type, picture.data
        if not is_asked_for:  # Nobody may take it for that later.
            return response
    response.etag = etag
    response.last_modified = _in_seconds(shown.shown_at)
    return response


async def _copy(
    frame: Frame, shown: Shown, size: PictureSize, wanted: PictureFormat
) -> tuple[Copy, bool]:
    """Return a copy, and whether it is the one that was wanted."""
    rendition = shown.rendition
    box, full = size.of(rendition.size), rendition.size
    is_whole = box.width >= full.width and box.height >= full.height
    if is_whole and wanted is rendition.format:
        return Copy(rendition.data, rendition.format), True
    copy = await frame.account.renderer.async_copy(shown.key, rendition, box, wanted)
    return copy, copy.data is not rendition.data


def _is_known(request: web.Request, shown: Shown, etag: str) -> bool:
    """Tell whether the one who asks has this very picture already (RFC 9110, section 13)."""
    if (known := request.if_none_match) is not None:
        return any(tag.value in (etag, "*") for tag in known)
    since = request.if_modified_since
    return since is not None and _in_seconds(shown.shown_at) <= since


def _in_seconds(moment: datetime) -> datetime:
    """Return a moment as precise as HTTP has it; aiohttp would round up, into the future."""
    return moment.replace(microsecond=0)
