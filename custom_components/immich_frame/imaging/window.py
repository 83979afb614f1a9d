"""Where along a photo a window keeps most of what draws the eye. Arithmetic on weights."""

from collections.abc import Callable, Sequence
from math import exp

from .geometry import running_totals, total_between

# How weights fade towards the photo's ends: the standard deviation of a bell curve, in lengths of
# the photo. People put what matters near the middle, and a map without such a prior loses to the
# plain centre (Judd, Ehinger, Durand and Torralba, "Learning to predict where humans look", ICCV
# 2009). From 0.35 to 0.5 the crops are equally good.
_PRIOR = 0.4

# What is in the middle of a window, this share of its length, counts twice: a subject wants room
# around it, and its outline is never found exactly.
_INNER = 0.8

# The share of what the middle window cuts off that another must win back. With less it is no better
# than a guess, and the middle is the better guess.
_SURE = 0.02


def best_start(weights: Sequence[float], length: float) -> float | None:
    """Find where a window keeps the most of the weights; None if that is no better than the middle.

    The length and the start are shares of the photo's.
    """
    cells = len(weights)
    window = length * cells
    last = cells - window
    middle = last / 2
    totals = running_totals(_with_prior(weights))
    kept = _keeper(totals, window)
    starts = (start for start in _turns(cells, window) if 0 < start < last)
    best = max((middle, 0.0, last, *starts), key=lambda start: (kept(start), -abs(start - middle)))
    is_sure = kept(best) - kept(middle) > _SURE * (2 * totals[-1] - kept(middle))
    return best / cells if is_sure else None


def _keeper(totals: Sequence[float], window: float) -> Callable[[float], float]:
    """Make the function that tells what a window keeps, by its start."""
    margin = window * (1 - _INNER) / 2

    def kept(start: float) -> float:
        end = start + window
        return total_between(totals, start, end) + total_between(
            totals, start + margin, end - margin
        )

    return kept


def _turns(cells: int, window: float) -> list[float]:
    """List the starts at which an edge of a window, or of its inner part, meets one of a weight.

    Between two of them what a window keeps changes evenly, so that no start between is the best.
    """
    margin = window * (1 - _INNER) / 2
    edges = (0, margin, window - margin, window)
    return [cell - edge for edge in edges for cell in range(cells + 1)]


def _with_prior(weights: Sequence[float]) -> list[float]:
    """Weaken weights by their distance from the middle."""
    cells = len(weights)
    places = (((cell + 0.5) / cells - 0.5) / _PRIOR for cell in range(cells))
    return [weight * exp(-place * place / 2) for weight, place in zip(weights, places, strict=True)]
