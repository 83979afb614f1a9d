"""The actions: schemas and registration. What they do is on the camera that they target."""

from datetime import timedelta
from typing import Any

import probatio

from homeassistant.auth.permissions.const import POLICY_CONTROL
from homeassistant.components.camera import DOMAIN as CAMERA_DOMAIN
from homeassistant.const import ATTR_CONFIG_ENTRY_ID
from homeassistant.core import (
    HomeAssistant,
    ServiceCall,
    ServiceResponse,
    SupportsResponse,
    callback,
)
from homeassistant.exceptions import Unauthorized, UnknownUser
from homeassistant.helpers import config_validation as cv
from homeassistant.helpers.service import (
    async_get_config_entry,
    async_register_platform_entity_service,
)

from .const import (
    ATTR_ARCHIVE,
    ATTR_ASSET_ID,
    ATTR_FAVORITE,
    ATTR_LIMIT,
    ATTR_POSITION,
    ATTR_PRESET,
    ATTR_QUERY,
    ATTR_RANGE,
    ATTR_SIZE,
    ATTR_TAG,
    ATTR_VALID_FOR,
    DEFAULT_FOUND,
    DOMAIN,
    MAX_FOUND,
    SERVICE_FAVORITE,
    SERVICE_HIDE,
    SERVICE_LINK,
    SERVICE_NEW_IMAGE,
    SERVICE_NEXT,
    SERVICE_PREVIOUS,
    SERVICE_REFRESH,
    SERVICE_SEARCH,
    SERVICE_SHOW,
    SERVICE_UNHIDE,
)
from .entity import may
from .errors import translated_errors
from .found import async_find
from .frame import ImmichFrameConfigEntry
from .immich.fields import is_uuid
from .selection.pool import MAX_CAP, parse_range
from .shown import PictureSize

type Fields = dict[str | probatio.Marker, Any]

_TEXT = probatio.All(cv.string, str.strip, probatio.Length(min=1))

NEW_IMAGE: Fields = {
    probatio.Optional(ATTR_QUERY): cv.string,
    probatio.Optional(ATTR_RANGE): parse_range,
    probatio.Optional(ATTR_PRESET): cv.string,
}


def _asset_id(value: object) -> str:
    """Read the id of an asset. Raises probatio.Invalid."""
    if not is_uuid(text := str(value).strip()):
        raise probatio.Invalid("this is not the id of an asset, such as actions tell it")
    return text


SHOW: Fields = {
    probatio.Exclusive(ATTR_ASSET_ID, "photo"): _asset_id,
    probatio.Exclusive(ATTR_POSITION, "photo"): probatio.All(
        probatio.Coerce(int), probatio.Range(min=1, max=MAX_CAP)
    ),
}
HIDE: Fields = {
    probatio.Optional(ATTR_ARCHIVE, default=False): cv.boolean,
    probatio.Optional(ATTR_TAG): _TEXT,
}
UNHIDE: Fields = {probatio.Optional(ATTR_ASSET_ID): _asset_id}
FAVORITE: Fields = {probatio.Optional(ATTR_FAVORITE, default=True): cv.boolean}
LINK: Fields = {
    probatio.Optional(ATTR_SIZE, default=PictureSize.FULL): probatio.Coerce(PictureSize),
    probatio.Optional(ATTR_VALID_FOR, default=timedelta(days=1)): probatio.All(
        cv.time_period, probatio.Range(min=timedelta(minutes=1), max=timedelta(days=30))
    ),
}
REFRESH: Fields = {probatio.Optional(ATTR_QUERY): cv.string}
SEARCH = probatio.Schema(
    {
        probatio.Required(ATTR_CONFIG_ENTRY_ID): cv.string,
        probatio.Required(ATTR_QUERY): cv.string,
        probatio.Optional(ATTR_LIMIT, default=DEFAULT_FOUND): probatio.All(
            probatio.Coerce(int), probatio.Range(min=1, max=MAX_FOUND)
        ),
    }
)

# Action, fields, and what the camera does.
ON_CAMERAS: tuple[tuple[str, Fields, str], ...] = (
    (SERVICE_NEW_IMAGE, NEW_IMAGE, "async_new_image"),
    (SERVICE_NEXT, {}, "async_next"),
    (SERVICE_PREVIOUS, {}, "async_previous"),
    (SERVICE_SHOW, SHOW, "async_show"),
    (SERVICE_HIDE, HIDE, "async_hide"),
    (SERVICE_UNHIDE, UNHIDE, "async_unhide"),
    (SERVICE_FAVORITE, FAVORITE, "async_set_favorite"),
)


@callback
def async_register_services(hass: HomeAssistant) -> None:
    """Register the actions, once for all accounts."""
    for name, fields, func in ON_CAMERAS:
        _register_on_cameras(hass, name, fields, func, SupportsResponse.OPTIONAL)
    _register_on_cameras(hass, SERVICE_LINK, LINK, "async_link", SupportsResponse.ONLY)
    _register_on_cameras(hass, SERVICE_REFRESH, REFRESH, "async_refresh", SupportsResponse.NONE)
    hass.services.async_register(
        DOMAIN,
        SERVICE_SEARCH,
        _async_search,
        schema=SEARCH,
        supports_response=SupportsResponse.ONLY,
    )


async def _async_search(call: ServiceCall) -> ServiceResponse:
    entry: ImmichFrameConfigEntry = async_get_config_entry(
        call.hass, DOMAIN, call.data[ATTR_CONFIG_ENTRY_ID]
    )
    await _async_authorize(call, entry)
    with translated_errors():
        photos = await async_find(entry.runtime_data, call.data[ATTR_QUERY], call.data[ATTR_LIMIT])
    return {"photos": photos}


async def _async_authorize(call: ServiceCall, entry: ImmichFrameConfigEntry) -> None:
    """Let an automation search, an administrator, and whoever controls a frame of the account."""
    user_id = call.context.user_id
    if user_id is None:
        return
    if (user := await call.hass.auth.async_get_user(user_id)) is None:
        raise UnknownUser(context=call.context)
    frames = entry.runtime_data.frames.values()
    if not (user.is_admin or any(may(user, frame, POLICY_CONTROL) for frame in frames)):
        raise Unauthorized(context=call.context, permission=POLICY_CONTROL)


def _register_on_cameras(
    hass: HomeAssistant, name: str, fields: Fields, func: str, response: SupportsResponse
) -> None:
    async_register_platform_entity_service(
        hass,
        DOMAIN,
        name,
        entity_domain=CAMERA_DOMAIN,
        schema=fields,
        func=func,
        supports_response=response,
    )
