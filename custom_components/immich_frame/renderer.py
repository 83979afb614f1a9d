"""Runs imaging outside the event loop: one job at a time, with a deadline."""

import asyncio
from collections import OrderedDict
from collections.abc import Callable
from datetime import timedelta
from functools import partial

from homeassistant.core import HomeAssistant
from homeassistant.util.hass_dict import HassKey

from .const import DOMAIN
from .errors import RendererBusyError, RenderTimeoutError
from .imaging.placeholder import placeholder
from .imaging.render import render
from .imaging.scale import scale
from .imaging.spec import RenderSpec, Rendition, Size

DEADLINE = timedelta(seconds=30)
COPY_PATIENCE = timedelta(seconds=5)
"""Home Assistant gives a camera ten seconds for a picture."""

MAX_COPIES = 32
MAX_COPIES_BYTES = 16 * 2**20


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
        self._copying = asyncio.Lock()
        self._copies: OrderedDict[tuple[str, Size], bytes] = OrderedDict()

    async def async_render(self, source: bytes, spec: RenderSpec) -> Rendition:
        """Render a photo.

        Raises ImagingError when the bytes cannot be shown, RenderTimeoutError when that took longer
        than the deadline, RendererBusyError when the worker did not become free in time.
        """
        return await self._async_run(partial(render, source, spec))

    async def async_copy(self, key: str, rendition: bytes, size: Size) -> bytes:
        """Return a smaller copy of a rendition, which `key` names; made once, then from memory.

        While the worker is busy it is the rendition itself, which is there at once.
        """
        try:
            async with asyncio.timeout(self._copy_patience):
                return await self._async_once((key, size), partial(scale, rendition, size))
        except TimeoutError, RendererBusyError, RenderTimeoutError:
            return rendition

    async def async_placeholder(self, title: str, message: str, size: Size) -> bytes:
        """Return a picture that says what is the matter; drawn once, then from memory."""
        draw = partial(placeholder, title, message, size)
        return await self._async_once((f"{title}\n{message}", size), draw)

    async def _async_once(self, key: tuple[str, Size], job: Callable[[], bytes]) -> bytes:
        if (copy := self._copies.get(key)) is None:
            async with self._copying:
                # An equal request that waited finds what the one before it made.
                copy = self._copies.get(key)
                if copy is None:
                    copy = await self._async_run(job)
                    self._keep(key, copy)
        return copy

    async def _async_run[T](self, job: Callable[[], T]) -> T:
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
        return future.result()

    def _release[T](self, job: asyncio.Future[T]) -> None:
        self._worker.release()
        if not job.cancelled():
            job.exception()  # Nobody may be left to take it, which asyncio would log.

    def _keep(self, key: tuple[str, Size], copy: bytes) -> None:
        self._copies[key] = copy
        total = sum(map(len, self._copies.values()))
        while len(self._copies) > MAX_COPIES or (
            total > MAX_COPIES_BYTES and len(self._copies) > 1
        ):
            _, dropped = self._copies.popitem(last=False)
            total -= len(dropped)


DATA_RENDERER: HassKey[Renderer] = HassKey(f"{DOMAIN}_renderer")
