"""The saliency map, by both of its twins."""

import importlib.util
import sys

import numpy as np
from PIL import Image, ImageFilter
import pytest

from custom_components.immich_frame.imaging import saliency, saliency_numpy, saliency_opencv
from custom_components.immich_frame.imaging.focus import Crop, choose_crop
from custom_components.immich_frame.imaging.saliency import Cues, saliency_map
from custom_components.immich_frame.imaging.spec import CropMethod, Size

from .photos import noise, spot

TWINS = pytest.mark.parametrize("cues", [saliency_numpy, saliency_opencv], ids=["numpy", "opencv"])
PHOTO = Size(3840, 2560)
TARGETS = [Size(1080, 1920), Size(1080, 1080), Size(1920, 1080)]
COPY = (240, 160)


def crop_of(copy: Image.Image, target: Size, cues: Cues) -> Crop:
    weights = saliency_map(copy, cues)
    return choose_crop(PHOTO, target, weights.sum(axis=0).tolist(), weights.sum(axis=1).tolist())


def meadow(seed: int = 0) -> Image.Image:
    """Cover a picture with sharp green blades under a plain sky, as a landscape photo is."""
    rows, columns = np.mgrid[: COPY[1], : COPY[0]]
    blades = np.random.default_rng(seed).normal(0, 25, (COPY[1], COPY[0], 1))
    grass = np.array([70, 120, 40]) + blades
    sky = np.stack([120 + rows / 4, 160 + rows / 8, 220 + columns * 0], axis=-1)
    pixels = np.where((rows > COPY[1] // 2)[..., np.newaxis], grass, sky)
    return Image.fromarray(pixels.clip(0, 255).astype(np.uint8))


def with_poppy(picture: Image.Image, x: float, y: float, radius: int = 12) -> Image.Image:
    """Set a red poppy with a dark heart into a picture, at shares of its size."""
    flower = Image.new("RGB", (2 * radius, 2 * radius), (200, 30, 20))
    flower.paste((30, 10, 10), (radius // 2, radius // 2, 3 * radius // 2, 3 * radius // 2))
    layer = picture.copy()
    layer.paste(flower, (round(x * COPY[0]) - radius, round(y * COPY[1]) - radius))
    return layer


def holds(crop: Crop, x: float) -> bool:
    """Tell whether a crop holds what lies around a share of the photo's width."""
    return crop.box.left < (x - 0.05) * PHOTO.width < (x + 0.05) * PHOTO.width < crop.box.right


@TWINS
@pytest.mark.parametrize("x", [0.2, 0.5, 0.8])
def test_crop_keeps_what_stands_out(cues: Cues, x: float) -> None:
    assert holds(crop_of(spot(*COPY, x, 0.5), TARGETS[0], cues), x)


@TWINS
@pytest.mark.parametrize("x", [0.15, 0.5, 0.85])
def test_sharp_ground_does_not_hide_a_colour_of_its_own(cues: Cues, x: float) -> None:
    assert holds(crop_of(with_poppy(meadow(), x, 0.7), TARGETS[0], cues), x)


@TWINS
@pytest.mark.parametrize("sharp", [0.2, 0.8])
def test_what_is_in_focus_counts_more_than_what_is_larger(cues: Cues, sharp: float) -> None:
    plain = Image.new("RGB", COPY, (90, 110, 100))
    behind = with_poppy(plain, 1 - sharp, 0.5, radius=20).filter(ImageFilter.GaussianBlur(4))
    copy = with_poppy(behind, sharp, 0.5)
    assert holds(crop_of(copy, TARGETS[0], cues), sharp)


@TWINS
@pytest.mark.parametrize(
    ("size", "shape"),
    [
        ((240, 160), (43, 64)),
        ((100, 256), (64, 25)),
        ((64, 64), (64, 64)),
        ((30, 20), (20, 30)),
        ((1, 1), (1, 1)),
        ((256, 1), (1, 64)),
        ((1, 7), (7, 1)),
    ],
)
def test_weights_cover_the_copy_and_add_up_to_one(
    cues: Cues, size: tuple[int, int], shape: tuple[int, int]
) -> None:
    weights = saliency_map(noise(*size), cues)
    assert weights.shape == shape
    assert weights.min() >= 0
    assert weights.sum() == pytest.approx(1)


@TWINS
@pytest.mark.parametrize("color", ["black", "white", "teal"])
def test_empty_picture_has_even_weights_and_a_crop_by_gravity(cues: Cues, color: str) -> None:
    copy = Image.new("RGB", COPY, color)
    weights = saliency_map(copy, cues)
    assert np.allclose(weights, 1 / weights.size)
    assert crop_of(copy, TARGETS[0], cues).method is CropMethod.GRAVITY


@TWINS
@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("target", TARGETS, ids=["9:16", "1:1", "16:9"])
def test_nothing_but_noise_leaves_the_crop_near_the_middle(
    cues: Cues, seed: int, target: Size
) -> None:
    box = crop_of(noise(*COPY, seed), target, cues).box
    assert box.center.x == pytest.approx(PHOTO.width / 2, abs=PHOTO.width * 0.05)
    assert box.center.y == pytest.approx(PHOTO.height / 2, abs=PHOTO.height * 0.05)


@TWINS
def test_same_copy_gives_the_same_map(cues: Cues) -> None:
    copy = with_poppy(meadow(), 0.3, 0.7)
    assert np.array_equal(saliency_map(copy, cues), saliency_map(copy.copy(), cues))


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("target", TARGETS, ids=["9:16", "1:1", "16:9"])
def test_twins_give_the_same_map_and_crop(seed: int, target: Size) -> None:
    rng = np.random.default_rng(seed)
    poppy = with_poppy(meadow(seed), rng.uniform(0.1, 0.9), rng.uniform(0.1, 0.9))
    for copy in (poppy, Image.blend(poppy, noise(*COPY, seed), 0.2), noise(*COPY, seed)):
        one, other = (saliency_map(copy, cues) for cues in (saliency_numpy, saliency_opencv))
        assert np.allclose(one, other, rtol=1e-6, atol=0)
        by_numpy, by_opencv = (
            crop_of(copy, target, cues) for cues in (saliency_numpy, saliency_opencv)
        )
        assert by_numpy.method == by_opencv.method
        assert by_numpy.box.left == pytest.approx(by_opencv.box.left, abs=2)
        assert by_numpy.box.top == pytest.approx(by_opencv.box.top, abs=2)


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


@TWINS
def test_traces_of_compression_on_a_plain_wall_decide_nothing(cues: Cues) -> None:
    wall = np.full((144, 256, 3), (90, 96, 110), np.uint8)
    wall[:, :60] += np.random.default_rng(1).integers(0, 2, (144, 60, 1), np.uint8)
    weights = saliency_map(Image.fromarray(wall), cues)
    columns, rows = weights.sum(axis=0).tolist(), weights.sum(axis=1).tolist()
    crop = choose_crop(Size(256, 144), Size(9, 16), columns, rows)
    assert crop.method is CropMethod.GRAVITY
