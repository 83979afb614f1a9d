"""The entities of a frame as Home Assistant sees them, and what each of them does."""

from dataclasses import replace
from datetime import datetime

from freezegun.api import FrozenDateTimeFactory
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, snapshot_platform
from pytest_homeassistant_custom_component.syrupy import HomeAssistantSnapshotExtension
from syrupy.assertion import SnapshotAssertion
from syrupy.filters import props

import custom_components.immich_frame as integration
from custom_components.immich_frame.const import DOMAIN
from custom_components.immich_frame.entity import unique_id
from custom_components.immich_frame.frame import Frame
from custom_components.immich_frame.shown import MAX_NAMES, cut, cut_names
from demo.immich.server import SampleImmich
from demo.library.library import Library
from demo.library.tiny import tiny_photo
from homeassistant.components.recorder.db_schema import MAX_STATE_ATTRS_BYTES
from homeassistant.const import MAX_LENGTH_STATE_STATE, Platform
from homeassistant.core import HomeAssistant, State
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.json import json_bytes

from .conftest import FRAME_ID, SELECT, account, async_set_up, frame_subentry, until
from .entity_ids import (
    EVENT,
    FAVORITE,
    HIDE,
    INTERVAL,
    PEOPLE,
    PHOTOS,
    PLACE,
    PREVIOUS,
    QUERY,
    TAKEN_AT,
)

pytestmark = pytest.mark.usefixtures("all_entities_enabled")


def state_of(hass: HomeAssistant, entity_id: str) -> State:
    state = hass.states.get(entity_id)
    assert state is not None
    return state


async def async_call(hass: HomeAssistant, domain: str, action: str, **data: object) -> None:
    await hass.services.async_call(domain, action, data, blocking=True)


async def test_previous_and_hide(hass: HomeAssistant, frame: Frame) -> None:
    first = frame.shown
    second = await frame.async_new_image()
    assert first is not None
    await async_call(hass, "button", "press", entity_id=PREVIOUS)
    assert frame.shown is not None
    assert frame.shown.asset_id == first.asset_id
    await async_call(hass, "button", "press", entity_id=HIDE)
    assert frame.shown.asset_id == second.asset_id
    assert frame.chooser._store.history.is_hidden(first.asset_id)


async def test_there_is_no_earlier_photo(hass: HomeAssistant, frame: Frame) -> None:
    before = frame.shown
    with pytest.raises(ServiceValidationError, match="no earlier photo"):
        await async_call(hass, "button", "press", entity_id=PREVIOUS)
    assert frame.shown is before


async def test_the_heart(hass: HomeAssistant, frame: Frame, immich: SampleImmich) -> None:
    assert frame.shown is not None
    asset_id = frame.shown.asset_id
    assert state_of(hass, FAVORITE).state == "off"
    await async_call(hass, "switch", "turn_on", entity_id=FAVORITE)
    assert state_of(hass, FAVORITE).state == "on"
    assert immich.library.assets[asset_id].upload.is_favorite
    await async_call(hass, "switch", "turn_off", entity_id=FAVORITE)
    assert state_of(hass, FAVORITE).state == "off"
    assert not immich.library.assets[asset_id].upload.is_favorite


async def test_the_heart_of_a_key_that_may_not(hass: HomeAssistant, immich: SampleImmich) -> None:
    key = immich.add_key({"asset.read", "asset.view", "user.read"})
    await async_set_up(hass, account(immich, frame_subentry(), api_key=key))
    with pytest.raises(HomeAssistantError, match=r"asset\.update"):
        await async_call(hass, "switch", "turn_on", entity_id=FAVORITE)
    assert state_of(hass, FAVORITE).state == "off"


async def test_a_text_is_searched_for_within_one_picture(
    hass: HomeAssistant, entry: MockConfigEntry, frame: Frame
) -> None:
    assert state_of(hass, QUERY).state == ""
    await async_call(hass, "text", "set_value", entity_id=QUERY, value="teal")
    await until(lambda: frame.shown and frame.shown.query == "teal")
    await hass.async_block_till_done()
    assert state_of(hass, QUERY).state == "teal"
    assert state_of(hass, SELECT).state == "teal"
    assert entry.subentries[FRAME_ID].data["active"] == "teal"
    assert entry.runtime_data.frames[FRAME_ID] is frame


async def test_texts_from_another_source_never_pile_up(
    hass: HomeAssistant, entry: MockConfigEntry, frame: Frame
) -> None:
    for text in ("teal", "navy", "olive"):
        await async_call(hass, "select", "select_option", entity_id=SELECT, option="Photos")
        await async_call(hass, "text", "set_value", entity_id=QUERY, value=text)
    await until(lambda: frame.shown and frame.shown.query == "olive")
    await hass.async_block_till_done()
    assert state_of(hass, SELECT).attributes["options"] == ["Photos", "olive"]
    assert entry.subentries[FRAME_ID].data["typed"] == "olive"


async def test_a_text_without_words(hass: HomeAssistant, frame: Frame) -> None:
    with pytest.raises(ServiceValidationError, match="query is empty"):
        await async_call(hass, "text", "set_value", entity_id=QUERY, value="  ")
    assert state_of(hass, QUERY).state == ""
    assert len(frame.options.presets) == 1


async def test_the_interval_is_bounded(hass: HomeAssistant, frame: Frame) -> None:
    assert float(state_of(hass, INTERVAL).state) == 300
    with pytest.raises(ServiceValidationError):
        await async_call(hass, "number", "set_value", entity_id=INTERVAL, value=1)
    assert frame.options.schedule.interval.total_seconds() == 300


async def test_what_the_sensors_tell(hass: HomeAssistant, immich: SampleImmich) -> None:
    frame = await async_set_up(hass, account(immich, frame_subentry()))
    await until(lambda: frame.coordinator.data)
    await hass.async_block_till_done()
    assert frame.shown is not None
    assert state_of(hass, PHOTOS).state == "6"
    assert state_of(hass, PHOTOS).attributes["unit_of_measurement"] == "photos"
    assert state_of(hass, PLACE).state == (frame.shown.place or "unknown")
    assert state_of(hass, PEOPLE).state == (", ".join(frame.shown.people) or "unknown")


async def test_the_hour_of_a_photo_is_the_one_on_the_clock_there(
    hass: HomeAssistant, frame: Frame
) -> None:
    assert frame.shown is not None
    assert frame.shown.taken_at == datetime(2024, 6, 1, 12)  # noqa: DTZ001 it has no zone
    # The tests' Home Assistant is in California, seven hours behind in summer.
    assert state_of(hass, TAKEN_AT).state == "2024-06-01T19:00:00+00:00"


@pytest.mark.parametrize(
    ("zone", "taken_at"),
    [
        ("Asia/Tokyo", datetime.min),  # noqa: DTZ901 it has no zone
        ("America/New_York", datetime.max),  # noqa: DTZ901 the same
    ],
)
async def test_a_photo_from_the_end_of_the_calendar_is_shown(
    hass: HomeAssistant, immich: SampleImmich, zone: str, taken_at: datetime
) -> None:
    await hass.config.async_set_time_zone(zone)
    frame = await async_set_up(hass, account(immich, frame_subentry()))
    assert frame.shown is not None
    frame._put_up(replace(frame.shown, taken_at=taken_at))
    assert state_of(hass, TAKEN_AT).state == "unknown"


def test_what_is_told_fits() -> None:
    assert cut("a" * 255) == "a" * 255
    assert cut("a" * 256) == "a" * 254 + "…"
    assert len(cut_names(["b" * 300] * 200)) == MAX_NAMES


async def test_no_state_is_too_large(hass: HomeAssistant, frame: Frame) -> None:
    assert frame.shown is not None
    crowd = tuple(f"{number} {'😀' * 200}" for number in range(500))
    frame._put_up(
        replace(
            frame.shown,
            asset_id="00000000-0000-4000-8000-000000000000",
            place="😀" * 5000,
            people=crowd,
            preset="😀" * 60,
        )
    )
    await hass.async_block_till_done()
    for state in hass.states.async_all():
        assert len(state.state) <= MAX_LENGTH_STATE_STATE
        assert len(json_bytes(state.attributes)) < MAX_STATE_ATTRS_BYTES * 3 / 4, state.entity_id


@pytest.mark.parametrize("platform", integration.PLATFORMS)
async def test_states_and_registry_entries(  # noqa: PLR0913, PLR0917 a snapshot needs them
    hass: HomeAssistant,
    immich: SampleImmich,
    entity_registry: er.EntityRegistry,
    snapshot: SnapshotAssertion,
    monkeypatch: pytest.MonkeyPatch,
    freezer: FrozenDateTimeFactory,
    platform: Platform,
) -> None:
    monkeypatch.setattr("custom_components.immich_frame.PLATFORMS", [platform])
    freezer.move_to("2026-11-22T12:00:00+00:00")
    immich.library = Library.of([tiny_photo("teal.jpg", color="teal")])
    entry = account(immich, frame_subentry())
    object.__setattr__(
        entry, "entry_id", "01JACCOUNT00000000000000AA"
    )  # The server is named by it.
    await async_set_up(hass, entry)
    await hass.async_block_till_done()
    kept = snapshot.with_defaults(
        exclude=props("access_token", "entity_picture"),  # They are made by chance.
        extension_class=HomeAssistantSnapshotExtension,
    )
    await snapshot_platform(hass, entity_registry, kept, entry.entry_id)


async def test_a_renamed_entity_still_belongs_to_its_frame(
    hass: HomeAssistant, frame: Frame, entity_registry: er.EntityRegistry
) -> None:
    own_id = unique_id(FRAME_ID, "hide_photo")
    assert entity_registry.async_get_entity_id("button", DOMAIN, own_id) == HIDE
    entity_registry.async_update_entity(HIDE, new_entity_id="button.away_with_it")
    await hass.async_block_till_done()
    before = frame.shown
    await async_call(hass, "button", "press", entity_id="button.away_with_it")
    assert frame.shown is not before
    assert state_of(hass, EVENT).attributes["event_type"] == "shown"
