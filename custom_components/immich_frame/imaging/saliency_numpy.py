"""The cues of saliency by numpy: the twin that is always there."""

from functools import cache

import numpy as np
from numpy.typing import NDArray

type Plane = NDArray[np.float64]

NOTHING = 1e-6  # a cosine coefficient this small is rounding, and has no sign


def rarity(planes: list[Plane]) -> Plane:
    """Sum the squared image signatures of planes of one square size."""
    total: Plane = np.sum([_signature(plane) ** 2 for plane in planes], axis=0)
    return total


def detail(brightness: Plane) -> Plane:
    """Square the Laplacian of a plane, its outermost pixels repeated beyond the border."""
    padded = np.pad(brightness, 1, mode="edge")
    neighbours = padded[:-2, 1:-1] + padded[2:, 1:-1] + padded[1:-1, :-2] + padded[1:-1, 2:]
    return (neighbours - 4 * brightness) ** 2


def signs(coefficients: Plane) -> Plane:
    """Give the sign of each coefficient, 0 for what is only rounding."""
    return np.where(np.abs(coefficients) > NOTHING, np.sign(coefficients), 0.0)


def _signature(plane: Plane) -> Plane:
    cosines = _cosines(len(plane))
    return cosines.T @ signs(cosines @ plane @ cosines.T) @ cosines


@cache
def _cosines(size: int) -> Plane:
    """Give the matrix of the orthonormal cosine transform (DCT-II), a row for each frequency."""
    frequency, sample = np.ogrid[:size, :size]
    matrix: Plane = np.cos(np.pi * frequency * (2 * sample + 1) / (2 * size)) * np.sqrt(2 / size)
    matrix[0] /= np.sqrt(2)
    return matrix
