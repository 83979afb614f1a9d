"""The event entity: one event for each photo, one when none can be had, none for anything else."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, async_capture_events

from custom_components.immich_frame.errors import NoEarlierPhotoError
from custom_components.immich_frame.feedback import async_hide, async_set_favorite
from custom_components.immich_frame.frame import Frame
from custom_components.immich_frame.imaging.spec import Size
from custom_components.immich_frame.immich.errors import ImmichError, MissingPermissionError
from custom_components.immich_frame.shown import Shown
from custom_components.immich_frame.turns import Job
from demo.immich.server import SampleImmich
from demo.library.library import Library
from demo.library.tiny import tiny_photo
from homeassistant.components.automation import DOMAIN as AUTOMATION
from homeassistant.core import Event, HomeAssistant, callback
from homeassistant.helpers.event import EventStateChangedData, async_track_state_change_event
from homeassistant.setup import async_setup_component

from .conftest import account, async_set_up, frame_subentry, until
from .entity_ids import EVENT


@pytest.fixture
def told(hass: HomeAssistant) -> list[dict[str, Any]]:
    """Return the attributes of every event from now on."""
    events: list[dict[str, Any]] = []
    seen: set[str] = set()

    @callback
    def note(event: Event[EventStateChangedData]) -> None:
        state = event.data["new_state"]
        if state and state.state not in {"unknown", "unavailable", *seen}:
            seen.add(state.state)
            events.append(dict(state.attributes))

    async_track_state_change_event(hass, EVENT, note)
    return events


async def async_kinds(hass: HomeAssistant, told: list[dict[str, Any]]) -> list[str]:
    await hass.async_block_till_done()
    return [event["event_type"] for event in told]


async def test_each_photo_is_told(
    hass: HomeAssistant, told: list[dict[str, Any]], frame: Frame
) -> None:
    for _ in range(2):
        await frame.async_new_image()
    assert await async_kinds(hass, told) == ["shown"] * 3
    assert frame.shown is not None
    assert {key: told[-1][key] for key in ("asset_id", "people", "place", "source")} == {
        "asset_id": frame.shown.asset_id,
        "people": list(frame.shown.people),
        "place": frame.shown.place,
        "source": "Photos",
    }
    assert told[-1]["cropped_by"] in {"whole", "saliency", "gravity", "faces"}
    assert frame.shown.taken_at is not None
    assert told[-1]["taken_at"] == frame.shown.taken_at.isoformat()


async def test_a_search_is_named_by_its_text(
    hass: HomeAssistant, told: list[dict[str, Any]], frame: Frame
) -> None:
    await frame.async_new_image("teal")
    await async_kinds(hass, told)
    assert told[-1]["source"] == "teal"


async def test_a_photo_that_is_rendered_anew_is_no_other(
    hass: HomeAssistant, told: list[dict[str, Any]], frame: Frame
) -> None:
    before = frame.shown
    frame.async_save(replace(frame.options, size=Size(200, 200)))
    await until(lambda: frame.shown is not before)
    assert await async_kinds(hass, told) == ["shown"]


async def test_a_heart_is_no_photo(
    hass: HomeAssistant, told: list[dict[str, Any]], frame: Frame
) -> None:
    await async_set_favorite(frame, on=True)
    assert await async_kinds(hass, told) == ["shown"]


@pytest.mark.parametrize(
    "try_it", [partial(async_set_favorite, on=True), partial(async_hide, archive=True)]
)
async def test_what_is_for_the_caller_alone_is_no_event(
    hass: HomeAssistant,
    told: list[dict[str, Any]],
    immich: SampleImmich,
    try_it: Callable[[Frame], Job[Shown]],
) -> None:
    key = immich.add_key({"asset.read", "asset.view", "user.read"})
    frame = await async_set_up(hass, account(immich, frame_subentry(), api_key=key))
    with pytest.raises(MissingPermissionError):
        await try_it(frame)
    with pytest.raises(ImmichError):
        await frame.async_show("00000000-0000-4000-8000-000000000000")
    assert await async_kinds(hass, told) == ["shown"]
    assert frame.last_failure is None


async def test_a_restart_shows_nothing_new(
    hass: HomeAssistant, entry: MockConfigEntry, told: list[dict[str, Any]], frame: Frame
) -> None:
    assert frame.shown is not None
    assert await hass.config_entries.async_reload(entry.entry_id)
    assert await async_kinds(hass, told) == ["shown"]


async def test_an_outage_is_told_once_and_the_next_again(
    hass: HomeAssistant, told: list[dict[str, Any]], frame: Frame, immich: SampleImmich
) -> None:
    for _outage in range(2):
        await immich.stop()
        for _try in range(3):
            with pytest.raises(ImmichError):
                await frame.async_new_image()
        await immich.start()
        await frame.async_new_image()
    kinds = await async_kinds(hass, told)
    assert kinds == ["shown", "failed", "shown", "failed", "shown"]
    assert told[1]["reason"] == "immich_unreachable"
    assert "asset_id" not in told[1]


async def test_what_the_caller_did_wrong_is_no_event(
    hass: HomeAssistant, told: list[dict[str, Any]], frame: Frame
) -> None:
    with pytest.raises(NoEarlierPhotoError):
        await frame.async_previous()
    assert await async_kinds(hass, told) == ["shown"]


async def test_a_memory_is_told_apart(
    hass: HomeAssistant, told: list[dict[str, Any]], immich: SampleImmich
) -> None:
    today = datetime.now(UTC)
    years_ago = today.replace(year=today.year - 4, day=min(today.day, 28))
    photos = [
        tiny_photo("then.jpg", color="teal", taken_at=years_ago),
        tiny_photo("other.jpg", color="olive", taken_at=years_ago - timedelta(days=180)),
    ]
    immich.library = Library.of(photos)
    presets = [
        {"name": "Memories", "source": {"kind": "memories", "days": 3}},
        {"name": "Any", "source": {}},
    ]
    frame = await async_set_up(hass, account(immich, frame_subentry(presets=presets)))
    assert frame.shown is not None
    assert frame.shown.substitute is None
    assert await async_kinds(hass, told) == ["memory"]
    await frame.async_show_preset("Any")
    assert await async_kinds(hass, told) == ["memory", "shown"]


async def test_what_is_shown_for_want_of_memories_is_none(
    hass: HomeAssistant, told: list[dict[str, Any]], immich: SampleImmich
) -> None:
    long_since = datetime.now(UTC) - timedelta(days=180)
    immich.library = Library.of([tiny_photo("other.jpg", color="olive", taken_at=long_since)])
    presets = [{"name": "Memories", "source": {"kind": "memories"}}]
    frame = await async_set_up(hass, account(immich, frame_subentry(presets=presets)))
    assert frame.shown is not None
    assert frame.shown.substitute == "no_memories"
    assert await async_kinds(hass, told) == ["shown"]


async def test_an_automation_is_triggered(hass: HomeAssistant, frame: Frame) -> None:
    """Core's own trigger for events makes automations of it."""
    assert await async_setup_component(
        hass,
        AUTOMATION,
        {
            AUTOMATION: {
                "triggers": {
                    "trigger": "event.received",
                    "target": {"entity_id": EVENT},
                    "options": {"event_type": ["shown", "memory"]},
                },
                "actions": {"event": "photo_came"},
            }
        },
    )
    came = async_capture_events(hass, "photo_came")
    await frame.async_new_image()
    await hass.async_block_till_done()
    await until(lambda: came)
    assert len(came) == 1
