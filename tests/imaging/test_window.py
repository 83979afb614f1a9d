"""Where along a photo a window keeps most."""

from math import exp

from hypothesis import given, strategies as st
import pytest

from custom_components.immich_frame.imaging.window import best_start

LENGTHS = st.floats(0.05, 0.95)
WEIGHTS = st.lists(st.floats(0, 1, allow_subnormal=False), min_size=1, max_size=24)


def spike(cells: int, at: int) -> list[float]:
    """Lay all weight into one cell."""
    return [float(cell == at) for cell in range(cells)]


def kept(weights: list[float], start: float, length: float) -> float:
    """Add up what a window keeps the plain way: the bell curve, the inner part counted twice."""
    cells = len(weights)
    total = 0.0
    for cell, weight in enumerate(weights):
        bell = exp(-(((((cell + 0.5) / cells) - 0.5) / 0.4) ** 2) / 2)
        for inset in (0, length * 0.1):
            end = min((cell + 1) / cells, start + length - inset)
            share = max(0.0, end - max(cell / cells, start + inset)) * cells
            total += share * weight * bell
    return total


@pytest.mark.parametrize("at", [0, 5, 12, 19])
def test_window_keeps_what_weighs_most(at: int) -> None:
    start = best_start(spike(20, at), 0.3)
    assert start is not None
    assert start <= at / 20
    assert start + 0.3 >= (at + 1) / 20


@pytest.mark.parametrize(
    ("weights", "length"),
    [
        ([1.0] * 20, 0.4),
        ([0.0] * 20, 0.4),
        ([1.0], 0.4),
        (spike(21, 10), 0.4),
        (spike(20, 3), 1.0),
    ],
    ids=["even", "nothing", "one cell", "in the middle", "no way to move"],
)
def test_middle_stays_when_nothing_is_better(weights: list[float], length: float) -> None:
    assert best_start(weights, length) is None


def test_a_little_more_is_only_a_guess() -> None:
    assert best_start([1.0] * 10 + [1.01] * 10, 0.6) is None


@given(WEIGHTS, LENGTHS)
def test_no_other_window_keeps_more(weights: list[float], length: float) -> None:
    middle = (1 - length) / 2
    start = best_start(weights, length)
    best = max(kept(weights, (1 - length) * step / 200, length) for step in range(201))
    if start is None:
        total = 2 * sum(weights)
        assert best - kept(weights, middle, length) <= 0.02 * total + 1e-9
    else:
        assert -1e-9 <= start <= 1 - length + 1e-9
        assert kept(weights, start, length) >= best - 1e-9
