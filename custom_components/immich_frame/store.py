"""What outlives a restart: the photo that a frame shows. Atomic, and sparing with writes."""

import asyncio
from contextlib import suppress
from datetime import datetime, timedelta
import json
import logging
from pathlib import Path
import shutil

from atomicwrites import AtomicWriter

from homeassistant.core import CALLBACK_TYPE, HassJob, HomeAssistant
from homeassistant.helpers.event import async_call_later
from homeassistant.helpers.storage import STORAGE_DIR

from .const import DOMAIN
from .health import async_check_disk
from .shown import Shown
from .shown_json import from_json, to_json

_LOGGER = logging.getLogger(__name__)

WRITE_INTERVAL = timedelta(minutes=10)
"""At 4K a photo is about 1.1 MB: a slideshow that wrote each one would wear an SD card out."""

_DETAILS = "shown.json"


class FrameStore:
    """The files of one frame: the rendition, and beside it what it shows.

    The rendition is written under a name of its own before the details that name it are replaced,
    so that a crash at any moment leaves the old pair or the new one.
    """

    def __init__(
        self, hass: HomeAssistant, frame_id: str, write_interval: timedelta = WRITE_INTERVAL
    ) -> None:
        """Write into the frame's own folder."""
        self._hass = hass
        self._write_interval = write_interval.total_seconds()
        self._writing = asyncio.Lock()
        self._due: Shown | None = None
        self._written_at: float | None = None
        self._cancel_timer: CALLBACK_TYPE | None = None
        self._failing = False
        self.directory = images_directory(hass) / frame_id
        self.on_disk: Shown | None = None

    @property
    def image_path(self) -> Path | None:
        """Return the file of the rendition that a restart would bring back."""
        return self.directory / _image_name(self.on_disk) if self.on_disk else None

    async def async_load(self) -> Shown | None:
        """Return what was shown last, or None when nothing usable is stored."""
        self.on_disk = await self._hass.async_add_executor_job(_load, self.directory)
        return self.on_disk

    async def async_save(self, shown: Shown) -> None:
        """Write at once, or when the last write is long enough ago."""
        self._due = shown
        if self._cancel_timer is not None:
            return
        wait = self._seconds_to_wait()
        if wait <= 0:
            await self.async_flush()
        else:
            job = HassJob(self._async_write_due, cancel_on_shutdown=True)
            self._cancel_timer = async_call_later(self._hass, wait, job)

    async def async_flush(self) -> None:
        """Write what is due, now; when it returns, no write is left on its way."""
        if self._cancel_timer is not None:
            self._cancel_timer()
            self._cancel_timer = None
        async with self._writing:
            shown, self._due = self._due, None
            if shown is not None:
                await self._async_write(shown)

    async def _async_write(self, shown: Shown) -> None:
        self._written_at = self._hass.loop.time()
        try:
            await self._hass.async_add_executor_job(_write, self.directory, shown)
        except OSError as err:
            self._log_failure(err)
            self._due = self._due or shown  # The next photo, or the end, tries again.
        else:
            self._failing = False
            self.on_disk = shown
        await async_check_disk(self._hass, self.directory)

    async def _async_write_due(self, _now: datetime) -> None:
        self._cancel_timer = None
        await self.async_flush()

    def _seconds_to_wait(self) -> float:
        if self._written_at is None:
            return 0
        return self._written_at + self._write_interval - self._hass.loop.time()

    def _log_failure(self, err: OSError) -> None:
        if not self._failing:
            _LOGGER.warning(
                "The photo is shown but cannot be stored in %s: %s. After a restart the frame will"
                " show an older one",
                self.directory,
                err.strerror or err,
            )
        self._failing = True


def images_directory(hass: HomeAssistant) -> Path:
    """Return the folder of all frames' files, which backups leave out."""
    return Path(hass.config.cache_path(DOMAIN))


async def async_remove_files(hass: HomeAssistant, keep: set[str]) -> None:
    """Delete the files of all frames but those to keep: removing a frame has no hook."""
    await hass.async_add_executor_job(_remove_folders, images_directory(hass), keep)
    histories = Path(hass.config.path(STORAGE_DIR))
    await hass.async_add_executor_job(_remove_histories, histories, keep)


def _remove_folders(parent: Path, keep: set[str]) -> None:
    try:
        folders = list(parent.iterdir())
    except OSError:
        return  # Nothing was ever stored, or the disk is ill: not worth the account.
    for folder in folders:
        if folder.name not in keep:
            shutil.rmtree(folder, ignore_errors=True)
    if not keep:
        shutil.rmtree(parent, ignore_errors=True)


def _remove_histories(parent: Path, keep: set[str]) -> None:
    # Those that were set aside carry another ending after the frame's id.
    for file in parent.glob(f"{DOMAIN}.*"):
        if file.name.split(".")[1] not in keep:
            with suppress(OSError):
                file.unlink()


async def async_set_aside(hass: HomeAssistant, path: str) -> None:
    """Rename a file that cannot be used, so that it is neither lost nor read again."""
    await hass.async_add_executor_job(_set_aside, Path(path))


def _set_aside(path: Path) -> None:
    with suppress(OSError):
        path.replace(path.with_name(f"{path.name}.corrupt"))


def _image_name(shown: Shown) -> str:
    return f"{shown.key}.{shown.rendition.format.suffix}"


def _write(directory: Path, shown: Shown) -> None:
    directory.mkdir(parents=True, exist_ok=True)
    image, details = directory / _image_name(shown), directory / _DETAILS
    _replace(image, shown.rendition.data)
    _replace(details, json.dumps(to_json(shown) | {"image": image.name}).encode())
    # Older renditions, and what a crash in the middle of a write left behind.
    for other in directory.iterdir():
        if other not in {image, details}:
            with suppress(OSError):
                other.unlink()


def _replace(path: Path, data: bytes) -> None:
    with AtomicWriter(str(path), mode="wb", overwrite=True).open() as file:
        file.write(data)


def _load(directory: Path) -> Shown | None:
    try:
        details = json.loads((directory / _DETAILS).read_bytes())
        data = (directory / Path(details["image"]).name).read_bytes()
        return from_json(details, data)
    except FileNotFoundError, NotADirectoryError:
        return None
    except (OSError, ValueError, LookupError, TypeError, RecursionError) as err:
        _LOGGER.warning("The photo stored in %s cannot be used: %s", directory, err)
        return None
