"""Where a photo draws the eye, found on a small upright copy of it.

Two cues of equal weight, on the brightness and the two colour differences of YCbCr:

- rarity, the "image signature": rebuilt from nothing but the signs of its cosine coefficients, a
  picture is bright where something stands out from what repeats (Hou, Harel and Koch, "Image
  Signature: Highlighting Sparse Salient Regions", IEEE PAMI 34(1), 2012);
- detail, the squared Laplacian of the brightness: what the lens was focused on has detail that its
  surroundings lack (Pertuz, Puig and Garcia, "Analysis of focus measure operators", Pattern
  Recognition 46(5), 2013).

Neither knows where subjects usually are; `focus` weighs that in. Each cue exists twice, by OpenCV
and by numpy, and gives the same map to within rounding.
"""

from typing import Protocol

import numpy as np
from PIL import Image

from . import saliency_numpy, saliency_opencv
from .saliency_numpy import Plane

EDGE = 256  # the longest edge of the copy that the map is computed on

_GRID = 64  # the edge of the signature's own grid; the paper works on 64 by 48


class Cues(Protocol):
    """The two cues, in pixels of whatever planes they are given."""

    def rarity(self, planes: list[Plane]) -> Plane:
        """Sum the squared image signatures of planes."""

    def detail(self, brightness: Plane) -> Plane:
        """Square the Laplacian of a plane."""


CUES: Cues = saliency_opencv if saliency_opencv.AVAILABLE else saliency_numpy


def saliency_map(copy: Image.Image, cues: Cues = CUES) -> Plane:
    """Weigh every pixel of a small RGB copy; the weights add up to one."""
    rarity = cues.rarity(_planes(copy.resize((_GRID, _GRID), Image.Resampling.BOX)))
    detail = cues.detail(_planes(copy)[0])
    rows = np.arange(copy.height) * _GRID // copy.height
    columns = np.arange(copy.width) * _GRID // copy.width
    return (_shares(rarity[np.ix_(rows, columns)]) + _shares(detail)) / 2


def _planes(copy: Image.Image) -> list[Plane]:
    return [np.asarray(plane, np.float64) for plane in copy.convert("YCbCr").split()]


def _shares(weights: Plane) -> Plane:
    """Scale weights to add up to one; where all are nothing, all are equal."""
    total = weights.sum()
    return weights / total if total > 0 else np.full_like(weights, 1 / weights.size)
