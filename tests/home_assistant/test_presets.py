"""Several named sources of one frame, of which one is active."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.immich_frame.const import DOMAIN
from custom_components.immich_frame.frame import Frame
from demo.immich.server import SampleImmich
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError

from .conftest import (
    CAMERA,
    FRAME_ID,
    ORIGINAL,
    SELECT,
    SIZE,
    Gate,
    account,
    async_pass,
    async_set_up,
    frame_subentry,
    until,
)
from .frame_steps import Steps

PRESETS = [
    {"name": "Any", "source": {}},
    {"name": "Teal", "source": {"kind": "smart", "text": "teal"}},
]

pytestmark = pytest.mark.usefixtures("all_entities_enabled")


@pytest.fixture
def entry(hass: HomeAssistant, immich: SampleImmich) -> MockConfigEntry:
    """Return an account with a frame of two presets."""
    data: dict[str, Any] = {"presets": PRESETS, "active": "Any"}
    mock_entry = account(immich, frame_subentry(**data))
    mock_entry.add_to_hass(hass)
    return mock_entry


def state_of(hass: HomeAssistant) -> tuple[str, list[str]]:
    state = hass.states.get(SELECT)
    assert state is not None
    return state.state, state.attributes["options"]


async def test_the_select_switches(
    hass: HomeAssistant, entry: MockConfigEntry, frame: Frame
) -> None:
    assert state_of(hass) == ("Any", ["Any", "Teal"])
    await hass.services.async_call(
        "select", "select_option", {"entity_id": SELECT, "option": "Teal"}, blocking=True
    )
    await until(lambda: frame.shown and frame.shown.query == "teal")
    await hass.async_block_till_done()
    assert state_of(hass)[0] == "Teal"
    assert entry.subentries[FRAME_ID].data["active"] == "Teal"
    assert entry.runtime_data.frames[FRAME_ID] is frame


async def test_the_active_preset_outlives_a_restart(
    hass: HomeAssistant, entry: MockConfigEntry, frame: Frame
) -> None:
    frame.async_save(frame.options.with_active("Teal"))
    await until(lambda: frame.shown and frame.shown.query == "teal")
    await hass.config_entries.async_unload(entry.entry_id)
    frame = await async_set_up(hass, entry)
    assert frame.options.active == "Teal"


async def test_the_action_switches_and_shows_one_photo(
    hass: HomeAssistant, frame: Frame, immich: SampleImmich
) -> None:
    immich.requests.clear()
    answer = await hass.services.async_call(
        DOMAIN,
        "new_image",
        {"entity_id": CAMERA, "preset": "Teal", "range": 1},
        blocking=True,
        return_response=True,
    )
    assert answer is not None
    told = answer[CAMERA]
    assert isinstance(told, dict)
    assert told["file_name"] == "teal.jpg"
    await hass.async_block_till_done(wait_background_tasks=True)
    assert frame.shown is not None
    assert frame.shown.file_name == "teal.jpg"
    assert immich.requests.count("/api/search/smart") == 1


async def test_a_preset_that_is_not_there(hass: HomeAssistant, frame: Frame) -> None:
    before = frame.shown
    with pytest.raises(HomeAssistantError, match=r"no source of this name\. It has: Any, Teal"):
        await hass.services.async_call(
            DOMAIN, "new_image", {"entity_id": CAMERA, "preset": "Olive"}, blocking=True
        )
    with pytest.raises(ServiceValidationError):
        await hass.services.async_call(
            "select", "select_option", {"entity_id": SELECT, "option": "Olive"}, blocking=True
        )
    assert frame.shown is before


async def test_switching_while_immich_is_away_is_made_up_for(
    hass: HomeAssistant, entry: MockConfigEntry, frame: Frame, immich: SampleImmich
) -> None:
    before = frame.shown
    await immich.stop()
    frame.async_save(frame.options.with_active("Teal"))
    await until(lambda: frame.last_error)
    assert frame.shown is before
    assert state_of(hass)[0] == "Teal"
    await immich.start()
    shown = await frame.async_new_image()
    assert shown.query == "teal"
    assert shown.rendition.size.width == SIZE[0]
    assert entry.subentries[FRAME_ID].data["active"] == "Teal"


async def test_a_switch_while_the_form_is_open_stays(
    hass: HomeAssistant, entry: MockConfigEntry, frame: Frame
) -> None:
    steps = await Steps(hass, entry).change()
    frame.async_save(frame.options.with_active("Teal"))
    await steps.choose("settings")
    width, height = SIZE
    size = {"width": width, "height": height}
    await steps.fill(name="Photo frame", screen="custom", custom_size=size)
    assert steps.errors == {"abort": "Reconfiguration was successful"}
    assert entry.subentries[FRAME_ID].data["active"] == "Teal"


async def test_a_preset_that_is_removed_meanwhile_is_not_active(
    hass: HomeAssistant, entry: MockConfigEntry, frame: Frame
) -> None:
    steps = await Steps(hass, entry).change()
    frame.async_save(frame.options.with_active("Teal"))
    await steps.choose("remove_source")
    await steps.fill(preset="1")
    assert steps.errors == {"abort": "Reconfiguration was successful"}
    await hass.async_block_till_done(wait_background_tasks=True)
    assert entry.subentries[FRAME_ID].data["active"] == frame.options.active == "Any"
    assert frame.shown is not None
    assert frame.shown.preset == "Any"


async def test_a_preset_that_is_added_can_be_selected(
    hass: HomeAssistant, entry: MockConfigEntry, frame: Frame
) -> None:
    before = frame.shown
    subentry = entry.subentries[FRAME_ID]
    presets = [*PRESETS, {"name": "Olive", "source": {"kind": "smart", "text": "olive"}}]
    hass.config_entries.async_update_subentry(
        entry, subentry, data={**subentry.data, "presets": presets}
    )
    await hass.async_block_till_done()
    assert state_of(hass) == ("Any", ["Any", "Teal", "Olive"])
    assert frame.shown is before


async def test_the_action_draws_one_photo_of_another_preset(
    hass: HomeAssistant, frame: Frame
) -> None:
    await frame.async_new_image()
    await frame.async_previous()
    shown = []
    frame.async_add_listener(lambda: shown.append(frame.shown))
    answer = await hass.services.async_call(
        DOMAIN,
        "new_image",
        {"entity_id": CAMERA, "preset": "Teal"},
        blocking=True,
        return_response=True,
    )
    await hass.async_block_till_done(wait_background_tasks=True)
    assert answer is not None
    told: Any = answer[CAMERA]
    assert (told["preset"], told["query"]) == ("Teal", "teal")
    assert len({one.key for one in shown if one and one.preset == "Teal"}) == 1
    assert frame.shown is not None
    assert frame.shown.asset_id == told["asset_id"]


async def test_the_action_fails_and_the_frame_follows_later(
    hass: HomeAssistant, frame: Frame, immich: SampleImmich
) -> None:
    before = frame.shown
    await immich.stop()
    with pytest.raises(HomeAssistantError, match="cannot be reached"):
        await hass.services.async_call(
            DOMAIN, "new_image", {"entity_id": CAMERA, "preset": "Teal"}, blocking=True
        )
    assert frame.shown is before
    await until(lambda: frame.last_error and frame.turns.is_idle)
    await immich.start()
    await async_pass(hass, timedelta(minutes=16))
    await until(lambda: frame.shown and frame.shown.preset == "Teal")


async def test_there_and_back_while_a_photo_is_on_its_way(
    frame: Frame, immich: SampleImmich
) -> None:
    gate = Gate()
    immich.faults.add(ORIGINAL, gate)
    asked = immich.requests.count(ORIGINAL)
    calls = [asyncio.create_task(frame.async_show_preset("Any"))]
    await until(lambda: immich.requests.count(ORIGINAL) > asked)
    calls += [asyncio.create_task(frame.async_show_preset(name)) for name in ("Teal", "Any")]
    await asyncio.sleep(0)
    gate.open()
    told = await asyncio.gather(*calls)
    assert [shown.preset for shown in told] == ["Any", "Teal", "Any"]
    await until(lambda: frame.turns.is_idle and not frame._is_outdated)
    assert frame.options.active == "Any"
    assert frame.shown is not None
    assert frame.shown.preset == "Any"
