"""The saliency map, by both of its twins."""

import importlib.util
import sys

import numpy as np
from PIL import Image
import pytest

from custom_components.immich_frame.imaging import saliency, saliency_numpy, saliency_opencv
from custom_components.immich_frame.imaging.focus import Crop, choose_crop
from custom_components.immich_frame.imaging.saliency import Cues, saliency_map
from custom_components.immich_frame.imaging.spec import CropMethod, Size

from .photos import noise, spot

TWINS = pytest.mark.parametrize("cues", [saliency_numpy, saliency_opencv], ids=["numpy", "opencv"])
PHOTO = Size(3840, 2560)
TARGETS = [Size(1080, 1920), Size(1080, 1080), Size(1920, 1080)]


def crop_of(copy: Image.Image, target: Size, cues: Cues) -> Crop:
    weights = saliency_map(copy, cues)
    return choose_crop(PHOTO, target, weights.sum(axis=0).tolist(), weights.sum(axis=1).tolist())


@TWINS
@pytest.mark.parametrize("x", [0.2, 0.5, 0.8])
def test_crop_keeps_what_stands_out(cues: Cues, x: float) -> None:
    crop = crop_of(spot(240, 160, x, 0.5), Size(1080, 1920), cues)
    assert crop.box.left < (x - 0.06) * PHOTO.width
    assert crop.box.right > (x + 0.06) * PHOTO.width


@TWINS
@pytest.mark.parametrize(("width", "height"), [(240, 160), (100, 256), (64, 64), (1, 1), (256, 1)])
def test_weights_cover_the_copy_and_add_up_to_one(cues: Cues, width: int, height: int) -> None:
    weights = saliency_map(noise(width, height), cues)
    assert weights.shape == (height, width)
    assert weights.min() >= 0
    assert weights.sum() == pytest.approx(1)


@TWINS
@pytest.mark.parametrize("color", ["black", "white", "teal"])
def test_empty_picture_has_even_weights_and_a_crop_by_gravity(cues: Cues, color: str) -> None:
    copy = Image.new("RGB", (240, 160), color)
    weights = saliency_map(copy, cues)
    assert np.allclose(weights, 1 / weights.size)
    assert crop_of(copy, TARGETS[0], cues).method is CropMethod.GRAVITY


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("target", TARGETS, ids=["9:16", "1:1", "16:9"])
def test_twins_give_the_same_crop(seed: int, target: Size) -> None:
    rng = np.random.default_rng(seed)
    copy = Image.blend(spot(240, 160, rng.uniform(), rng.uniform()), noise(240, 160, seed), 0.2)
    by_numpy, by_opencv = (
        crop_of(copy, target, cues) for cues in (saliency_numpy, saliency_opencv)
    )
    assert by_numpy.method == by_opencv.method
    assert by_numpy.box.left == pytest.approx(by_opencv.box.left, abs=4)
    assert by_numpy.box.top == pytest.approx(by_opencv.box.top, abs=4)


def test_opencv_is_chosen_where_it_is_installed() -> None:
    assert saliency_opencv.AVAILABLE
    assert saliency.CUES is saliency_opencv


def test_room_does_without_opencv(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "cv2", None)
    spec = importlib.util.find_spec(saliency_opencv.__name__)
    assert spec is not None
    assert spec.loader is not None
    without = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(without)
    assert not without.AVAILABLE
