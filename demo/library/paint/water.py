"""Still water: it mirrors what stands behind it, broken by small waves."""

import numpy as np

from demo.library.paint.color import Color, mix, rgb, smooth
from demo.library.paint.light import Light
from demo.library.paint.noise import Field, Mask, look_up
from demo.library.paint.terrain import View
from demo.library.paint.textures import waves


def mirror(picture: Color, flooded: Field, distance: Field, view: View, light: Light) -> Color:
    """Return the picture with its flooded pixels as a mirror of what is above them.

    `flooded` is the depth of the water by pixel, 0 where it is dry, and `distance` how far away
    it is; both may begin below the picture's top. Every pixel mirrors at the shore above it.
    """
    first_wet = int((flooded > 0).any(axis=1).argmax())
    wet, distance = flooded[first_wet:] > 0, distance[first_wet:]
    rows, columns = picture.shape[:2]
    first = rows - len(wet)
    row = np.arange(first, rows, dtype=np.float32)[:, None]
    shore = _shore_line(wet, row)
    x = np.linspace(-0.5, 0.5, columns, dtype=np.float32)[None, :] * view.width * distance
    ripple = look_up(waves(), x * 2.2, distance * 2.2 + row * 0.02)
    ripple += 0.6 * look_up(waves(), x * 7 + 99, distance * 6)
    strength = 0.006 * rows * smooth(0, 0.25, (row - shore) / rows)
    source = np.clip(2 * shore - row + ripple * strength, 0, rows - 1).astype(np.int32)
    side = np.arange(columns)[None, :] + (ripple * strength * 0.4).astype(np.int32)
    seen = picture[source, np.clip(side, 0, columns - 1)]
    steepness = smooth(0.0, 0.55, (row - shore) / rows)
    water = mix(seen * 0.96, light.shade * rgb("6fa5ad"), 0.12 + 0.5 * steepness)
    water += (0.03 * np.clip(ripple, -1, 2))[..., None] * light.horizon
    out = picture.copy()
    out[first:] = np.where(wet[..., None], water, picture[first:])
    return out


def _shore_line(wet: Mask, row: Field) -> Field:
    """Return for every pixel the row of the last dry one above it, smoothed sideways."""
    shore = np.maximum.accumulate(np.where(wet, row[0, 0] - 1, row), axis=0)
    smoothed: Field = (np.roll(shore, 1, 1) + 2 * shore + np.roll(shore, -1, 1)) / 4
    return smoothed
