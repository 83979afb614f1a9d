"""What somebody looks at a page of: small and soon there, or not at all."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace

import aiohttp
from aiohttp import web
import pytest

from custom_components.immich_frame.immich.client import ImmichClient
from custom_components.immich_frame.immich.errors import (
    ImmichError,
    ImmichTimeoutError,
    TooLargeError,
)
from custom_components.immich_frame.immich.limits import DEFAULT_LIMITS
from custom_components.immich_frame.immich.models import Download

from .conftest import Told
from .rows import photo_id
from .servers import KEY

type Ask = Callable[[ImmichClient], Awaitable[Download]]

PHOTO = photo_id(1)
SMALLER = f"/api/assets/{PHOTO}/thumbnail"
LIMITS = replace(DEFAULT_LIMITS, small_bytes=1000, small=0.3)
SMALL: dict[str, Ask] = {
    "preview": lambda client: client.small_preview(PHOTO),
    "thumbnail": lambda client: client.thumbnail(PHOTO),
}


@pytest.mark.parametrize("size", SMALL)
async def test_a_small_copy_is_asked_for_as_edited(told: Told, size: str) -> None:
    told.server.tell(SMALLER, b"small", headers={"Content-Type": "image/webp"})
    assert await SMALL[size](told.client) == Download(b"small", "image/webp")
    assert told.server.asked[0].address == f"{SMALLER}?size={size}&edited=true"


@pytest.mark.parametrize("ask", SMALL.values(), ids=SMALL)
async def test_it_has_a_bound_of_its_own(
    told: Told, session: aiohttp.ClientSession, ask: Ask
) -> None:
    client = ImmichClient(session, told.url, KEY, LIMITS)
    told.server.tell(SMALLER, b"x" * 1001, headers={"Content-Type": "image/jpeg"})
    with pytest.raises(TooLargeError, match="1,000 bytes"):
        await ask(client)
    assert len((await client.preview(PHOTO)).data) == 1001  # which is rendered


async def trickle(request: web.Request) -> web.StreamResponse:
    response = web.StreamResponse(headers={"Content-Type": "image/jpeg"})
    await response.prepare(request)
    for _ in range(10):
        await response.write(b"x")
        await asyncio.sleep(0.1)
    return response


@pytest.mark.parametrize("ask", SMALL.values(), ids=SMALL)
async def test_it_is_not_waited_for_long(
    told: Told, session: aiohttp.ClientSession, ask: Ask
) -> None:
    outcomes: list[ImmichError | None] = []
    client = ImmichClient(session, told.url, KEY, LIMITS, on_outcome=outcomes.append)
    told.server.handle(SMALLER, trickle)
    with pytest.raises(ImmichTimeoutError):
        await ask(client)
    assert not outcomes  # A slow line says nothing about Immich.
    assert (await client.preview(PHOTO)).data == b"x" * 10
