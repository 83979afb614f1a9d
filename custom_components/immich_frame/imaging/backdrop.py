"""What lies around a photo that does not cover the frame."""

from collections.abc import Iterator

import numpy as np
from PIL import Image

from .geometry import center_window, cover_window, fit_inside
from .matte import lay_board
from .spec import Box, Fit, RenderSpec, Size

# Pixels along the longer edge of the copy that is blurred: it holds no finer detail afterwards.
_COPY_EDGE = 96

# How many times smaller than the frame the finished copy is, before its last, cheap enlargement.
_STEP = 4

# Standard deviations of the blur and of the photo's shadow, as shares of the shorter edge.
_BLUR = 0.07
_SHADOW_BLUR = 0.02

# How much of its light the copy keeps, and how much of that the shadow takes at its darkest.
_BRIGHTNESS = 0.45
_SHADOW_OPACITY = 0.6


def backdrop(copy: Image.Image, at: Box, fit: Fit, spec: RenderSpec) -> Image.Image:
    """Make a canvas of the frame's size, RGB, sRGB, for a photo that will lie at a place of it.

    Around that is the background, for BLUR a blurred, darkened copy of the photo, for MATTE a
    mount. `copy` is a small picture of the photo, RGB, sRGB.
    """
    canvas = Image.new("RGB", (spec.size.width, spec.size.height), spec.background)
    if at.size != spec.size:
        if fit is Fit.BLUR:
            _lay_copy(canvas, copy, at)
        elif fit is Fit.MATTE:
            lay_board(canvas, copy, at, spec.matte)
    return canvas


def _lay_copy(canvas: Image.Image, copy: Image.Image, at: Box) -> None:
    """Lay a blurred copy around the photo's place, enlarged only where it will be seen."""
    frame = Size(canvas.width, canvas.height)
    blurred = _blurred_copy(copy, at, frame)
    across, down = blurred.width / frame.width, blurred.height / frame.height
    for bar in _around(at, frame):
        part = (bar.left * across, bar.top * down, bar.right * across, bar.bottom * down)
        enlarged = blurred.resize((bar.width, bar.height), Image.Resampling.BILINEAR, box=part)
        canvas.paste(enlarged, (bar.left, bar.top))


def _blurred_copy(copy: Image.Image, at: Box, frame: Size) -> Image.Image:
    """Blur and darken a copy that covers the frame, with the shadow that the photo casts on it.

    It has the frame's shape and a quarter of its width and height. To there all is worked out in
    floats: rounded any earlier, dark gradients would be blocks to be seen on a large screen.
    """
    small = _small_copy(copy, frame)
    deviation = min(small.size) * _BLUR
    rows, columns = _gaussian(small.height, deviation), _gaussian(small.width, deviation)
    channels = np.moveaxis(np.asarray(small, np.float32), -1, 0)
    shadow = _shadow(at, frame, Size(small.width, small.height))
    planes = rows @ channels @ columns.T * (_BRIGHTNESS * (1 - _SHADOW_OPACITY * shadow))
    size = (-(-frame.width // _STEP), -(-frame.height // _STEP))
    scaled = (Image.fromarray(plane).resize(size, Image.Resampling.BICUBIC) for plane in planes)
    return Image.merge("RGB", [plane.convert("L") for plane in scaled])


def _small_copy(copy: Image.Image, frame: Size) -> Image.Image:
    """Make a smaller copy of the frame's shape, all of it covered by the photo."""
    source = Size(copy.width, copy.height)
    part = center_window(source, cover_window(source, frame))
    small = fit_inside(frame, Size(_COPY_EDGE, _COPY_EDGE))
    box = (part.left, part.top, part.right, part.bottom)
    return copy.resize((small.width, small.height), Image.Resampling.BOX, box=box)


def _shadow(at: Box, frame: Size, size: Size) -> np.ndarray:
    """Draw the soft shadow of a place of the frame: rows x columns of a size, 0 to 1."""
    deviation = min(size.width, size.height) * _SHADOW_BLUR
    down, across = size.height / frame.height, size.width / frame.width
    rows = _covered(size.height, at.top * down, at.bottom * down)
    columns = _covered(size.width, at.left * across, at.right * across)
    return np.outer(
        _gaussian(size.height, deviation) @ rows, _gaussian(size.width, deviation) @ columns
    )


def _covered(count: int, start: float, end: float) -> np.ndarray:
    """Give the share of each pixel of a line that a stretch covers, 0 to 1."""
    places = np.arange(count, dtype=np.float32)
    covered: np.ndarray = np.minimum(places + 1, end) - np.maximum(places, start)
    return covered.clip(0, 1)


def _gaussian(count: int, deviation: float) -> np.ndarray:
    """Weigh for each pixel of a line all pixels of that line: count x count, rows add up to 1."""
    places = np.arange(count, dtype=np.float32)
    weights: np.ndarray = np.exp(((places[:, np.newaxis] - places) / deviation) ** 2 / -2)
    weights /= weights.sum(axis=1, keepdims=True)
    return weights


def _around(at: Box, frame: Size) -> Iterator[Box]:
    """Give what a place leaves of a frame: above and below all along, then left and right."""
    bars = (
        Box(0, 0, frame.width, at.top),
        Box(0, at.bottom, frame.width, frame.height),
        Box(0, at.top, at.left, at.bottom),
        Box(at.right, at.top, frame.width, at.bottom),
    )
    return (bar for bar in bars if bar.size.area)
