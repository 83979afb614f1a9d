"""The actions: schemas and registration. What they do is on the camera that they target."""

import probatio

from homeassistant.components.camera import DOMAIN as CAMERA_DOMAIN
from homeassistant.core import HomeAssistant, SupportsResponse, callback
from homeassistant.helpers import config_validation as cv
from homeassistant.helpers.service import async_register_platform_entity_service

from .const import ATTR_QUERY, ATTR_RANGE, DOMAIN, SERVICE_NEW_IMAGE
from .selection.pool import parse_range


@callback
def async_register_services(hass: HomeAssistant) -> None:
    """Register the actions, once for all accounts."""
    async_register_platform_entity_service(
        hass,
        DOMAIN,
        SERVICE_NEW_IMAGE,
        entity_domain=CAMERA_DOMAIN,
        schema={
            probatio.Optional(ATTR_QUERY): cv.string,
            probatio.Optional(ATTR_RANGE): parse_range,
        },
        func="async_new_image",
        supports_response=SupportsResponse.OPTIONAL,
    )
