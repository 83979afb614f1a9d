"""Colours and how they mix. All in display sRGB, 0..1, float32."""

from collections.abc import Sequence

import numpy as np

from demo.library.paint.noise import Field

type Color = Field
"""Three values, or an array of them in its last axis."""


def rgb(code: str) -> Color:
    """Return the colour of a code such as "87a5c3"."""
    return np.frombuffer(bytes.fromhex(code), np.uint8).astype(np.float32) / 255


def mix(first: Color, second: Color, share: Field | float) -> Color:
    """Return the colours between two, `share` of the way to the second."""
    amount = np.asarray(share, np.float32)[..., None]
    return first + (second - first) * amount


def ramp(stops: Sequence[tuple[float, Color]], at: Field) -> Color:
    """Return colours from a scale of stops, in the order of their positions."""
    positions = [position for position, _ in stops]
    channels = [np.interp(at, positions, [c[i] for _, c in stops]) for i in range(3)]
    return np.stack(channels, axis=-1).astype(np.float32)


def smooth(low: Field | float, high: Field | float, value: Field) -> Field:
    """Return 0 below `low`, 1 above `high`, and a soft step between."""
    t = np.clip((value - low) / (high - low), 0, 1)
    step: Field = t * t * (3 - 2 * t)
    return step.astype(np.float32, copy=False)
