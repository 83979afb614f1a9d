"""The blueprint that changes an e-ink frame at night, on a real frame."""

from datetime import timedelta

from freezegun.api import FrozenDateTimeFactory
import pytest
from pytest_homeassistant_custom_component.common import async_mock_service

from custom_components.immich_frame.frame import Frame
from demo.immich.server import SampleImmich
from homeassistant.core import HomeAssistant
from homeassistant.util import dt as dt_util

from .blueprints import async_automate, async_later, is_running, is_waiting
from .conftest import CAMERA, until

NAME = "e_ink_at_night"
SLIDESHOW = "switch.photo_frame_slideshow"
PRESS = {"action": "button.press", "target": {"entity_id": "button.panel_refresh"}}
DRAW = {
    "action": "panel.draw",
    "data": {"photo": "{{ photo.file_name }}", "url": "{{ photo.url }}"},
}


@pytest.fixture(autouse=True)
def night(freezer: FrozenDateTimeFactory) -> None:
    """Start at ten to three in a night to come: going back in time would stop what waits."""
    midnight = dt_util.start_of_local_day(dt_util.now() + timedelta(days=2))
    freezer.move_to(midnight + timedelta(hours=2, minutes=50))


async def test_another_photo_and_the_panel_is_told(
    hass: HomeAssistant, frame: Frame, freezer: FrozenDateTimeFactory
) -> None:
    pressed = async_mock_service(hass, "button", "press")
    drawn = async_mock_service(hass, "panel", "draw")
    await async_automate(hass, NAME, frame=CAMERA, start="03:00:00", update=[PRESS, DRAW])
    before = frame.shown
    await async_later(hass, freezer, 9)
    await hass.async_block_till_done()
    assert frame.shown is before
    assert not pressed
    await async_later(hass, freezer, 1)
    await hass.async_block_till_done()
    assert frame.shown is not None
    assert frame.shown is not before
    assert [call.data for call in pressed] == [{"entity_id": ["button.panel_refresh"]}]
    [told] = [call.data for call in drawn]
    assert told["photo"] == frame.shown.file_name
    assert told["url"].startswith("/api/immich_frame/")


async def test_by_day_the_photo_stays(
    hass: HomeAssistant, frame: Frame, freezer: FrozenDateTimeFactory
) -> None:
    turned_off = async_mock_service(hass, "switch", "turn_off")
    await async_automate(hass, NAME, frame=CAMERA, slideshow=[SLIDESHOW])
    before = frame.shown
    await async_later(hass, freezer, 10)
    await hass.async_block_till_done()
    assert [call.data for call in turned_off] == [{"entity_id": [SLIDESHOW]}]
    assert frame.shown is not before


async def test_it_tries_until_immich_is_back(
    hass: HomeAssistant, frame: Frame, immich: SampleImmich, freezer: FrozenDateTimeFactory
) -> None:
    drawn = async_mock_service(hass, "panel", "draw")
    times = {"start": "03:00:00", "end": "01:00:00"}
    await async_automate(hass, NAME, frame=CAMERA, update=[DRAW], **times)
    before = frame.shown
    await immich.stop()
    await async_later(hass, freezer, 10)
    await until(lambda: is_waiting(15))
    assert is_running(hass)
    await immich.start()
    await async_later(hass, freezer, 15)
    await until(lambda: not is_running(hass))
    assert frame.shown is not before
    assert len(drawn) == 1


async def test_in_the_morning_it_is_too_late(
    hass: HomeAssistant, frame: Frame, immich: SampleImmich, freezer: FrozenDateTimeFactory
) -> None:
    drawn = async_mock_service(hass, "panel", "draw")
    times = {"start": "03:00:00", "end": "03:20:00"}
    await async_automate(hass, NAME, frame=CAMERA, update=[DRAW], **times)
    before = frame.shown
    await immich.stop()
    await async_later(hass, freezer, 10)
    for _wait in range(2):
        await until(lambda: is_waiting(15))
        await async_later(hass, freezer, 15)
    await until(lambda: not is_running(hass))
    assert frame.shown is before
    assert not drawn
