"""Makes ready what a frame shows: a photo, and another beside it where two are better than one."""

from collections.abc import Iterable
from functools import partial
import logging

from homeassistant.core import HomeAssistant

from .account import Account
from .caption_text import caption_lines
from .companion import async_companion, wants_companion
from .errors import DOUBTFUL, UNUSABLE
from .history_store import HistoryStore
from .imaging.spec import Rendition
from .immich.models import Asset
from .loader import Caption, FoundPhoto
from .options import FrameOptions
from .selection.nearest import nearest
from .selection.photos import pack
from .selection.picker import Draw
from .selection.pool import Pool
from .selection.source import SourceKind
from .shown import Companion, Shown

_LOGGER = logging.getLogger(__name__)

NEAR = 24
"""Of so many photos that were taken nearest, those come first that were not shown yet."""

MAX_ASKED = 6
"""So many of them are asked for to make a pair: lists need not tell how a photo stands."""


class Stage:
    """Makes photos ready for one frame."""

    def __init__(self, hass: HomeAssistant, account: Account, store: HistoryStore) -> None:
        """Make nothing yet."""
        self._hass = hass
        self._account = account
        self._store = store

    async def async_load(
        self,
        draw: Draw,
        options: FrameOptions,
        pool: Pool | None,
        beside: str | None = None,
        *,
        with_archived: bool,
    ) -> Shown:
        """Load a photo, and a companion of the pool; the one that was `beside` it comes first.

        Raises ImmichError and what the renderer raises.
        """
        find = partial(self._account.loader.async_find, favorites=_favorites(options))
        photo = await find(draw.asset_id, with_archived=with_archived)
        companion = None
        if wants_companion(photo, options.spec):
            # A photo that somebody asked for may be archived, while nobody asked for this one.
            find_other = partial(find, with_archived=options.preset.filters.with_archived)
            candidates = self._candidates(photo, pool, beside)
            companion = await async_companion(find_other, photo, candidates, options.spec)
        rendition = await self._async_render(photo, companion, options)
        other = companion.asset if companion and len(rendition.photos) > 1 else None
        return self._shown(photo.asset, other, draw, options, rendition)

    async def _async_render(
        self, photo: FoundPhoto, companion: FoundPhoto | None, options: FrameOptions
    ) -> Rendition:
        """Render both, or the photo alone when the companion is what cannot be used."""
        render, caption = self._account.loader.async_render, self._caption(options)
        if companion is None:
            return await render([photo], options.spec, caption)
        try:
            return await render([photo, companion], options.spec, caption)
        except UNUSABLE as err:
            doubtful = isinstance(err, DOUBTFUL)
            _LOGGER.debug("%s cannot be beside another: %s", companion.asset.id, err)
        rendition = await render([photo], options.spec, caption)
        if not doubtful:
            self._store.history.fail(companion.asset.id, self._account.now())
            self._store.async_note_change()
        return rendition

    def _candidates(
        self, photo: FoundPhoto, pool: Pool | None, beside: str | None
    ) -> Iterable[str]:
        """Return what may be beside a photo: none that is hidden, or failed lately."""
        history = self._store.history
        out, _retry_at = history.out(self._account.now())
        near = nearest(pool.photos, photo.asset.id, NEAR) if pool else []
        if pool is not None:
            near.sort(key=lambda asset_id: history.had_its_turn(pool.query.key, asset_id))
        wanted = [beside, *near] if beside else near
        return [asset_id for asset_id in wanted if pack(asset_id) not in out][:MAX_ASKED]

    def _caption(self, options: FrameOptions) -> Caption | None:
        if (choice := options.rendering.caption) is None:
            return None
        language, now = self._hass.config.language, self._account.now()
        return lambda asset: caption_lines(asset, choice, language, now)

    def _shown(
        self,
        asset: Asset,
        companion: Asset | None,
        draw: Draw,
        options: FrameOptions,
        rendition: Rendition,
    ) -> Shown:
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
            look=options.look,
            rendition=rendition,
            companion=_companion(companion) if companion else None,
        )


def _favorites(options: FrameOptions) -> tuple[str, ...]:
    """Return the ids of the people whom the frame is about."""
    source = options.preset.source
    return source.ids if source.kind is SourceKind.PEOPLE else ()


def _companion(asset: Asset) -> Companion:
    return Companion(
        asset_id=asset.id,
        file_name=asset.file_name,
        taken_at=asset.local_date_time,
        place=asset.place,
        people=asset.people,
    )
