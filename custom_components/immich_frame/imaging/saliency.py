"""Where a photo draws the eye, found on a small upright copy of it.

A subject is what the lens was focused on and what is unlike the photo's edges. Two cues say so, and
a place has to have both, so they are multiplied:

- detail, the root mean square of the brightness's Laplacian: what is in focus has detail that its
  surroundings lack (Pertuz, Puig and Garcia, "Analysis of focus measure operators", Pattern
  Recognition 46(5), 2013);
- strangeness, the squared Mahalanobis distance of a colour from those along each of the photo's
  four sides, the least of the four: sky, ground, leaves and walls mostly reach a side, a subject
  seldom does (Wei, Wen, Zhu and Sun, "Geodesic saliency using background priors", ECCV 2012; each
  side for itself and the distance as in Zhang et al., "Minimum barrier salient object detection at
  80 FPS", ICCV 2015).

Neither knows where subjects usually are; `window` weighs that in. Each cue exists twice, by OpenCV
and by numpy, and gives the same map to within rounding.
"""

from typing import Protocol

import numpy as np
from PIL import Image

from . import saliency_numpy, saliency_opencv
from .geometry import fit_inside
from .saliency_numpy import Plane
from .spec import Size

EDGE = 256  # the longest edge of the copy that detail is found on

# The longest edge of the map. Its cells average over a few pixels, so that what is sharp along an
# outline and what is strange within it meet. From 40 to 64 cells the crops are equally good.
_GRID = 64


# Some hundredth of what a cell of most photos weighs: the traces of compression on a plain wall
# or sky weigh less, and must not decide.
_FLOOR = 0.05


class Cues(Protocol):
    """The two cues, in pixels of whatever they are given."""

    def squared_laplacian(self, brightness: Plane) -> Plane:
        """Square the Laplacian of a plane, by rows and columns."""

    def strangeness(self, colors: Plane) -> Plane:
        """Square the distance of colours, by rows, columns and channels, from the nearest side."""


CUES: Cues = saliency_opencv if saliency_opencv.AVAILABLE else saliency_numpy


def saliency_map(copy: Image.Image, cues: Cues = CUES) -> Plane:
    """Weigh the cells of a grid, by rows and columns, over a small RGB copy; they add up to one.

    The grid has the copy's shape and at most its pixels.
    """
    colors = copy.convert("YCbCr")
    size = fit_inside(Size(*copy.size), Size(_GRID, _GRID))
    grid = (size.width, size.height)
    squares = cues.squared_laplacian(np.asarray(colors.getchannel("Y"), np.float64))
    detail = np.sqrt(_averaged(squares, grid))
    cells = np.asarray(colors.resize(grid, Image.Resampling.BOX), np.float64)
    weights: Plane = detail * cues.strangeness(cells) + _FLOOR
    return weights / float(weights.sum())


def _averaged(plane: Plane, grid: tuple[int, int]) -> Plane:
    image = Image.fromarray(plane.astype(np.float32))
    return np.asarray(image.resize(grid, Image.Resampling.BOX), np.float64)
