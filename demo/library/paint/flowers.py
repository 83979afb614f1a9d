"""Flowers from near, before a soft background."""

from dataclasses import dataclass, field

import numpy as np

from demo.library.paint.bokeh import paint_bokeh
from demo.library.paint.color import Color, mix, rgb, smooth
from demo.library.paint.noise import Field, look_up
from demo.library.paint.textures import fine

FEW_RINGS = 3
"""A flower with more rings of petals is full: they reach in to its middle."""


@dataclass(frozen=True, slots=True, eq=False)
class Bloom:
    """A flower seen from above: rings of petals around a disc."""

    inner: Color
    outer: Color
    disc: Color = field(default_factory=lambda: rgb("d9a11e"))
    petals: int = 13
    rings: int = 3
    disc_size: float = 0.22
    plump: float = 0.55


DAISY = Bloom(rgb("fdf6e0"), rgb("ffffff"), petals=17, rings=2, disc_size=0.27, plump=0.8)
GERBERA = Bloom(rgb("ffb36b"), rgb("e8432e"), rgb("5a2a1a"), petals=21, plump=0.7)
DAHLIA = Bloom(rgb("7a1f6e"), rgb("f08ac0"), petals=12, rings=7, disc_size=0.08, plump=0.42)
SUNFLOWER = Bloom(rgb("e88a0c"), rgb("ffd22e"), rgb("3d2412"), petals=24, rings=2, disc_size=0.4)


def paint_bloom(rng: np.random.Generator, size: tuple[int, int], bloom: Bloom) -> Color:
    """Return one flower from near."""
    greens = [rgb("2f4a22"), rgb("4d6b2c"), rgb("7f9a48"), rgb("1f3320"), bloom.outer * 0.8]
    picture = paint_bokeh(rng, size, greens, 26)
    width, height = size
    scale = 0.37 * min(size)
    center = (width * rng.uniform(0.4, 0.6), height * rng.uniform(0.40, 0.52))
    down, across = np.mgrid[0:height, 0:width].astype(np.float32)
    picture = _with_stem(picture, across, down, center, scale)
    x, y = (across - center[0]) / scale, (down - center[1]) / (scale * 0.93)
    return _Flower(bloom, np.hypot(x, y), np.arctan2(y, x)).paint(rng, picture)


@dataclass(frozen=True, slots=True, eq=False)
class _Flower:
    """A bloom, and where each pixel is in it: how far out, and in which direction."""

    bloom: Bloom
    away: Field
    angle: Field

    def paint(self, rng: np.random.Generator, picture: Color) -> Color:
        """Lay rings of petals over the picture, from the outermost in, and the disc last."""
        bloom = self.bloom
        inwards = 0.72 if bloom.rings > FEW_RINGS else 0.28
        for ring in range(bloom.rings):
            share = ring / max(bloom.rings - 1, 1)
            turn = rng.uniform(0, np.pi) + ring * np.pi / bloom.petals
            picture = self._with_petals(picture, turn, 1 - inwards * share, share)
        return self._with_disc(picture)

    def _with_petals(self, picture: Color, turn: float, reach: float, share: float) -> Color:
        """Lay one ring of petals over the picture, with its shadow below."""
        bloom, angle = self.bloom, self.angle + turn
        petals = angle * bloom.petals / (2 * np.pi)
        number = np.floor(petals)
        across = (petals - number - 0.5) * 2
        uneven = 1 + 0.07 * np.sin(number * 12.9898 + share * 7)
        outline = np.clip(1 - np.abs(across) ** (2.4 + 2 * bloom.plump), 0, 1) ** 0.55
        inside = reach * uneven * outline - self.away
        picture = mix(picture, rgb("1a1410"), smooth(-0.07, 0.03, inside) * 0.42)
        along = np.clip(self.away / reach, 0, 1)
        veins = 0.05 * np.sin(across * 17) * along
        curve = 0.80 + 0.24 * np.cos(across * 1.35) - 0.22 * (1 - along) + veins
        light = np.clip(curve * (1 + 0.10 * np.sin(angle + 0.8)), 0.25, 1.15)
        color = mix(bloom.inner, bloom.outer, smooth(0.15, 0.95, along + 0.12 * share))
        return mix(picture, color * light[..., None], smooth(-0.006, 0.006, inside))

    def _with_disc(self, picture: Color) -> Color:
        size = self.bloom.disc_size
        x, y = np.cos(self.angle) * self.away, np.sin(self.angle) * self.away
        seeds = look_up(fine(), x * 260 + 256, y * 260 + 256)
        light = np.clip(1.1 - (self.away / size) ** 2 * 0.55 + 0.16 * seeds, 0.2, 1.4)
        disc = smooth(size + 0.008, size - 0.008, self.away)
        return mix(picture, self.bloom.disc * light[..., None], disc)


def _with_stem(
    picture: Color, across: Field, down: Field, center: tuple[float, float], scale: float
) -> Color:
    bend = center[0] + 0.10 * scale * np.sin((down - center[1]) / (1.3 * scale))
    away = np.abs(across - bend) / (0.045 * scale)
    stem = smooth(1.1, 0.9, away) * (down > center[1])
    green = mix(rgb("6f8f3a"), rgb("2a3f1c"), np.clip(away, 0, 1))
    return mix(picture, green, stem)
