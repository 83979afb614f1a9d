"""The switches of a frame: its slideshow, and whether its photo is a favorite."""

from collections.abc import Callable, Coroutine
from dataclasses import dataclass, replace
from typing import Any, override

from homeassistant.components.switch import SwitchEntity, SwitchEntityDescription
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .entity import FrameEntity, add_frame_entities
from .errors import translated_errors
from .feedback import async_set_favorite
from .frame import Frame, ImmichFrameConfigEntry

PARALLEL_UPDATES = 0  # The frame puts its requests in a row itself.


@dataclass(frozen=True, kw_only=True)
class FrameSwitchDescription(SwitchEntityDescription):
    """A switch: how it stands, None when that is not known, and how it is turned."""

    is_on: Callable[[Frame], bool | None]
    turn: Callable[[Frame, bool], Coroutine[Any, Any, None]]


async def _async_turn_slideshow(frame: Frame, on: bool) -> None:
    options = frame.options
    frame.async_save(replace(options, schedule=replace(options.schedule, is_on=on)))


async def _async_turn_favorite(frame: Frame, on: bool) -> None:
    await async_set_favorite(frame, on=on)


SWITCHES = (
    FrameSwitchDescription(
        key="slideshow",
        is_on=lambda frame: frame.options.schedule.is_on,
        turn=_async_turn_slideshow,
    ),
    FrameSwitchDescription(
        key="favorite",
        is_on=lambda frame: frame.shown.is_favorite if frame.shown else None,
        turn=_async_turn_favorite,
        entity_registry_enabled_default=False,
    ),
)


async def async_setup_entry(
    _hass: HomeAssistant,
    entry: ImmichFrameConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the switches of every frame."""
    add_frame_entities(entry, async_add_entities, FrameSwitch, SWITCHES)


class FrameSwitch(FrameEntity, SwitchEntity):
    """A switch of a frame."""

    entity_description: FrameSwitchDescription

    @property
    @override
    def is_on(self) -> bool | None:
        """Return how it stands."""
        return self.entity_description.is_on(self.frame)

    @override
    async def async_turn_on(self, **_kwargs: Any) -> None:
        """Turn it on."""
        with translated_errors():
            await self.entity_description.turn(self.frame, True)

    @override
    async def async_turn_off(self, **_kwargs: Any) -> None:
        """Turn it off."""
        with translated_errors():
            await self.entity_description.turn(self.frame, False)
