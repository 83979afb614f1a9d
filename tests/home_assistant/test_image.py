"""The image entity: its state says since when the picture is there, and changes with it alone."""

from datetime import timedelta
from io import BytesIO

from PIL import Image
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, async_capture_events
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.immich_frame.frame import Frame
from custom_components.immich_frame.immich.errors import UnreachableError
from demo.immich import faults
from demo.immich.server import SampleImmich
from homeassistant.components.homeassistant import (
    DOMAIN as HOME_ASSISTANT,
    SERVICE_UPDATE_ENTITY,
)
from homeassistant.const import EVENT_STATE_CHANGED, STATE_UNKNOWN
from homeassistant.core import HomeAssistant

from .conftest import IMAGE, SEARCH, SIZE, async_pass, async_set_up, until

PROXY = f"/api/image_proxy/{IMAGE}"


def since(hass: HomeAssistant) -> str:
    state = hass.states.get(IMAGE)
    assert state is not None
    return state.state


async def test_the_picture_is_the_rendition(
    hass: HomeAssistant, frame: Frame, hass_client: ClientSessionGenerator
) -> None:
    client = await hass_client()
    for shown in (frame.shown, await frame.async_new_image()):
        assert shown is not None
    assert frame.shown is not None
    response = await client.get(PROXY)
    assert (response.status, response.content_type) == (200, "image/jpeg")
    assert await response.read() == frame.shown.rendition.data
    assert since(hass) == frame.shown.shown_at.isoformat()


async def test_the_time_changes_exactly_when_the_picture_does(
    hass: HomeAssistant, frame: Frame, immich: SampleImmich, hass_client: ClientSessionGenerator
) -> None:
    events = async_capture_events(hass, EVENT_STATE_CHANGED)
    before = since(hass)
    await (await hass_client()).get(PROXY)
    await hass.services.async_call(
        HOME_ASSISTANT, SERVICE_UPDATE_ENTITY, {"entity_id": IMAGE}, blocking=True
    )
    await async_pass(hass, timedelta(hours=3, seconds=1))
    await until(lambda: immich.requests.count(SEARCH) == 2 and frame.coordinator.data)
    await immich.stop()
    with pytest.raises(UnreachableError):
        await frame.async_new_image()
    await immich.start()
    assert since(hass) == before

    shown = await frame.async_new_image()
    await hass.async_block_till_done()
    assert since(hass) == shown.shown_at.isoformat() != before
    states = [event.data["new_state"].state for event in events if event.data["entity_id"] == IMAGE]
    assert [state for state in dict.fromkeys(states) if state != before] == [since(hass)]


async def test_before_the_first_photo_it_says_what_is_the_matter(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    immich: SampleImmich,
    hass_client: ClientSessionGenerator,
) -> None:
    immich.faults.add(SEARCH, faults.status(500), times=None)
    await async_set_up(hass, entry)
    await hass.async_block_till_done()
    said_at = since(hass)
    assert said_at != STATE_UNKNOWN
    response = await (await hass_client()).get(PROXY)
    assert (response.status, response.content_type) == (200, "image/jpeg")
    assert Image.open(BytesIO(await response.read())).size == SIZE

    # The same words again are the same picture, others are another one.
    await async_pass(hass, timedelta(minutes=2))
    await until(lambda: immich.requests.count(SEARCH) > 2)
    await hass.async_block_till_done()
    assert since(hass) == said_at
    await immich.stop()
    await async_pass(hass, timedelta(minutes=20))
    await until(lambda: since(hass) != said_at)
    await immich.start()


async def test_after_a_restart_the_time_is_that_of_the_photo(
    hass: HomeAssistant, entry: MockConfigEntry, frame: Frame
) -> None:
    before = since(hass)
    assert frame.shown is not None
    assert await hass.config_entries.async_reload(entry.entry_id)
    assert since(hass) == before
