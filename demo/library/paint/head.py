"""A sitter's own coordinates: where each pixel of a window is on their head.

x is to the right and y down from the middle of the face, 1 being half of its height, so that a
face is drawn the same at every size and tilt.
"""

from dataclasses import dataclass
import math

import numpy as np

from demo.library.paint.color import Color, smooth
from demo.library.paint.noise import Field
from demo.library.paint.people import Sitter

CROWN = 1.75
"""How far somebody reaches above the middle of their face."""


@dataclass(frozen=True, slots=True, eq=False)
class Head:
    """The coordinates in a window of the picture, and the size of a pixel in them."""

    window: tuple[slice, slice]
    x: Field
    y: Field
    pixel: float

    @classmethod
    def reaching(cls, picture: Color, sitter: Sitter, aside: float, below: float) -> Head:
        """Return the coordinates of what is no further from the face than that."""
        rows, columns = picture.shape[:2]
        half = sitter.tall * rows / 2
        middle_x, middle_y = sitter.across * columns, sitter.down * rows
        window = (
            slice(max(int(middle_y - CROWN * half), 0), min(int(middle_y + below * half), rows)),
            slice(max(int(middle_x - aside * half), 0), min(int(middle_x + aside * half), columns)),
        )
        down, across = np.mgrid[window].astype(np.float32)
        x, y = _leaning((across - middle_x) / half, (down - middle_y) / half, sitter.tilt)
        return cls(window, x, y, 1 / half)

    def ellipse(self, x: float, y: float, wide: float, tall: float, power: float = 2) -> Field:
        """Return 1 inside an ellipse, 0 outside, with a soft edge a pixel wide."""
        soft = 1.2 * self.pixel / min(wide, tall)
        return smooth(1 + soft, 1 - soft, self.distance(x, y, wide, tall, power))

    def distance(self, x: float, y: float, wide: float, tall: float, power: float = 2) -> Field:
        """Return how far out a point is: 0 in the middle of an ellipse, 1 on its edge."""
        across, down = np.abs(self.x - x) / wide, np.abs(self.y - y) / tall
        away: Field = (across**power + down**power) ** (1 / power)
        return away

    def cloud(self, x: float, y: float, wide: float, tall: float) -> Field:
        """Return 1 in the middle of a soft spot, fading outwards."""
        across, down = (self.x - x) / wide, (self.y - y) / tall
        spot: Field = np.exp(-(across**2) - down**2)
        return spot

    def pair(self, x: float, y: float, wide: float, tall: float) -> Field:
        """Return two soft spots, one on each side."""
        return self.cloud(-x, y, wide, tall) + self.cloud(x, y, wide, tall)

    def jaw(self, wide: float, tall: float) -> Field:
        """Return how far out a point is in the shape of a face, which narrows to the chin."""
        narrowing = np.where(self.y > 0, 1 - 0.20 * np.clip(self.y, 0, 1) ** 1.8, np.float32(1))
        across, down = np.abs(self.x / (wide * narrowing)), np.abs(self.y / tall)
        away: Field = (across**2.3 + down**2.3) ** (1 / 2.3)
        return away


def _leaning(right: Field, below: Field, tilt: float) -> tuple[Field, Field]:
    """Turn the head; shoulders stay where they are, since the lean fades below the chin."""
    cos, sin = math.cos(tilt), math.sin(tilt)
    upright = smooth(1.0, 2.2, below)
    x = (right * cos + below * sin) * (1 - upright) + right * upright
    y = (below * cos - right * sin) * (1 - upright) + below * upright
    return x, y
