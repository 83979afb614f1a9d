"""HTTP: the last renditions of a frame, and photos of an account, at addresses of their own."""

import asyncio
from dataclasses import replace
from io import BytesIO
from threading import Event

from PIL import Image
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.immich_frame import loader
from custom_components.immich_frame.addresses import photo_path, recent_path
from custom_components.immich_frame.const import API_PATH
from custom_components.immich_frame.frame import Frame
from custom_components.immich_frame.imaging.spec import PictureFormat
from custom_components.immich_frame.immich.client import ImmichClient
from custom_components.immich_frame.immich.limits import DEFAULT_LIMITS
from custom_components.immich_frame.loader import PhotoLoader, PhotoSize
from custom_components.immich_frame.shown import MAX_RECENT, PictureSize
from demo.immich import faults
from demo.immich.server import SampleImmich
from demo.library.library import Library
from demo.library.model import AssetType, Visibility
from demo.library.tiny import Said, tiny_photo
from homeassistant.core import HomeAssistant
from homeassistant.helpers.aiohttp_client import async_get_clientsession

from .conftest import (
    FRAME_ID,
    PREVIEW,
    Client,
    Gate,
    account,
    assert_refused,
    asset_id,
    async_set_up,
    frame_subentry,
    until,
)
from .test_views_access import POLICIES, async_token

FOR_A_DAY = "private, max-age=86400"
NOBODY = "00000000-0000-4000-8000-000000000000"


async def test_each_of_the_last_pictures_has_an_address(client: Client, frame: Frame) -> None:
    for _more in range(3):
        await frame.async_new_image()
    assert len(frame.recent) == 4
    for shown in frame.recent:
        path = recent_path(FRAME_ID, shown.key)
        response = await client.get(path)
        assert await response.read() == shown.rendition.data
        assert response.headers["Cache-Control"] == f"{FOR_A_DAY}, immutable"
        tag = response.headers["ETag"]
        head = await client.head(path)
        assert (head.status, head.headers["ETag"], await head.read()) == (200, tag, b"")
        again = await client.get(path, headers={"If-None-Match": tag})
        assert (again.status, await again.read()) == (304, b"")
        assert again.headers["Cache-Control"] == f"{FOR_A_DAY}, immutable"


async def test_one_of_the_last_pictures_has_the_sizes_and_formats_of_all(
    client: Client, frame: Frame
) -> None:
    assert frame.shown is not None
    key = frame.shown.key
    png = await client.get(recent_path(FRAME_ID, key, PictureSize.SMALL, PictureFormat.PNG))
    assert Image.open(BytesIO(await png.read())).format == "PNG"
    for wrong in ("huge.jpg", "full.gif"):
        response = await client.get(f"{API_PATH}/frames/{FRAME_ID}/recent/{key}/{wrong}")
        await assert_refused(response, 404, "only")


async def test_what_stands_in_for_a_size_while_the_worker_is_busy_is_not_kept(
    hass: HomeAssistant, immich: SampleImmich, hass_client: ClientSessionGenerator
) -> None:
    frame = await async_set_up(hass, account(immich, frame_subentry(width=1280, height=720)))
    assert frame.shown is not None
    client, let_go = await hass_client(), Event()
    frame.account.renderer._copy_patience = 0.01
    busy = asyncio.create_task(frame.account.renderer.async_run(let_go.wait))
    await asyncio.sleep(0)
    response = await client.get(recent_path(FRAME_ID, frame.shown.key, PictureSize.SMALL))
    let_go.set()
    await busy
    assert await response.read() == frame.shown.rendition.data
    assert response.headers["Cache-Control"] == "private, no-cache"
    assert "ETag" not in response.headers


async def test_a_picture_that_left_memory(client: Client, frame: Frame) -> None:
    assert frame.shown is not None
    path = recent_path(FRAME_ID, frame.shown.key)
    await frame.async_new_image()
    await frame.async_previous()  # It is shown again, as another picture.
    await assert_refused(await client.get(path), 404, "none of the frame's last photos")
    await assert_refused(await client.get(recent_path(FRAME_ID, "nonsense")), 404)
    await assert_refused(await client.get(recent_path("nonsense", frame.shown.key)), 404)
    assert len(frame.recent) <= MAX_RECENT


@pytest.mark.parametrize("size", PhotoSize)
async def test_a_photo_of_the_account_is_a_jpeg(
    client: Client, immich: SampleImmich, entry: MockConfigEntry, size: PhotoSize
) -> None:
    path = photo_path(entry.entry_id, asset_id(immich, "teal.jpg"), size)
    response = await client.get(path)
    data = await response.read()
    assert (response.status, response.content_type) == (200, "image/jpeg")
    assert Image.open(BytesIO(data)).format == "JPEG"
    assert response.headers["Cache-Control"] == FOR_A_DAY
    tag = response.headers["ETag"]
    head = await client.head(path)
    assert (head.status, head.headers["ETag"], await head.read()) == (200, tag, b"")
    for known in (tag, f"W/{tag}", "*", f'"another", {tag}'):
        again = await client.get(path, headers={"If-None-Match": known})
        assert (again.status, await again.read()) == (304, b"")
        assert again.headers["ETag"] == tag
    assert (await client.get(path, headers={"If-None-Match": '"another"'})).status == 200
    assert immich.requests.count(PREVIEW) > 0


async def test_what_immich_sends_as_a_jpeg_stays_as_it_is(
    client: Client, immich: SampleImmich, entry: MockConfigEntry
) -> None:
    teal = asset_id(immich, "teal.jpg")
    data = BytesIO()
    Image.new("RGB", (90, 60), "teal").save(data, "JPEG")
    for content_type in ("image/jpeg", "application/octet-stream"):
        immich.faults.add(PREVIEW, faults.body(data.getvalue(), content_type))
        response = await client.get(photo_path(entry.entry_id, teal, PhotoSize.PREVIEW))
        assert await response.read() == data.getvalue()


async def test_a_preview_that_is_no_picture(
    client: Client, immich: SampleImmich, entry: MockConfigEntry
) -> None:
    teal = asset_id(immich, "teal.jpg")
    path = photo_path(entry.entry_id, teal, PhotoSize.PREVIEW)
    immich.faults.add(PREVIEW, faults.body(b"no picture", "image/jpeg"))
    await assert_refused(await client.get(path), 502, "cannot be shown")
    immich.faults.add(PREVIEW, faults.status(500))
    await assert_refused(await client.get(path), 502, "status 500")
    assert (await client.get(path)).status == 200


async def test_a_preview_without_end_takes_no_memory(
    hass: HomeAssistant, client: Client, frame: Frame, immich: SampleImmich
) -> None:
    limits = replace(DEFAULT_LIMITS, small_bytes=1_000)
    session = async_get_clientsession(hass)
    impatient = ImmichClient(session, immich.url, immich.api_key, limits)
    frame.account.loader = PhotoLoader(impatient, frame.account.renderer)
    immich.faults.add(PREVIEW, faults.endless(), times=None)
    teal = asset_id(immich, "teal.jpg")
    for size in PhotoSize:
        response = await client.get(photo_path(frame.entry.entry_id, teal, size))
        await assert_refused(response, 502, "larger than 1,000 bytes")


async def test_only_so_many_requests_wait_for_photos(
    client: Client, frame: Frame, immich: SampleImmich, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loader, "MOST_SMALLER", loader.SMALLER_AT_ONCE + 2)
    path = photo_path(frame.entry.entry_id, asset_id(immich, "teal.jpg"), PhotoSize.PREVIEW)
    gates = [Gate() for _ in range(loader.SMALLER_AT_ONCE)]
    for gate in gates:
        immich.faults.add(PREVIEW, gate)
    immich.requests.clear()
    begun = [asyncio.create_task(client.get(path)) for _ in range(loader.MOST_SMALLER)]
    await until(lambda: immich.requests.count(PREVIEW) == loader.SMALLER_AT_ONCE)
    await until(lambda: frame.account.loader._smaller == loader.MOST_SMALLER)
    await assert_refused(await client.get(path), 503, "6 requests wait already")
    for gate in gates:
        gate.open()
    responses = await asyncio.gather(*begun)
    assert sorted(response.status for response in responses) == [200, 200, 404, 404, 404, 404]
    assert (await client.get(path)).status == 200


HIDDEN: dict[str, Said] = {
    "archived": {"visibility": Visibility.ARCHIVE},
    "hidden": {"visibility": Visibility.HIDDEN},
    "trashed": {"is_trashed": True},
    "a video": {"type": AssetType.VIDEO, "duration_ms": 1000},
}


@pytest.mark.parametrize("what", HIDDEN)
async def test_what_no_frame_may_show_has_no_address(
    client: Client, immich: SampleImmich, entry: MockConfigEntry, what: str
) -> None:
    immich.library = Library.of([tiny_photo("secret.jpg", **HIDDEN[what])])
    secret = asset_id(immich, "secret.jpg")
    response = await client.get(photo_path(entry.entry_id, secret, PhotoSize.PREVIEW))
    await assert_refused(response, 404, "no such photo")
    assert immich.requests.count(PREVIEW) == 0


async def test_an_archived_photo_has_one_where_a_frame_shows_archived_photos(
    hass: HomeAssistant, immich: SampleImmich, hass_client: ClientSessionGenerator
) -> None:
    photos = [tiny_photo("plain.jpg"), tiny_photo("old.jpg", visibility=Visibility.ARCHIVE)]
    immich.library = Library.of(photos)
    preset = {"name": "All", "source": {"kind": "library"}, "filters": {"with_archived": True}}
    entry = account(immich, frame_subentry(presets=[preset]))
    await async_set_up(hass, entry)
    client = await hass_client()
    old = asset_id(immich, "old.jpg")
    response = await client.get(photo_path(entry.entry_id, old, PhotoSize.THUMBNAIL))
    assert response.status == 200


@pytest.mark.parametrize("wrong", ["nonsense", NOBODY, "a%2fb", NOBODY.replace("-", "")])
async def test_a_photo_that_is_not_there(
    client: Client, entry: MockConfigEntry, wrong: str
) -> None:
    path = f"{API_PATH}/accounts/{entry.entry_id}/photos/{wrong}/preview.jpg"
    await assert_refused(await client.get(path), 404, "no such photo")


async def test_sizes_and_accounts_that_are_not_there(
    hass: HomeAssistant, client: Client, immich: SampleImmich, entry: MockConfigEntry
) -> None:
    teal = asset_id(immich, "teal.jpg")
    path = f"{API_PATH}/accounts/{entry.entry_id}/photos/{teal}/original.jpg"
    await assert_refused(await client.get(path), 404, "only preview, thumbnail")
    response = await client.get(photo_path("nonsense", teal, PhotoSize.PREVIEW))
    await assert_refused(response, 404, "no such account")
    assert await hass.config_entries.async_unload(entry.entry_id)
    response = await client.get(photo_path(entry.entry_id, teal, PhotoSize.PREVIEW))
    await assert_refused(response, 404, "no such account")


@pytest.mark.parametrize("allowed", POLICIES)
async def test_photos_are_for_who_may_see_a_frame(  # noqa: PLR0913, PLR0917 it takes them all
    hass: HomeAssistant,
    frame: Frame,
    immich: SampleImmich,
    entry: MockConfigEntry,
    hass_client: ClientSessionGenerator,
    allowed: str,
) -> None:
    assert frame.shown is not None
    client = await hass_client(await async_token(hass, POLICIES[allowed]))
    status = 200 if allowed in {"read", "both", "all"} else 403
    photo = photo_path(entry.entry_id, asset_id(immich, "teal.jpg"), PhotoSize.THUMBNAIL)
    for path in (photo, recent_path(FRAME_ID, frame.shown.key)):
        response = await client.get(path)
        assert response.status == status
        if status == 403:
            await assert_refused(response, 403, "You may not do this")


async def test_nobody_sees_photos_without_a_login(
    frame: Frame,
    immich: SampleImmich,
    entry: MockConfigEntry,
    hass_client_no_auth: ClientSessionGenerator,
) -> None:
    assert frame.shown is not None
    client = await hass_client_no_auth()
    photo = photo_path(entry.entry_id, asset_id(immich, "teal.jpg"), PhotoSize.THUMBNAIL)
    for path in (photo, recent_path(FRAME_ID, frame.shown.key)):
        assert (await client.get(path)).status == 401
