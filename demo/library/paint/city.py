"""Cities across a river: rows of towers in the haze, windows lit after dark, all mirrored."""

from dataclasses import dataclass
import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

from demo.library.paint.color import Color, mix, rgb
from demo.library.paint.light import Light
from demo.library.paint.sky import paint_sky
from demo.library.paint.terrain import View
from demo.library.paint.water import mirror

SHORE = 0.68
LAYERS = 4
MAST_SHARE = 0.22
WINDOW = rgb("ffd58a")
COLD_WINDOW = rgb("d6e6ff")

type Pixels = NDArray[np.integer[Any]]
"""Distances in whole pixels."""


def paint_city(rng: np.random.Generator, size: tuple[int, int], light: Light, lit: float) -> Color:
    """Return a skyline across the water; `lit` is the share of windows with a lamp on."""
    shore = int(size[1] * SHORE)
    city = _City(rng, paint_sky(rng, size, SHORE, light), shore, light, lit)
    for layer in range(LAYERS):
        nearness = layer / (LAYERS - 1)
        for tower in _towers(rng, size, nearness):
            city.build(tower, nearness)
    return _mirrored(city.picture, shore, light)


@dataclass(frozen=True, slots=True)
class _Tower:
    """A building's outline in pixels, and the size of one of its windows with its wall."""

    left: int
    right: int
    top: int
    pane: int


def _towers(rng: np.random.Generator, size: tuple[int, int], nearness: float) -> list[_Tower]:
    """Return one row of buildings, taller towards a centre of the town."""
    width, height = size
    center = width * rng.uniform(0.35, 0.65)
    towers = []
    x = -int(width * 0.03)
    while x < width:
        wide = int(width * rng.uniform(0.022, 0.055) * (0.75 + 0.5 * nearness))
        crowd = math.exp(-(((x - center) / (0.3 * width)) ** 2))
        tall = rng.gamma(3.0, 0.05) * (0.45 + 1.1 * crowd) + 0.05
        tall = min(tall * (1.15 - 0.55 * nearness), 0.56)
        pane = max(3, int(width / 1600 * rng.uniform(4, 7) * (0.8 + 0.4 * nearness)))
        towers.append(_Tower(x, x + wide, int(height * (SHORE - tall)), pane))
        x += int(wide * rng.uniform(0.8, 1.5)) + 1
    return towers


@dataclass(frozen=True, slots=True, eq=False)
class _City:
    """A picture in which buildings are put up, one before the other."""

    rng: np.random.Generator
    picture: Color
    shore: int
    light: Light
    lit: float

    def build(self, tower: _Tower, nearness: float) -> None:
        """Paint one building."""
        left, right = max(tower.left, 0), min(tower.right, self.picture.shape[1])
        if right <= left:
            return
        down = np.arange(tower.top, self.shore)[:, None]
        across = np.arange(left, right)[None, :] - tower.left
        face = self._wall(across / (tower.right - tower.left), len(down))
        self._glaze(face, down - tower.top, across, tower.pane)
        haze = (1 - nearness) * 0.62 + 0.10
        low = 0.25 * np.exp(-(self.shore - down) / (0.10 * self.picture.shape[0]))
        share = np.clip(haze + low, 0, 0.9) + 0 * across
        self.picture[tower.top : self.shore, left:right] = mix(face, self.light.haze, share)
        if self.rng.random() < MAST_SHARE:
            self._raise_mast(tower, (left + right) // 2)

    def _wall(self, across: NDArray[np.floating[Any]], floors: int) -> Color:
        """Return a bare wall, brighter on the sun's side."""
        light, rng = self.light, self.rng
        wall = rng.uniform(0.35, 0.95) * mix(rgb("8b8f99"), rgb("c0a98f"), rng.random())
        sunward = math.copysign(1, 0.5 - light.sun_across)
        sunny = np.clip(0.55 + 0.45 * (0.5 - across) * sunward, 0, 1) * (0.75 - 0.45 * self.lit)
        face = wall * mix(light.shade, light.sun, sunny)
        return np.repeat(face, floors, axis=0)

    def _glaze(self, face: Color, down: Pixels, across: Pixels, pane: int) -> None:
        """Put windows into a wall: some lit, the others showing the sky."""
        light, rng = self.light, self.rng
        floor, room = down // (pane + 2), across // pane
        glass = (down % (pane + 2) > 1) & (across % pane > 0) & (down > pane)
        rooms = (int(floor.max()) + 1, int(room.max()) + 1)
        lamps = rng.random(rooms) < self.lit * rng.uniform(0.35, 1.0)
        shine = rng.uniform(0.45, 1.05, rooms)
        on = glass & lamps[floor, room]
        dark = mix(light.shade * 0.75, light.middle, 0.30 * (1 - self.lit))
        face[glass & ~on] = face[glass & ~on] * 0.45 + dark * 0.55
        lamp = mix(WINDOW, COLD_WINDOW, rng.random() ** 3)
        face[on] = (lamp * shine[floor, room][..., None])[on]

    def _raise_mast(self, tower: _Tower, x: int) -> None:
        self.picture[max(tower.top - 4 * tower.pane, 0) : tower.top, x : x + 2] *= 0.55


def _mirrored(picture: Color, shore: int, light: Light) -> Color:
    rows, columns = picture.shape[:2]
    below = np.arange(rows - shore, dtype=np.float32)[:, None] / rows
    distance = np.broadcast_to(30 / np.clip(below, 0.004, None), (rows - shore, columns))
    return mirror(picture, np.ones_like(distance), distance, View(), light)
