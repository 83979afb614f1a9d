"""The number of a frame: for how long its slideshow shows a photo."""

from dataclasses import replace
from datetime import timedelta
from typing import override

from homeassistant.components.number import (
    NumberDeviceClass,
    NumberEntity,
    NumberEntityDescription,
    NumberMode,
)
from homeassistant.const import EntityCategory, UnitOfTime
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .entity import FrameEntity, add_frame_entities
from .frame import ImmichFrameConfigEntry
from .schedule import MAX_INTERVAL, MIN_INTERVAL

PARALLEL_UPDATES = 0  # It is a setting, and asks nobody.

NUMBERS = (
    NumberEntityDescription(
        key="interval",
        device_class=NumberDeviceClass.DURATION,
        entity_category=EntityCategory.CONFIG,
        native_unit_of_measurement=UnitOfTime.SECONDS,
        native_min_value=MIN_INTERVAL.total_seconds(),
        native_max_value=MAX_INTERVAL.total_seconds(),
        native_step=1,
        mode=NumberMode.BOX,
    ),
)


async def async_setup_entry(
    _hass: HomeAssistant,
    entry: ImmichFrameConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the interval of every frame."""
    add_frame_entities(entry, async_add_entities, FrameInterval, NUMBERS)


class FrameInterval(FrameEntity, NumberEntity):
    """The seconds from one photo to the next."""

    @property
    @override
    def native_value(self) -> float:
        """Return the seconds."""
        return self.frame.options.schedule.interval.total_seconds()

    @override
    async def async_set_native_value(self, value: float) -> None:
        """Change the interval; a photo that is over by then is followed by the next at once."""
        options = self.frame.options
        schedule = replace(options.schedule, interval=timedelta(seconds=round(value)))
        self.frame.async_save(replace(options, schedule=schedule))
