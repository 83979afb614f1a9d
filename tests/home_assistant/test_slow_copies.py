"""Copies that take longer than anybody waits for them: made once all the same."""

import asyncio
from collections.abc import Iterator
from datetime import timedelta
from io import BytesIO
from threading import Event

from PIL import Image
import pytest

from custom_components.immich_frame import renderer as module
from custom_components.immich_frame.errors import RendererBusyError
from custom_components.immich_frame.imaging.errors import ImagingError
from custom_components.immich_frame.imaging.spec import (
    Fit,
    Output,
    PictureFormat,
    Rendition,
    Size,
)
from custom_components.immich_frame.renderer import Copy, Renderer
from demo.library.tiny import tiny_picture
from homeassistant.core import HomeAssistant

from .conftest import until

PHOTO = tiny_picture("photo.jpg", (64, 48), "teal")
RENDITION = Rendition(PHOTO, Size(64, 48), PictureFormat.JPEG, Fit.COVER, photos=())
ITSELF = Copy(PHOTO, PictureFormat.JPEG)
SMALL, SMALLER = Size(32, 24), Size(16, 12)


class SlowScale:
    """Makes copies as slowly as a small box does, and remembers which."""

    def __init__(self) -> None:
        self.let_go = Event()
        self.made: list[Size] = []
        self.error: Exception | None = None

    def __call__(self, _data: bytes, size: Size, _output: Output) -> bytes:
        self.made.append(size)
        self.let_go.wait(timeout=60)
        if self.error is not None:
            raise self.error
        return f"{size}".encode()


@pytest.fixture
def scale(monkeypatch: pytest.MonkeyPatch) -> Iterator[SlowScale]:
    slow = SlowScale()
    monkeypatch.setattr(module, "scale", slow)
    yield slow
    slow.let_go.set()


@pytest.fixture
def renderer(hass: HomeAssistant) -> Renderer:
    return Renderer(hass, copy_patience=timedelta(milliseconds=20))


async def test_a_copy_is_kept_although_its_caller_left(
    renderer: Renderer, scale: SlowScale
) -> None:
    for _more in range(3):
        assert await renderer.async_copy("key", RENDITION, SMALL) == ITSELF
    scale.let_go.set()
    await until(lambda: not renderer.is_busy)
    copy = await renderer.async_copy("key", RENDITION, SMALL)
    assert copy.data == f"{SMALL}".encode()
    assert scale.made == [SMALL]


async def test_other_copies_wait_and_do_not_pile_up(renderer: Renderer, scale: SlowScale) -> None:
    for key in ("first", "second", "third"):
        assert await renderer.async_copy(key, RENDITION, SMALL) == ITSELF
    scale.let_go.set()
    await until(lambda: not renderer.is_busy)
    smaller = await renderer.async_copy("first", RENDITION, SMALLER)
    assert smaller.data == f"{SMALLER}".encode()
    assert scale.made == [SMALL, SMALLER]


async def test_who_waited_for_another_copy_gets_its_own(hass: HomeAssistant) -> None:
    renderer = Renderer(hass)
    asked = (("one", SMALL), ("one", SMALLER), ("other", SMALL), ("one", SMALL))
    copies = await asyncio.gather(*(renderer.async_copy(key, RENDITION, at) for key, at in asked))
    sizes = [Image.open(BytesIO(copy.data)).size for copy in copies]
    assert sizes == [(32, 24), (16, 12), (32, 24), (32, 24)]
    assert copies[0].data is copies[3].data


async def test_a_copy_that_fails_after_its_caller_left_is_tried_again(
    renderer: Renderer, scale: SlowScale, caplog: pytest.LogCaptureFixture
) -> None:
    scale.error = ImagingError("too late")
    assert await renderer.async_copy("key", RENDITION, SMALL) == ITSELF
    scale.let_go.set()
    await until(lambda: not renderer.is_busy)
    with pytest.raises(ImagingError, match="too late"):
        await renderer.async_copy("key", RENDITION, SMALL)
    assert scale.made == [SMALL, SMALL]
    assert "never retrieved" not in caplog.text


async def test_when_home_assistant_stops_nobody_waits_for_a_copy(
    hass: HomeAssistant, scale: SlowScale
) -> None:
    renderer = Renderer(hass)
    waiting = asyncio.create_task(renderer.async_copy("key", RENDITION, SMALL))
    drawn = asyncio.create_task(renderer.async_placeholder("Kitchen", "Waiting", SMALL))
    await until(lambda: scale.made)
    stopping = asyncio.create_task(hass.async_stop(force=True))
    assert await waiting == ITSELF
    with pytest.raises(RendererBusyError, match="stopping"):
        await drawn
    scale.let_go.set()
    await stopping
