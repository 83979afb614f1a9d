"""The buttons of a frame: forward, back, and never this photo again."""

from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any, override

from homeassistant.components.button import ButtonEntity, ButtonEntityDescription
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .entity import FrameEntity, add_frame_entities
from .errors import translated_errors
from .feedback import async_hide
from .frame import Frame, ImmichFrameConfigEntry
from .shown import Shown

PARALLEL_UPDATES = 0  # The frame puts its requests in a row itself.


@dataclass(frozen=True, kw_only=True)
class FrameButtonDescription(ButtonEntityDescription):
    """A button, and what a press does."""

    press: Callable[[Frame], Coroutine[Any, Any, Shown]]


BUTTONS = (
    FrameButtonDescription(key="next_photo", press=lambda frame: frame.async_new_image()),
    FrameButtonDescription(
        key="previous_photo",
        press=lambda frame: frame.async_previous(),
        entity_registry_enabled_default=False,
    ),
    FrameButtonDescription(
        key="hide_photo", press=async_hide, entity_registry_enabled_default=False
    ),
)


async def async_setup_entry(
    _hass: HomeAssistant,
    entry: ImmichFrameConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the buttons of every frame."""
    add_frame_entities(entry, async_add_entities, FrameButton, BUTTONS)


class FrameButton(FrameEntity, ButtonEntity):
    """A button of a frame."""

    entity_description: FrameButtonDescription

    @override
    async def async_press(self) -> None:
        """Do what the button is for."""
        with translated_errors():
            await self.entity_description.press(self.frame)
