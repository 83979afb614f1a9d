"""One job at a time: equal ones share a result, a few others wait for their turn."""

import asyncio
from collections.abc import Callable, Coroutine, Hashable
from datetime import timedelta
from functools import partial
import logging
from typing import Any

from .errors import (
    OUR_ERRORS,
    FrameBusyError,
    FrameStoppedError,
    FrameTimeoutError,
    UnexpectedError,
)

_LOGGER = logging.getLogger(__name__)

MAX_WAITING = 3
DEADLINE = timedelta(seconds=90)

type Job[Result] = Coroutine[Any, Any, Result]


class Turns[Key: Hashable, Result]:
    """Calls that want something done, by what they want."""

    def __init__(
        self,
        begin_task: Callable[[Job[Result]], asyncio.Task[Result]],
        *,
        most_waiting: int = MAX_WAITING,
        deadline: timedelta = DEADLINE,
    ) -> None:
        """Run jobs in tasks that `begin_task` makes; the deadline holds for wait and job."""
        self._begin_task = begin_task
        self._most_waiting = most_waiting
        self._deadline = deadline.total_seconds()
        self._calls: dict[Key, asyncio.Task[Result]] = {}
        self._turn = asyncio.Lock()
        self._is_stopped = False

    @property
    def is_idle(self) -> bool:
        """Tell whether nothing is being done."""
        return not self._calls

    async def async_take(self, key: Key, do: Callable[[], Job[Result]]) -> Result:
        """Do it when its turn comes, or share the result of an equal call.

        A caller who goes away leaves the job running. Raises what the job raises of OUR_ERRORS,
        UnexpectedError for anything else, FrameBusyError when too many wait, FrameTimeoutError,
        FrameStoppedError.
        """
        call = self._calls.get(key) or self._begin(key, do)
        await asyncio.wait({call})
        if call.cancelled():
            raise FrameStoppedError("The frame was stopped")
        return call.result()

    async def async_wait(self) -> None:
        """Wait until everything that was asked for so far is done."""
        if self._calls:
            await asyncio.wait(self._calls.values())

    async def async_stop(self) -> None:
        """Give up what is on its way, and begin nothing more."""
        self._is_stopped = True
        for call in self._calls.values():
            call.cancel()
        await self.async_wait()

    def _begin(self, key: Key, do: Callable[[], Job[Result]]) -> asyncio.Task[Result]:
        if self._is_stopped:
            raise FrameStoppedError("The frame was stopped")
        if len(self._calls) > self._most_waiting:
            raise FrameBusyError(f"{self._most_waiting} requests wait already")
        call = self._begin_task(self._async_take_turn(do))
        self._calls[key] = call
        call.add_done_callback(partial(self._end, key))
        return call

    async def _async_take_turn(self, do: Callable[[], Job[Result]]) -> Result:
        try:
            async with asyncio.timeout(self._deadline), self._turn:
                return await do()
        except TimeoutError as err:
            raise FrameTimeoutError(f"No photo within {self._deadline:.0f} s") from err
        except OUR_ERRORS:
            raise
        except Exception as err:
            # Whoever tries again and again lives on, and the log has what happened.
            _LOGGER.exception("A photo could not be shown")
            raise UnexpectedError(type(err).__name__) from err

    def _end(self, key: Key, call: asyncio.Task[Result]) -> None:
        del self._calls[key]
        if not call.cancelled():
            call.exception()  # Nobody may be left to take it, which asyncio would log.
