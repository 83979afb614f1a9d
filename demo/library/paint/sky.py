"""Skies: a gradient, the glow of the sun, and clouds on a plane high above."""

import math

import numpy as np

from demo.library.paint.color import Color, mix, ramp, smooth
from demo.library.paint.light import Light
from demo.library.paint.noise import Field, look_up
from demo.library.paint.textures import clouds

CLOUDS_END = 1.02
"""Where the last clouds are, just below the horizon at 1."""


def paint_sky(
    rng: np.random.Generator, size: tuple[int, int], horizon: float, light: Light
) -> Color:
    """Return a sky of that width and height; below `horizon` (0..1 from the top) it goes on."""
    width, height = size
    down = np.linspace(0, 1, height, dtype=np.float32)[:, None] / max(horizon, 0.05)
    across = np.linspace(0, 1, width, dtype=np.float32)[None, :]
    stops = [(0.0, light.zenith), (0.55, light.middle), (1.0, light.horizon)]
    sky = np.repeat(ramp(stops, down), width, axis=1)
    sun = _nearness(down, across, light, width / height * max(horizon, 0.05) ** -1)
    sky = mix(sky, light.sun, light.glow * np.exp(-((sun / 0.35) ** 2)))
    if light.clouds:
        seen = int(height * min(horizon * CLOUDS_END, 1.0))
        aside = (across - 0.5) * width / height
        colors, cover = _clouds(rng, down[:seen], aside, sun[:seen], light)
        sky[:seen] = mix(sky[:seen], colors, cover)
    return _with_sun(sky, sun, light) if 0 < light.sun_height < 1 else sky


def _nearness(down: Field, across: Field, light: Light, aspect: float) -> Field:
    """Return the distance from the sun, in heights of the sky."""
    away: Field = np.hypot((across - light.sun_across) * aspect, down - (1 - light.sun_height))
    return away


def _with_sun(sky: Color, sun: Field, light: Light) -> Color:
    halo = 0.75 * np.exp(-(sun / 0.07)) * min(1.0, light.glow * 2)
    disc = smooth(0.024, 0.018, sun) * min(1.0, light.glow * 5)
    return mix(mix(sky, light.sun, halo), np.ones(3, np.float32), disc)


def _clouds(
    rng: np.random.Generator, down: Field, aside: Field, sun: Field, light: Light
) -> tuple[Color, Field]:
    """Return colours and cover of clouds: smaller and closer together near the horizon."""
    distance = 1 / np.clip(1.12 - down, 0.06, None)
    x = aside * distance * 300 + rng.uniform(0, 512)
    y = distance * 190 + rng.uniform(0, 512)
    x, y = np.broadcast_arrays(x, y)
    density = look_up(clouds(), x, y) + 0.45 * look_up(clouds(), x * 3.1, y * 3.1)
    sunward = look_up(clouds(), x + 9 * math.copysign(1, light.sun_across - 0.5), y + 9)
    least = 1.3 - 2.2 * light.clouds
    cover = smooth(least, least + 1.5, density) * smooth(CLOUDS_END, 0.8, down)
    lit = np.clip(0.62 + 0.28 * (density - sunward - 0.3) + 0.35 * np.exp(-sun / 0.4), 0, 1)
    thick = smooth(least + 0.6, least + 2.6, density)
    shade = np.clip(thick * 0.75 + (1 - lit) * 0.6, 0, 1)
    return mix(light.cloud, light.cloud_shade, shade), cover * 0.92
