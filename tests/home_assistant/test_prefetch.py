"""The next photo is made ready ahead: it comes at once, and never when it should not."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.immich_frame.errors import NoUsablePhotoError
from custom_components.immich_frame.feedback import async_hide
from custom_components.immich_frame.frame import Frame
from custom_components.immich_frame.rendering import CaptionChoice, CaptionPart, Rendering
from custom_components.immich_frame.selection.source import Source, SourceKind
from custom_components.immich_frame.shown import Shown
from demo.immich import faults
from demo.immich.server import SampleImmich
from demo.library.library import Library
from demo.library.tiny import tiny_photo
from homeassistant.core import HomeAssistant

from .conftest import (
    COLORS,
    ORIGINAL,
    PREVIEW,
    Gate,
    account,
    async_set_up,
    frame_subentry,
    until,
)


@pytest.fixture
def entry(hass: HomeAssistant, immich: SampleImmich) -> MockConfigEntry:
    """Return an account with a frame that makes the next photo ready."""
    mock_entry = account(immich, frame_subentry(prefetch=True))
    mock_entry.add_to_hass(hass)
    return mock_entry


async def async_prepared(frame: Frame) -> Shown:
    """Wait until the next photo is ready, and return it."""
    await until(lambda: frame.chooser.is_prepared and frame.turns.is_idle)
    prepared = frame.chooser._ahead._prepared
    assert prepared is not None
    return prepared.shown


async def test_the_next_photo_comes_without_immich(frame: Frame, immich: SampleImmich) -> None:
    prepared = await async_prepared(frame)
    await immich.stop()
    shown = await frame.async_new_image()
    assert frame.shown is shown
    assert shown.rendition is prepared.rendition
    assert shown.shown_at > prepared.shown_at


async def test_one_photo_is_made_ready_and_no_more(frame: Frame, immich: SampleImmich) -> None:
    await async_prepared(frame)
    await asyncio.sleep(0)
    assert immich.requests.count(ORIGINAL) == 2
    await frame.async_new_image()
    await async_prepared(frame)
    assert immich.requests.count(ORIGINAL) == 3


async def test_it_is_not_shown_and_does_not_count_as_shown(frame: Frame) -> None:
    before = frame.shown
    prepared = await async_prepared(frame)
    assert frame.shown is before
    assert frame.recent == (before,)
    history = frame.chooser._store.history
    assert not history.had_its_turn(frame.options.pool_query.key, prepared.asset_id)


async def test_no_photo_comes_again_before_all_were_shown(frame: Frame) -> None:
    assert frame.shown is not None
    names = [frame.shown.file_name]
    for _ in range(2 * len(COLORS) - 1):
        await async_prepared(frame)
        names.append((await frame.async_new_image()).file_name)
    assert set(names[: len(COLORS)]) == {f"{color}.jpg" for color in COLORS}
    assert set(names[len(COLORS) :]) == set(names[: len(COLORS)])


async def test_who_asks_while_it_is_made_ready_waits_for_it(
    hass: HomeAssistant, immich: SampleImmich
) -> None:
    gate = Gate()
    frame = await async_set_up(hass, account(immich, frame_subentry(prefetch=False)))
    immich.faults.add(ORIGINAL, gate, times=1)
    frame.async_save(replace(frame.options, prefetch=True))
    await until(lambda: immich.requests.count(ORIGINAL) == 2)
    call = asyncio.create_task(frame.async_new_image())
    await asyncio.sleep(0)
    gate.open()
    shown = await call
    # The original was not to be had, so it took the smaller copy: one photo in all.
    assert frame.recent[0] is shown
    assert immich.requests.count(PREVIEW) >= 1
    await async_prepared(frame)


async def test_a_failure_is_not_shown_and_the_next_call_tries_again(
    hass: HomeAssistant, immich: SampleImmich, caplog: pytest.LogCaptureFixture
) -> None:
    frame = await async_set_up(hass, account(immich, frame_subentry(prefetch=False)))
    before = frame.shown
    immich.faults.add("/api/assets/*", faults.status(500, "ill"), times=None)
    frame.async_save(replace(frame.options, prefetch=True))
    await until(lambda: frame._prefetch._task is not None and frame._prefetch._task.done())
    assert (frame.shown, frame.last_failure, frame.last_error) == (before, None, None)
    assert not frame.chooser.is_prepared
    with pytest.raises(NoUsablePhotoError):
        await frame.async_new_image()
    immich.faults.clear()
    assert (await frame.async_new_image()) is not before
    assert "Traceback" not in caplog.text


async def test_going_back_and_forth_leaves_it_ready(frame: Frame) -> None:
    await async_prepared(frame)
    second = await frame.async_new_image()
    prepared = await async_prepared(frame)
    await frame.async_previous()
    assert (await frame.async_new_image()).asset_id == second.asset_id
    assert (await frame.async_new_image()).asset_id == prepared.asset_id


async def test_a_photo_that_was_shown_meanwhile_does_not_come_again(frame: Frame) -> None:
    prepared = await async_prepared(frame)
    await frame.async_show(prepared.asset_id)
    following = await async_prepared(frame)
    assert following.asset_id != prepared.asset_id


async def test_a_photo_that_is_hidden_does_not_come(frame: Frame) -> None:
    prepared = await async_prepared(frame)
    frame.chooser.hide(prepared.asset_id)
    assert not frame.chooser.is_prepared
    assert (await frame.async_new_image()).asset_id != prepared.asset_id


async def test_hiding_shows_what_is_ready(frame: Frame, immich: SampleImmich) -> None:
    prepared = await async_prepared(frame)
    await immich.stop()
    assert (await async_hide(frame)).asset_id == prepared.asset_id


async def test_a_photo_that_is_gone_when_immich_is_asked_again_does_not_come(
    frame: Frame, immich: SampleImmich
) -> None:
    prepared = await async_prepared(frame)
    rest = [color for color in COLORS if f"{color}.jpg" != prepared.file_name]
    immich.library = Library.of([tiny_photo(f"{color}.jpg", color=color) for color in rest])
    await frame.coordinator.async_renew()
    following = await async_prepared(frame)
    assert following.asset_id != prepared.asset_id


@pytest.mark.parametrize("change", ["size", "preset"])
async def test_changed_options_make_another_one_ready(frame: Frame, change: str) -> None:
    prepared = await async_prepared(frame)
    options = frame.options
    if change == "size":
        changed = replace(options, size=replace(options.size, width=200))
    else:
        changed = options.with_search("teal")
    frame.async_save(changed)
    await until(lambda: frame.shown and not frame._is_outdated)
    following = await async_prepared(frame)
    assert following.look == changed.look
    assert following is not prepared


async def test_a_changed_interval_keeps_it(frame: Frame, immich: SampleImmich) -> None:
    prepared = await async_prepared(frame)
    downloads = immich.requests.count(ORIGINAL)
    schedule = replace(frame.options.schedule, interval=timedelta(seconds=30), is_on=True)
    frame.async_save(replace(frame.options, schedule=schedule))
    assert await async_prepared(frame) is prepared
    assert immich.requests.count(ORIGINAL) == downloads


async def test_what_counts_years_is_made_anew_on_another_day(frame: Frame) -> None:
    caption = CaptionChoice(parts=(CaptionPart.YEARS_AGO,))
    frame.async_save(replace(frame.options, rendering=Rendering(caption=caption)))
    await until(lambda: frame.shown and not frame._is_outdated)
    await async_prepared(frame)
    now = frame.account.now
    frame.account.now = lambda: now() + timedelta(days=1)
    assert not frame.chooser.is_prepared


async def test_without_it_nothing_is_made_ready(hass: HomeAssistant, immich: SampleImmich) -> None:
    frame = await async_set_up(hass, account(immich, frame_subentry(prefetch=False)))
    await frame.async_new_image()
    await until(lambda: frame._prefetch._task and frame._prefetch._task.done())
    assert not frame.chooser.is_prepared
    assert immich.requests.count(ORIGINAL) == 2


async def test_nothing_is_made_ready_before_the_first_photo(
    hass: HomeAssistant, immich: SampleImmich
) -> None:
    immich.faults.add(ORIGINAL, faults.status(500), times=None)
    immich.faults.add(PREVIEW, faults.status(500), times=None)
    frame = await async_set_up(hass, account(immich, frame_subentry(prefetch=True)))
    await until(lambda: frame.last_error and frame.turns.is_idle)
    before = immich.requests.count(ORIGINAL)
    frame._prefetch.begin()
    await until(lambda: frame._prefetch._task and frame._prefetch._task.done())
    assert immich.requests.count(ORIGINAL) == before


async def test_what_people_ask_for_comes_first(hass: HomeAssistant, immich: SampleImmich) -> None:
    frame = await async_set_up(hass, account(immich, frame_subentry(prefetch=False)))
    gate = Gate()
    immich.faults.add(ORIGINAL, gate)
    asking = asyncio.create_task(frame.async_new_image("teal"))
    await until(lambda: immich.requests.count(ORIGINAL) == 2)
    frame.async_save(replace(frame.options, prefetch=True))
    waiting = asyncio.create_task(frame.async_new_image("olive"))
    await asyncio.sleep(0)
    gate.open()
    await asyncio.gather(asking, waiting)
    assert [shown.query for shown in frame.recent[:2]] == ["olive", "teal"]
    await async_prepared(frame)


async def test_what_failed_is_tried_again_when_the_options_change_meanwhile(
    hass: HomeAssistant, immich: SampleImmich
) -> None:
    frame = await async_set_up(hass, account(immich, frame_subentry(prefetch=False)))
    gate = Gate(faults.status(500))
    immich.faults.add("/api/assets/*", gate)
    frame.async_save(replace(frame.options, prefetch=True))
    await until(lambda: not frame.turns.is_idle)
    frame.async_save(replace(frame.options, repeat_after=timedelta(days=1)))
    gate.open()
    await async_prepared(frame)


async def test_another_day_has_other_memories(frame: Frame) -> None:
    preset = replace(frame.options.preset, source=Source(kind=SourceKind.MEMORIES))
    frame.async_save(replace(frame.options, presets=(preset,)))
    await until(lambda: frame.shown and not frame._is_outdated)
    await async_prepared(frame)
    now = frame.account.now
    frame.account.now = lambda: now() + timedelta(days=1)
    assert not frame.chooser.is_prepared


async def test_unloading_ends_it(
    hass: HomeAssistant, entry: MockConfigEntry, frame: Frame, immich: SampleImmich
) -> None:
    await async_prepared(frame)
    gate = Gate()
    immich.faults.add(ORIGINAL, gate)
    await frame.async_new_image()
    await until(lambda: not frame.turns.is_idle)
    assert await hass.config_entries.async_unload(entry.entry_id)
    assert frame.turns.is_idle
    gate.cut()
