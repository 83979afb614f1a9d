"""What a frame remembers: what it showed, how far its rounds are, what it must not show."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Final, Self

from .events import MAX_NUMBER, Events, seconds
from .photos import ID_BYTES, find_packed, pack, split, unpack
from .stored import bytes_of, fields_of, rows_of, text_of, text_of_bytes, whole_number

MAX_HIDDEN: Final = 10_000
MAX_FAILED: Final = 1_000
MAX_ROUNDS: Final = 64
MAX_KEY: Final = 64
"""How long the key of a round may be, in characters."""

RETRIES: Final = tuple(timedelta(days=days) for days in (1, 2, 4, 8, 16, 30))
"""When a photo is tried again that failed once, twice and so on; the last for all that follow."""

_FAR: Final = 2**62  # Seconds since or before 1970, far beyond any photo.


@dataclass(frozen=True, slots=True)
class Run:
    """Photos that follow each other in time, on their way.

    `taken` is when the last one shown was taken, in seconds since 1970; `left` how many follow.
    """

    taken: int
    left: int


@dataclass(frozen=True, slots=True)
class Round:
    """One time through a pool: every event from the number `start` belongs to it."""

    start: int
    run: Run | None = None


@dataclass(frozen=True, slots=True)
class _Failure:
    """When a photo failed last, in seconds since 1970, and how often, up to all of RETRIES."""

    at: int
    times: int

    @property
    def due(self) -> int:
        return self.at + int(RETRIES[self.times - 1].total_seconds())


class History:
    """The memory of a frame: plain data, bounded in everything, with JSON in and out.

    Ids are UUIDs: who records, hides or fails anything else gets a ValueError. `changes` counts
    what happens to hidden and failed photos, so that it shows when to look at them again.
    """

    def __init__(self, events: Events | None = None) -> None:
        """Remember what was shown, or nothing."""
        self.events = events or Events()
        self.changes = 0
        self._hidden: dict[bytes, None] = {}
        self._failures: dict[bytes, _Failure] = {}
        self._rounds: dict[str, Round] = {}

    def record(self, asset_id: str, at: datetime, companion: str | None = None) -> None:
        """Remember that a photo was shown, with another beside it or alone.

        The walk is at the end, with this photo.
        """
        if companion is not None:
            self.events.record(companion, at, beside=True)
        self.events.record(asset_id, at)

    def peek(self, steps: int) -> str | None:
        """Return the photo so many steps from where the walk is; None beyond either end.

        -1 is the one before, 0 the one that is shown now, 1 the next.
        """
        return self.events.peek(steps)

    def is_stop(self, steps: int) -> bool:
        """Tell whether a walk stops at the photo so many steps away: not beside another, hidden."""
        asset_id = self.peek(steps)
        return asset_id is not None and not (
            self.events.is_beside(steps) or self.is_hidden(asset_id)
        )

    def beside(self, steps: int) -> str | None:
        """Return the photo that was shown beside the one so many steps away."""
        return self.peek(steps - 1) if self.events.is_beside(steps - 1) else None

    def walk(self, steps: int) -> None:
        """Go so many steps, back when below 0. Raises IndexError beyond either end."""
        self.events.walk(steps)

    @property
    def hidden(self) -> tuple[str, ...]:
        """Return the photos that are never shown, the one hidden last at the end."""
        return tuple(map(unpack, self._hidden))

    def hide(self, asset_id: str) -> None:
        """Never show a photo again; past `MAX_HIDDEN` the one hidden first is forgotten."""
        put_last(self._hidden, pack(asset_id), None, MAX_HIDDEN)
        self.changes += 1

    def unhide(self, asset_id: str) -> None:
        """Let a photo be shown again."""
        self._hidden.pop(pack(asset_id), None)
        self.changes += 1

    def is_hidden(self, asset_id: str) -> bool:
        """Tell whether a photo is never shown."""
        return pack(asset_id) in self._hidden

    def fail(self, asset_id: str, at: datetime) -> None:
        """Remember that a photo could not be shown: it waits, longer each time (`RETRIES`)."""
        packed = pack(asset_id)
        before = self._failures.get(packed)
        times = min(before.times + 1, len(RETRIES)) if before else 1
        put_last(self._failures, packed, _Failure(seconds(at), times), MAX_FAILED)
        self.changes += 1

    def forget_failure(self, asset_id: str) -> None:
        """Take a photo for a good one again."""
        if self._failures.pop(pack(asset_id), None):
            self.changes += 1

    def out(self, now: datetime) -> tuple[frozenset[bytes], float]:
        """Return the packed ids that are hidden or wait after a failure, and until when.

        The time is that of the first one that need not wait any more, in seconds since 1970. A
        failure in the future counts as one of now: the clock was set back.
        """
        moment = seconds(now)
        for packed, failure in self._failures.items():
            if failure.at > moment:
                self._failures[packed] = replace(failure, at=moment)
        waiting = {packed: fail.due for packed, fail in self._failures.items() if fail.due > moment}
        return frozenset(waiting) | frozenset(self._hidden), min(waiting.values(), default=_FAR)

    def round_of(self, key: str) -> Round:
        """Return the round of a query; one that is not known begins."""
        known = self._rounds.get(key) or Round(self.events.end)
        put_last(self._rounds, key, known, MAX_ROUNDS)  # The query used longest ago goes first.
        return known

    def begin_round(self, key: str) -> None:
        """Let all photos of a query have their turn again."""
        put_last(self._rounds, key, Round(self.events.end), MAX_ROUNDS)

    def had_its_turn(self, key: str, asset_id: str) -> bool:
        """Tell whether a photo was shown in this round of a query, in whatever way."""
        known, end = self._rounds.get(key), self.events.end
        shown = self.events.ids(known.start if known else end, end)
        return find_packed(shown, pack(asset_id)) is not None

    def set_run(self, key: str, run: Run | None) -> None:
        """Remember how far the run of a query is."""
        put_last(self._rounds, key, replace(self.round_of(key), run=run), MAX_ROUNDS)

    def to_json(self) -> dict[str, Any]:
        """Write all of it down; 28 characters a photo that was shown."""
        return {
            "events": self.events.to_json(),
            "hidden": text_of_bytes(b"".join(self._hidden)),
            "failed": [
                [unpack(packed), failure.at, failure.times]
                for packed, failure in self._failures.items()
            ],
            "rounds": [
                [key, known.start, *((run.taken, run.left) if (run := known.run) else (0, 0))]
                for key, known in self._rounds.items()
            ],
        }

    @classmethod
    def from_json(cls, value: object) -> Self:
        """Read what `to_json` wrote. Raises ValueError when it is anything else."""
        events, hidden, failed, rounds = fields_of(value, "events", "hidden", "failed", "rounds")
        history = cls(Events.from_json(events))
        history._hidden = dict.fromkeys(split(bytes_of(hidden, ID_BYTES, MAX_HIDDEN)))
        history._failures = dict(map(_read_failure, rows_of(failed, 3, MAX_FAILED)))
        history._rounds = dict(map(_read_round, rows_of(rounds, 4, MAX_ROUNDS)))
        if any(known.start > history.events.end for known in history._rounds.values()):
            raise ValueError("a round cannot begin in the future")
        return history


def put_last[Key, Value](kept: dict[Key, Value], key: Key, value: Value, most: int) -> None:
    """Put something at the end, and let the first go when there are too many."""
    kept.pop(key, None)
    kept[key] = value
    if len(kept) > most:
        del kept[next(iter(kept))]


def _read_failure(row: list[Any]) -> tuple[bytes, _Failure]:
    asset_id, at, times = row
    failure = _Failure(whole_number(at, -_FAR, _FAR), whole_number(times, 1, len(RETRIES)))
    return pack(text_of(asset_id, MAX_KEY)), failure


def _read_round(row: list[Any]) -> tuple[str, Round]:
    key, start, taken, left = row
    run = Run(whole_number(taken, -_FAR, _FAR), whole_number(left, 0, MAX_NUMBER))
    return text_of(key, MAX_KEY), Round(whole_number(start, 0, MAX_NUMBER), run if left else None)
