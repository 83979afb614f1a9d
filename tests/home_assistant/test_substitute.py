"""Smart search that cannot be had: the last pool, or else the library, and the frame says so."""

from datetime import timedelta

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.immich_frame.errors import NoPhotosError
from custom_components.immich_frame.frame import Frame
from custom_components.immich_frame.immich.errors import SmartSearchUnavailableError
from custom_components.immich_frame.selection.errors import SelectionError
from custom_components.immich_frame.selection.pool import Substitute
from custom_components.immich_frame.status import cache_status
from demo.immich import faults
from demo.immich.faults import Fault
from demo.immich.server import SampleImmich
from homeassistant.core import HomeAssistant

from .conftest import COLORS, account, async_pass, async_set_up, frame_subentry, logged, until

SMART = "/api/search/smart"
OFF = faults.status(400, "Smart search is not enabled")
DOWN = faults.status(500, "Failed to search smart")


@pytest.fixture
def entry(hass: HomeAssistant, immich: SampleImmich) -> MockConfigEntry:
    """Return an account with a frame that searches by words."""
    mock_entry = account(immich, frame_subentry(query="teal"))
    mock_entry.add_to_hass(hass)
    return mock_entry


@pytest.mark.parametrize("fault", [OFF, DOWN], ids=["off", "down"])
async def test_without_a_pool_the_library_is_shown(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    immich: SampleImmich,
    caplog: pytest.LogCaptureFixture,
    fault: Fault,
) -> None:
    immich.faults.add(SMART, fault, times=None)
    frame = await async_set_up(hass, entry)
    assert frame.shown is not None
    assert frame.shown.substitute is Substitute.NO_SMART_SEARCH
    first = frame.shown.asset_id
    others = {(await frame.async_new_image()).asset_id for _photo in COLORS[1:]}
    assert len(others | {first}) == len(COLORS)
    status = cache_status(hass, frame)
    assert "Immich cannot search by text" in status["last_error"]
    assert status["pools"][0]["substitute"] == "no_smart_search"
    assert ["any photo of the library" in line for line in logged(caplog)] == [True]

    # It is tried again long before the pool would be old, and said once.
    await async_pass(hass, timedelta(minutes=2))
    await until(lambda: immich.requests.count(SMART) == 2)
    immich.faults.clear()
    await async_pass(hass, timedelta(minutes=5))
    await until(lambda: frame.coordinator.data and not frame.coordinator.data.substitute)
    shown = await frame.async_new_image()
    assert (shown.query, shown.substitute) == ("teal", None)
    assert frame.coordinator.use.last_error is None
    assert frame.coordinator.update_interval == timedelta(hours=3)
    assert len(logged(caplog)) == 1


async def test_the_last_pool_is_better(
    hass: HomeAssistant, frame: Frame, immich: SampleImmich
) -> None:
    pool = frame.coordinator.data
    immich.faults.add(SMART, DOWN, times=None)
    await async_pass(hass, timedelta(hours=3, seconds=1))
    await until(lambda: not frame.coordinator.last_update_success)
    assert frame.coordinator.data is pool
    assert (await frame.async_new_image()).substitute is None


async def test_what_is_asked_for_by_hand_has_no_substitute(
    frame: Frame, immich: SampleImmich
) -> None:
    before = frame.shown
    immich.faults.add(SMART, DOWN, times=None)
    with pytest.raises(SmartSearchUnavailableError):
        await frame.async_new_image("olive")
    assert frame.shown is before


async def test_a_server_that_is_away_has_no_substitute(
    hass: HomeAssistant, entry: MockConfigEntry, immich: SampleImmich
) -> None:
    immich.faults.add(SMART, DOWN, times=None)
    immich.faults.add("/api/search/metadata", faults.status(502), times=None)
    frame = await async_set_up(hass, entry)
    assert frame.shown is None
    assert isinstance(frame.last_error, SmartSearchUnavailableError)
    assert not isinstance(frame.last_error, NoPhotosError | SelectionError)
