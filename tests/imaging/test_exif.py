"""EXIF's orientation, and the weight of tags."""

import struct

import pytest

from custom_components.immich_frame.imaging.codec import open_photo
from custom_components.immich_frame.imaging.errors import ImageTooLargeError
from custom_components.immich_frame.imaging.exif import check_tags, orientation_in

from .photos import exif, file, quadrants

MARK = b"Exif\0\0"
type Tag = tuple[int, int, int, int]
"""Its number, type, count, and its value or the place of it."""


def tiff(tags: list[Tag], order: str = "<") -> bytes:
    head = {"<": b"II*\0", ">": b"MM\0*"}[order]
    entries = b"".join(_entry(tag, order) for tag in tags)
    return head + struct.pack(order + "IH", 8, len(tags)) + entries + bytes(4)


def _entry(tag: Tag, order: str) -> bytes:
    number, kind, count, value = tag
    short = kind == 3 and count == 1
    return struct.pack(order + "HHI" + ("Hxx" if short else "I"), number, kind, count, value)


@pytest.mark.parametrize("order", ["<", ">"])
@pytest.mark.parametrize("mark", [b"", MARK, MARK + MARK])
@pytest.mark.parametrize("kind", [3, 4])
def test_orientation_is_read(order: str, mark: bytes, kind: int) -> None:
    tags = [(0x010F, 2, 4, 0x41414141), (0x0112, kind, 1, 6)]
    assert orientation_in(mark + tiff(tags, order)) == 6


@pytest.mark.parametrize(
    "broken",
    [
        None,
        b"",
        MARK,
        b"II*\0",
        b"II*\0\xff\xff\xff\xff",
        b"neither order",
        tiff([(0x0112, 3, 1, 0)]),
        tiff([(0x0112, 3, 1, 9)]),
        tiff([(0x0112, 2, 1, 6)]),
        tiff([(0x0112, 3, 2, 6)]),
        tiff([(0x0112, 3, 1, 6)])[:18],
    ],
)
def test_broken_orientation_is_upright(broken: bytes | None) -> None:
    assert orientation_in(broken) == 1


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_orientation_of_each_format(kind: str, orientation: int) -> None:
    assert open_photo(file(quadrants(), kind, exif=exif(orientation))).size.width == (
        96 if orientation < 5 else 64
    )


def test_exif_behind_the_pixels_of_a_png_counts() -> None:
    plain = file(quadrants(), "PNG")
    tagged = file(quadrants(), "PNG", exif=exif(6))
    start = tagged.index(b"eXIf") - 4
    length = 12 + int.from_bytes(tagged[start : start + 4])
    end = plain.index(b"IEND") - 4
    source = plain[:end] + tagged[start : start + length] + plain[end:]
    assert open_photo(source).size.width == 64


def test_tags_of_a_photo_weigh_what_they_hold() -> None:
    data = tiff([(0x010F, 2, 100, 8), (0x0112, 3, 1, 6)]) + bytes(200)
    assert check_tags(data) == 102
    assert check_tags(b"no directory") == 0


def test_values_upon_each_other_are_refused() -> None:
    with pytest.raises(ImageTooLargeError, match="more bytes than its file"):
        check_tags(tiff([(tag, 7, 1000, 8) for tag in range(40000, 40003)]) + bytes(1500))


def test_values_upon_each_other_in_a_directory_within_are_refused() -> None:
    inner = tiff([(tag, 7, 1000, 8) for tag in range(40000, 40003)])[8:]
    outer = tiff([(34665, 4, 1, 26)])
    assert len(outer) == 26
    with pytest.raises(ImageTooLargeError, match="more bytes than its file"):
        check_tags(outer + inner + bytes(1500))


def test_directories_in_a_circle_are_refused() -> None:
    with pytest.raises(ImageTooLargeError, match="directories"):
        check_tags(tiff([(34665, 4, 1, 8)]) + bytes(100))


def test_numbers_are_bounded_as_they_grow_in_memory() -> None:
    with pytest.raises(ImageTooLargeError, match="numbers"):
        check_tags(tiff([(40000, 3, 600_000, 8)]) + bytes(2_000_000))
    assert check_tags(tiff([(40000, 7, 1_900_000, 8)]) + bytes(2_000_000)) == 1_900_000


def test_value_that_is_cut_off_ends_the_directory() -> None:
    tags = [(40000, 7, 1000, 2**31), (40001, 7, 10, 8)]
    assert check_tags(tiff(tags) + bytes(1500)) == 1000
