"""Blueprints as Home Assistant loads and runs them: from its own folder, by its own loader."""

import asyncio
from datetime import timedelta
from pathlib import Path
import shutil

from freezegun.api import FrozenDateTimeFactory
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, async_fire_time_changed

from custom_components.immich_frame.const import DOMAIN
from homeassistant.components.automation import DOMAIN as AUTOMATION
from homeassistant.components.automation.helpers import async_get_blueprints
from homeassistant.components.blueprint import Blueprint
from homeassistant.const import EVENT_HOMEASSISTANT_STOP
from homeassistant.core import Event, HomeAssistant, State
from homeassistant.helpers import entity_registry as er
from homeassistant.setup import async_setup_component
from homeassistant.util import dt as dt_util

from .conftest import FRAME_ID

OWNER = "immich_frame"
FILES = Path(__file__).parents[2] / "blueprints" / AUTOMATION / OWNER

AUTOMATION_ID = "automation.under_test"
EVENT = "event.photo_frame_photo_shown"


async def async_load(hass: HomeAssistant, name: str) -> Blueprint:
    """Put a blueprint where Home Assistant keeps them, and have it loaded."""
    await hass.async_add_executor_job(_install, hass.config.path("blueprints"))
    blueprint: Blueprint = await async_get_blueprints(hass).async_get_blueprint(
        f"{OWNER}/{name}.yaml"
    )
    return blueprint


def _install(folder: str) -> None:
    shutil.copytree(FILES, Path(folder) / AUTOMATION / OWNER, dirs_exist_ok=True)


async def async_automate(hass: HomeAssistant, name: str, **inputs: object) -> None:
    """Make an automation of a blueprint."""
    await async_load(hass, name)
    use = {"path": f"{OWNER}/{name}.yaml", "input": inputs}
    config = {AUTOMATION: {"alias": "Under test", "use_blueprint": use}}
    assert await async_setup_component(hass, AUTOMATION, config)
    await hass.async_block_till_done()
    assert automation(hass).state == "on"

    async def async_turn_off(_event: Event) -> None:
        target = {"entity_id": AUTOMATION_ID}
        await hass.services.async_call(AUTOMATION, "turn_off", target, blocking=True)

    # Home Assistant leaves timers to the end of its process, which a test does not have.
    hass.bus.async_listen_once(EVENT_HOMEASSISTANT_STOP, async_turn_off)


def automation(hass: HomeAssistant) -> State:
    """Return the state of the automation; fails where Home Assistant refused its settings."""
    state = hass.states.get(AUTOMATION_ID)
    if state is None:
        pytest.fail("Home Assistant did not take the automation")
    return state


def is_running(hass: HomeAssistant) -> bool:
    """Tell whether the automation is at work, which may be waiting."""
    return bool(automation(hass).attributes["current"])


def is_waiting(minutes: int) -> bool:
    """Tell whether something has begun to wait for so long."""
    loop = asyncio.get_running_loop()
    timers: list[asyncio.TimerHandle] = getattr(loop, "_scheduled")  # noqa: B009 asyncio's own
    return any(abs(timer.when() - loop.time() - minutes * 60) < 1 for timer in timers)


async def async_later(hass: HomeAssistant, freezer: FrozenDateTimeFactory, minutes: float) -> None:
    """Let time pass; what runs then may go on running."""
    freezer.tick(timedelta(minutes=minutes, seconds=1))
    async_fire_time_changed(hass)
    await asyncio.sleep(0)


def enable(hass: HomeAssistant, entry: MockConfigEntry, entity_id: str, key: str) -> None:
    """Enable an entity of the frame that is there to be enabled, before it is set up."""
    domain, name = entity_id.split(".")
    registry = er.async_get(hass)
    found = registry.async_get_or_create(
        domain, DOMAIN, f"{FRAME_ID}_{key}", object_id_base=name, config_entry=entry
    )
    assert found.entity_id == entity_id


async def async_tell_shown(hass: HomeAssistant, event_type: str = "shown") -> None:
    """Let the frame's event entity tell of a photo."""
    moment = dt_util.utcnow().isoformat(timespec="milliseconds")
    hass.states.async_set(EVENT, moment, {"event_type": event_type}, force_update=True)
    await hass.async_block_till_done()
