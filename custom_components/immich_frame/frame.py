"""What a frame shows and when: draws a photo, fetches it, has it rendered, publishes it."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
import logging
from random import Random

from homeassistant.config_entries import ConfigEntry, ConfigSubentry
from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback

from .coordinator import PoolCoordinator
from .errors import OUR_ERRORS, NoPhotosError, NoUsablePhotoError, RenderTimeoutError
from .imaging.errors import ImageTooLargeError, ImagingError
from .imaging.spec import READABLE_TYPES, RenderSpec, Rendition
from .immich.client import ImmichClient
from .immich.errors import (
    BadAnswerError,
    MissingPermissionError,
    NotFoundError,
    RefusedKeyError,
    ServerError,
    TooLargeError,
)
from .immich.models import Asset
from .immich.query import PhotoQuery
from .options import FrameOptions, ServerOptions
from .renderer import Renderer
from .selection.picker import Draw, Picker
from .selection.pool import Pool, PoolCache, PoolQuery
from .shown import Recent, Shown
from .store import FrameStore
from .turns import Turns

_LOGGER = logging.getLogger(__name__)

MAX_TRIES = 5
MAX_WAITING = 3
DEADLINE = timedelta(seconds=90)
MAX_RECENT = 10
MAX_RECENT_BYTES = 24 * 2**20

# One photo's fault, not the server's: the next one may do.
UNUSABLE = (
    BadAnswerError,
    ImagingError,
    NotFoundError,
    RenderTimeoutError,
    ServerError,
    TooLargeError,
)


@dataclass(slots=True)
class Account:
    """An Immich user on a server, with everything that his frames share."""

    name: str
    options: ServerOptions
    client: ImmichClient
    pools: PoolCache
    renderer: Renderer
    random: Random
    now: Callable[[], datetime]
    frames: dict[str, Frame] = field(default_factory=dict)


type ImmichFrameConfigEntry = ConfigEntry[Account]


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
            now=account.now,
        )
        self.store = FrameStore(hass, self.frame_id)
        self.last_error: Exception | None = None
        self._is_outdated = True
        self._picker = Picker(account.random)
        self._recent = Recent(MAX_RECENT, MAX_RECENT_BYTES)
        self.turns: Turns[PoolQuery, Shown] = Turns(
            partial(entry.async_create_background_task, hass, name=f"{self.name}: new image"),
            most_waiting=MAX_WAITING,
            deadline=DEADLINE,
        )
        self._listeners: set[CALLBACK_TYPE] = set()

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
        if (stored := await self.store.async_load()) is not None:
            self._recent.add(stored)
            self._picker.mark_shown(stored.asset_id)
            self._is_outdated = stored.rendition.size != self.options.size
        # A coordinator asks again only while someone listens.
        self.entry.async_on_unload(self.coordinator.async_add_listener(self._publish))
        self.entry.async_create_background_task(
            self.hass, self._async_begin(), f"{self.name}: first photo"
        )

    async def async_stop(self) -> None:
        """Give up what is on its way, so that nothing is written later; write what is due."""
        await self.turns.async_stop()
        await self.store.async_flush()

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
        needs_photo = (options.photos, options.size) != (self.options.photos, self.options.size)
        self.options = options
        self.coordinator.async_apply(options)
        if needs_photo:
            self.entry.async_create_background_task(
                self.hass, self._async_follow_options(), f"{self.name}: changed options"
            )

    async def async_new_image(
        self, photos: PhotoQuery | None = None, chosen_range: int | None = None
    ) -> Shown:
        """Show another photo, by default one of the frame's own query.

        Equal calls share one result; others wait for their turn. Raises ImmichError when Immich
        does not answer, FrameError when no photo can be shown; what is shown stays.
        """
        wanted = PoolQuery.of(photos or self.options.photos, chosen_range)
        return await self.turns.async_take(wanted, partial(self._async_change, wanted))

    async def _async_change(self, wanted: PoolQuery) -> Shown:
        try:
            shown = await self._async_draw(wanted)
        except RefusedKeyError:
            self.entry.async_start_reauth(self.hass)
            raise
        self._show(shown)
        return shown

    async def _async_draw(self, wanted: PoolQuery) -> Shown:
        ids = (await self._async_pool(wanted)).ids[: wanted.range]
        if not ids:
            raise NoPhotosError("No photo passes the query")
        tried: set[str] = set()
        while len(tried) < MAX_TRIES and (draw := self._picker.draw(ids, without=tried)):
            tried.add(draw.asset_id)
            try:
                return await self._async_fetch(draw, wanted)
            except UNUSABLE as err:
                _LOGGER.warning("%s skips photo %s: %s", self.name, draw.asset_id, err)
                self._picker.mark_shown(draw.asset_id)
        raise NoUsablePhotoError(f"None of {len(tried)} photos could be used")

    async def _async_pool(self, wanted: PoolQuery) -> Pool:
        own = self.options.pool_query
        if wanted.photos == own.photos and wanted.range <= own.range:
            return await self.coordinator.async_pool()
        pools = self.account.pools
        if (pool := pools.get(wanted, self.account.now())) is None:
            pool = await self.coordinator.async_fetch(wanted)
            if pool.ids:
                pools.put(pool)
        return pool

    async def _async_fetch(self, draw: Draw, wanted: PoolQuery) -> Shown:
        asset = await self.account.client.asset(draw.asset_id)
        if not asset.is_photo:
            raise NotFoundError("It was archived or deleted since the search")
        rendition = await self._async_render(asset)
        return Shown(
            asset_id=asset.id,
            file_name=asset.file_name,
            taken_at=asset.local_date_time,
            place=asset.place,
            people=asset.people,
            query=wanted.photos.text,
            position=draw.position,
            shown_at=self.account.now(),
            rendition=rendition,
        )

    async def _async_render(self, asset: Asset) -> Rendition:
        """Render the original, or the preview where the original is not to be had or too much."""
        client, renderer = self.account.client, self.account.renderer
        spec = RenderSpec(self.options.size)
        if asset.mime_type in READABLE_TYPES:
            try:
                original = await client.original(asset.id)
                return await renderer.async_render(original.data, spec)
            except (MissingPermissionError, TooLargeError, ImageTooLargeError) as err:
                _LOGGER.debug("%s takes the preview of %s: %s", self.name, asset.id, err)
        preview = await client.preview(asset.id)
        return await renderer.async_render(preview.data, spec)

    def _show(self, shown: Shown) -> None:
        self._picker.mark_shown(shown.asset_id)
        self._recent.add(shown)
        self._is_outdated = False
        self.last_error = None
        self._publish()
        # Not a part of the call: who waits for the photo need not wait for the disk, and a call
        # that is cancelled does not leave a write behind that nobody waits for.
        self.entry.async_create_task(
            self.hass, self.store.async_save(shown), f"{self.name}: store photo"
        )

    @callback
    def _publish(self) -> None:
        for listener in list(self._listeners):
            listener()

    async def _async_begin(self) -> None:
        if not self._is_outdated:
            await self.coordinator.async_refresh()
        await self._async_catch_up()

    async def _async_follow_options(self) -> None:
        # A call that began before may still show a photo of the size or the query before.
        await self.turns.async_wait()
        self._is_outdated = True
        await self._async_catch_up()

    async def _async_catch_up(self) -> None:
        """Try until there is a photo that fits the options: the first, or one after a change."""
        while self._is_outdated:
            try:
                await self.async_new_image()
            except OUR_ERRORS as err:
                _LOGGER.debug("%s has no photo yet: %s", self.name, err)
                self.last_error = err
                self._publish()
                await asyncio.sleep(self.coordinator.retry_after.total_seconds())
