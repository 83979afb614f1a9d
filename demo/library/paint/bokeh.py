"""What is far out of focus: soft colours and discs of light."""

import numpy as np
from PIL import Image, ImageFilter

from demo.library.paint.color import Color


def out_of_focus(picture: Color, radius: float) -> Color:
    """Return the picture blurred; `radius` is a share of its width."""
    image = Image.fromarray((np.clip(picture, 0, 1) * 255).astype(np.uint8))
    blurred = image.filter(ImageFilter.GaussianBlur(radius * image.width))
    return np.asarray(blurred, np.float32) / 255


def paint_bokeh(
    rng: np.random.Generator, size: tuple[int, int], colors: list[Color], discs: int
) -> Color:
    """Return a background of those colours with discs of light, as a wide lens draws it."""
    width, height = size
    cells = rng.integers(0, len(colors), (6, 8))
    base = np.stack(colors)[cells] * rng.uniform(0.75, 1.1, (6, 8, 1))
    image = Image.fromarray((np.clip(base, 0, 1) * 255).astype(np.uint8))
    image = image.resize(size, Image.Resampling.BICUBIC)
    picture = out_of_focus(np.asarray(image, np.float32) / 255, 0.05)
    down, across = np.mgrid[0:height, 0:width].astype(np.float32)
    for _ in range(discs):
        x, y = rng.uniform(0, width), rng.uniform(0, height * 0.8)
        radius = width * rng.uniform(0.012, 0.04)
        left, right = int(max(x - radius - 2, 0)), int(min(x + radius + 2, width))
        top, bottom = int(max(y - radius - 2, 0)), int(min(y + radius + 2, height))
        away = np.hypot(across[top:bottom, left:right] - x, down[top:bottom, left:right] - y)
        disc = np.clip(radius - away, 0, 1) * (0.16 + 0.16 * (away / radius) ** 6)
        glow = np.clip(colors[rng.integers(len(colors))] * 1.5 + 0.15, 0, 1)
        part = picture[top:bottom, left:right]
        part += (glow - part) * disc[..., None]
    return picture
