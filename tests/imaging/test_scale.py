"""Smaller copies of a rendition."""

import pytest

from custom_components.immich_frame.imaging.colour import srgb_profile
from custom_components.immich_frame.imaging.errors import CorruptImageError
from custom_components.immich_frame.imaging.output import encode
from custom_components.immich_frame.imaging.scale import scale
from custom_components.immich_frame.imaging.spec import Output, PictureFormat, Size

from .photos import BLUE, GREEN, RED, WHITE, corners, near, noise, picture, quadrants

RENDITION = encode(quadrants(640, 360), Output())


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


@pytest.mark.parametrize("there", PictureFormat)
@pytest.mark.parametrize("here", PictureFormat)
def test_copy_in_any_format_shows_the_same(here: PictureFormat, there: PictureFormat) -> None:
    rendition = encode(quadrants(640, 360), Output(here))
    copy = picture(scale(rendition, Size(160, 160), Output(there)))
    assert copy.format == there.name
    seen = zip(corners(copy), [RED, GREEN, BLUE, WHITE], strict=True)
    assert all(near(color, expected, by=12) for color, expected in seen)
    assert copy.info["icc_profile"] == srgb_profile()


def test_copy_of_a_palette_has_colours_between() -> None:
    rendition = encode(quadrants(64, 36).quantize(4), Output(PictureFormat.PNG))
    copy = picture(scale(rendition, Size(16, 16), Output(PictureFormat.PNG)))
    assert copy.mode == "RGB"
    assert near(corners(copy)[0], RED)


def test_quality_of_a_copy() -> None:
    rendition = encode(noise(128, 128), Output(PictureFormat.PNG))
    coarse = scale(rendition, Size(64, 64), Output(quality=30))
    assert len(coarse) < len(scale(rendition, Size(64, 64)))


def test_what_is_no_picture_has_no_copy() -> None:
    with pytest.raises(CorruptImageError):
        scale(RENDITION[:400], Size(64, 64))
