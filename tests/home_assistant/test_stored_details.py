"""Details on disk that are damaged or of another version: ignored, with a line in the log."""

import json
from pathlib import Path
from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.immich_frame.frame import Frame
from custom_components.immich_frame.shown_json import FORMAT
from homeassistant.core import HomeAssistant

from .conftest import FRAME_ID, async_set_up, logged

DETAILS = "shown.json"


def details_of(frame: Frame) -> dict[str, Any]:
    """Return what is written down of a frame's photo."""
    details: dict[str, Any] = json.loads((frame.store.directory / DETAILS).read_bytes())
    return details


BAD_DETAILS = {
    "no JSON": b"{",
    "no text": b"\xff\xfe\x00",
    "nothing": b"",
    "a list": b"[]",
    "null": b"null",
    "no fields": b"{}",
    "deep": b"[" * 100_000,
}

BAD_FIELDS: dict[str, Any] = {
    "format": FORMAT + 1,
    "image": None,
    "people": 1,
    "shown_at": "yesterday",
    "taken_at": 5,
    "size": [1, 2, 3],
    "picture_format": "bmp",
    "fit": "by hand",
    "photos": [],
    "companion": [1],
}


async def assert_ignored(
    hass: HomeAssistant, entry: MockConfigEntry, caplog: pytest.LogCaptureFixture
) -> None:
    """Start again, with one line in the log, and show a photo as if nothing had been stored."""
    assert await hass.config_entries.async_setup(entry.entry_id)
    assert entry.runtime_data.frames[FRAME_ID].store.on_disk is None
    assert await hass.config_entries.async_unload(entry.entry_id)
    frame = await async_set_up(hass, entry)
    await hass.async_block_till_done()
    assert frame.shown is not None
    lines = logged(caplog)
    assert lines
    assert all("cannot be used" in line for line in lines)


@pytest.mark.parametrize("details", BAD_DETAILS.values(), ids=BAD_DETAILS)
async def test_details_that_cannot_be_read_are_ignored(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    frame: Frame,
    caplog: pytest.LogCaptureFixture,
    details: bytes,
) -> None:
    assert await hass.config_entries.async_unload(entry.entry_id)
    (frame.store.directory / DETAILS).write_bytes(details)
    await assert_ignored(hass, entry, caplog)


@pytest.mark.parametrize("field", BAD_FIELDS)
async def test_details_of_another_shape_are_ignored(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    frame: Frame,
    caplog: pytest.LogCaptureFixture,
    field: str,
) -> None:
    assert await hass.config_entries.async_unload(entry.entry_id)
    details = details_of(frame) | {field: BAD_FIELDS[field]}
    (frame.store.directory / DETAILS).write_text(json.dumps(details))
    await assert_ignored(hass, entry, caplog)


@pytest.mark.parametrize("image", ["gone.jpg", "../../../secrets.yaml"])
async def test_a_picture_that_is_not_there_is_no_picture(
    hass: HomeAssistant, entry: MockConfigEntry, frame: Frame, image: str
) -> None:
    assert await hass.config_entries.async_unload(entry.entry_id)
    (Path(hass.config.config_dir) / "secrets.yaml").write_text("password: 1234")
    details = details_of(frame) | {"image": image}
    (frame.store.directory / DETAILS).write_text(json.dumps(details))
    assert await frame.store.async_load() is None
