"""The blueprint that shows a memory when someone comes home, on a real frame."""

from datetime import datetime, timedelta
from typing import Any

from freezegun.api import FrozenDateTimeFactory
import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
)

from custom_components.immich_frame.frame import Frame
from demo.immich import faults
from demo.immich.server import SampleImmich
from demo.library.library import Library
from demo.library.model import Album
from demo.library.tiny import tiny_photo
from homeassistant.core import HomeAssistant
from homeassistant.util import dt as dt_util

from .blueprints import async_automate, async_later, enable, is_running, is_waiting
from .conftest import CAMERA, FRAME_ID, SEARCH, SELECT, account, async_set_up, frame_subentry, until

NAME = "memory_on_coming_home"
USUAL = "teal.jpg"
MEMORY = "memory.jpg"
ANN = "person.ann"
STAY = 13  # minutes; nothing else of a frame waits for so long
SEA = Album("Sea")
PRESETS = [
    {"name": "Usual", "source": {"kind": "albums", "ids": [SEA.id]}},
    {"name": "On this day", "source": {"kind": "memories"}},
]


def library(taken_at: datetime) -> Library:
    return Library.of(
        [
            tiny_photo(USUAL, color="teal", albums=(SEA.name,)),
            tiny_photo(MEMORY, color="orange", taken_at=taken_at),
        ]
    )


def years_ago() -> datetime:
    """Return this moment of another year; of leap years, so that there is such a day."""
    return dt_util.now().replace(year=2020)


@pytest.fixture
def entry(hass: HomeAssistant, immich: SampleImmich) -> MockConfigEntry:
    """Return an account with a frame of an album and of memories."""
    immich.library = library(years_ago())
    data: dict[str, Any] = {"presets": PRESETS, "active": "Usual", "prefetch": False}
    mock_entry = account(immich, frame_subentry(**data))
    mock_entry.add_to_hass(hass)
    enable(hass, mock_entry, SELECT, "preset")
    return mock_entry


async def async_ready(hass: HomeAssistant, **inputs: object) -> None:
    """Make the automation, with everybody out."""
    hass.states.async_set(ANN, "not_home")
    required = {"who": [ANN, "binary_sensor.hall"], "frame": CAMERA, "source": SELECT}
    await async_automate(hass, NAME, **required | inputs)


def come(hass: HomeAssistant, who: str = ANN, state: str = "home") -> None:
    """Let somebody come home; while a memory stays the automation runs, so nothing waits for it."""
    hass.states.async_set(who, state)


def active(hass: HomeAssistant) -> str:
    state = hass.states.get(SELECT)
    assert state is not None
    return state.state


async def async_choose(hass: HomeAssistant, source: str) -> None:
    await hass.services.async_call(
        "select", "select_option", {"entity_id": SELECT, "option": source}, blocking=True
    )


def file_name(frame: Frame) -> str | None:
    return frame.shown.file_name if frame.shown else None


async def test_a_memory_stays_for_a_while(
    hass: HomeAssistant, frame: Frame, freezer: FrozenDateTimeFactory
) -> None:
    await async_ready(hass, stay=STAY)
    assert file_name(frame) == USUAL
    come(hass)
    await until(lambda: file_name(frame) == MEMORY and is_waiting(STAY))
    assert active(hass) == "On this day"
    await async_later(hass, freezer, STAY - 1)
    assert file_name(frame) == MEMORY
    await async_later(hass, freezer, 2)
    await until(lambda: file_name(frame) == USUAL)
    assert active(hass) == "Usual"


async def test_memories_stay_when_told_so(
    hass: HomeAssistant, frame: Frame, freezer: FrozenDateTimeFactory
) -> None:
    await async_ready(hass, stay=0)
    come(hass)
    await until(lambda: file_name(frame) == MEMORY)
    await async_later(hass, freezer, 60)
    assert active(hass) == "On this day"


async def test_what_somebody_chose_meanwhile_stays(
    hass: HomeAssistant, frame: Frame, freezer: FrozenDateTimeFactory
) -> None:
    await async_ready(hass, stay=STAY)
    come(hass)
    await until(lambda: file_name(frame) == MEMORY and is_waiting(STAY))
    await async_choose(hass, "Usual")
    await until(lambda: file_name(frame) == USUAL)
    before = frame.shown
    await async_later(hass, freezer, STAY + 1)
    await hass.async_block_till_done()
    assert not is_running(hass)
    assert frame.shown is before


async def test_memories_that_a_restart_left_active_give_way(
    hass: HomeAssistant, frame: Frame, freezer: FrozenDateTimeFactory
) -> None:
    await async_choose(hass, "On this day")
    await until(lambda: file_name(frame) == MEMORY)
    await async_ready(hass, stay=STAY)
    come(hass)
    await until(lambda: is_waiting(STAY))
    assert active(hass) == "On this day"
    await async_later(hass, freezer, STAY + 1)
    await until(lambda: file_name(frame) == USUAL)
    assert active(hass) == "Usual"


async def test_a_frame_of_memories_alone_stays_as_it_is(
    hass: HomeAssistant, entry: MockConfigEntry, freezer: FrozenDateTimeFactory
) -> None:
    subentry = entry.subentries[FRAME_ID]
    memories = dict(subentry.data) | {"presets": PRESETS[1:], "active": "On this day"}
    hass.config_entries.async_update_subentry(entry, subentry, data=memories)
    frame = await async_set_up(hass, entry)
    await async_ready(hass, stay=STAY)
    come(hass)
    await until(lambda: is_waiting(STAY))
    await async_later(hass, freezer, STAY + 1)
    await hass.async_block_till_done()
    assert not is_running(hass)
    assert (active(hass), file_name(frame)) == ("On this day", MEMORY)


async def test_the_next_to_come_home_waits(
    hass: HomeAssistant, frame: Frame, freezer: FrozenDateTimeFactory
) -> None:
    await async_ready(hass, stay=STAY, pause=60)
    come(hass)
    await until(lambda: file_name(frame) == MEMORY and is_waiting(STAY))
    await async_later(hass, freezer, STAY + 1)
    await until(lambda: file_name(frame) == USUAL)
    come(hass, "binary_sensor.hall", "off")
    come(hass, "binary_sensor.hall", "on")
    await hass.async_block_till_done()
    assert active(hass) == "Usual"
    await async_later(hass, freezer, 60)
    come(hass, "binary_sensor.hall", "off")
    come(hass, "binary_sensor.hall", "on")
    await until(lambda: file_name(frame) == MEMORY and is_waiting(STAY))


@pytest.mark.parametrize("before", ["unknown", "unavailable"])
async def test_who_is_at_home_after_a_restart_does_not_come_home(
    hass: HomeAssistant, frame: Frame, before: str
) -> None:
    await async_ready(hass)
    come(hass, state=before)
    come(hass)
    await hass.async_block_till_done()
    assert active(hass) == "Usual"
    assert file_name(frame) == USUAL


async def test_a_day_without_memories(
    hass: HomeAssistant, frame: Frame, immich: SampleImmich
) -> None:
    immich.library = library(years_ago() - timedelta(days=40))
    await async_ready(hass)
    come(hass)
    await until(lambda: active(hass) == "Usual" and file_name(frame) == USUAL)


async def test_immich_is_away(hass: HomeAssistant, frame: Frame, immich: SampleImmich) -> None:
    before = frame.shown
    await async_ready(hass)
    immich.faults.add("/api/memories", faults.status(500), times=None)
    immich.faults.add(SEARCH, faults.status(500), times=None)
    come(hass)
    await hass.async_block_till_done(wait_background_tasks=True)
    assert not is_running(hass)
    assert active(hass) == "Usual"
    assert before is not None
    assert file_name(frame) == before.file_name
