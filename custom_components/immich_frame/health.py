"""How this machine and the Immich server are: disk, memory, connection."""

import asyncio
from contextlib import suppress
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
import shutil

import psutil

from homeassistant.core import HomeAssistant

from .immich.client import ImmichClient
from .immich.errors import ImmichError
from .issues import IssueKind, async_clear_issue, async_raise_issue

ENOUGH_FREE = 0.1
"""The share of the disk and of the memory that has to be free."""

LITTLE_FREE = 0.05
MUCH_FREE = 10**9
"""A disk with less than this share free is nearly full, unless so many bytes are free."""

MEGABYTE = 10**6

LIBRARIES = ("pillow", "pillow-heif", "numpy", "opencv-python-headless")

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

    @property
    def is_nearly_full(self) -> bool:
        """Tell whether it is time to do something: of a large disk a small share is still much."""
        return self.free < min(self.total * LITTLE_FREE, MUCH_FREE)


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


async def async_spaces(hass: HomeAssistant, directory: Path) -> tuple[Space, Space]:
    """Look at the directory's disk and at the memory."""
    return await hass.async_add_executor_job(_spaces, directory)


async def async_versions(hass: HomeAssistant) -> dict[str, str | None]:
    """Return the versions of the libraries for pixels; None for one that is not installed."""
    return await hass.async_add_executor_job(_versions)


async def async_check_disk(hass: HomeAssistant, directory: Path) -> None:
    """Tell people when the directory's disk is nearly full, until it is so no longer."""
    try:
        disk = await hass.async_add_executor_job(_disk, directory)
    except OSError:
        return  # Then there is nothing to tell of it, and who writes hears of it anyway.
    if disk.is_nearly_full:
        free = {"free": str(disk.free // MEGABYTE)}
        async_raise_issue(hass, IssueKind.DISK_NEARLY_FULL, free)
    else:
        async_clear_issue(hass, IssueKind.DISK_NEARLY_FULL)


async def async_health(hass: HomeAssistant, client: ImmichClient, directory: Path) -> Health:
    """Look at the directory's disk, at the memory, and ask Immich whether it takes the key."""
    spaces, immich = await asyncio.gather(async_spaces(hass, directory), _async_ask(client))
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


def _versions() -> dict[str, str | None]:
    found: dict[str, str | None] = dict.fromkeys(LIBRARIES)
    for name in LIBRARIES:
        with suppress(PackageNotFoundError):
            found[name] = version(name)
    return found


def _spaces(directory: Path) -> tuple[Space, Space]:
    memory = psutil.virtual_memory()
    return _disk(directory), Space(memory.total, memory.used, memory.available)


def _disk(directory: Path) -> Space:
    # The folder is made with the first photo; its disk is that of the nearest folder there is.
    existing = next(path for path in (directory, *directory.parents) if path.exists())
    disk = shutil.disk_usage(existing)
    return Space(disk.total, disk.used, disk.free)
