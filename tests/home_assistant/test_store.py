"""What outlives a restart, and what becomes of it when the disk does not play along."""

import asyncio
from datetime import timedelta
import errno
import json
from pathlib import Path
from threading import Event
from typing import Any, override

from atomicwrites import AtomicWriter
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, async_fire_time_changed

from custom_components.immich_frame import store
from custom_components.immich_frame.frame import Frame
from custom_components.immich_frame.shown_json import FORMAT
from custom_components.immich_frame.store import WRITE_INTERVAL, images_directory
from demo.immich.server import SampleImmich
from homeassistant.components.camera import async_get_image
from homeassistant.core import HomeAssistant
from homeassistant.util import dt as dt_util

from .conftest import CAMERA, COLORS, FRAME_ID, async_pass, async_set_up, logged, until

DETAILS = "shown.json"


class Disk:
    """Notes every file that is written, and is as slow or as full as it is told to be."""

    def __init__(self) -> None:
        self.written: list[str] = []
        self.error: OSError | None = None
        self.refused = ""
        self.is_ready = Event()
        self.is_ready.set()
        self.is_busy = False

    def meet(self, path: str) -> None:
        self.is_busy = True
        self.is_ready.wait(timeout=60)
        self.is_busy = False
        if self.error is not None and path.endswith(self.refused):
            raise self.error
        self.written.append(Path(path).name)


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Disk:
    """Stand between the store and the disk; what is not refused is really written."""
    watched = Disk()

    class Writer(AtomicWriter):  # type: ignore[misc] # it ships no types
        @override
        def commit(self, f: Any) -> None:
            watched.meet(self._path)
            super().commit(f)

    monkeypatch.setattr(store, "AtomicWriter", Writer)
    return watched


def stored(frame: Frame) -> dict[str, Any]:
    """Return the details on disk, after a look whether their picture is there, alone."""
    details: dict[str, Any] = json.loads((frame.store.directory / DETAILS).read_bytes())
    files = {path.name for path in frame.store.directory.iterdir()}
    assert files == {DETAILS, details["image"]}
    return details


async def async_restart(hass: HomeAssistant, entry: MockConfigEntry) -> Frame:
    assert await hass.config_entries.async_unload(entry.entry_id)
    return await async_set_up(hass, entry)


async def test_the_photo_survives_a_restart_while_immich_is_away(
    hass: HomeAssistant, entry: MockConfigEntry, frame: Frame, immich: SampleImmich
) -> None:
    assert frame.shown is not None
    assert await hass.config_entries.async_unload(entry.entry_id)
    await immich.stop()
    assert await hass.config_entries.async_setup(entry.entry_id)
    again: Frame = entry.runtime_data.frames[FRAME_ID]
    assert again.shown == frame.shown
    assert again.store.on_disk is again.shown
    assert (await async_get_image(hass, CAMERA)).content == frame.shown.rendition.data


async def test_the_photo_before_the_restart_is_not_the_next(
    hass: HomeAssistant, entry: MockConfigEntry, frame: Frame
) -> None:
    assert frame.shown is not None
    again = await async_restart(hass, entry)
    others = {(await again.async_new_image()).asset_id for _ in COLORS[1:]}
    assert len(others) == len(COLORS) - 1
    assert frame.shown.asset_id not in others


async def test_the_first_photo_is_written_at_once(frame: Frame) -> None:
    assert frame.shown is not None
    details = stored(frame)
    assert (details["format"], details["asset_id"]) == (FORMAT, frame.shown.asset_id)
    assert frame.store.image_path is not None
    assert frame.store.image_path.read_bytes() == frame.shown.rendition.data


async def test_photos_in_quick_succession_are_one_write(
    hass: HomeAssistant, frame: Frame, disk: Disk
) -> None:
    first = frame.shown
    shown = [await frame.async_new_image() for _ in range(4)]
    await async_pass(hass, WRITE_INTERVAL - timedelta(seconds=5))
    assert disk.written == []
    assert frame.store.on_disk is first

    await async_pass(hass, WRITE_INTERVAL)
    assert disk.written == [f"{shown[-1].key}.jpg", DETAILS]
    assert stored(frame)["asset_id"] == shown[-1].asset_id
    assert frame.store.on_disk is shown[-1]

    await frame.async_new_image()
    await hass.async_block_till_done()
    assert len(disk.written) == 2


async def test_what_is_due_is_written_when_the_frame_stops(
    hass: HomeAssistant, entry: MockConfigEntry, frame: Frame, disk: Disk
) -> None:
    await frame.async_new_image()
    shown = await frame.async_new_image()
    assert await hass.config_entries.async_unload(entry.entry_id)
    assert len(disk.written) == 2
    assert stored(frame)["asset_id"] == shown.asset_id


async def test_removing_an_account_in_the_middle_of_a_write_leaves_no_file(
    hass: HomeAssistant, entry: MockConfigEntry, disk: Disk
) -> None:
    disk.is_ready.clear()
    await async_set_up(hass, entry)
    await until(lambda: disk.is_busy)
    removing = hass.async_create_background_task(
        hass.config_entries.async_remove(entry.entry_id), "remove"
    )
    await asyncio.sleep(0)
    disk.is_ready.set()
    await removing
    assert len(disk.written) == 2
    assert not images_directory(hass).exists()


async def test_removing_an_account_in_the_middle_of_a_late_write_leaves_no_file(
    hass: HomeAssistant, entry: MockConfigEntry, frame: Frame, disk: Disk
) -> None:
    await frame.async_new_image()
    disk.is_ready.clear()
    async_fire_time_changed(hass, dt_util.utcnow() + WRITE_INTERVAL)
    await until(lambda: disk.is_busy)
    removing = asyncio.create_task(hass.config_entries.async_remove(entry.entry_id))
    for _ in range(20):
        await asyncio.sleep(0)
    disk.is_ready.set()
    await removing
    await hass.async_block_till_done()
    assert len(disk.written) == 2
    assert not images_directory(hass).exists()


async def test_a_slow_disk_keeps_nobody_waiting_for_a_photo(
    hass: HomeAssistant, entry: MockConfigEntry, disk: Disk
) -> None:
    disk.is_ready.clear()
    frame = await async_set_up(hass, entry)
    await until(lambda: disk.is_busy)
    shown = await frame.async_new_image()
    assert disk.is_busy
    disk.is_ready.set()
    assert await hass.config_entries.async_unload(entry.entry_id)
    assert stored(frame)["asset_id"] == shown.asset_id


@pytest.mark.parametrize("refused", [".jpg", DETAILS])
async def test_a_crash_at_any_moment_leaves_a_whole_pair(
    hass: HomeAssistant, entry: MockConfigEntry, frame: Frame, disk: Disk, refused: str
) -> None:
    before = frame.shown
    disk.error, disk.refused = OSError(errno.EIO, "The power went"), refused
    await frame.async_new_image()
    again = await async_restart(hass, entry)
    assert again.shown == before

    disk.error = None
    shown = await again.async_new_image()
    await hass.async_block_till_done()
    assert stored(again)["asset_id"] == shown.asset_id


async def test_what_a_crash_left_is_cleared_away(
    hass: HomeAssistant, entry: MockConfigEntry, frame: Frame
) -> None:
    (frame.store.directory / "tmp8x_half").write_bytes(b"half a photo")
    await frame.async_new_image()
    await async_restart(hass, entry)
    assert stored(frame)


async def test_a_full_disk_is_told_once_and_the_photo_is_shown(
    hass: HomeAssistant, frame: Frame, disk: Disk, caplog: pytest.LogCaptureFixture
) -> None:
    before = frame.shown
    disk.error = OSError(errno.ENOSPC, "No space left on device")
    for _ in range(3):
        shown = await frame.async_new_image()
        await async_pass(hass, WRITE_INTERVAL)
        assert frame.shown is shown
    assert frame.store.on_disk is before
    [warning] = logged(caplog)
    assert "cannot be stored" in warning
    assert "No space left on device" in warning

    disk.error = None
    shown = await frame.async_new_image()
    await async_pass(hass, WRITE_INTERVAL)
    assert stored(frame)["asset_id"] == shown.asset_id

    disk.error = OSError("It is broken again")
    await frame.async_new_image()
    await async_pass(hass, WRITE_INTERVAL)
    assert "It is broken again" in logged(caplog)[1]


async def test_what_could_not_be_stored_is_tried_again_at_the_end(
    hass: HomeAssistant, entry: MockConfigEntry, frame: Frame, disk: Disk
) -> None:
    disk.error = OSError(errno.ENOSPC, "No space left on device")
    shown = await frame.async_new_image()
    await async_pass(hass, WRITE_INTERVAL)
    assert disk.written == []
    disk.error = None
    assert await hass.config_entries.async_unload(entry.entry_id)
    assert stored(frame)["asset_id"] == shown.asset_id


@pytest.mark.parametrize("in_the_way", ["", FRAME_ID])
async def test_a_file_where_the_folder_should_be(
    hass: HomeAssistant, entry: MockConfigEntry, caplog: pytest.LogCaptureFixture, in_the_way: str
) -> None:
    path = images_directory(hass) / in_the_way
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"in the way")
    frame = await async_set_up(hass, entry)
    await hass.async_block_till_done()
    assert frame.shown is not None
    assert frame.store.image_path is None
    [warning] = logged(caplog)
    assert "The photo is shown but cannot be stored" in warning
    assert (await async_get_image(hass, CAMERA)).content == frame.shown.rendition.data
