"""The one worker for pixels: one job at a time, with a deadline, and copies from memory."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import timedelta
import gc
from io import BytesIO
from threading import Event
from weakref import ref

from PIL import Image
import pytest

from custom_components.immich_frame import renderer as module
from custom_components.immich_frame.errors import RendererBusyError, RenderTimeoutError
from custom_components.immich_frame.imaging.errors import CorruptImageError, ImagingError
from custom_components.immich_frame.imaging.spec import (
    Fit,
    PictureFormat,
    RenderSpec,
    Rendition,
    Size,
    Source,
)
from custom_components.immich_frame.renderer import MAX_COPIES, Copy, Renderer
from demo.library.tiny import tiny_picture
from homeassistant.core import HomeAssistant

from .conftest import async_pass, until

PHOTO = tiny_picture("photo.jpg", (64, 48), "teal")
RENDITION = Rendition(PHOTO, Size(64, 48), PictureFormat.JPEG, Fit.COVER, photos=())


def size_of(picture: bytes) -> tuple[int, int]:
    return Image.open(BytesIO(picture)).size


@pytest.fixture
def renderer(hass: HomeAssistant) -> Renderer:
    return Renderer(hass)


class Job:
    """Something that keeps the worker busy until it is let go."""

    def __init__(self) -> None:
        self.let_go = Event()
        self.has_begun = False

    def __call__(self) -> str:
        self.has_begun = True
        self.let_go.wait(timeout=60)
        return "done"


@pytest.fixture
def job() -> Iterator[Job]:
    """Return a job that is let go at the end of the test, whatever happens."""
    busy = Job()
    yield busy
    busy.let_go.set()


async def test_a_photo_is_rendered(renderer: Renderer) -> None:
    rendition = await renderer.async_render(RenderSpec(Size(32, 18)), Source(PHOTO))
    assert size_of(rendition.data) == (32, 18)
    assert rendition.photos[0].source_size == Size(64, 48)


async def test_what_is_wrong_with_a_photo_is_said(renderer: Renderer) -> None:
    with pytest.raises(ImagingError):
        await renderer.async_render(RenderSpec(Size(32, 18)), Source(b"no photo"))
    assert await renderer.async_render(RenderSpec(Size(32, 18)), Source(PHOTO))


async def test_one_job_at_a_time(renderer: Renderer, job: Job) -> None:
    first = asyncio.create_task(renderer.async_run(job))
    await until(lambda: job.has_begun)
    other = Job()
    other.let_go.set()
    second = asyncio.create_task(renderer.async_run(other))
    for _ in range(10):
        await asyncio.sleep(0)
    assert not other.has_begun
    job.let_go.set()
    assert [await first, await second] == ["done", "done"]


async def test_after_the_deadline_the_worker_is_busy_until_the_job_returns(
    hass: HomeAssistant, renderer: Renderer, job: Job
) -> None:
    late = asyncio.create_task(renderer.async_run(job))
    await until(lambda: job.has_begun)
    await pass_deadline(hass)
    with pytest.raises(RenderTimeoutError, match="over 30 s"):
        await late

    waiting = asyncio.create_task(renderer.async_render(RenderSpec(Size(32, 18)), Source(PHOTO)))
    await asyncio.sleep(0)
    await pass_deadline(hass)
    with pytest.raises(RendererBusyError):
        await waiting

    job.let_go.set()
    assert await renderer.async_render(RenderSpec(Size(32, 18)), Source(PHOTO))


async def test_while_the_worker_is_busy_a_copy_is_the_whole_rendition(
    hass: HomeAssistant, job: Job
) -> None:
    renderer = Renderer(hass, copy_patience=timedelta(milliseconds=20))
    busy = asyncio.create_task(renderer.async_run(job))
    await until(lambda: job.has_begun)
    assert await renderer.async_copy("photo", RENDITION, Size(8, 6)) == Copy(
        PHOTO, PictureFormat.JPEG
    )
    job.let_go.set()
    await busy
    assert size_of((await renderer.async_copy("photo", RENDITION, Size(8, 6))).data) == (8, 6)


async def pass_deadline(hass: HomeAssistant) -> None:
    # Waits for no job, as there is one that does not end.
    wait = asyncio.create_task(async_pass(hass, timedelta(seconds=31)))
    await asyncio.sleep(0)
    wait.cancel()


async def test_a_job_that_fails_after_its_caller_left_is_not_reported(
    hass: HomeAssistant, renderer: Renderer, job: Job, caplog: pytest.LogCaptureFixture
) -> None:
    def fail() -> None:
        job()
        raise ImagingError("too late")

    late = asyncio.create_task(renderer.async_run(fail))
    await until(lambda: job.has_begun)
    late.cancel()
    with pytest.raises(asyncio.CancelledError):
        await late
    job.let_go.set()
    await hass.async_block_till_done()
    assert await renderer.async_render(RenderSpec(Size(32, 18)), Source(PHOTO))
    assert "never retrieved" not in caplog.text


async def test_who_leaves_the_queue_does_not_take_the_worker_along(
    renderer: Renderer, job: Job
) -> None:
    first = asyncio.create_task(renderer.async_run(job))
    await until(lambda: job.has_begun)
    second = asyncio.create_task(renderer.async_run(job))
    await asyncio.sleep(0)
    second.cancel()
    job.let_go.set()
    assert await first == "done"
    assert await renderer.async_render(RenderSpec(Size(32, 18)), Source(PHOTO))


async def test_a_copy_is_made_once(renderer: Renderer) -> None:
    one = await renderer.async_copy("key", RENDITION, Size(32, 24))
    assert size_of(one.data) == (32, 24)
    assert await renderer.async_copy("key", RENDITION, Size(32, 24)) == one
    other = await renderer.async_copy("other", RENDITION, Size(32, 24))
    assert other.data is not one.data
    smaller = await renderer.async_copy("key", RENDITION, Size(16, 12))
    assert size_of(smaller.data) == (16, 12)


@pytest.mark.parametrize("wanted", PictureFormat)
async def test_a_copy_has_the_format_that_is_wanted(
    renderer: Renderer, wanted: PictureFormat
) -> None:
    copy = await renderer.async_copy("key", RENDITION, Size(32, 24), wanted)
    assert copy.format is wanted
    assert Image.open(BytesIO(copy.data)).format == wanted.upper()


async def test_while_the_worker_is_busy_the_rendition_stands_in_for_its_copy(
    hass: HomeAssistant, renderer: Renderer, job: Job
) -> None:
    busy = asyncio.create_task(renderer.async_run(job))
    await until(lambda: job.has_begun)
    waiting = asyncio.create_task(renderer.async_copy("key", RENDITION, Size(32, 24)))
    await asyncio.sleep(0)
    await pass_deadline(hass)
    assert await waiting == Copy(PHOTO, PictureFormat.JPEG)
    job.let_go.set()
    with suppress(RenderTimeoutError):
        await busy
    await until(lambda: not renderer.is_busy)
    copy = await renderer.async_copy("key", RENDITION, Size(32, 24))
    assert size_of(copy.data) == (32, 24)


async def test_equal_copies_at_the_same_time_are_one(renderer: Renderer) -> None:
    first, *others = await asyncio.gather(
        *(renderer.async_copy("key", RENDITION, Size(32, 24)) for _ in range(4))
    )
    assert all(other.data is first.data for other in others)


async def test_only_so_many_copies_are_kept(renderer: Renderer) -> None:
    first = await renderer.async_copy("first", RENDITION, Size(8, 6))
    for number in range(MAX_COPIES):
        await renderer.async_copy(f"{number}", RENDITION, Size(8, 6))
    assert len(renderer._copies) == MAX_COPIES
    again = await renderer.async_copy("first", RENDITION, Size(8, 6))
    assert again.data is not first.data


@pytest.mark.parametrize(("room_for", "kept"), [(0.5, 1), (1, 1), (2, 2), (2.5, 2)])
async def test_only_so_many_bytes_are_kept(
    renderer: Renderer, monkeypatch: pytest.MonkeyPatch, room_for: float, kept: int
) -> None:
    one = len((await renderer.async_copy("0", RENDITION, Size(32, 24))).data)
    monkeypatch.setattr(module, "MAX_COPIES_BYTES", room_for * one)
    for number in range(1, 5):
        await renderer.async_copy(f"{number}", RENDITION, Size(32, 24))
    assert [key for key, _ in renderer._copies] == [
        f"{number}.jpeg" for number in range(5 - kept, 5)
    ]


async def test_a_placeholder_has_the_size_that_is_asked_for(renderer: Renderer) -> None:
    picture = await renderer.async_placeholder("Kitchen", "Waiting", Size(160, 90))
    assert size_of(picture) == (160, 90)
    assert await renderer.async_placeholder("Kitchen", "Waiting", Size(160, 90)) is picture
    for other in (("Kitchen", "No photos"), ("Hall", "Waiting")):
        assert await renderer.async_placeholder(*other, Size(160, 90)) != picture


@pytest.mark.parametrize("count", [1, 3])
async def test_jobs_run_outside_the_event_loop(renderer: Renderer, count: int) -> None:
    jobs: list[Callable[[], bool]] = [is_outside_the_loop] * count
    assert all(await asyncio.gather(*map(renderer.async_run, jobs)))


def is_outside_the_loop() -> bool:
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return True
    return False


async def test_an_error_lets_go_of_the_photo(renderer: Renderer) -> None:
    """The frames that it was raised in hold the photo, and a collection may be long in coming."""
    kept: list[ref[Image.Image]] = []

    def fail() -> None:
        photo = Image.new("L", (8, 8))
        kept.append(ref(photo))
        try:
            photo.seek(9)
        except EOFError as err:
            raise CorruptImageError("The photo cannot be decoded") from err

    gc.disable()
    try:
        with pytest.raises(CorruptImageError, match="cannot be decoded") as caught:
            await renderer.async_run(fail)
        assert caught.value.__cause__ is None
        assert kept[0]() is None
    finally:
        gc.enable()
