"""What a frame draws, who shares a draw, who waits and who is sent away."""

import asyncio
from datetime import timedelta
import gc
from io import BytesIO

from PIL import Image
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.immich_frame.errors import (
    FrameBusyError,
    FrameStoppedError,
    FrameTimeoutError,
    NoPhotosError,
)
from custom_components.immich_frame.frame import Frame
from custom_components.immich_frame.immich.errors import UnreachableError
from custom_components.immich_frame.shown import MAX_RECENT
from custom_components.immich_frame.turns import MAX_WAITING
from demo.immich import faults
from demo.immich.server import SampleImmich
from demo.library.library import Library
from demo.library.tiny import tiny_photo
from homeassistant.core import HomeAssistant

from .conftest import (
    COLORS,
    ORIGINAL,
    SEARCH,
    SIZE,
    Gate,
    account,
    async_pass,
    async_set_up,
    frame_subentry,
    logged,
    until,
)


async def test_first_photo_is_shown(frame: Frame) -> None:
    assert frame.shown is not None
    picture = Image.open(BytesIO(frame.shown.rendition.data))
    assert (picture.format, picture.size) == ("JPEG", SIZE)


async def test_no_photo_comes_again_before_all_were_shown(frame: Frame) -> None:
    assert frame.shown is not None
    names = [frame.shown.file_name]
    names += [(await frame.async_new_image()).file_name for _ in range(2 * len(COLORS) - 1)]
    assert set(names[: len(COLORS)]) == {f"{color}.jpg" for color in COLORS}
    assert set(names[len(COLORS) :]) == set(names[: len(COLORS)])
    assert names[len(COLORS)] != names[len(COLORS) - 1]


async def test_a_new_image_asks_immich_once_for_the_pool(
    frame: Frame, immich: SampleImmich
) -> None:
    await frame.async_new_image()
    await frame.async_new_image()
    assert immich.requests.count(SEARCH) == 1


@pytest.mark.parametrize("color", COLORS)
async def test_range_one_is_the_best_result(frame: Frame, color: str) -> None:
    shown = await frame.async_new_image(color, 1)
    assert (shown.file_name, shown.position, shown.query) == (f"{color}.jpg", 1, color)


async def test_range_bounds_the_draw(frame: Frame) -> None:
    positions = {(await frame.async_new_image("teal", 2)).position for _ in range(8)}
    assert positions == {1, 2}


async def test_range_bounds_the_frames_own_query(hass: HomeAssistant, immich: SampleImmich) -> None:
    frame = await async_set_up(hass, account(immich, frame_subentry(query="olive")))
    for _ in range(3):
        shown = await frame.async_new_image(chosen_range=1)
        assert shown.file_name == "olive.jpg"
    assert immich.requests.count(SEARCH) == 1


async def test_equal_calls_share_one_result(frame: Frame, immich: SampleImmich) -> None:
    before = immich.requests.count(ORIGINAL)
    first, *others = await asyncio.gather(*(frame.async_new_image() for _ in range(5)))
    assert all(other is first for other in others)
    assert immich.requests.count(ORIGINAL) == before + 1
    assert (await frame.async_new_image()) is not first


async def test_the_same_words_with_other_spaces_are_an_equal_call(
    frame: Frame, immich: SampleImmich
) -> None:
    one, two = await asyncio.gather(
        frame.async_new_image("teal sea"),
        frame.async_new_image(" teal  sea"),
    )
    assert one is two
    assert immich.requests.count("/api/search/smart") == 1


async def test_other_calls_wait_for_their_turn(frame: Frame, gate: Gate) -> None:
    calls = [asyncio.create_task(frame.async_new_image(color, 1)) for color in COLORS[:3]]
    gate.open()
    shown = await asyncio.gather(*calls)
    assert [one.file_name for one in shown] == [f"{color}.jpg" for color in COLORS[:3]]
    assert frame.recent[:3] == tuple(reversed(shown))


async def test_at_most_three_wait(frame: Frame, gate: Gate, immich: SampleImmich) -> None:
    running = asyncio.create_task(frame.async_new_image())
    await until(lambda: immich.requests.count(ORIGINAL) == 2)
    waiting = [asyncio.create_task(frame.async_new_image(color)) for color in COLORS[:MAX_WAITING]]
    await asyncio.sleep(0)
    with pytest.raises(FrameBusyError, match="3 requests"):
        await frame.async_new_image("one too many")
    joined = asyncio.create_task(frame.async_new_image(COLORS[0]))
    await asyncio.sleep(0)
    gate.open()
    shown = await asyncio.gather(running, *waiting, joined)
    assert shown[1] is shown[-1]
    assert (await frame.async_new_image("one too many")).query == "one too many"


async def test_nothing_in_time_leaves_the_photo(
    hass: HomeAssistant, frame: Frame, immich: SampleImmich
) -> None:
    before = frame.shown
    immich.faults.add(ORIGINAL, faults.hang())
    call = asyncio.create_task(frame.async_new_image())
    waiting = asyncio.create_task(frame.async_new_image("teal"))
    await until(lambda: immich.requests.count(ORIGINAL) == 2)
    await async_pass(hass, timedelta(seconds=91))
    with pytest.raises(FrameTimeoutError, match="No photo within 90 s"):
        await call
    with pytest.raises(FrameTimeoutError):
        await waiting
    assert frame.shown is before
    assert await frame.async_new_image() is frame.shown


async def test_a_frame_is_not_given_up_before_its_time(
    hass: HomeAssistant, frame: Frame, immich: SampleImmich, gate: Gate
) -> None:
    call = asyncio.create_task(frame.async_new_image())
    await until(lambda: immich.requests.count(ORIGINAL) == 2)
    await async_pass(hass, timedelta(seconds=15))
    gate.open()
    assert await call is frame.shown


async def test_no_photo_at_all(hass: HomeAssistant, immich: SampleImmich) -> None:
    immich.library = Library.of([])
    frame = await async_set_up(hass, account(immich, frame_subentry()))
    assert frame.shown is None
    assert isinstance(frame.last_error, NoPhotosError)
    with pytest.raises(NoPhotosError):
        await frame.async_new_image("teal")


async def test_immich_restarts_in_the_middle_of_a_call(
    frame: Frame, immich: SampleImmich, gate: Gate
) -> None:
    before = frame.shown
    call = asyncio.create_task(frame.async_new_image())
    await until(lambda: immich.requests.count(ORIGINAL) == 2)
    gate.cut()
    await immich.stop()
    with pytest.raises(UnreachableError):
        await call
    assert frame.shown is before
    await immich.start()
    assert await frame.async_new_image() is not before


async def test_who_leaves_does_not_end_the_call(
    hass: HomeAssistant, frame: Frame, immich: SampleImmich, gate: Gate
) -> None:
    impatient = asyncio.create_task(frame.async_new_image())
    patient = asyncio.create_task(frame.async_new_image())
    await until(lambda: immich.requests.count(ORIGINAL) == 2)
    impatient.cancel()
    gate.open()
    assert await patient is frame.shown
    assert impatient.cancelled()
    await hass.async_block_till_done()


async def test_a_call_that_fails_alone_is_not_reported_by_asyncio(
    frame: Frame, immich: SampleImmich, caplog: pytest.LogCaptureFixture
) -> None:
    gate = Gate(faults.html())
    immich.faults.add(ORIGINAL, gate)
    impatient = asyncio.create_task(frame.async_new_image())
    await until(lambda: immich.requests.count(ORIGINAL) == 2)
    impatient.cancel()
    gate.open()
    await until(lambda: frame.turns.is_idle)
    del impatient
    gc.collect()
    assert "never retrieved" not in caplog.text


async def test_unloading_ends_what_is_on_its_way(
    hass: HomeAssistant, frame: Frame, entry: MockConfigEntry, immich: SampleImmich
) -> None:
    immich.faults.add(ORIGINAL, faults.hang())
    calls = [
        asyncio.create_task(frame.async_new_image()),
        asyncio.create_task(frame.async_new_image("teal")),
    ]
    await until(lambda: immich.requests.count(ORIGINAL) == 2)
    assert await hass.config_entries.async_unload(entry.entry_id)
    for call in calls:
        with pytest.raises(FrameStoppedError):
            await call
    with pytest.raises(FrameStoppedError):
        await frame.async_new_image()


async def test_the_last_renditions_are_kept(
    hass: HomeAssistant, immich: SampleImmich, caplog: pytest.LogCaptureFixture
) -> None:
    immich.library = Library.of([tiny_photo(f"{name}.jpg") for name in range(MAX_RECENT + 2)])
    frame = await async_set_up(hass, account(immich, frame_subentry()))
    shown = [await frame.async_new_image() for _ in range(MAX_RECENT + 1)]
    assert frame.recent == tuple(reversed(shown[1:]))
    assert logged(caplog) == []
