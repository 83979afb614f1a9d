"""The text of a frame: what it searches for."""

from typing import override

from homeassistant.components.text import TextEntity, TextEntityDescription
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .entity import FrameEntity, add_frame_entities
from .errors import translated_errors
from .frame import ImmichFrameConfigEntry
from .options import is_search
from .shown import cut

PARALLEL_UPDATES = 0  # It is a setting, and asks nobody.

TEXTS = (TextEntityDescription(key="query", entity_registry_enabled_default=False),)


async def async_setup_entry(
    _hass: HomeAssistant,
    entry: ImmichFrameConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add a text for every frame."""
    add_frame_entities(entry, async_add_entities, QueryText, TEXTS)


class QueryText(FrameEntity, TextEntity):
    """What the active preset searches for; empty when it is no search by text."""

    @property
    @override
    def native_value(self) -> str:
        """Return the text, as far as a state can hold it."""
        preset = self.frame.options.preset
        return cut(preset.source.text or "") if is_search(preset) else ""

    @override
    async def async_set_value(self, value: str) -> None:
        """Show what another text finds; a photo of it follows."""
        with translated_errors():
            self.frame.async_save(self.frame.options.with_search(value))
