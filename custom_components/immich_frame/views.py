"""HTTP: the five addresses of a photo service; those of pictures are in `picture_views`.

Home Assistant authenticates every request; who is authenticated is authorised here. A new image
needs control of the frame's camera, a picture needs leave to read it, status is for administrators.
"""

from http import HTTPStatus
from math import ceil
import time
from weakref import WeakKeyDictionary

from aiohttp import hdrs, web

from homeassistant.auth.permissions.const import POLICY_CONTROL
from homeassistant.components.http import KEY_HASS, HomeAssistantView
from homeassistant.core import HomeAssistant, callback

from .const import API_PATH, ATTR_QUERY, ATTR_RANGE, DOMAIN
from .frame import Frame
from .page import ADMINISTRATOR, RequestError, answer, for_frame
from .picture_views import FramePicture, Image, Photo, RecentPicture
from .rate import TokenBucket
from .selection.pool import parse_range
from .shown import describe
from .status import async_health_status, cache_status, images_info

AT_ONCE = 10
SECONDS_EACH = 2
"""A frame takes so many requests for a new image at once, then one in so many seconds."""


class NewImage(HomeAssistantView):
    """Shows another photo."""

    url = f"{API_PATH}/new-image"
    name = f"api:{DOMAIN}:new-image"

    def __init__(self) -> None:
        """Count the requests of each frame."""
        self._buckets: WeakKeyDictionary[Frame, TokenBucket] = WeakKeyDictionary()

    @for_frame(POLICY_CONTROL)
    async def post(self, request: web.Request, frame: Frame) -> web.Response:
        """Show another photo, of the frame's query or of `query`, of the best `range` results."""
        return await self._async_new_image(request, frame)

    @for_frame(POLICY_CONTROL)
    async def get(self, request: web.Request, frame: Frame) -> web.Response:
        """Do the same, unless the frame forbids it: by rights, GET changes nothing.

        Clients of the service that this one descends from ask with GET.
        """
        if not frame.options.allow_get:
            raise RequestError(
                HTTPStatus.METHOD_NOT_ALLOWED,
                "This frame does not take GET for a new image: send POST,"
                " or allow GET in the settings of the frame",
                {hdrs.ALLOW: hdrs.METH_POST},
            )
        return await self._async_new_image(request, frame)

    async def _async_new_image(self, request: web.Request, frame: Frame) -> web.Response:
        text, chosen_range = request.query.get(ATTR_QUERY), _range(request)
        self._count(frame)
        shown = await frame.async_new_image(text, chosen_range)
        message = f"{frame.name} shows another photo"
        details = describe(shown, frame.frame_id)
        return answer(self, {"status": "success", "message": message, **details})

    def _count(self, frame: Frame) -> None:
        if (bucket := self._buckets.get(frame)) is None:
            bucket = self._buckets[frame] = TokenBucket(AT_ONCE, SECONDS_EACH, time.monotonic)
        if wait := bucket.take():
            raise RequestError(
                HTTPStatus.TOO_MANY_REQUESTS,
                f"Too many requests for a new image: this frame takes {AT_ONCE} at once,"
                f" and then one in {SECONDS_EACH} seconds",
                {hdrs.RETRY_AFTER: str(ceil(wait))},
            )


class CacheStatus(HomeAssistantView):
    """The pools that are kept."""

    url = f"{API_PATH}/cache-status"
    name = f"api:{DOMAIN}:cache-status"

    @for_frame(ADMINISTRATOR)
    async def get(self, request: web.Request, frame: Frame) -> web.Response:
        """List the pools of a frame."""
        return answer(self, cache_status(request.app[KEY_HASS], frame))

    head = get


class ImagesInfo(HomeAssistantView):
    """The renditions in memory and on disk."""

    url = f"{API_PATH}/images-info"
    name = f"api:{DOMAIN}:images-info"

    @for_frame(ADMINISTRATOR)
    async def get(self, request: web.Request, frame: Frame) -> web.Response:
        """List the renditions of a frame."""
        return answer(self, images_info(request.app[KEY_HASS], frame))

    head = get


class HealthStatus(HomeAssistantView):
    """Disk, memory and connection."""

    url = f"{API_PATH}/health"
    name = f"api:{DOMAIN}:health"

    @for_frame(ADMINISTRATOR)
    async def get(self, request: web.Request, frame: Frame) -> web.Response:
        """Answer 200 when all is well and 503 when not."""
        is_good, body = await async_health_status(request.app[KEY_HASS], frame)
        return answer(self, body, HTTPStatus.OK if is_good else HTTPStatus.SERVICE_UNAVAILABLE)

    head = get


VIEWS: tuple[type[HomeAssistantView], ...] = (
    NewImage,
    Image,
    FramePicture,
    RecentPicture,
    Photo,
    CacheStatus,
    ImagesInfo,
    HealthStatus,
)


@callback
def async_register_views(hass: HomeAssistant) -> None:
    """Register the views, once for all accounts."""
    for view in VIEWS:
        hass.http.register_view(view())


def _range(request: web.Request) -> int | None:
    text = request.query.get(ATTR_RANGE)
    try:
        return None if text is None else parse_range(text)
    except ValueError as err:
        raise RequestError(HTTPStatus.BAD_REQUEST, str(err)) from err
