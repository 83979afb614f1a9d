"""The sensors of a frame: what is known of its photo, and what comes next."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, override

from homeassistant.components.sensor import (
    SensorDeviceClass,
    SensorEntity,
    SensorEntityDescription,
    SensorStateClass,
)
from homeassistant.const import EntityCategory
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback
from homeassistant.util import dt as dt_util

from .entity import FrameEntity, add_frame_entities
from .frame import Frame, ImmichFrameConfigEntry
from .server_entity import server_sensors
from .shown import Shown, cut, cut_names

PARALLEL_UPDATES = 0

type Value = datetime | str | int | None


@dataclass(frozen=True, kw_only=True)
class FrameSensorDescription(SensorEntityDescription):
    """A sensor, and where its value and its attributes come from."""

    value: Callable[[Frame], Value]
    attributes: Callable[[Frame], dict[str, Any] | None] = lambda _frame: None


def _of_photo[T](tell: Callable[[Shown], T]) -> Callable[[Frame], T | None]:
    """Return what tells something of the photo on a frame, if there is one."""
    return lambda frame: tell(frame.shown) if frame.shown else None


def _taken_at(shown: Shown) -> datetime | None:
    """Return when the photo was taken: the hour on the clock there, told as one of here."""
    if shown.taken_at is None:
        return None
    with suppress(OverflowError):  # at the ends of the calendar
        return shown.taken_at.replace(tzinfo=dt_util.get_default_time_zone()).astimezone(UTC)
    return None


SENSORS = (
    FrameSensorDescription(
        key="taken_at",
        device_class=SensorDeviceClass.TIMESTAMP,
        entity_registry_enabled_default=False,
        value=_of_photo(_taken_at),
    ),
    FrameSensorDescription(
        key="place",
        entity_registry_enabled_default=False,
        value=_of_photo(lambda shown: cut(shown.place) if shown.place else None),
    ),
    FrameSensorDescription(
        key="people",
        entity_registry_enabled_default=False,
        value=_of_photo(lambda shown: cut(", ".join(shown.people)) or None),
        attributes=_of_photo(lambda shown: {"people": cut_names(shown.people)}),
    ),
    FrameSensorDescription(
        key="pool_size",
        entity_category=EntityCategory.DIAGNOSTIC,
        entity_registry_enabled_default=False,
        state_class=SensorStateClass.MEASUREMENT,
        value=lambda frame: len(frame.coordinator.data.photos) if frame.coordinator.data else None,
    ),
    FrameSensorDescription(
        key="next_change",
        device_class=SensorDeviceClass.TIMESTAMP,
        entity_category=EntityCategory.DIAGNOSTIC,
        entity_registry_enabled_default=False,
        value=lambda frame: frame.slideshow.due,
    ),
)


async def async_setup_entry(
    _hass: HomeAssistant,
    entry: ImmichFrameConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the sensors of the server and of every frame."""
    async_add_entities(server_sensors(entry))
    add_frame_entities(entry, async_add_entities, FrameSensor, SENSORS)


class FrameSensor(FrameEntity, SensorEntity):
    """A sensor of a frame."""

    entity_description: FrameSensorDescription
    _unrecorded_attributes = frozenset({"people"})

    @property
    @override
    def native_value(self) -> Value:
        """Return the value."""
        return self.entity_description.value(self.frame)

    @property
    @override
    def extra_state_attributes(self) -> dict[str, Any] | None:
        """Return what does not fit into a state."""
        return self.entity_description.attributes(self.frame)
