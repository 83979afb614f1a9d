"""Reads what a ranked source finds, best first."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import chain, zip_longest
from typing import Final

from ..immich.models import ListedAsset
from .bursts import best_of_bursts
from .candidates import Candidates
from .listings import Listing

MAX_ANSWERS: Final = 10
"""How many pages of a ranking are read: it never cuts off, and fits ever less."""


@dataclass(slots=True)
class _Found:
    """What passes of one listing, best first, and how many answers that took."""

    listing: Listing
    photos: list[ListedAsset] = field(default_factory=list)
    answers: int = 0


class Ranking:
    """The best photos that pass, each once: what was read stays read."""

    def __init__(self, limit: int, burst_seconds: int | None) -> None:
        """Want so many photos, with `burst_seconds` one of each burst."""
        self._limit = limit
        self._burst_seconds = burst_seconds
        self._found: list[_Found] = []

    async def read(self, candidates: Candidates) -> list[ListedAsset]:
        """Read until there are enough of prepared candidates, and return the best.

        Immich ranks the timeline and the archive apart, without a score: so they take turns.
        Raises what `Candidates.read` raises.
        """
        if not self._found:
            self._found = [_Found(listing) for listing in candidates.listings]
        for found in self._found:
            while not self._is_enough(found):
                found.photos += await candidates.read(found.listing)
                found.answers += 1
        turns = zip_longest(*(found.photos for found in self._found))
        return self._distinct([photo for photo in chain.from_iterable(turns) if photo])[
            : self._limit
        ]

    def _is_enough(self, found: _Found) -> bool:
        return (
            found.listing.is_done
            or found.answers >= MAX_ANSWERS
            or len(self._distinct(found.photos)) >= self._limit
        )

    def _distinct(self, photos: Sequence[ListedAsset]) -> list[ListedAsset]:
        # Before 3.1 pages may repeat photos that fit equally well.
        each_once = list({photo.id: photo for photo in reversed(photos)}.values())[::-1]
        if self._burst_seconds is None:
            return each_once
        return best_of_bursts(each_once, self._burst_seconds)
