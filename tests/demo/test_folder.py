"""A library of somebody's own photos."""

from datetime import UTC, datetime, timedelta, timezone
import os
from pathlib import Path

from PIL import Image
import pytest

from demo.library.encode import Treatment, encode
from demo.library.exif import make_exif
from demo.library.folder import EmptyFolderError, folder_library
from demo.library.library import Library
from demo.library.model import Camera, Place
from demo.library.tiny import tiny_picture

from .api import asset_named

TOKYO = timezone(timedelta(hours=9))
SOUTH_WEST = Place(-33.456789, -70.648123)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Write photos as cameras and people do."""
    (tmp_path / "Trip" / "Day 1").mkdir(parents=True)
    (tmp_path / ".thumbnails").mkdir()
    camera = Camera("Canon", "R6", "50mm", 2.8, 50, 200, "1/250")
    exif = make_exif(datetime(2021, 5, 4, 3, 2, 1, tzinfo=TOKYO), camera, SOUTH_WEST, 6, 4)
    for name in ("turned.JPG", "Trip/phone.heic", "Trip/Day 1/late.webp"):
        picture = Image.new("RGB", (60, 80), "teal")
        (tmp_path / name).write_bytes(encode(picture, name, exif, 6, Treatment.USUAL))
    plain = tmp_path / "plain.png"
    plain.write_bytes(tiny_picture("plain.png", (64, 48), "red"))
    os.utime(plain, (1_600_000_000, 1_600_000_000))
    (tmp_path / "broken.jpeg").write_bytes(b"no picture")
    (tmp_path / "notes.txt").write_text("not a photo")
    (tmp_path / ".thumbnails" / "small.jpg").write_bytes(tiny_picture("s.jpg", (8, 8), "red"))
    return tmp_path


@pytest.fixture
def found(folder: Path) -> Library:
    return folder_library(folder)


def test_every_picture_is_found_and_nothing_else(found: Library) -> None:
    names = {asset.upload.name for asset in found.assets.values()}
    assert names == {
        "turned.JPG",
        "Trip/phone.heic",
        "Trip/Day 1/late.webp",
        "plain.png",
        "broken.jpeg",
    }


def test_folders_become_albums(found: Library) -> None:
    albums = {a.name: [x.upload.name for x in found.in_album(a)] for a in found.albums.values()}
    assert albums == {"Trip": ["Trip/phone.heic"], "Day 1": ["Trip/Day 1/late.webp"]}


@pytest.mark.parametrize("name", ["turned.JPG", "Trip/phone.heic", "Trip/Day 1/late.webp"])
def test_exif_is_read(found: Library, name: str) -> None:
    asset = asset_named(found, name)
    upload = asset.upload
    assert upload.taken_at == datetime(2021, 5, 4, 3, 2, 1, tzinfo=TOKYO)
    assert upload.taken_at.utcoffset() == timedelta(hours=9)
    assert (upload.camera.make, upload.camera.model) == ("Canon", "R6")
    assert upload.rating == 4
    assert upload.place.latitude == pytest.approx(SOUTH_WEST.latitude, abs=1e-5)
    assert upload.place.longitude == pytest.approx(SOUTH_WEST.longitude, abs=1e-5)
    assert asset.facts.upright == (60, 80)


def test_without_exif_the_file_s_date_counts(found: Library) -> None:
    asset = asset_named(found, "plain.png")
    assert asset.upload.taken_at == datetime.fromtimestamp(1_600_000_000, UTC)
    assert asset.facts.upright == (64, 48)
    assert asset.upload.place == Place()


def test_what_cannot_be_read_is_listed_all_the_same(found: Library) -> None:
    assert asset_named(found, "broken.jpeg").facts.upright is None


def test_a_folder_without_photos(tmp_path: Path) -> None:
    with pytest.raises(EmptyFolderError, match="no photos"):
        folder_library(tmp_path)


def test_no_folder(tmp_path: Path) -> None:
    with pytest.raises(NotADirectoryError):
        folder_library(tmp_path / "nothing")
