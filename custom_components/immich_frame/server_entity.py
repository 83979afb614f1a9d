"""What all entities of a server share, and its sensors, which `sensor` adds to those of frames."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, override

from homeassistant.components.sensor import (
    SensorDeviceClass,
    SensorEntity,
    SensorEntityDescription,
)
from homeassistant.const import EntityCategory
from homeassistant.helpers.device_registry import DeviceInfo
from homeassistant.helpers.entity import Entity, EntityDescription

from .const import DOMAIN
from .errors import keys_of
from .frame import ImmichFrameConfigEntry
from .reachability import FAILURES, Reachability

NO_ERROR: Final = "none"


class ServerEntity(Entity):
    """An entity of an account's server. It is available, as it tells how the server is."""

    _attr_has_entity_name = True
    _attr_should_poll = False

    def __init__(self, entry: ImmichFrameConfigEntry, description: EntityDescription) -> None:
        """Belong to an account; the description's key tells its entities apart."""
        self.entity_description = description
        self.account = entry.runtime_data
        self._attr_unique_id = f"{entry.entry_id}_{description.key}"
        self._attr_translation_key = description.key
        self._attr_device_info = DeviceInfo(identifiers={(DOMAIN, entry.entry_id)})

    @override
    async def async_added_to_hass(self) -> None:
        """Follow what becomes of requests."""
        self.async_on_remove(
            self.account.reachability.async_add_listener(self.async_write_ha_state)
        )


@dataclass(frozen=True, kw_only=True)
class ServerSensorDescription(SensorEntityDescription):
    """A sensor, and where its value and its attributes come from."""

    value: Callable[[Reachability], str]
    attributes: Callable[[Reachability], dict[str, Any]]


def _last_key(reachability: Reachability) -> str:
    return reachability.last_error.key if reachability.last_error else NO_ERROR


def _last_time(reachability: Reachability) -> dict[str, datetime | None]:
    error = reachability.last_error
    return {"occurred_at": error.occurred_at if error else None}


SENSORS = (
    ServerSensorDescription(
        key="last_error",
        device_class=SensorDeviceClass.ENUM,
        entity_category=EntityCategory.DIAGNOSTIC,
        entity_registry_enabled_default=False,
        options=[NO_ERROR, *keys_of(*FAILURES)],
        value=_last_key,
        attributes=_last_time,
    ),
)


class ServerSensor(ServerEntity, SensorEntity):
    """A sensor of a server."""

    _unrecorded_attributes = frozenset({"occurred_at"})
    entity_description: ServerSensorDescription

    @property
    @override
    def native_value(self) -> str:
        """Return the value."""
        return self.entity_description.value(self.account.reachability)

    @property
    @override
    def extra_state_attributes(self) -> dict[str, Any]:
        """Return what goes with the value."""
        return self.entity_description.attributes(self.account.reachability)


def server_sensors(entry: ImmichFrameConfigEntry) -> list[ServerSensor]:
    """Return the sensors of an account's server."""
    return [ServerSensor(entry, description) for description in SENSORS]
