"""What was put off while something was away, and is made up for."""

from datetime import timedelta

from freezegun.api import FrozenDateTimeFactory
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.immich_frame.frame import Frame
from custom_components.immich_frame.imaging.spec import Size
from demo.immich import faults
from demo.immich.server import SampleImmich
from homeassistant.core import HomeAssistant

from .conftest import FRAME_ID, SEARCH, async_pass, async_set_up, until

QUARTER_HOUR = timedelta(minutes=16)


def resize(hass: HomeAssistant, entry: MockConfigEntry, size: Size) -> None:
    """Change the size of the frame, as its form does."""
    subentry = entry.subentries[FRAME_ID]
    data = {**subentry.data, "width": size.width, "height": size.height}
    hass.config_entries.async_update_subentry(entry, subentry, data=data)


async def test_another_size_is_followed_when_immich_is_back(
    hass: HomeAssistant, entry: MockConfigEntry, frame: Frame, immich: SampleImmich
) -> None:
    before = frame.shown
    await immich.stop()
    resize(hass, entry, Size(200, 100))
    await until(lambda: frame.last_error)
    assert frame.shown is before

    await immich.start()
    await async_pass(hass, QUARTER_HOUR)
    await until(lambda: frame.shown is not before)
    assert frame.shown is not None
    assert frame.shown.rendition.size == Size(200, 100)


async def test_another_size_is_followed_after_a_restart(
    hass: HomeAssistant, entry: MockConfigEntry, frame: Frame, immich: SampleImmich
) -> None:
    assert await hass.config_entries.async_unload(entry.entry_id)
    resize(hass, entry, Size(200, 100))
    immich.faults.add(SEARCH, faults.status(500))
    again = await async_set_up(hass, entry)
    assert again.shown == frame.shown

    await until(lambda: again.last_error)
    await async_pass(hass, QUARTER_HOUR)
    await until(lambda: again.shown and again.shown.rendition.size == Size(200, 100))


async def test_an_old_pool_is_renewed_where_polling_is_off(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    immich: SampleImmich,
    freezer: FrozenDateTimeFactory,
) -> None:
    hass.config_entries.async_update_entry(entry, pref_disable_polling=True)
    frame = await async_set_up(hass, entry)
    await frame.async_new_image()
    assert immich.requests.count(SEARCH) == 1
    freezer.tick(timedelta(hours=4))
    await frame.async_new_image()
    assert immich.requests.count(SEARCH) == 2


async def test_an_old_pool_is_renewed_after_a_key_was_refused_for_a_while(
    hass: HomeAssistant, frame: Frame, immich: SampleImmich, freezer: FrozenDateTimeFactory
) -> None:
    immich.revoke_key(immich.api_key)
    await frame.coordinator.async_refresh()
    immich.add_key(["all"], immich.api_key)
    freezer.tick(timedelta(hours=4))
    before = immich.requests.count(SEARCH)
    await frame.async_new_image()
    assert immich.requests.count(SEARCH) == before + 1
    await hass.async_block_till_done()
