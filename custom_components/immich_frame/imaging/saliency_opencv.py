"""The cues of saliency by OpenCV, where it is installed: the only file that knows of it."""

import numpy as np

from .saliency_numpy import SPREAD, Plane, sides

try:
    import cv2
except ImportError:  # it has no wheels for musl, which Home Assistant OS is built on
    AVAILABLE = False
else:
    AVAILABLE = True


def squared_laplacian(brightness: Plane) -> Plane:
    """Square the Laplacian of a plane, its outermost pixels repeated beyond the border."""
    laplacian = cv2.Laplacian(brightness, cv2.CV_64F, borderType=cv2.BORDER_REPLICATE)
    return np.asarray(laplacian, np.float64) ** 2


def strangeness(colors: Plane) -> Plane:
    """Square the Mahalanobis distance of colours from the side that they are most like."""
    least: Plane = np.min([_squared_distance(colors, side) for side in sides(colors)], axis=0)
    return least


def _squared_distance(colors: Plane, side: Plane) -> Plane:
    """Square the Mahalanobis distance of colours from a set of colours."""
    flags = cv2.COVAR_NORMAL | cv2.COVAR_ROWS | cv2.COVAR_SCALE
    channels = side.shape[1]
    spread, mean = cv2.calcCovarMatrix(side, np.empty((1, channels)), flags, ctype=cv2.CV_64F)
    inverse = cv2.invert(spread + SPREAD * np.eye(channels), flags=cv2.DECOMP_CHOLESKY)[1]
    away = colors - mean
    squares: Plane = np.sum(cv2.transform(away, inverse) * away, axis=2)
    return squares
