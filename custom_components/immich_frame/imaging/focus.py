"""Which part of a photo its crop keeps. Arithmetic on weights; no pixel is touched here."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp

from .geometry import center_window, cover_window, place_window, running_totals, total_between
from .spec import Box, CropMethod, Size

# How weights fade towards the photo's ends: the standard deviation of a bell curve, in lengths of
# the photo. People put what matters near the middle, and a map without such a prior loses to the
# plain centre (Judd, Ehinger, Durand and Torralba, "Learning to predict where humans look", ICCV
# 2009). From 0.25 to 0.35 the crops are equally good.
_PRIOR = 0.3

# What is in the middle of a window, this share of its length, counts twice: a subject wants room
# around it, and its outline is never found exactly.
_INNER = 0.8

# The share of what the middle window cuts off that another must win back. With less it is no better
# than a guess, and the middle is the better guess.
_SURE = 0.02


@dataclass(frozen=True, slots=True)
class Crop:
    """A box of the upright photo, in pixels of its full size, and how it was found."""

    box: Box
    method: CropMethod


def choose_crop(
    source: Size, target: Size, columns: Sequence[float], rows: Sequence[float]
) -> Crop:
    """Choose the window of the target's shape that keeps most of what matters.

    `columns` and `rows` are the sums of a saliency map along its columns and along its rows, spread
    evenly over the photo's width and height. A window that covers spans the photo in one direction,
    so the search is in the other alone, and there the sums say as much as the whole map.
    """
    window = cover_window(source, target)
    middle = center_window(source, window)
    left = _start(columns, window.width / source.width)
    top = _start(rows, window.height / source.height)
    if left is None and top is None:
        return Crop(middle, CropMethod.GRAVITY)
    box = place_window(
        source,
        window,
        middle.left if left is None else left * source.width,
        middle.top if top is None else top * source.height,
    )
    return Crop(box, CropMethod.SALIENCY)


def _start(weights: Sequence[float], length: float) -> float | None:
    """Find where a window keeps the most of the weights; None if that is no better than the middle.

    The length and the start are shares of the photo's. Between two places where an edge of the
    window, or of its inner part, meets an edge of a weight, what it keeps changes evenly: the best
    place is one of those.
    """
    cells = len(weights)
    totals = running_totals(_with_prior(weights))
    window = length * cells
    last = cells - window
    margin = window * (1 - _INNER) / 2

    def kept(start: float) -> float:
        end = start + window
        return total_between(totals, start, end) + total_between(
            totals, start + margin, end - margin
        )

    edges = (0, margin, window - margin, window)
    starts = [cell - edge for edge in edges for cell in range(cells) if 0 <= cell - edge <= last]
    best = max(starts, key=lambda start: (kept(start), -abs(start - last / 2)))
    in_middle = kept(last / 2)
    sure = kept(best) - in_middle > _SURE * (2 * totals[-1] - in_middle)
    return best / cells if sure else None


def _with_prior(weights: Sequence[float]) -> list[float]:
    """Weaken weights by their distance from the middle."""
    cells = len(weights)
    places = (((cell + 0.5) / cells - 0.5) / _PRIOR for cell in range(cells))
    return [weight * exp(-place * place / 2) for weight, place in zip(weights, places, strict=True)]
