"""What is decoded, how much of it, and what is refused."""

from pathlib import Path

import numpy as np
from PIL import Image
import pillow_heif
import pytest

from custom_components.immich_frame.imaging import codec
from custom_components.immich_frame.imaging.codec import decode, encode
from custom_components.immich_frame.imaging.errors import (
    CorruptImageError,
    ImageTooLargeError,
    NotAnImageError,
)
from custom_components.immich_frame.imaging.spec import Size

from .headers import BOMBS
from .photos import exif, file, middle, near, noise, picture, quadrants

SMALL = Size(64, 36)
KINDS = ["JPEG", "PNG", "GIF", "WEBP", "TIFF", "AVIF", "HEIF"]


@pytest.mark.parametrize("kind", KINDS)
def test_every_format_is_decoded(kind: str) -> None:
    photo = decode(file(quadrants(), kind), SMALL)
    assert photo.size == Size(96, 64)
    assert photo.orientation == 1
    assert photo.image.mode == "RGB"


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
    assert photo.image.size == decoded
    assert photo.size == Size(*size)


@pytest.mark.parametrize(("orientation", "decoded"), [(3, (100, 200)), (8, (50, 100))])
def test_scale_is_chosen_for_the_upright_photo(orientation: int, decoded: tuple[int, int]) -> None:
    source = file(noise(100, 200), "JPEG", exif=exif(orientation))
    assert decode(source, Size(100, 50)).image.size == decoded


@pytest.mark.parametrize("orientation", [0, 9, 4711])
def test_orientation_that_exif_does_not_know_is_upright(orientation: int) -> None:
    photo = decode(file(quadrants(), "JPEG", exif=exif(orientation)), SMALL)
    assert photo.orientation == 1


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("broken", [b"no header at all", b"II*\0\xff\xff", b"MM\0*\0\0\0\x08"])
def test_broken_exif_is_not_worth_the_photo(kind: str, broken: bytes) -> None:
    source = file(quadrants(), kind, exif=b"Exif\0\0" + broken)
    assert decode(source, SMALL).orientation == 1


def test_sixteen_bits_of_grey_become_eight() -> None:
    values = np.array([[0, 0x4000, 0x8000, 0xFFFF]], dtype=np.uint16)
    photo = decode(file(Image.fromarray(values), "PNG"), SMALL)
    assert list(photo.image.tobytes()) == [0, 0x40, 0x80, 0xFF]


@pytest.mark.parametrize("mode", ["1", "L", "I", "F"])
def test_greys_of_any_depth_become_eight_bits(mode: str) -> None:
    photo = decode(file(Image.new("L", (8, 8), 255).convert(mode), "TIFF"), SMALL)
    assert photo.image.mode == "L"
    assert middle(photo.image) == (255, 255, 255)


@pytest.mark.parametrize("mode", ["P", "LAB", "CMYK"])
def test_other_colours_become_rgb_or_stay_inks(mode: str) -> None:
    image = Image.new("RGB", (8, 8), (200, 30, 90))
    source = file(image.convert(mode, palette=Image.Palette.ADAPTIVE), "TIFF")
    photo = decode(source, SMALL)
    assert photo.image.mode == ("CMYK" if mode == "CMYK" else "RGB")
    assert near(middle(photo.image), (200, 30, 90), by=20)


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "AVIF", "HEIF"])
def test_transparent_parts_lie_on_black(kind: str) -> None:
    options = {"lossless": True} if kind == "WEBP" else {}
    half = decode(file(Image.new("RGBA", (8, 8), (200, 100, 50, 128)), kind, **options), SMALL)
    none = decode(file(Image.new("RGBA", (8, 8), (200, 100, 50, 0)), kind, **options), SMALL)
    assert near(middle(half.image), (100, 50, 25))
    assert near(middle(none.image), (0, 0, 0))


def test_palette_with_a_transparent_colour_lies_on_black() -> None:
    image = Image.new("P", (8, 8))
    image.putpalette([250, 250, 250])
    photo = decode(file(image, "GIF", transparency=0), SMALL)
    assert middle(photo.image) == (0, 0, 0)


def test_first_frame_of_an_animation_is_the_photo() -> None:
    first, second = Image.new("RGB", (8, 8), "red"), Image.new("RGB", (8, 8), "blue")
    source = file(first, "GIF", save_all=True, append_images=[second])
    assert near(middle(decode(source, SMALL).image), (255, 0, 0))


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


@pytest.mark.parametrize("kind", BOMBS)
@pytest.mark.filterwarnings("error")
def test_bomb_is_refused_by_its_header(kind: str) -> None:
    with pytest.raises(ImageTooLargeError, match=r"too large: .*(16000 x 16000|256000000) pixels"):
        decode(BOMBS[kind](16_000, 16_000), Size(9000, 9000))


def test_bomb_in_a_frame_of_a_gif_is_refused() -> None:
    source = bytearray(BOMBS["GIF"](1, 1))
    at = source.index(b"\x2c") + 5
    source[at : at + 4] = b"\xff\xff\xff\xff"
    with pytest.raises(ImageTooLargeError):
        decode(bytes(source), SMALL)


@pytest.mark.filterwarnings("error")
def test_jpeg_of_182_megapixels_is_decoded_at_an_eighth() -> None:
    photo = decode(file(Image.new("L", (13_500, 13_500), 99), "JPEG"), Size(1280, 720))
    assert photo.size == Size(13_500, 13_500)
    assert photo.image.size == (1688, 1688)
    assert middle(photo.image) == (99, 99, 99)


def test_bound_counts_what_is_decoded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(codec, "MAX_DECODED_PIXELS", 80 * 60)
    source = file(noise(160, 120), "JPEG")
    assert decode(source, Size(80, 45)).image.size == (80, 60)
    with pytest.raises(ImageTooLargeError):
        decode(source, Size(160, 90))


def test_no_memory_is_an_error_of_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    def exhausted(_image: Image.Image) -> Image.Image:
        raise MemoryError

    monkeypatch.setattr(codec, "_plain", exhausted)
    with pytest.raises(ImageTooLargeError, match="not enough memory"):
        decode(file(quadrants(), "PNG"), SMALL)


def test_error_without_words_names_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    def wordless(_image: Image.Image) -> Image.Image:
        raise EOFError

    monkeypatch.setattr(codec, "_plain", wordless)
    with pytest.raises(CorruptImageError, match="EOFError"):
        decode(file(quadrants(), "PNG"), SMALL)


def test_written_jpeg_is_baseline_with_half_the_colour_resolution() -> None:
    image = quadrants()
    image.info |= {"comment": b"secret", "exif": exif(6), "dpi": (300, 300)}
    data = encode(image, 90)
    assert data.count(b"\xff\xc0") == 1
    assert b"\xff\xc2" not in data
    assert b"secret" not in data
    written = picture(data)
    assert set(written.info) == {"jfif", "jfif_version", "jfif_unit", "jfif_density", "icc_profile"}
    components = data[data.index(b"\xff\xc0") + 10 :][:9]
    assert components[1::3] == bytes([0x22, 0x11, 0x11])  # samples across and down: Y, Cb, Cr


def test_better_quality_costs_more_bytes() -> None:
    assert len(encode(noise(64, 64), 95)) > len(encode(noise(64, 64), 60))


def test_no_setting_of_a_library_is_touched() -> None:
    room = Path(codec.__file__).parent
    text = "".join(path.read_text() for path in room.glob("*.py"))
    for setting in ("MAX_IMAGE_PIXELS", "LOAD_TRUNCATED", "setNumThreads", "register_heif_opener"):
        assert setting not in text
    assert ".heic" not in Image.registered_extensions()
    assert pillow_heif.options.THUMBNAILS
