"""Viewers of a slideshow that were renamed or deleted: an issue names them."""

from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.immich_frame.const import DOMAIN
from custom_components.immich_frame.issues import IssueKind
from demo.immich.server import SampleImmich
from homeassistant.const import EVENT_HOMEASSISTANT_STARTED
from homeassistant.core import CoreState, HomeAssistant
from homeassistant.helpers import entity_registry as er, issue_registry as ir

from .conftest import FRAME_ID, TRANSLATIONS, account, async_set_up, frame_subentry
from .entity_ids import SLIDESHOW

HALL = "binary_sensor.hall"
TV = "media_player.tv"


@pytest.fixture
def entry(hass: HomeAssistant, immich: SampleImmich) -> MockConfigEntry:
    """Return an account with a frame that two entities tell of, not set up yet."""
    slideshow: dict[str, Any] = {"on": True, "viewers": [HALL, TV]}
    mock_entry = account(immich, frame_subentry(slideshow=slideshow))
    mock_entry.add_to_hass(hass)
    return mock_entry


def said(hass: HomeAssistant) -> str:
    """Return what people are told; nothing when all is well."""
    found = ir.async_get(hass).async_get_issue(DOMAIN, f"{IssueKind.VIEWER_GONE}_{FRAME_ID}")
    if found is None:
        return ""
    assert (found.is_fixable, found.severity) == (False, ir.IssueSeverity.WARNING)
    words = TRANSLATIONS["issues"]["viewer_gone"]
    placeholders = found.translation_placeholders or {}
    assert words["title"].format(**placeholders).endswith("the slideshow of Photo frame")
    description: str = words["description"].format(**placeholders)
    return description.replace("\\", "")


async def test_who_is_there_is_no_issue(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    hass.states.async_set(HALL, "off")
    hass.states.async_set(TV, "unavailable")
    await async_set_up(hass, entry)
    assert not said(hass)


async def test_a_viewer_that_is_gone_is_named_until_it_is_back(
    hass: HomeAssistant, entry: MockConfigEntry
) -> None:
    hass.states.async_set(HALL, "off")
    await async_set_up(hass, entry)
    assert f"these are gone: {TV}." in said(hass)
    assert "The slideshow of Photo frame" in said(hass)

    # Neither changes whether somebody is there: nobody is.
    hass.states.async_remove(HALL)
    await hass.async_block_till_done()
    assert f"these are gone: {HALL}, {TV}." in said(hass)

    hass.states.async_set(TV, "off")
    hass.states.async_set(HALL, "off")
    await hass.async_block_till_done()
    assert not said(hass)


async def test_a_viewer_that_is_renamed(
    hass: HomeAssistant, entry: MockConfigEntry, entity_registry: er.EntityRegistry
) -> None:
    frame = await async_set_up(hass, entry)
    data = dict(entry.subentries[FRAME_ID].data) | {"slideshow": {"viewers": [SLIDESHOW]}}
    hass.config_entries.async_update_subentry(entry, entry.subentries[FRAME_ID], data=data)
    await hass.async_block_till_done()
    assert frame.options.schedule.viewers == (SLIDESHOW,)
    assert not said(hass)

    entity_registry.async_update_entity(SLIDESHOW, new_entity_id="switch.other")
    await hass.async_block_till_done()
    assert f"these are gone: {SLIDESHOW}." in said(hass)

    data = data | {"slideshow": {"viewers": []}}
    hass.config_entries.async_update_subentry(entry, entry.subentries[FRAME_ID], data=data)
    await hass.async_block_till_done()
    assert not said(hass)


async def test_a_viewer_without_a_state_is_there(
    hass: HomeAssistant, entry: MockConfigEntry, entity_registry: er.EntityRegistry
) -> None:
    for entity_id in (HALL, TV):
        domain, name = entity_id.split(".")
        entity_registry.async_get_or_create(domain, "other", name, object_id_base=name)
    await async_set_up(hass, entry)
    assert not said(hass)


async def test_at_the_start_entities_may_be_late(
    hass: HomeAssistant, entry: MockConfigEntry
) -> None:
    hass.set_state(CoreState.starting)
    frame = await async_set_up(hass, entry)
    await frame.async_new_image()
    assert not said(hass)
    hass.states.async_set(HALL, "on")
    hass.set_state(CoreState.running)
    hass.bus.async_fire(EVENT_HOMEASSISTANT_STARTED)
    await hass.async_block_till_done()
    assert f"these are gone: {TV}." in said(hass)


async def test_what_does_not_run_says_nothing(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    await async_set_up(hass, entry)
    assert said(hass)
    assert await hass.config_entries.async_unload(entry.entry_id)
    assert not said(hass)
    hass.states.async_set(HALL, "on")
    hass.states.async_remove(HALL)
    await hass.async_block_till_done()
    assert not said(hass)


async def test_the_end_of_an_account_that_never_saw_the_start(
    hass: HomeAssistant, entry: MockConfigEntry
) -> None:
    hass.set_state(CoreState.starting)
    await async_set_up(hass, entry)
    assert await hass.config_entries.async_unload(entry.entry_id)
    hass.set_state(CoreState.running)
    hass.bus.async_fire(EVENT_HOMEASSISTANT_STARTED)
    await hass.async_block_till_done()
    assert not said(hass)
