"""Whether the server of an account answers."""

from contextlib import suppress
from datetime import timedelta
from typing import Final, override

from homeassistant.components.binary_sensor import (
    BinarySensorDeviceClass,
    BinarySensorEntity,
    BinarySensorEntityDescription,
)
from homeassistant.const import EntityCategory
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .frame import ImmichFrameConfigEntry
from .immich.errors import ImmichError
from .server_entity import ServerEntity

PARALLEL_UPDATES = 1
SCAN_INTERVAL = timedelta(minutes=5)

CONNECTIVITY: Final = BinarySensorEntityDescription(
    key="connectivity",
    device_class=BinarySensorDeviceClass.CONNECTIVITY,
    entity_category=EntityCategory.DIAGNOSTIC,
    entity_registry_enabled_default=False,
)


async def async_setup_entry(
    _hass: HomeAssistant,
    entry: ImmichFrameConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the sensor of the account's server."""
    async_add_entities([ConnectivitySensor(entry, CONNECTIVITY)])


class ConnectivitySensor(ServerEntity, BinarySensorEntity):
    """Is on while Immich answers. It asks by itself, as frames may have nothing to ask for hours.

    That happens only where the entity is enabled: a server may want to sleep.
    """

    _attr_should_poll = True

    @property
    @override
    def is_on(self) -> bool | None:
        """Return whether Immich answered the last request of the account."""
        return self.account.reachability.is_connected

    async def async_update(self) -> None:
        """Ask; the answer comes the way that all outcomes come."""
        with suppress(ImmichError):
            await self.account.client.ping()
