"""What of a photo has to survive its crop: the faces, and room around them. Arithmetic.

A window that covers a frame spans the photo in one direction, so faces are only ever lost along the
other. Everything here is about stretches along one direction, in pixels of the upright photo.
"""

from collections.abc import Iterable, Sequence
from math import ceil, floor, isfinite

from .geometry import visible
from .spec import Box, Face, Size

type _Stretch = tuple[int, int]
type _Margins = tuple[tuple[float, float], ...]

# The room that a face should have before it and after it, in its own widths and heights: first for
# the whole head, then for the person's bust. A detected face ends at the forehead, the chin and the
# cheeks (Yang, Luo, Loy and Tang, "WIDER FACE", CVPR 2016, which detectors are trained on). From
# there to the crown it is a quarter of the face's height, to the middle of the breast one and a
# quarter, and the shoulders are two and a half of them wide, some three and a half of the face's
# widths (Vitruvius, "De architectura" III 1, 2: the face is a tenth of the body, the head an
# eighth, crown to breast and the breast's breadth a fourth). Hair and air over the head come on
# top. That much more room below than above brings the eyes of a portrait to its upper third.
_ACROSS: _Margins = ((0.2, 0.2), (1.25, 1.25))
_DOWN: _Margins = ((0.3, 0.1), (0.5, 1.25))

# However small a face is, it should be this share of the window's length away from its ends.
_CLEAR = 0.1

# A coordinate this close to a pixel's edge, in pixels, is on it but for a float's rounding.
_ROUNDING = 1e-6


def all_fit(source: Size, window: Size, faces: Sequence[Face]) -> bool:
    """Whether a window of this size can keep every face of the photo whole."""
    sound = _sound(faces)
    if not sound:
        return True
    left, right = _hull(_across(source, sound))
    top, bottom = _hull(_down(source, sound))
    return right - left <= window.width and bottom - top <= window.height


def keep_box(source: Size, window: Size, faces: Sequence[Face]) -> Box | None:
    """Box in what a window of this size must keep: never larger than that, None without faces.

    It holds all faces if they fit into such a window, or else those that weigh most together; of a
    face larger than the window its middle. Around them it has room for heads, then for busts, then
    to be clear of the window's ends: as much as there is space for, and as the photo has. Faces
    that are broken, empty, outside the photo or without weight count for nothing.
    """
    kept = _kept_together(source, window, _sound(faces))
    if not kept:
        return None
    left, right = _keep(_across(source, kept), source.width, window.width, _ACROSS)
    top, bottom = _keep(_down(source, kept), source.height, window.height, _DOWN)
    return Box(left, top, right, bottom)


def _sound(faces: Iterable[Face]) -> list[Face]:
    """Cut faces to what the photo shows of them, and leave out what is broken or worth nothing."""
    parts = (visible(face) for face in faces)
    return [part for part in parts if part and isfinite(part.weight) and part.weight > 0]


def _across(source: Size, faces: Iterable[Face]) -> list[_Stretch]:
    return [_pixels(face.left, face.right, source.width) for face in faces]


def _down(source: Size, faces: Iterable[Face]) -> list[_Stretch]:
    return [_pixels(face.top, face.bottom, source.height) for face in faces]


def _pixels(low: float, high: float, length: int) -> _Stretch:
    """Find the whole pixels that hold a stretch given in shares of the photo; one at the least."""
    start = min(floor(low * length + _ROUNDING), length - 1)
    return start, max(ceil(high * length - _ROUNDING), start + 1)


def _hull(stretches: Iterable[_Stretch]) -> _Stretch:
    starts, ends = zip(*stretches, strict=True)
    return min(starts), max(ends)


def _middle(stretch: _Stretch, window: int) -> _Stretch:
    """Cut a stretch that is longer than the window down to its middle."""
    start, end = stretch
    surplus = max(0, end - start - window)
    return start + surplus // 2, end - (surplus - surplus // 2)


def _kept_together(source: Size, window: Size, faces: Sequence[Face]) -> list[Face]:
    """Choose the faces that weigh most of those that one window holds.

    Among equals it is the window that shows more of the rest, then the one nearer to the middle.
    What a window keeps is most where one of its ends meets an end of a face.
    """
    if window.width < source.width:
        stretches, reach, last = _across(source, faces), window.width, source.width - window.width
    else:
        stretches, reach, last = _down(source, faces), window.height, source.height - window.height
    parts = [_middle(stretch, reach) for stretch in stretches]
    starts = {min(max(0, place), last) for start, end in parts for place in (start, end - reach)}

    def shares(at: int) -> list[float]:
        return [_share(part, at, at + reach) for part in parts]

    def worth(at: int) -> tuple[float, float, float]:
        kept = [(share, face.weight) for share, face in zip(shares(at), faces, strict=True)]
        whole = sum(weight for share, weight in kept if share == 1)
        return whole, sum(share * weight for share, weight in kept), -abs(at - last / 2)

    best = max(sorted(starts), key=worth, default=0)
    return [face for face, share in zip(faces, shares(best), strict=True) if share == 1]


def _share(stretch: _Stretch, start: int, end: int) -> float:
    """Tell which share of a stretch lies between two places."""
    inside = min(stretch[1], end) - max(stretch[0], start)
    return max(0, inside) / (stretch[1] - stretch[0])


def _keep(stretches: Sequence[_Stretch], length: int, window: int, margins: _Margins) -> _Stretch:
    """Widen what holds the faces by one margin after another, as far as the window is long."""
    keep: tuple[float, float] = _hull(_middle(stretch, window) for stretch in stretches)
    for before, after in margins:
        wider = [_widened(stretch, before, after) for stretch in stretches]
        keep = _grown(keep, wider, length, window)
    clear = window * _CLEAR
    keep = _grown(keep, [(start - clear, end + clear) for start, end in stretches], length, window)
    # Rounding inwards takes from the margins alone: the faces end on whole pixels.
    return ceil(keep[0]), floor(keep[1])


def _widened(stretch: _Stretch, before: float, after: float) -> tuple[float, float]:
    start, end = stretch
    return start - before * (end - start), end + after * (end - start)


def _grown(
    keep: tuple[float, float], wider: Sequence[tuple[float, float]], length: int, window: int
) -> tuple[float, float]:
    """Grow towards the hull of wider stretches, on both sides by the same share of what is missing.

    The photo's ends bound it first: room that is not there on one side is left to the other.
    """
    start, end = keep
    before = start - max(0, min(start, *(low for low, _ in wider)))
    after = min(length, max(end, *(high for _, high in wider))) - end
    space = window - (end - start)
    share = min(1, space / (before + after)) if before + after > 0 else 0
    return start - share * before, end + share * after
