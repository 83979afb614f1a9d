"""The select that makes another preset of a frame active."""

from typing import override

from homeassistant.components.select import SelectEntity
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .entity import FrameEntity
from .errors import translated_errors
from .frame import Frame, ImmichFrameConfigEntry

PARALLEL_UPDATES = 0  # The frame puts its requests in a row itself.


async def async_setup_entry(
    _hass: HomeAssistant,
    entry: ImmichFrameConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add a select for every frame."""
    for frame in entry.runtime_data.frames.values():
        async_add_entities([PresetSelect(frame)], config_subentry_id=frame.frame_id)


class PresetSelect(FrameEntity, SelectEntity):
    """What the frame shows: one of its presets by name."""

    def __init__(self, frame: Frame) -> None:
        """Belong to a frame."""
        super().__init__(frame, "preset")

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
            self.frame.async_select(option)
