"""The photos of the sample library that take ways of their own to a frame."""

from datetime import timedelta
from io import BytesIO

import numpy as np
from PIL import Image
import pytest

from demo.library.decode import decode_upright, open_picture
from demo.library.library import Library
from demo.library.measure import measure

from .api import asset_named, content_of


def test_a_scan_of_sixteen_bits_is_as_bright_as_its_eight(painted: Library) -> None:
    raw = content_of(painted, "negative-0007.png")
    shown = np.asarray(decode_upright(raw, 10_000).convert("L"), float)
    assert shown.mean() == pytest.approx(np.asarray(open_picture(raw), float).mean() / 257, abs=1)


def test_the_raw_one_is_no_picture_to_pillow(painted: Library) -> None:
    with pytest.raises(OSError, match="cannot identify"):
        Image.open(BytesIO(content_of(painted, "DSCF5201.raf")))


def test_one_heic_is_turned_by_its_container_and_says_so_in_its_exif_too(painted: Library) -> None:
    raw = content_of(painted, "pacific-dusk.heic")
    picture = open_picture(raw)
    assert b"irot" in raw
    assert picture.info["original_orientation"] == 6
    assert picture.height > picture.width


def test_one_photo_was_edited_and_its_file_was_not(painted: Library) -> None:
    (edited,) = [asset for asset in painted.assets.values() if asset.upload.edit]
    faces = [face.person and face.person.name for face in edited.faces]
    assert faces == ["", "Ada Berger", "Ben Okoro", "Dan Moreau"]
    assert [person.name for person in edited.people] == ["Ada Berger", "Ben Okoro", "Dan Moreau"]
    raw = content_of(painted, edited.upload.name)
    assert decode_upright(raw, 10_000).size == edited.facts.upright
    assert edited.facts.thumbhash not in {None, measure(raw).thumbhash}


def test_two_portraits_are_of_the_same_few_minutes(painted: Library) -> None:
    ada, kiri = (asset_named(painted, f"{who}-in-the-garden.jpg") for who in ("ada", "kiri"))
    for asset in (ada, kiri):
        width, height = asset.facts.upright or (0, 0)
        assert width < height
    assert abs(ada.upload.taken_at - kiri.upload.taken_at) <= timedelta(minutes=5)
    assert ada.facts.checksum != kiri.facts.checksum


def test_one_face_is_cut_by_the_edge(painted: Library) -> None:
    (face,) = asset_named(painted, "dan-walks-off.jpg").faces
    assert face.box.right == 1.0
    assert face.box.left > 0.8
