"""What a frame showed, over restarts: a file in .storage, written sparingly and never torn."""

from datetime import timedelta
import logging
from typing import Any

from homeassistant.core import HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError, UnsupportedStorageVersionError
from homeassistant.helpers.storage import Store

from .const import DOMAIN
from .selection.history import History
from .store import async_set_aside

_LOGGER = logging.getLogger(__name__)

VERSION = 1
WRITE_DELAY = timedelta(minutes=10)
"""A crash loses at most this much; a write for every photo would wear an SD card out."""


# What Home Assistant raises for a file that is JSON, but none that it wrote.
BAD_FILE = (AttributeError, KeyError, NotImplementedError, TypeError, ValueError)


class HistoryStore:
    """The history of one frame and its file."""

    def __init__(self, hass: HomeAssistant, frame_id: str) -> None:
        """Begin with an empty history: `async_load` brings the stored one."""
        self.history = History()
        self._hass = hass
        self._key = history_key(frame_id)
        self._store: Store[dict[str, Any]] = Store(hass, VERSION, self._key, private=True)
        self._is_due = False
        self._is_changed = False
        self._is_writable = True

    async def async_load(self) -> None:
        """Read what is stored; what cannot be used is set aside, and the frame begins anew."""
        try:
            stored = await self._store.async_load()
        except UnsupportedStorageVersionError as err:
            self._is_writable = False
            _LOGGER.warning(
                "The history %s was written by a newer version and is left alone: until this"
                " version is updated, photos come again after a restart (%s)",
                self._key,
                err,
            )
            return
        except (HomeAssistantError, OSError) as err:
            self._is_writable = False
            _LOGGER.warning("The history %s cannot be read and is left alone: %s", self._key, err)
            return
        except BAD_FILE as err:
            await self._async_set_aside(err)
            return
        if stored is not None:
            await self._async_use(stored)

    @callback
    def async_note_change(self) -> None:
        """Write within `WRITE_DELAY`, or when Home Assistant stops."""
        if not self._is_writable:
            return
        self._is_changed = True
        # Another call for a save that is due would put it off, and a slideshow calls all the time.
        if not self._is_due:
            self._is_due = True
            self._store.async_delay_save(self._content, WRITE_DELAY.total_seconds())

    async def async_stop(self) -> None:
        """Write what changed, and nothing from now on: another may use the file."""
        if self._is_changed:
            self._is_changed = False
            await self._store.async_save(self._content())
        self._is_writable = False

    async def _async_use(self, stored: dict[str, Any]) -> None:
        try:
            self.history = History.from_json(stored)
        except ValueError as err:
            await self._async_set_aside(err)

    async def _async_set_aside(self, err: Exception) -> None:
        await async_set_aside(self._hass, self._store.path)
        _LOGGER.warning("The history %s cannot be used and was set aside: %s", self._key, err)

    @callback
    def _content(self) -> dict[str, Any]:
        self._is_due = False
        return self.history.to_json()


def history_key(frame_id: str) -> str:
    """Return the name of a frame's history in .storage."""
    return f"{DOMAIN}.{frame_id}"
