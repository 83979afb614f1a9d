"""The result set of one frame: three hours old at most, kept while Immich is away."""

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta
import logging
from typing import Any, override

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant, callback
from homeassistant.exceptions import ConfigEntryAuthFailed
from homeassistant.helpers.update_coordinator import DataUpdateCoordinator, UpdateFailed

from .account import Account
from .const import FIRST_RETRY, LAST_RETRY
from .errors import OUR_ERRORS, FrameStoppedError, UnexpectedError, translation
from .immich.errors import ImmichTimeoutError, RefusedKeyError, SmartSearchUnavailableError
from .options import FrameOptions
from .selection.gather import Gathering
from .selection.pool import Pool, PoolQuery, PoolUse, Substitute
from .selection.source import Source

_LOGGER = logging.getLogger(__name__)


class PoolCoordinator(DataUpdateCoordinator[Pool | None]):
    """Asks Immich again when the pool's time is over; a failure keeps the old pool."""

    def __init__(
        self,
        hass: HomeAssistant,
        entry: ConfigEntry[Any],
        name: str,
        account: Account,
        options: FrameOptions,
    ) -> None:
        """Ask nothing yet: the frame starts it."""
        super().__init__(
            hass,
            _LOGGER,
            config_entry=entry,
            name=name,
            update_interval=options.pool_lifetime,
        )
        self.use = PoolUse()
        self.problem: Exception | None = None
        self._no_smart_search_since: datetime | None = None
        self._is_unsaid = False
        self._client = account.client
        self._entry = entry
        self._lifetime = options.pool_lifetime
        self._cap = options.pool_cap
        self._query = options.pool_query
        self._circumstances = account.circumstances
        self._random = account.random
        self._failures = 0
        self._gathering: Gathering | None = None
        self._instead: Gathering | None = None
        self._asking: asyncio.Task[None] | None = None

    @callback
    def async_apply(self, options: FrameOptions) -> None:
        """Take changed options, which the next refresh follows."""
        self.update_interval = self._lifetime = options.pool_lifetime
        self._cap = options.pool_cap
        if options.pool_query != self._query:
            self._query = options.pool_query
            self._gathering = self._instead = self.problem = None
            self._no_smart_search_since = None
            self.use = PoolUse()

    @property
    def retry_after(self) -> timedelta:
        """Return when to try again: in a minute, then twice as long each time, at most 15."""
        return min(FIRST_RETRY * (1 << min(max(self._failures - 1, 0), 10)), LAST_RETRY)

    @property
    def without_smart_search(self) -> timedelta | None:
        """Return for how long smart search has not been there; None when it was, or is not used."""
        since = self._no_smart_search_since
        return None if since is None else self._circumstances().now - since

    async def async_ask(self) -> None:
        """Ask Immich, or wait for the answer to somebody who asks already.

        Who goes away leaves the question on its way: one that is given up in the middle would count
        as answered, and not be asked again before the pool's time is over.
        """
        if self._asking is None or self._asking.done():
            self._asking = self._entry.async_create_background_task(
                self.hass, self.async_refresh(), self.name
            )
        await asyncio.wait({self._asking})

    async def async_pool(self) -> Pool:
        """Return the pool of the frame's query, asking Immich first when it has to be.

        Raises ImmichError or SelectionError when there is none and Immich does not give one.
        """
        if self._has_to_ask():
            self.use.misses += 1
            await self.async_ask()
        else:
            self.use.hits += 1
        if self.last_update_success and self.data and self.data.query != self._query:
            await self.async_ask()  # The query was changed while Immich was asked.
        if self.data is not None and self.data.query == self._query:
            return self.data
        # The coordinator raises what it shows to people; its cause is what happened.
        if self.last_exception is None:
            raise FrameStoppedError("The frame was stopped")
        raise self.last_exception.__cause__ or UnexpectedError(str(self.last_exception))

    async def async_renew(self) -> None:
        """Ask Immich again from the start, whatever was asked before.

        Raises what keeps it from being answered; the old pool stays.
        """
        self._gathering = None
        await self.async_ask()
        if self.problem is not None:
            raise self.problem

    @callback
    def async_gathering(self, query: PoolQuery) -> Gathering:
        """Prepare to ask Immich for the photos of any query, as of now."""
        return Gathering(self._client, query, self._circumstances(), self._random)

    def _has_to_ask(self) -> bool:
        """Tell whether there is no pool to draw from, or one that the timer did not renew.

        After a failure the timer tries again, so that a call need not wait for a server that is
        away. It does not run after a refused key, nor where the user has turned polling off.
        """
        pool = self.data
        if pool is None or not pool.photos or pool.query != self._query:
            return True
        is_old = self._is_over(pool.query, pool.fetched_at)
        has_timer = not (
            self._entry.pref_disable_polling
            or isinstance(self.last_exception, ConfigEntryAuthFailed)
        )
        return is_old and (self.last_update_success or not has_timer)

    @override
    async def _async_update_data(self) -> Pool:
        try:
            pool = await self._async_gather()
        except OUR_ERRORS as err:
            self._note(err)
            if isinstance(err, RefusedKeyError):
                self._share_log(is_away=False)
                raise ConfigEntryAuthFailed(**translation(err)) from err
            if (substitute := await self._async_substitute(err)) is not None:
                self._share_log(is_away=False)
                return substitute
            self._share_log(is_away=self._client.is_connected is False)
            seconds = self.retry_after.total_seconds()
            raise UpdateFailed(**translation(err), retry_after=seconds) from err
        self._failures = 0
        self.problem = self.use.last_error = self._no_smart_search_since = None
        self.update_interval = self._lifetime
        self._share_log(is_away=False)
        return pool

    async def _async_gather(self) -> Pool:
        """Go on with what was begun before a failure, or begin."""
        gathering = self._gathering
        if gathering is None or self._is_over(gathering.query, gathering.circumstances.now):
            gathering = self.async_gathering(self._query)
        self._gathering = gathering
        pool = await self._async_run(gathering)
        self._gathering = self._instead = None
        return pool

    async def _async_run(self, gathering: Gathering) -> Pool:
        asked = gathering.requests
        try:
            return await gathering.run()
        finally:
            self.use.requests += gathering.requests - asked

    async def _async_substitute(self, err: Exception) -> Pool | None:
        """Return the library, filtered alike, for a search by text that cannot be had now.

        Only where there is no earlier pool of the query, which is better. The search is tried again
        by the timer, and nobody waits for it meanwhile.
        """
        query, pool = self._query, self.data
        is_search = isinstance(err, SmartSearchUnavailableError | ImmichTimeoutError)
        if not (is_search and query.source.is_ranked):
            return None
        is_first = pool is None or pool.query != query or not pool.photos
        if pool is not None and not is_first and pool.substitute is None:
            return None
        if self._instead is None or self._is_over(query, self._instead.circumstances.now):
            library = replace(query, source=Source(), limit=self._cap)
            self._instead = self.async_gathering(library)
        try:
            found = await self._async_run(self._instead)  # What was read before stays read.
        except OUR_ERRORS:
            return None
        if is_first:
            _LOGGER.warning("%s shows any photo of the library meanwhile: %s", self.name, err)
        self.update_interval = self.retry_after
        now, substitute = self._circumstances().now, Substitute.NO_SMART_SEARCH
        return replace(found, query=query, substitute=substitute, fetched_at=now)

    def _is_over(self, query: PoolQuery, since: datetime) -> bool:
        """Tell whether what was found at that time is too old, or another day's."""
        circumstances = self._circumstances()
        if circumstances.now - since >= self._lifetime:
            return True
        return (
            query.is_by_the_day
            and since.astimezone(circumstances.zone).date() != circumstances.today
        )

    def _note(self, err: Exception) -> None:
        self._failures += 1
        self.problem = err
        self.use.last_error = str(err)
        if isinstance(err, SmartSearchUnavailableError):
            self._no_smart_search_since = self._no_smart_search_since or self._circumstances().now

    def _share_log(self, *, is_away: bool) -> None:
        """Leave the lines about a server that is away to the account: one for all its frames.

        Home Assistant logs a failure after a success, and a success after a failure.
        """
        if self._is_unsaid:
            self.last_update_success = True
        self._is_unsaid = is_away and self.last_update_success
        if self._is_unsaid:
            self.last_update_success = False

    @override
    @callback
    def _async_refresh_finished(self) -> None:
        """Tell of every failure: Home Assistant does of the first, and the next may be another."""
        if not self.last_update_success and self._failures > 1:
            self.async_update_listeners()
