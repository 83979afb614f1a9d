"""The cues of saliency by OpenCV, where it is installed: the only file that knows of it."""

import numpy as np

from .saliency_numpy import Plane, signs

try:
    import cv2
except ImportError:  # it has no wheels for musl, which Home Assistant OS is built on
    AVAILABLE = False
else:
    AVAILABLE = True


def rarity(planes: list[Plane]) -> Plane:
    """Sum the squared image signatures of planes of one square size."""
    total: Plane = np.sum([_signature(plane) ** 2 for plane in planes], axis=0)
    return total


def detail(brightness: Plane) -> Plane:
    """Square the Laplacian of a plane, its outermost pixels repeated beyond the border."""
    laplacian = cv2.Laplacian(brightness, cv2.CV_64F, borderType=cv2.BORDER_REPLICATE)
    return np.asarray(laplacian, np.float64) ** 2


def _signature(plane: Plane) -> Plane:
    coefficients = np.asarray(cv2.dct(plane), np.float64)
    return np.asarray(cv2.idct(signs(coefficients)), np.float64)
