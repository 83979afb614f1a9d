"""The cues of saliency by numpy: the twin that is always there."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

type Plane = NDArray[np.float64]

SPREAD = 100.0  # added to each channel's variance: ten levels apart is alike, however plain a side

_SIDE = 0.1  # how thick a side is, as a share of the shorter edge


def squared_laplacian(brightness: Plane) -> Plane:
    """Square the Laplacian of a plane, its outermost pixels repeated beyond the border."""
    padded = np.pad(brightness, 1, mode="edge")
    neighbours = padded[:-2, 1:-1] + padded[2:, 1:-1] + padded[1:-1, :-2] + padded[1:-1, 2:]
    return (neighbours - 4 * brightness) ** 2


def strangeness(colors: Plane) -> Plane:
    """Square the Mahalanobis distance of colours from the side that they are most like."""
    least: Plane = np.min([_squared_distance(colors, side) for side in sides(colors)], axis=0)
    return least


def sides(colors: Plane) -> Iterator[Plane]:
    """Give the colours along the top, the bottom, the left and the right, one in each row."""
    thick = max(1, round(min(colors.shape[:2]) * _SIDE))
    for side in (colors[:thick], colors[-thick:], colors[:, :thick], colors[:, -thick:]):
        yield side.reshape(-1, colors.shape[2])


def _squared_distance(colors: Plane, side: Plane) -> Plane:
    """Square the Mahalanobis distance of colours from a set of colours."""
    mean = side.mean(axis=0)
    spread = np.cov(side, rowvar=False, bias=True) + SPREAD * np.eye(len(mean))
    away = colors - mean
    squares: Plane = np.sum(away @ np.linalg.inv(spread) * away, axis=2)
    return squares
