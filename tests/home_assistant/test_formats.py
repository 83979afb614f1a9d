"""Pictures that are no JPEG: what the camera, the image and the addresses say and give."""

import asyncio
from io import BytesIO
from threading import Event

from PIL import Image
import pytest
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.immich_frame.frame import Frame
from custom_components.immich_frame.imaging.spec import Output, Palette, PictureFormat
from custom_components.immich_frame.rendering import Rendering, rendering_data
from demo.immich.server import SampleImmich
from homeassistant.components.camera import async_get_image
from homeassistant.core import HomeAssistant

from .conftest import CAMERA, FRAME_ID, IMAGE, SIZE, Client, account, async_set_up, frame_subentry

PICTURE = f"/api/immich_frame/frames/{FRAME_ID}/{{}}"

KINDS = {
    "webp": (Rendering(output=Output(PictureFormat.WEBP)), "WEBP"),
    "png": (Rendering(output=Output(PictureFormat.PNG)), "PNG"),
    "e-ink": (Rendering(palette=Palette.SPECTRA_6), "PNG"),
}


@pytest.fixture(params=list(KINDS.values()), ids=list(KINDS))
def kind(request: pytest.FixtureRequest) -> tuple[Rendering, str]:
    """Return how pictures are rendered, and Pillow's name of the format that comes of it."""
    chosen: tuple[Rendering, str] = request.param
    return chosen


@pytest.fixture
async def frame(hass: HomeAssistant, immich: SampleImmich, kind: tuple[Rendering, str]) -> Frame:
    """Return a frame that renders so."""
    subentry = frame_subentry(rendering=rendering_data(kind[0]))
    return await async_set_up(hass, account(immich, subentry))


def opened(data: bytes) -> Image.Image:
    return Image.open(BytesIO(data))


async def test_the_camera_says_what_it_gives(
    hass: HomeAssistant, frame: Frame, kind: tuple[Rendering, str]
) -> None:
    whole = await async_get_image(hass, CAMERA)
    assert (opened(whole.content).format, opened(whole.content).size) == (kind[1], SIZE)
    assert whole.content_type == f"image/{kind[1].lower()}"
    small = await async_get_image(hass, CAMERA, width=40, height=20)
    assert opened(small.content).format == kind[1]
    assert opened(small.content).width < SIZE[0]
    assert frame.shown is not None
    assert frame.shown.rendition.data == whole.content


@pytest.mark.parametrize("size", ["full", "640"])
@pytest.mark.parametrize(("suffix", "form"), [("jpg", "JPEG"), ("png", "PNG"), ("webp", "WEBP")])
@pytest.mark.usefixtures("frame")
async def test_an_address_gives_the_format_that_it_ends_in(
    hass_client: ClientSessionGenerator, size: str, suffix: str, form: str
) -> None:
    client: Client = await hass_client()
    answer = await client.get(PICTURE.format(f"{size}.{suffix}"))
    assert answer.status == 200
    assert answer.content_type == f"image/{form.lower()}"
    assert opened(await answer.read()).format == form


@pytest.mark.usefixtures("frame")
async def test_a_format_that_there_is_none_of(hass_client: ClientSessionGenerator) -> None:
    client: Client = await hass_client()
    answer = await client.get(PICTURE.format("full.bmp"))
    assert answer.status == 404
    assert "only jpg, png, webp" in (await answer.json())["message"]


@pytest.mark.usefixtures("frame")
async def test_the_image_and_the_page_say_what_they_give(
    hass_client: ClientSessionGenerator, kind: tuple[Rendering, str]
) -> None:
    client: Client = await hass_client()
    for path in (f"/api/image_proxy/{IMAGE}", "/api/immich_frame/image"):
        answer = await client.get(path)
        assert answer.status == 200
        assert answer.content_type == f"image/{kind[1].lower()}"
        assert opened(await answer.read()).format == kind[1]


async def test_what_is_shown_comes_back_after_a_restart(hass: HomeAssistant, frame: Frame) -> None:
    before = frame.shown
    assert before is not None
    assert await hass.config_entries.async_reload(frame.entry.entry_id)
    again = frame.entry.runtime_data.frames[frame.frame_id].shown
    assert again == before


async def test_what_stands_in_for_a_copy_is_not_taken_for_it_later(
    hass_client: ClientSessionGenerator, frame: Frame
) -> None:
    client: Client = await hass_client()
    let_go = Event()
    frame.account.renderer._copy_patience = 0.01
    busy = asyncio.create_task(frame.account.renderer.async_run(let_go.wait))
    await asyncio.sleep(0)
    answer = await client.get(PICTURE.format("full.jpg"))
    assert frame.shown is not None
    assert await answer.read() == frame.shown.rendition.data
    assert "ETag" not in answer.headers
    assert "Last-Modified" not in answer.headers
    let_go.set()
    await busy
    answer = await client.get(PICTURE.format("full.jpg"))
    assert opened(await answer.read()).format == "JPEG"
    assert "ETag" in answer.headers
