"""Shapes with smooth edges, drawn with Pillow at twice the size and brought back as masks."""

from collections.abc import Callable

import numpy as np
from PIL import Image, ImageDraw

from demo.library.paint.noise import Field

FINER = 2


def mask(size: tuple[int, int], draw: Callable[[ImageDraw.ImageDraw, int], None]) -> Field:
    """Return where `draw` drew, 0..1.

    It gets a canvas and how many of its pixels make one of the mask's; it draws with fill 255.
    """
    large = Image.new("L", (size[0] * FINER, size[1] * FINER))
    draw(ImageDraw.Draw(large), FINER)
    return np.asarray(large.resize(size, Image.Resampling.BOX), np.float32) / 255


def colored(
    size: tuple[int, int], draw: Callable[[ImageDraw.ImageDraw, int], None]
) -> tuple[Field, Field]:
    """Return the colours and the mask of what `draw` drew in colours of its own."""
    large = Image.new("RGBA", (size[0] * FINER, size[1] * FINER))
    draw(ImageDraw.Draw(large), FINER)
    small = np.asarray(large.resize(size, Image.Resampling.BOX), np.float32) / 255
    return small[..., :3], small[..., 3]


def byte_color(color: Field) -> tuple[int, int, int]:
    """Return a colour as Pillow takes it."""
    red, green, blue = (int(255 * min(max(float(channel), 0), 1)) for channel in color)
    return red, green, blue
