"""Smaller copies of a rendition."""

import pytest

from custom_components.immich_frame.imaging.colour import srgb_profile
from custom_components.immich_frame.imaging.errors import CorruptImageError
from custom_components.immich_frame.imaging.render import render
from custom_components.immich_frame.imaging.scale import scale
from custom_components.immich_frame.imaging.spec import RenderSpec, Size

from .photos import BLUE, GREEN, RED, WHITE, corners, file, near, noise, picture, quadrants

RENDITION = render(file(quadrants(640, 360), "PNG"), RenderSpec(Size(640, 360))).data


@pytest.mark.parametrize(
    ("bounds", "expected"),
    [
        (Size(320, 180), (320, 180)),
        (Size(320, 320), (320, 180)),
        (Size(1000, 90), (160, 90)),
        (Size(101, 101), (101, 57)),
        (Size(1, 1), (1, 1)),
        (Size(640, 360), (640, 360)),
        (Size(4000, 4000), (640, 360)),
    ],
    ids=str,
)
def test_copy_fits_inside_and_is_never_enlarged(bounds: Size, expected: tuple[int, int]) -> None:
    assert picture(scale(RENDITION, bounds)).size == expected


def test_copy_shows_the_same() -> None:
    copy = picture(scale(RENDITION, Size(160, 160)))
    seen = zip(corners(copy), [RED, GREEN, BLUE, WHITE], strict=True)
    assert all(near(color, expected, by=12) for color, expected in seen)
    assert copy.info["icc_profile"] == srgb_profile()


def test_quality_of_a_copy() -> None:
    rendition = render(file(noise(128, 128), "PNG"), RenderSpec(Size(128, 128))).data
    assert len(scale(rendition, Size(64, 64), 30)) < len(scale(rendition, Size(64, 64)))


def test_what_is_no_picture_has_no_copy() -> None:
    with pytest.raises(CorruptImageError):
        scale(RENDITION[:400], Size(64, 64))
