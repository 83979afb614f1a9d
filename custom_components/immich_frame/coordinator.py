"""The result set of one frame: three hours old at most, kept while Immich is away."""

from collections.abc import Callable
from datetime import datetime, timedelta
import logging
from typing import Any, override

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant, callback
from homeassistant.exceptions import ConfigEntryAuthFailed
from homeassistant.helpers.update_coordinator import DataUpdateCoordinator, UpdateFailed

from .errors import FrameStoppedError, translation
from .immich.client import ImmichClient
from .immich.errors import ImmichError, RefusedKeyError
from .options import FrameOptions
from .selection.pool import Pool, PoolQuery

_LOGGER = logging.getLogger(__name__)

FIRST_RETRY = timedelta(minutes=1)
LAST_RETRY = timedelta(minutes=15)


class PoolCoordinator(DataUpdateCoordinator[Pool | None]):
    """Asks Immich again when the pool's time is over; a failure keeps the old pool."""

    def __init__(  # noqa: PLR0913 a coordinator is where these meet
        self,
        hass: HomeAssistant,
        entry: ConfigEntry[Any],
        *,
        name: str,
        client: ImmichClient,
        options: FrameOptions,
        now: Callable[[], datetime],
    ) -> None:
        """Ask nothing yet: the frame starts it."""
        super().__init__(
            hass,
            _LOGGER,
            config_entry=entry,
            name=name,
            update_interval=options.pool_lifetime,
        )
        self._client = client
        self._entry = entry
        self._lifetime = options.pool_lifetime
        self._query = options.pool_query
        self._now = now
        self._failures = 0

    @callback
    def async_apply(self, options: FrameOptions) -> None:
        """Take changed options, which the next refresh follows."""
        self.update_interval = self._lifetime = options.pool_lifetime
        self._query = options.pool_query

    @property
    def retry_after(self) -> timedelta:
        """Return when to try again: in a minute, then twice as long each time, at most 15."""
        return min(FIRST_RETRY * (1 << min(max(self._failures - 1, 0), 10)), LAST_RETRY)

    async def async_pool(self) -> Pool:
        """Return the pool of the frame's query, asking Immich first when it has to be.

        Raises ImmichError when there is none and Immich does not give one.
        """
        if self._has_to_ask():
            await self.async_refresh()
        if self.last_update_success and self.data and self.data.query != self._query:
            await self.async_refresh()  # The query was changed while Immich was asked.
        if self.data is not None and self.data.query == self._query:
            return self.data
        # The coordinator raises what it shows to people; its cause is what happened.
        cause = self.last_exception.__cause__ if self.last_exception else None
        raise cause or FrameStoppedError("The frame was stopped")

    async def async_fetch(self, query: PoolQuery) -> Pool:
        """Ask Immich for the photos of any query, without keeping them."""
        ids = await self._client.photo_ids(query.photos, query.range)
        return Pool(query, ids, self._now())

    def _has_to_ask(self) -> bool:
        """Tell whether there is no pool to draw from, or one that the timer did not renew.

        After a failure the timer tries again, so that a call need not wait for a server that is
        away. It does not run after a refused key, nor where the user has turned polling off.
        """
        pool = self.data
        if pool is None or not pool.ids or pool.query != self._query:
            return True
        is_old = pool.age(self._now()) >= self._lifetime
        has_timer = not (
            self._entry.pref_disable_polling
            or isinstance(self.last_exception, ConfigEntryAuthFailed)
        )
        return is_old and (self.last_update_success or not has_timer)

    @override
    async def _async_update_data(self) -> Pool:
        try:
            pool = await self.async_fetch(self._query)
        except ImmichError as err:
            self._failures += 1
            if isinstance(err, RefusedKeyError):
                raise ConfigEntryAuthFailed(**translation(err)) from err
            seconds = self.retry_after.total_seconds()
            raise UpdateFailed(**translation(err), retry_after=seconds) from err
        self._failures = 0
        return pool
