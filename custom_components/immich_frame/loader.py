"""Makes a photo of an asset's id: asks for it, downloads the best bytes there are, renders them."""

from dataclasses import dataclass
import logging

from .imaging.errors import ImageTooLargeError
from .imaging.spec import READABLE_TYPES, RenderSpec, Rendition, Size
from .immich.client import ImmichClient
from .immich.errors import MissingPermissionError, NotFoundError, TooLargeError
from .immich.models import Asset
from .renderer import Renderer

_LOGGER = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class LoadedPhoto:
    """An asset and its rendition."""

    asset: Asset
    rendition: Rendition


class PhotoLoader:
    """Loads photos of one account."""

    def __init__(self, client: ImmichClient, renderer: Renderer) -> None:
        """Ask this server, and render in this worker."""
        self._client = client
        self._renderer = renderer

    async def async_load(
        self, asset_id: str, size: Size, *, with_archived: bool = False
    ) -> LoadedPhoto:
        """Return a photo at exactly this size.

        The asset is asked for again, as it may have been archived or deleted since the search.
        Raises ImmichError and ImagingError.
        """
        asset = await self._client.asset(asset_id)
        if not asset.is_showable(with_archived=with_archived):
            raise NotFoundError("It was archived or deleted since the search")
        return LoadedPhoto(asset, await self._async_render(asset, RenderSpec(size)))

    async def _async_render(self, asset: Asset, spec: RenderSpec) -> Rendition:
        """Render the original, or the preview where the original is not to be had or too much."""
        if asset.mime_type in READABLE_TYPES:
            try:
                original = await self._client.original(asset.id)
                return await self._renderer.async_render(original.data, spec)
            except (MissingPermissionError, TooLargeError, ImageTooLargeError) as err:
                _LOGGER.debug("The preview of %s is taken: %s", asset.id, err)
        preview = await self._client.preview(asset.id)
        return await self._renderer.async_render(preview.data, spec)
