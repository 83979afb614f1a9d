"""What a frame remembers of photos that it showed side by side."""

import pytest

from custom_components.immich_frame.selection.history import History

from .pools import NOON, asset


@pytest.fixture
def history() -> History:
    """Remember a photo, then one with another beside it, then one more."""
    history = History()
    history.record(asset(1), NOON)
    history.record(asset(2), NOON, companion=asset(3))
    history.record(asset(4), NOON)
    return history


def test_the_photo_beside_another_comes_before_it(history: History) -> None:
    assert [history.peek(steps) for steps in (-3, -2, -1, 0)] == [*map(asset, (1, 3, 2, 4))]


def test_the_photo_beside_another_is_known(history: History) -> None:
    beside = [history.beside(steps) for steps in (-4, -3, -2, -1, 0, 1)]
    assert beside == [None, None, None, asset(3), None, None]


def test_a_walk_stops_neither_beside_a_photo_nor_beyond_the_ends(history: History) -> None:
    stops = [history.is_stop(steps) for steps in (-4, -3, -2, -1, 0, 1)]
    assert stops == [False, True, False, True, True, False]


def test_a_walk_does_not_stop_at_what_is_hidden(history: History) -> None:
    history.hide(asset(2))
    assert not history.is_stop(-1)
    history.unhide(asset(2))
    assert history.is_stop(-1)


def test_a_photo_had_its_turn_in_whatever_way_it_was_shown(history: History) -> None:
    assert not history.had_its_turn("sea", asset(4))
    history.begin_round("sea")
    history.record(asset(5), NOON, companion=asset(6))
    had = [number for number in range(1, 8) if history.had_its_turn("sea", asset(number))]
    assert had == [5, 6]


def test_every_round_begins_anew(history: History) -> None:
    history.begin_round("sea")
    history.record(asset(5), NOON)
    history.begin_round("lake")
    assert history.had_its_turn("sea", asset(5))
    assert not history.had_its_turn("lake", asset(5))
    history.begin_round("sea")
    assert not history.had_its_turn("sea", asset(5))
