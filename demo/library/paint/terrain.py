"""The ground of a landscape: heights along the rays of a picture's columns, lit by the sun."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from demo.library.paint.light import Light
from demo.library.paint.noise import Field

NEAR, FAR = 12.0, 1400.0
STEPS = 560
CLOSER_STEPS = 1.9
"""Power of the spacing: steps are closer together near the eye."""


@dataclass(frozen=True, slots=True)
class View:
    """Where the eye is: its height, the horizon 0..1 from the top, the width seen at distance 1."""

    eye: float = 55.0
    horizon: float = 0.45
    width: float = 1.15


@dataclass(frozen=True, slots=True, eq=False)
class Ground:
    """The ground along every ray: step away from the eye by column."""

    x: Field
    z: Field
    height: Field
    level: Field
    """1 where it is level, 0 where it stands upright."""
    lit: Field
    """How much it faces the sun, 0..1."""
    hollow: Field
    """How far it lies below what is around it."""
    water: Field
    """How far water stands above the ground, 0 where it is dry."""


type Heights = Callable[[Field, Field], Field]
"""Ground height from the x and z of points."""


def survey(columns: int, view: View, light: Light, heights: Heights, water: float) -> Ground:
    """Return the ground along the rays of so many columns, flooded up to the height of `water`."""
    share = np.linspace(0, 1, STEPS, dtype=np.float32)[:, None]
    z = NEAR + (FAR - NEAR) * share**CLOSER_STEPS
    side = np.linspace(-0.5, 0.5, columns, dtype=np.float32)[None, :] * view.width
    z, side = np.broadcast_arrays(z, side)
    x = side * z
    dry = heights(x, z)
    height = np.maximum(dry, water)
    level, lit = _lit(z, side, height, light)
    hollow = (_blurred(height) - height) / (1 + 0.04 * z)
    return Ground(x, z, height, level, lit, hollow, height - dry)


def _lit(z: Field, side: Field, height: Field, light: Light) -> tuple[Field, Field]:
    """Find slopes across and along the rays, and how the sun falls on them."""
    across = np.gradient(height, axis=1) / np.gradient(side, axis=1)
    along = np.gradient(height, axis=0) / np.gradient(z, axis=0)
    steep_x = across / z
    steep_z = along - side / z * across
    level = 1 / np.sqrt(1 + steep_x**2 + steep_z**2)
    sun = np.array([light.sun_across - 0.5, 0.22 + light.sun_height * 0.45, 0.2], np.float32)
    sun /= np.linalg.norm(sun)
    facing = (sun[1] - steep_x * sun[0] - steep_z * sun[2]) * level
    return level, np.clip(facing * 1.25 - 0.05, 0, 1)


def _blurred(height: Field) -> Field:
    """Return a running mean over neighbouring steps and columns."""
    shifts = (-9, -6, -3, 0, 3, 6, 9)
    for axis in (0, 1):
        height = np.mean([np.roll(height, shift, axis) for shift in shifts], axis=0)
    return height
