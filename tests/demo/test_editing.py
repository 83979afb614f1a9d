"""Edits: what they do to a picture they do to its size and to the boxes in it."""

from itertools import product

import numpy as np
from PIL import Image, ImageDraw
import pytest

from demo.library.editing import edited_box, edited_picture, edited_size, is_shown
from demo.library.model import WHOLE, Box, Edit

SIZE = (400, 300)
CROP = Box(0.25, 0.1, 0.95, 0.9)
FACE = Box(0.5, 0.2, 0.6, 0.5)
TURNS = (0, 90, 180, 270)


@pytest.mark.parametrize(
    "edit", [Edit(*made) for made in product((WHOLE, CROP), TURNS, (False, True))], ids=str
)
def test_a_box_goes_where_its_pixels_go(edit: Edit) -> None:
    picture = Image.new("L", SIZE)
    ImageDraw.Draw(picture).rectangle((200, 60, 239, 149), fill=255)
    edited = edited_picture(picture, edit)
    assert edited.size == edited_size(SIZE, edit)
    rows, columns = np.nonzero(np.asarray(edited))
    box = edited_box(FACE, SIZE, edit)
    width, height = edited.size
    assert (columns.min(), columns.max() + 1) == pytest.approx(
        (box.left * width, box.right * width)
    )
    assert (rows.min(), rows.max() + 1) == pytest.approx((box.top * height, box.bottom * height))


def test_a_quarter_turn_goes_with_the_clock() -> None:
    picture = Image.new("L", SIZE)
    picture.putpixel((0, 0), 255)
    assert edited_picture(picture, Edit(clockwise=90)).getpixel((299, 0)) == 255


def test_a_crop_is_in_whole_pixels() -> None:
    assert edited_size((401, 301), Edit(Box(0.333, 0.0, 0.777, 0.5))) == (178, 150)


def test_colours_stay_what_they_are() -> None:
    picture = Image.new("RGB", SIZE)
    picture.info["icc_profile"] = b"wide"
    assert edited_picture(picture, Edit(CROP, 90, is_mirrored=True)).info["icc_profile"] == b"wide"


@pytest.mark.parametrize(
    ("box", "shown"),
    [
        (Box(0.3, 0.2, 0.4, 0.3), True),
        (Box(0.2, 0.2, 0.3, 0.3), True),
        (Box(0.19, 0.2, 0.3, 0.3), False),
        (Box(0.9, 0.85, 1.0, 0.95), False),
        (Box(0.0, 0.0, 0.1, 0.05), False),
    ],
)
def test_a_face_is_shown_when_half_of_it_is(box: Box, shown: bool) -> None:
    assert is_shown(box, Edit(CROP)) is shown
