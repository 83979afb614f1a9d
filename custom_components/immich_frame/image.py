"""The frame as an image: dashboards load it anew exactly when the photo changes."""

from typing import override

from homeassistant.components.image import ImageEntity, ImageEntityDescription
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback
from homeassistant.util import dt as dt_util

from .entity import FrameEntity, add_frame_entities
from .errors import translated_errors
from .frame import Frame, ImmichFrameConfigEntry
from .imaging.spec import PictureFormat

PARALLEL_UPDATES = 0

IMAGES = (ImageEntityDescription(key="current"),)


async def async_setup_entry(
    _hass: HomeAssistant,
    entry: ImmichFrameConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add an image for every frame."""
    add_frame_entities(entry, async_add_entities, FrameImage, IMAGES)


class FrameImage(FrameEntity, ImageEntity):
    """Shows the photo on the frame, or why there is none; its state is the time since when."""

    def __init__(self, frame: Frame, description: ImageEntityDescription) -> None:
        """Serve from the frame's memory."""
        ImageEntity.__init__(self, frame.hass)
        FrameEntity.__init__(self, frame, description)
        self._said = ""
        self._take_time()

    @override
    async def async_image(self) -> bytes:
        """Return the rendition, and before the first photo a placeholder."""
        if (shown := self.frame.shown) is None:
            with translated_errors():
                return await self.async_placeholder(self.frame.options.size)
        return shown.rendition.data

    @override
    def _handle_frame_update(self) -> None:
        self._take_time()
        super()._handle_frame_update()

    def _take_time(self) -> None:
        shown, said = self.frame.shown, str(self.frame.last_error or "")
        if shown is not None:
            self._attr_image_last_updated = shown.shown_at
        elif said != self._said:  # The placeholder says something else.
            self._attr_image_last_updated = dt_util.utcnow()
        self._said = said
        shown_as = shown.rendition.format if shown else PictureFormat.JPEG
        self._attr_content_type = shown_as.content_type
