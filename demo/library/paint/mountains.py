"""High mountains: forest below, rock and snow above, and perhaps a lake between."""

from dataclasses import dataclass, replace

import numpy as np

from demo.library.paint.color import Color, mix, rgb, smooth
from demo.library.paint.land import DRY, Land, paint_land
from demo.library.paint.light import Light
from demo.library.paint.noise import Field, fractal, look_up
from demo.library.paint.terrain import Ground, Heights, View
from demo.library.paint.textures import fine, rough

FROM_A_SLOPE = View()


@dataclass(frozen=True, slots=True)
class Mountains:
    """What kind of mountains: how high they are, where snow begins, how high a lake stands."""

    height: float = 190.0
    snow_from: float = 110.0
    lake: float = DRY
    view: View = FROM_A_SLOPE

    def paint(self, rng: np.random.Generator, size: tuple[int, int], light: Light) -> Color:
        """Return the picture."""
        land = Land(self._heights(rng), self._surface, self.view, self.lake)
        return paint_land(rng, size, light, land)

    def _heights(self, rng: np.random.Generator) -> Heights:
        tile = fractal(rng, 1024, 2.15, coarsest=2)
        start_x, start_z, bend = rng.uniform(0, 1024, 3).tolist()

        def heights(x: Field, z: Field) -> Field:
            large = look_up(tile, x * 0.55 + start_x, z * 0.55 + start_z)
            small = look_up(rough(), x * 1.1 + start_x, z * 1.1 + start_z)
            ridge = np.clip(1 - np.abs(large), -0.5, 1)
            rise = (ridge * self.height + large * 0.3 * self.height) * smooth(50, 850, z)
            rise += small * (3 + 0.055 * np.clip(rise, 0, None))
            valley = np.abs(x / z - 0.12 * np.sin(bend + z / 260))
            return rise * (0.38 + 0.62 * smooth(0.02, 0.5, valley)) + 20 * smooth(50, 850, z)

        return heights

    def _surface(self, ground: Ground) -> Color:
        grain = look_up(fine(), ground.x * 2, ground.z * 2)
        patch = look_up(rough(), ground.x * 2, ground.z * 2)
        grass = mix(rgb("55662f"), rgb("98994a"), np.clip(0.5 + 0.25 * grain, 0, 1))
        forest = mix(rgb("22381f"), rgb("42592e"), np.clip(0.5 + 0.35 * grain, 0, 1))
        rock = mix(rgb("777069"), rgb("b3aaa1"), np.clip(0.5 + 0.3 * grain, 0, 1))
        green = mix(grass, forest, smooth(-0.4, 0.2, patch))
        bare = (ground.height - 0.62 * self.snow_from) / 55 + (0.8 - ground.level) * 1.3
        land = mix(green, rock, smooth(0.0, 1.0, bare + 0.2 * patch))
        covered = smooth(self.snow_from, self.snow_from + 40, ground.height + patch * 14)
        snow = np.broadcast_to(rgb("eef3fa") * 0.84, land.shape)
        return mix(land, snow, covered * smooth(0.28, 0.6, ground.level))


ALPS = Mountains()
LAKE = replace(ALPS, lake=20.0, view=View(eye=48, horizon=0.46))
"""Mountains around a lake."""
WHITE = replace(ALPS, snow_from=-200.0)
"""Mountains deep in snow."""
