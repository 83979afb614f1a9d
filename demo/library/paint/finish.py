"""From a painting to a photo: the camera's size, contrast, vignette and grain."""

from functools import cache

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from demo.library.paint.color import Color
from demo.library.paint.noise import Field

GRAIN = 1024


def finish(painting: Color, size: tuple[int, int], grain: float) -> Image.Image:
    """Return a photo of that size in pixels; `grain` is its deviation in 8-bit steps."""
    toned = _vignette(_contrast(np.clip(painting, 0, 1)))
    small = Image.fromarray((toned * 255 + 0.5).astype(np.uint8))
    large = np.asarray(small.resize(size, Image.Resampling.BICUBIC))
    return Image.fromarray(_grained(large, grain))


def _contrast(picture: Color) -> Color:
    """Bend tones into a gentle S and deepen colours a little."""
    curved = picture + 0.16 * (picture * picture * (3 - 2 * picture) - picture)
    grey = curved @ np.array([0.299, 0.587, 0.114], np.float32)
    return np.clip(grey[..., None] + 1.14 * (curved - grey[..., None]), 0, 1)


def _vignette(picture: Color) -> Color:
    rows, columns = picture.shape[:2]
    down = np.linspace(-1, 1, rows, dtype=np.float32)[:, None]
    across = np.linspace(-1, 1, columns, dtype=np.float32)[None, :]
    return picture * (1 - 0.11 * (down**2 + across**2) ** 1.3)[..., None]


@cache
def _grain_tile() -> Field:
    return np.random.default_rng(24).standard_normal((GRAIN, GRAIN), np.float32)


def _grained(picture: NDArray[np.uint8], strength: float) -> NDArray[np.uint8]:
    """Add the same grain to all channels, tile by tile to keep the memory small."""
    grain = np.round(_grain_tile() * strength).astype(np.int16)[..., None]
    out = np.empty_like(picture)
    for top in range(0, picture.shape[0], GRAIN):
        for left in range(0, picture.shape[1], GRAIN):
            part = picture[top : top + GRAIN, left : left + GRAIN]
            noisy = part + grain[: part.shape[0], : part.shape[1]]
            out[top : top + GRAIN, left : left + GRAIN] = np.clip(noisy, 0, 255)
    return out
