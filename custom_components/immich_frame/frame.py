"""What a frame shows and when: has photos chosen, publishes them, keeps the next one ready."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial

from homeassistant.config_entries import ConfigEntry, ConfigSubentry
from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback

from .account import Account
from .catch_up import CatchUp
from .chooser import Chooser
from .coordinator import PoolCoordinator
from .errors import NO_FAILURES, OUR_ERRORS, UNUSABLE
from .history_store import HistoryStore
from .immich.errors import RefusedKeyError
from .options import FrameOptions, smart_source
from .prefetch import Prefetch
from .selection.pool import PoolQuery
from .selection.preset import Preset
from .shown import Recent, Shown
from .slideshow import Slideshow
from .store import FrameStore
from .turns import Job, Turns


@dataclass(slots=True)
class AccountWithFrames(Account):
    """An account as its config entry holds it."""

    frames: dict[str, Frame] = field(default_factory=dict)


type ImmichFrameConfigEntry = ConfigEntry[AccountWithFrames]
type Wanted = tuple[Preset, str]
"""The preset that a photo is to be of, and the look that it is to have."""


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
        self.options = FrameOptions.of(subentry.data)
        self.account = account
        self.coordinator = PoolCoordinator(hass, entry, subentry.title, account, self.options)
        self.store = FrameStore(hass, self.frame_id)
        self.last_failure: Exception | None = None
        self.restored: tuple[str, ...] = ()  # The ids of the photos of before a restart.
        self._fits: Wanted | None = None
        self._recent = Recent()
        self.history_store = HistoryStore(hass, self.frame_id)
        self.chooser = Chooser(
            account, self.coordinator, self.history_store, self._recent, self.options
        )
        begin_task = partial(entry.async_create_background_task, hass, name=self.name)
        self.turns: Turns[object, Shown] = Turns(begin_task)
        self._catch_up = CatchUp(
            self.coordinator,
            begin_task,
            is_outdated=lambda: self._is_outdated,
            attempt=partial(self.async_turn, "catch up", self._async_fitting),
            changed=self._publish,
        )
        self._prefetch = Prefetch(self.chooser, self.turns, begin_task, self._may_prefetch)
        self.slideshow = Slideshow(
            hass,
            self.turns,
            begin_task,
            show_next=self.async_new_image,
            changed=self._publish,
            seen=self._prefetch.begin,
        )
        self._listeners: set[CALLBACK_TYPE] = set()

    @property
    def name(self) -> str:
        """Return what people call the frame."""
        return self.coordinator.name

    @property
    def shown(self) -> Shown | None:
        """Return the photo on the frame; None before the first."""
        return next(iter(self.recent), None)

    @property
    def last_error(self) -> Exception | None:
        """Return why there is no photo that fits the options; None when there is one."""
        return self._catch_up.error

    @property
    def recent(self) -> tuple[Shown, ...]:
        """Return the last renditions, the one on the frame first."""
        return self._recent.newest_first

    async def async_start(self) -> None:
        """Show what was shown before the restart; ask Immich in the background."""
        await self.history_store.async_load()
        self.chooser.use_history()
        if (stored := await self.store.async_load()) is not None:
            self._recent.add(stored)
            self.restored = stored.asset_ids
            if stored.look == self.options.look and self.chooser.may_show(stored):
                self._fits = self._wanted
        self.entry.async_on_unload(self.slideshow.async_stop)
        self.slideshow.async_start(self.options.schedule, stored.shown_at if stored else None)
        # A coordinator asks again only while someone listens.
        self.entry.async_on_unload(self.coordinator.async_add_listener(self._pool_changed))
        self.entry.async_on_unload(self._prefetch.follow(self.account.reachability))
        self._catch_up.begin_after_start()

    async def async_stop(self) -> None:
        """Give up what is on its way, so that nothing is written later; write what is due."""
        self.slideshow.async_stop()
        await self.turns.async_stop()
        await self.store.async_flush()

    async def async_unload(self) -> None:
        """Stop, and write down what was shown, which at the end Home Assistant does by itself."""
        await self.async_stop()
        await self.history_store.async_stop()

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
    def async_save(self, options: FrameOptions) -> None:
        """Store changed options, and follow them."""
        self._store_options(options)
        self._follow_options()

    async def async_show_preset(
        self, name: str, text: str | None = None, chosen_range: int | None = None
    ) -> Shown:
        """Make another preset active and show a photo of it, or what a text or a range asks for.

        Raises UnknownPresetError, and what `async_new_image` raises; the frame then tries on.
        """
        self._store_options(self.options.with_active(name))
        try:
            if text is None and chosen_range is None:
                return await self._async_draw(self.options.pool_query, name)
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
            return await self.async_turn("next", self.chooser.async_next)
        source = self.options.preset.source if text is None else smart_source(text)
        return await self._async_draw(self.options.query_of(source, chosen_range))

    async def async_previous(self) -> Shown:
        """Go back along what was shown. Raises NoEarlierPhotoError at its beginning."""
        return await self.async_turn("previous", self.chooser.async_previous)

    async def async_show(self, asset_id: str | None = None, position: int | None = None) -> Shown:
        """Show a certain photo, or the one at a rank of the frame's pool, counted from 1."""
        job = partial(self.chooser.async_certain, asset_id, position or 1)
        return await self.async_turn(("show", asset_id, position), job, is_told=False)

    def note_favorite(self, asset_id: str, *, on: bool) -> None:
        """Know of a photo that it is a favourite now, or none any more."""
        self._recent.note_favorite(asset_id, on=on)
        self._save_and_publish()

    async def _async_draw(self, wanted: PoolQuery, preset: str | None = None) -> Shown:
        job = partial(self.chooser.async_draw, wanted, preset)
        return await self.async_turn((wanted, preset), job, self._wanted if preset else None)

    def _store_options(self, options: FrameOptions) -> None:
        if options == self.options:
            return
        self._take(options)
        subentry, data = self.entry.subentries[self.frame_id], options.as_data()
        self.hass.config_entries.async_update_subentry(self.entry, subentry, data=data)

    def _take(self, options: FrameOptions) -> None:
        self.options = self.chooser.options = options
        self.coordinator.async_apply(options)
        self.slideshow.async_follow(options.schedule, None)
        self._publish()

    def _follow_options(self) -> None:
        if self._is_outdated:
            # A call that began before may still show a photo of the size or the query before.
            self._catch_up.begin(self.turns.async_wait)
        self._prefetch.begin()

    async def async_turn(
        self,
        key: object,
        job: Callable[[], Job[Shown]],
        wanted: Wanted | None = None,
        *,
        is_told: bool = True,
    ) -> Shown:
        """Do a job when its turn comes, and put up the photo that it returns.

        It is what is `wanted`, or else what is wanted at that time. A failure that `is_told` is one
        that keeps other photos from the frame; any other is for the caller alone.
        """
        return await self.async_take(key, partial(self._async_change, job, wanted), is_told=is_told)

    async def async_take(
        self, key: object, job: Callable[[], Job[Shown]], *, is_told: bool = True
    ) -> Shown:
        """Do a job when its turn comes, which may leave the photo on the frame as it is."""
        try:
            return await self.turns.async_take(key, job)
        except OUR_ERRORS as err:
            if isinstance(err, RefusedKeyError):
                self.entry.async_start_reauth(self.hass)
            if is_told and not isinstance(err, NO_FAILURES):
                self.last_failure = err
                self._publish()
            raise

    async def _async_change(self, job: Callable[[], Job[Shown]], wanted: Wanted | None) -> Shown:
        wanted = wanted or self._wanted
        shown = await job()
        self._fits = wanted
        self._catch_up.error = self.last_failure = None
        self._put_up(shown)
        return shown

    async def _async_fitting(self) -> Shown:
        """Return the photo that is shown as it looks now, or another when that is what changed."""
        if self.shown and self._fits and self._fits[0] == self.options.preset:
            with suppress(*UNUSABLE):
                return await self.chooser.async_load_anew(self.shown)
        return await self.chooser.async_draw(self.options.pool_query)

    @property
    def _wanted(self) -> Wanted:
        return self.options.preset, self.options.look

    @property
    def _is_outdated(self) -> bool:
        return self._fits != self._wanted

    def _put_up(self, shown: Shown) -> None:
        self._recent.add(shown)
        self.slideshow.async_follow(self.options.schedule, shown.shown_at)
        self._prefetch.begin()
        self._save_and_publish()

    def _save_and_publish(self) -> None:
        if self.shown is not None:
            # Not a part of the call: who waits for the photo need not wait for the disk.
            self.entry.async_create_task(self.hass, self.store.async_save(self.shown), self.name)
        self._publish()

    def _may_prefetch(self) -> bool:
        """Tell whether the next photo is worth a download now."""
        is_seen = self.shown is not None and self.slideshow.is_watched
        return self.options.prefetch and is_seen and not self._is_outdated

    def _publish(self) -> None:
        for listener in list(self._listeners):
            listener()

    def _pool_changed(self) -> None:
        if (pool := self.coordinator.data) and pool.query == self.options.pool_query:
            self.chooser.follow_pool(pool)
            self._prefetch.begin()
        self._publish()
