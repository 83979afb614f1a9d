"""Files made to cost: small ones whose decoder would take hundreds of megabytes, or minutes."""

from collections.abc import Callable
import struct
import tracemalloc
import zlib

from PIL import Image
import pytest

from custom_components.immich_frame.imaging.codec import open_photo
from custom_components.immich_frame.imaging.colour import srgb_transform
from custom_components.immich_frame.imaging.errors import CorruptImageError, ImageTooLargeError
from custom_components.immich_frame.imaging.isobmff import check_boxes
from custom_components.immich_frame.imaging.jpeg_header import trimmed
from custom_components.immich_frame.imaging.spec import MEGABYTE, Size

from .photos import exif, file, noise, quadrants
from .profiles import display_p3

SMALL = Size(64, 36)
VALUE = 50_000


def tag_bomb(tags: int, size: int) -> bytes:
    """Write EXIF of many tags, whose values are all the same bytes."""
    place = 8 + 2 + 12 * tags + 4
    entries = b"".join(struct.pack("<HHII", 1000 + n, 7, size, place) for n in range(tags))
    return b"II*\0" + struct.pack("<IH", 8, tags) + entries + bytes(4 + size)


def segment(marker: int, data: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(data) + 2) + data


def behind_start(source: bytes, *segments: bytes) -> bytes:
    return source[:2] + b"".join(segments) + source[2:]


def peak_of_decoding(source: bytes) -> int:
    """Tell how many bytes Python's allocator gave at the most."""
    open_photo(file(noise(64, 36), "JPEG")).decode(SMALL)
    tracemalloc.start()
    try:
        open_photo(source).decode(SMALL)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_tags_upon_each_other_cost_nothing(kind: str) -> None:
    source = file(quadrants(), kind, exif=b"Exif\0\0" + tag_bomb(3000, VALUE))
    assert peak_of_decoding(source) < 5 * len(source) < 3000 * VALUE // 10


def test_tags_upon_each_other_in_a_jpeg_cost_nothing() -> None:
    bomb = tag_bomb(1500, 40_000)
    source = behind_start(file(quadrants(), "JPEG", dpi=(0, 0)), segment(0xE1, b"Exif\0\0" + bomb))
    assert peak_of_decoding(source) < MEGABYTE


def test_tags_upon_each_other_in_an_avif_are_refused() -> None:
    source = file(quadrants(), "AVIF", exif=b"Exif\0\0" + tag_bomb(3000, VALUE))
    with pytest.raises(ImageTooLargeError, match="more bytes than its file"):
        open_photo(source)


def test_tags_upon_each_other_in_a_tiff_are_refused() -> None:
    source = file(quadrants(), "TIFF")
    at = len(source)
    (first,) = struct.unpack_from("<I", source, 4)
    (count,) = struct.unpack_from("<H", source, first)
    place = at + 2 + 12 * (count + 1000) + 4
    entries = source[first + 2 : first + 2 + 12 * count]
    entries += b"".join(struct.pack("<HHII", 40000 + n, 7, VALUE, place) for n in range(1000))
    directory = struct.pack("<H", count + 1000) + entries + bytes(4 + VALUE)
    with pytest.raises(ImageTooLargeError, match="more bytes than its file"):
        open_photo(source[:4] + struct.pack("<I", at) + source[8:] + directory)


def test_jpeg_is_read_without_what_its_decoder_does_not_need() -> None:
    plain = file(quadrants(), "JPEG", icc_profile=display_p3())
    others = [segment(0xE1, exif(6)), segment(0xE1, exif(3)), segment(0xED, b"8BIM")]
    others += [segment(0xFE, b"comment"), segment(0xE2, b"MPF\0"), b"\xff\xff\xff\xd0junk"]
    assert trimmed(plain) == (plain, 1)
    assert trimmed(plain)[0] is plain
    assert trimmed(behind_start(plain, *others)) == (plain, 6)


def test_larger_profile_than_any_makers_is_left_aside() -> None:
    pieces = [
        segment(0xE2, b"ICC_PROFILE\0" + bytes((n + 1, 70)) + bytes(65_000)) for n in range(70)
    ]
    plain = file(quadrants(), "JPEG")
    assert trimmed(behind_start(plain, *pieces[:60])) == (behind_start(plain, *pieces[:60]), 1)
    assert trimmed(behind_start(plain, *pieces)) == (plain, 1)


@pytest.mark.parametrize(
    ("segments", "words"),
    [([segment(0xDB, b"")] * 30_000, "segments"), ([segment(0xDB, bytes(65_000))] * 20, "tables")],
)
def test_jpeg_with_endless_tables_is_refused(segments: list[bytes], words: str) -> None:
    with pytest.raises(CorruptImageError, match=words):
        open_photo(behind_start(file(quadrants(), "JPEG"), *segments))


def test_scans_behind_a_marker_without_a_length_are_counted() -> None:
    photo = file(Image.new("RGB", (64, 48), "teal"), "JPEG", progressive=True)
    scan = b"\xff\xda\x00\x08\x01\x01\x00\x01\x3f\x10"
    with pytest.raises(ImageTooLargeError, match="scans"):
        open_photo(photo[:-2] + b"\xff\x01" + scan * 200 + photo[-2:])


def test_tile_counts_as_large_as_it_is() -> None:
    """It is decoded in full, however small the image that it belongs to."""
    pixels = zlib.compress(bytes(8))
    fields = [(256, 64), (257, 64), (258, 8), (259, 8), (262, 1), (322, 16_000), (323, 16_000)]
    fields += [(324, 8), (325, len(pixels))]
    entries = b"".join(struct.pack("<HHII", tag, 4, 1, value) for tag, value in fields)
    at = 8 + len(pixels)
    source = b"II*\0" + struct.pack("<I", at) + pixels + struct.pack("<H", len(fields)) + entries
    with pytest.raises(ImageTooLargeError, match="64 x 64 pixels take 20"):
        open_photo(source + bytes(4))


def test_comments_of_a_gif_are_bounded() -> None:
    photo = file(quadrants(), "GIF")
    at = 13 + (3 << (photo[10] & 7) + 1)
    comment = b"!\xfe" + (b"\xff" + b"c" * 255) * 3000 + b"\0"
    assert open_photo(photo[:at] + comment + photo[at:]).size == Size(96, 64)
    with pytest.raises(ImageTooLargeError, match="comments"):
        open_photo(photo[:at] + comment * 2 + photo[at:])


def test_profile_of_processing_elements_is_left_aside() -> None:
    profile = bytearray(display_p3())
    assert srgb_transform(bytes(profile), "RGB") is not None
    place = int.from_bytes(profile[136:140])
    profile[place : place + 4] = b"mpet"
    assert srgb_transform(bytes(profile), "RGB") is None


def test_profile_of_many_megabytes_is_left_aside() -> None:
    profile = display_p3()
    assert srgb_transform(profile + bytes(MEGABYTE), "RGB") is not None
    assert srgb_transform(profile + bytes(4 * MEGABYTE), "RGB") is None


def box(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", 8 + len(data)) + kind + data


def boxes(kinds: list[bytes], extents: list[tuple[int, int]], payload: int) -> bytes:
    """Write a file whose items are of these kinds, all with the same extents."""
    infos = [
        box(b"infe", struct.pack(">IHH", 2 << 24, n, 0) + kind + b"\0")
        for n, kind in enumerate(kinds)
    ]
    places = b"".join(struct.pack(">II", *extent) for extent in extents)
    location = struct.pack(">IBBH", 0, 0x44, 0, len(kinds))
    for n in range(len(kinds)):
        location += struct.pack(">HHH", n, 0, len(extents)) + places
    meta = bytes(4) + box(b"iinf", struct.pack(">IH", 0, len(kinds)) + b"".join(infos))
    meta += box(b"iloc", location)
    return box(b"ftyp", b"heic\0\0\0\0mif1") + box(b"meta", meta) + box(b"mdat", bytes(payload))


@pytest.mark.parametrize(
    ("kinds", "extents", "words"),
    [
        ([b"Exif"] * 3, [(0, 100_000)], "items take more bytes"),
        ([b"hvc1"], [(0, 100_000)] * 3, "items take more bytes"),
        ([b"mime"] * 65, [(0, 1)], "metadata"),
        ([b"hvc1"] * 300, [(0, 0)] * 300, "more items"),
    ],
    ids=["items", "extents", "metadata", "lists"],
)
def test_items_upon_each_other_are_refused(
    kinds: list[bytes], extents: list[tuple[int, int]], words: str
) -> None:
    with pytest.raises(ImageTooLargeError, match=words):
        open_photo(boxes(kinds, extents, 100_000))


def test_metadata_of_many_megabytes_is_refused() -> None:
    check_boxes(boxes([b"hvc1"], [(0, 5 * MEGABYTE)], 5 * MEGABYTE))
    with pytest.raises(ImageTooLargeError, match="metadata"):
        check_boxes(boxes([b"mime"], [(0, 5 * MEGABYTE)], 5 * MEGABYTE))


def test_list_of_items_that_is_cut_off_is_corrupt() -> None:
    source = box(b"ftyp", b"heic\0\0\0\0mif1")
    source += box(b"meta", bytes(4) + box(b"iloc", struct.pack(">IBBH", 0, 0x44, 0, 5)))
    with pytest.raises(CorruptImageError, match="cut off"):
        open_photo(source)


def long_box(kind: bytes, data: bytes) -> bytes:
    """Write a box whose size is in 64 bits."""
    return struct.pack(">I4sQ", 1, kind, 16 + len(data)) + data


def last_box(kind: bytes, data: bytes) -> bytes:
    """Write a box that ends where the file does."""
    return bytes(4) + kind + data


def hostile_list() -> bytes:
    """Write what a box holds that lists more metadata than any camera writes."""
    listed = boxes([b"mime"] * 65, [(0, 1)], 0)
    return listed[listed.index(b"meta") + 4 : listed.index(b"mdat") - 4]


@pytest.mark.parametrize("write", [box, long_box, last_box])
def test_box_is_looked_into_however_its_size_is_written(
    write: Callable[[bytes, bytes], bytes],
) -> None:
    photo = file(quadrants(), "AVIF") + long_box(b"free", bytes(100))
    assert open_photo(photo + write(b"free", bytes(100))).decode(SMALL).size == Size(96, 64)
    with pytest.raises(ImageTooLargeError, match="metadata"):
        open_photo(photo + write(b"meta", hostile_list()))


@pytest.mark.parametrize("size", [4, 7])
def test_walk_ends_at_a_box_that_is_smaller_than_its_head(size: int) -> None:
    """Nobody knows what comes next, whatever the bytes there look like."""
    photo = file(quadrants(), "AVIF") + struct.pack(">I", size) + bytes(size - 4)
    photo += box(b"meta", hostile_list())
    assert check_boxes(photo) == 96 * 64
    assert open_photo(photo).decode(SMALL).size == Size(96, 64)


def test_endless_boxes_are_refused() -> None:
    photo = file(quadrants(), "AVIF")
    assert check_boxes(photo + box(b"free", b"") * 19_000) == 96 * 64
    with pytest.raises(ImageTooLargeError, match="more boxes"):
        open_photo(photo + box(b"free", b"") * 20_000)


@pytest.mark.parametrize("claimed", [(1 << 31, 1 << 31), ((1 << 32) - 1, 1)], ids=str)
def test_heif_whose_size_overflows_is_corrupt(claimed: tuple[int, int]) -> None:
    """Libheif reads a header with these sizes as one without pixels."""
    source = bytearray(file(quadrants(), "HEIF"))
    at = source.index(b"ispe") + 8
    source[at : at + 8] = struct.pack(">II", *claimed)
    opened = open_photo(bytes(source))
    with pytest.raises(CorruptImageError, match=r"it says that it has 0 x \d pixels"):
        opened.decode(SMALL)


@pytest.mark.parametrize("kind", ["AVIF", "HEIF"])
def test_photo_with_metadata_passes(kind: str) -> None:
    source = file(quadrants(), kind, exif=exif(6), xmp=b"<x:xmpmeta/>")
    assert open_photo(source).size == Size(64, 96)


@pytest.mark.parametrize(("width", "height"), [(640, 480), (33, 17), (4096, 2304)])
@pytest.mark.parametrize("frames", [1, 2], ids=["a still", "a film"])
def test_size_of_coded_data_is_read(width: int, height: int, frames: int) -> None:
    more = [Image.new("RGB", (width, height), "red")] * (frames - 1)
    image = Image.new("RGB", (width, height))
    source = file(image, "AVIF", speed=10, save_all=frames > 1, append_images=more)
    assert check_boxes(source) == width * height


def test_avif_that_lies_about_its_size_is_refused() -> None:
    source = bytearray(file(Image.new("RGB", (3000, 2000)), "AVIF", speed=10))
    at = source.index(b"ispe") + 8
    source[at : at + 8] = struct.pack(">II", 64, 64)
    with pytest.raises(ImageTooLargeError, match="64 x 64 pixels take"):
        open_photo(bytes(source), max_memory=50 * MEGABYTE)
