"""What a phone shows: a page with a picture, lines of text and buttons."""

import numpy as np
from PIL import ImageDraw

from demo.library.paint.color import Color, mix, rgb
from demo.library.paint.drawing import mask
from demo.library.paint.light import Light

PAPER, INK, ACCENT = rgb("e9e6df"), rgb("3a3f4a"), rgb("2f6f8f")
LINES = 14
BAR = 0.06
"""The bar at the top, as a share of the height."""


def paint_screen(rng: np.random.Generator, size: tuple[int, int], _light: Light) -> Color:
    """Return a page of text below a bar and a picture; no two seeds give the same words."""
    width, height = size
    ends = rng.uniform(0.55, 0.92, LINES)

    def text(draw: ImageDraw.ImageDraw, finer: int) -> None:
        for number, end in enumerate(ends):
            top = (0.46 + 0.034 * number) * height * finer
            right = end * width * finer
            draw.rectangle((0.08 * width * finer, top, right, top + 0.012 * height * finer), 255)

    def picture(draw: ImageDraw.ImageDraw, finer: int) -> None:
        draw.rectangle((0, 0, width * finer, BAR * height * finer), 255)
        edges = (0.08 * width, 0.1 * height, 0.92 * width, 0.42 * height)
        draw.rounded_rectangle([edge * finer for edge in edges], 0.03 * width * finer, 255)

    page = np.broadcast_to(PAPER, (height, width, 3))
    down = np.linspace(0, 1, height, dtype=np.float32)[:, None]
    tinted = mix(ACCENT, rgb("8fc1b5"), np.broadcast_to(down * 2, (height, width)).clip(0, 1))
    return mix(mix(page, tinted, mask(size, picture)), INK, mask(size, text))
