"""The whole way, from a file's bytes to a frame's."""

import numpy as np
from PIL import Image
import pytest

from custom_components.immich_frame.imaging.colour import srgb_profile
from custom_components.immich_frame.imaging.geometry import ORIENTATIONS
from custom_components.immich_frame.imaging.render import render
from custom_components.immich_frame.imaging.spec import (
    READABLE_TYPES,
    Box,
    CropMethod,
    Face,
    Fit,
    FitRule,
    Output,
    Palette,
    PictureFormat,
    RenderSpec,
    Rendition,
    Size,
    Source,
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

COVER = FitRule(Fit.COVER)


def covering(size: Size, quality: int = 90, kind: PictureFormat = PictureFormat.JPEG) -> RenderSpec:
    return RenderSpec(size, landscape=COVER, portrait=COVER, output=Output(kind, quality))


def part(image: Image.Image, box: Box) -> Image.Image:
    return image.crop((box.left, box.top, box.right, box.bottom))


def rendered(data: bytes, spec: RenderSpec) -> Rendition:
    return render(Source(data), spec)


FRAME = covering(Size(96, 64))
CORNERS = [RED, GREEN, BLUE, WHITE]


def shows(data: bytes, colors: list[Color]) -> bool:
    return all(
        near(seen, color, by=12) for seen, color in zip(corners(picture(data)), colors, strict=True)
    )


@pytest.mark.parametrize("orientation", ORIENTATIONS)
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF", "AVIF", "HEIF"])
def test_photo_is_upright(kind: str, orientation: int) -> None:
    source = file(stored(quadrants(), orientation), kind, exif=exif(orientation))
    rendition = rendered(source, FRAME)
    assert rendition.photos[0].source_size == Size(96, 64)
    assert shows(rendition.data, CORNERS)


@pytest.mark.parametrize(
    "size",
    [Size(16, 16), Size(1, 1), Size(333, 77), Size(77, 333), Size(1920, 1080), Size(640, 641)],
    ids=str,
)
@pytest.mark.parametrize("source", [(120, 80), (1, 1), (3, 900), (1200, 300)], ids=str)
def test_picture_has_exactly_the_frames_size(source: tuple[int, int], size: Size) -> None:
    rendition = rendered(file(quadrants(*source), "PNG"), covering(size))
    assert picture(rendition.data).size == (size.width, size.height)
    assert rendition.size == size
    assert rendition.format is PictureFormat.JPEG
    assert 0 < rendition.photos[0].kept <= 1


def test_one_pixel_fills_the_frame() -> None:
    rendition = rendered(
        file(Image.new("RGB", (1, 1), (200, 30, 60)), "PNG"), covering(Size(64, 36))
    )
    seen = picture(rendition.data)
    assert all(near(pixel, (200, 30, 60)) for pixel in corners(seen))
    assert rendition.photos[0].crop == Box(0, 0, 1, 1)


def test_whole_photo_is_kept_when_it_has_the_frames_shape() -> None:
    rendition = rendered(file(noise(192, 108), "JPEG"), covering(Size(1280, 720)))
    assert rendition.photos[0].crop == Box(0, 0, 192, 108)
    assert rendition.photos[0].kept == 1
    assert rendition.photos[0].method is CropMethod.WHOLE


@pytest.mark.parametrize("x", [0.15, 0.85])
@pytest.mark.parametrize("orientation", [1, 6, 8])
def test_subject_at_the_side_stays_in_the_picture(x: float, orientation: int) -> None:
    upright = spot(900, 600, x, 0.5)
    source = file(stored(upright, orientation), "JPEG", exif=exif(orientation), quality=95)
    rendition = rendered(source, covering(Size(180, 320)))
    assert rendition.photos[0].method is CropMethod.SALIENCY
    assert rendition.photos[0].source_size == Size(900, 600)
    assert rendition.photos[0].crop.top == 0
    assert rendition.photos[0].crop.bottom == 600
    assert rendition.photos[0].crop.left <= x * 900 - 60
    assert rendition.photos[0].crop.right >= x * 900 + 60
    assert rendition.photos[0].kept == pytest.approx(338 / 900, abs=0.002)


def test_panorama_keeps_one_window_of_its_length() -> None:
    rendition = rendered(file(spot(2400, 400, 0.7, 0.5), "JPEG"), covering(Size(320, 180)))
    assert rendition.photos[0].crop.height == 400
    assert rendition.photos[0].crop.width == 711
    assert rendition.photos[0].crop.left < 0.7 * 2400 < rendition.photos[0].crop.right


def test_same_source_and_spec_give_the_same_bytes() -> None:
    source = file(noise(300, 200), "JPEG", exif=exif(6), icc_profile=display_p3())
    assert rendered(source, FRAME) == rendered(source, FRAME)


def test_quality_is_the_specs() -> None:
    source = file(noise(96, 64), "PNG")
    fine, coarse = (rendered(source, covering(Size(96, 64), quality)) for quality in (95, 40))
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
    seen = picture(rendered(file(image, "TIFF", **options), FRAME).data)
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
    data = rendered(source, FRAME).data
    assert b"secret" not in data
    seen = picture(data)
    assert not seen.getexif()
    assert seen.info["jfif_density"] == (1, 1)
    assert "comment" not in seen.info


def test_readable_types_are_readable() -> None:
    kinds = {name.removeprefix("image/").upper() for name in READABLE_TYPES} - {"HEIC"}
    assert len(kinds) == 7
    for kind in kinds:
        assert shows(rendered(file(quadrants(), kind), FRAME).data, CORNERS)


def test_faces_decide_before_anything_else() -> None:
    data = file(spot(900, 600, 0.85, 0.5), "JPEG")
    face = Face(0.1, 0.3, 0.2, 0.5)
    placed = render(Source(data, (face,)), covering(Size(180, 320))).photos[0]
    assert placed.method is CropMethod.FACES
    assert placed.faces_kept == (1.0,)
    assert placed.crop.left <= 0.1 * 900
    assert placed.crop.right >= 0.2 * 900


@pytest.mark.parametrize("fit", [Fit.CONTAIN, Fit.BLUR, Fit.MATTE])
def test_a_photo_that_does_not_cover_is_shown_whole(fit: Fit) -> None:
    rule = FitRule(fit)
    rendition = rendered(
        file(quadrants(60, 80), "PNG"), RenderSpec(Size(320, 180), landscape=rule, portrait=rule)
    )
    placed = rendition.photos[0]
    assert rendition.fit is fit
    assert picture(rendition.data).size == (320, 180)
    assert (placed.kept, placed.method) == (1.0, CropMethod.WHOLE)
    assert placed.crop == Box(0, 0, 60, 80)
    shown = picture(rendition.data).crop(
        (placed.at.left, placed.at.top, placed.at.right, placed.at.bottom)
    )
    assert all(
        near(seen, color, by=20) for seen, color in zip(corners(shown), CORNERS, strict=True)
    )


def test_two_photos_are_a_pair() -> None:
    left, right = (Source(file(Image.new("RGB", (60, 80), color), "PNG")) for color in (RED, BLUE))
    spec = RenderSpec(Size(320, 180), portrait=FitRule(Fit.PAIR), output=Output(PictureFormat.PNG))
    rendition = render(left, spec, right)
    assert rendition.fit is Fit.PAIR
    assert len(rendition.photos) == 2
    seen = picture(rendition.data)
    for placed, color in zip(rendition.photos, (RED, BLUE), strict=True):
        assert near(
            middle(seen.crop((placed.at.left, placed.at.top, placed.at.right, placed.at.bottom))),
            color,
            by=8,
        )
    assert middle(seen) == spec.background


def test_a_picture_for_an_e_ink_panel_is_a_png_of_its_colours() -> None:
    spec = RenderSpec(Size(64, 48), palette=Palette.GREY_4)
    rendition = rendered(file(noise(64, 48), "PNG"), spec)
    assert rendition.format is PictureFormat.PNG
    assert picture(rendition.data).format == "PNG"
    grey = picture(rendition.data).convert("RGB").getcolors()
    assert grey is not None
    assert len(grey) <= 4


def test_a_caption_changes_the_picture_only_where_it_stands() -> None:
    data = file(quadrants(640, 360), "PNG")
    spec = covering(Size(640, 360), kind=PictureFormat.PNG)
    plain = picture(render(Source(data), spec).data)
    told = picture(render(Source(data, caption=("3 May 2019", "Rome, Italy")), spec).data)
    changed = np.asarray(plain).astype(int) != np.asarray(told)
    rows = np.flatnonzero(changed.any(axis=(1, 2)))
    assert len(rows) > 0
    assert rows.min() > 180
