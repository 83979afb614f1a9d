"""Who may see one frame of an account learns nothing of the others."""

from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator, WebSocketGenerator

from custom_components.immich_frame.addresses import photo_path
from custom_components.immich_frame.frame import Frame
from custom_components.immich_frame.loader import PhotoSize
from demo.immich.server import SampleImmich
from demo.library.library import Library
from demo.library.model import Visibility
from demo.library.tiny import tiny_photo
from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component

from .conftest import (
    OTHER_FRAME_ID,
    SEARCH,
    account,
    assert_refused,
    asset_id,
    async_set_up,
    frame_subentry,
    until,
)
from .media_steps import ROOT
from .test_views_access import POLICIES, async_token

OLD = {"name": "Old", "source": {"kind": "library"}, "filters": {"with_archived": True}}
ALL = {"name": "All", "source": {"kind": "library"}}


@pytest.fixture
async def two(hass: HomeAssistant, immich: SampleImmich) -> MockConfigEntry:
    """Return an account whose second frame alone shows archived photos."""
    photos = [tiny_photo("plain.jpg"), tiny_photo("old.jpg", visibility=Visibility.ARCHIVE)]
    immich.library = Library.of(photos)
    assert await async_setup_component(hass, "media_source", {})
    entry = account(
        immich,
        frame_subentry(presets=[ALL]),
        frame_subentry(OTHER_FRAME_ID, "Kitchen", presets=[OLD]),
    )
    await async_set_up(hass, entry)
    await until(lambda: entry.runtime_data.frames[OTHER_FRAME_ID].shown)
    return entry


async def test_archived_photos_are_for_who_sees_a_frame_that_shows_them(
    hass: HomeAssistant,
    immich: SampleImmich,
    two: MockConfigEntry,
    hass_client: ClientSessionGenerator,
) -> None:
    old = photo_path(two.entry_id, asset_id(immich, "old.jpg"), PhotoSize.THUMBNAIL)
    plain = photo_path(two.entry_id, asset_id(immich, "plain.jpg"), PhotoSize.THUMBNAIL)
    limited = await hass_client(await async_token(hass, POLICIES["read"]))
    assert (await limited.get(plain)).status == 200
    await assert_refused(await limited.get(old), 404, "no such photo")
    everybody = await hass_client(await async_token(hass, POLICIES["all"]))
    administrator = await hass_client()
    for client in (everybody, administrator):
        assert (await client.get(old)).status == 200


async def test_searches_are_for_who_sees_all_frames(
    hass: HomeAssistant,
    immich: SampleImmich,
    two: MockConfigEntry,
    hass_ws_client: WebSocketGenerator,
) -> None:
    kitchen: Frame = two.runtime_data.frames[OTHER_FRAME_ID]
    await kitchen.async_new_image("old surprise")

    async def browse(permissions: str, name: str = "") -> list[dict[str, Any]]:
        client = await hass_ws_client(hass, await async_token(hass, POLICIES[permissions]))
        media_id = f"{ROOT}/{name}" if name else ROOT
        await client.send_json_auto_id(
            {"type": "media_source/browse_media", "media_content_id": media_id}
        )
        listed: list[dict[str, Any]] = (await client.receive_json())["result"]["children"]
        return listed

    titles = [node["title"] for node in await browse("all")]
    assert titles[-1] == "Search: old surprise"
    titles = [node["title"] for node in await browse("read")]
    assert titles == ["Photo frame", "Photo frame: All"]
    # Nor does a guess tell what the other frame found: it is a search like any other.
    search, old = f"search/{two.entry_id}/old%20surprise", asset_id(immich, "old.jpg")
    assert any(old in node["media_content_id"] for node in await browse("all", search))
    immich.requests.clear()
    found = await browse("read", search)
    assert [node["title"] for node in found] == ["plain.jpg"]
    assert immich.requests.count(SEARCH) == 1
