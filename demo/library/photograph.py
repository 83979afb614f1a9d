"""Makes the file of one shot: painted, finished, encoded."""

from datetime import date

import numpy as np
from PIL import Image

from demo.library.catalogue.shot import Shot
from demo.library.encode import encode
from demo.library.exif import make_exif
from demo.library.model import Face
from demo.library.paint.bokeh import out_of_focus
from demo.library.paint.finish import finish
from demo.library.paint.portrait import face_box, paint_sitter

PAINTED_EDGE = 1440
"""Long edge that scenes are painted at; they are enlarged to the camera's size afterwards."""

GRAIN = 2.2
"""Deviation of a camera's noise, in 8-bit steps."""


def photograph(shot: Shot, scale: float = 1.0) -> Image.Image:
    """Return a shot as an upright picture, the same for the same shot and scale.

    `scale` makes it smaller than the camera would, in painting as in the result.
    """
    painted = shot.paint_size(round(PAINTED_EDGE * scale))
    picture = shot.scene(np.random.default_rng(shot.seed), painted, shot.light)
    if shot.blur:
        picture = out_of_focus(picture, shot.blur)
    for sitter in shot.sitters:
        picture = paint_sitter(picture, sitter)
    width, height = shot.size
    return finish(picture, (round(width * scale), round(height * scale)), GRAIN)


def photo_file(shot: Shot, today: date, scale: float = 1.0) -> bytes:
    """Return a shot's file, as its camera would have written it."""
    taken_at = shot.taken_at(today)
    exif = make_exif(taken_at, shot.camera, shot.spot.place, shot.orientation, shot.rating)
    upright = photograph(shot, scale)
    return encode(upright, shot.name, exif, shot.orientation, shot.treatment)


def faces_of(shot: Shot) -> tuple[Face, ...]:
    """Return where the sitters' faces are in the upright photo."""
    return tuple(Face(face_box(shot.size, sitter), sitter.person) for sitter in shot.sitters)
