"""Which files below a folder are measured."""

from pathlib import Path

import pytest

from bench.photos import photo_files
from tests.imaging.photos import exif, file, noise


def names(*places: Path) -> list[str]:
    return [photo.path.name for photo in photo_files(places)]


def test_photos_are_found_below_and_counted_once(tmp_path: Path) -> None:
    below = tmp_path / "a" / "below"
    below.mkdir(parents=True)
    (below / "photo.jpg").write_bytes(file(noise(30, 20), "JPEG"))
    (below / "notes.txt").write_text("no photo")
    (tmp_path / "b.jpg").symlink_to(below / "photo.jpg")
    (tmp_path / "around").symlink_to(tmp_path)
    (tmp_path / "gone.jpg").symlink_to(tmp_path / "nothing")
    assert names(tmp_path) == ["photo.jpg"]
    assert names(below, tmp_path, below / "photo.jpg") == ["photo.jpg"]


def test_a_folder_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        names(tmp_path / "nothing")


def test_the_header_is_told(tmp_path: Path) -> None:
    data = file(noise(1000, 700), "JPEG", progressive=True, exif=exif(6))
    (tmp_path / "photo.jpg").write_bytes(data)
    (photo,) = photo_files([tmp_path])
    assert (photo.format, photo.kind, photo.megapixels) == ("JPEG", "progressive JPEG", 0.7)
