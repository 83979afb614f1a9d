"""What people look up in Immich: equal lookups share an answer, two are under way, a few wait."""

import asyncio
from collections.abc import Callable, Coroutine, Hashable
from datetime import timedelta
from functools import partial
from typing import Any

from .errors import FrameStoppedError, LookupTimeoutError, TooMuchAskedError

type Lookup[Answer] = Coroutine[Any, Any, Answer]
type BeginTask = Callable[[Lookup[Any]], asyncio.Task[Any]]

AT_ONCE = 2
MOST = 10
"""So many different lookups are under way or wait."""
PATIENCE = timedelta(minutes=1)
GIVEN_UP_AFTER = timedelta(minutes=10)
"""Nobody waits any more by then, but who asks again finds what was found meanwhile."""


class Lookups:
    """Lookups of one account, by what is looked for."""

    def __init__(self) -> None:
        """Look nothing up yet."""
        self.patience = PATIENCE
        self._under_way: dict[Hashable, asyncio.Task[Any]] = {}
        self._turns = asyncio.Semaphore(AT_ONCE)

    async def async_find[Answer](
        self, key: Hashable, look_up: Callable[[], Lookup[Answer]], begin_task: BeginTask
    ) -> Answer:
        """Look something up when its turn comes, or share the answer to an equal lookup.

        Raises what the lookup raises, TooMuchAskedError, FrameStoppedError, and LookupTimeoutError
        when there is no answer yet: the lookup goes on, as it does when its caller leaves.
        """
        task = self._under_way.get(key) or self._begin(key, look_up, begin_task)
        await asyncio.wait({task}, timeout=self.patience.total_seconds())
        if not task.done():
            raise LookupTimeoutError("Immich is still being asked")
        if task.cancelled():
            raise FrameStoppedError("The account was unloaded")
        answer: Answer = task.result()
        return answer

    def _begin(
        self, key: Hashable, look_up: Callable[[], Lookup[Any]], begin_task: BeginTask
    ) -> asyncio.Task[Any]:
        if len(self._under_way) >= MOST:
            raise TooMuchAskedError(f"{MOST} requests wait already")
        task = self._under_way[key] = begin_task(self._async_take_turn(look_up))
        task.add_done_callback(partial(self._end, key))
        return task

    async def _async_take_turn[Answer](self, look_up: Callable[[], Lookup[Answer]]) -> Answer:
        try:
            async with asyncio.timeout(GIVEN_UP_AFTER.total_seconds()), self._turns:
                return await look_up()
        except TimeoutError as err:
            raise LookupTimeoutError("Immich was asked for too long") from err

    def _end(self, key: Hashable, task: asyncio.Task[Any]) -> None:
        del self._under_way[key]
        if not task.cancelled():
            task.exception()  # Nobody may be left to take it, which asyncio would log.
