"""Tiles of noise that every picture shares, made once in each process."""

from functools import cache

import numpy as np

from demo.library.paint.noise import Field, fractal


@cache
def rough() -> Field:
    """Return roughness like that of slopes and scree."""
    return fractal(np.random.default_rng(22), 1024, 1.95, coarsest=10)


@cache
def fine() -> Field:
    """Return a fine texture like that of grass, sand and stone."""
    return fractal(np.random.default_rng(23), 512, 0.8)


@cache
def waves() -> Field:
    """Return small waves."""
    return fractal(np.random.default_rng(21), 512, 1.25, coarsest=8)


@cache
def clouds() -> Field:
    """Return billows."""
    return fractal(np.random.default_rng(20), 512, 1.55, coarsest=3)
