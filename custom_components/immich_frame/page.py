"""What the pages share: finding what a request is about, authorising, answering in one shape."""

from collections.abc import Awaitable, Callable, Mapping
from functools import wraps
from http import HTTPStatus

from aiohttp import hdrs, web

from homeassistant.components.http import KEY_HASS, KEY_HASS_USER, HomeAssistantView
from homeassistant.helpers import entity_registry as er

from .access import Access, loaded
from .errors import OUR_ERRORS, problem, translated
from .frame import Frame, ImmichFrameConfigEntry

ADMINISTRATOR = "administrator"

type View = HomeAssistantView
type _Handler[V: View, T] = Callable[[V, web.Request, T], Awaitable[web.Response]]
type _Page[V: View] = Callable[..., Awaitable[web.Response]]


class RequestError(Exception):
    """A request that is answered with an error; the message is for the one who sent it."""

    def __init__(
        self, status: HTTPStatus, message: str, headers: Mapping[str, str] | None = None
    ) -> None:
        """Remember the status, and headers that belong to it."""
        super().__init__(message)
        self.status = status
        self.headers = headers


def for_frame[V: View](policy: str) -> Callable[[_Handler[V, Frame]], _Page[V]]:
    """Find the frame that a request is about, check who asks, and answer errors as JSON."""
    return _for(lambda request: _permitted_frame(request, policy))


def for_account[V: View](handler: _Handler[V, ImmichFrameConfigEntry]) -> _Page[V]:
    """Do the same for an account, whose photos whoever sees one of its frames may see."""
    decorate: Callable[[_Handler[V, ImmichFrameConfigEntry]], _Page[V]] = _for(_permitted_account)
    return decorate(handler)


def answer(
    view: View,
    body: object,
    status: HTTPStatus = HTTPStatus.OK,
    headers: Mapping[str, str] | None = None,
) -> web.Response:
    """Answer with JSON, which tells how things are now: nobody may keep it."""
    return view.json(body, status, {hdrs.CACHE_CONTROL: "no-store", **(headers or {})})


def _for[V: View, T](
    find: Callable[[web.Request], T],
) -> Callable[[_Handler[V, T]], _Page[V]]:
    def decorate(handler: _Handler[V, T]) -> _Page[V]:
        @wraps(handler)
        async def handle(view: V, request: web.Request, **_path: str) -> web.Response:
            try:
                return await handler(view, request, find(request))
            except RequestError as err:
                return _error(view, str(err), err.status, err.headers)
            except OUR_ERRORS as err:
                return _error(view, str(translated(err)), problem(err).status)

        return handle

    return decorate


def _error(
    view: View, message: str, status: HTTPStatus, headers: Mapping[str, str] | None = None
) -> web.Response:
    return answer(view, {"status": "error", "message": message}, status, headers)


def _permitted_frame(request: web.Request, policy: str) -> Frame:
    access = Access(request[KEY_HASS_USER])
    if policy == ADMINISTRATOR and not request[KEY_HASS_USER].is_admin:
        raise _forbidden("frame")  # before anything is said of which frames there are
    frame = _find_frame(request)
    if not access.allows(frame, policy):
        raise _forbidden("frame")
    return frame


def _permitted_account(request: web.Request) -> ImmichFrameConfigEntry:
    named = request.match_info["account"]
    for entry in loaded(request.app[KEY_HASS]):
        if entry.entry_id == named:
            if Access(request[KEY_HASS_USER]).allows_account(entry.runtime_data):
                return entry
            raise _forbidden("account")
    raise RequestError(HTTPStatus.NOT_FOUND, "There is no such account")


def _forbidden(what: str) -> RequestError:
    # Not 401, which Home Assistant would count as a failed login.
    return RequestError(HTTPStatus.FORBIDDEN, f"You may not do this with this {what}")


def _find_frame(request: web.Request) -> Frame:
    """Return the frame that is named by its id or by one of its entities, or the only one."""
    hass = request.app[KEY_HASS]
    entries = loaded(hass)
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
