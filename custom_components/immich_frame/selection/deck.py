"""The photos of a pool as they lie before a draw: which have their turn, and which do not."""

from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum
from itertools import compress, count, pairwise, repeat, starmap
from operator import ge
from typing import Final

from .events import seconds
from .history import History
from .photos import ID_BYTES, Photos, find_packed, split

MAX_STEPS: Final = 32
"""Past so many news it takes less time to look at every photo than to look for each."""

_SLICE: Final = 5_000 * ID_BYTES
_NEVER: Final = -1


class State(IntEnum):
    """Where a photo stands; the lower, the sooner its turn.

    FRESH was not shown in this round, nor within the time after which a photo may come again;
    RECENT was shown within that time, before this round; SPENT in this round; OUT is hidden, or
    failed and is not tried again yet.
    """

    FRESH = 0
    RECENT = 1
    SPENT = 2
    OUT = 3


@dataclass(frozen=True, slots=True)
class _View:
    """What the states depend on.

    Event numbers: the first one of the round, the first one within the time after which a photo
    may come again, the next one to come. Then the history's count of changes, and seconds since
    1970.
    """

    start: int
    recent: int
    end: int
    changes: int
    moment: int

    @property
    def bounds(self) -> tuple[int, int]:
        """Return the event numbers from which on a photo is RECENT, and SPENT."""
        return min(self.recent, self.start), self.start


class Deck:
    """The photos of a pool with a state each, kept true to a history: 9 bytes a photo.

    `photos` are in the pool's order or, when asked for, newest first; `ranks` are their places in
    the pool, from 0. `key` is that of the pool's query. `states`, aligned with `photos`, are for
    reading alone.
    """

    def __init__(self, photos: Photos, key: str, history: History, *, by_time: bool) -> None:
        """Lay out nothing yet: `follow` does."""
        self.key = key
        self.photos, self.ranks = newest_first(photos) if by_time else _as_is(photos)
        self.states = bytearray()
        self._pool = photos
        self._by_time = by_time
        self._history = history
        # The number of the event in which each was shown last, as far back as `_low`.
        self._shown = array("q")
        self._low: float = float("inf")
        self._out: list[int] = []
        self._retry_at: float = 0
        self._view = _View(0, 0, 0, -1, 0)

    def is_of(self, photos: Photos, *, by_time: bool) -> bool:
        """Tell whether these photos would lie in the same order."""
        mine = self._pool.packed, self._pool.taken
        return by_time == self._by_time and mine == (photos.packed, photos.taken)

    @property
    def is_over(self) -> bool:
        """Whether all photos of the round had their turn."""
        states = self.states
        return State.SPENT in states and not (State.FRESH in states or State.RECENT in states)

    def is_laid_out(self, now: datetime, repeat_after: timedelta) -> bool:
        """Tell whether `follow` has little to do."""
        view = self._look(now, repeat_after)
        return self._low <= view.bounds[0] and view.end - self._view.end <= MAX_STEPS

    def follow(self, now: datetime, repeat_after: timedelta) -> None:
        """Take in what happened in the history, and how time went by."""
        if not self.is_laid_out(now, repeat_after):
            for _pause in self.lay_out(now, repeat_after):
                pass
        view = self._look(now, repeat_after)
        self._take_in(view)
        if self._is_near(view):
            self._age(view)
        else:
            self._sort(view, now)
        self._view = view

    def lay_out(self, now: datetime, repeat_after: timedelta) -> Iterator[None]:
        """Find out when each photo was shown last, with a pause every few milliseconds."""
        view, events = self._look(now, repeat_after), self._history.events
        low = max(view.bounds[0], events.first)
        known: dict[bytes, int] = {}
        numbers = count(low)
        for part in _slices(events.ids(low, view.end)):
            known.update(zip(split(part), numbers, strict=False))
            yield
        shown = array("q")
        for part in _slices(self.photos.packed):
            shown.extend(map(known.get, split(part), repeat(_NEVER)))
            yield
        self._shown, self._low = shown, view.bounds[0]
        self._sort(view, now)
        self._view = view

    def _look(self, now: datetime, repeat_after: timedelta) -> _View:
        history, moment = self._history, seconds(now)
        # What was shown in the future counts as shown now, and so does not come again yet.
        since = moment - int(repeat_after.total_seconds())
        return _View(
            start=history.round_of(self.key).start,
            recent=history.events.first_after(since) if repeat_after else history.events.end,
            end=history.events.end,
            changes=history.changes,
            moment=moment,
        )

    def _take_in(self, view: _View) -> None:
        """Note what was shown since the last look."""
        news = split(self._history.events.ids(self._view.end, view.end))
        for number, packed in enumerate(news, self._view.end):
            place = find_packed(self.photos.packed, packed)
            if place is not None:
                self._shown[place] = number
                self.states[place] = max(self.states[place], State.SPENT)

    def _is_near(self, view: _View) -> bool:
        """Tell whether no photo changed its state since the last look, but some by their age."""
        last = self._view
        return (
            (view.start, view.changes) == (last.start, last.changes)
            and last.moment <= view.moment < self._retry_at
            and self._history.events.first <= last.recent <= view.recent
            and view.recent - last.recent <= MAX_STEPS
        )

    def _age(self, view: _View) -> None:
        """Let photos come again that were shown long enough ago."""
        old = split(self._history.events.ids(self._view.recent, view.recent))
        for number, packed in enumerate(old, self._view.recent):
            place = find_packed(self.photos.packed, packed)
            if (
                place is not None
                and self._shown[place] == number
                and self.states[place] == State.RECENT
            ):
                self.states[place] = State.FRESH

    def _sort(self, view: _View, now: datetime) -> None:
        """Give each photo its state."""
        if view.changes != self._view.changes or not (
            self._view.moment <= view.moment < self._retry_at
        ):
            out, self._retry_at = self._history.out(now)
            is_out = map(out.__contains__, split(self.photos.packed))
            self._out = list(compress(count(), is_out)) if out else []
        # By their values the states from FRESH to SPENT are what a search in the bounds finds.
        self.states = bytearray(map(bisect_right, repeat(view.bounds), self._shown))
        for place in self._out:
            self.states[place] = State.OUT


def nth(states: bytearray, state: State, number: int) -> int:
    """Return the place of the photo of a state that has so many of the same before it."""
    low, high = 0, len(states)
    while high - low > 1:
        middle = (low + high) // 2
        before = states.count(state, low, middle)
        if number < before:
            high = middle
        else:
            low, number = middle, number - before
    return low


def _slices(packed: bytes | bytearray) -> Iterator[memoryview]:
    view = memoryview(packed)
    return (view[start : start + _SLICE] for start in range(0, len(view), _SLICE))


def _as_is(photos: Photos) -> tuple[Photos, Sequence[int]]:
    return photos, range(len(photos))


def newest_first(photos: Photos) -> tuple[Photos, Sequence[int]]:
    """Return the photos by time, those of the same second in their order, and their places."""
    taken = photos.taken
    if all(starmap(ge, pairwise(taken))):
        return _as_is(photos)
    ranks = array("I", sorted(range(len(photos)), key=taken.__getitem__, reverse=True))
    return photos.arranged(ranks), ranks
