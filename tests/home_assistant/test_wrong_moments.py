"""What happens to a frame in the middle of its work: removal, reload, the end, another key."""

import asyncio
import threading
from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.immich_frame import renderer as module
from custom_components.immich_frame.const import DOMAIN
from custom_components.immich_frame.errors import FrameStoppedError
from custom_components.immich_frame.frame import Frame
from custom_components.immich_frame.imaging.render import render
from custom_components.immich_frame.immich.errors import RefusedKeyError
from demo.immich.server import SampleImmich
from homeassistant.config_entries import SOURCE_REAUTH, ConfigEntryState
from homeassistant.const import CONF_API_KEY, EVENT_HOMEASSISTANT_FINAL_WRITE
from homeassistant.core import HomeAssistant

from .conftest import CAMERA, FRAME_ID, IMAGE, Gate, until
from .entity_ids import DISABLED, ENABLED

pytestmark = pytest.mark.usefixtures("all_entities_enabled")


class SlowRender:
    """Holds a render up in its thread, until it is let go."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Hold the next one up."""
        self.began, self.go_on = threading.Event(), threading.Event()
        monkeypatch.setattr(module, "render", self)

    def __call__(self, *arguments: Any) -> Any:  # noqa: ANN401 what `render` takes and gives
        """Wait, then render."""
        self.began.set()
        self.go_on.wait(30)
        return render(*arguments)


@pytest.fixture
def slow(frame: Frame, monkeypatch: pytest.MonkeyPatch) -> SlowRender:
    """Hold up the next render of a frame that shows its first photo."""
    assert frame.shown is not None
    return SlowRender(monkeypatch)


async def async_ends_with_the_frame(
    hass: HomeAssistant, call: asyncio.Task[Any], slow: SlowRender
) -> None:
    """Make sure that who waits is told, and that the thread ends after all."""
    with pytest.raises(FrameStoppedError):
        await call
    slow.go_on.set()
    await hass.async_block_till_done(wait_background_tasks=True)


async def test_a_frame_is_removed_while_it_renders(
    hass: HomeAssistant, entry: MockConfigEntry, frame: Frame, slow: SlowRender
) -> None:
    call = asyncio.create_task(frame.async_new_image())
    await until(slow.began.is_set)
    hass.config_entries.async_remove_subentry(entry, FRAME_ID)
    await async_ends_with_the_frame(hass, call, slow)
    assert entry.state is ConfigEntryState.LOADED
    assert entry.runtime_data.frames == {}
    assert not frame.store.directory.exists()
    assert not [hass.states.get(entity_id) for entity_id in ENABLED if hass.states.get(entity_id)]


async def test_an_account_is_reloaded_during_a_download(
    hass: HomeAssistant, entry: MockConfigEntry, frame: Frame, gate: Gate
) -> None:
    shown = frame.shown
    call = asyncio.create_task(frame.async_new_image())
    await until(lambda: not frame.turns.is_idle)
    assert await hass.config_entries.async_reload(entry.entry_id)
    with pytest.raises(FrameStoppedError):
        await call
    gate.cut()
    again: Frame = entry.runtime_data.frames[FRAME_ID]
    assert again is not frame
    assert again.shown == shown
    await until(lambda: again.coordinator.data)


async def test_home_assistant_stops_while_a_frame_renders(
    hass: HomeAssistant, frame: Frame, slow: SlowRender
) -> None:
    shown = frame.shown
    call = asyncio.create_task(frame.async_new_image())
    await until(slow.began.is_set)
    hass.bus.async_fire(EVENT_HOMEASSISTANT_FINAL_WRITE)
    await hass.async_block_till_done()
    await async_ends_with_the_frame(hass, call, slow)
    assert frame.shown is shown
    assert frame.store.on_disk is shown


async def test_the_key_is_changed_under_us(
    hass: HomeAssistant, entry: MockConfigEntry, frame: Frame, immich: SampleImmich
) -> None:
    before = frame.shown
    immich.revoke_key(immich.api_key)
    for _try in range(2):
        with pytest.raises(RefusedKeyError):
            await frame.async_new_image()
    await hass.async_block_till_done()
    [flow] = hass.config_entries.flow.async_progress_by_handler(DOMAIN)
    assert flow["context"]["source"] == SOURCE_REAUTH
    assert frame.shown is before

    key = immich.add_key({"all"})
    await hass.config_entries.flow.async_configure(flow["flow_id"], {CONF_API_KEY: key})
    await until(lambda: entry.state is ConfigEntryState.LOADED)
    await hass.async_block_till_done()
    again: Frame = entry.runtime_data.frames[FRAME_ID]
    assert await again.async_new_image() is not before


async def test_a_restart_while_immich_is_away_shows_the_last_photo(
    hass: HomeAssistant, entry: MockConfigEntry, frame: Frame, immich: SampleImmich
) -> None:
    shown = frame.shown
    assert shown is not None
    await immich.stop()
    assert await hass.config_entries.async_reload(entry.entry_id)
    again: Frame = entry.runtime_data.frames[FRAME_ID]
    await until(lambda: again.coordinator.problem)
    await hass.async_block_till_done()
    assert again.shown == shown
    states = {entity_id: hass.states.get(entity_id) for entity_id in ENABLED | DISABLED}
    assert not [one for one, state in states.items() if state is None]
    told = {one: state.state for one, state in states.items() if state is not None}
    assert "unavailable" not in told.values()
    assert told[CAMERA] == "idle"
    assert told[IMAGE] == shown.shown_at.isoformat()
