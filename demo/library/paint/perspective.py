"""Draws ground as the eye sees it, before a sky, with water that mirrors both.

The heights along all rays are projected to rows; what is nearer hides what is further when it
reaches higher, so the running maximum from near to far is the visible ground, and a search in it
finds how far away every pixel is (the "voxel space" way, here for all rays at once).
"""

import numpy as np
from numpy.typing import NDArray

from demo.library.paint.color import Color, mix
from demo.library.paint.light import Light
from demo.library.paint.noise import Field
from demo.library.paint.terrain import FAR, STEPS, Ground, View
from demo.library.paint.water import mirror

ROWS_PER_PIXEL = 2
TALL = 1.1
"""Rows per column of the same angle: a little more height than there is."""

type Step = NDArray[np.int32]
"""The number of a step away from the eye, by pixel; STEPS is the sky."""


def paint_ground(sky: Color, view: View, light: Light, ground: Ground, surface: Color) -> Color:
    """Return the sky with the ground before it; `surface` is its colour without light and haze."""
    rows, columns = sky.shape[:2]
    rise = _rise(ground, view, rows * ROWS_PER_PIXEL, columns)
    top = np.maximum.accumulate(rise, axis=0)
    # Nothing is above the highest ground: only the rows below it are looked at.
    first = max(rows - int(top[-1].max() / ROWS_PER_PIXEL) - 1, 0)
    lines = (rows - first) * ROWS_PER_PIXEL
    line = np.arange(lines, 0, -1, dtype=np.float32) - 0.5
    step = np.empty((lines, columns), np.int32)
    for column in range(columns):
        step[:, column] = np.searchsorted(top[:, column], line)
    painted = _colors_at(hazed(surface, ground, light), rise, top, step, line)
    above = np.repeat(sky[first:], ROWS_PER_PIXEL, axis=0)
    painted = np.where((step < STEPS)[..., None], painted, above)
    picture = sky.copy()
    picture[first:] = painted.reshape(rows - first, ROWS_PER_PIXEL, columns, 3).mean(axis=1)
    if not ground.water.any():
        return picture
    seen = step[::ROWS_PER_PIXEL]
    return mirror(picture, _at(ground.water, seen), _at(ground.z, seen), view, light)


def _rise(ground: Ground, view: View, lines: int, columns: int) -> Field:
    """Return which line each point of the ground is seen at, counted from below."""
    scale = columns / view.width * ROWS_PER_PIXEL * TALL
    return (ground.height - view.eye) / ground.z * scale + lines * (1 - view.horizon)


def hazed(surface: Color, ground: Ground, light: Light) -> Color:
    """Return the surface under the light, fading into the haze with distance."""
    shaded = surface * mix(light.shade * 1.05, light.sun * 1.2, ground.lit)
    shaded *= np.clip(1 - 0.05 * ground.hollow, 0.6, 1.2)[..., None]
    thickness = light.fog * (ground.z / FAR) * 1.9
    low = np.exp(-np.clip(ground.height, 0, None) / 90)
    return mix(shaded, light.haze, 1 - np.exp(-thickness * (0.5 + 0.75 * low)))


def _colors_at(colors: Color, rise: Field, top: Field, step: Step, line: Field) -> Color:
    """Return each pixel's colour: between two steps' where both are seen, else the further's."""
    columns = np.arange(step.shape[1])[None, :]
    far = np.clip(step, 1, STEPS - 1)
    near = far - 1
    below, above = top[near, columns], top[far, columns]
    share = np.clip((line[:, None] - below) / np.maximum(above - below, 1e-3), 0, 1)
    share[rise[near, columns] < below - 1e-3] = 1
    return mix(colors[near, columns], colors[far, columns], share)


def _at(values: Field, step: Step) -> Field:
    """Return a value of the ground by pixel, 0 in the sky."""
    columns = np.arange(step.shape[1])[None, :]
    seen = values[np.minimum(step, STEPS - 1), columns]
    return np.where(step < STEPS, seen, 0)
