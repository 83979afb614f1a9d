"""What a frame showed, over restarts: kept, bounded in writes, set aside when it cannot be used."""

from datetime import timedelta
import json
from pathlib import Path
from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.immich_frame.frame import Frame
from custom_components.immich_frame.history_store import WRITE_DELAY, history_key
from homeassistant.core import HomeAssistant
from homeassistant.helpers.storage import STORAGE_DIR

from .conftest import COLORS, FRAME_ID, async_pass, async_set_up, logged

NOT_YET = WRITE_DELAY - timedelta(seconds=5)


@pytest.fixture
def hass_storage() -> dict[str, Any]:
    """Let Home Assistant read and write real files, in the config folder of the test."""
    return {}


def stored_file(hass: HomeAssistant) -> Path:
    return Path(hass.config.path(STORAGE_DIR, history_key(FRAME_ID)))


async def async_write(hass: HomeAssistant, content: str) -> None:
    await hass.async_add_executor_job(stored_file(hass).write_text, content)


async def async_stored(hass: HomeAssistant) -> dict[str, Any]:
    text = await hass.async_add_executor_job(stored_file(hass).read_text)
    stored: dict[str, Any] = json.loads(text)
    return stored


async def async_restart(hass: HomeAssistant, entry: MockConfigEntry) -> Frame:
    """Unload the account and set it up again, as a restart does."""
    await hass.config_entries.async_unload(entry.entry_id)
    return await async_set_up(hass, entry)


async def test_no_photo_comes_twice_over_restarts(
    hass: HomeAssistant, entry: MockConfigEntry, frame: Frame
) -> None:
    assert frame.shown is not None
    names = [frame.shown.file_name]
    for _restart in COLORS[1:]:
        frame = await async_restart(hass, entry)
        names.append((await frame.async_new_image()).file_name)
    assert sorted(names) == sorted(f"{color}.jpg" for color in COLORS)


async def test_one_can_go_back_after_a_restart(
    hass: HomeAssistant, entry: MockConfigEntry, frame: Frame
) -> None:
    first = frame.shown
    assert first is not None
    await frame.async_new_image()
    frame = await async_restart(hass, entry)
    assert (await frame.async_previous()).asset_id == first.asset_id


async def test_a_crash_loses_ten_minutes_at_most(hass: HomeAssistant, frame: Frame) -> None:
    assert not stored_file(hass).exists()
    for _photo in range(3):
        await async_pass(hass, timedelta(seconds=30))
        await frame.async_new_image()
    await async_pass(hass, NOT_YET)
    assert not stored_file(hass).exists()
    # Photos that come all the time do not put the write off.
    await async_pass(hass, WRITE_DELAY)
    assert stored_file(hass).exists()


async def test_nothing_is_written_when_nothing_is_shown(
    hass: HomeAssistant, entry: MockConfigEntry, frame: Frame
) -> None:
    assert frame.shown is not None
    await hass.config_entries.async_unload(entry.entry_id)
    before = stored_file(hass).stat().st_mtime_ns
    await async_restart(hass, entry)
    await hass.config_entries.async_unload(entry.entry_id)
    assert stored_file(hass).stat().st_mtime_ns == before


@pytest.mark.parametrize("broken", ["{", "", "\x00" * 40], ids=["cut off", "empty", "zeros"])
async def test_a_torn_file_is_set_aside(
    hass: HomeAssistant, entry: MockConfigEntry, frame: Frame, broken: str
) -> None:
    assert frame.shown is not None
    await hass.config_entries.async_unload(entry.entry_id)
    await async_write(hass, broken)
    frame = await async_set_up(hass, entry)
    assert await frame.async_new_image() is frame.shown
    assert list(stored_file(hass).parent.glob(f"{history_key(FRAME_ID)}.corrupt*"))


@pytest.mark.parametrize("content", [{}, [], None, {"events": 1}, "words"], ids=str)
async def test_a_history_of_another_shape_is_set_aside(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    frame: Frame,
    content: object,
    caplog: pytest.LogCaptureFixture,
) -> None:
    await hass.config_entries.async_unload(entry.entry_id)
    stored = {**await async_stored(hass), "data": content}
    await async_write(hass, json.dumps(stored))
    frame = await async_set_up(hass, entry)
    assert await frame.async_new_image() is frame.shown
    if content is not None:
        assert ["set aside" in line for line in logged(caplog)] == [True]
        aside = stored_file(hass).with_name(f"{history_key(FRAME_ID)}.corrupt")
        assert json.loads(aside.read_text()) == stored


@pytest.mark.parametrize(
    "content",
    ["null", "[]", "5", "{}", '{"version": "1", "data": {}}', '{"version": 0, "data": {}}'],
)
async def test_json_that_home_assistant_did_not_write_is_set_aside(
    hass: HomeAssistant, entry: MockConfigEntry, frame: Frame, content: str
) -> None:
    await hass.config_entries.async_unload(entry.entry_id)
    await async_write(hass, content)
    frame = await async_set_up(hass, entry)
    assert await frame.async_new_image() is frame.shown
    await hass.config_entries.async_unload(entry.entry_id)
    assert (await async_stored(hass))["version"] == 1


async def test_home_assistant_writes_it_at_its_end(
    hass: HomeAssistant, frame: Frame, caplog: pytest.LogCaptureFixture
) -> None:
    assert frame.shown is not None
    await hass.async_stop()
    assert (await async_stored(hass))["data"]["events"]
    assert "Unable to remove" not in caplog.text
    assert "Traceback" not in caplog.text


async def test_a_history_of_a_newer_version_is_left_alone(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    frame: Frame,
    caplog: pytest.LogCaptureFixture,
) -> None:
    await hass.config_entries.async_unload(entry.entry_id)
    newer = {**await async_stored(hass), "version": 99}
    await async_write(hass, json.dumps(newer))
    frame = await async_set_up(hass, entry)
    assert await frame.async_new_image() is frame.shown
    await hass.config_entries.async_unload(entry.entry_id)
    assert await async_stored(hass) == newer
    assert ["newer version" in line for line in logged(caplog)] == [True]


async def test_a_history_that_cannot_be_read_is_left_alone(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    frame: Frame,
    caplog: pytest.LogCaptureFixture,
) -> None:
    await hass.config_entries.async_unload(entry.entry_id)
    stored_file(hass).unlink()
    stored_file(hass).mkdir()
    frame = await async_set_up(hass, entry)
    assert await frame.async_new_image() is frame.shown
    await hass.config_entries.async_unload(entry.entry_id)
    assert stored_file(hass).is_dir()
    assert ["cannot be read" in line for line in logged(caplog)] == [True]


async def test_the_history_goes_with_the_account(
    hass: HomeAssistant, entry: MockConfigEntry, frame: Frame
) -> None:
    assert frame.shown is not None
    await hass.config_entries.async_unload(entry.entry_id)
    aside = stored_file(hass).with_name(f"{history_key(FRAME_ID)}.corrupt")
    await hass.async_add_executor_job(aside.write_text, "{")
    await hass.config_entries.async_remove(entry.entry_id)
    assert not stored_file(hass).exists()
    assert not aside.exists()
