"""What the media browser shows: accounts, their frames, and the photos that queries find."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from functools import partial

from homeassistant.components.media_player import BrowseMedia, MediaClass, MediaType
from homeassistant.components.media_source import BrowseMediaSource
from homeassistant.core import HomeAssistant
from homeassistant.util import dt as dt_util

from .access import Access
from .addresses import photo_path, recent_path
from .const import DOMAIN
from .errors import NothingShownError, UnknownMediaError
from .frame import Frame, ImmichFrameConfigEntry
from .imaging.spec import PictureFormat
from .immich.models import ListedAsset
from .immich.search import Search
from .loader import PhotoSize
from .lookups import BeginTask
from .media_id import MediaId, MediaKind
from .options import smart_source
from .selection.pool import Pool, PoolQuery
from .shown import PictureSize, Shown, picture_path
from .words import Words

MOST_PHOTOS = 100
"""So many photos of a query are listed: the browser asks for a thumbnail of each."""

NAME = "Immich Frame"
JPEG = PictureFormat.JPEG.content_type

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class MediaTree:
    """The tree as one person may see it; titles are in the language of this Home Assistant."""

    def __init__(self, hass: HomeAssistant, access: Access, words: Words) -> None:
        """Look nothing up yet."""
        self._hass = hass
        self._access = access
        self._words = words

    def entry(self, media_id: MediaId) -> ImmichFrameConfigEntry:
        """Return the account that something belongs to. Raises UnknownMediaError."""
        for entry in self._access.entries(self._hass):
            if entry.entry_id == media_id.entry_id:
                return entry
        raise UnknownMediaError("the account is not there")

    def only_entry(self) -> ImmichFrameConfigEntry | None:
        """Return the account when there is one; it takes no level of its own then."""
        entries = self._access.entries(self._hass)
        return entries[0] if len(entries) == 1 else None

    def frames(self, entry: ImmichFrameConfigEntry) -> list[Frame]:
        """Return the frames of an account that may be seen."""
        return self._access.frames(entry.runtime_data)

    def frame(self, media_id: MediaId) -> Frame:
        """Return the frame that something belongs to. Raises UnknownMediaError."""
        for frame in self.frames(self.entry(media_id)):
            if frame.frame_id == media_id.frame_id:
                return frame
        raise UnknownMediaError("the frame is not there")

    def shown(self, media_id: MediaId) -> Shown:
        """Return what is on a frame, or was. Raises UnknownMediaError and NothingShownError."""
        frame = self.frame(media_id)
        if media_id.kind is not MediaKind.RECENT:
            if frame.shown is None:
                raise NothingShownError("The frame has no photo yet")
            return frame.shown
        for shown in frame.recent:
            if shown.key == media_id.name:
                return shown
        raise UnknownMediaError("it is not in memory any more")

    def root(self) -> BrowseMediaSource:
        """List the accounts, or what the only one holds."""
        if (only := self.only_entry()) is not None:
            return _folder(None, NAME, self._in_account(only), can_search=True)
        accounts = map(_account, self._access.entries(self._hass))
        return _folder(None, NAME, accounts)

    async def async_node(self, media_id: MediaId) -> BrowseMediaSource:
        """List what something holds. Raises UnknownMediaError, and what asking Immich raises."""
        entry = self.entry(media_id)
        match media_id.kind:
            case MediaKind.ACCOUNT:
                return _folder(media_id, entry.title, self._in_account(entry), can_search=True)
            case MediaKind.FRAME:
                frame = self.frame(media_id)
                return _frame(frame, self._in_frame(frame))
            case MediaKind.PRESET:
                return await self._async_preset(self.frame(media_id), media_id)
            case MediaKind.SEARCH:
                return await self._async_search(entry, media_id)
            case _:
                raise UnknownMediaError("it holds nothing")

    async def async_found(self, entry: ImmichFrameConfigEntry, text: str) -> list[BrowseMedia]:
        """Return the best photos for a text. Raises QueryError, ImmichError and FrameError."""
        search, account = Search(text=smart_source(text).text), entry.runtime_data
        ask = partial(account.client.search_smart, search, size=MOST_PHOTOS)
        page = await account.lookups.async_find(search, ask, self._begin_task(entry))
        return [_listed(entry, asset) for asset in page.assets[:MOST_PHOTOS] if asset.is_image]

    def _in_account(self, entry: ImmichFrameConfigEntry) -> list[BrowseMedia]:
        frames = self.frames(entry)
        presets = [
            _folder(_preset_id(frame, preset.name), self._preset_title(frame, preset.name))
            for frame in frames
            for preset in frame.options.presets
        ]
        searches = [
            _folder(_search_id(entry, text), self._say("search", text=text))
            for text in _texts(self._recent_pools(entry), frames)
        ]
        return [*map(_frame, frames), *presets, *searches]

    def _in_frame(self, frame: Frame) -> list[BrowseMedia]:
        if frame.shown is None:
            return []
        current = _picture(
            _frame_id(MediaKind.CURRENT, frame),
            self._say("current"),
            picture_path(frame.frame_id, PictureSize.SMALL),
        )
        return [current, *(_recent(frame, recent) for recent in frame.recent)]

    async def _async_preset(self, frame: Frame, media_id: MediaId) -> BrowseMediaSource:
        query = frame.options.with_active(media_id.name).pool_query
        pool = await self._async_pool(frame, query)
        title = self._preset_title(frame, media_id.name)
        return _pool_folder(frame.entry, media_id, title, pool)

    async def _async_pool(self, frame: Frame, query: PoolQuery) -> Pool:
        """Return the photos of a query: in its turn if Immich has to be asked for the browser."""
        account, ask = frame.account, partial(frame.chooser.async_pool, query)
        kept = (pool.query for pool in account.pools.pools(account.now()))
        if query == frame.options.pool_query or query in kept:
            return await ask()
        return await account.lookups.async_find(query, ask, self._begin_task(frame.entry))

    def _begin_task(self, entry: ImmichFrameConfigEntry) -> BeginTask:
        return partial(entry.async_create_background_task, self._hass, name=f"{DOMAIN} lookup")

    async def _async_search(
        self, entry: ImmichFrameConfigEntry, media_id: MediaId
    ) -> BrowseMediaSource:
        title = self._say("search", text=media_id.name)
        for pool in self._recent_pools(entry):
            if pool.query.source.text == media_id.name:
                return _pool_folder(entry, media_id, title, pool)
        return _folder(media_id, title, await self.async_found(entry, media_id.name))

    def _recent_pools(self, entry: ImmichFrameConfigEntry) -> list[Pool]:
        """Return what was asked for lately, the last first; none that may be of a hidden frame."""
        account = entry.runtime_data
        if len(self.frames(entry)) < len(account.frames):
            return []
        return list(reversed(account.pools.pools(account.now())))

    def _preset_title(self, frame: Frame, name: str) -> str:
        return self._say("preset", frame=frame.name, preset=name)

    def _say(self, key: str, **placeholders: str) -> str:
        return self._words.say(f"selector.media.options.{key}", **placeholders)


def _texts(pools: Iterable[Pool], frames: Iterable[Frame]) -> list[str]:
    """Return what was searched for, but for what is a preset already."""
    known = {preset.source.text for frame in frames for preset in frame.options.presets}
    texts = dict.fromkeys(pool.query.source.text for pool in pools)
    return [text for text in texts if text and text not in known]


def _frame_id(kind: MediaKind, frame: Frame, name: str = "") -> MediaId:
    return MediaId(kind=kind, entry_id=frame.entry.entry_id, frame_id=frame.frame_id, name=name)


def _preset_id(frame: Frame, name: str) -> MediaId:
    return _frame_id(MediaKind.PRESET, frame, name)


def _search_id(entry: ImmichFrameConfigEntry, text: str) -> MediaId:
    return MediaId(kind=MediaKind.SEARCH, entry_id=entry.entry_id, name=text)


def _account(entry: ImmichFrameConfigEntry) -> BrowseMediaSource:
    media_id = MediaId(kind=MediaKind.ACCOUNT, entry_id=entry.entry_id)
    return _folder(media_id, entry.title, can_search=True)


def _frame(frame: Frame, children: Iterable[BrowseMedia] = ()) -> BrowseMediaSource:
    """Build a frame, which can be played as a whole: that is what is on it."""
    folder = _folder(_frame_id(MediaKind.FRAME, frame), frame.name, children)
    if frame.shown is not None:
        folder.can_play, folder.media_content_type = True, JPEG
        folder.thumbnail = picture_path(frame.frame_id, PictureSize.SMALL)
    return folder


def _recent(frame: Frame, shown: Shown) -> BrowseMediaSource:
    thumbnail = recent_path(frame.frame_id, shown.key, PictureSize.SMALL)
    return _picture(_frame_id(MediaKind.RECENT, frame, shown.key), shown.file_name, thumbnail)


def _pool_folder(
    entry: ImmichFrameConfigEntry, media_id: MediaId, title: str, pool: Pool
) -> BrowseMediaSource:
    first = pool.photos[:MOST_PHOTOS]
    photos = [
        _photo(entry, asset_id, _moment(taken))
        for asset_id, taken in zip(first, first.taken, strict=True)
    ]
    folder = _folder(media_id, title, photos)
    folder.not_shown = len(pool.photos) - len(photos)
    return folder


def _listed(entry: ImmichFrameConfigEntry, asset: ListedAsset) -> BrowseMediaSource:
    return _photo(entry, asset.id, asset.file_name)


def _photo(entry: ImmichFrameConfigEntry, asset_id: str, title: str) -> BrowseMediaSource:
    media_id = MediaId(kind=MediaKind.PHOTO, entry_id=entry.entry_id, name=asset_id)
    return _picture(media_id, title, photo_path(entry.entry_id, asset_id, PhotoSize.THUMBNAIL))


def _moment(taken: int) -> str:
    """Say when a photo was taken, which is all that a pool knows of it: 2026-11-22 18:30."""
    moment = _EPOCH + timedelta(seconds=taken)
    with suppress(OverflowError):  # at the ends of the calendar
        moment = dt_util.as_local(moment)
    return f"{moment:%Y-%m-%d %H:%M}"


def _folder(
    media_id: MediaId | None,
    title: str,
    children: Iterable[BrowseMedia] = (),
    *,
    can_search: bool = False,
) -> BrowseMediaSource:
    listed: Sequence[BrowseMedia] = list(children)
    return BrowseMediaSource(
        domain=DOMAIN,
        identifier=None if media_id is None else str(media_id),
        media_class=MediaClass.DIRECTORY,
        media_content_type=MediaType.IMAGE,
        title=title,
        can_play=False,
        can_expand=True,
        children=listed,
        can_search=can_search,
        search_media_classes=[MediaClass.IMAGE] if can_search else None,
    )


def _picture(media_id: MediaId, title: str, thumbnail: str) -> BrowseMediaSource:
    # Home Assistant signs a path that it hands to a player, and its browser logs in for thumbnails.
    return BrowseMediaSource(
        domain=DOMAIN,
        identifier=str(media_id),
        media_class=MediaClass.IMAGE,
        media_content_type=JPEG,
        title=title,
        can_play=True,
        can_expand=False,
        thumbnail=thumbnail,
    )
