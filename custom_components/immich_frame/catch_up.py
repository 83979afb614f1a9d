"""Tries in the background until a frame shows a photo that fits its options."""

import asyncio
from collections.abc import Callable
import logging

from homeassistant.core import CALLBACK_TYPE

from .const import LAST_RETRY
from .coordinator import PoolCoordinator
from .errors import OUR_ERRORS, NoPhotosError
from .shown import Shown
from .turns import Job

_LOGGER = logging.getLogger(__name__)


class CatchUp:
    """One attempt after another, for as long as what is shown is outdated.

    `error` is why there is no photo that fits; whoever shows one sets it to None.
    """

    def __init__(
        self,
        coordinator: PoolCoordinator,
        begin_task: Callable[[Job[None]], asyncio.Task[None]],
        *,
        is_outdated: Callable[[], bool],
        attempt: Callable[[], Job[Shown]],
        changed: CALLBACK_TYPE,
    ) -> None:
        """Try nothing yet."""
        self.error: Exception | None = None
        self._coordinator = coordinator
        self._begin_task = begin_task
        self._is_outdated = is_outdated
        self._attempt = attempt
        self._changed = changed
        self._task: asyncio.Task[None] | None = None

    def begin_after_start(self) -> None:
        """Try; with a photo of before that fits, the pool is all that is missing."""
        self.begin(self._async_ask_for_pool)

    def begin(self, first: Callable[[], Job[None]]) -> None:
        """Do something first, and then try; whoever tries already gives up."""
        if self._task is not None:
            self._task.cancel()  # One that tries is enough, and this one knows the options.
        self._task = self._begin_task(self._async_try(first))

    async def _async_ask_for_pool(self) -> None:
        if not self._is_outdated():
            await self._coordinator.async_ask()

    async def _async_try(self, first: Callable[[], Job[None]]) -> None:
        await first()
        while self._is_outdated():
            try:
                await self._attempt()
            except OUR_ERRORS as err:
                self._note(err)
                # Finding out that nothing passes can take many requests.
                is_empty = isinstance(err, NoPhotosError)
                wait = LAST_RETRY if is_empty else self._coordinator.retry_after
                await asyncio.sleep(wait.total_seconds())

    def _note(self, err: Exception) -> None:
        is_news = isinstance(err, NoPhotosError) and not self.error
        level = logging.WARNING if is_news else logging.DEBUG
        _LOGGER.log(level, "%s has no photo to show: %s", self._coordinator.name, err)
        self.error = err
        self._changed()
