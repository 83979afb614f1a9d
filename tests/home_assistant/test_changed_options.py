"""Options that change while a frame runs, or while it does not."""

import asyncio
from datetime import timedelta
from threading import Event

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.immich_frame.frame import Frame
from custom_components.immich_frame.imaging.spec import Fit, FitRule, Size
from custom_components.immich_frame.rendering import Rendering, rendering_data
from demo.immich import faults
from demo.immich.server import SampleImmich
from demo.library.library import Library
from demo.library.tiny import tiny_photo
from homeassistant.core import HomeAssistant

from .conftest import (
    FRAME_ID,
    ORIGINAL,
    SEARCH,
    SIZE,
    Gate,
    async_pass,
    logged,
    until,
)

LISTING = "/api/search/metadata"
EMPTY_PAGE = b'{"assets": {"items": [], "nextPage": null}}'


def change(hass: HomeAssistant, entry: MockConfigEntry, **data: object) -> None:
    """Change some options of the frame, as its form does."""
    subentry = entry.subentries[FRAME_ID]
    hass.config_entries.async_update_subentry(entry, subentry, data={**subentry.data, **data})


def running(entry: MockConfigEntry, frame_id: str = FRAME_ID) -> Frame:
    """Return the frame as it runs now."""
    found: Frame = entry.runtime_data.frames[frame_id]
    return found


async def test_another_query_is_followed_without_a_reload(
    hass: HomeAssistant, entry: MockConfigEntry, frame: Frame, immich: SampleImmich
) -> None:
    change(hass, entry, query="teal")
    await until(lambda: frame.shown and frame.shown.query == "teal")
    assert running(entry) is frame
    assert [asked.path for asked in immich.requests.to(SEARCH)] == [LISTING, "/api/search/smart"]


async def test_another_size_is_followed_without_a_reload(
    hass: HomeAssistant, entry: MockConfigEntry, frame: Frame
) -> None:
    change(hass, entry, width=64, height=48)
    await until(lambda: frame.shown and frame.shown.rendition.size == Size(64, 48))
    assert running(entry) is frame


async def test_another_lifetime_is_followed_without_a_reload(
    hass: HomeAssistant, entry: MockConfigEntry, frame: Frame, immich: SampleImmich
) -> None:
    before = frame.shown
    change(hass, entry, pool_hours=1)
    await hass.async_block_till_done(wait_background_tasks=True)
    assert running(entry) is frame
    assert frame.shown is before
    assert frame.coordinator.update_interval == frame.options.pool_lifetime == timedelta(hours=1)
    assert immich.requests.count(LISTING) == 1


async def test_options_that_stay_change_nothing(
    hass: HomeAssistant, entry: MockConfigEntry, frame: Frame, immich: SampleImmich
) -> None:
    before = frame.shown
    immich.requests.clear()
    hass.config_entries.async_update_entry(entry, pref_disable_new_entities=True)
    await hass.async_block_till_done(wait_background_tasks=True)
    assert running(entry) is frame
    assert frame.shown is before
    assert immich.requests.count() == 0


async def test_what_was_on_its_way_does_not_stand_in_for_changed_options(
    hass: HomeAssistant, entry: MockConfigEntry, frame: Frame, immich: SampleImmich
) -> None:
    let_go = Event()
    busy = asyncio.create_task(frame.account.renderer.async_run(let_go.wait))
    call = asyncio.create_task(frame.async_new_image())
    await until(lambda: immich.requests.count(ORIGINAL) == 2)
    change(hass, entry, height=48)
    await hass.async_block_till_done()
    let_go.set()
    await busy
    assert (await call).rendition.size == Size(*SIZE)
    await until(lambda: frame.shown and frame.shown.rendition.size.height == 48)


async def test_a_pool_of_the_query_before_is_not_drawn_from(
    hass: HomeAssistant, entry: MockConfigEntry, frame: Frame, immich: SampleImmich
) -> None:
    stale = Gate(faults.body(EMPTY_PAGE))
    immich.faults.add(LISTING, stale)
    refresh = asyncio.create_task(frame.coordinator.async_refresh())
    await until(lambda: immich.requests.count(LISTING) == 2)
    # From now on none of the photos in the pools of before is there.
    immich.library = Library.of([tiny_photo("new.jpg")])
    change(hass, entry, query="teal")
    await until(lambda: frame.options.preset.source.text == "teal")
    call = asyncio.create_task(frame.async_new_image())
    await asyncio.sleep(0)
    stale.open()
    await refresh
    assert (await call).file_name == "new.jpg"


async def test_options_that_cannot_be_followed_leave_the_photo(
    hass: HomeAssistant, entry: MockConfigEntry, frame: Frame, immich: SampleImmich
) -> None:
    before = frame.shown
    await immich.stop()
    change(hass, entry, query="teal")
    await until(lambda: frame.last_error)
    await immich.start()
    assert frame.shown is before
    assert (await frame.async_new_image()).query == "teal"


async def test_a_photo_of_the_size_before_is_shown_until_there_is_another(
    hass: HomeAssistant, entry: MockConfigEntry, frame: Frame, immich: SampleImmich
) -> None:
    assert await hass.config_entries.async_unload(entry.entry_id)
    change(hass, entry, height=48)
    immich.faults.add(SEARCH, faults.status(500))
    assert await hass.config_entries.async_setup(entry.entry_id)
    again = running(entry)
    assert again.shown == frame.shown
    await until(lambda: again.last_error)
    assert again.shown == frame.shown

    await hass.async_block_till_done()
    await async_pass(hass, timedelta(minutes=1))
    await until(lambda: again.shown and again.shown.rendition.size.height == 48)


async def test_a_query_that_changes_while_immich_is_asked(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    immich: SampleImmich,
    caplog: pytest.LogCaptureFixture,
) -> None:
    stale = Gate(faults.body(EMPTY_PAGE))
    immich.faults.add(LISTING, stale)
    assert await hass.config_entries.async_setup(entry.entry_id)
    await until(lambda: immich.requests.count(LISTING) == 1)
    change(hass, entry, query="teal")
    await until(lambda: running(entry).options.preset.source.text == "teal")
    stale.open()
    await until(lambda: (shown := running(entry).shown) and shown.query == "teal")
    assert logged(caplog) == []


async def test_another_look_is_taken_by_the_photo_that_is_shown(
    hass: HomeAssistant, entry: MockConfigEntry, frame: Frame, immich: SampleImmich
) -> None:
    before = frame.shown
    assert before is not None
    rule = FitRule(Fit.MATTE)
    immich.requests.clear()
    change(hass, entry, rendering=rendering_data(Rendering(landscape=rule, portrait=rule)))
    await until(lambda: frame.shown is not before)
    assert frame.shown is not None
    assert frame.shown.rendition.fit is Fit.MATTE
    assert (frame.shown.asset_id, frame.shown.preset) == (before.asset_id, before.preset)
    assert immich.requests.count(SEARCH) == 0


async def test_a_photo_that_is_gone_gives_way_when_the_look_changes(
    hass: HomeAssistant, entry: MockConfigEntry, frame: Frame, immich: SampleImmich
) -> None:
    before = frame.shown
    assert before is not None
    immich.faults.add(f"/api/assets/{before.asset_id}*", faults.status(404), times=None)
    change(hass, entry, rendering=rendering_data(Rendering(enlarge=False)))
    await until(lambda: frame.shown is not before)
    assert frame.shown is not None
    assert frame.shown.asset_id != before.asset_id


async def test_memory_alone_changes_no_picture(
    hass: HomeAssistant, entry: MockConfigEntry, frame: Frame, immich: SampleImmich
) -> None:
    before = frame.shown
    immich.requests.clear()
    change(hass, entry, rendering=rendering_data(Rendering(max_memory=200_000_000)))
    await hass.async_block_till_done(wait_background_tasks=True)
    assert frame.options.rendering.max_memory == 200_000_000
    assert frame.shown is before
    assert immich.requests.count() == 0
