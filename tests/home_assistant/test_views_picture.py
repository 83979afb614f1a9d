"""HTTP: the picture, its sizes, and what a cache may ask about it."""

from datetime import timedelta
from io import BytesIO

from PIL import Image
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.immich_frame.const import API_PATH
from custom_components.immich_frame.frame import Frame
from custom_components.immich_frame.shown import PictureSize, picture_path
from demo.immich import faults
from demo.immich.server import SampleImmich
from homeassistant.components.http.auth import async_sign_path
from homeassistant.core import HomeAssistant

from .conftest import (
    FRAME_ID,
    NEW_IMAGE,
    PICTURES,
    SEARCH,
    SIZE,
    Client,
    account,
    assert_refused,
    async_set_up,
    frame_subentry,
)

HOUR = timedelta(hours=1)


@pytest.mark.parametrize("path", PICTURES)
async def test_the_picture_comes_with_all_that_a_cache_needs(
    client: Client, frame: Frame, path: str
) -> None:
    assert frame.shown is not None
    response = await client.get(path)
    assert response.status == 200
    assert response.content_type == "image/jpeg"
    assert await response.read() == frame.shown.rendition.data
    assert response.headers["Cache-Control"] == "private, no-cache"
    shown_at = frame.shown.shown_at.strftime("%a, %d %b %Y %H:%M:%S GMT")
    assert response.headers["Last-Modified"] == shown_at
    assert frame.shown.key in response.headers["ETag"]


@pytest.mark.parametrize("path", PICTURES)
async def test_head_is_get_without_the_picture(client: Client, path: str) -> None:
    whole, head = await client.get(path), await client.head(path)
    assert head.status == 200
    assert await head.read() == b""
    names = ("Content-Type", "Content-Length", "ETag", "Last-Modified", "Cache-Control")
    assert [head.headers[name] for name in names] == [whole.headers[name] for name in names]


KNOWN = ["{}", "W/{}", '"another", {}', "*"]
UNKNOWN = ['"another"', 'W/"another"', "nonsense", ""]


@pytest.mark.parametrize("path", PICTURES)
async def test_who_has_the_picture_gets_no_other(client: Client, frame: Frame, path: str) -> None:
    tag = (await client.get(path)).headers["ETag"]
    for ask in (client.get, client.head):
        for pattern in KNOWN:
            response = await ask(path, headers={"If-None-Match": pattern.format(tag)})
            assert (response.status, await response.read()) == (304, b"")
            assert response.headers["ETag"] == tag
            assert "Content-Type" not in response.headers
        for pattern in UNKNOWN:
            response = await ask(path, headers={"If-None-Match": pattern})
            assert response.status == 200

    await frame.async_new_image()
    response = await client.get(path, headers={"If-None-Match": tag})
    assert response.status == 200
    assert response.headers["ETag"] != tag


async def test_who_has_it_since_then_gets_no_other(client: Client, frame: Frame) -> None:
    assert frame.shown is not None

    async def status(since: timedelta, **headers: str) -> int:
        assert frame.shown is not None
        moment = (frame.shown.shown_at + since).strftime("%a, %d %b %Y %H:%M:%S GMT")
        return (
            await client.get(PICTURES[0], headers={"If-Modified-Since": moment, **headers})
        ).status

    assert await status(timedelta()) == 304
    assert await status(HOUR) == 304
    assert await status(-HOUR) == 200
    # A tag is more precise, so it counts alone.
    for other in ('"another"', "nonsense"):
        assert await status(HOUR, **{"If-None-Match": other}) == 200
    response = await client.get(PICTURES[0], headers={"If-Modified-Since": "yesterday"})
    assert response.status == 200


@pytest.fixture
async def large(
    hass: HomeAssistant, immich: SampleImmich, hass_client: ClientSessionGenerator
) -> Client:
    """Stand in front of a frame of 1920 x 1080 pixels."""
    await async_set_up(hass, account(immich, frame_subentry(width=1920, height=1080)))
    client: Client = await hass_client()
    return client


async def test_the_picture_has_sizes(large: Client) -> None:
    pictures, tags = {}, set()
    for size in PictureSize:
        response = await large.get(picture_path(FRAME_ID, size))
        pictures[size] = await response.read()
        tags.add(response.headers["ETag"])
    sizes = {size: Image.open(BytesIO(data)).size for size, data in pictures.items()}
    assert sizes == {
        PictureSize.FULL: (1920, 1080),
        PictureSize.LARGE: (1920, 1080),
        PictureSize.MEDIUM: (1280, 720),
        PictureSize.SMALL: (640, 360),
    }
    assert pictures[PictureSize.LARGE] == pictures[PictureSize.FULL]
    assert len(tags) == len(PictureSize)


@pytest.mark.parametrize("size", PictureSize)
async def test_no_size_is_larger_than_the_picture(
    client: Client, frame: Frame, size: PictureSize
) -> None:
    assert frame.shown is not None
    response = await client.get(picture_path(FRAME_ID, size))
    assert await response.read() == frame.shown.rendition.data


@pytest.mark.parametrize("size", ["huge", "639", "FULL", "0", "-1", "%2e%2e"])
async def test_a_size_that_is_not_there(client: Client, size: str) -> None:
    response = await client.get(f"{API_PATH}/frames/{FRAME_ID}/{size}.jpg")
    await assert_refused(response, 404, "only full, 1920, 1280, 640")


@pytest.mark.parametrize("path", PICTURES)
async def test_before_the_first_photo_there_is_no_picture(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    immich: SampleImmich,
    hass_client: ClientSessionGenerator,
    path: str,
) -> None:
    immich.faults.add(SEARCH, faults.status(500), times=None)
    await async_set_up(hass, entry)
    client = await hass_client()
    await assert_refused(await client.get(path), 404, "no photo yet")
    response = await client.head(path)
    assert (response.status, await response.read()) == (404, b"")


async def test_a_signed_path_needs_no_login(
    hass: HomeAssistant, frame: Frame, hass_client_no_auth: ClientSessionGenerator
) -> None:
    assert frame.shown is not None
    client = await hass_client_no_auth()
    signed = {
        path: async_sign_path(hass, path, HOUR, use_content_user=True)
        for path in (picture_path(FRAME_ID), NEW_IMAGE)
    }
    path = signed[picture_path(FRAME_ID)]
    response = await client.get(path)
    assert (response.status, await response.read()) == (200, frame.shown.rendition.data)
    assert (await client.head(path)).status == 200
    assert (await client.get(f"{path}&width=100")).status == 200
    signature = path.partition("?")[2]
    assert (
        await client.get(f"{picture_path(FRAME_ID, PictureSize.SMALL)}?{signature}")
    ).status == 401

    before = frame.shown
    await assert_refused(await client.get(signed[NEW_IMAGE]), 403, "You may not do this")
    assert (await client.post(signed[NEW_IMAGE])).status == 401
    assert frame.shown is before


async def test_the_picture_has_the_size_of_the_frame(client: Client) -> None:
    response = await client.get(PICTURES[0])
    assert Image.open(BytesIO(await response.read())).size == SIZE
