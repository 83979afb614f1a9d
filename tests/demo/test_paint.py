"""Painters: the same seed gives the same pixels, pictures are no plain colour, faces are faces."""

from dataclasses import replace

import numpy as np
from PIL import Image
import pytest

from demo.library.catalogue.all import SHOTS
from demo.library.catalogue.family import LOOKS
from demo.library.catalogue.shot import Shot
from demo.library.model import AssetType, Box
from demo.library.paint.noise import fractal, look_up
from demo.library.photograph import faces_of, photograph

SCALE = 0.12
WITH_FACES = [shot for shot in SHOTS if shot.sitters]


def named(shot: Shot) -> str:
    return shot.name


@pytest.mark.parametrize("shot", [s for s in SHOTS if s.type is AssetType.IMAGE], ids=named)
def test_a_scene_is_a_picture(shot: Shot) -> None:
    """It has light and dark, more than a few colours, and neighbours that resemble each other."""
    painted = shot.scene(np.random.default_rng(shot.seed), shot.paint_size(120), shot.light)
    assert painted.shape[1::-1] == shot.paint_size(120)
    assert np.isfinite(painted).all()
    assert painted.std() > 0.03
    steps = np.abs(np.diff(painted, axis=1)).mean()
    shuffled = np.random.default_rng(0).permutation(painted.reshape(-1, 3))
    assert steps < 0.6 * np.abs(np.diff(shuffled, axis=0)).mean()
    burnt_out = (painted >= 1).all(axis=2).mean()
    assert burnt_out < 0.35


@pytest.mark.parametrize("name", ["algarve-sunset.jpg", "ben-and-cleo-beach.jpg", "milky-way.jpg"])
def test_the_same_shot_is_the_same_picture(name: str) -> None:
    shot = next(shot for shot in SHOTS if shot.name == name)
    first, again = photograph(shot, 0.05), photograph(shot, 0.05)
    other = photograph(replace(shot, seed=shot.seed + 1), 0.05)
    assert first.tobytes() == again.tobytes()
    assert first.tobytes() != other.tobytes()


def test_a_photo_has_its_camera_s_size() -> None:
    shot = next(shot for shot in SHOTS if shot.name == "queenstown-panorama.jpg")
    assert photograph(shot, 0.02).size == (240, 60)


def near(picture: Image.Image, box: Box) -> np.ndarray:
    """Return the pixels in a box of the picture."""
    width, height = picture.size
    part = picture.crop(
        (
            round(box.left * width),
            round(box.top * height),
            round(box.right * width),
            round(box.bottom * height),
        )
    )
    return np.asarray(part, np.float32) / 255


@pytest.mark.parametrize("shot", WITH_FACES, ids=named)
def test_boxes_lie_on_the_painted_faces(shot: Shot) -> None:
    """What the sitters change, they change most in the middle of their boxes: skin is there."""
    with_people = photograph(shot, SCALE)
    for sitter, face in zip(shot.sitters, faces_of(shot), strict=True):
        box = face.box
        middle = Box(
            box.left + 0.25 * (box.right - box.left),
            box.top + 0.55 * (box.bottom - box.top),
            box.right - 0.25 * (box.right - box.left),
            box.top + 0.70 * (box.bottom - box.top),
        )
        skin = sitter.look.skin / sitter.look.skin.sum()
        seen = near(with_people, middle).reshape(-1, 3)
        tones = seen / seen.sum(axis=1, keepdims=True)
        assert np.median(np.abs(tones - skin)) < 0.06


@pytest.mark.parametrize("shot", WITH_FACES, ids=named)
def test_boxes_end_where_the_faces_end(shot: Shot) -> None:
    """Without its sitters the picture differs inside the boxes, and above all heads it does not."""
    empty = np.asarray(photograph(replace(shot, sitters=()), SCALE), np.float32) / 255
    full_picture = photograph(shot, SCALE)
    full = np.asarray(full_picture, np.float32) / 255
    changed = np.abs(full - empty).max(axis=2) > 0.08
    for face in faces_of(shot):
        box = face.box
        assert (box.left, box.top) < (box.right, box.bottom)
        rows = slice(round(box.top * len(changed)), round(box.bottom * len(changed)))
        columns = slice(round(box.left * changed.shape[1]), round(box.right * changed.shape[1]))
        assert changed[rows, columns].mean() > 0.7
    highest = min(face.box.top - 0.75 * (face.box.bottom - face.box.top) for face in faces_of(shot))
    assert not changed[: max(int(highest * len(changed)), 0)].any()


def test_everybody_looks_different() -> None:
    looks = list(LOOKS.values())
    assert len({tuple(look.skin) + tuple(look.clothes) for look in looks}) == len(looks)


def test_noise_tiles_without_a_seam() -> None:
    tile = fractal(np.random.default_rng(1), 128, 1.8)
    assert tile.mean() == pytest.approx(0, abs=1e-3)
    assert tile.std() == pytest.approx(1, abs=1e-3)
    seam = np.abs(tile[:, 0] - tile[:, -1]).mean()
    assert seam < 2 * np.abs(np.diff(tile, axis=1)).mean()


def test_noise_is_looked_up_between_its_pixels_and_around_its_edges() -> None:
    tile = np.arange(16, dtype=np.float32).reshape(4, 4)
    x = np.array([0.0, 0.5, 3.5, -1.0, 5.0], np.float32)
    y = np.array([0.0, 0.0, 0.0, 1.0, 4.0], np.float32)
    assert look_up(tile, x, y).tolist() == [0.0, 0.5, 1.5, 7.0, 1.0]


def test_painting_stays_in_float32() -> None:
    """Numpy's float64 would double the time and the memory; it creeps in through scalars."""
    for shot in {shot.scene: shot for shot in SHOTS}.values():
        painted = shot.scene(np.random.default_rng(1), (64, 48), shot.light)
        assert painted.dtype == np.float32, shot.name
