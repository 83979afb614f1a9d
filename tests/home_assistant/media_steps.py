"""Ways through the media browser."""

from collections.abc import Sequence
from typing import Any

from custom_components.immich_frame.const import DOMAIN
from custom_components.immich_frame.frame import Frame
from demo.immich.server import SampleImmich
from homeassistant.components.media_player import BrowseMedia
from homeassistant.components.media_source import async_browse_media
from homeassistant.core import HomeAssistant

from .conftest import account, async_set_up, frame_subentry

ROOT = f"media-source://{DOMAIN}"
PRESETS: list[dict[str, Any]] = [
    {"name": "All", "source": {"kind": "library"}},
    {"name": "Sea / sand", "source": {"kind": "smart", "text": "navy"}},
    {"name": "Stars", "source": {"kind": "favorites"}},
]


async def async_chosen(hass: HomeAssistant, immich: SampleImmich) -> Frame:
    """Return a frame with several presets that shows a photo."""
    return await async_set_up(hass, account(immich, frame_subentry(presets=PRESETS)))


async def children(hass: HomeAssistant, *path: str) -> Sequence[BrowseMedia]:
    """Go down by titles and return what is there."""
    node: BrowseMedia = await async_browse_media(hass, ROOT)
    for title in path:
        child = next(child for child in node.children or () if child.title == title)
        node = await async_browse_media(hass, child.media_content_id)
        assert (node.title, node.media_content_id) == (title, child.media_content_id)
        assert node.can_expand
    return node.children or ()


def titles(nodes: Sequence[BrowseMedia]) -> list[str]:
    """Return what people read."""
    return [node.title for node in nodes]
