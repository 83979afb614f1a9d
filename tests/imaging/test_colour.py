"""Embedded profiles become sRGB."""

from io import BytesIO
import struct

from PIL import Image, ImageCms
import pytest

from custom_components.immich_frame.imaging.codec import open_photo
from custom_components.immich_frame.imaging.colour import srgb_profile, srgb_transform, to_srgb
from custom_components.immich_frame.imaging.geometry import whole
from custom_components.immich_frame.imaging.nclx import nclx_profile
from custom_components.immich_frame.imaging.resample import cut
from custom_components.immich_frame.imaging.spec import Size

from .photos import Color, file, middle, near, noise
from .profiles import cyan_as_grey, display_p3, linear_grey, p3_as_srgb


@pytest.mark.parametrize("pixel", [(200, 100, 50), (60, 180, 90), (255, 0, 0), (128, 128, 128)])
def test_display_p3_becomes_srgb(pixel: Color) -> None:
    image = Image.new("RGB", (4, 4), pixel)
    converted = to_srgb(image, srgb_transform(display_p3(), "RGB"))
    assert near(middle(converted), p3_as_srgb(pixel), by=2)


def test_grey_of_a_grey_profile() -> None:
    image = Image.new("L", (4, 4), 128)
    converted = to_srgb(image, srgb_transform(linear_grey(), "L"))
    assert near(middle(converted), (188, 188, 188), by=2)


def test_grey_under_a_profile_for_rgb() -> None:
    image = Image.new("L", (4, 4), 100)
    converted = to_srgb(image, srgb_transform(display_p3(), "L"))
    assert near(middle(converted), p3_as_srgb((100, 100, 100)), by=2)


@pytest.mark.parametrize(("ink", "expected"), [((255, 0, 0, 0), 119), ((0, 0, 0, 0), 255)])
def test_inks_of_a_cmyk_profile(ink: tuple[int, int, int, int], expected: int) -> None:
    image = Image.new("CMYK", (4, 4), ink)
    converted = to_srgb(image, srgb_transform(cyan_as_grey(), "CMYK"))
    assert near(middle(converted), (expected, expected, expected), by=3)


def test_cmyk_without_a_profile() -> None:
    image = Image.new("CMYK", (4, 4), (255, 0, 0, 0))
    assert middle(to_srgb(image, srgb_transform(None, "CMYK"))) == (0, 255, 255)


@pytest.mark.parametrize(
    ("profile", "mode"),
    [(b"", "RGB"), (b"not a profile", "RGB"), (display_p3()[:200], "RGB")],
    ids=["empty", "broken", "cut off"],
)
def test_unusable_profile_is_left_aside(profile: bytes, mode: str) -> None:
    assert srgb_transform(profile, mode) is None


@pytest.mark.parametrize("mode", ["RGB", "CMYK"])
def test_profile_for_other_pixels_is_left_aside(mode: str) -> None:
    assert srgb_transform(linear_grey(), mode) is None


def test_profile_of_a_space_that_no_photo_has_is_left_aside() -> None:
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    assert srgb_transform(lab, "RGB") is None


def test_srgb_by_another_maker_costs_no_pass_over_the_pixels() -> None:
    profile = bytearray(srgb_profile())
    profile[24:36] = bytes(12)
    assert srgb_transform(bytes(profile), "RGB") is None
    image = noise(8, 8)
    assert to_srgb(image, None) is image


def test_profile_of_renditions_is_srgb_and_never_changes() -> None:
    assert srgb_profile() == srgb_profile()
    opened = ImageCms.ImageCmsProfile(BytesIO(srgb_profile()))
    assert "sRGB" in ImageCms.getProfileDescription(opened)
    assert struct.unpack(">6H", srgb_profile()[24:36]) == (2000, 1, 1, 0, 0, 0)


def with_nclx(kind: str, primaries: int, curve: int, pixel: Color) -> bytes:
    """Name a file's colours by numbers instead of by a profile."""
    data = bytearray(file(Image.new("RGB", (64, 64), pixel), kind, quality=100))
    at = data.index(b"colrnclx") + 8
    data[at : at + 4] = struct.pack(">HH", primaries, curve)
    return bytes(data)


@pytest.mark.parametrize("kind", ["AVIF", "HEIF"])
@pytest.mark.parametrize("pixel", [(200, 100, 50), (60, 180, 90)])
def test_colours_named_by_numbers_become_srgb(kind: str, pixel: Color) -> None:
    photo = open_photo(with_nclx(kind, 12, 13, pixel)).decode(Size(8, 8))
    seen = cut(photo, whole(photo.size), Size(8, 8))
    assert near(middle(seen), p3_as_srgb(pixel), by=8)  # whose curve is a plain power


@pytest.mark.parametrize("kind", ["AVIF", "HEIF"])
@pytest.mark.parametrize(("primaries", "curve"), [(1, 13), (2, 2), (12, 16), (9, 18)])
def test_colours_of_srgb_or_of_high_range_are_left_as_they_are(
    kind: str, primaries: int, curve: int
) -> None:
    photo = open_photo(with_nclx(kind, primaries, curve, (200, 100, 50))).decode(Size(8, 8))
    assert photo.transform is None


def test_wide_colours_reach_further_than_srgb() -> None:
    transform = srgb_transform(nclx_profile(b"colrnclx" + struct.pack(">HH", 9, 1)), "RGB")
    assert transform is not None
    seen = to_srgb(Image.new("RGB", (4, 4), (100, 150, 100)), transform)
    red, green, blue = middle(seen)
    assert green >= 150
    assert max(red, blue) < 100


@pytest.mark.parametrize("source", [b"", b"colrnclx", b"colrnclx\0\x0c\0", b"no box"])
def test_no_numbers_name_no_colours(source: bytes) -> None:
    assert nclx_profile(source) is None
