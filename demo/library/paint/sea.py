"""Seas: waves to the horizon with the sun in them, and beaches."""

import numpy as np

from demo.library.paint.color import Color, mix, rgb, smooth
from demo.library.paint.light import Light
from demo.library.paint.noise import Field, look_up
from demo.library.paint.sky import paint_sky
from demo.library.paint.textures import fine, waves

EYE = 3.0
"""Height of the eye over the water, in the units of its waves."""


def paint_sea(rng: np.random.Generator, size: tuple[int, int], light: Light) -> Color:
    """Return the open sea under its sky."""
    horizon = 0.44
    sky = paint_sky(rng, size, horizon, light)
    return _with_water(rng, sky, horizon, light)


def paint_beach(rng: np.random.Generator, size: tuple[int, int], light: Light) -> Color:
    """Return a beach with the sea coming in."""
    horizon = 0.36
    sky = paint_sky(rng, size, horizon, light)
    return _with_sand(rng, _with_water(rng, sky, horizon, light), light)


def _with_water(rng: np.random.Generator, sky: Color, horizon: float, light: Light) -> Color:
    rows, columns = sky.shape[:2]
    first = int(rows * horizon)
    below = (np.arange(rows - first, dtype=np.float32)[:, None] + 0.7) / rows
    distance = EYE * 0.1 / below
    across = np.linspace(0, 1, columns, dtype=np.float32)[None, :]
    x: Field = (across - 0.5) * distance * columns / rows
    slope = _slope(x, distance, rng.uniform(0, 512))
    far = np.exp(-below / 0.10)
    deep, bright = light.shade * rgb("5f97a6") * 1.15, mix(light.middle, light.horizon, 0.35)
    facing = np.clip(0.30 + 0.23 * slope + 0.42 * far, 0, 1)
    water = mix(deep, bright, facing)
    water = mix(water, rgb("ffffff") * light.sun, _glitter(slope, across, below, light))
    water = mix(water, light.horizon, 0.75 * np.exp(-below / 0.012) + 0 * slope)
    out = sky.copy()
    out[first:] = water
    return out


def _slope(x: Field, z: Field, start: float) -> Field:
    """Return how much the waves lean towards the eye; far ones are lost in one another."""
    swell = look_up(waves(), x * 14 + start, z * 42 + start)
    chop = look_up(waves(), x * 60 + start, z * 150)
    ripple = look_up(waves(), x * 230, z * 480 + start)
    near = np.exp(-z / 9)
    waves_near: Field = 0.65 * swell + 0.56 * chop + 0.5 * ripple
    slope: Field = 0.35 * swell + 0.14 * chop + waves_near * near
    return slope


def _glitter(slope: Field, across: Field, below: Field, light: Light) -> Field:
    """Return the sun's path: sparks that are denser under the sun and towards the horizon."""
    width = 0.03 + 0.16 * below
    path = np.exp(-(((across - light.sun_across) / width) ** 2)) * np.exp(-below / 0.55)
    sparks = smooth(1.0, 2.2, slope + 1.5 * path - 1.6 * below)
    lit: Field = np.clip(sparks * path * light.glow * 2.4, 0, 1)
    return lit


def _with_sand(rng: np.random.Generator, sea: Color, light: Light) -> Color:
    """Lay a beach before the sea, wet where the last wave was."""
    rows, columns = sea.shape[:2]
    down = np.linspace(0, 1, rows, dtype=np.float32)[:, None]
    across = np.linspace(0, 1, columns, dtype=np.float32)[None, :]
    start = rng.uniform(0, 512)
    line = look_up(waves(), across * 26 + start, across * 3)
    shore = 0.68 + 0.11 * (across - 0.5) + 0.012 * line
    landward = down - shore
    scale = 1 / (down - 0.3)
    grain = look_up(fine(), (across - 0.5) * 700 * scale, 900 * scale)
    dune = look_up(waves(), (across - 0.5) * 40 * scale + start, 90 * scale)
    sand = mix(rgb("b08d5f"), rgb("e8cfa0"), np.clip(0.55 + 0.10 * grain + 0.14 * dune, 0, 1))
    sand = sand * mix(light.shade, light.sun, 0.78) * 1.15
    wet = mix(sand * 0.52, light.horizon, np.full(sand.shape[:2], 0.28, np.float32))
    sand = mix(wet, sand, smooth(0.05, 0.11, landward + 0.008 * dune))
    foam_edge = np.abs(landward + 0.006 * look_up(waves(), across * 90, down * 200))
    foam = np.exp(-((foam_edge / 0.010) ** 2)) + 0.8 * np.exp(-(((landward + 0.085) / 0.02) ** 2))
    torn = smooth(-0.5, 0.9, look_up(waves(), across * 120 + start, down * 420))
    picture = mix(sea, sand, smooth(-0.004, 0.006, landward))
    return mix(
        picture, rgb("ffffff") * mix(light.shade, light.sun, 0.85), np.clip(foam, 0, 1) * torn
    )
