"""Arithmetic of sizes and boxes. No pixel is touched here.

Orientations are EXIF's, 1 to 8 (EXIF 2.32, tag 274). "Stored" is how a photo lies in its file,
"upright" is how it is meant to be seen.
"""

from collections.abc import Sequence
from itertools import accumulate
from math import isfinite

from .spec import Box, Face, Size

UPRIGHT = 1
ORIENTATIONS = range(1, 9)

# Going from upright to stored: first the mirrorings, then the exchange of the axes.
_MIRRORS_X = frozenset({2, 3, 6, 7})
_MIRRORS_Y = frozenset({3, 4, 7, 8})
_TRANSPOSES = frozenset({5, 6, 7, 8})


def turned(size: Size, orientation: int) -> Size:
    """Give a stored size upright, or an upright one stored: the same exchange both ways."""
    return size.transposed if orientation in _TRANSPOSES else size


def stored_box(box: Box, upright: Size, orientation: int) -> Box:
    """Find a box of the upright photo in the photo as it is stored."""
    left, top, right, bottom = box.left, box.top, box.right, box.bottom
    if orientation in _MIRRORS_X:
        left, right = upright.width - right, upright.width - left
    if orientation in _MIRRORS_Y:
        top, bottom = upright.height - bottom, upright.height - top
    if orientation in _TRANSPOSES:
        return Box(top, left, bottom, right)
    return Box(left, top, right, bottom)


def whole(size: Size) -> Box:
    """Box in everything."""
    return Box(0, 0, size.width, size.height)


def cover_window(source: Size, target: Size) -> Size:
    """Give the largest window of the target's shape that fits into the source.

    It spans the source in one direction at least, has the target's shape to within a pixel, and is
    never empty.
    """
    if source.width * target.height >= source.height * target.width:
        width = _rounded(source.height * target.width, target.height)
        return Size(max(1, width), source.height)
    height = _rounded(source.width * target.height, target.width)
    return Size(source.width, max(1, height))


def contain_scaled(source: Size, bounds: Size) -> Size:
    """Give the source's shape just as large as it fits into the bounds."""
    if source.width * bounds.height >= source.height * bounds.width:
        height = _rounded(source.height * bounds.width, source.width)
        return Size(bounds.width, max(1, height))
    width = _rounded(source.width * bounds.height, source.height)
    return Size(max(1, width), bounds.height)


def fit_inside(source: Size, bounds: Size) -> Size:
    """Give the source's shape as large as it fits into the bounds, but never larger than it is."""
    if source.width <= bounds.width and source.height <= bounds.height:
        return source
    return contain_scaled(source, bounds)


def cover_scaled(source: Size, target: Size) -> Size:
    """Give the source's shape just large enough that the target fits into it."""
    if source.width * target.height >= source.height * target.width:
        return Size(-(-source.width * target.height // source.height), target.height)
    return Size(target.width, -(-source.height * target.width // source.width))


def is_portrait(size: Size) -> bool:
    """Whether it is higher than wide; a square counts as a landscape."""
    return size.height > size.width


def visible(face: Face) -> Face | None:
    """Give the part of a face that is inside its photo; None if none is, or its box is broken."""
    if not all(map(isfinite, (face.left, face.top, face.right, face.bottom))):
        return None
    left, top = max(0.0, face.left), max(0.0, face.top)
    right, bottom = min(1.0, face.right), min(1.0, face.bottom)
    return Face(left, top, right, bottom, face.weight) if left < right and top < bottom else None


def share_kept(face: Face, source: Size, crop: Box) -> float:
    """Tell which share of a face's area in the photo is inside a crop of it, 0 to 1."""
    if (part := visible(face)) is None:
        return 0.0
    across = min(part.right, crop.right / source.width) - max(part.left, crop.left / source.width)
    down = min(part.bottom, crop.bottom / source.height) - max(part.top, crop.top / source.height)
    kept = max(0.0, across / (part.right - part.left)) * max(0.0, down / (part.bottom - part.top))
    return min(1.0, kept)


def place_window(source: Size, window: Size, left: float, top: float) -> Box:
    """Put a window near the wanted corner: on whole pixels and inside the source."""
    x = min(max(0, round(left)), source.width - window.width)
    y = min(max(0, round(top)), source.height - window.height)
    return Box(x, y, x + window.width, y + window.height)


def center_window(source: Size, window: Size) -> Box:
    """Put a window into the middle of the source."""
    left, top = (source.width - window.width) / 2, (source.height - window.height) / 2
    return place_window(source, window, left, top)


def running_totals(weights: Sequence[float]) -> list[float]:
    """Add up weights from the first on: one total more than there are weights, the first zero.

    With it the sum of any stretch is one subtraction (Crow, "Summed-area tables for texture
    mapping", SIGGRAPH 1984, in one dimension).
    """
    return [0.0, *accumulate(weights)]


def total_between(totals: Sequence[float], start: float, end: float) -> float:
    """Sum a stretch of weights by their running totals; it may begin and end inside a weight."""
    return _total_at(totals, end) - _total_at(totals, start)


def _total_at(totals: Sequence[float], place: float) -> float:
    cell = min(int(place), len(totals) - 2)
    return totals[cell] + (totals[cell + 1] - totals[cell]) * (place - cell)


def _rounded(numerator: int, denominator: int) -> int:
    """Divide whole numbers to the nearest whole number, halves up, without a float's rounding."""
    return (2 * numerator + denominator) // (2 * denominator)
