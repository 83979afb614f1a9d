"""The server's own entities: whether it answers, and what went wrong last."""

from datetime import timedelta

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockEntityPlatform

from custom_components.immich_frame.binary_sensor import SCAN_INTERVAL
from custom_components.immich_frame.const import DOMAIN
from custom_components.immich_frame.errors import keys_of
from custom_components.immich_frame.frame import Frame
from custom_components.immich_frame.reachability import FAILURES
from custom_components.immich_frame.server_entity import ServerSensor, server_sensors
from demo.immich import faults
from demo.immich.server import SampleImmich
from homeassistant.components.binary_sensor import DOMAIN as BINARY_SENSOR
from homeassistant.const import STATE_OFF, STATE_ON, STATE_UNKNOWN, EntityCategory
from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr, entity_registry as er

from .conftest import ORIGINAL, TRANSLATIONS, async_pass, async_set_up, until

CONNECTION = "binary_sensor.ada_127_0_0_1_connection"
PING = "/api/server/ping"


def state_of(hass: HomeAssistant) -> str:
    state = hass.states.get(CONNECTION)
    assert state is not None
    return state.state


@pytest.fixture
def enabled(entry: MockConfigEntry, entity_registry: er.EntityRegistry) -> MockConfigEntry:
    """Return an account whose connection somebody wants to know of."""
    entity_registry.async_get_or_create(
        BINARY_SENSOR, DOMAIN, f"{entry.entry_id}_connectivity", disabled_by=None
    )
    [registered] = entity_registry.entities.values()
    entity_registry.async_update_entity(registered.entity_id, new_entity_id=CONNECTION)
    return entry


@pytest.fixture
async def last_error(hass: HomeAssistant, entry: MockConfigEntry, frame: Frame) -> ServerSensor:
    """Return the sensor of the last error, which is put on a platform of its own."""
    assert frame.shown is not None
    [sensor] = server_sensors(entry)
    sensor._attr_entity_registry_enabled_default = True
    platform = MockEntityPlatform(hass, domain="sensor", platform_name="enabled")
    platform.config_entry = entry
    await platform.async_add_entities([sensor])
    return sensor


@pytest.mark.usefixtures("frame")
async def test_it_is_there_to_be_enabled(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    immich: SampleImmich,
    entity_registry: er.EntityRegistry,
    device_registry: dr.DeviceRegistry,
) -> None:
    registered = entity_registry.async_get(CONNECTION)
    server = device_registry.async_get_device_by_identifier(
        (DOMAIN, entry.entry_id), entry.entry_id
    )
    assert registered is not None
    assert server is not None
    assert (registered.device_id, registered.config_subentry_id) == (server.id, None)
    assert registered.entity_category is EntityCategory.DIAGNOSTIC
    assert registered.disabled_by is er.RegistryEntryDisabler.INTEGRATION
    assert hass.states.get(CONNECTION) is None
    await async_pass(hass, SCAN_INTERVAL + timedelta(seconds=1))
    assert immich.requests.count(PING) == 0


async def test_it_follows_what_frames_ask(
    hass: HomeAssistant, enabled: MockConfigEntry, immich: SampleImmich
) -> None:
    frame = await async_set_up(hass, enabled)
    assert state_of(hass) == STATE_ON
    await immich.stop()
    await frame.coordinator.async_refresh()
    assert state_of(hass) == STATE_OFF
    await immich.start()
    await frame.coordinator.async_refresh()
    assert state_of(hass) == STATE_ON


async def test_before_the_first_answer_nothing_is_known(
    hass: HomeAssistant, enabled: MockConfigEntry, immich: SampleImmich
) -> None:
    immich.faults.add("/api/*", faults.hang(), times=None)
    assert await hass.config_entries.async_setup(enabled.entry_id)
    assert state_of(hass) == STATE_UNKNOWN
    assert await hass.config_entries.async_unload(enabled.entry_id)


async def test_it_asks_by_itself(
    hass: HomeAssistant, enabled: MockConfigEntry, immich: SampleImmich
) -> None:
    await async_set_up(hass, enabled)
    await hass.async_block_till_done()
    immich.faults.add("/api/*", faults.status(503), times=None)
    await async_pass(hass, SCAN_INTERVAL + timedelta(seconds=1))
    await until(lambda: state_of(hass) == STATE_OFF)
    immich.faults.clear()
    await async_pass(hass, SCAN_INTERVAL + timedelta(seconds=1))
    await until(lambda: state_of(hass) == STATE_ON)
    assert immich.requests.count(PING) == 2


async def test_an_error_that_immich_answers_with_leaves_it_on(
    hass: HomeAssistant, enabled: MockConfigEntry, immich: SampleImmich
) -> None:
    frame = await async_set_up(hass, enabled)
    immich.revoke_key(immich.api_key)
    await frame.coordinator.async_refresh()
    assert frame.account.reachability.last_error is not None
    assert state_of(hass) == STATE_ON


async def test_the_last_error_is_told(
    hass: HomeAssistant, frame: Frame, last_error: ServerSensor, immich: SampleImmich
) -> None:
    state = hass.states.get(last_error.entity_id)
    assert state is not None
    assert (state.state, state.attributes["occurred_at"]) == ("none", None)

    immich.faults.add("/api/*", faults.status(503), times=None)
    await frame.coordinator.async_refresh()
    immich.faults.clear()
    await frame.coordinator.async_refresh()
    state, error = hass.states.get(last_error.entity_id), frame.account.reachability.last_error
    assert state is not None
    assert error is not None
    assert state.state == error.key == "immich_unreachable"
    assert state.attributes["occurred_at"] == error.occurred_at


async def test_what_photos_do_without_is_no_error(
    hass: HomeAssistant, frame: Frame, last_error: ServerSensor, immich: SampleImmich
) -> None:
    """An original that is gone, faces that the key may not see: the photo is shown all the same."""
    immich.faults.add(ORIGINAL, faults.status(404, "Not Found"), times=None)
    immich.faults.add(
        "/api/faces*", faults.status(403, "Missing required permission: face.read"), times=None
    )
    before = hass.states.get(last_error.entity_id)
    await frame.async_new_image()
    assert immich.requests.count("/api/faces*") > 0
    assert hass.states.get(last_error.entity_id) is before
    assert before is not None
    assert before.state == "none"


def test_when_it_was_is_not_recorded() -> None:
    assert "occurred_at" in ServerSensor._unrecorded_attributes


def test_every_failure_of_the_server_has_a_state_in_words() -> None:
    words = TRANSLATIONS["entity"]["sensor"]["last_error"]["state"]
    assert set(words) == {"none", *keys_of(*FAILURES)}
    assert {"immich_unreachable", "not_immich", "key_refused", "immich_failed"} <= set(words)
    assert not {"not_found", "permission_missing"} & set(words)
