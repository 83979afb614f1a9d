"""Eyes, nose, mouth and glasses."""

# ruff: noqa: PLR2004, where a drawing changes is part of the drawing

import numpy as np

from demo.library.paint.color import Color, mix, rgb, smooth
from demo.library.paint.head import Head
from demo.library.paint.people import Hair, Look

LASHES = rgb("2a1a16")
FRAME = rgb("1c1a1c")
SIDES = (-1, 1)
EYE_X, EYE_Y = 0.31, -0.11


def with_eyes(picture: Color, head: Head, look: Look) -> Color:
    """Paint both eyes with their lids and brows; a child's are larger."""
    for side in SIDES:
        picture = _with_eye(picture, head, look, side * EYE_X, 1.22 if look.child else 1.0)
        picture = _with_brow(picture, head, look, side)
    return picture


def _with_eye(picture: Color, head: Head, look: Look, x: float, large: float) -> Color:
    y, wide, tall = EYE_Y, 0.155 * large, 0.082 * large
    eye = head.ellipse(x, y, wide, tall, 1.8)
    white = rgb("f4f1ee") * np.clip(0.97 - 0.6 * smooth(0, -tall, head.y - y), 0, 1)[..., None]
    picture = mix(picture, white, eye)
    ring = smooth(0.35, 1.0, head.distance(x, y, 0.074 * large, 0.074 * large))
    iris = np.clip(mix(look.eyes * 1.5, look.eyes * 0.45, ring), 0, 1)
    picture = mix(picture, iris, head.ellipse(x, y, 0.074 * large, 0.074 * large) * eye)
    picture = mix(picture, rgb("0a0808"), head.ellipse(x, y, 0.034 * large, 0.034 * large) * eye)
    picture = mix(picture, rgb("ffffff"), head.ellipse(x - 0.028, y - 0.03, 0.017, 0.017))
    above = head.ellipse(x, y, wide * 1.06, tall * 1.22, 1.8)
    below = head.ellipse(x, y + 0.020, wide * 1.1, tall * 1.12, 1.8)
    return mix(picture, LASHES, np.clip(above - below, 0, 1) * 0.9)


def _with_brow(picture: Color, head: Head, look: Look, side: int) -> Color:
    out = side * head.x
    along = (out - 0.12) / 0.40
    arch = -0.315 - 0.055 * np.sin(np.clip(along, 0, 1) * np.pi)
    thick = 0.034 * np.clip(1.35 - along, 0.3, 1)
    inside = smooth(0.10, 0.15, out) * smooth(0.53, 0.46, out)
    brow = smooth(1.4, 0.7, np.abs(head.y - arch) / thick) * inside
    return mix(picture, LASHES if look.style is Hair.BALD else look.hair * 0.7, 0.82 * brow)


def with_nose(picture: Color, head: Head, look: Look) -> Color:
    """Paint a nose by its shadows and the shine on its tip; a child's is shorter."""
    tip = 0.20 if look.child else 0.24
    side = np.exp(-(((head.x - 0.085) / 0.055) ** 2)) * smooth(-0.15, 0.05, head.y)
    picture = mix(picture, look.skin * 0.72, 0.45 * side * smooth(tip + 0.08, tip - 0.04, head.y))
    picture = mix(picture, look.skin * 0.60, 0.55 * head.cloud(0, tip + 0.085, 0.17, 0.045))
    picture = mix(picture, look.skin * 0.28, 0.75 * head.pair(0.075, tip + 0.055, 0.042, 0.024))
    shine = 0.5 * head.cloud(-0.02, tip - 0.04, 0.055, 0.07)
    return mix(picture, np.clip(look.skin * 1.25, 0, 1), shine)


def with_mouth(picture: Color, head: Head, look: Look, smile: float) -> Color:
    """Paint lips that curve upwards with the smile, and teeth when it is a broad one."""
    wide = 0.25 + 0.08 * smile
    across = np.clip(np.abs(head.x) / wide, 0, 1)
    line = 0.545 - 0.10 * smile * across**2
    upper = 0.062 * (1 - across**2.2) * (1 - 0.28 * np.exp(-((head.x / 0.045) ** 2)))
    gape = 0.095 * max(smile - 0.45, 0) * (1 - across**2)
    lower = line + gape + 0.088 * (1 - across**2.2)
    soft, inside = 1.5 * head.pixel, (across < 1).astype(np.float32)
    lips = smooth(-soft, soft, head.y - line + upper) * smooth(soft, -soft, head.y - lower)
    shade = np.clip(1.02 - 0.30 * (head.y < line), 0, 1.1).astype(np.float32)[..., None]
    picture = mix(picture, mix(look.skin, rgb("b04a4a"), 0.58) * shade, lips * inside)
    gap = smooth(-soft, soft, head.y - line) * smooth(soft, -soft, head.y - line - gape) * inside
    picture = mix(picture, rgb("f3eee8"), gap * (gape > 0))
    crease = np.exp(-(((head.y - line) / 0.014) ** 2)) * inside * (1 - gap)
    picture = mix(picture, rgb("5a2320"), 0.75 * crease)
    return mix(picture, look.skin * 0.6, 0.4 * head.pair(wide, 0.545 - 0.1 * smile, 0.05, 0.04))


def with_glasses(picture: Color, head: Head) -> Color:
    """Paint glasses with a dark frame."""
    for side in SIDES:
        ring = head.ellipse(side * 0.32, -0.10, 0.265, 0.215, 2.8)
        hole = head.ellipse(side * 0.32, -0.10, 0.238, 0.188, 2.8)
        picture = mix(picture, rgb("ffffff"), 0.07 * hole)
        picture = mix(picture, FRAME, np.clip(ring - hole, 0, 1))
    out = np.abs(head.x)
    bridge_or_arm = (out < 0.07) | ((out > 0.57) & (out < 0.8))
    return mix(picture, FRAME, smooth(0.035, 0.02, np.abs(head.y + 0.135)) * bridge_or_arm)
