"""Night skies: stars, the Milky Way, northern lights. They bring their own light."""

import math

import numpy as np

from demo.library.paint.color import Color, mix, ramp, rgb, smooth
from demo.library.paint.forest import plant_firs
from demo.library.paint.light import Light
from demo.library.paint.noise import Field, look_up
from demo.library.paint.textures import clouds, rough

STARS_PER_PIXEL = 0.0022
BRIGHT = 0.45
"""From here on a star lights the pixels around it."""


def paint_milky_way(rng: np.random.Generator, size: tuple[int, int], _light: Light) -> Color:
    """Return the Milky Way over firs."""
    width, height = size
    down, across = _grid(size)
    sky = ramp(
        [(0, rgb("060a18")), (0.6, rgb("101a36")), (0.85, rgb("26365c")), (1, rgb("4a4f66"))],
        down + 0 * across,
    )
    angle = rng.uniform(0.35, 0.7) * math.copysign(1, rng.random() - 0.5)
    offset = (across - 0.5) * width / height + (down - 0.45) * math.tan(angle)
    start = rng.uniform(0, 512)
    billow = look_up(clouds(), across * 150 + start, down * 150)
    fine = look_up(rough(), across * 420 + start, down * 420 * height / width)
    band = np.exp(-((offset / 0.20) ** 2)) * (0.75 + 0.25 * billow)
    lane = np.exp(-(((offset + 0.025 * billow) / 0.045) ** 2)) * smooth(-0.5, 1.2, fine + billow)
    core = ramp([(0, rgb("2b3566")), (0.5, rgb("8a7f9b")), (1, rgb("ffe6c4"))], np.clip(band, 0, 1))
    sky = mix(sky, core, np.clip(band * (0.62 + 0.16 * fine) - 0.62 * lane, 0, 0.85))
    sky = _with_stars(rng, sky, 1 + 3.0 * np.clip(band - lane, 0, 1))
    return plant_firs(rng, sky, rgb("04060c"), 0.93, 0.26)


def paint_aurora(rng: np.random.Generator, size: tuple[int, int], _light: Light) -> Color:
    """Return northern lights over a dark forest."""
    down, across = _grid(size)
    sky = ramp([(0, rgb("040818")), (0.7, rgb("0d2138")), (1, rgb("1f4450"))], down + 0 * across)
    sky = _with_stars(rng, sky, np.ones(sky.shape[:2], np.float32))
    for curtain in range(3):
        sky = _with_curtain(rng, sky, 0.42 + 0.11 * curtain, 0.95 - 0.22 * curtain)
    return plant_firs(rng, sky, rgb("03070b"), 0.92, 0.22)


def _with_curtain(rng: np.random.Generator, sky: Color, base: float, strength: float) -> Color:
    """Lay one curtain of light into the sky; it is sharp below and fades upwards."""
    rows, columns = sky.shape[:2]
    down, across = _grid((columns, rows))
    start = rng.uniform(0, 512)
    line = np.zeros_like(across) + start
    fold = look_up(clouds(), across * 70 + start, line) + 0.4 * look_up(rough(), across * 150, line)
    lower = base + 0.07 * fold - 0.18 * (across - 0.5) * math.copysign(1, start - 256)
    above = lower - down
    rays = look_up(rough(), across * 900 + start + down * 20, line + down * 12)
    patches = smooth(-1.1, 0.9, look_up(clouds(), across * 45 + start, line + 200))
    tall = np.clip(0.15 + 0.05 * fold, 0.06, None)
    shine = np.where(
        above > 0, np.exp(-np.maximum(above, 0) / tall), np.exp(np.minimum(above, 0) / 0.012)
    )
    shine *= np.clip(0.62 + 0.26 * rays, 0.1, 1.3) * patches * strength
    color = ramp(
        [(0.0, rgb("d8ffd0")), (0.08, rgb("6df7a0")), (0.3, rgb("2fd08c")), (0.75, rgb("6a4fc4"))],
        above,
    )
    screened: Color = 1 - (1 - sky) * (1 - color * np.clip(shine, 0, 1)[..., None])
    return screened


def _with_stars(rng: np.random.Generator, sky: Color, crowding: Field) -> Color:
    """Scatter stars, many faint and few bright, some warm and some cold."""
    rows, columns = sky.shape[:2]
    tries = int(rows * columns * STARS_PER_PIXEL * 2)
    y, x = rng.integers(2, rows - 2, tries), rng.integers(2, columns - 2, tries)
    kept = rng.random(tries) < crowding[y, x] * 0.35
    y, x = y[kept], x[kept]
    brightness = np.clip(0.2 / (rng.random(y.size) + 0.02) ** 0.75, 0.1, 2.2)
    tint = mix(rgb("ffd9b0"), rgb("cfe0ff"), rng.random(y.size).astype(np.float32))
    out = sky.copy()
    light = tint * brightness[:, None].astype(np.float32)
    np.add.at(out, (y, x), light)
    for dy, dx in ((-1, 0), (1, 0), (0, -1), (0, 1)):
        np.add.at(out, (y + dy, x + dx), light * 0.35 * (brightness > BRIGHT)[:, None])
    return np.clip(out, 0, 1)


def _grid(size: tuple[int, int]) -> tuple[Field, Field]:
    width, height = size
    down = np.linspace(0, 1, height, dtype=np.float32)[:, None]
    across = np.linspace(0, 1, width, dtype=np.float32)[None, :]
    return np.broadcast_to(down, (height, width)), np.broadcast_to(across, (height, width))
