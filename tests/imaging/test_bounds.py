"""What a small file may cost: memory that a header does not show at first, and time."""

import struct

from PIL import Image
import pytest

from custom_components.immich_frame.imaging.budget import WORKING, Budget, bytes_of
from custom_components.immich_frame.imaging.codec import Photo, open_photo
from custom_components.immich_frame.imaging.errors import ImageTooLargeError
from custom_components.immich_frame.imaging.pixels import Planes, Whole
from custom_components.immich_frame.imaging.spec import MEGABYTE, Size

from .headers import BOMBS, jpeg, png
from .photos import file, noise

SMALL = Size(32, 18)
ORDINARY = 200 * MEGABYTE


def progressive_jpeg(width: int, height: int, subsampling: str = "4:2:0") -> bytes:
    """Claim a size in the start of frame of a progressive JPEG."""
    small = Image.new("RGB", (8, 8))
    data = bytearray(file(small, "JPEG", progressive=True, subsampling=subsampling))
    at = data.index(b"\xff\xc2") + 5
    data[at : at + 4] = struct.pack(">HH", height, width)
    return bytes(data)


def decoded(source: bytes, enough: Size, max_memory: int, canvas: int = 0) -> Photo:
    return open_photo(source, max_memory=max_memory, canvas=canvas).decode(enough)


def room_for(source: bytes, pixels: int) -> int:
    """Tell how much memory lets decoding take so many bytes."""
    return len(source) + pixels + WORKING


def test_need_is_the_larger_of_decoding_and_resampling() -> None:
    budget = Budget(limit=100 + WORKING, held=10, canvas=30)
    assert budget.holds(decoding=90, pixels=60)
    assert not budget.holds(decoding=91, pixels=60)
    assert not budget.holds(decoding=90, pixels=61)


@pytest.mark.parametrize(
    ("mode", "expected"), [("L", 8), ("P", 8), ("RGB", 32), ("CMYK", 32), ("LA", 32), ("I;16", 16)]
)
def test_bytes_are_counted_as_pillow_keeps_them(mode: str, expected: int) -> None:
    assert bytes_of(Size(4, 2), mode) == expected


def test_progressive_jpeg_counts_with_all_its_coefficients() -> None:
    """Two bytes for each of 48 megapixels, and for each of three channels where none is halved."""
    with pytest.raises(ImageTooLargeError, match="200 MB are the most"):
        decoded(progressive_jpeg(8064, 6048, "4:4:4"), SMALL, 400 * MEGABYTE)
    coefficients, pixels = 8064 * 6048 * 2 * 3, 1008 * 756 * 4
    need = (coefficients + pixels + WORKING) // MEGABYTE + 1
    with pytest.raises(ImageTooLargeError, match=f"take {need} MB"):
        decoded(progressive_jpeg(8064, 6048, "4:4:4"), SMALL, ORDINARY)


@pytest.mark.parametrize(
    ("limit", "canvas"), [(100, 4 * 3840 * 2160), (400, 250 * MEGABYTE)], ids=["small", "large"]
)
def test_ordinary_jpeg_has_no_less_than_its_canvas_needs(limit: int, canvas: int) -> None:
    """The photo is a preview as Immich makes them, in a render that may take little or much."""
    source = file(noise(1440, 1080), "JPEG")
    photo = decoded(source, Size(3840, 2160), limit * MEGABYTE, canvas)
    assert photo.pixels.size == Size(1440, 1080)


def test_copy_without_metadata_counts() -> None:
    plain = file(noise(320, 240), "JPEG")
    tagged = plain[:2] + b"\xff\xfe\0\x06Hey!" + plain[2:]
    room = room_for(tagged, 320 * 240 * 2)
    assert decoded(tagged, Size(320, 240), room).pixels.size == Size(160, 120)
    assert decoded(tagged, Size(320, 240), room + len(plain)).pixels.size == Size(320, 240)


def test_larger_jpeg_than_phones_write_has_all_the_memory() -> None:
    with pytest.raises(ImageTooLargeError, match="400 MB are the most"):
        decoded(progressive_jpeg(12_000, 12_000), SMALL, 400 * MEGABYTE)


def test_plain_jpeg_has_a_bound_as_well() -> None:
    with pytest.raises(ImageTooLargeError, match="500 megapixels"):
        open_photo(jpeg(60_000, 60_000))


def test_scans_are_counted() -> None:
    photo = file(Image.new("RGB", (64, 48), "teal"), "JPEG", progressive=True)
    assert decoded(photo, SMALL, 400 * MEGABYTE).size == Size(64, 48)
    scan = photo[photo.rindex(b"\xff\xda") : -2]
    with pytest.raises(ImageTooLargeError, match="scans"):
        open_photo(photo[:-2] + scan * 100 + photo[-2:])


def test_scans_are_counted_where_no_end_is_marked() -> None:
    photo = file(Image.new("RGB", (64, 48), "teal"), "JPEG", progressive=True)[:-2]
    assert open_photo(photo).size == Size(64, 48)
    with pytest.raises(ImageTooLargeError, match="scans"):
        open_photo(photo + photo[photo.rindex(b"\xff\xda") :] * 100)


def test_what_lies_behind_a_jpeg_is_no_scan() -> None:
    """Phones put a film there."""
    photo = file(Image.new("RGB", (64, 48), "teal"), "JPEG", progressive=True)
    assert open_photo(photo + b"\xff\xda\0\x0c" * 1000).size == Size(64, 48)


@pytest.mark.parametrize(
    ("room", "scale", "form"),
    [(4, 1, Planes), (2, 1, Planes), (1, 2, Whole), (0.5, 2, Planes), (0.25, 4, Whole)],
)
def test_jpeg_is_decoded_as_large_as_fits(room: float, scale: int, form: type) -> None:
    """`room` is in bytes for each pixel of the photo: RGB takes four, planes two."""
    source = file(noise(320, 240), "JPEG")
    most = room_for(source, int(320 * 240 * room))
    photo = decoded(source, Size(320, 240), most)
    assert isinstance(photo.pixels, form)
    assert photo.pixels.size == Size(320 // scale, 240 // scale)
    assert photo.size == Size(320, 240)


@pytest.mark.parametrize(
    ("mode", "options"),
    [("L", {}), ("CMYK", {}), ("RGB", {"keep_rgb": True}), ("RGB", {"subsampling": "4:2:2"})],
    ids=["greys", "inks", "RGB", "whole columns of colours"],
)
def test_jpeg_without_halved_colours_is_never_decoded_in_planes(
    mode: str, options: dict[str, object]
) -> None:
    image = Image.new("RGB", (320, 240), (200, 30, 90)).convert(mode)
    photo = decoded(file(image, "JPEG", **options), Size(320, 240), 400 * MEGABYTE)
    assert isinstance(photo.pixels, Whole)
    assert photo.pixels.sampled(SMALL).mode == mode


def test_jpeg_of_which_not_even_an_eighth_fits_is_refused() -> None:
    source = jpeg(8000, 6000)
    need = room_for(source, 1000 * 750) // MEGABYTE + 1
    with pytest.raises(ImageTooLargeError, match=f"8000 x 6000 pixels take {need} MB"):
        decoded(source, Size(8000, 6000), room_for(source, 0))


def test_canvas_counts() -> None:
    source = file(noise(320, 240), "JPEG")
    most = room_for(source, 320 * 240 * 4)
    assert decoded(source, Size(320, 240), most).pixels.size == Size(320, 240)
    smaller = decoded(source, Size(320, 240), most, canvas=4 * 300 * 240)
    assert smaller.pixels.size == Size(80, 60)


@pytest.mark.parametrize("kind", ["PNG", "GIF", "TIFF", "WEBP", "AVIF", "HEIF"])
def test_other_formats_fit_or_do_not(kind: str) -> None:
    source = file(noise(256, 256), kind)
    assert decoded(source, SMALL, 25 * MEGABYTE + len(source)).size == Size(256, 256)
    with pytest.raises(ImageTooLargeError, match="256 x 256 pixels take"):
        decoded(source, SMALL, 24 * MEGABYTE + len(source))


@pytest.mark.parametrize("kind", BOMBS)
@pytest.mark.filterwarnings("error")
def test_bomb_is_refused_by_its_header(kind: str) -> None:
    with pytest.raises(ImageTooLargeError, match=r"too large: .*(30000 x 30000|\d+ pixels)"):
        decoded(BOMBS[kind](30_000, 30_000), Size(9000, 9000), 400 * MEGABYTE)


def test_png_is_held_to_its_bounds_before_its_exif_is_looked_for() -> None:
    with pytest.raises(ImageTooLargeError, match="MB are the most"):
        open_photo(png(12_000, 12_000, "RGBA"))


def test_bomb_in_a_frame_of_a_gif_is_refused() -> None:
    source = bytearray(BOMBS["GIF"](1, 1))
    at = source.index(b"\x2c") + 5
    source[at : at + 4] = b"\xff\xff\xff\xff"
    with pytest.raises(ImageTooLargeError):
        decoded(bytes(source), SMALL, 400 * MEGABYTE)
