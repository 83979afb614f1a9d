"""Makes renditions of photos: asks Immich about them, downloads the best bytes, renders them."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
import logging

from .errors import TooMuchAskedError
from .imaging.errors import ImagingError
from .imaging.scale import scale
from .imaging.spec import READABLE_TYPES, Face, RenderSpec, Rendition, Size, Source
from .immich.client import ImmichClient
from .immich.errors import (
    ImmichError,
    MissingPermissionError,
    NotFoundError,
    RefusedKeyError,
    TooLargeError,
)
from .immich.faces import FoundFace
from .immich.models import Asset, Download
from .renderer import Renderer

_LOGGER = logging.getLogger(__name__)

# What a face is worth when a crop cannot keep all of them.
_STRANGER, _NAMED, _FAVORITE = 1.0, 2.0, 4.0

# With these, smaller bytes of the same photo may do.
_TAKE_LESS = (ImagingError, MissingPermissionError, NotFoundError, TooLargeError)

_JPEG_BEGINS = b"\xff\xd8\xff"
# Larger than any preview that Immich makes unless somebody asked it to.
_PREVIEW_BOX = Size(4096, 4096)
# A page of thumbnails is asked for at once, and Immich may be a small machine.
SMALLER_AT_ONCE = 4
# The pages of several people, who scroll.
MOST_SMALLER = 400

type Caption = Callable[[Asset], tuple[str, ...]]
"""Gives the lines that are drawn on a photo. It is called in the renderer's thread."""

type _Ladder = Sequence[Callable[[str], Awaitable[Download]]]


class PhotoSize(StrEnum):
    """The smaller copies that Immich makes of every photo, in its own words."""

    PREVIEW = "preview"
    THUMBNAIL = "thumbnail"


@dataclass(frozen=True, slots=True)
class FoundPhoto:
    """What Immich knows of a photo: its asset, and the faces that were found in it."""

    asset: Asset
    faces: tuple[Face, ...]

    @property
    def size(self) -> Size | None:
        """Return the size of the upright photo, if Immich knows it."""
        width, height = self.asset.width, self.asset.height
        return Size(width, height) if width and height else None


class PhotoLoader:
    """Loads photos of one account."""

    def __init__(self, client: ImmichClient, renderer: Renderer) -> None:
        """Ask this server, and render in this worker."""
        self._client = client
        self._renderer = renderer
        self._turns = asyncio.Semaphore(SMALLER_AT_ONCE)
        self._smaller = 0

    async def async_find(
        self, asset_id: str, favorites: Collection[str] = (), *, with_archived: bool = False
    ) -> FoundPhoto:
        """Ask for a photo that is to be shown now; `favorites` are ids of people to keep first.

        It is asked for anew, as it may have been archived or deleted since the search. Raises
        ImmichError.
        """
        asset, faces = await asyncio.gather(
            self._client.asset(asset_id), self._async_faces(asset_id)
        )
        if not asset.is_showable(with_archived=with_archived):
            raise NotFoundError("It was archived or deleted since the search")
        return FoundPhoto(asset, tuple(_weighed(face, favorites) for face in faces))

    async def async_render(
        self,
        photos: Sequence[FoundPhoto],
        spec: RenderSpec,
        caption: Caption | None = None,
    ) -> Rendition:
        """Render a photo, or two as a pair, each with what `caption` says of it.

        The best bytes there are come first: the original, and where it is not to be had, not to be
        decoded or too much, the smaller copies that Immich made. Raises ImmichError and what the
        renderer raises.
        """
        lines = await self._async_lines(photos, caption)
        ladders = [self._ladder(photo.asset, spec.max_memory) for photo in photos]
        last = max(map(len, ladders)) - 1
        for step in range(last):
            try:
                return await self._async_step(step, ladders, photos, lines, spec)
            except _TAKE_LESS as err:
                _LOGGER.debug("Smaller copies of %s are taken: %s", photos[0].asset.id, err)
        return await self._async_step(last, ladders, photos, lines, spec)

    async def async_smaller(
        self, asset_id: str, size: PhotoSize, *, with_archived: bool = False
    ) -> bytes:
        """Return a smaller copy that Immich made of a photo that may be shown, always as JPEG.

        Raises ImmichError, TooMuchAskedError, and what the renderer raises.
        """
        async with self._turn():
            asset = await self._client.asset(asset_id)
            if not asset.is_showable(with_archived=with_archived):
                raise NotFoundError("It is no photo, or it was archived or deleted")
            is_preview = size is PhotoSize.PREVIEW
            ask = self._client.small_preview if is_preview else self._client.thumbnail
            data = (await ask(asset_id)).data
            if data.startswith(_JPEG_BEGINS):
                return data
            # Still its turn, as nothing else bounds what is in memory meanwhile.
            return await self._renderer.async_run(partial(scale, data, _PREVIEW_BOX))

    @asynccontextmanager
    async def _turn(self) -> AsyncIterator[None]:
        if self._smaller >= MOST_SMALLER:
            raise TooMuchAskedError(f"{MOST_SMALLER} requests wait already")
        self._smaller += 1
        try:
            async with self._turns:
                yield
        finally:
            self._smaller -= 1

    def _ladder(self, asset: Asset, max_memory: int) -> _Ladder:
        """Return the ways to the bytes of a photo, the best first.

        An original that would take half of the memory before anything is decoded is not asked for.
        """
        if asset.mime_type in READABLE_TYPES and 2 * (asset.file_size or 0) <= max_memory:
            return self._client.original, self._client.fullsize, self._client.preview
        return self._client.fullsize, self._client.preview

    async def _async_step(
        self,
        step: int,
        ladders: Sequence[_Ladder],
        photos: Sequence[FoundPhoto],
        lines: Sequence[tuple[str, ...]],
        spec: RenderSpec,
    ) -> Rendition:
        sources = []
        for ladder, photo, caption in zip(ladders, photos, lines, strict=True):
            download = await ladder[min(step, len(ladder) - 1)](photo.asset.id)
            sources.append(Source(download.data, photo.faces, caption))
        return await self._renderer.async_render(spec, *sources)

    async def _async_lines(
        self, photos: Sequence[FoundPhoto], caption: Caption | None
    ) -> list[tuple[str, ...]]:
        if caption is None:
            return [() for _photo in photos]
        # Words for dates and ages are read from disk when they are needed first.
        return [await self._renderer.async_run(partial(caption, photo.asset)) for photo in photos]

    async def _async_faces(self, asset_id: str) -> tuple[FoundFace, ...]:
        """Return the faces in a photo; none when the key may not see them or Immich fails."""
        try:
            return await self._client.faces(asset_id)
        except RefusedKeyError:
            raise
        except ImmichError as err:
            _LOGGER.debug("The faces in %s are not known: %s", asset_id, err)
            return ()


def _weighed(face: FoundFace, favorites: Collection[str]) -> Face:
    if face.is_favorite or face.person_id in favorites:
        weight = _FAVORITE
    else:
        weight = _NAMED if face.name else _STRANGER
    return Face(face.left, face.top, face.right, face.bottom, weight)
