"""Which part of a photo its crop keeps. Arithmetic on faces and weights; no pixel is touched."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from .geometry import cover_window, place_window, running_totals, total_between, whole
from .keep import keep_box
from .spec import Box, CropMethod, Face, Size
from .window import best_start


@dataclass(frozen=True, slots=True)
class Crop:
    """A box of the upright photo, in pixels of its full size, and how it was found."""

    box: Box
    method: CropMethod


def choose_crop(
    source: Size,
    target: Size,
    columns: Sequence[float],
    rows: Sequence[float],
    faces: Sequence[Face] = (),
) -> Crop:
    """Choose the window of the target's shape that keeps most of what matters.

    `columns` and `rows` are the sums of a saliency map along its columns and along its rows, spread
    evenly over the photo's width and height. A window that covers spans the photo in one direction,
    so the search is in the other alone, and there the sums say as much as the whole map.

    Faces come first: they narrow the photo down to what windows that keep them can show. In there
    the weights decide, and the middle does where they are no help.
    """
    window = cover_window(source, target)
    if window == source:
        return Crop(whole(source), CropMethod.WHOLE)
    keep = keep_box(source, window, faces)
    if window.width < source.width:
        kept = None if keep is None else (keep.left, keep.right)
        start, method = _start(source.width, window.width, columns, kept)
        return Crop(place_window(source, window, start, 0), method)
    kept = None if keep is None else (keep.top, keep.bottom)
    start, method = _start(source.height, window.height, rows, kept)
    return Crop(place_window(source, window, 0, start), method)


def _start(
    length: int, window: int, weights: Sequence[float], keep: tuple[int, int] | None
) -> tuple[float, CropMethod]:
    """Find where a window begins along one direction, all in pixels, and what decided that."""
    least, most = _free_starts(length, window, keep)
    is_narrowed = most - least < length - window
    reach = most - least + window
    if is_narrowed:
        weights = _stretch(weights, least / length, (least + reach) / length)
    share = best_start(weights, window / reach) if most > least else None
    if share is None:
        middle = (least + most) / 2
        return middle, CropMethod.FACES if is_narrowed else CropMethod.GRAVITY
    return least + share * reach, CropMethod.FACES if is_narrowed else CropMethod.SALIENCY


def _free_starts(length: int, window: int, keep: tuple[int, int] | None) -> tuple[int, int]:
    """Say between which starts a window keeps what it has to; all there are if that is nothing."""
    if keep is None:
        return 0, length - window
    start, end = keep
    return max(0, end - window), min(start, length - window)


def _stretch(weights: Sequence[float], start: float, end: float) -> list[float]:
    """Spread weights anew over a part of the photo, given in shares of it, in cells as fine."""
    totals = running_totals(weights)
    first, last = start * len(weights), end * len(weights)
    cells = max(1, round(last - first))
    edges = [first + (last - first) * cell / cells for cell in range(cells + 1)]
    # Two totals that differ by rounding alone must not make a negative weight.
    return [max(0.0, total_between(totals, low, high)) for low, high in pairwise(edges)]
