"""What goes back to Immich: favourites, archived and tagged photos; and what never comes again."""

import asyncio

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.immich_frame.const import DOMAIN
from custom_components.immich_frame.feedback import async_set_favorite
from custom_components.immich_frame.frame import Frame
from demo.immich import faults
from demo.immich.server import SampleImmich
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError

from .conftest import CAMERA, COLORS, Gate, account, async_set_up, frame_subentry, until

READER = ["user.read", "asset.read", "asset.view", "asset.download"]


async def act(hass: HomeAssistant, name: str, **data: object) -> None:
    await hass.services.async_call(DOMAIN, name, {"entity_id": CAMERA, **data}, blocking=True)


async def async_details(frame: Frame, asset_id: str) -> tuple[bool, bool]:
    """Return whether Immich has a photo as a favourite, and whether a frame may show it."""
    asset = await frame.account.client.asset(asset_id)
    return asset.is_favorite, asset.is_photo


async def test_a_favorite_and_back(hass: HomeAssistant, frame: Frame) -> None:
    before = frame.shown
    assert before is not None
    await act(hass, "favorite")
    assert await async_details(frame, before.asset_id) == (True, True)
    assert frame.shown is not None
    assert frame.shown.is_favorite
    assert frame.shown.rendition is before.rendition
    await act(hass, "favorite", favorite=False)
    assert await async_details(frame, before.asset_id) == (False, True)
    assert not frame.shown.is_favorite


async def test_a_hidden_photo_never_comes_again(
    hass: HomeAssistant, entry: MockConfigEntry, frame: Frame
) -> None:
    assert frame.shown is not None
    hidden = frame.shown.asset_id
    await act(hass, "hide")
    seen = {frame.shown.asset_id}
    await hass.config_entries.async_unload(entry.entry_id)
    frame = await async_set_up(hass, entry)
    for _photo in range(2 * len(COLORS)):
        seen.add((await frame.async_new_image()).asset_id)
    assert hidden not in seen
    assert len(seen) == len(COLORS) - 1


async def test_hide_may_archive_and_tag(
    hass: HomeAssistant, frame: Frame, immich: SampleImmich
) -> None:
    assert frame.shown is not None
    hidden = frame.shown.asset_id
    await act(hass, "hide", archive=True, tag="frame/hidden")
    assert await async_details(frame, hidden) == (False, False)
    [tag] = [tag for tag in await frame.account.client.tags() if tag.path == "frame/hidden"]
    assert hidden in str(immich.requests.to(f"/api/tags/{tag.id}/assets")[-1].body)


@pytest.mark.parametrize(
    ("action", "data", "permission"),
    [
        ("favorite", {}, "asset.update"),
        ("hide", {"archive": True}, "asset.update"),
        ("hide", {"tag": "frame"}, "tag.create"),
    ],
)
async def test_a_missing_permission_is_named(
    hass: HomeAssistant,
    immich: SampleImmich,
    action: str,
    data: dict[str, object],
    permission: str,
) -> None:
    entry = account(immich, frame_subentry(), api_key=immich.add_key(READER))
    frame = await async_set_up(hass, entry)
    before = frame.shown
    assert before is not None
    with pytest.raises(HomeAssistantError, match=permission):
        await act(hass, action, **data)
    assert frame.shown is before
    # Nothing is half done: the photo may still come.
    await act(hass, "next")
    await act(hass, "previous")
    assert frame.shown.asset_id == before.asset_id


@pytest.mark.parametrize("action", ["favorite", "hide"])
async def test_without_a_photo_there_is_nothing_to_do(
    hass: HomeAssistant, entry: MockConfigEntry, immich: SampleImmich, action: str
) -> None:
    await immich.stop()
    await async_set_up(hass, entry)
    with pytest.raises(HomeAssistantError, match="no photo on the frame yet"):
        await act(hass, action)


async def test_an_empty_tag_is_refused(hass: HomeAssistant, frame: Frame) -> None:
    before = frame.shown
    with pytest.raises(Exception, match="tag"):
        await act(hass, "hide", tag="")
    assert frame.shown is before


async def test_with_all_photos_hidden_none_comes(
    hass: HomeAssistant, frame: Frame, immich: SampleImmich
) -> None:
    for _photo in COLORS[1:]:
        await act(hass, "hide")
    last = frame.shown
    with pytest.raises(HomeAssistantError, match="no other photo to show: all are hidden"):
        await act(hass, "hide")
    assert frame.shown is last
    with pytest.raises(HomeAssistantError, match="no other photo to show: all are hidden"):
        await act(hass, "next")
    assert immich.requests.count() < 100


async def test_a_favorite_is_the_photo_that_was_shown_when_it_was_asked_for(
    frame: Frame, immich: SampleImmich
) -> None:
    before = frame.shown
    assert before is not None
    closed = Gate(faults.body(b"{}"))
    immich.faults.add(f"/api/assets/{before.asset_id}", closed)
    call = asyncio.create_task(async_set_favorite(frame, on=True))
    await until(lambda: immich.requests.to(f"/api/assets/{before.asset_id}")[-1].method == "PUT")
    later = asyncio.create_task(frame.async_new_image())
    closed.open()
    favorite = await call
    assert (favorite.asset_id, favorite.is_favorite) == (before.asset_id, True)
    assert (await later).asset_id != before.asset_id


async def test_what_was_hidden_by_mistake_comes_back(hass: HomeAssistant, frame: Frame) -> None:
    first = frame.shown
    assert first is not None
    await act(hass, "hide")
    second = frame.shown
    assert second is not None
    await act(hass, "hide")
    await act(hass, "unhide")
    assert frame.shown is not None
    assert frame.shown.asset_id == second.asset_id
    await act(hass, "unhide", asset_id=first.asset_id)
    assert frame.shown.asset_id == first.asset_id
    seen = {(await frame.async_new_image()).asset_id for _ in range(2 * len(COLORS))}
    assert {first.asset_id, second.asset_id} <= seen


@pytest.mark.parametrize("data", [{}, {"asset_id": "00000000-0000-4000-8000-000000000000"}])
async def test_what_is_not_hidden_cannot_come_back(
    hass: HomeAssistant, frame: Frame, data: dict[str, str]
) -> None:
    before = frame.shown
    with pytest.raises(ServiceValidationError, match="not hidden"):
        await act(hass, "unhide", **data)
    assert frame.shown is before
