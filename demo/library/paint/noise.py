"""Fractal noise that wraps around at its edges, and looking it up at any point."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

type Field = NDArray[np.floating[Any]]
"""One value per pixel, float32: twice as fast as float64, and fine enough for colours."""

type Mask = NDArray[np.bool_]
"""One truth per pixel."""


def fractal(rng: np.random.Generator, size: int, steepness: float, coarsest: float = 1.0) -> Field:
    """Return `size` by `size` values of mean 0 and deviation 1 that tile without a seam.

    White noise is filtered to an amplitude of 1 / frequency ** `steepness`: 1 is rough like rock,
    2 is smooth like hills (spectral synthesis: Peitgen and Saupe, The Science of Fractal Images,
    1988, chapter 2). Waves longer than size / `coarsest` are left out.
    """
    spectrum = np.fft.rfft2(rng.standard_normal((size, size), np.float32))
    down = np.fft.fftfreq(size, 1 / size).astype(np.float32)[:, None]
    across = np.fft.rfftfreq(size, 1 / size).astype(np.float32)[None, :]
    frequency = np.hypot(down, across)
    frequency[0, 0] = np.inf
    spectrum *= frequency**-steepness * (frequency >= coarsest)
    values = np.fft.irfft2(spectrum, (size, size)).astype(np.float32)
    values /= values.std()
    return values


def look_up(tile: Field, x: Field, y: Field) -> Field:
    """Return the tile's values at points in its pixels, between them in proportion.

    The tile's edges wrap around; its size is a power of two.
    """
    mask = tile.shape[0] - 1
    left, top = np.floor(x), np.floor(y)
    right_share, lower_share = x - left, y - top
    column, row = left.astype(np.int32) & mask, top.astype(np.int32) & mask
    next_column, next_row = (column + 1) & mask, (row + 1) & mask
    upper = tile[row, column] * (1 - right_share) + tile[row, next_column] * right_share
    lower = tile[next_row, column] * (1 - right_share) + tile[next_row, next_column] * right_share
    between: Field = upper * (1 - lower_share) + lower * lower_share
    return between
