"""How much a picture looks like the best of its photo."""

from pathlib import Path

import numpy as np
from PIL import Image
import pytest

from bench.engines import HEIGHT, WIDTH
from bench.likeness import likeness, ssim
from tests.imaging.photos import noise


def plane(seed: int = 0) -> np.ndarray:
    return np.asarray(noise(64, 48, seed).convert("L"), np.float32)


def test_a_picture_is_like_itself() -> None:
    assert ssim(plane(), plane()) == pytest.approx(1)


def test_noise_is_unlike_other_noise() -> None:
    assert abs(ssim(plane(), plane(1))) < 0.1


def test_contrast_and_brightness_count() -> None:
    """Compare with the paper's formula where every window is the same."""
    dark, bright = np.full((32, 32), 50, np.float32), np.full((32, 32), 150, np.float32)
    stable = (0.01 * 255) ** 2
    expected = (2 * 50 * 150 + stable) / (50**2 + 150**2 + stable)
    assert ssim(dark, bright) == pytest.approx(expected)


def test_the_box_says_which_part_is_compared(tmp_path: Path) -> None:
    photo = tmp_path / "photo.png"
    soft = noise(40, 45).resize((WIDTH // 2, HEIGHT), Image.Resampling.BICUBIC)
    soft.save(photo)
    top = soft.crop((0, 0, WIDTH // 2, HEIGHT // 2)).resize(
        (WIDTH, HEIGHT), Image.Resampling.LANCZOS
    )
    assert likeness(photo, (0, 0, 1, 0.5), top.tobytes()) > 0.99
    assert likeness(photo, (0, 0.5, 1, 1), top.tobytes()) < 0.9
