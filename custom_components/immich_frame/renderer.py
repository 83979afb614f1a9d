"""Runs imaging outside the event loop: one job at a time, with a deadline."""

import asyncio
from collections import OrderedDict
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import NamedTuple

from homeassistant.core import HomeAssistant
from homeassistant.util.hass_dict import HassKey

from .caption_font import CAPTION_FONT
from .const import DOMAIN
from .errors import RendererBusyError, RenderTimeoutError
from .imaging.errors import ImagingError
from .imaging.placeholder import placeholder
from .imaging.render import render
from .imaging.scale import COPY, scale
from .imaging.spec import Output, PictureFormat, RenderSpec, Rendition, Size, Source

DEADLINE = timedelta(seconds=30)
COPY_PATIENCE = timedelta(seconds=5)
"""Home Assistant gives a camera ten seconds for a picture."""

MAX_COPIES = 32
MAX_COPIES_BYTES = 16 * 2**20


type CopyKey = tuple[str, Size]
"""A picture and its format by name, and the size of its copy."""


class Copy(NamedTuple):
    """A picture and its format."""

    data: bytes
    format: PictureFormat


class Renderer:
    """The one worker for pixels, shared by all frames.

    Four photos rendered at once held the event loop up for 150 ms, one for 44 ms: threads share the
    interpreter with it. A thread cannot be stopped, so after the deadline its caller gets an error
    and the worker counts as busy until the job returns.
    """

    def __init__(
        self,
        hass: HomeAssistant,
        deadline: timedelta = DEADLINE,
        copy_patience: timedelta = COPY_PATIENCE,
    ) -> None:
        """Use Home Assistant's own threads, one at a time."""
        self._hass = hass
        self._deadline = deadline.total_seconds()
        self._copy_patience = copy_patience.total_seconds()
        self._worker = asyncio.Semaphore(1)
        self._copying: tuple[CopyKey, asyncio.Task[bytes]] | None = None
        self._copies: OrderedDict[CopyKey, bytes] = OrderedDict()

    @property
    def is_busy(self) -> bool:
        """Tell whether a job is being done."""
        return self._worker.locked()

    async def async_render(
        self, spec: RenderSpec, source: Source, companion: Source | None = None
    ) -> Rendition:
        """Render a photo, or two as a pair.

        Raises ImagingError when the bytes cannot be shown, RenderTimeoutError when that took longer
        than the deadline, RendererBusyError when the worker did not become free in time.
        """
        return await self.async_run(partial(render, source, spec, companion))

    async def async_copy(
        self, key: str, rendition: Rendition, size: Size, wanted: PictureFormat | None = None
    ) -> Copy:
        """Return a smaller copy of a rendition, which `key` names; made once, then from memory.

        It has the rendition's format unless another is wanted. When that takes too long it is the
        rendition itself, which is there at once; the copy is made all the same, for the next time.
        """
        copied = wanted or rendition.format
        job = partial(scale, rendition.data, size, Output(copied, COPY.quality))
        try:
            async with asyncio.timeout(self._copy_patience):
                return Copy(await self._async_once((f"{key}.{copied}", size), job), copied)
        except TimeoutError, RendererBusyError, RenderTimeoutError:
            return Copy(rendition.data, rendition.format)

    async def async_placeholder(self, title: str, message: str, size: Size) -> bytes:
        """Return a picture that says what is the matter; drawn once, then from memory."""
        draw = partial(placeholder, title, message, size, CAPTION_FONT)
        return await self._async_once((f"{title}\n{message}", size), draw)

    async def async_run[T](self, job: Callable[[], T]) -> T:
        """Do a job in the worker when its turn comes.

        Raises what the job raises, RenderTimeoutError and RendererBusyError.
        """
        try:
            async with asyncio.timeout(self._deadline):
                await self._worker.acquire()
        except TimeoutError as err:
            raise RendererBusyError("An earlier photo is still being rendered") from err
        future = self._hass.async_add_executor_job(job)
        future.add_done_callback(self._release)
        # Not `wait_for` or `shield`: they report what goes wrong after its caller has left.
        await asyncio.wait({future}, timeout=self._deadline)
        if not future.done():
            raise RenderTimeoutError(f"Rendering took over {self._deadline:.0f} s")
        try:
            return future.result()
        except ImagingError as err:
            raise _without_pixels(err) from None
        finally:
            del future, job  # or an error would hold them, and they the error

    async def _async_once(self, key: CopyKey, job: Callable[[], bytes]) -> bytes:
        """Return what a job makes, from memory if it was made before.

        One copy is under way at a time. Its task is its own: it goes on when its callers leave, and
        equal requests share it, those that come later as well.
        """
        while (copy := self._copies.get(key)) is None:
            making, task = self._copying = self._copying or self._begin_copy(key, job)
            await asyncio.wait({task})
            if task.cancelled():
                raise RendererBusyError("Home Assistant is stopping")
            if making == key:
                return task.result()
        return copy

    def _begin_copy(
        self, key: CopyKey, job: Callable[[], bytes]
    ) -> tuple[CopyKey, asyncio.Task[bytes]]:
        task = self._hass.async_create_background_task(self._async_make(key, job), f"{DOMAIN} copy")
        task.add_done_callback(self._end_copy)
        return key, task

    async def _async_make(self, key: CopyKey, job: Callable[[], bytes]) -> bytes:
        copy = await self.async_run(job)
        self._keep(key, copy)
        return copy

    def _end_copy(self, task: asyncio.Task[bytes]) -> None:
        self._copying = None
        if not task.cancelled():
            task.exception()  # Nobody may be left to take it, which asyncio would log.

    def _release[T](self, job: asyncio.Future[T]) -> None:
        self._worker.release()
        if not job.cancelled():
            job.exception()  # Nobody may be left to take it, which asyncio would log.

    def _keep(self, key: CopyKey, copy: bytes) -> None:
        self._copies[key] = copy
        total = sum(map(len, self._copies.values()))
        while len(self._copies) > MAX_COPIES or (
            total > MAX_COPIES_BYTES and len(self._copies) > 1
        ):
            _, dropped = self._copies.popitem(last=False)
            total -= len(dropped)


def _without_pixels(error: ImagingError) -> ImagingError:
    """Let go of the frames in which it was raised: they hold the photo, decoded and not."""
    error.__cause__ = error.__context__ = None
    return error.with_traceback(None)


DATA_RENDERER: HassKey[Renderer] = HassKey(f"{DOMAIN}_renderer")
