"""The whole way, from a file's bytes to a frame's."""

import numpy as np
from PIL import Image
import pytest

from custom_components.immich_frame.imaging.codec import Photo, decode
from custom_components.immich_frame.imaging.colour import srgb_profile
from custom_components.immich_frame.imaging.compose import compose
from custom_components.immich_frame.imaging.geometry import ORIENTATIONS, whole
from custom_components.immich_frame.imaging.render import render
from custom_components.immich_frame.imaging.spec import (
    READABLE_TYPES,
    Box,
    CropMethod,
    RenderSpec,
    Size,
)

from .photos import (
    BLUE,
    GREEN,
    RED,
    WHITE,
    Color,
    corners,
    exif,
    file,
    middle,
    near,
    noise,
    picture,
    quadrants,
    spot,
    stored,
)
from .profiles import cyan_as_grey, display_p3, p3_as_srgb

FRAME = RenderSpec(Size(96, 64))
CORNERS = [RED, GREEN, BLUE, WHITE]


def shows(data: bytes, colors: list[Color]) -> bool:
    return all(
        near(seen, color, by=12) for seen, color in zip(corners(picture(data)), colors, strict=True)
    )


@pytest.mark.parametrize("orientation", ORIENTATIONS)
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF", "AVIF", "HEIF"])
def test_photo_is_upright(kind: str, orientation: int) -> None:
    source = file(stored(quadrants(), orientation), kind, exif=exif(orientation))
    rendition = render(source, FRAME)
    assert rendition.source_size == Size(96, 64)
    assert shows(rendition.data, CORNERS)


@pytest.mark.parametrize("orientation", ORIENTATIONS)
def test_crop_of_a_turned_photo_holds_exactly_its_upright_pixels(orientation: int) -> None:
    upright = noise(23, 17)
    photo = decode(file(stored(upright, orientation), "PNG", exif=exif(orientation)), Size(5, 5))
    box = Box(3, 2, 16, 9)
    cut = upright.crop((box.left, box.top, box.right, box.bottom))
    assert compose(photo, box, box.size).tobytes() == cut.tobytes()


@pytest.mark.parametrize("scale", [1, 2, 4])
def test_crop_of_a_photo_decoded_smaller_is_the_same_part(scale: int) -> None:
    full = quadrants(160, 160)
    fewer = full.resize((160 // scale, 160 // scale), Image.Resampling.BOX)
    photo = Photo(fewer, Size(160, 160), 1, None)
    cut = compose(photo, Box(80, 0, 160, 80), Size(20, 20))
    assert near(middle(cut), GREEN, by=1)
    assert np.asarray(cut).std(axis=(0, 1)).max() < 12


@pytest.mark.parametrize(
    "size",
    [Size(16, 16), Size(1, 1), Size(333, 77), Size(77, 333), Size(1920, 1080), Size(640, 641)],
    ids=str,
)
@pytest.mark.parametrize("source", [(120, 80), (1, 1), (3, 900), (1200, 300)], ids=str)
def test_picture_has_exactly_the_frames_size(source: tuple[int, int], size: Size) -> None:
    rendition = render(file(quadrants(*source), "PNG"), RenderSpec(size))
    assert picture(rendition.data).size == (size.width, size.height)
    assert rendition.size == size
    assert rendition.content_type == "image/jpeg"
    assert 0 < rendition.kept <= 1


def test_one_pixel_fills_the_frame() -> None:
    rendition = render(
        file(Image.new("RGB", (1, 1), (200, 30, 60)), "PNG"), RenderSpec(Size(64, 36))
    )
    seen = picture(rendition.data)
    assert all(near(pixel, (200, 30, 60)) for pixel in corners(seen))
    assert rendition.crop == Box(0, 0, 1, 1)


def test_whole_photo_is_kept_when_it_has_the_frames_shape() -> None:
    rendition = render(file(noise(192, 108), "JPEG"), RenderSpec(Size(1280, 720)))
    assert rendition.crop == Box(0, 0, 192, 108)
    assert rendition.kept == 1
    assert rendition.method is CropMethod.GRAVITY


@pytest.mark.parametrize("x", [0.15, 0.85])
@pytest.mark.parametrize("orientation", [1, 6, 8])
def test_subject_at_the_side_stays_in_the_picture(x: float, orientation: int) -> None:
    upright = spot(900, 600, x, 0.5)
    source = file(stored(upright, orientation), "JPEG", exif=exif(orientation), quality=95)
    rendition = render(source, RenderSpec(Size(180, 320)))
    assert rendition.method is CropMethod.SALIENCY
    assert rendition.source_size == Size(900, 600)
    assert rendition.crop.top == 0
    assert rendition.crop.bottom == 600
    assert rendition.crop.left <= x * 900 - 60
    assert rendition.crop.right >= x * 900 + 60
    assert rendition.kept == pytest.approx(338 / 900, abs=0.002)


def test_panorama_keeps_one_window_of_its_length() -> None:
    rendition = render(file(spot(2400, 400, 0.7, 0.5), "JPEG"), RenderSpec(Size(320, 180)))
    assert rendition.crop.height == 400
    assert rendition.crop.width == 711
    assert rendition.crop.left < 0.7 * 2400 < rendition.crop.right


def test_same_source_and_spec_give_the_same_bytes() -> None:
    source = file(noise(300, 200), "JPEG", exif=exif(6), icc_profile=display_p3())
    assert render(source, FRAME) == render(source, FRAME)


def test_quality_is_the_specs() -> None:
    source = file(noise(96, 64), "PNG")
    fine, coarse = (render(source, RenderSpec(Size(96, 64), quality)) for quality in (95, 40))
    assert len(fine.data) > 1.5 * len(coarse.data)


@pytest.mark.parametrize(
    ("image", "options", "expected"),
    [
        (Image.new("L", (9, 9), 77), {}, (77, 77, 77)),
        (
            Image.new("CMYK", (9, 9), (255, 0, 0, 0)),
            {"icc_profile": cyan_as_grey()},
            (119, 119, 119),
        ),
        (
            Image.new("RGB", (9, 9), (200, 100, 50)),
            {"icc_profile": display_p3()},
            p3_as_srgb((200, 100, 50)),
        ),
        (Image.new("RGB", (9, 9), (200, 100, 50)), {"icc_profile": srgb_profile()}, (200, 100, 50)),
    ],
    ids=["grey", "cmyk", "p3", "srgb"],
)
def test_picture_is_srgb_and_says_so(
    image: Image.Image, options: dict[str, bytes], expected: Color
) -> None:
    seen = picture(render(file(image, "TIFF", **options), FRAME).data)
    assert seen.mode == "RGB"
    assert seen.info["icc_profile"] == srgb_profile()
    assert near(middle(seen), expected, by=5)


def test_nothing_of_the_source_is_carried_along() -> None:
    tags = Image.Exif()
    tags[0x010E] = "a secret place"
    source = file(
        quadrants(),
        "JPEG",
        exif=tags,
        comment=b"a secret word",
        icc_profile=display_p3(),
        dpi=(300, 300),
    )
    data = render(source, FRAME).data
    assert b"secret" not in data
    seen = picture(data)
    assert not seen.getexif()
    assert seen.info["jfif_density"] == (1, 1)
    assert "comment" not in seen.info


@pytest.mark.parametrize("target", [Size(600, 400), Size(350, 230), Size(1400, 930)], ids=str)
def test_resampling_is_as_good_as_lanczos(target: Size) -> None:
    """Compare with a Lanczos over floats of the same box, as a soft photo has it."""
    full = noise(120, 80).resize((960, 640), Image.Resampling.BICUBIC)
    photo = decode(file(full, "PNG"), target)
    ours = np.asarray(compose(photo, whole(photo.size), target), np.float64)
    size = (target.width, target.height)
    planes = (Image.fromarray(np.asarray(plane, np.float32)) for plane in full.split())
    wanted = [np.asarray(plane.resize(size, Image.Resampling.LANCZOS)) for plane in planes]
    error = ours - np.clip(np.stack(wanted, axis=-1), 0, 255)
    assert np.sqrt((error**2).mean()) < 1.5


def test_readable_types_are_readable() -> None:
    kinds = {name.removeprefix("image/").upper() for name in READABLE_TYPES} - {"HEIC"}
    assert len(kinds) == 7
    for kind in kinds:
        assert shows(render(file(quadrants(), kind), FRAME).data, CORNERS)
