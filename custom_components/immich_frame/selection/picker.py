"""Chooses the next photo of a pool."""

import asyncio
from bisect import bisect_right
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from operator import neg
from random import Random
from typing import Final

from .deck import Deck, State, nth
from .history import History, Run, put_last
from .pool import Pool, PoolQuery
from .preset import Order

BY_TIME: Final = frozenset({Order.RECENT, Order.NEWEST, Order.OLDEST, Order.RUN})

SKEW: Final = 3
"""How much RECENT prefers new photos: the newest eighth comes half the time (1/2 to the power of
3 is 1/8)."""

MAX_DECKS: Final = 4
MAX_DRAWN: Final = 64


@dataclass(frozen=True, slots=True)
class Choice:
    """How to choose: the order, how many photos a RUN has, when a photo may come again."""

    order: Order
    run_length: int
    repeat_after: timedelta


@dataclass(frozen=True, slots=True)
class Draw:
    """A photo that was drawn: its asset id and its rank in the pool, counted from 1."""

    asset_id: str
    position: int


class Picker:
    """Draws photos, none of a query again before all of its others had their turn.

    A draw alone changes nothing but that a round may begin: a photo counts once it is marked.
    """

    def __init__(self, random: Random, history: History) -> None:
        """Draw with this source of randomness, as the history says."""
        self.history = history
        self._random = random
        self._decks: dict[PoolQuery, Deck] = {}
        self._drawn: dict[str, tuple[str, Run | None]] = {}

    async def prepare(self, pool: Pool, choice: Choice, now: datetime) -> None:
        """Do what takes long for a large pool that is new, with pauses for the event loop.

        It need not be called: then the first draw takes that long.
        """
        deck = self._deck(pool, choice)
        if not deck.is_laid_out(now, choice.repeat_after):
            for _pause in deck.lay_out(now, choice.repeat_after):
                await asyncio.sleep(0)

    def draw(
        self, pool: Pool, choice: Choice, now: datetime, without: Collection[str] = ()
    ) -> Draw | None:
        """Draw a photo, but none of `without` (a few ids), hidden, or waiting after a failure.

        Photos come that were not shown in this round of the query, and of them those first that
        were not shown within `repeat_after`. The next round begins when there are no more of them;
        it does not begin with the photo that was shown last. A photo comes twice in a round only
        when `without` leaves no other. None when nothing is left at all.
        """
        deck = self._deck(pool, choice)
        deck.follow(now, choice.repeat_after)
        if deck.is_over:
            self.history.begin_round(deck.key)
            deck.follow(now, choice.repeat_after)
        seen = {self.history.peek(0), self.history.events.last}
        for aside in (seen.union(without), frozenset(without)):
            place = self._place(deck, choice.order, aside)
            if place is not None:
                self._note_run(deck, choice, place)
                return Draw(deck.photos[place], deck.ranks[place] + 1)
        return None

    def mark_shown(self, asset_id: str, now: datetime, companion: str | None = None) -> None:
        """Remember that a photo was shown, beside another or alone, and that it can be."""
        self.history.record(asset_id, now, companion)
        self.history.forget_failure(asset_id)
        if drawn := self._drawn.pop(asset_id, None):
            self.history.set_run(*drawn)

    def mark_failed(self, asset_id: str, now: datetime) -> None:
        """Remember that a photo could not be shown, so that it is not tried again for a while."""
        self.history.fail(asset_id, now)
        self._drawn.pop(asset_id, None)

    def hide(self, asset_id: str) -> None:
        """Never draw a photo again."""
        self.history.hide(asset_id)

    def _deck(self, pool: Pool, choice: Choice) -> Deck:
        by_time = choice.order in BY_TIME
        deck = self._decks.get(pool.query)
        if deck is None or not deck.is_of(pool.photos, by_time=by_time):
            deck = Deck(pool.photos, pool.query.key, self.history, by_time=by_time)
        put_last(self._decks, pool.query, deck, MAX_DECKS)
        return deck

    def _place(self, deck: Deck, order: Order, aside: Collection[str | None]) -> int | None:
        """Return the place of a photo that is not set aside, as likely as if the others were not.

        One that is set aside is taken out and another one picked: for a few that takes less time
        than to look for them among all.
        """
        states = deck.states.copy()
        while (place := self._pick(deck, order, states)) is not None:
            if deck.photos[place] not in aside:
                return place
            states[place] = State.OUT
        return None

    def _pick(self, deck: Deck, order: Order, states: bytearray) -> int | None:
        turns = (State.FRESH, State.RECENT, State.SPENT)
        state = next((state for state in turns if state in states), None)
        if state is None:
            return None
        if order is Order.RUN:
            later = states.rfind(state, 0, self._later(deck))
            if later >= 0:
                return later
        return nth(states, state, self._number(order, states.count(state)))

    def _later(self, deck: Deck) -> int:
        """Return how many photos were taken with the last one of the run or after it."""
        run = self.history.round_of(deck.key).run
        return bisect_right(deck.photos.taken, -run.taken, key=neg) if run else 0

    def _number(self, order: Order, count: int) -> int:
        match order:
            case Order.NEWEST | Order.RELEVANCE:
                return 0
            case Order.OLDEST:
                return count - 1
            case Order.RECENT:
                return int(count * self._random.random() ** SKEW)
            case _:
                return self._random.randrange(count)

    def _note_run(self, deck: Deck, choice: Choice, place: int) -> None:
        """Remember how far the run is once this photo is shown."""
        asset_id, taken = deck.photos[place], deck.photos.taken[place]
        self._drawn.pop(asset_id, None)
        if choice.order is Order.RUN:
            run = self.history.round_of(deck.key).run
            left = (run.left if run and taken >= run.taken else choice.run_length) - 1
            run = Run(taken, left) if left > 0 else None
            put_last(self._drawn, asset_id, (deck.key, run), MAX_DRAWN)
