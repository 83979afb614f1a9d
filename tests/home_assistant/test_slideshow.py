"""The slideshow: moves on by itself, waits while it is paused or nobody looks."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.immich_frame.const import FIRST_RETRY
from custom_components.immich_frame.frame import Frame
from custom_components.immich_frame.schedule import Schedule
from custom_components.immich_frame.slideshow import is_there
from demo.immich.server import SampleImmich
from homeassistant.core import HomeAssistant, State
from homeassistant.util import dt as dt_util

from .conftest import (
    FRAME_ID,
    ORIGINAL,
    SEARCH,
    account,
    async_pass,
    async_set_up,
    frame_subentry,
    until,
)
from .entity_ids import INTERVAL, NEXT_CHANGE, SLIDESHOW

MINUTE = timedelta(minutes=1)
TV = "media_player.tv"


def slideshow(*viewers: str, on: bool = True, at: str | None = None) -> dict[str, object]:
    return {"on": on, "interval_seconds": 60, "at": at, "viewers": list(viewers)}


def entry_of(
    immich: SampleImmich, chosen: dict[str, object], *, prefetch: bool = False
) -> MockConfigEntry:
    return account(immich, frame_subentry(slideshow=chosen, prefetch=prefetch))


async def async_turn(hass: HomeAssistant, action: str) -> None:
    await hass.services.async_call("switch", action, {"entity_id": SLIDESHOW}, blocking=True)


def is_running(frame: Frame) -> bool:
    return frame.slideshow.due is not None


def shown_id(frame: Frame) -> str:
    assert frame.shown is not None
    return frame.shown.asset_id


async def test_it_moves_on_when_a_photo_is_over(hass: HomeAssistant, immich: SampleImmich) -> None:
    frame = await async_set_up(hass, entry_of(immich, slideshow()))
    seen = [shown_id(frame)]
    for _ in range(3):
        await async_pass(hass, MINUTE)
        await until(lambda: shown_id(frame) != seen[-1])
        seen.append(shown_id(frame))
    assert len(set(seen)) == len(seen)


async def test_it_does_not_before(hass: HomeAssistant, immich: SampleImmich) -> None:
    frame = await async_set_up(hass, entry_of(immich, slideshow()))
    before = immich.requests.count(ORIGINAL)
    await async_pass(hass, MINUTE - timedelta(seconds=5))
    assert immich.requests.count(ORIGINAL) == before
    assert frame.turns.is_idle


async def test_a_frame_of_before_stands_still(hass: HomeAssistant, frame: Frame) -> None:
    assert not frame.options.schedule.is_on
    assert frame.slideshow.due is None
    state = hass.states.get(SLIDESHOW)
    assert state is not None
    assert state.state == "off"


async def test_the_switch_pauses_it_and_reloads_nothing(
    hass: HomeAssistant, immich: SampleImmich
) -> None:
    entry = entry_of(immich, slideshow())
    frame = await async_set_up(hass, entry)
    await hass.async_block_till_done()
    before = shown_id(frame)
    await async_turn(hass, "turn_off")
    await async_pass(hass, 2 * MINUTE)
    assert shown_id(frame) == before
    assert entry.subentries[FRAME_ID].data["slideshow"]["on"] is False
    assert entry.runtime_data.frames[FRAME_ID] is frame

    frame.slideshow._since = dt_util.utcnow() - timedelta(seconds=50)
    await async_turn(hass, "turn_on")
    assert frame.slideshow.due is not None
    # Counted from now: who turns it on does not want the photo to go at once.
    assert frame.slideshow.due > dt_util.utcnow() + MINUTE / 2
    await async_pass(hass, MINUTE + timedelta(seconds=1))
    await until(lambda: shown_id(frame) != before)


async def test_a_shorter_interval_counts_for_the_photo_that_is_there(
    hass: HomeAssistant, immich: SampleImmich
) -> None:
    frame = await async_set_up(hass, entry_of(immich, slideshow()))
    assert frame.shown is not None
    await hass.services.async_call(
        "number", "set_value", {"entity_id": INTERVAL, "value": 10}, blocking=True
    )
    assert frame.slideshow.due == frame.shown.shown_at + timedelta(seconds=10)
    assert frame.options.schedule.interval == timedelta(seconds=10)


async def test_another_photo_begins_its_own_time(hass: HomeAssistant, immich: SampleImmich) -> None:
    frame = await async_set_up(hass, entry_of(immich, slideshow()))
    shown = await frame.async_new_image()
    assert frame.slideshow.due == shown.shown_at + MINUTE


async def test_after_a_restart_the_time_goes_on(hass: HomeAssistant, immich: SampleImmich) -> None:
    entry = entry_of(immich, slideshow())
    frame = await async_set_up(hass, entry)
    await hass.async_block_till_done()
    shown = frame.shown
    assert await hass.config_entries.async_reload(entry.entry_id)
    frame = entry.runtime_data.frames[FRAME_ID]
    assert shown is not None
    assert frame.slideshow.due == shown.shown_at + MINUTE


@pytest.mark.usefixtures("all_entities_enabled")
async def test_the_next_change_is_told(hass: HomeAssistant, immich: SampleImmich) -> None:
    frame = await async_set_up(hass, entry_of(immich, slideshow()))
    await hass.async_block_till_done()
    assert frame.slideshow.due is not None
    state = hass.states.get(NEXT_CHANGE)
    assert state is not None
    assert state.state == frame.slideshow.due.replace(microsecond=0).isoformat()
    await async_turn(hass, "turn_off")
    state = hass.states.get(NEXT_CHANGE)
    assert state is not None
    assert state.state == "unknown"


async def test_it_waits_while_nobody_looks_and_downloads_nothing(
    hass: HomeAssistant, immich: SampleImmich
) -> None:
    hass.states.async_set(TV, "off")
    frame = await async_set_up(hass, entry_of(immich, slideshow(TV), prefetch=True))
    before, downloads = shown_id(frame), immich.requests.count(ORIGINAL)
    await until(lambda: frame._prefetch._task and frame._prefetch._task.done())
    await async_pass(hass, 3 * MINUTE)
    assert (shown_id(frame), frame.slideshow.due) == (before, None)
    assert immich.requests.count(ORIGINAL) == downloads == 1

    hass.states.async_set(TV, "playing")
    await hass.async_block_till_done()
    await until(lambda: frame.chooser.is_prepared)
    assert frame.slideshow.due is not None
    assert immich.requests.count(ORIGINAL) == 2


async def test_what_is_overdue_is_shown_as_soon_as_somebody_looks(
    hass: HomeAssistant, immich: SampleImmich
) -> None:
    hass.states.async_set(TV, "off")
    chosen = slideshow(TV) | {"interval_seconds": 5}
    frame = await async_set_up(hass, entry_of(immich, chosen))
    before = frame.shown
    assert before is not None
    frame.slideshow._since = before.shown_at - MINUTE
    hass.states.async_set(TV, "on")
    await async_pass(hass, timedelta())
    await until(lambda: frame.shown is not before)


async def test_another_viewer_is_followed(hass: HomeAssistant, immich: SampleImmich) -> None:
    hass.states.async_set(TV, "off")
    hass.states.async_set("person.ada", "home")
    entry = entry_of(immich, slideshow(TV))
    frame = await async_set_up(hass, entry)
    assert not is_running(frame)
    data = {**entry.subentries[FRAME_ID].data, "slideshow": slideshow("person.ada")}
    hass.config_entries.async_update_subentry(entry, entry.subentries[FRAME_ID], data=data)
    await hass.async_block_till_done()
    assert is_running(frame)
    hass.states.async_set("person.ada", "not_home")
    await hass.async_block_till_done()
    assert not is_running(frame)


async def test_an_outage_is_tried_through(
    hass: HomeAssistant, immich: SampleImmich, caplog: pytest.LogCaptureFixture
) -> None:
    frame = await async_set_up(hass, entry_of(immich, slideshow() | {"interval_seconds": 5}))
    await hass.async_block_till_done()
    before = shown_id(frame)
    await immich.stop()
    await async_pass(hass, timedelta(seconds=5))
    await until(lambda: frame.last_failure is not None and frame.turns.is_idle)
    await until(lambda: frame.slideshow._cancel_timer)
    assert shown_id(frame) == before
    assert frame.slideshow.due is not None
    assert frame.slideshow.due > dt_util.utcnow() + FIRST_RETRY / 2
    await immich.start()
    await async_pass(hass, FIRST_RETRY + timedelta(seconds=1))
    await until(lambda: shown_id(frame) != before)
    assert frame.last_failure is None
    assert "Traceback" not in caplog.text


async def test_wall_time_follows_the_zone(hass: HomeAssistant, immich: SampleImmich) -> None:
    await hass.config.async_set_time_zone("Europe/Berlin")
    chosen = slideshow(at="07:00:00") | {"interval_seconds": 86400}
    frame = await async_set_up(hass, entry_of(immich, chosen))
    for zone in ("Europe/Berlin", "Asia/Tokyo"):
        await hass.config.async_update(time_zone=zone)
        await hass.async_block_till_done()
        assert frame.slideshow.due is not None
        local = frame.slideshow.due.astimezone(dt_util.get_default_time_zone())
        assert (local.hour, local.minute) == (7, 0)


async def test_nothing_goes_on_after_unloading(hass: HomeAssistant, immich: SampleImmich) -> None:
    entry = entry_of(immich, slideshow(TV))
    hass.states.async_set(TV, "on")
    frame = await async_set_up(hass, entry)
    await hass.async_block_till_done()
    assert await hass.config_entries.async_unload(entry.entry_id)
    before = immich.requests.count(SEARCH), immich.requests.count(ORIGINAL)
    hass.states.async_set(TV, "off")
    hass.states.async_set(TV, "on")
    await async_pass(hass, 5 * MINUTE)
    assert (immich.requests.count(SEARCH), immich.requests.count(ORIGINAL)) == before
    assert frame.slideshow._cancel_timer is None
    assert frame.slideshow._unlisten == []
    # Whoever still holds the frame cannot set it going again.
    frame.async_save(replace(frame.options, schedule=Schedule.of(slideshow())))
    assert not is_running(frame)


@pytest.mark.parametrize(
    ("entity_id", "there", "away"),
    [
        (TV, ["on", "playing", "idle", "paused"], ["off", "standby", "unavailable", "unknown"]),
        ("person.ada", ["home"], ["not_home", "Work", "unknown"]),
        ("device_tracker.phone", ["home"], ["not_home", "unavailable"]),
        ("zone.home", ["1", "3"], ["0", "unavailable"]),
        ("binary_sensor.motion", ["on"], ["off", "unavailable"]),
        ("input_boolean.show", ["on"], ["off"]),
    ],
)
def test_who_is_there(entity_id: str, there: Sequence[str], away: Sequence[str]) -> None:
    assert all(is_there(State(entity_id, state)) for state in there)
    assert not any(is_there(State(entity_id, state)) for state in away)
    assert not is_there(None)
