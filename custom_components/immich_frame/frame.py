"""What a frame shows and when: has photos chosen, publishes them, keeps trying when none is had."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
import logging

from homeassistant.config_entries import ConfigEntry, ConfigSubentry
from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback

from .account import Account
from .chooser import Chooser
from .coordinator import LAST_RETRY, PoolCoordinator
from .errors import OUR_ERRORS, UNUSABLE, NoEarlierPhotoError, NoPhotosError
from .history_store import HistoryStore
from .immich.errors import RefusedKeyError
from .options import FrameOptions, smart_source
from .selection.errors import SourceGoneError
from .selection.pool import PoolQuery
from .selection.preset import Preset
from .shown import Recent, Shown
from .source_issue import async_clear_source_gone, async_raise_source_gone
from .store import FrameStore
from .turns import Job, Turns

_LOGGER = logging.getLogger(__name__)

MAX_WAITING = 3
DEADLINE = timedelta(seconds=90)


@dataclass(slots=True)
class AccountWithFrames(Account):
    """An account as its config entry holds it."""

    frames: dict[str, Frame] = field(default_factory=dict)


type ImmichFrameConfigEntry = ConfigEntry[AccountWithFrames]


class Frame:
    """One configured frame."""

    def __init__(
        self,
        hass: HomeAssistant,
        entry: ImmichFrameConfigEntry,
        subentry: ConfigSubentry,
        account: Account,
    ) -> None:
        """Show nothing yet: `async_start` does."""
        self.hass = hass
        self.entry = entry
        self.frame_id = subentry.subentry_id
        self.name = subentry.title
        self.options = FrameOptions.of(subentry.data)
        self.account = account
        self.coordinator = PoolCoordinator(
            hass,
            entry,
            name=self.name,
            client=account.client,
            options=self.options,
            circumstances=account.circumstances,
            random=account.random,
        )
        self.store = FrameStore(hass, self.frame_id)
        self.last_error: Exception | None = None
        self._fits: tuple[Preset, str] | None = None
        self._recent = Recent()
        self._history = HistoryStore(hass, self.frame_id)
        self.chooser = Chooser(
            self.name, account, self.coordinator, self._history, self._recent, self.options
        )
        self.turns: Turns[object, Shown] = Turns(
            partial(entry.async_create_background_task, hass, name=f"{self.name}: new image"),
            most_waiting=MAX_WAITING,
            deadline=DEADLINE,
        )
        self._listeners: set[CALLBACK_TYPE] = set()
        self._trying: asyncio.Task[None] | None = None

    @property
    def shown(self) -> Shown | None:
        """Return the photo on the frame; None before the first."""
        return next(iter(self.recent), None)

    @property
    def recent(self) -> tuple[Shown, ...]:
        """Return the last renditions, the one on the frame first."""
        return self._recent.newest_first

    async def async_start(self) -> None:
        """Show what was shown before the restart; ask Immich in the background."""
        await self._history.async_load()
        self.chooser.use_history()
        if (stored := await self.store.async_load()) is not None:
            self._recent.add(stored)
            if stored.look == self.options.look and self.chooser.may_show(stored):
                self._fits = self._wanted
        # A coordinator asks again only while someone listens.
        self.entry.async_on_unload(self.coordinator.async_add_listener(self._pool_changed))
        self._try_in_background(self._async_begin())

    async def async_stop(self) -> None:
        """Give up what is on its way, so that nothing is written later; write what is due."""
        await self.turns.async_stop()
        await self.store.async_flush()

    async def async_unload(self) -> None:
        """Stop, and write down what was shown, which at the end Home Assistant does by itself."""
        await self.async_stop()
        await self._history.async_stop()

    @callback
    def async_add_listener(self, listener: CALLBACK_TYPE) -> CALLBACK_TYPE:
        """Call back whenever the photo, or what keeps it from changing, has changed."""
        self._listeners.add(listener)
        return lambda: self._listeners.discard(listener)

    @callback
    def async_apply(self, options: FrameOptions) -> None:
        """Take changed options, and in the background show a photo that fits them."""
        if options == self.options:
            return
        self._take(options)
        self._follow_options()

    @callback
    def async_select(self, name: str) -> None:
        """Make another preset active, and show a photo of it soon. Raises UnknownPresetError."""
        self._activate(name)
        self._follow_options()

    async def async_show_preset(
        self, name: str, text: str | None = None, chosen_range: int | None = None
    ) -> Shown:
        """Make another preset active and show a photo of it, or what a text or a range asks for.

        Raises UnknownPresetError, and what `async_new_image` raises; the frame then tries on.
        """
        self._activate(name)
        try:
            if text is None and chosen_range is None:
                wanted = self.options.pool_query
                return await self.async_turn(wanted, partial(self._async_draw, wanted))
            return await self.async_new_image(text, chosen_range)
        finally:
            self._follow_options()

    async def async_new_image(
        self, text: str | None = None, chosen_range: int | None = None
    ) -> Shown:
        """Show the next photo, or one of the best for a text, or of the first so many.

        What is searched for passes the filters of the active preset, too. Equal calls share one
        result, others wait. Raises OUR_ERRORS but ImagingError; what is shown stays.
        """
        if text is None and chosen_range is None:
            return await self.async_turn("next", self.async_find_next)
        source = self.options.preset.source if text is None else smart_source(text)
        wanted = self.options.query_of(source, chosen_range)
        return await self.async_turn(wanted, partial(self._async_draw, wanted))

    async def async_previous(self) -> Shown:
        """Go back along what was shown. Raises NoEarlierPhotoError at its beginning."""
        return await self.async_turn("previous", self._async_previous)

    async def async_show(self, asset_id: str | None = None, position: int | None = None) -> Shown:
        """Show a certain photo, or the one at a rank of the frame's pool, counted from 1."""
        job = partial(self._async_show_one, asset_id, 0 if asset_id else position or 1)
        return await self.async_turn(("show", asset_id, position), job)

    def _activate(self, name: str) -> None:
        self._take(self.options.with_active(name))
        subentry = self.entry.subentries[self.frame_id]
        data = self.options.as_data()
        self.hass.config_entries.async_update_subentry(self.entry, subentry, data=data)

    def _take(self, options: FrameOptions) -> None:
        self.options = self.chooser.options = options
        self.coordinator.async_apply(options)
        self._publish()

    def _follow_options(self) -> None:
        if self._is_outdated:
            self._try_in_background(self._async_follow_options())

    def _try_in_background(self, job: Job[None]) -> None:
        if self._trying is not None:
            self._trying.cancel()  # One that tries is enough, and this one knows the options.
        self._trying = self.entry.async_create_background_task(self.hass, job, self.name)

    async def async_turn(self, key: object, job: Callable[[], Job[Shown]]) -> Shown:
        """Do a job when its turn comes, and put up the photo that it returns."""
        return await self.turns.async_take(key, partial(self._async_change, job))

    async def _async_change(self, job: Callable[[], Job[Shown]]) -> Shown:
        wanted = self._wanted
        try:
            shown = await job()
        except RefusedKeyError:
            self.entry.async_start_reauth(self.hass)
            raise
        self._fits = wanted
        self.last_error = None
        self._put_up(shown)
        return shown

    async def _async_fitting(self) -> Shown:
        """Return the photo that is shown as it looks now, or another when that is what changed."""
        if self.shown and self._fits and self._fits[0] == self.options.preset:
            with suppress(*UNUSABLE):
                return await self.chooser.async_load_anew(self.shown)
        return await self._async_draw(self.options.pool_query)

    async def _async_draw(self, wanted: PoolQuery) -> Shown:
        shown = await self.chooser.async_draw(wanted)
        self.chooser.mark_shown(shown)
        return shown

    async def async_find_next(self) -> Shown:
        """Find the next photo, without showing it."""
        again = await self.chooser.async_walk(1)
        return again or await self._async_draw(self.options.pool_query)

    async def _async_previous(self) -> Shown:
        if (shown := await self.chooser.async_walk(-1)) is None:
            raise NoEarlierPhotoError("There is no earlier photo")
        return shown

    async def _async_show_one(self, asset_id: str | None, position: int) -> Shown:
        asset_id = asset_id or await self.chooser.async_position(position)
        is_on = self.shown is not None and self.shown.asset_id == asset_id
        shown = await self.chooser.async_load(asset_id, position)
        if not is_on:  # To go back from it leads to the one before.
            self.chooser.mark_shown(shown)
        return shown

    @property
    def _wanted(self) -> tuple[Preset, str]:
        return self.options.preset, self.options.look

    @property
    def _is_outdated(self) -> bool:
        return self._fits != self._wanted

    def _put_up(self, shown: Shown) -> None:
        self._recent.add(shown)
        self._publish()
        # Not a part of the call: who waits for the photo need not wait for the disk.
        self.entry.async_create_task(self.hass, self.store.async_save(shown), self.name)

    @callback
    def _publish(self) -> None:
        for listener in list(self._listeners):
            listener()

    @callback
    def _pool_changed(self) -> None:
        """Ask people to choose again when something that the preset names is gone from Immich."""
        pool, problem = self.coordinator.data, self.coordinator.problem
        is_own = pool is not None and pool.query == self.options.pool_query
        if isinstance(problem, SourceGoneError) or (is_own and pool and pool.missing):
            async_raise_source_gone(
                self.hass, self.entry.entry_id, self.frame_id, self.name, self.options.active
            )
        elif problem is None:
            async_clear_source_gone(self.hass, self.frame_id)
        self._publish()

    async def _async_begin(self) -> None:
        if not self._is_outdated:
            await self.coordinator.async_ask()
        await self._async_catch_up()

    async def _async_follow_options(self) -> None:
        # A call that began before may still show a photo of the size or the query before.
        await self.turns.async_wait()
        await self._async_catch_up()

    async def _async_catch_up(self) -> None:
        """Try until there is a photo that fits the options: the first, or one after a change."""
        while self._is_outdated:
            try:
                await self.async_turn("catch up", self._async_fitting)
            except OUR_ERRORS as err:
                is_empty = isinstance(err, NoPhotosError)
                level = logging.WARNING if is_empty and not self.last_error else logging.DEBUG
                _LOGGER.log(level, "%s has no photo to show: %s", self.name, err)
                self.last_error = err
                self._publish()
                # Finding out that nothing passes can take many requests.
                wait = LAST_RETRY if is_empty else self.coordinator.retry_after
                await asyncio.sleep(wait.total_seconds())
