"""Captions: lines of text on a photo, legible on any."""

from collections.abc import Iterator, Sequence

import numpy as np
from PIL import Image

from .lettering import spelled, typeface, wrapped
from .spec import Box, CaptionPosition, CaptionStyle, Color, Size

_INK: Color = (255, 255, 255)
_SHADE: Color = (0, 0, 0)

# How much light the shade beneath the letters takes. White becomes 102 of 255, on which white has a
# contrast of 5.7 to 1 (WCAG 2.2, 1.4.3, asks for 4.5); on any other photo it is more.
_OPACITY = 0.6

# The shade fades out over these shares of `edge`, and is drawn with so many steps across. The long
# way aside makes it part of the picture; on a bright sky, a short one would look like a smudge.
_FADE_DOWN, _FADE_ASIDE = 0.25, 1.0
_STEPS = 256

# No smaller type can be read, in pixels.
_SMALLEST = 9

# The first line's height, and from one line to the next, in heights of the type.
_FIRST = 1.25
_LEADING = 1.3

# Lines are read easily up to this width, in heights of the type: about sixty letters.
_WIDEST = 30

# Texts that are looked at, and lines that each may be broken to.
_MOST_TEXTS = 8
_MOST_LINES = 3

# Televisions may hide 3.5 % of a picture at each side, and letters keep 5 % away (EBU R 95, 2017).
# The second bound is a share of the photo's own shorter edge, for photos smaller than the frame.
_MARGIN = 0.05
_MARGIN_IN_PHOTO = 0.1

# Captions take no more than this share of a photo's height.
_HIGHEST = 0.5

_TOPS = frozenset({CaptionPosition.TOP_LEFT, CaptionPosition.TOP, CaptionPosition.TOP_RIGHT})
_CENTERS = frozenset({CaptionPosition.TOP, CaptionPosition.BOTTOM})
_LEFTS = frozenset({CaptionPosition.TOP_LEFT, CaptionPosition.BOTTOM_LEFT})


def write_caption(  # noqa: PLR0913 - where, what and how, and what becomes of it afterwards
    canvas: Image.Image,
    at: Box,
    lines: Sequence[str],
    style: CaptionStyle,
    edge: int,
    *,
    solid: bool = False,
) -> None:
    """Draw lines onto the photo at `at` of an RGB canvas; lengths are shares of `edge`, in pixels.

    They are white on a soft shade of black, the first a little larger. Long lines are broken, and
    what does not fit into half the photo is cut, so nothing outside `at` changes. A line without
    any letter or digit that the font has is left out. With `solid` nothing of the photo is left
    beneath the letters, which keeps them clear on a picture that is to be dithered.
    """
    margin = round(min(edge * _MARGIN, min(at.width, at.height) * _MARGIN_IN_PHOTO))
    inner = Box(at.left + margin, at.top + margin, at.right - margin, at.bottom - margin)
    room = Size(inner.width, round(inner.height * _HIGHEST))
    block = _block(list(_set(lines, style, room, edge)), style.position)
    place = _placed(block, inner, style.position)
    if place.size.area:
        _shade(canvas, at, _to_edges(place, at, style.position), edge, 1 if solid else _OPACITY)
        canvas.paste(_INK, (place.left, place.top), block)


def _set(
    texts: Sequence[str], style: CaptionStyle, room: Size, edge: int
) -> Iterator[tuple[Image.Image, int]]:
    """Set texts in lines: each as a mask, and the height from it to the next, in pixels."""
    height = max(_SMALLEST, edge * style.height)
    width = min(room.width, round(height * _WIDEST))
    left = room.height
    for index, text in enumerate(texts[:_MOST_TEXTS]):
        size = height if index else height * _FIRST
        leading = round(size * _LEADING)
        most = min(_MOST_LINES, left // leading)
        if most < 1:
            return
        face = typeface(size, style.font)
        spelling = spelled(text, face)
        if any(map(str.isalnum, spelling)):
            for line in wrapped(spelling, face, width, most):
                yield _clipped(face.mask(line), width, leading), leading
                left -= leading


def _clipped(mask: Image.Image, width: int, height: int) -> Image.Image:
    """Cut off what a line has beyond its room: one letter may be wider than all of it."""
    return mask.crop((0, 0, min(mask.width, width), min(mask.height, height)))


def _block(lines: Sequence[tuple[Image.Image, int]], position: CaptionPosition) -> Image.Image:
    """Put lines below each other as one mask."""
    width = max((mask.width for mask, _ in lines), default=0)
    block = Image.new("L", (width, sum(leading for _, leading in lines)))
    top = 0
    for mask, leading in lines:
        block.paste(mask, (_aligned(mask.width, width, position), top))
        top += leading
    return block


def _aligned(width: int, room: int, position: CaptionPosition) -> int:
    if position in _LEFTS:
        return 0
    return (room - width) // (2 if position in _CENTERS else 1)


def _placed(block: Image.Image, inner: Box, position: CaptionPosition) -> Box:
    left = inner.left + _aligned(block.width, inner.width, position)
    top = inner.top if position in _TOPS else inner.bottom - block.height
    return Box(left, top, left + block.width, top + block.height)


def _to_edges(block: Box, at: Box, position: CaptionPosition) -> Box:
    """Extend a block to the edges of the photo that it stands at."""
    is_left, is_center, is_top = position in _LEFTS, position in _CENTERS, position in _TOPS
    return Box(
        at.left if is_left or is_center else block.left,
        at.top if is_top else block.top,
        block.right if is_left else at.right,
        block.bottom if is_top else at.bottom,
    )


def _shade(canvas: Image.Image, at: Box, core: Box, edge: int, opacity: float) -> None:
    """Darken a core of the photo evenly, and around it less and less."""
    down, aside = edge * _FADE_DOWN, edge * _FADE_ASIDE
    region = Box(
        max(at.left, int(core.left - aside)),
        max(at.top, int(core.top - down)),
        min(at.right, int(core.right + aside)),
        min(at.bottom, int(core.bottom + down)),
    )
    rows = _beyond(region.top, region.bottom, core.top, core.bottom) / down
    columns = _beyond(region.left, region.right, core.left, core.right) / aside
    near = 1 - np.hypot(rows[:, np.newaxis], columns).clip(0, 1)
    darkness = 255 * opacity * near**2
    mask = Image.fromarray(darkness.round().astype(np.uint8))
    mask = mask.resize((region.width, region.height), Image.Resampling.BILINEAR)
    canvas.paste(_SHADE, (region.left, region.top), mask)


def _beyond(start: int, end: int, core_start: int, core_end: int) -> np.ndarray:
    """Measure how far steps from start to end lie outside of the core, in pixels."""
    places = start + (np.arange(_STEPS) + 0.5) * ((end - start) / _STEPS)
    outside: np.ndarray = np.maximum(core_start - places, places - core_end)
    return outside.clip(0)
