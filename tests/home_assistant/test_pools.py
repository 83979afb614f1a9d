"""The result sets of queries that are asked now and then: kept, bounded, and used again."""

from datetime import timedelta

from freezegun.api import FrozenDateTimeFactory
import pytest
from pytest_homeassistant_custom_component.common import async_fire_time_changed

from custom_components.immich_frame.const import AD_HOC_POOLS
from custom_components.immich_frame.errors import NoPhotosError
from custom_components.immich_frame.frame import Frame
from custom_components.immich_frame.immich.errors import ServerError
from demo.immich import faults
from demo.immich.server import SampleImmich
from demo.library.library import Library
from homeassistant.core import HomeAssistant
from homeassistant.util import dt as dt_util

from .conftest import COLORS, SEARCH, account, async_set_up, frame_subentry, library, until

SMART = "/api/search/smart"


async def test_a_query_is_asked_once_in_three_hours(frame: Frame, immich: SampleImmich) -> None:
    start = dt_util.utcnow()
    frame.account.now = lambda: start
    await frame.async_new_image("teal")
    frame.account.now = lambda: start + timedelta(hours=2, minutes=59)
    await frame.async_new_image("teal")
    assert immich.requests.count(SMART) == 1
    frame.account.now = lambda: start + timedelta(hours=3, minutes=1)
    await frame.async_new_image("teal")
    assert immich.requests.count(SMART) == 2


async def test_only_so_many_queries_are_kept(frame: Frame, immich: SampleImmich) -> None:
    for number in range(AD_HOC_POOLS):
        await frame.async_new_image(f"teal {number}")
    await frame.async_new_image("teal 0")
    await frame.async_new_image("one more")
    assert len(frame.account.pools.pools(frame.account.now())) == AD_HOC_POOLS
    immich.requests.clear()
    await frame.async_new_image("teal 0")
    assert immich.requests.count(SMART) == 0
    await frame.async_new_image("teal 1")
    assert immich.requests.count(SMART) == 1


async def test_what_immich_is_asked_for(frame: Frame, immich: SampleImmich) -> None:
    await frame.async_new_image("teal", 3)
    bodies = [asked.body for asked in immich.requests.to(SEARCH)]
    always = {"type": "IMAGE", "visibility": "timeline"}
    assert bodies == [
        always | {"size": 1000, "page": 1},
        always | {"size": 3, "query": "teal", "page": 1},
    ]


async def test_the_frames_own_query_uses_its_own_pool(
    hass: HomeAssistant, immich: SampleImmich
) -> None:
    frame = await async_set_up(hass, account(immich, frame_subentry(query="teal")))
    for wanted in (None, 1, 50):
        await frame.async_new_image(" teal ", wanted)
    assert immich.requests.count(SMART) == 1
    await frame.async_new_image("teal", 51)
    assert immich.requests.count(SMART) == 2


async def test_the_frames_of_an_account_share_what_was_asked(
    hass: HomeAssistant, immich: SampleImmich
) -> None:
    other_id = "01JFRAME0000000000000000BB"
    entry = account(immich, frame_subentry(), frame_subentry(other_id, "Kitchen"))
    frame = await async_set_up(hass, entry)
    other: Frame = entry.runtime_data.frames[other_id]
    await frame.async_new_image("teal")
    await other.async_new_image("teal")
    assert immich.requests.count(SMART) == 1


async def test_a_search_that_fails_is_asked_again(frame: Frame, immich: SampleImmich) -> None:
    before = frame.shown
    immich.faults.add(SMART, faults.status(500))
    with pytest.raises(ServerError):
        await frame.async_new_image("teal")
    assert frame.shown is before
    assert (await frame.async_new_image("teal")).query == "teal"


async def test_a_query_that_found_nothing_is_asked_again(
    frame: Frame, immich: SampleImmich
) -> None:
    immich.library = Library.of([])
    with pytest.raises(NoPhotosError):
        await frame.async_new_image("teal")
    immich.library = library()
    immich.requests.clear()
    assert (await frame.async_new_image("teal", 50)).position <= len(COLORS)
    assert immich.requests.count(SMART) == 1


async def test_words_are_sent_as_they_are(frame: Frame, immich: SampleImmich) -> None:
    words = "\"quotes\" 'and' \\ %20 & \U0001f3d4\ufe0f \u5c71 <b>"
    assert (await frame.async_new_image(words)).query == words
    [asked] = immich.requests.to(SMART)
    assert isinstance(asked.body, dict)
    assert asked.body["query"] == words


async def async_let_the_pool_get_old(hass: HomeAssistant, freezer: FrozenDateTimeFactory) -> None:
    freezer.tick(timedelta(hours=3, seconds=1))
    async_fire_time_changed(hass)
    await hass.async_block_till_done()


async def test_an_old_pool_is_renewed_by_a_timer(
    hass: HomeAssistant, frame: Frame, immich: SampleImmich, freezer: FrozenDateTimeFactory
) -> None:
    before = frame.coordinator.data
    await async_let_the_pool_get_old(hass, freezer)
    await until(lambda: frame.coordinator.data is not before)
    await frame.async_new_image()
    assert immich.requests.count(SEARCH) == 2


async def test_without_a_timer_the_next_photo_renews_an_old_pool(
    hass: HomeAssistant, immich: SampleImmich, freezer: FrozenDateTimeFactory
) -> None:
    entry = account(immich, frame_subentry())
    entry.add_to_hass(hass)
    hass.config_entries.async_update_entry(entry, pref_disable_polling=True)
    frame = await async_set_up(hass, entry)
    await async_let_the_pool_get_old(hass, freezer)
    assert immich.requests.count(SEARCH) == 1
    await frame.async_new_image()
    assert immich.requests.count(SEARCH) == 2
    await frame.async_new_image()
    assert immich.requests.count(SEARCH) == 2


async def test_while_searches_fail_no_photo_waits_for_one(
    hass: HomeAssistant, frame: Frame, immich: SampleImmich, freezer: FrozenDateTimeFactory
) -> None:
    immich.faults.add(SEARCH, faults.status(503), times=None)
    await async_let_the_pool_get_old(hass, freezer)
    await until(lambda: not frame.coordinator.last_update_success)
    before = frame.shown
    assert await frame.async_new_image() is not before
    assert immich.requests.count(SEARCH) == 2


async def test_after_a_refused_key_the_next_photo_renews_an_old_pool(
    hass: HomeAssistant, frame: Frame, immich: SampleImmich, freezer: FrozenDateTimeFactory
) -> None:
    immich.faults.add(SEARCH, faults.status(401, "Invalid API key"))
    await async_let_the_pool_get_old(hass, freezer)
    await until(lambda: not frame.coordinator.last_update_success)
    await frame.async_new_image()
    assert frame.coordinator.last_update_success
    assert immich.requests.count(SEARCH) == 3
