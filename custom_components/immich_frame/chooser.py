"""Which photo a frame shows next: draws from pools, and walks along what was shown."""

from collections.abc import Collection, Mapping
from dataclasses import replace
import logging

from .account import Account
from .ahead import Ahead, Setting
from .coordinator import PoolCoordinator
from .errors import (
    DOUBTFUL,
    OUR_ERRORS,
    UNUSABLE,
    AllHiddenError,
    FilteredOutError,
    NoEarlierPhotoError,
    NoPhotosError,
    NoSuchPositionError,
    NoUsablePhotoError,
)
from .history_store import HistoryStore
from .options import FrameOptions
from .selection.picker import Choice, Draw, Picker
from .selection.pool import Pool, PoolQuery
from .selection.preview import preview
from .shown import Recent, Shown
from .stage import Stage
from .words import Words

_LOGGER = logging.getLogger(__name__)

MAX_TRIES = 5


class Chooser:
    """Finds photos for one frame. What it returns is shown by the frame, which then says so."""

    def __init__(
        self,
        account: Account,
        coordinator: PoolCoordinator,
        store: HistoryStore,
        recent: Recent,
        options: FrameOptions,
    ) -> None:
        """Choose nothing yet."""
        self.options = options
        self._recent = recent
        self._account = account
        # Photos that failed when none could be shown at all: the others come first.
        self._doubted: set[str] = set()
        self._ahead = Ahead()
        self._coordinator = coordinator
        self._store = store
        self._picker = Picker(account.random, store.history)
        self._stage = Stage(coordinator.hass, account, store)

    def use_history(self) -> None:
        """Go on with the history that was loaded meanwhile."""
        self._picker = Picker(self._account.random, self._store.history)

    async def async_next(self) -> Shown:
        """Go forward along what was shown; at its end take what is ready, or draw.

        Raises ImmichError, SelectionError and FrameError.
        """
        if (again := await self.async_walk(1)) is not None:
            return again
        setting, now = self._setting, self._account.now()
        if (ready := self._ahead.take(self.options, setting, now)) is not None:
            self.mark_shown(ready)
            return ready
        return await self.async_draw(self.options.pool_query)

    async def async_prepare(self) -> Shown:
        """Make the next photo ready, without showing it. Raises what drawing raises."""
        # They may change meanwhile, and then it does not fit.
        options, setting = self.options, self._setting
        shown = await self._async_draw(options.pool_query)
        self._ahead.put(shown, options, setting)
        return shown

    @property
    def is_prepared(self) -> bool:
        """Tell whether there is nothing to make ready: the next one is, or was shown before."""
        is_back = self._store.history.peek(1) is not None
        return is_back or self._ahead.is_ready(self.options, self._setting)

    @property
    def _setting(self) -> Setting:
        return Setting(self._account.circumstances().today, self._coordinator.hass.config.language)

    def follow_pool(self, pool: Pool) -> None:
        """Let go of what was made ready if the photo is not to be shown any more."""
        self._ahead.drop(but_for=pool.photos)

    async def async_previous(self) -> Shown:
        """Go back along what was shown. Raises NoEarlierPhotoError at its beginning."""
        if (shown := await self.async_walk(-1)) is None:
            raise NoEarlierPhotoError("There is no earlier photo")
        return shown

    async def async_draw(self, query: PoolQuery, preset: str | None = None) -> Shown:
        """Draw until a photo can be shown, a few times at most, and count it as shown.

        It is told as one of the preset that is named, or else of the active one if the query is
        that one's. Raises ImmichError, SelectionError and FrameError.
        """
        shown = await self._async_draw(query, preset)
        self.mark_shown(shown)
        return shown

    async def _async_draw(self, query: PoolQuery, preset: str | None = None) -> Shown:
        pool = await self.async_pool(query)
        if not pool.photos:
            raise await self._async_why_none(query)
        choice, preset = self._choice, preset or self._preset_of(query)
        await self._picker.prepare(pool, choice, self._account.now())
        failed: dict[str, bool] = {}
        try:
            while len(failed) < MAX_TRIES and (draw := self._draw(pool, choice, failed)):
                try:
                    shown = await self._async_load_drawn(draw, pool, preset)
                except UNUSABLE as err:
                    _LOGGER.warning("%s skips photo %s: %s", self._name, draw.asset_id, err)
                    failed[draw.asset_id] = isinstance(err, DOUBTFUL)
                else:
                    return shown
        finally:
            self._remember_failures(failed)
        if not failed:
            raise AllHiddenError("All photos are hidden, or failed lately")
        raise NoUsablePhotoError(f"None of {len(failed)} photos could be used")

    async def async_walk(self, direction: int) -> Shown | None:
        """Return the next photo along what was shown, 1 forward or -1 back, and go there.

        Photos that cannot be shown any more are passed over. None when there is no other: forward,
        another one can be drawn. Back, it raises ImmichError and ImagingError when that may change.
        """
        history, steps, tries = self._store.history, direction, 0
        error: Exception | None = None
        while tries < MAX_TRIES and (asset_id := history.peek(steps)) is not None:
            if history.is_stop(steps):
                tries += 1
                try:
                    shown = await self._async_load_again(asset_id, history.beside(steps))
                except UNUSABLE as err:
                    _LOGGER.warning("%s passes over photo %s: %s", self._name, asset_id, err)
                    error = err
                else:
                    history.walk(steps)
                    self._store.async_note_change()
                    return shown
            steps += direction
        if direction > 0 or error is None:
            return None
        if tries == MAX_TRIES:
            history.walk(steps - direction)  # The next call goes on behind them.
        elif not isinstance(error, DOUBTFUL):
            return None
        raise error

    async def async_certain(self, asset_id: str | None, position: int) -> Shown:
        """Load any photo of the account, archived or not, or the one at a rank of the pool from 1.

        Raises ImmichError, SelectionError and NoSuchPositionError.
        """
        draw = Draw(asset_id, 0) if asset_id else await self._async_at(position)
        pool, before = self._coordinator.data, next(iter(self._recent.newest_first), None)
        shown = await self._stage.async_load(draw, self.options, pool, with_archived=True)
        # To go back from a photo that is on the frame already leads to the one before.
        if before is None or before.asset_id != draw.asset_id:
            self.mark_shown(shown)
        return shown

    async def _async_at(self, position: int) -> Draw:
        pool = await self._coordinator.async_pool()
        if position > len(pool.photos):
            raise NoSuchPositionError(str(len(pool.photos)))
        return Draw(pool.photos[position - 1], position)

    async def async_load_anew(self, shown: Shown) -> Shown:
        """Load a photo as the options have it now, when they have changed since."""
        beside = shown.companion.asset_id if shown.companion else None
        pool, draw = self._coordinator.data, Draw(shown.asset_id, shown.position)
        anew = await self._stage.async_load(draw, self.options, pool, beside, with_archived=True)
        return replace(anew, preset=shown.preset, query=shown.query, substitute=shown.substitute)

    def may_show(self, shown: Shown) -> bool:
        """Tell whether neither the photo nor the one beside it is hidden."""
        history, companion = self._store.history, shown.companion
        return not (
            history.is_hidden(shown.asset_id)
            or (companion is not None and history.is_hidden(companion.asset_id))
        )

    def mark_shown(self, shown: Shown) -> None:
        """Remember that a photo was drawn and is on the frame: so the server is well."""
        for doubted in self._doubted:
            self._picker.mark_failed(doubted, self._account.now())
        self._doubted.clear()
        self._ahead.drop_any_of(shown.asset_ids)
        companion = shown.companion.asset_id if shown.companion else None
        self._picker.mark_shown(shown.asset_id, self._account.now(), companion)
        self._store.async_note_change()

    def hide(self, asset_id: str) -> None:
        """Never draw a photo again."""
        self._picker.hide(asset_id)
        self._ahead.drop_any_of((asset_id,))
        self._store.async_note_change()

    @property
    def _name(self) -> str:
        return self._coordinator.name

    @property
    def _choice(self) -> Choice:
        preset = self.options.preset
        return Choice(preset.order, preset.run_length, self.options.repeat_after)

    def _draw(self, pool: Pool, choice: Choice, failed: Collection[str]) -> Draw | None:
        now = self._account.now()
        draw = self._picker.draw(pool, choice, now, without=self._doubted.union(failed))
        if draw is None and self._doubted:
            self._doubted.clear()
            draw = self._picker.draw(pool, choice, now, without=failed)
        return draw

    def _remember_failures(self, failed: Mapping[str, bool]) -> None:
        """Let what failed wait; what may be the server's fault only comes after the others."""
        certain = [asset_id for asset_id, is_doubtful in failed.items() if not is_doubtful]
        for asset_id in certain:
            self._picker.mark_failed(asset_id, self._account.now())
        self._doubted.update(failed.keys() - certain)
        if certain:
            self._store.async_note_change()

    async def async_pool(self, wanted: PoolQuery) -> Pool:
        """Return the photos of a query, those that are known if they are not too old.

        Raises ImmichError and SelectionError.
        """
        own = self.options.pool_query
        if replace(wanted, limit=own.limit) == own and wanted.limit <= own.limit:
            pool = await self._coordinator.async_pool()
            if wanted.limit == own.limit:
                return pool
            return replace(pool, query=wanted, photos=pool.photos[: wanted.limit])
        kept = self._account.pools.get(wanted, self._account.now())
        return kept or await self._async_gather(wanted)

    async def _async_gather(self, wanted: PoolQuery) -> Pool:
        pools, gathering = self._account.pools, self._coordinator.async_gathering(wanted)
        try:
            pool = await gathering.run()
        except OUR_ERRORS as err:
            pools.note_error(wanted, str(err), gathering.requests)
            raise
        if pool.photos:
            pools.put(pool, gathering.requests)
        return pool

    async def _async_load_again(self, asset_id: str, beside: str | None) -> Shown:
        """Load a photo that was shown before; from memory if it is there, also without Immich."""
        kept = self._recent.find(asset_id, self.options.look)
        if kept is not None and self.may_show(kept):
            return replace(kept, shown_at=self._account.now())
        with_archived = self.options.preset.filters.with_archived
        pool, draw = self._coordinator.data, Draw(asset_id, 0)
        return await self._stage.async_load(
            draw, self.options, pool, beside, with_archived=with_archived
        )

    async def _async_load_drawn(self, draw: Draw, pool: Pool, preset: str | None) -> Shown:
        with_archived = pool.query.filters.with_archived
        shown = await self._stage.async_load(draw, self.options, pool, with_archived=with_archived)
        query, substitute = pool.query.source.text, pool.substitute
        return replace(shown, preset=preset, query=query, substitute=substitute)

    def _preset_of(self, query: PoolQuery) -> str | None:
        """Return the name of the preset that photos of this query are drawn for."""
        own = self.options.pool_query
        return self.options.active if replace(query, limit=own.limit) == own else None

    async def _async_why_none(self, query: PoolQuery) -> NoPhotosError:
        """Find out which filters leave nothing, and name them in the language people use here."""
        seen = await preview(self._account.client, query, self._account.circumstances())
        if not seen.emptied_by:
            return NoPhotosError("No photo passes the query")
        words = await Words.async_load(self._coordinator.hass)
        names = [words.say(f"selector.filter.options.{name}") for name in seen.emptied_by]
        return FilteredOutError(", ".join(names))
