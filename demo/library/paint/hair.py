"""Hair and beards."""

# ruff: noqa: PLR2004, where a drawing changes is part of the drawing

import numpy as np

from demo.library.paint.color import Color, mix, smooth
from demo.library.paint.head import Head
from demo.library.paint.noise import Field, look_up
from demo.library.paint.people import Hair, Look
from demo.library.paint.textures import fine, rough


def with_hair_behind(picture: Color, head: Head, look: Look) -> Color:
    """Paint hair that falls behind the shoulders."""
    if look.style is not Hair.LONG:
        return picture
    wide = 0.92 + 0.20 * smooth(-0.2, 1.4, head.y)
    soft = 2 * head.pixel
    fall = smooth(wide + soft, wide - soft, np.abs(head.x)) * smooth(1.95, 1.75, head.y)
    crown = head.ellipse(0, -0.25, 0.94, 0.98)
    return mix(picture, _strands(head, look) * 0.72, np.maximum(fall * (head.y > -0.25), crown))


def with_hair(picture: Color, head: Head, look: Look) -> Color:
    """Paint the hair in front: it ends in a line over the forehead."""
    if look.style is Hair.BALD:
        return picture
    if look.style is Hair.BUN:
        picture = mix(picture, _strands(head, look) * 0.85, head.ellipse(0.05, -1.34, 0.34, 0.30))
    line = _hairline(head, look.style)
    cover = np.clip(smooth(0.03, -0.03, head.y - line) + _sides(head, look.style), 0, 1)
    cover *= _skull(head, look.style)
    shadow = smooth(0.14, -0.02, head.y - line) * (1 - cover) * head.ellipse(0, 0, 0.76, 1)
    picture = mix(picture, picture * 0.72, 0.6 * shadow)
    return mix(picture, _strands(head, look), cover)


def with_beard(picture: Color, head: Head, look: Look) -> Color:
    """Paint a full beard around the mouth."""
    cheek = 0.30 + 0.26 * (1 - np.abs(head.x) / 0.8)
    hair = smooth(1.02, 0.97, head.jaw(0.80, 1.07)) * smooth(-0.05, 0.12, head.y - cheek + 0.16)
    mouth = head.ellipse(0, 0.56, 0.27, 0.10)
    strands = look_up(fine(), head.x * 330 + 256, head.y * 90 + 256)
    color = look.hair * np.clip(0.85 + 0.28 * strands, 0.3, 1.4)[..., None]
    return mix(picture, np.clip(color, 0, 1), hair * (1 - mouth) * 0.9)


def _hairline(head: Head, style: Hair) -> Field:
    if style is Hair.SHORT:
        return -0.66 + 0.9 * np.clip(np.abs(head.x) - 0.42, 0, None) ** 1.2
    parting = 0.16 if style is Hair.LONG else -0.2
    line: Field = -0.70 + 0.52 * np.abs(head.x - parting) ** 1.7 + 0.03 * np.sin(head.x * 17)
    return line


def _sides(head: Head, style: Hair) -> Field:
    if style is Hair.LONG:
        return smooth(0.66, 0.74, np.abs(head.x) + 0.04 * head.y) * smooth(1.7, 1.3, head.y)
    return smooth(0.05, -0.25, head.y) * (np.abs(head.x) > 0.70)


def _skull(head: Head, style: Hair) -> Field:
    skull = head.ellipse(0, -0.22, 0.90, 0.96, 2.2)
    if style is not Hair.LONG:
        return skull
    return np.maximum(skull, head.ellipse(0, 0.3, 0.97, 1.45, 3) * (head.y > -0.2))


def _strands(head: Head, look: Look) -> Color:
    """Return hair with strands that run away from the parting, and a shine on top."""
    around = np.arctan2(head.x, head.y + 1.3)
    away = np.hypot(head.x, head.y + 1.3)
    strands = look_up(rough(), around * 520 + 512, away * 22 + 512)
    shine = np.exp(-(((head.y + 0.82 + 0.1 * head.x) / 0.16) ** 2)) * (0.6 + 0.25 * strands)
    color = look.hair * np.clip(0.85 + 0.17 * strands - 0.12 * head.x, 0.25, 1.5)[..., None]
    lit: Color = np.clip(color + 0.16 * np.clip(shine, 0, 1)[..., None], 0, 1)
    return lit
