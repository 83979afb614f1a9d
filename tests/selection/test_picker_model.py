"""The picker against a naive model of it, whatever happens in whatever order."""

from datetime import timedelta

from hypothesis import given, settings, strategies as st

from custom_components.immich_frame.selection.deck import Deck
from custom_components.immich_frame.selection.picker import (
    BY_TIME,
)
from custom_components.immich_frame.selection.pool import Pool
from custom_components.immich_frame.selection.preset import Order

from .pools import (
    DAY,
    HOUR,
    LIBRARY,
    NOON,
    asset,
    choice,
    number_of,
    picker,
    pool,
    restarted,
)

SEEDS = st.integers(min_value=0, max_value=2**32)
ORDERS = st.sampled_from(Order)


class Model:
    """What has to come of the same, in as few and as slow words as can be."""

    def __init__(self) -> None:
        self.shown: list[tuple[int, timedelta]] = []
        self.round_from = 0
        self.hidden: set[int] = set()
        self.failed: dict[int, tuple[timedelta, int]] = {}

    def show(self, number: int, now: timedelta) -> None:
        self.shown = [(other, min(at, now)) for other, at in self.shown]
        self.shown.append((number, now))
        self.failed.pop(number, None)

    def fail(self, number: int, now: timedelta) -> None:
        _at, times = self.failed.get(number, (now, 0))
        self.failed[number] = now, times + 1

    def allowed(self, now: timedelta) -> set[int]:
        self.failed = {number: (min(at, now), n) for number, (at, n) in self.failed.items()}
        waiting = {
            number
            for number, (at, times) in self.failed.items()
            if now < at + min(2 ** (times - 1), 30) * DAY
        }
        return set(range(100)) - self.hidden - waiting

    def candidates(
        self, numbers: list[int], without: set[int], now: timedelta, repeat_after: timedelta
    ) -> set[int]:
        there = set(numbers) & self.allowed(now)
        if there and there <= {number for number, _at in self.shown[self.round_from :]}:
            self.round_from = len(self.shown)
        spent = {number for number, _at in self.shown[self.round_from :]}
        recent = {number for number, at in self.shown if repeat_after and at > now - repeat_after}
        last = {number for number, _at in self.shown[-1:]}
        turns = [there - spent - recent, there - spent, there]
        for aside in (without | last, without):
            for turn in turns:
                if turn - aside:
                    return turn - aside
        return set()


NUMBERS = st.integers(min_value=0, max_value=7)
STEPS = st.one_of(
    st.tuples(st.just("draw"), ORDERS, st.sets(NUMBERS), st.booleans()),
    st.tuples(st.just("draw"), ORDERS, st.just(set[int]()), st.just(True)),
    st.tuples(st.just("pool"), st.lists(NUMBERS, unique=True)),
    st.tuples(st.just("clock"), st.integers(min_value=-40, max_value=40)),
    st.tuples(st.just("repeat"), st.integers(min_value=0, max_value=3)),
    st.tuples(st.sampled_from(["show", "hide", "unhide"]), NUMBERS),
    st.tuples(st.just("restart")),
)


@settings(max_examples=300, deadline=None)
@given(st.lists(STEPS, min_size=5, max_size=60), SEEDS)
def test_whatever_happens_the_right_ones_come(steps: list[tuple[object, ...]], seed: int) -> None:
    frame = Played(seed)
    for step in steps:
        frame.play(*step)


class Played:
    """A picker and its model, to which the same things happen."""

    def __init__(self, seed: int) -> None:
        self.picker = picker(seed)
        self.model = Model()
        self.numbers = [1, 2, 3]
        self.at = timedelta()
        self.repeat_after = timedelta()

    def play(self, name: object, *values: object) -> None:
        match name, *values:
            case "draw", Order() as order, set() as without, bool(works):
                self.draw(order, without, works=works)
            case "pool", list() as numbers:
                self.numbers = numbers
            case "clock", int(hours):
                self.at += hours * HOUR
            case "repeat", int(days):
                self.repeat_after = days * DAY
            case "show", int(number):
                self.picker.mark_shown(asset(number), NOON + self.at)
                self.model.show(number, self.at)
            case "hide", int(number):
                self.picker.hide(asset(number))
                self.model.hidden.add(number)
            case "unhide", int(number):
                self.picker.history.unhide(asset(number))
                self.model.hidden.discard(number)
            case _:
                self.picker = restarted(self.picker, 1)

    def draw(self, order: Order, without: set[int], *, works: bool) -> None:
        now, of = NOON + self.at, pool(self.numbers)
        how = choice(order, run_length=3, repeat_after=self.repeat_after)
        # The round is one from the first draw on.
        if LIBRARY.key not in {row[0] for row in self.picker.history.to_json()["rounds"]}:
            self.model.round_from = len(self.model.shown)
        right = self.model.candidates(self.numbers, without, self.at, self.repeat_after)
        draw = self.picker.draw(of, how, now, without=list(map(asset, without)))
        self.check_deck(of, order)
        assert (draw is None) == (not right)
        if draw is None:
            return
        number = number_of(draw.asset_id)
        assert number in right
        assert of.photos[draw.position - 1] == draw.asset_id
        if works:
            self.picker.mark_shown(draw.asset_id, now)
            self.model.show(number, self.at)
        else:
            self.picker.mark_failed(draw.asset_id, now)
            self.model.fail(number, self.at)

    def check_deck(self, of: Pool, order: Order) -> None:
        """Hold a deck that was kept true against one that is laid out now."""
        kept = self.picker._decks[of.query]
        new = Deck(of.photos, of.query.key, self.picker.history, by_time=order in BY_TIME)
        new.follow(NOON + self.at, self.repeat_after)
        assert kept.states == new.states
