"""The life of an account: set up, changed, unloaded, removed."""

from pathlib import Path
from types import MappingProxyType

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.immich_frame.const import DOMAIN, SERVICE_NEW_IMAGE
from custom_components.immich_frame.frame import Frame
from custom_components.immich_frame.store import images_directory
from demo.immich.server import SampleImmich
from homeassistant.config_entries import ConfigEntryState, ConfigSubentry
from homeassistant.const import EVENT_HOMEASSISTANT_FINAL_WRITE
from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr, entity_registry as er

from .conftest import CAMERA, FRAME_ID, OTHER_FRAME_ID, account, async_set_up, frame_subentry, until
from .entity_ids import DISABLED, ENABLED

LISTING = "/api/search/metadata"


def running(entry: MockConfigEntry, frame_id: str = FRAME_ID) -> Frame:
    """Return the frame as it runs now."""
    found: Frame = entry.runtime_data.frames[frame_id]
    return found


async def test_an_account_has_a_device_and_each_frame_one_below_it(
    entry: MockConfigEntry,
    frame: Frame,
    device_registry: dr.DeviceRegistry,
    entity_registry: er.EntityRegistry,
) -> None:
    server = device_registry.async_get_device_by_identifier(
        (DOMAIN, entry.entry_id), entry.entry_id
    )
    device = device_registry.async_get_device_by_identifier((DOMAIN, FRAME_ID), entry.entry_id)
    assert server is not None
    assert device is not None
    assert (device.name, device.via_device_id) == ("Photo frame", server.id)
    assert server.configuration_url == frame.account.options.url
    entities = er.async_entries_for_device(
        entity_registry, device.id, include_disabled_entities=True
    )
    assert {entity.config_subentry_id for entity in entities} == {FRAME_ID}
    assert {entity.entity_id for entity in entities if not entity.disabled} == ENABLED
    assert {entity.entity_id for entity in entities if entity.disabled} == DISABLED


async def test_unloading_and_loading_shows_the_same_photo(
    hass: HomeAssistant, entry: MockConfigEntry, frame: Frame
) -> None:
    assert frame.shown is not None
    assert await hass.config_entries.async_unload(entry.entry_id)
    assert entry.state is ConfigEntryState.NOT_LOADED
    assert hass.services.has_service(DOMAIN, SERVICE_NEW_IMAGE)
    assert await hass.config_entries.async_setup(entry.entry_id)
    assert running(entry).shown == frame.shown
    await until(lambda: running(entry).coordinator.data)


@pytest.mark.parametrize("times", [1, 3])
async def test_reloading_leaves_nothing_behind(
    hass: HomeAssistant, entry: MockConfigEntry, frame: Frame, times: int
) -> None:
    await frame.async_new_image()
    listeners = len(frame._listeners)
    assert listeners >= len(ENABLED)
    for _ in range(times):
        assert await hass.config_entries.async_reload(entry.entry_id)
    assert not frame._listeners
    assert not frame.coordinator._listeners
    assert len(running(entry)._listeners) == listeners


async def test_removing_an_account_leaves_no_file(
    hass: HomeAssistant, entry: MockConfigEntry, frame: Frame
) -> None:
    assert len(list(frame.store.directory.iterdir())) == 2
    await frame.async_new_image()  # its write is due later
    await hass.config_entries.async_remove(entry.entry_id)
    assert not images_directory(hass).exists()


async def test_removing_an_account_that_does_not_run_leaves_no_file(
    hass: HomeAssistant, entry: MockConfigEntry, frame: Frame
) -> None:
    assert frame.store.on_disk is not None
    assert await hass.config_entries.async_unload(entry.entry_id)
    await hass.config_entries.async_remove(entry.entry_id)
    assert not images_directory(hass).exists()


async def test_folders_of_frames_that_are_no_more_go_at_the_start(
    hass: HomeAssistant, entry: MockConfigEntry
) -> None:
    left = images_directory(hass) / "01JFRAMEOFLONGAGO000000000"
    left.mkdir(parents=True)
    (left / "photo.jpg").write_bytes(b"old")
    await async_set_up(hass, entry)
    await hass.async_block_till_done()
    assert [folder.name for folder in images_directory(hass).iterdir()] == [FRAME_ID]


async def test_what_is_due_is_written_at_the_end(
    hass: HomeAssistant, entry: MockConfigEntry, frame: Frame
) -> None:
    shown = await frame.async_new_image()
    hass.bus.async_fire(EVENT_HOMEASSISTANT_FINAL_WRITE)
    await hass.async_block_till_done()
    assert frame.store.on_disk is shown
    assert entry.state is ConfigEntryState.LOADED


def move(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    hass.config_entries.async_update_entry(entry, data={**entry.data, "verify_ssl": False})


def add(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    other = ConfigSubentry(
        data=MappingProxyType({"width": 64, "height": 48}),
        subentry_id=OTHER_FRAME_ID,
        subentry_type="frame",
        title="Kitchen",
        unique_id=None,
    )
    hass.config_entries.async_add_subentry(entry, other)


@pytest.mark.parametrize("what", [move, add])
async def test_other_changes_reload(
    hass: HomeAssistant, entry: MockConfigEntry, frame: Frame, what: type
) -> None:
    what(hass, entry)
    await hass.async_block_till_done()
    assert entry.state is ConfigEntryState.LOADED
    again = running(entry)
    assert again is not frame
    assert again.shown == frame.shown
    assert {one.title for one in entry.subentries.values()} == {
        one.name for one in entry.runtime_data.frames.values()
    }
    await until(lambda: all(one.coordinator.data for one in entry.runtime_data.frames.values()))


@pytest.fixture
async def two(hass: HomeAssistant, immich: SampleImmich) -> MockConfigEntry:
    """Return an account with two frames, each with a photo."""
    entry = account(
        immich,
        frame_subentry(query="teal"),
        frame_subentry(OTHER_FRAME_ID, "Kitchen", query="navy", width=64, height=48),
    )
    await async_set_up(hass, entry)
    await until(lambda: running(entry, OTHER_FRAME_ID).shown)
    await hass.async_block_till_done()
    return entry


async def test_another_name_reloads_nothing(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    frame: Frame,
    device_registry: dr.DeviceRegistry,
) -> None:
    subentry = entry.subentries[FRAME_ID]
    hass.config_entries.async_update_subentry(entry, subentry, title="Kitchen")
    hass.config_entries.async_update_entry(entry, title="Home")
    await hass.async_block_till_done()
    assert running(entry) is frame
    assert (frame.name, frame.account.name) == ("Kitchen", "Home")
    devices = dr.async_entries_for_config_entry(device_registry, entry.entry_id)
    assert {device.name for device in devices} == {"Kitchen", "Home"}
    state = hass.states.get(CAMERA)
    assert state is not None
    assert state.name == "Kitchen"


async def test_two_frames_show_photos_of_their_own(two: MockConfigEntry) -> None:
    one, other = running(two), running(two, OTHER_FRAME_ID)
    assert one.shown is not None
    assert other.shown is not None
    assert (one.shown.query, other.shown.query) == ("teal", "navy")
    assert one.shown.rendition.size != other.shown.rendition.size
    before = other.shown
    await one.async_new_image()
    assert other.shown is before


async def test_removing_a_frame_removes_its_files_and_entities(
    hass: HomeAssistant, two: MockConfigEntry, entity_registry: er.EntityRegistry
) -> None:
    folders = {Path(running(two, one).store.directory) for one in two.subentries}
    assert all(folder.is_dir() for folder in folders)
    await running(two, OTHER_FRAME_ID).async_new_image()  # its write is due later
    hass.config_entries.async_remove_subentry(two, OTHER_FRAME_ID)
    await hass.async_block_till_done()
    assert list(two.runtime_data.frames) == [FRAME_ID]
    assert [folder.name for folder in images_directory(hass).iterdir()] == [FRAME_ID]
    assert entity_registry.async_get("camera.kitchen") is None
    await until(lambda: running(two).coordinator.data)
