"""Going back and forth along what was shown, and to a certain photo."""

from collections.abc import Mapping

import probatio
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.immich_frame.const import DOMAIN
from custom_components.immich_frame.errors import NoEarlierPhotoError, NoSuchPositionError
from custom_components.immich_frame.feedback import async_hide
from custom_components.immich_frame.frame import Frame
from custom_components.immich_frame.immich.errors import BadRequestError, NotFoundError, ServerError
from custom_components.immich_frame.shown import MAX_RECENT
from demo.immich import faults
from demo.immich.server import SampleImmich
from demo.library.library import Library
from demo.library.tiny import tiny_photo
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError

from .conftest import (
    CAMERA,
    COLORS,
    ORIGINAL,
    account,
    asset_id,
    async_set_up,
    frame_subentry,
    library,
)

NOBODY = "00000000-0000-4000-8000-000000000000"


async def async_shown(frame: Frame, count: int) -> list[str]:
    """Show so many photos in all, and return their ids."""
    assert frame.shown is not None
    ids = [frame.shown.asset_id]
    ids += [(await frame.async_new_image()).asset_id for _photo in range(count - 1)]
    return ids


async def test_back_and_forth(frame: Frame, immich: SampleImmich) -> None:
    one, two, three = await async_shown(frame, 3)
    immich.requests.clear()
    assert (await frame.async_previous()).asset_id == two
    assert (await frame.async_previous()).asset_id == one
    assert (await frame.async_new_image()).asset_id == two
    assert (await frame.async_new_image()).asset_id == three
    assert immich.requests.count() == 0
    assert (await frame.async_new_image()).asset_id not in {one, two, three}


async def test_before_the_first_photo_there_is_none(frame: Frame) -> None:
    before = frame.shown
    with pytest.raises(NoEarlierPhotoError):
        await frame.async_previous()
    assert frame.shown is before


async def test_the_way_back_is_longer_than_memory(
    hass: HomeAssistant, immich: SampleImmich
) -> None:
    immich.library = library()
    frame = await async_set_up(hass, account(immich, frame_subentry()))
    ids = await async_shown(frame, MAX_RECENT + 5)
    back = [(await frame.async_previous()).asset_id for _photo in ids[1:]]
    assert back == ids[-2::-1]


async def test_what_is_gone_is_passed_over(
    hass: HomeAssistant, entry: MockConfigEntry, frame: Frame, immich: SampleImmich
) -> None:
    one, two, _three = await async_shown(frame, 3)
    await hass.config_entries.async_unload(entry.entry_id)
    frame = await async_set_up(hass, entry)  # From now on only the last photo is in memory.
    gone = immich.library.assets[two]
    immich.library = Library.of(
        [asset.upload for asset in immich.library.assets.values() if asset is not gone]
    )
    assert (await frame.async_previous()).asset_id == one


async def test_what_was_hidden_is_passed_over(frame: Frame) -> None:
    one, two = await async_shown(frame, 2)
    three = (await async_hide(frame)).asset_id
    assert three not in {one, two}
    assert (await frame.async_previous()).asset_id == one


async def test_a_search_ends_the_walk(frame: Frame) -> None:
    _one, _two, three = await async_shown(frame, 3)
    await frame.async_previous()
    found = (await frame.async_new_image("teal", 1)).asset_id
    assert (await frame.async_previous()).asset_id == three
    assert (await frame.async_new_image()).asset_id == found


async def test_a_certain_photo(frame: Frame, immich: SampleImmich) -> None:
    wanted = asset_id(immich, "olive.jpg")
    shown = await frame.async_show(asset_id=wanted)
    assert (shown.asset_id, shown.position) == (wanted, 0)
    assert frame.shown is shown


async def test_the_nth_photo(frame: Frame) -> None:
    pool = await frame.coordinator.async_pool()
    for position in range(1, len(COLORS) + 1):
        shown = await frame.async_show(position=position)
        assert (shown.asset_id, shown.position) == (pool.photos[position - 1], position)
    with pytest.raises(NoSuchPositionError, match="6"):
        await frame.async_show(position=len(COLORS) + 1)


@pytest.mark.parametrize(
    ("wanted", "error"),
    [(NOBODY, NotFoundError), ("../users/me", BadRequestError), ("x", BadRequestError)],
)
async def test_a_photo_that_is_not_there(
    frame: Frame, immich: SampleImmich, wanted: str, error: type[Exception]
) -> None:
    before = frame.shown
    immich.requests.clear()
    with pytest.raises(error):
        await frame.async_show(asset_id=wanted)
    assert frame.shown is before
    assert immich.requests.count(ORIGINAL) == 0


async def test_the_actions(hass: HomeAssistant, frame: Frame, immich: SampleImmich) -> None:
    async def act(name: str, **data: object) -> Mapping[str, object]:
        answer = await hass.services.async_call(
            DOMAIN, name, {"entity_id": CAMERA, **data}, blocking=True, return_response=True
        )
        assert answer is not None
        told = answer[CAMERA]
        assert isinstance(told, dict)
        return told

    assert frame.shown is not None
    first = frame.shown.asset_id
    second = (await act("next"))["asset_id"]
    assert second != first
    assert (await act("previous"))["asset_id"] == first
    assert (await act("next"))["asset_id"] == second
    olive = asset_id(immich, "olive.jpg")
    assert (await act("show", asset_id=olive))["file_name"] == "olive.jpg"
    pool = await frame.coordinator.async_pool()
    assert (await act("show", position=2))["asset_id"] == pool.photos[1]
    assert (await act("show"))["asset_id"] == pool.photos[0]
    with pytest.raises(HomeAssistantError, match="does not have what was asked for"):
        await act("show", asset_id=NOBODY)
    with pytest.raises(ServiceValidationError, match="The frame has 6 to choose from"):
        await act("show", position=7)
    with pytest.raises(probatio.Invalid, match="not the id of an asset"):
        await act("show", asset_id="../users/me")
    with pytest.raises(probatio.Invalid):
        await act("show", asset_id=olive, position=1)


async def test_a_photo_that_the_server_fails_with_does_not_stop_the_way_forward(
    hass: HomeAssistant, entry: MockConfigEntry, frame: Frame, immich: SampleImmich
) -> None:
    one, two, three = await async_shown(frame, 3)
    await frame.async_previous()
    await frame.async_previous()
    await hass.config_entries.async_unload(entry.entry_id)
    frame = await async_set_up(hass, entry)  # From now on only the shown photo is in memory.
    for broken in (two, three):
        immich.faults.add(f"/api/assets/{broken}/*", faults.status(500), times=None)
    assert (await frame.async_new_image()).asset_id not in {one, two, three}


async def test_photos_that_the_server_fails_with_are_said_on_the_way_back(
    hass: HomeAssistant, entry: MockConfigEntry, frame: Frame, immich: SampleImmich
) -> None:
    one, *_others = await async_shown(frame, 3)
    await hass.config_entries.async_unload(entry.entry_id)
    frame = await async_set_up(hass, entry)
    before = frame.shown
    immich.faults.add(ORIGINAL, faults.status(500), times=None)
    with pytest.raises(ServerError):
        await frame.async_previous()
    assert frame.shown is before
    immich.faults.clear()
    assert (await frame.async_previous()).asset_id != one
    assert (await frame.async_previous()).asset_id == one


async def test_many_photos_that_are_gone_are_passed_over_in_parts(
    hass: HomeAssistant, immich: SampleImmich
) -> None:
    immich.library = Library.of([tiny_photo(f"{name}.jpg") for name in range(9)])
    entry = account(immich, frame_subentry())
    frame = await async_set_up(hass, entry)
    one, *_others = await async_shown(frame, 9)
    await hass.config_entries.async_unload(entry.entry_id)
    frame = await async_set_up(hass, entry)
    uploads = [immich.library.assets[one].upload]
    immich.library = Library.of(uploads)
    with pytest.raises(NotFoundError):
        await frame.async_previous()
    assert (await frame.async_previous()).asset_id == one
