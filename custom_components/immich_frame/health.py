"""How this machine and the Immich server are: disk, memory, connection."""

import asyncio
from dataclasses import dataclass
from pathlib import Path
import shutil

import psutil

from homeassistant.core import HomeAssistant

from .immich.client import ImmichClient
from .immich.errors import ImmichError

ENOUGH_FREE = 0.1
"""The share of the disk and of the memory that has to be free."""

PATIENCE = 10.0
"""Seconds that Immich has to answer: a health check that hangs helps nobody."""


@dataclass(frozen=True, slots=True)
class Space:
    """Bytes of a disk or of the memory."""

    total: int
    used: int
    free: int

    @property
    def is_enough(self) -> bool:
        """Tell whether a tenth is free."""
        return self.free >= self.total * ENOUGH_FREE


@dataclass(frozen=True, slots=True)
class Health:
    """What /health tells; `immich` is what is wrong with the connection, None when it is well."""

    disk: Space
    memory: Space
    immich: ImmichError | None

    @property
    def is_good(self) -> bool:
        """Tell whether all is well."""
        return self.disk.is_enough and self.memory.is_enough and self.immich is None


async def async_health(hass: HomeAssistant, client: ImmichClient, directory: Path) -> Health:
    """Look at the directory's disk, at the memory, and ask Immich whether it takes the key."""
    spaces, immich = await asyncio.gather(
        hass.async_add_executor_job(_spaces, directory), _async_ask(client)
    )
    return Health(*spaces, immich)


async def _async_ask(client: ImmichClient) -> ImmichError | None:
    try:
        async with asyncio.timeout(PATIENCE):
            await client.api_key()
    except TimeoutError:
        return ImmichError(f"Immich did not answer within {PATIENCE:.0f} s.")
    except ImmichError as err:
        return err
    return None


def _spaces(directory: Path) -> tuple[Space, Space]:
    # The folder is made with the first photo; its disk is that of the nearest folder there is.
    existing = next(path for path in (directory, *directory.parents) if path.exists())
    disk = shutil.disk_usage(existing)
    memory = psutil.virtual_memory()
    return (
        Space(disk.total, disk.used, disk.free),
        Space(memory.total, memory.used, memory.available),
    )
