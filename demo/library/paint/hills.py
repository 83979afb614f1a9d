"""Rolling hills: meadows and woods in the colours of a season."""

from dataclasses import dataclass, field

import numpy as np

from demo.library.paint.color import Color, mix, ramp, rgb, smooth
from demo.library.paint.land import DRY, Land, paint_land
from demo.library.paint.light import Light
from demo.library.paint.noise import Field, fractal, look_up
from demo.library.paint.terrain import Ground, Heights, View
from demo.library.paint.textures import fine, rough

HIGH_UP = View(eye=34, horizon=0.42)
BY_THE_WATER = View(eye=30, horizon=0.45)


@dataclass(frozen=True, slots=True, eq=False)
class Hills:
    """The colours of meadows and of trees, how much of the land is wooded, how high water is."""

    meadow: tuple[Color, Color] = field(default_factory=lambda: (rgb("5d7a2e"), rgb("a8b255")))
    trees: tuple[Color, ...] = field(
        default_factory=lambda: (rgb("1f3a1c"), rgb("36562a"), rgb("5c7a37"))
    )
    wooded: float = 0.0
    water: float = DRY
    view: View = HIGH_UP

    def paint(self, rng: np.random.Generator, size: tuple[int, int], light: Light) -> Color:
        """Return the picture."""
        land = Land(self._heights(rng), self._surface, self.view, self.water)
        return paint_land(rng, size, light, land)

    def _heights(self, rng: np.random.Generator) -> Heights:
        tile = fractal(rng, 1024, 2.7, coarsest=3)
        start_x, start_z = rng.uniform(0, 1024, 2).tolist()

        def heights(x: Field, z: Field) -> Field:
            swell = look_up(tile, x * 0.6 + start_x, z * 0.6 + start_z)
            land = swell * 26 * (0.3 + smooth(10, 500, z)) + 34 * smooth(300, 1300, z)
            ashore = smooth(self.water + 0.5, self.water + 3, land)
            return land + self._trees(x, z) * ashore * 5.5

        return heights

    def _trees(self, x: Field, z: Field) -> Field:
        """Return how much of a tree's height stands at each point."""
        woods = smooth(0.1, 0.3, look_up(rough(), x * 0.8, z * 0.8) + self.wooded)
        crowns = look_up(rough(), x * 9, z * 9)
        return woods * (0.8 + 0.35 * crowns)

    def _surface(self, ground: Ground) -> Color:
        grain = look_up(fine(), ground.x * 3, ground.z * 3)
        patch = look_up(rough(), ground.x * 0.4 + 300, ground.z * 0.4)
        meadow = mix(*self.meadow, np.clip(0.5 + 0.12 * grain + 0.25 * patch, 0, 1))
        crowns = look_up(rough(), ground.x * 9, ground.z * 9)
        kinds = look_up(fine(), ground.x * 0.7, ground.z * 0.7)
        scale = [(i / (len(self.trees) - 1), color) for i, color in enumerate(self.trees)]
        trees = ramp(scale, np.clip(0.5 + 0.3 * kinds, 0, 1))
        trees *= np.clip(0.72 + 0.3 * crowns, 0.35, 1.25)[..., None]
        return mix(meadow, trees, smooth(0.2, 0.5, self._trees(ground.x, ground.z)))


SPRING = Hills()
AUTUMN = Hills(
    meadow=(rgb("8a7a35"), rgb("c4a95c")),
    trees=(rgb("7a2e1a"), rgb("c4571f"), rgb("dd9a2c"), rgb("6b7431")),
    wooded=0.6,
)
LAGOON = Hills(water=6.0, view=BY_THE_WATER)
"""Green hills around still water."""
AUTUMN_LAKE = Hills(
    meadow=(rgb("8a7a35"), rgb("c4a95c")),
    trees=(rgb("7a2e1a"), rgb("c4571f"), rgb("dd9a2c"), rgb("6b7431")),
    wooded=0.9,
    water=6.0,
    view=BY_THE_WATER,
)
