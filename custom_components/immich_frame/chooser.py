"""Which photo a frame shows next: draws from pools, and walks along what was shown."""

from dataclasses import replace
import logging

from .account import Account
from .coordinator import PoolCoordinator
from .errors import (
    OUR_ERRORS,
    AllHiddenError,
    FilteredOutError,
    NoPhotosError,
    NoSuchPositionError,
    NoUsablePhotoError,
    RenderTimeoutError,
)
from .history_store import HistoryStore
from .imaging.errors import ImagingError
from .immich.errors import BadAnswerError, NotFoundError, ServerError, TooLargeError
from .options import FrameOptions
from .selection.picker import Choice, Draw, Picker
from .selection.pool import Pool, PoolQuery
from .selection.preview import preview
from .shown import Recent, Shown
from .words import Words

_LOGGER = logging.getLogger(__name__)

MAX_TRIES = 5

# One photo's fault, as far as can be told: the next one may do.
UNUSABLE = (
    BadAnswerError,
    ImagingError,
    NotFoundError,
    RenderTimeoutError,
    ServerError,
    TooLargeError,
)
# These may be the server's fault as well.
DOUBTFUL = (BadAnswerError, ServerError)


class Chooser:
    """Finds photos for one frame. What it returns is shown by the frame, which then says so."""

    def __init__(  # noqa: PLR0913, PLR0917 what a frame has is put together here
        self,
        name: str,
        account: Account,
        coordinator: PoolCoordinator,
        store: HistoryStore,
        recent: Recent,
        options: FrameOptions,
    ) -> None:
        """Choose nothing yet."""
        self.options = options
        self._recent = recent
        self._name = name
        self._account = account
        # Photos that failed when none could be shown at all: the others come first.
        self._doubted: set[str] = set()
        self._coordinator = coordinator
        self._store = store
        self._picker = Picker(account.random, store.history)

    def use_history(self) -> None:
        """Go on with the history that was loaded meanwhile."""
        self._picker = Picker(self._account.random, self._store.history)

    async def async_draw(self, query: PoolQuery) -> Shown:
        """Draw until a photo can be shown, a few times at most.

        Raises ImmichError, SelectionError and FrameError.
        """
        pool = await self._async_pool(query)
        if not pool.photos:
            raise await self._async_why_none(query)
        choice, preset = self._choice, self._preset_of(query)
        await self._picker.prepare(pool, choice, self._account.now())
        failed: dict[str, Exception] = {}
        try:
            while len(failed) < MAX_TRIES and (draw := self._draw(pool, choice, failed)):
                try:
                    shown = await self._async_load_drawn(draw, pool, preset)
                except UNUSABLE as err:
                    _LOGGER.warning("%s skips photo %s: %s", self._name, draw.asset_id, err)
                    failed[draw.asset_id] = err
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
            if not history.is_hidden(asset_id):
                tries += 1
                try:
                    shown = await self._async_load_again(asset_id)
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

    async def async_position(self, position: int) -> str:
        """Return the id of the photo at a rank of the frame's own pool, counted from 1."""
        pool = await self._coordinator.async_pool()
        if position > len(pool.photos):
            raise NoSuchPositionError(str(len(pool.photos)))
        return pool.photos[position - 1]

    async def async_load(self, asset_id: str, position: int = 0) -> Shown:
        """Load any photo of the account, archived or not."""
        return await self._async_load(Draw(asset_id, position), with_archived=True)

    def mark_shown(self, asset_id: str) -> None:
        """Remember that a photo was drawn and is on the frame: so the server is well."""
        for doubted in self._doubted:
            self._picker.mark_failed(doubted, self._account.now())
        self._doubted.clear()
        self._picker.mark_shown(asset_id, self._account.now())
        self._store.async_note_change()

    def hide(self, asset_id: str) -> None:
        """Never draw a photo again."""
        self._picker.hide(asset_id)
        self._store.async_note_change()

    @property
    def _choice(self) -> Choice:
        preset = self.options.preset
        return Choice(preset.order, preset.run_length, self.options.repeat_after)

    def _draw(self, pool: Pool, choice: Choice, failed: dict[str, Exception]) -> Draw | None:
        now = self._account.now()
        draw = self._picker.draw(pool, choice, now, without=self._doubted.union(failed))
        if draw is None and self._doubted:
            self._doubted.clear()
            draw = self._picker.draw(pool, choice, now, without=failed)
        return draw

    def _remember_failures(self, failed: dict[str, Exception]) -> None:
        """Let what failed wait; what may be the server's fault only comes after the others."""
        certain = [asset_id for asset_id, err in failed.items() if not isinstance(err, DOUBTFUL)]
        for asset_id in certain:
            self._picker.mark_failed(asset_id, self._account.now())
        self._doubted.update(failed.keys() - certain)
        if certain:
            self._store.async_note_change()

    async def _async_pool(self, wanted: PoolQuery) -> Pool:
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

    async def _async_load_again(self, asset_id: str) -> Shown:
        """Load a photo that was shown before; from memory if it is there, also without Immich."""
        if (kept := self._recent.find(asset_id, self.options.size)) is not None:
            return replace(kept, shown_at=self._account.now())
        with_archived = self.options.preset.filters.with_archived
        return await self._async_load(Draw(asset_id, 0), with_archived=with_archived)

    async def _async_load_drawn(self, draw: Draw, pool: Pool, preset: str | None) -> Shown:
        shown = await self._async_load(draw, with_archived=pool.query.filters.with_archived)
        query, substitute = pool.query.source.text, pool.substitute
        return replace(shown, preset=preset, query=query, substitute=substitute)

    async def _async_load(self, draw: Draw, *, with_archived: bool) -> Shown:
        loaded = await self._account.loader.async_load(
            draw.asset_id, self.options.size, with_archived=with_archived
        )
        asset = loaded.asset
        return Shown(
            asset_id=asset.id,
            file_name=asset.file_name,
            taken_at=asset.local_date_time,
            place=asset.place,
            people=asset.people,
            is_favorite=asset.is_favorite,
            preset=None,
            query=None,
            substitute=None,
            position=draw.position,
            shown_at=self._account.now(),
            rendition=loaded.rendition,
        )

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
