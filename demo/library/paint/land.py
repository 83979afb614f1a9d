"""A landscape as a whole: its ground before its sky."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from demo.library.paint.color import Color
from demo.library.paint.light import Light
from demo.library.paint.perspective import paint_ground
from demo.library.paint.sky import paint_sky
from demo.library.paint.terrain import Ground, Heights, View, survey

DRY = -1000.0
"""A height of water that floods nothing."""


@dataclass(frozen=True, slots=True)
class Land:
    """How high the ground is, what colour it has without light, who sees it, where water stands."""

    heights: Heights
    surface: Callable[[Ground], Color]
    view: View
    water: float = DRY


def paint_land(rng: np.random.Generator, size: tuple[int, int], light: Light, land: Land) -> Color:
    """Return a picture of that width and height."""
    ground = survey(size[0], land.view, light, land.heights, land.water)
    sky = paint_sky(rng, size, land.view.horizon, light)
    return paint_ground(sky, land.view, light, ground, land.surface(ground))
