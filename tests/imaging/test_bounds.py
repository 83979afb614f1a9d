"""What a small file may cost: memory that a header does not show at first, and time."""

import struct

from PIL import Image
import pytest

from custom_components.immich_frame.imaging.codec import MAX_SCANS, decode
from custom_components.immich_frame.imaging.errors import ImageTooLargeError
from custom_components.immich_frame.imaging.render import render
from custom_components.immich_frame.imaging.spec import RenderSpec, Size

from .headers import jpeg, png
from .photos import file

SMALL = Size(32, 18)


def progressive_jpeg(width: int, height: int) -> bytes:
    """Claim a size in the start of frame of a progressive JPEG."""
    data = bytearray(file(Image.new("L", (8, 8)), "JPEG", progressive=True))
    at = data.index(b"\xff\xc2") + 5
    data[at : at + 4] = struct.pack(">HH", height, width)
    return bytes(data)


def test_progressive_jpeg_counts_with_all_its_pixels() -> None:
    with pytest.raises(ImageTooLargeError, match="100 megapixels"):
        decode(progressive_jpeg(12_000, 12_000), SMALL)


def test_plain_jpeg_has_a_bound_as_well() -> None:
    with pytest.raises(ImageTooLargeError, match="500 megapixels"):
        decode(jpeg(60_000, 60_000), SMALL)


def test_scans_are_counted() -> None:
    photo = file(Image.new("RGB", (64, 48), "teal"), "JPEG", progressive=True)
    assert render(photo, RenderSpec(SMALL)).size == SMALL
    with pytest.raises(ImageTooLargeError, match="scans"):
        render(photo + b"\xff\xda" * MAX_SCANS, RenderSpec(SMALL))


def test_transparency_counts_more() -> None:
    with pytest.raises(ImageTooLargeError, match="40 megapixels"):
        decode(png(7000, 7000, "RGBA"), SMALL)
