"""Chooses the next photo of a pool."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from random import Random

MAX_REMEMBERED = 20_000
"""How many shown photos are remembered; an id takes about 100 bytes."""


@dataclass(frozen=True, slots=True)
class Draw:
    """A photo that was drawn: its asset id and its rank in the pool, counted from 1."""

    asset_id: str
    position: int


class Picker:
    """Draws photos at random, none again before all of the pool were shown."""

    def __init__(self, random: Random) -> None:
        """Draw with this source of randomness."""
        self._random = random
        # A dict keeps the order in which photos were shown, which a set does not.
        self._shown: dict[str, None] = {}
        self._last: str | None = None

    def draw(self, ids: Sequence[str], without: Collection[str] = ()) -> Draw | None:
        """Draw one of `ids`, but none of `without`; None when nothing else is left.

        When all have been shown a new round begins, and it does not begin with the photo that
        ended the last one, unless there is no other.
        """
        candidates = [number for number, asset_id in enumerate(ids) if asset_id not in without]
        if not candidates:
            return None
        fresh = [number for number in candidates if ids[number] not in self._shown]
        if not fresh:
            self._begin_round(ids)
            fresh = candidates
        others = [number for number in fresh if ids[number] != self._last]
        number = self._random.choice(others or fresh)
        return Draw(ids[number], number + 1)

    def mark_shown(self, asset_id: str) -> None:
        """Remember that a photo was shown, so that the others come first."""
        self._last = asset_id
        self._shown.pop(asset_id, None)
        self._shown[asset_id] = None
        while len(self._shown) > MAX_REMEMBERED:
            del self._shown[next(iter(self._shown))]

    def _begin_round(self, ids: Sequence[str]) -> None:
        for asset_id in ids:
            self._shown.pop(asset_id, None)
