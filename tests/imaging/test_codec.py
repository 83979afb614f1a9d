"""What is decoded, how much of it, and what is refused."""

from pathlib import Path
import subprocess
import sys

import numpy as np
from PIL import Image
import pillow_heif
import pytest

from custom_components.immich_frame.imaging import codec
from custom_components.immich_frame.imaging.codec import Photo, open_photo
from custom_components.immich_frame.imaging.errors import (
    CorruptImageError,
    ImageTooLargeError,
    NotAnImageError,
)
from custom_components.immich_frame.imaging.geometry import whole
from custom_components.immich_frame.imaging.resample import cut
from custom_components.immich_frame.imaging.spec import Color, Size

from .photos import (
    BLUE,
    GREEN,
    RED,
    WHITE,
    color,
    corners,
    exif,
    file,
    middle,
    near,
    noise,
    quadrants,
)

SMALL = Size(64, 36)
BLACK: Color = (0, 0, 0)
KINDS = ["JPEG", "PNG", "GIF", "WEBP", "TIFF", "AVIF", "HEIF"]


def decode(source: bytes, enough: Size = SMALL, background: Color = BLACK) -> Photo:
    return open_photo(source, background).decode(enough)


def shown(photo: Photo) -> Image.Image:
    """Make all of a photo visible, pixel for pixel."""
    return cut(photo, whole(photo.size), photo.size)


def values(photo: Photo) -> list[int]:
    """Read the reds from left to right, which in greys are all there is."""
    return [color(pixel)[0] for pixel in np.asarray(shown(photo))[0]]


@pytest.mark.parametrize("kind", KINDS)
def test_every_format_is_decoded(kind: str) -> None:
    photo = decode(file(quadrants(), kind), SMALL)
    assert photo.size == Size(96, 64)
    assert photo.orientation == 1
    assert photo.pixels.size == Size(96, 64)
    seen = zip(corners(shown(photo)), [RED, GREEN, BLUE, WHITE], strict=True)
    assert all(near(pixel, expected, by=12) for pixel, expected in seen)


def test_heif_that_names_avif_among_its_brands_is_avif() -> None:
    data = bytearray(file(quadrants(), "AVIF"))
    data[8:12] = b"mif1"
    assert decode(bytes(data), SMALL).size == Size(96, 64)


@pytest.mark.parametrize(
    ("size", "target", "decoded"),
    [
        ((160, 120), Size(80, 45), (80, 60)),
        ((160, 120), Size(20, 11), (20, 15)),
        ((160, 120), Size(81, 40), (160, 120)),
        ((160, 120), Size(100, 10), (160, 120)),
        ((161, 121), Size(80, 45), (81, 61)),
    ],
    ids=["half", "eighth", "just too small", "one edge alone is no reason", "odd"],
)
def test_jpeg_is_decoded_at_the_smallest_scale_that_covers(
    size: tuple[int, int], target: Size, decoded: tuple[int, int]
) -> None:
    photo = decode(file(noise(*size), "JPEG"), target)
    assert photo.pixels.size == Size(*decoded)
    assert photo.size == Size(*size)


@pytest.mark.parametrize(("orientation", "decoded"), [(3, (100, 200)), (8, (50, 100))])
def test_scale_is_chosen_for_the_upright_photo(orientation: int, decoded: tuple[int, int]) -> None:
    source = file(noise(100, 200), "JPEG", exif=exif(orientation))
    assert decode(source, Size(100, 50)).pixels.size == Size(*decoded)


@pytest.mark.parametrize("orientation", [0, 9, 4711])
def test_orientation_that_exif_does_not_know_is_upright(orientation: int) -> None:
    photo = decode(file(quadrants(), "JPEG", exif=exif(orientation)), SMALL)
    assert photo.orientation == 1


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("broken", [b"no header at all", b"II*\0\xff\xff", b"MM\0*\0\0\0\x08"])
def test_broken_exif_is_not_worth_the_photo(kind: str, broken: bytes) -> None:
    source = file(quadrants(), kind, exif=b"Exif\0\0" + broken)
    assert decode(source, SMALL).orientation == 1


@pytest.mark.parametrize("kind", ["PNG", "TIFF"])
def test_sixteen_bits_of_grey_become_eight(kind: str) -> None:
    levels = np.array([[0, 0x4000, 0x8000, 0xFFFF]], dtype=np.uint16)
    assert values(decode(file(Image.fromarray(levels), kind))) == [0, 0x40, 0x80, 0xFF]


def test_transparent_grey_of_sixteen_bits() -> None:
    """Only the one grey that the file names is transparent, not its neighbour."""
    levels = np.array([[0, 0x4000, 0x8000, 0x8001, 0xFFFF]], dtype=np.uint16)
    source = file(Image.fromarray(levels), "PNG", transparency=0x8000)
    photo = decode(source, background=(7, 7, 7))
    assert values(photo) == [0, 0x40, 7, 0x80, 0xFF]


@pytest.mark.parametrize("mode", ["1", "L", "I", "F"])
def test_greys_of_any_depth_become_eight_bits(mode: str) -> None:
    photo = decode(file(Image.new("L", (8, 8), 255).convert(mode), "TIFF"))
    assert middle(shown(photo)) == (255, 255, 255)


@pytest.mark.parametrize(
    ("levels", "expected"),
    [
        ([0.0, 0.25, 1.0, float("nan")], [0, 63, 255, 0]),
        ([0.0, 128.0, 255.0, -5.0], [0, 128, 255, 0]),
        ([0.0, 16384.0, 65535.0, 1.0], [0, 63, 255, 0]),
        ([0.0, 25.0, 100_000.0, 50_000.0], [0, 0, 255, 127]),
        ([0.0, 128.0, float("inf"), float("-inf")], [0, 128, 255, 0]),
        ([-1.0, -0.5, 0.0, 0.0], [0, 0, 0, 0]),
    ],
    ids=["shares", "8 bits", "16 bits", "more bits", "no bounds", "nothing above black"],
)
def test_numbers_are_as_bright_as_their_range_says(
    levels: list[float], expected: list[int]
) -> None:
    assert values(decode(file(Image.fromarray(np.array([levels], np.float32)), "TIFF"))) == expected


@pytest.mark.parametrize("mode", ["P", "LAB", "CMYK", "RGBX"])
def test_colours_of_any_mode(mode: str) -> None:
    image = Image.new("RGB", (8, 8), (200, 30, 90))
    source = file(image.convert(mode, palette=Image.Palette.ADAPTIVE), "TIFF")
    assert near(middle(shown(decode(source))), (200, 30, 90), by=20)


@pytest.mark.parametrize("compression", [None, "tiff_lzw", "tiff_deflate", "jpeg", "packbits"])
def test_tiff_of_any_compression(compression: str | None) -> None:
    source = file(Image.new("RGB", (64, 48), (200, 30, 90)), "TIFF", compression=compression)
    assert near(middle(shown(decode(source))), (200, 30, 90), by=8)


@pytest.mark.parametrize("background", [BLACK, (10, 60, 200)], ids=str)
@pytest.mark.parametrize("kind", ["PNG", "WEBP", "AVIF", "HEIF", "TIFF"])
def test_transparent_parts_lie_on_the_background(kind: str, background: Color) -> None:
    options = {"lossless": True} if kind == "WEBP" else {}
    half, none = (
        decode(
            file(Image.new("RGBA", (8, 8), (200, 100, 50, alpha)), kind, **options),
            background=background,
        )
        for alpha in (128, 0)
    )
    mixed = color((np.array((200, 100, 50)) + background) // 2)
    assert near(middle(shown(half)), mixed)
    assert near(middle(shown(none)), background)


@pytest.mark.parametrize("mode", ["LA", "PA"])
def test_transparent_greys_and_palettes(mode: str) -> None:
    image = Image.new("RGBA", (8, 8), (90, 90, 90, 0)).convert(mode)
    kind = "PNG" if mode == "LA" else "TIFF"
    assert near(middle(shown(decode(file(image, kind), background=(9, 8, 7)))), (9, 8, 7))


@pytest.mark.parametrize("kind", ["GIF", "PNG"])
def test_palette_with_a_transparent_colour_lies_on_the_background(kind: str) -> None:
    image = Image.new("P", (8, 8))
    image.putpalette([250, 250, 250])
    photo = decode(file(image, kind, transparency=0), background=(1, 2, 3))
    assert middle(shown(photo)) == (1, 2, 3)


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "AVIF", "PNG", "TIFF"])
def test_first_frame_of_an_animation_is_the_photo(kind: str) -> None:
    first, second = Image.new("RGB", (32, 32), "red"), Image.new("RGB", (32, 32), "blue")
    source = file(first, kind, save_all=True, append_images=[second])
    assert near(middle(shown(decode(source))), (255, 0, 0))


@pytest.mark.parametrize("orientation", range(1, 9))
def test_heif_is_turned_once(orientation: int) -> None:
    photo = decode(file(quadrants(96, 64), "HEIF", exif=exif(orientation)))
    assert photo.orientation == 1
    assert photo.size == (Size(96, 64) if orientation < 5 else Size(64, 96))


def test_photo_is_decoded_once() -> None:
    opened = open_photo(file(quadrants(), "PNG"))
    opened.decode(SMALL)
    with pytest.raises(CorruptImageError, match="before"):
        opened.decode(SMALL)


@pytest.mark.parametrize(
    "source",
    [b"<!doctype html><title>Immich</title>", b"{}", b"\0", b"\0\0\0\x18ftypisom\0\0\0\0mp42isom"],
    ids=["html", "json", "one byte", "video"],
)
def test_what_is_no_photo_is_told_apart(source: bytes) -> None:
    with pytest.raises(NotAnImageError, match="no photo in a format"):
        decode(source, SMALL)


def test_nothing_at_all_is_corrupt() -> None:
    with pytest.raises(CorruptImageError, match="empty"):
        decode(b"", SMALL)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_cut_off_photo_is_corrupt(kind: str, share: float) -> None:
    source = file(noise(96, 64), kind)
    with pytest.raises(CorruptImageError, match=r"cannot be decoded: ."):
        decode(source[: int(len(source) * share)], SMALL)


@pytest.mark.filterwarnings("error")
def test_jpeg_of_182_megapixels_is_decoded_at_an_eighth() -> None:
    photo = decode(file(Image.new("L", (13_500, 13_500), 99), "JPEG"), Size(1280, 720))
    assert photo.size == Size(13_500, 13_500)
    assert photo.pixels.size == Size(1688, 1688)
    assert middle(cut(photo, whole(photo.size), SMALL)) == (99, 99, 99)


@pytest.mark.parametrize(
    ("thrown", "ours", "words"),
    [
        (MemoryError(), ImageTooLargeError, "not enough memory"),
        (EOFError(), CorruptImageError, "EOFError"),
        (ZeroDivisionError("by zero"), CorruptImageError, "by zero"),
    ],
    ids=repr,
)
def test_what_a_decoder_throws_is_an_error_of_ours(
    thrown: Exception, ours: type[Exception], words: str
) -> None:
    with pytest.raises(ours, match=words), codec.imaging_errors():
        raise thrown


@pytest.mark.slow
def test_no_setting_of_a_library_is_touched() -> None:
    room = Path(codec.__file__).parent
    text = "".join(path.read_text() for path in room.glob("*.py"))
    for setting in ("MAX_IMAGE_PIXELS =", "LOAD_TRUNCATED", "setNumThreads", "register_heif"):
        assert setting not in text
    # In a process of its own: other tests register what they need.
    render = "custom_components.immich_frame.imaging.render"
    asked = f"import {render}; from PIL import Image; print(Image.registered_extensions())"
    told = subprocess.run([sys.executable, "-c", asked], capture_output=True, check=True)  # noqa: S603 its own words
    assert b".heic" not in told.stdout
    assert b".jpeg" in told.stdout
    assert pillow_heif.options.THUMBNAILS
