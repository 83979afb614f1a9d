"""The select that makes another preset of a frame active."""

from typing import override

from homeassistant.components.select import SelectEntity, SelectEntityDescription
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .entity import FrameEntity, add_frame_entities
from .errors import translated_errors
from .frame import ImmichFrameConfigEntry

PARALLEL_UPDATES = 0  # It is a setting, and asks nobody.

SELECTS = (SelectEntityDescription(key="preset", entity_registry_enabled_default=False),)


async def async_setup_entry(
    _hass: HomeAssistant,
    entry: ImmichFrameConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add a select for every frame."""
    add_frame_entities(entry, async_add_entities, PresetSelect, SELECTS)


class PresetSelect(FrameEntity, SelectEntity):
    """What the frame shows: one of its presets by name."""

    @property
    @override
    def options(self) -> list[str]:
        """Return the names of the presets."""
        return [preset.name for preset in self.frame.options.presets]

    @property
    @override
    def current_option(self) -> str:
        """Return the name of the active preset."""
        return self.frame.options.active

    @override
    async def async_select_option(self, option: str) -> None:
        """Make a preset active; a photo of it follows."""
        with translated_errors():
            self.frame.async_save(self.frame.options.with_active(option))
