"""Tries in the background until a frame shows a photo that fits its options."""

import asyncio
from collections.abc import Callable
from datetime import timedelta

from .errors import OUR_ERRORS
from .shown import Shown
from .turns import Job


class CatchUp:
    """One attempt after another, for as long as what is shown is outdated."""

    def __init__(
        self,
        begin_task: Callable[[Job[None]], asyncio.Task[None]],
        is_outdated: Callable[[], bool],
        attempt: Callable[[], Job[Shown]],
        failed: Callable[[Exception], timedelta],
    ) -> None:
        """Try nothing yet; `failed` is told of a failure, and tells how long to wait then."""
        self._begin_task = begin_task
        self._is_outdated = is_outdated
        self._attempt = attempt
        self._failed = failed
        self._task: asyncio.Task[None] | None = None

    def begin(self, first: Callable[[], Job[None]]) -> None:
        """Do something first, and then try; whoever tries already gives up."""
        if self._task is not None:
            self._task.cancel()  # One that tries is enough, and this one knows the options.
        self._task = self._begin_task(self._async_try(first))

    async def _async_try(self, first: Callable[[], Job[None]]) -> None:
        await first()
        while self._is_outdated():
            try:
                await self._attempt()
            except OUR_ERRORS as err:
                await asyncio.sleep(self._failed(err).total_seconds())
