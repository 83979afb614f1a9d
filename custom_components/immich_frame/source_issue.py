"""The repair issue of a frame whose source is gone from Immich."""

from typing import Final

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import issue_registry as ir

from .const import DOMAIN

SOURCE_GONE: Final = "source_gone"

DATA_ENTRY: Final = "entry_id"
DATA_FRAME: Final = "subentry_id"
DATA_PRESET: Final = "preset"


@callback
def async_raise_source_gone(
    hass: HomeAssistant, entry_id: str, frame_id: str, frame_name: str, preset_name: str
) -> None:
    """Ask people to choose again what a preset of a frame shows."""
    ir.async_create_issue(
        hass,
        DOMAIN,
        _issue_id(frame_id),
        data={DATA_ENTRY: entry_id, DATA_FRAME: frame_id, DATA_PRESET: preset_name},
        is_fixable=True,
        severity=ir.IssueSeverity.WARNING,
        translation_key=SOURCE_GONE,
        translation_placeholders={"frame": frame_name, "preset": preset_name},
    )


@callback
def async_clear_source_gone(hass: HomeAssistant, frame_id: str) -> None:
    """Ask no longer."""
    ir.async_delete_issue(hass, DOMAIN, _issue_id(frame_id))


@callback
def async_clear_issues(hass: HomeAssistant, keep: set[str]) -> None:
    """Ask no longer about any frames but these: removing a frame has no hook."""
    kept = {_issue_id(frame_id) for frame_id in keep}
    for domain, issue_id in list(ir.async_get(hass).issues):
        if domain == DOMAIN and issue_id.startswith(SOURCE_GONE) and issue_id not in kept:
            ir.async_delete_issue(hass, DOMAIN, issue_id)


def _issue_id(frame_id: str) -> str:
    return f"{SOURCE_GONE}_{frame_id}"
