"""The action that asks Immich again."""

import asyncio
import json

import pytest

from custom_components.immich_frame.const import DOMAIN
from custom_components.immich_frame.frame import Frame
from demo.immich import faults
from demo.immich.server import SampleImmich
from demo.library.library import Library
from demo.library.tiny import tiny_photo
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError

from .conftest import CAMERA, COLORS, SEARCH, Gate, asset_id, until

SMART = "/api/search/smart"


async def async_refresh(hass: HomeAssistant, **data: str) -> None:
    await hass.services.async_call(DOMAIN, "refresh", {"entity_id": CAMERA, **data}, blocking=True)


async def test_new_photos_are_there_at_once(
    hass: HomeAssistant, frame: Frame, immich: SampleImmich
) -> None:
    before = frame.shown
    uploads = [asset.upload for asset in immich.library.assets.values()]
    immich.library = Library.of([*uploads, tiny_photo("new.jpg")])
    await async_refresh(hass)
    assert frame.shown is before
    names = {(await frame.async_new_image()).file_name for _photo in COLORS}
    assert "new.jpg" in names


async def test_what_keeps_immich_from_answering_is_said(
    hass: HomeAssistant, frame: Frame, immich: SampleImmich
) -> None:
    pool = frame.coordinator.data
    immich.faults.add(SEARCH, faults.status(502), times=None)
    with pytest.raises(HomeAssistantError, match="Immich cannot be reached"):
        await async_refresh(hass)
    assert frame.coordinator.data is pool
    immich.faults.clear()
    await async_refresh(hass)
    assert frame.coordinator.data is not pool
    assert frame.coordinator.problem is None


async def test_the_results_of_a_query_are_forgotten(
    hass: HomeAssistant, frame: Frame, immich: SampleImmich
) -> None:
    for _photo in range(2):
        await frame.async_new_image("teal")
    assert immich.requests.count(SMART) == 1
    await async_refresh(hass, query=" teal ")
    await frame.async_new_image("teal")
    assert immich.requests.count(SMART) == 2
    with pytest.raises(ServiceValidationError, match="The query is empty"):
        await async_refresh(hass, query=" ")


async def test_several_at_once_ask_once(
    hass: HomeAssistant, frame: Frame, immich: SampleImmich
) -> None:
    assert frame.shown is not None
    immich.requests.clear()
    await asyncio.gather(*(async_refresh(hass) for _call in range(5)))
    assert immich.requests.count(SEARCH) < 5


async def test_a_server_that_repeats_a_page_for_ever_is_found_out(
    hass: HomeAssistant, frame: Frame, immich: SampleImmich
) -> None:
    before = frame.shown
    row = {
        "id": asset_id(immich, "teal.jpg"),
        "ownerId": immich.library.me.id,
        "originalFileName": "teal.jpg",
        "type": "IMAGE",
        "visibility": "timeline",
        "fileCreatedAt": "2024-06-01T12:00:00.000Z",
        "localDateTime": "2024-06-01T12:00:00.000Z",
    }
    page = json.dumps({"assets": {"items": [row], "nextPage": "2"}}).encode()
    immich.faults.add(SEARCH, faults.body(page), times=None)
    immich.requests.clear()
    with pytest.raises(HomeAssistantError, match="never ends"):
        await async_refresh(hass)
    assert immich.requests.count(SEARCH) <= 4
    assert frame.shown is before


async def test_who_goes_away_leaves_the_question_on_its_way(
    frame: Frame, immich: SampleImmich
) -> None:
    pool, gate = frame.coordinator.data, Gate(faults.status(500))
    immich.faults.add(SEARCH, gate)
    asking = asyncio.create_task(frame.coordinator.async_renew())
    await until(lambda: immich.requests.count(SEARCH) == 2)
    asking.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asking
    again = asyncio.create_task(frame.coordinator.async_ask())
    await asyncio.sleep(0)
    gate.open()
    await again
    # It was answered, with an error, after which it is tried again soon.
    assert immich.requests.count(SEARCH) == 2
    assert not frame.coordinator.last_update_success
    assert frame.coordinator.problem is not None
    assert frame.coordinator.data is pool
