"""Sends files: originals and renditions, read and made off the event loop."""

import asyncio
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path

from aiohttp import web

from demo.immich.errors import ApiError
from demo.immich.files import file_answer
from demo.immich.renditions import Renditions
from demo.immich.state import media_of, state_of
from demo.library.decode import UndecodableError
from demo.library.library import Asset
from demo.library.read import read


def as_file_error(request: web.Request, err: ApiError) -> ApiError:
    """Return what becomes of an error while a file is sent: 404 for all of them since 3.0."""
    return ApiError(404, "Not Found") if state_of(request).release.hides_file_errors else err


async def send_original(
    request: web.Request, asset: Asset, headers: Mapping[str, str]
) -> web.StreamResponse:
    """Send an asset's file as it was uploaded.

    Raises:
        ApiError: 404, before 3.0 a 500, when it is gone from the disk.

    """
    loop = asyncio.get_running_loop()
    try:
        content = await loop.run_in_executor(media_of(request).executor, read, asset.upload.content)
    except OSError as err:
        raise as_file_error(request, ApiError(500, "Internal server error")) from err
    return file_answer(request, content, asset.upload.modified_at, headers)


async def send_rendition(
    request: web.Request, make: Callable[[Renditions], Path], headers: Mapping[str, str]
) -> web.StreamResponse:
    """Send a rendition, made now if it has to be.

    Raises:
        ApiError: 404, when the asset is no picture or gone from the disk.

    """
    media = media_of(request)

    def made() -> tuple[bytes, datetime]:
        path = make(media.renditions)
        return path.read_bytes(), datetime.fromtimestamp(path.stat().st_mtime, UTC)

    loop = asyncio.get_running_loop()
    try:
        content, modified_at = await loop.run_in_executor(media.executor, made)
    except (UndecodableError, OSError) as err:
        raise ApiError(404, "Asset media not found") from err
    return file_answer(request, content, modified_at, headers)
