"""Makes the next photo ready in the background, when nothing else is to be done."""

import asyncio
from collections.abc import Callable
from functools import partial
from typing import Final

from homeassistant.core import CALLBACK_TYPE

from .chooser import Chooser
from .errors import OUR_ERRORS
from .reachability import Reachability
from .shown import Shown
from .turns import Job, Turns

_TURN: Final = "prepare"


class Prefetch:
    """Keeps one photo ahead. One that cannot be had is left to whoever asks for it, and is told."""

    def __init__(
        self,
        chooser: Chooser,
        turns: Turns[object, Shown],
        begin_task: Callable[[Job[None]], asyncio.Task[None]],
        is_wanted: Callable[[], bool],
    ) -> None:
        """Prepare nothing yet."""
        self._chooser = chooser
        self._turns = turns
        self._begin_task = begin_task
        self._is_wanted = is_wanted
        self._task: asyncio.Task[None] | None = None
        self._is_connected = True

    def follow(self, reachability: Reachability) -> CALLBACK_TYPE:
        """Begin whenever Immich is back after it was away; returns what ends that."""
        return reachability.async_add_listener(partial(self._reachability_changed, reachability))

    def begin(self) -> None:
        """See to it that the next photo is ready soon."""
        if self._task is None or self._task.done():
            self._task = self._begin_task(self._async_prepare())

    def _reachability_changed(self, reachability: Reachability) -> None:
        was_connected, self._is_connected = self._is_connected, bool(reachability.is_connected)
        if self._is_connected and not was_connected:
            self.begin()

    async def _async_prepare(self) -> None:
        await self._turns.async_wait()
        while self._is_wanted() and not self._chooser.is_prepared:
            options = self._chooser.options
            try:
                await self._turns.async_take(_TURN, self._chooser.async_prepare)
            except OUR_ERRORS:
                if self._chooser.options == options:  # With others it may do.
                    return
