"""Fields of flowers, in rows that run to the horizon."""

import numpy as np

from demo.library.paint.color import Color, mix, rgb, smooth
from demo.library.paint.light import Light
from demo.library.paint.noise import Field, look_up
from demo.library.paint.sky import paint_sky
from demo.library.paint.textures import fine, rough

HORIZON = 0.42


def paint_rows(
    rng: np.random.Generator, size: tuple[int, int], light: Light, colors: tuple[Color, ...]
) -> Color:
    """Return a field whose rows of flowers are each in one of the colours, two by two."""
    width, height = size
    picture = _with_far_hills(rng, paint_sky(rng, size, HORIZON, light), light)
    first = int(height * HORIZON)
    below = (np.arange(height - first, dtype=np.float32)[:, None] + 0.8) / height
    distance = 0.30 / below
    across = np.linspace(-0.5, 0.5, width, dtype=np.float32)[None, :] * width / height
    x = (across - rng.uniform(-0.15, 0.15)) * distance * 2.4
    row = x * 1.1
    number = np.floor(row)
    palette = np.stack(colors)[(number.astype(int) // 2) % len(colors)]
    ground = _ground(x, distance, np.abs(row - number - 0.5) * 2, palette, light)
    haze = np.clip(1 - np.exp(-distance / 42), 0, 0.85)
    picture[first:] = mix(ground, light.haze, haze)
    return picture


def _ground(x: Field, distance: Field, aside: Field, palette: Color, light: Light) -> Color:
    """Return plants and the earth between them; `aside` is 0 in the middle of a row, 1 between."""
    near = np.exp(-distance / 6)
    heads = look_up(rough(), x * 520 + 31, distance * 640) * (0.35 + 0.65 * near)
    leaves = look_up(fine(), x * 240, distance * 330)
    bloom = palette * np.clip(0.85 + 0.28 * heads * (0.3 + near), 0.3, 1.35)[..., None]
    green = mix(rgb("35502a"), rgb("6d8a3d"), np.clip(0.5 + 0.25 * leaves, 0, 1))
    earth = mix(rgb("5a4630"), rgb("8a7048"), np.clip(0.5 + 0.3 * leaves, 0, 1))
    plants = mix(green, bloom, smooth(-0.6, 0.5, 0.7 * heads + 1.0 - 1.35 * aside))
    ground = mix(plants, earth, smooth(0.80, 0.92, aside + 0.05 * leaves))
    return ground * mix(light.shade, light.sun, np.clip(0.95 - 0.35 * aside, 0, 1)) * 1.12


def _with_far_hills(rng: np.random.Generator, sky: Color, light: Light) -> Color:
    rows, columns = sky.shape[:2]
    down = np.linspace(0, 1, rows, dtype=np.float32)[:, None]
    line = np.linspace(0, 60, columns, dtype=np.float32)[None, :]
    for step in range(3):
        start = rng.uniform(0, 1024)
        ridge = look_up(rough(), line * (1 + step) + start, line * 0 + start)
        top = HORIZON - (0.035 - 0.012 * step) - 0.012 * ridge
        color = mix(light.haze, light.shade * rgb("b9d0a8") * 1.3, 0.3 + 0.2 * step)
        sky = mix(sky, color, smooth(-0.001, 0.001, down - top))
    return sky
