"""Forests: rows of firs, each nearer one darker, with mist between them."""

from dataclasses import dataclass

import numpy as np
from PIL import ImageDraw

from demo.library.paint.color import Color, mix, rgb, smooth
from demo.library.paint.drawing import mask
from demo.library.paint.light import Light
from demo.library.paint.noise import Field, look_up
from demo.library.paint.sky import paint_sky
from demo.library.paint.textures import clouds

ROWS = 6


@dataclass(frozen=True, slots=True)
class Fir:
    """A fir's foot and height, in pixels."""

    x: float
    foot: float
    height: float
    width: float


def paint_misty_forest(rng: np.random.Generator, size: tuple[int, int], light: Light) -> Color:
    """Return a wooded valley in the mist."""
    width, height = size
    picture = paint_sky(rng, size, 0.6, light)
    near = light.shade * rgb("6f8a78") * 0.9
    for row in range(ROWS):
        depth = 1 - row / (ROWS - 1)
        base = height * (0.42 + 0.56 * (row / (ROWS - 1)) ** 1.25)
        ground = _ground_line(rng, width, base, height * 0.05)
        firs = _row(rng, ground, height * (0.07 + 0.30 * (1 - depth) ** 1.6))
        cover = np.maximum(_firs_mask(size, firs, rng), _below(ground, size))
        picture = mix(picture, mix(near, light.haze, 0.12 + 0.8 * depth**0.8), cover)
        picture = _misted(rng, picture, base, light, 0.55 * depth + 0.1)
    return picture


def plant_firs(
    rng: np.random.Generator, picture: Color, color: Color, base: float, tallest: float
) -> Color:
    """Return the picture with a row of firs before it; base and height 0..1 of the picture."""
    height, width = picture.shape[:2]
    ground = _ground_line(rng, width, height * base, height * 0.04)
    firs = _row(rng, ground, height * tallest)
    cover = np.maximum(_firs_mask((width, height), firs, rng), _below(ground, (width, height)))
    return mix(picture, color, cover)


def _ground_line(rng: np.random.Generator, width: int, base: float, roll: float) -> Field:
    points = base + np.convolve(rng.normal(0, roll, 9), [0.25, 0.5, 0.25], "same")
    line: Field = np.interp(np.linspace(0, 8, width), np.arange(9), points)
    return line.astype(np.float32)


def _row(rng: np.random.Generator, ground: Field, tallest: float) -> list[Fir]:
    spacing = tallest * 0.20
    firs = []
    x = -spacing
    while x < len(ground) + spacing:
        height = tallest * rng.uniform(0.45, 1.0)
        foot = ground[int(np.clip(x, 0, len(ground) - 1))] + tallest * 0.03
        firs.append(Fir(x, float(foot), height, height * rng.uniform(0.15, 0.22)))
        x += spacing * rng.uniform(0.4, 2.0)
    return firs


def _below(ground: Field, size: tuple[int, int]) -> Field:
    down = np.arange(size[1], dtype=np.float32)[:, None]
    return np.clip(down - ground[None, :] + 0.5, 0, 1)


def _firs_mask(size: tuple[int, int], firs: list[Fir], rng: np.random.Generator) -> Field:
    outlines = [_outline(fir, rng) for fir in firs]

    def draw(canvas: ImageDraw.ImageDraw, finer: int) -> None:
        for outline in outlines:
            canvas.polygon([(x * finer, y * finer) for x, y in outline], fill=255)

    return mask(size, draw)


def _outline(fir: Fir, rng: np.random.Generator) -> list[tuple[float, float]]:
    """Return a fir's outline: branches that grow longer from top to foot, tip by tip."""
    tiers = int(np.clip(fir.height / 9, 7, 26))
    down = np.linspace(0.04, 1.0, tiers)
    tips = fir.width * down**0.85 * rng.uniform(0.75, 1.15, tiers)
    other_tips = fir.width * down**0.85 * rng.uniform(0.75, 1.15, tiers)
    top = (fir.x, fir.foot - fir.height)
    right, left = [], []
    for level, tip, other_tip in zip(down, tips, other_tips, strict=True):
        y = fir.foot - fir.height * (1 - level)
        droop = 0.35 * fir.height / tiers
        right += [(fir.x + tip, y + droop), (fir.x + tip * 0.42, y)]
        left += [(fir.x - other_tip, y + droop), (fir.x - other_tip * 0.42, y)]
    return [top, *right, *reversed(left)]


def _misted(
    rng: np.random.Generator, picture: Color, base: float, light: Light, most: float
) -> Color:
    """Lay a bank of mist along the feet of a row of trees."""
    height, columns = picture.shape[:2]
    down = np.arange(height, dtype=np.float32)[:, None]
    across = np.linspace(0, 160, columns, dtype=np.float32)[None, :]
    start = rng.uniform(0, 512)
    billow = look_up(clouds(), across + start, down / height * 330 + start)
    bank = np.exp(-(((down - base - 0.03 * height) / (0.085 * height)) ** 2))
    glow = mix(light.haze, light.horizon, 0.55)
    return mix(picture, glow, most * bank * smooth(-1.6, 1.2, billow))
