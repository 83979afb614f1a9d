"""The media browser: frames and their last photos, what queries find, and search by text."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple, override

from homeassistant.components import media_source
from homeassistant.components.media_player import (
    BrowseError,
    MediaClass,
    SearchMedia,
    SearchMediaQuery,
)
from homeassistant.components.media_source import (
    BrowseMediaSource,
    MediaSource,
    MediaSourceItem,
    PlayMedia,
    Unresolvable,
)
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError

from .access import Access, asking_user
from .addresses import photo_path, recent_path
from .const import DOMAIN
from .errors import OUR_ERRORS, AccountNeededError, UnknownMediaError, translation
from .imaging.spec import PictureFormat
from .loader import PhotoSize
from .media_id import MediaId, MediaKind
from .media_tree import JPEG, NAME, MediaTree
from .picture import async_photo, async_picture
from .renderer import Copy
from .shown import PictureSize, picture_path
from .words import Words


class _MediaImage(NamedTuple):
    content: bytes
    mime_type: str


# Home Assistant asks for single pictures since 2026.11, and has no class for them before.
MediaImage = getattr(media_source, "MediaImage", _MediaImage)


async def async_get_media_source(hass: HomeAssistant) -> MediaSource:
    """Set up the media source."""
    return FrameMediaSource(hass)


class FrameMediaSource(MediaSource):
    """All accounts and frames, as far as who asks may see them."""

    name = NAME

    def __init__(self, hass: HomeAssistant) -> None:
        """Serve this Home Assistant."""
        super().__init__(DOMAIN)
        self.hass = hass

    @override
    async def async_browse_media(self, item: MediaSourceItem) -> BrowseMediaSource:
        """List what something holds."""
        with _raising(BrowseError):
            tree = await self._async_tree()
            if not item.identifier:
                return tree.root()
            return await tree.async_node(MediaId.of(item.identifier))

    @override
    async def async_search_media(
        self, item: MediaSourceItem, query: SearchMediaQuery
    ) -> SearchMedia:
        """Search an account by text."""
        with _raising(BrowseError):
            tree = await self._async_tree()
            if item.identifier:
                entry = tree.entry(MediaId.of(item.identifier))
            elif (only := tree.only_entry()) is not None:
                entry = only
            else:
                raise AccountNeededError("There are several accounts, or none")
            classes = query.media_filter_classes
            if classes and MediaClass.IMAGE not in classes:
                return SearchMedia(result=[])
            return SearchMedia(result=await tree.async_found(entry, query.search_query))

    @override
    async def async_resolve_media(self, item: MediaSourceItem) -> PlayMedia:
        """Return the path of a picture, plain, so that Home Assistant signs it for the player."""
        with _raising(Unresolvable):
            tree, media_id = await self._async_tree(), MediaId.of(item.identifier)
            return PlayMedia(_path(tree, media_id), JPEG)

    async def async_get_media_image(self, item: MediaSourceItem) -> Any:  # noqa: ANN401 see above
        """Return a picture itself: Home Assistant asks so for its AI since 2026.11."""
        with _raising(Unresolvable):
            tree, media_id = await self._async_tree(), MediaId.of(item.identifier)
            copy = await _async_copy(tree, media_id)
        return MediaImage(copy.data, copy.format.content_type)

    async def _async_tree(self) -> MediaTree:
        words = await Words.async_load(self.hass)
        return MediaTree(self.hass, Access(asking_user()), words)


def _path(tree: MediaTree, media_id: MediaId) -> str:
    match media_id.kind:
        case MediaKind.FRAME | MediaKind.CURRENT:
            tree.shown(media_id)
            return picture_path(media_id.frame_id)
        case MediaKind.RECENT:
            return recent_path(media_id.frame_id, tree.shown(media_id).key)
        case MediaKind.PHOTO:
            entry_id = tree.entry(media_id).entry_id
            return photo_path(entry_id, media_id.name, PhotoSize.PREVIEW)
        case _:
            raise UnknownMediaError("it is no picture")


async def _async_copy(tree: MediaTree, media_id: MediaId) -> Copy:
    match media_id.kind:
        case MediaKind.FRAME | MediaKind.CURRENT | MediaKind.RECENT:
            frame, shown = tree.frame(media_id), tree.shown(media_id)
            copy, _ = await async_picture(frame, shown, PictureSize.FULL, PictureFormat.JPEG)
            return copy
        case MediaKind.PHOTO:
            entry = tree.entry(media_id)
            account, frames = entry.runtime_data, tree.frames(entry)
            data = await async_photo(account, frames, media_id.name, PhotoSize.PREVIEW)
            return Copy(data, PictureFormat.JPEG)
        case _:
            raise UnknownMediaError("it is no picture")


@contextmanager
def _raising(kind: type[HomeAssistantError]) -> Iterator[None]:
    """Raise our errors as the one that the media browser understands, translated."""
    try:
        yield
    except OUR_ERRORS as err:
        raise kind(**translation(err)) from err
