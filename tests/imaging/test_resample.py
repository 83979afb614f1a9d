"""Cutting and resampling: the right pixels, without a seam."""

from itertools import product

import numpy as np
from PIL import Image
import pytest

from custom_components.immich_frame.imaging import resample
from custom_components.immich_frame.imaging.codec import Photo, open_photo
from custom_components.immich_frame.imaging.geometry import ORIENTATIONS, whole
from custom_components.immich_frame.imaging.pixels import Converted, Pixels, Planes, Whole
from custom_components.immich_frame.imaging.resample import cut, glance
from custom_components.immich_frame.imaging.spec import Box, Size

from .photos import (
    BLUE,
    GREEN,
    RED,
    WHITE,
    corners,
    exif,
    file,
    middle,
    near,
    noise,
    quadrants,
    stored,
)
from .profiles import display_p3, p3_as_srgb

LANCZOS = Image.Resampling.LANCZOS


def photo_of(pixels: Pixels, orientation: int = 1) -> Photo:
    return Photo(pixels, pixels.size, orientation, None)


def converted(image: Image.Image) -> Converted:
    return Converted(
        size=Size(*image.size),
        rows=lambda top, bottom: image.crop((0, top, image.width, bottom)),
        picked=lambda size: image.resize((size.width, size.height), Image.Resampling.NEAREST),
        convert=lambda rows: rows,
    )


def planes(image: Image.Image) -> Planes:
    ycbcr = image.convert("YCbCr")
    return Planes(ycbcr.getchannel("Y"), ycbcr.reduce(2))


@pytest.mark.parametrize("orientation", ORIENTATIONS)
def test_crop_of_a_turned_photo_holds_exactly_its_upright_pixels(orientation: int) -> None:
    upright = noise(23, 17)
    source = file(stored(upright, orientation), "PNG", exif=exif(orientation))
    photo = open_photo(source).decode(Size(5, 5))
    box = Box(3, 2, 16, 9)
    wanted = upright.crop((box.left, box.top, box.right, box.bottom))
    assert cut(photo, box, box.size).tobytes() == wanted.tobytes()


@pytest.mark.parametrize("orientation", ORIENTATIONS)
def test_strips_of_a_turned_photo_come_to_their_places(
    orientation: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(resample, "_STRIP", 64)
    upright = noise(23, 17)
    source = file(stored(upright, orientation), "PNG", exif=exif(orientation))
    photo = open_photo(source).decode(Size(5, 5))
    assert cut(photo, whole(photo.size), photo.size).tobytes() == upright.tobytes()


@pytest.mark.parametrize(
    ("box", "size"),
    [
        (Box(0, 0, 320, 240), Size(160, 120)),
        (Box(7, 5, 300, 233), Size(211, 164)),
        (Box(40, 30, 120, 90), Size(320, 240)),
    ],
    ids=["a half", "odd", "enlarged"],
)
@pytest.mark.parametrize("form", [Whole, converted], ids=["whole", "converted"])
def test_strips_join_without_a_seam(
    box: Box, size: Size, form: type, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Differences come from the rounding of a place in the photo alone, and are of one step."""
    image = noise(320, 240)
    at_once = np.asarray(cut(photo_of(Whole(image)), box, size), int)
    monkeypatch.setattr(resample, "_STRIP", size.width * 10)
    in_strips = np.asarray(cut(photo_of(form(image)), box, size), int)
    assert np.abs(in_strips - at_once).max() <= 1
    assert (in_strips != at_once).mean() < 0.001


def test_strips_of_a_small_copy_differ_by_little(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pillow averages blocks first, and where those begin is each strip's own."""
    soft = noise(24, 16).resize((480, 320), Image.Resampling.BICUBIC)
    at_once = np.asarray(cut(photo_of(Whole(soft)), Box(0, 0, 480, 320), Size(90, 60)), int)
    monkeypatch.setattr(resample, "_STRIP", 90 * 8)
    in_strips = np.asarray(cut(photo_of(Whole(soft)), Box(0, 0, 480, 320), Size(90, 60)), int)
    assert np.abs(in_strips - at_once).max() <= 2


def test_planes_show_the_same_as_rgb() -> None:
    soft = noise(6, 4).resize((480, 320), Image.Resampling.BICUBIC)
    box = Box(10, 20, 470, 300)
    for size in (Size(230, 140), Size(231, 141), Size(920, 560)):
        apart, together = (
            np.asarray(cut(photo_of(pixels), box, size), int)
            for pixels in (planes(soft), Whole(soft))
        )
        assert np.abs(apart - together).mean() < 4


def test_edges_of_brightness_stay_sharp_in_planes() -> None:
    image = Image.fromarray(np.tile(np.array([[0, 255]], np.uint8), (64, 32))).convert("RGB")
    kept = cut(photo_of(planes(image)), Box(0, 0, 64, 64), Size(64, 64))
    assert kept.tobytes() == image.tobytes()


@pytest.mark.parametrize("scale", [1, 2, 4])
def test_crop_of_a_photo_decoded_smaller_is_the_same_part(scale: int) -> None:
    full = quadrants(160, 160)
    fewer = full.resize((160 // scale, 160 // scale), Image.Resampling.BOX)
    photo = Photo(Whole(fewer), Size(160, 160), 1, None)
    part = cut(photo, Box(80, 0, 160, 80), Size(20, 20))
    assert near(middle(part), GREEN, by=1)
    assert np.asarray(part).std(axis=(0, 1)).max() < 12


@pytest.mark.parametrize("target", [Size(600, 400), Size(350, 230), Size(1400, 930)], ids=str)
def test_resampling_is_as_good_as_lanczos(target: Size) -> None:
    """Compare with a Lanczos over floats of the same box, as a soft photo has it."""
    full = noise(120, 80).resize((960, 640), Image.Resampling.BICUBIC)
    ours = np.asarray(cut(photo_of(Whole(full)), Box(0, 0, 960, 640), target), np.float64)
    size = (target.width, target.height)
    floats = (Image.fromarray(np.asarray(plane, np.float32)) for plane in full.split())
    wanted = [np.asarray(plane.resize(size, LANCZOS)) for plane in floats]
    error = ours - np.clip(np.stack(wanted, axis=-1), 0, 255)
    assert np.sqrt((error**2).mean()) < 1.5


@pytest.mark.parametrize(("kind", "orientation"), product(["JPEG", "PNG", "HEIF", "GIF"], [1, 6]))
def test_glance_is_upright_and_shows_everything(kind: str, orientation: int) -> None:
    upright = quadrants(480, 320)
    if kind in {"HEIF", "GIF"}:
        source = file(upright, kind)
    else:
        source = file(stored(upright, orientation), kind, exif=exif(orientation))
    photo = open_photo(source).decode(Size(480, 320))
    small = glance(photo, Size(48, 32))
    assert small.size == (48, 32)
    seen = zip(corners(small), [RED, GREEN, BLUE, WHITE], strict=True)
    assert all(near(pixel, expected, by=14) for pixel, expected in seen)


def test_glance_of_planes_and_of_few_pixels() -> None:
    assert near(corners(glance(photo_of(planes(quadrants())), Size(12, 8)))[0], RED, by=4)
    assert near(corners(glance(photo_of(Whole(quadrants(3, 2))), Size(3, 2)))[3], WHITE)


@pytest.mark.parametrize(("subsampling", "form"), [("4:2:0", Planes), ("4:4:4", Whole)])
def test_profile_of_a_jpeg(subsampling: str, form: type) -> None:
    image = Image.new("RGB", (640, 480), (200, 100, 50))
    source = file(image, "JPEG", icc_profile=display_p3(), subsampling=subsampling, quality=95)
    photo = open_photo(source).decode(Size(400, 300))
    assert isinstance(photo.pixels, form)
    seen = cut(photo, whole(photo.size), Size(400, 300))
    assert near(middle(seen), p3_as_srgb((200, 100, 50)), by=4)


@pytest.mark.parametrize("turn", [None, Image.Transpose.TRANSPOSE])
def test_colours_of_an_odd_size_stay_in_their_places(turn: Image.Transpose | None) -> None:
    """Seven of nine columns, or rows, are blue, and the last two red."""
    image = Image.new("RGB", (90, 90), BLUE)
    image.paste(RED, (70, 0, 90, 90))
    image = image if turn is None else image.transpose(turn)
    apart, together = (
        np.asarray(cut(photo_of(pixels), whole(Size(90, 90)), Size(9, 9)), int)
        for pixels in (planes(image), Whole(image))
    )
    assert np.abs(apart - together).max() < 60


def test_fine_colours_of_a_jpeg_that_holds_them_are_kept() -> None:
    columns = np.tile(np.array([RED, BLUE], np.uint8), (64, 32, 1))
    source = file(Image.fromarray(columns), "JPEG", subsampling="4:4:4", quality=98)
    photo = open_photo(source).decode(Size(64, 64))
    seen = np.asarray(cut(photo, whole(photo.size), Size(64, 64)), int)
    assert np.abs(seen - columns).mean() < 12
