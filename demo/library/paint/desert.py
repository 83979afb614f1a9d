"""Deserts: dunes with sharp crests, and table mountains of red rock."""

import numpy as np

from demo.library.paint.color import Color, mix, ramp, rgb, smooth
from demo.library.paint.land import Land, paint_land
from demo.library.paint.light import Light
from demo.library.paint.noise import Field, fractal, look_up
from demo.library.paint.terrain import Ground, Heights, View
from demo.library.paint.textures import fine, rough

CREST = 0.72
"""Where a dune is highest on its way from the gentle side to the steep one."""


def paint_dunes(rng: np.random.Generator, size: tuple[int, int], light: Light) -> Color:
    """Return a sea of sand."""
    land = Land(_dunes(rng), _sand, View(eye=44, horizon=0.4))
    return paint_land(rng, size, light, land)


def paint_mesas(rng: np.random.Generator, size: tuple[int, int], light: Light) -> Color:
    """Return red towers of rock on a plain."""
    land = Land(_towers(rng), _red_rock, View(eye=26, horizon=0.52))
    return paint_land(rng, size, light, land)


def _dunes(rng: np.random.Generator) -> Heights:
    tile = fractal(rng, 1024, 2.6, coarsest=3)
    start_x, start_z = rng.uniform(0, 1024, 2).tolist()

    def heights(x: Field, z: Field) -> Field:
        bend = look_up(tile, x * 0.5 + start_x, z * 0.5 + start_z)
        phase = x / 150 + z / 105 + bend * 2.2
        wave = phase - np.floor(phase)
        crest = np.where(wave < CREST, smooth(0, CREST, wave), smooth(1, CREST, wave))
        crest = crest + (0.5 - crest) * smooth(250, 800, z)
        swell = look_up(tile, x * 0.23 + start_z, z * 0.23 + start_x)
        return (crest * (26 + 7 * swell) + swell * 12) * (0.35 + smooth(20, 500, z))

    return heights


def _sand(ground: Ground) -> Color:
    ripples = np.sin((ground.x * 0.3 + ground.z) * 1.3 + look_up(rough(), ground.x, ground.z) * 3)
    ripples *= smooth(260, 30, ground.z)
    grain = look_up(fine(), ground.x * 5, ground.z * 5)
    shade = np.clip(0.5 + 0.10 * ripples + 0.08 * grain, 0, 1)
    return mix(rgb("c98d52"), rgb("f2c98c"), shade)


def _towers(rng: np.random.Generator) -> Heights:
    tile = fractal(rng, 1024, 2.0, coarsest=5)
    start_x, start_z = rng.uniform(0, 1024, 2).tolist()

    def heights(x: Field, z: Field) -> Field:
        large = look_up(tile, x * 0.42 + start_x, z * 0.42 + start_z)
        small = look_up(rough(), x + start_x, z + start_z)
        shape = large + 0.10 * small
        tower = 105 * smooth(0.95, 1.12, shape) + 30 * smooth(0.55, 0.98, shape)
        return tower * smooth(120, 330, z) + small * 1.2 + large * 2

    return heights


def _red_rock(ground: Ground) -> Color:
    layer = ground.height / 9 + 0.35 * look_up(rough(), ground.x * 0.5, ground.z * 0.5)
    bands = 0.5 + 0.5 * np.sin(layer * 2.4) * np.sin(layer * 0.9 + 1)
    rock = ramp([(0, rgb("8f4326")), (0.5, rgb("c06a3a")), (1, rgb("e0a06a"))], bands)
    grain = look_up(fine(), ground.x * 4, ground.z * 4)
    plain = mix(rgb("b0683f"), rgb("cf9560"), np.clip(0.5 + 0.3 * grain, 0, 1))
    scrub = smooth(0.7, 1.3, look_up(fine(), ground.x * 1.3, ground.z * 1.3))
    plain = mix(plain, rgb("6b6b3c"), 0.7 * scrub)
    return mix(plain, rock, smooth(4, 12, ground.height))
