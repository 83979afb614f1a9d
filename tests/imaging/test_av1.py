"""Sequence headers of every shape, for the most part read by a real decoder as well."""

import struct

from PIL import Image
import pytest

from custom_components.immich_frame.imaging.av1 import largest_frame
from custom_components.immich_frame.imaging.codec import open_photo
from custom_components.immich_frame.imaging.errors import ImageTooLargeError
from custom_components.immich_frame.imaging.isobmff import check_boxes
from custom_components.immich_frame.imaging.resample import glance
from custom_components.immich_frame.imaging.spec import Size

from .photos import BLUE, GREEN, RED, WHITE, corners, file, near, quadrants

SIZE = Size(96, 64)
DELIMITER = b"\x12\0"
TICKS = f"{1:032b}{25:032b}"  # 25 a second

# An operating point: which layers, its level, and above 3.3 its tier.
LOW = f"{0:012b}{4:05b}"
HIGH = f"{0:012b}{8:05b}" + "0"

NO_TIMING, ONE, TWO = "0", f"{0:05b}", f"{1:05b}"
EVEN = "1" + TICKS + "1" + "00111"  # a picture every seven ticks
UNEVEN = "1" + TICKS + "0"

# What stands between the kind of a header and the size of its frames, by what is special in it.
FRONTS = {
    "nothing": NO_TIMING + "0" + ONE + LOW,
    "a tier": NO_TIMING + "0" + ONE + HIGH,
    "two operating points": NO_TIMING + "0" + TWO + HIGH + LOW,
    "delays": NO_TIMING + "1" + TWO + LOW + "1" + "0110" + HIGH + "0",
    "timing": UNEVEN + "0" + "0" + ONE + LOW,
    "even timing": EVEN + "0" + "0" + ONE + LOW,
    "all of it": EVEN + "0" + "1" + TWO + HIGH + "1" + "1001" + LOW + "0",
}
# A model of the decoder, its delays in 10 bits, with and without them at an operating point.
MODEL = f"{9:05b}{1:032b}{7:05b}{8:05b}"
MODELS = {
    "delays of the decoder": UNEVEN + "1" + MODEL + "0" + ONE + LOW + "1" + "10" * 10 + "1",
    "none of them": UNEVEN + "1" + MODEL + "0" + ONE + LOW + "0",
    "both delays": EVEN + "1" + MODEL + "1" + ONE + HIGH + "1" + "01" * 10 + "0" + "1" + "1111",
}


def as_bytes(bits: str) -> bytes:
    bits += "0" * (-len(bits) % 8)
    return int(bits, 2).to_bytes(len(bits) // 8)


def unit(kind: int, data: bytes) -> bytes:
    """Write an OBU of less than 128 bytes with its size."""
    return bytes([kind << 3 | 2, len(data)]) + data


def header(front: str, width: int, height: int) -> bytes:
    """Write a sequence header as far as its size, which is in 16 bits."""
    return unit(1, as_bytes("00000" + front + "1111" * 2 + f"{width - 1:016b}{height - 1:016b}"))


def item(source: bytes) -> bytes:
    """Cut the coded data of the only item out of an AVIF."""
    at, length = struct.unpack_from(">II", source, source.index(b"iloc") + 18)
    return source[at : at + length]


def coded_with(front: str) -> bytes:
    """Write an AVIF whose sequence header begins otherwise; the rest is the encoder's.

    The first frame of a film lies in the boxes of a still: that of a still has a reduced header.
    """
    image = quadrants(SIZE.width, SIZE.height)
    film = item(file(image, "AVIF", save_all=True, append_images=[Image.new("RGB", image.size)]))
    assert film.startswith(DELIMITER + b"\x0a")
    length = film[3]
    bits = "".join(f"{byte:08b}" for byte in film[4 : 4 + length])
    usual = "00000" + NO_TIMING + "0" + ONE
    assert bits.startswith(usual)
    rest = bits[len(usual + LOW) :]
    coded = DELIMITER + unit(1, as_bytes("00000" + front + rest)) + film[4 + length :]
    still = file(image, "AVIF")
    at = still.index(b"iloc") + 22
    boxes = still[:at] + struct.pack(">I", len(coded)) + still[at + 4 : still.index(b"mdat") - 4]
    return boxes + struct.pack(">I", 8 + len(coded)) + b"mdat" + coded


@pytest.mark.parametrize("front", FRONTS.values(), ids=FRONTS)
def test_size_is_read_where_a_decoder_reads_it(front: str) -> None:
    source = coded_with(front)
    assert check_boxes(source) == SIZE.area
    seen = corners(glance(open_photo(source).decode(SIZE), SIZE))
    expected = [RED, GREEN, BLUE, WHITE]
    assert all(near(*pair, by=12) for pair in zip(seen, expected, strict=True))


@pytest.mark.parametrize("front", (FRONTS | MODELS).values(), ids=FRONTS | MODELS)
def test_size_is_read_behind_all_that_may_stand_before_it(front: str) -> None:
    assert largest_frame(header(front, 40_000, 30_001)) == 40_000 * 30_001


def test_largest_of_several_headers_counts() -> None:
    small, large = (header(FRONTS["nothing"], edge, edge) for edge in (64, 30_000))
    for data in (small + large, large + small, small + DELIMITER + large + small):
        assert largest_frame(data) == 30_000**2


def test_unit_may_have_an_extension_or_no_size() -> None:
    sequence = header(FRONTS["nothing"], 640, 480)
    extended = bytes([sequence[0] | 4, 0]) + sequence[1:]
    unsized = bytes([sequence[0] & ~2]) + sequence[2:]
    assert largest_frame(DELIMITER + extended) == largest_frame(DELIMITER + unsized) == 640 * 480


def test_size_of_a_unit_has_no_more_than_eight_bytes() -> None:
    sequence = header(FRONTS["nothing"], 640, 480)
    assert largest_frame(b"\x12" + b"\x80" * 7 + b"\0" + sequence) == 640 * 480
    assert largest_frame(b"\x12" + b"\x80" * 8 + sequence) == 640 * 480
    assert largest_frame(b"\x12" + b"\xff" * 8 + sequence) == 0


@pytest.mark.parametrize("data", [b"", b"\x0a", DELIMITER, b"\x32\x05frame"], ids=repr)
def test_data_without_a_header_tells_next_to_nothing(data: bytes) -> None:
    assert largest_frame(data) <= 1


def test_endless_units_are_refused() -> None:
    sequence = header(FRONTS["nothing"], 640, 480)
    assert largest_frame(DELIMITER * 9000 + sequence) == 640 * 480
    with pytest.raises(ImageTooLargeError, match="more pieces"):
        largest_frame(DELIMITER * 10_000 + sequence)
