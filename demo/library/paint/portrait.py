"""Paints people before a scene: shoulders, a head, and a face with everything in it."""

# ruff: noqa: PLR2004, where a drawing changes is part of the drawing

import math

import numpy as np

from demo.library.model import Box
from demo.library.paint.color import Color, mix, rgb, smooth
from demo.library.paint.features import with_eyes, with_glasses, with_mouth, with_nose
from demo.library.paint.hair import with_beard, with_hair, with_hair_behind
from demo.library.paint.head import Head
from demo.library.paint.noise import look_up
from demo.library.paint.people import Look, Sitter
from demo.library.paint.textures import fine, rough

HALF_WIDTH = 0.76
"""Half the width of a face, in half heights of it."""

ARMS, TO_THE_EDGE = 2.1, 99.0
"""How far a body reaches to the sides, and down."""

EARS, NECK = 1.2, 1.8
"""The same for a head with its hair."""


def paint_sitter(picture: Color, sitter: Sitter) -> Color:
    """Return the picture with somebody in front."""
    look = sitter.look
    out = picture.copy()
    body = Head.reaching(picture, sitter, ARMS, TO_THE_EDGE)
    out[body.window] = _with_body(with_hair_behind(out[body.window], body, look), body, look)
    head = Head.reaching(picture, sitter, EARS, NECK)
    out[head.window] = _with_head(out[head.window], head, sitter)
    return out


def face_box(size: tuple[int, int], sitter: Sitter) -> Box:
    """Return the box around a face, ear to ear and hairline to chin, as detectors give it."""
    width, height = size
    half_height = sitter.tall / 2
    lean = abs(math.sin(sitter.tilt)) * 0.12 + 1
    half_width = half_height * HALF_WIDTH * lean * height / width
    return Box(
        left=max(sitter.across - half_width, 0.0),
        top=max(sitter.down - half_height, 0.0),
        right=min(sitter.across + half_width, 1.0),
        bottom=min(sitter.down + half_height, 1.0),
    )


def _with_head(picture: Color, head: Head, sitter: Sitter) -> Color:
    look = sitter.look
    picture = _with_ears(picture, head, look)
    picture = _with_face(picture, head, look)
    picture = with_eyes(picture, head, look)
    picture = with_nose(picture, head, look)
    picture = with_mouth(picture, head, look, sitter.smile)
    if look.beard:
        picture = with_beard(picture, head, look)
    picture = with_hair(picture, head, look)
    return with_glasses(picture, head) if look.glasses else picture


def _with_body(picture: Color, head: Head, look: Look) -> Color:
    """Paint neck and shoulders."""
    out, soft = np.abs(head.x), 2 * head.pixel
    slope = 1.34 + 0.36 * np.clip(out - 0.35, 0, None) ** 1.5
    slope += 3.5 * np.clip(out - 1.6, 0, None) ** 2
    shoulders = smooth(-soft, soft, head.y - slope) * smooth(2.0, 1.97, out)
    fold = look_up(rough(), head.x * 60 + 200, head.y * 30 + 200)
    cloth = look.clothes * np.clip(0.92 - 0.16 * head.x + 0.06 * fold, 0.3, 1.2)[..., None]
    neck = smooth(0.40 + soft, 0.40 - soft, out) * ((head.y > 0.5) & (head.y < 1.5))
    skin = look.skin * np.clip(0.80 - 0.18 * head.x, 0.4, 1)[..., None]
    shaded = mix(skin, skin * 0.62, smooth(1.35, 0.9, head.y))
    collar = head.ellipse(0, 1.30, 0.41, 0.34) * (head.y > 1.25)
    picture = mix(mix(picture, shaded, neck), cloth, shoulders)
    return mix(picture, shaded, collar)


def _with_ears(picture: Color, head: Head, look: Look) -> Color:
    for side in (-1, 1):
        picture = mix(picture, look.skin * 0.88, head.ellipse(side * 0.79, 0.02, 0.12, 0.22))
        inner = head.ellipse(side * 0.80, 0.03, 0.06, 0.13)
        picture = mix(picture, look.skin * rgb("d89a86"), inner * 0.8)
    return picture


def _with_face(picture: Color, head: Head, look: Look) -> Color:
    """Paint the face's skin, lit from the upper left, with warm cheeks."""
    away, soft = head.jaw(HALF_WIDTH, 1.0), 1.6 * head.pixel
    bulge = np.sqrt(np.clip(1 - away**2, 0, 1))
    light = 0.74 + 0.30 * bulge - 0.16 * head.x - 0.06 * head.y
    pores = look_up(fine(), head.x * 210 + 256, head.y * 210 + 256)
    skin = look.skin * np.clip(light + 0.012 * pores, 0.3, 1.12)[..., None]
    skin = mix(skin, skin * rgb("f0988a") * 1.08, 0.38 * head.pair(0.42, 0.28, 0.24, 0.17))
    skin = mix(skin, skin * 0.80, 0.6 * head.pair(0.31, -0.13, 0.2, 0.13))
    return mix(picture, skin, smooth(1 + soft, 1 - soft, away))
