"""The programs as they are run."""

from hashlib import sha256
import json
from pathlib import Path
import subprocess
import sys

from PIL import Image
import pytest

from bench.child import ChildError, run_child
from bench.engines import HEIGHT, WIDTH
from tests.imaging.photos import file, spot


def run(module: str, *arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", module, *(str(argument) for argument in arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 ours


@pytest.mark.parametrize("engine", ["ours", "libvips-centre", "libvips-attention", "plain-pillow"])
def test_a_row_is_measured(engine: str, tmp_path: Path) -> None:
    photo, pixels = tmp_path / "photo.jpg", tmp_path / "pixels"
    photo.write_bytes(file(spot(900, 600, 0.5, 0.5), "JPEG"))
    row = run_child("bench.row", engine, photo, 1, pixels)
    assert row["cpu_s"] > 0
    assert row["wall_s"] > 0
    assert row["peak_mb"] > WIDTH * HEIGHT * 2 / 1e6
    left, top, right, bottom = row["box"]
    assert (left, right) == (0, 1)
    assert bottom - top == pytest.approx(900 * 9 / 16 / 600, abs=0.002)
    assert len(pixels.read_bytes()) == WIDTH * HEIGHT * 3


def test_a_row_that_fails_says_why(tmp_path: Path) -> None:
    photo = tmp_path / "photo.jpg"
    photo.write_bytes(file(spot(90, 60, 0.5, 0.5), "JPEG")[:300])
    with pytest.raises(ChildError, match="CorruptImageError"):
        run_child("bench.row", "ours", photo, 1, tmp_path / "pixels")


def test_crops_are_written_down(tmp_path: Path) -> None:
    data = file(spot(900, 600, 0.8, 0.5), "JPEG")
    for name in ("one.jpg", "two.jpg"):
        (tmp_path / name).write_bytes(data)
    (tmp_path / "broken.jpg").write_bytes(data[:900])
    ran = run("bench.crops", tmp_path, "--json", tmp_path / "crops.json")
    boxes = json.loads((tmp_path / "crops.json").read_text())
    assert ran.returncode == 0
    assert "broken.jpg" in ran.stderr
    assert set(boxes) == {sha256(data).hexdigest()}
    crops = boxes[sha256(data).hexdigest()]
    assert list(crops) == ["9:16", "1:1", "16:9"]
    left, top, right, bottom = crops["9:16"]
    assert (top, bottom) == (0, 1)
    assert left < 0.8 < right
    assert (right - left) * 900 / 600 == pytest.approx(9 / 16, abs=0.002)


def test_no_photo_at_all_is_a_failure(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("no photo")
    assert run("bench.crops", tmp_path, "--json", tmp_path / "crops.json").returncode == 1


@pytest.mark.parametrize("suffix", ["png", "html"])
def test_a_contact_sheet_is_drawn(suffix: str, tmp_path: Path) -> None:
    (tmp_path / "photo.jpg").write_bytes(file(spot(600, 400, 0.8, 0.5), "JPEG"))
    faces, sheet = tmp_path / "faces.json", tmp_path / f"sheet.{suffix}"
    faces.write_text(json.dumps({"photo.jpg": [[0.7, 0.4, 0.8, 0.6]]}))
    ran = run("bench.contact_sheet", tmp_path, "--faces", faces, "--aspect", "9:16", "--out", sheet)
    assert ran.returncode == 0, ran.stderr
    if suffix == "html":
        assert "9:16: faces" in sheet.read_text()
        assert "://" not in sheet.read_text()
    else:
        assert Image.open(sheet).size > (400, 100)
