"""The camera: the whole rendition, smaller copies, and a picture that says why there is none."""

from dataclasses import replace
from io import BytesIO
from itertools import product

from hypothesis import given, strategies as st
from PIL import Image
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.immich_frame.camera import FrameCamera, fitting_size
from custom_components.immich_frame.frame import Frame
from custom_components.immich_frame.imaging.spec import Size
from demo.immich import faults
from demo.immich.server import SampleImmich
from homeassistant.components.camera import CameraEntityFeature, async_get_image
from homeassistant.components.camera.helper import get_camera_from_entity_id
from homeassistant.components.camera.img_util import (
    TurboJPEGSingleton,
    find_supported_scaling_factor,
)
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError

from .conftest import CAMERA, SEARCH, SIZE, async_set_up, until

PROXY = f"/api/camera_proxy/{CAMERA}"
EDGES = st.integers(min_value=1, max_value=8000)
ASKED = st.none() | st.integers(min_value=-10, max_value=10_000)


def camera(hass: HomeAssistant) -> FrameCamera:
    entity = get_camera_from_entity_id(hass, CAMERA)
    assert isinstance(entity, FrameCamera)
    return entity


@given(st.builds(Size, EDGES, EDGES), ASKED, ASKED)
def test_a_size_covers_what_is_asked_and_is_not_re_encoded(
    full: Size, width: int | None, height: int | None
) -> None:
    size = fitting_size(full, width, height)
    assert size == full or (size.width >= (width or 1) and size.height >= (height or 1))
    assert size.width >= 1
    assert size.height >= 1
    if width is not None and height is not None and width > 0 and height > 0:
        assert find_supported_scaling_factor(size.width, size.height, width, height) is None


@pytest.mark.parametrize(
    ("width", "height", "expected"),
    [
        (None, None, (3840, 2160)),
        (3840, 2160, (3840, 2160)),
        (9999, 9999, (3840, 2160)),
        (3360, 1890, (3360, 1890)),
        (3361, 1, (3840, 2160)),
        (1280, None, (1317, 740)),
        (None, 720, (1317, 740)),
        (0, 0, (3840, 2160)),
        (1, 1, (5, 1)),
        (-5, -5, (5, 1)),
    ],
)
def test_sizes_are_of_a_short_list(
    width: int | None, height: int | None, expected: tuple[int, int]
) -> None:
    assert fitting_size(Size(3840, 2160), width, height) == Size(*expected)


async def test_the_whole_rendition_is_served(
    hass: HomeAssistant, frame: Frame, hass_client: ClientSessionGenerator
) -> None:
    assert frame.shown is not None
    response = await (await hass_client()).get(PROXY)
    assert (response.status, response.content_type) == (200, "image/jpeg")
    assert await response.read() == frame.shown.rendition.data
    again = await frame.async_new_image()
    assert (await async_get_image(hass, CAMERA)).content == again.rendition.data


async def test_home_assistant_never_encodes_a_picture_again(
    hass: HomeAssistant, frame: Frame, hass_client: ClientSessionGenerator
) -> None:
    assert TurboJPEGSingleton.instance()
    assert frame.shown is not None
    client = await hass_client()
    entity = camera(hass)
    sizes = set()
    for width, height in product((None, 1, 40, 100, 244, 280, 281, 320, 9999), repeat=2):
        params = {"width": width, "height": height}
        query = {name: f"{edge}" for name, edge in params.items() if edge is not None}
        response = await client.get(PROXY, params=query)
        assert response.status == 200
        ours = await entity.async_camera_image(width=width, height=height)
        assert await response.read() == ours
        sizes.add(Image.open(BytesIO(ours)).size)
    assert SIZE in sizes
    assert len(sizes) > 4


@pytest.mark.parametrize("query", ["width=-5&height=-5", "width=0&height=0", "width=-1"])
async def test_sizes_that_make_no_sense_are_answered(
    frame: Frame, hass_client: ClientSessionGenerator, query: str
) -> None:
    assert frame.shown is not None
    response = await (await hass_client()).get(f"{PROXY}?{query}")
    assert response.status == 200
    assert Image.open(BytesIO(await response.read())).format == "JPEG"


async def test_a_copy_is_made_once(hass: HomeAssistant, frame: Frame) -> None:
    entity = camera(hass)
    one = await entity.async_camera_image(width=100)
    assert await entity.async_camera_image(width=100) is one
    await frame.async_new_image()
    assert await entity.async_camera_image(width=100) != one


async def test_a_camera_cannot_be_turned_off(hass: HomeAssistant, frame: Frame) -> None:
    entity = camera(hass)
    assert entity.supported_features == CameraEntityFeature(0)
    assert entity.is_on
    assert entity.frame_interval == 5
    assert frame.shown is not None
    assert (state := hass.states.get(CAMERA)) is not None
    assert state.state == "idle"


@pytest.mark.parametrize("width", [None, 40])
async def test_before_the_first_photo_there_is_a_picture_of_the_right_size(
    hass: HomeAssistant, entry: MockConfigEntry, immich: SampleImmich, width: int | None
) -> None:
    immich.faults.add(SEARCH, faults.status(500), times=None)
    await async_set_up(hass, entry)
    picture = Image.open(BytesIO(await camera(hass).async_camera_image(width=width)))
    expected = fitting_size(Size(*SIZE), width, None)
    assert (picture.format, picture.size) == ("JPEG", (expected.width, expected.height))


async def test_a_live_view_shows_the_photo_and_the_next(
    frame: Frame, hass_client: ClientSessionGenerator
) -> None:
    assert frame.shown is not None
    response = await (await hass_client()).get(f"/api/camera_proxy_stream/{CAMERA}?interval=0.5")
    first = frame.shown.rendition.data
    assert first in await response.content.readexactly(len(first) + 200)
    response.close()


async def test_a_rendition_that_cannot_be_scaled_is_an_error_in_words(
    hass: HomeAssistant, frame: Frame
) -> None:
    assert frame.shown is not None
    broken = replace(frame.shown.rendition, data=b"no picture")
    frame._recent.add(replace(frame.shown, asset_id="broken", rendition=broken))
    with pytest.raises(HomeAssistantError, match="The photo cannot be shown"):
        await camera(hass).async_camera_image(width=40)


async def test_entities_of_a_frame_have_names(hass: HomeAssistant, frame: Frame) -> None:
    await until(lambda: frame.shown)
    names = {state.entity_id: state.name for state in hass.states.async_all()}
    assert names == {
        "camera.photo_frame": "Photo frame",
        "image.photo_frame_current_photo": "Photo frame Current photo",
        "button.photo_frame_next_photo": "Photo frame Next photo",
        "event.photo_frame_photo_shown": "Photo frame Photo shown",
        "number.photo_frame_interval": "Photo frame Interval",
        "switch.photo_frame_slideshow": "Photo frame Slideshow",
    }
