"""The button that shows the next photo."""

from typing import override

from homeassistant.components.button import ButtonEntity
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
    """Add a button for every frame."""
    for frame in entry.runtime_data.frames.values():
        async_add_entities([NextPhotoButton(frame)], config_subentry_id=frame.frame_id)


class NextPhotoButton(FrameEntity, ButtonEntity):
    """Shows another photo of the frame's query."""

    def __init__(self, frame: Frame) -> None:
        """Belong to a frame."""
        super().__init__(frame, "next_photo")

    @override
    async def async_press(self) -> None:
        """Show another photo."""
        with translated_errors():
            await self.frame.async_new_image()
