"""A frame for each way to show a photo, set up as a user does, in a real Home Assistant."""

import asyncio
from collections.abc import AsyncIterator
from io import BytesIO

from PIL import Image
import pytest

from demo.__main__ import FrameOnDashboard, frame_on, some_immich
from demo.home_assistant.frames import NewFrame
from demo.home_assistant.gallery import GALLERY, HD, PANEL
from demo.library.library import Library

SECONDS = 120
FITS = {"Cover": "cover", "Contain": "contain", "Blur": "blur", "Matte": "matte", "Pair": "pair"}

pytestmark = [pytest.mark.timeout(600), pytest.mark.usefixtures("socket_enabled")]


@pytest.fixture
async def demo(library: Library, port: int) -> AsyncIterator[FrameOnDashboard]:
    async with some_immich(library) as immich, frame_on(immich, port, has_gallery=True) as frame:
        yield frame


async def shown(demo: FrameOnDashboard, exhibit: NewFrame) -> dict[str, object]:
    """Have another photo shown. Returns what is told of it."""
    path = f"/api/immich_frame/new-image?frame={exhibit.entity('camera')}"
    async with asyncio.timeout(SECONDS):
        while True:
            async with demo.api.request("POST", path) as response:
                if response.ok:
                    told: dict[str, object] = await response.json()
                    return told
            await asyncio.sleep(0.5)


async def picture(demo: FrameOnDashboard, exhibit: NewFrame) -> Image.Image:
    image = exhibit.entity("image", "current_photo")
    async with demo.api.request("GET", f"/api/image_proxy/{image}") as response:
        assert response.ok
        opened = Image.open(BytesIO(await response.read()))
        assert response.content_type == f"image/{str(opened.format).lower()}"
        return opened


async def test_every_exhibit_shows_what_it_says(demo: FrameOnDashboard) -> None:
    told = {exhibit.name: await shown(demo, exhibit) for exhibit in GALLERY}
    seen = {exhibit.name: await picture(demo, exhibit) for exhibit in GALLERY}
    assert {name: told[name]["fit"] for name in FITS} == FITS
    assert told["Pair"]["companion"]
    panels = {"Grey", "Six colours"}
    assert {name: image.size for name, image in seen.items()} == {
        name: PANEL if name in panels else HD for name in seen
    }
    assert {name: image.format for name, image in seen.items()} == {
        name: "PNG" if name in panels else "JPEG" for name in seen
    }
    for name, most in (("Grey", 4), ("Six colours", 6)):
        colors = seen[name].convert("RGB").getcolors()
        assert colors is not None
        assert len(colors) <= most
