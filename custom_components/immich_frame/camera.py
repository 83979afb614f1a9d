"""The frame as a camera: the whole rendition, and smaller copies for whoever asks for less."""

from datetime import timedelta
from typing import override

from homeassistant.components.camera import Camera, CameraEntityDescription
from homeassistant.core import HomeAssistant, ServiceResponse
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .const import CAMERA_KEY
from .entity import FrameEntity, add_frame_entities
from .errors import translated_errors
from .feedback import async_hide, async_set_favorite, async_unhide
from .frame import Frame, ImmichFrameConfigEntry
from .imaging.spec import PictureFormat, Size
from .link import async_link
from .options import smart_source
from .shown import PictureSize, Shown, describe

PARALLEL_UPDATES = 0  # The frame puts its requests in a row itself.

CAMERAS = (CameraEntityDescription(key=CAMERA_KEY),)


async def async_setup_entry(
    _hass: HomeAssistant,
    entry: ImmichFrameConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add a camera for every frame."""
    add_frame_entities(entry, async_add_entities, FrameCamera, CAMERAS)


class FrameCamera(FrameEntity, Camera):
    """Shows the photo on the frame.

    It cannot be turned off: a camera that is off answers with an error.
    """

    _attr_name = None
    # A live view asks this often; twice a second is the default, for a picture that stays.
    _attr_frame_interval = 5

    def __init__(self, frame: Frame, description: CameraEntityDescription) -> None:
        """Serve from the frame's memory."""
        Camera.__init__(self)
        FrameEntity.__init__(self, frame, description)
        self._take_format()

    @override
    def _handle_frame_update(self) -> None:
        self._take_format()
        super()._handle_frame_update()

    def _take_format(self) -> None:
        shown = self.frame.shown
        wanted = shown.rendition.format if shown else PictureFormat.JPEG
        self.content_type = wanted.content_type

    @override
    async def async_camera_image(
        self, width: int | None = None, height: int | None = None
    ) -> bytes:
        """Return the rendition, or a copy that is just large enough."""
        shown = self.frame.shown
        full = shown.rendition.size if shown else self.frame.options.size
        size = fitting_size(full, width, height)
        with translated_errors():
            if shown is None:
                return await self.async_placeholder(size)
            if size == full:
                return shown.rendition.data
            renderer = self.frame.account.renderer
            return (await renderer.async_copy(shown.key, shown.rendition, size)).data

    async def async_new_image(
        self,
        query: str | None = None,
        range: int | None = None,  # noqa: A002 the action's field
        preset: str | None = None,
    ) -> ServiceResponse:
        """Show another photo, of another preset if one is named, and tell what it is."""
        with translated_errors():
            if preset is not None:
                return self._describe(await self.frame.async_show_preset(preset, query, range))
            return self._describe(await self.frame.async_new_image(query, range))

    async def async_next(self) -> ServiceResponse:
        """Go forward along what was shown, and at its end show another photo."""
        with translated_errors():
            return self._describe(await self.frame.async_new_image())

    async def async_previous(self) -> ServiceResponse:
        """Go back along what was shown."""
        with translated_errors():
            return self._describe(await self.frame.async_previous())

    async def async_show(
        self, asset_id: str | None = None, position: int | None = None
    ) -> ServiceResponse:
        """Show a certain photo."""
        with translated_errors():
            return self._describe(await self.frame.async_show(asset_id, position))

    async def async_hide(self, *, archive: bool, tag: str | None = None) -> ServiceResponse:
        """Never show the photo on the frame again, and show another."""
        with translated_errors():
            return self._describe(await async_hide(self.frame, archive=archive, tag=tag))

    async def async_unhide(self, asset_id: str | None = None) -> ServiceResponse:
        """Let a hidden photo be shown again, and show it."""
        with translated_errors():
            return self._describe(await async_unhide(self.frame, asset_id))

    async def async_set_favorite(self, *, favorite: bool) -> ServiceResponse:
        """Make the photo on the frame a favourite in Immich, or no favourite any more."""
        with translated_errors():
            return self._describe(await async_set_favorite(self.frame, on=favorite))

    async def async_refresh(self, query: str | None = None) -> None:
        """Ask Immich anew for the frame's photos, or forget those of a query."""
        frame = self.frame
        with translated_errors():
            source = frame.options.preset.source if query is None else smart_source(query)
            frame.account.pools.drop_source(source)
            if source == frame.options.preset.source:
                await frame.coordinator.async_renew()

    async def async_link(self, *, size: PictureSize, valid_for: timedelta) -> ServiceResponse:
        """Return a link to the picture for a device that cannot log in."""
        return async_link(self.frame, size, valid_for)

    def _describe(self, shown: Shown) -> ServiceResponse:
        return describe(shown, self.frame.frame_id)


def fitting_size(full: Size, width: int | None, height: int | None) -> Size:
    """Return the smallest size of a short list that covers what was asked for.

    Each size is seven eighths of the one before. Home Assistant re-encodes a camera's picture in
    the event loop when seven eighths of it would still cover the request, so it never will.
    """
    # Home Assistant hands on any number, also one below one.
    asked = Size(max(width or 1, 1), max(height or 1, 1)) if width or height else full
    size = full
    while True:
        smaller = Size(size.width * 7 // 8, size.height * 7 // 8)
        if smaller.width < asked.width or smaller.height < asked.height:
            return size
        size = smaller
