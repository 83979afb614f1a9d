"""Links to a frame's picture, for devices that cannot log in."""

from datetime import timedelta

from homeassistant.components.http.auth import async_sign_path
from homeassistant.core import callback
from homeassistant.helpers.network import NoURLAvailableError, get_url
from homeassistant.util import dt as dt_util
from homeassistant.util.json import JsonObjectType

from .frame import Frame
from .imaging.spec import PictureFormat
from .shown import PictureSize, picture_path


@callback
def async_link(frame: Frame, size: PictureSize, valid_for: timedelta) -> JsonObjectType:
    """Sign the address of a frame's picture.

    Whoever has the link may read it and nothing else: Home Assistant's own user for content asks.
    Home Assistant keeps what it signs with in memory, so a restart ends every link.
    """
    path = picture_path(frame.frame_id, size, _format(frame))
    expires_at = dt_util.utcnow() + valid_for
    signed = async_sign_path(frame.hass, path, valid_for, use_content_user=True)
    try:
        url = f"{get_url(frame.hass)}{signed}"
    except NoURLAvailableError:
        url = None
    return {
        "path": signed,
        "url": url,
        "expires_at": expires_at.isoformat(timespec="seconds"),
        "ends_with_restart": True,
    }


def _format(frame: Frame) -> PictureFormat:
    """Return the format of what is on the frame, or of what will be."""
    if frame.shown:
        return frame.shown.rendition.format
    spec = frame.options.spec
    return PictureFormat.PNG if spec.palette else spec.output.format
