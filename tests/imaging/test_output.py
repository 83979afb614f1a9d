"""How pictures are written."""

import numpy as np
from PIL import Image
import pytest

from custom_components.immich_frame.imaging.colour import srgb_profile
from custom_components.immich_frame.imaging.output import encode
from custom_components.immich_frame.imaging.spec import Output, PictureFormat

from .photos import exif, middle, near, noise, picture, quadrants

JPEG, PNG, WEBP = PictureFormat


def test_jpeg_is_baseline_with_half_the_colour_resolution() -> None:
    image = quadrants()
    image.info |= {"comment": b"secret", "exif": exif(6), "dpi": (300, 300)}
    data = encode(image, Output())
    assert data.count(b"\xff\xc0") == 1
    assert b"\xff\xc2" not in data
    assert b"secret" not in data
    written = picture(data)
    assert set(written.info) == {"jfif", "jfif_version", "jfif_unit", "jfif_density", "icc_profile"}
    components = data[data.index(b"\xff\xc0") + 10 :][:9]
    assert components[1::3] == bytes([0x22, 0x11, 0x11])  # samples across and down: Y, Cb, Cr


@pytest.mark.parametrize(("kind", "suffix"), [(JPEG, "jpg"), (PNG, "png"), (WEBP, "webp")])
def test_every_format_has_its_usual_names(kind: PictureFormat, suffix: str) -> None:
    assert kind.suffix == suffix
    assert kind.content_type == Image.MIME[kind.name]


@pytest.mark.parametrize("kind", PictureFormat)
def test_every_format_is_tagged_and_bare(kind: PictureFormat) -> None:
    image = quadrants()
    image.info |= {"comment": b"secret", "exif": exif(6), "xmp": b"secret", "dpi": (300, 300)}
    data = encode(image, Output(kind))
    written = picture(data)
    assert written.format == kind.name
    assert written.mode == "RGB"
    assert written.info["icc_profile"] == srgb_profile()
    assert b"secret" not in data
    assert not written.getexif()
    assert image.info["comment"] == b"secret"


@pytest.mark.parametrize("kind", PictureFormat)
def test_same_picture_gives_the_same_bytes(kind: PictureFormat) -> None:
    assert encode(noise(40, 30), Output(kind)) == encode(noise(40, 30), Output(kind))


@pytest.mark.parametrize("kind", [JPEG, WEBP])
def test_better_quality_costs_more_bytes(kind: PictureFormat) -> None:
    fine, coarse = (encode(noise(64, 64), Output(kind, quality)) for quality in (95, 60))
    assert len(fine) > len(coarse)


@pytest.mark.parametrize("kind", [JPEG, WEBP])
def test_quality_is_the_best_that_fits(kind: PictureFormat) -> None:
    image = noise(128, 96)
    sizes = {quality: len(encode(image, Output(kind, quality))) for quality in (50, 51, 90)}
    assert encode(image, Output(kind, 90, sizes[90])) == encode(image, Output(kind, 90))
    fitting = encode(image, Output(kind, 90, sizes[51] - 1))
    assert sizes[51] > len(fitting) > 0.95 * sizes[50]  # WebP does not grow with every step


@pytest.mark.parametrize("kind", [JPEG, WEBP])
def test_what_cannot_fit_is_as_small_as_it_gets(kind: PictureFormat) -> None:
    image = noise(128, 96)
    assert encode(image, Output(kind, 90, 10)) == encode(image, Output(kind, 1))


def test_png_loses_nothing_whatever_it_takes() -> None:
    image = noise(64, 64)
    assert picture(encode(image, Output(PNG, 1, 10))).tobytes() == image.tobytes()


@pytest.mark.parametrize("mode", ["1", "L", "P"])
def test_png_keeps_greys_and_palettes(mode: str) -> None:
    image = noise(16, 16).convert(mode, palette=Image.Palette.ADAPTIVE)
    data = encode(image, Output(PNG))
    written = picture(data)
    assert written.mode == mode
    assert np.array_equal(np.asarray(written.convert("RGB")), np.asarray(image.convert("RGB")))
    assert (b"sRGB" in data, b"iCCP" in data) == (mode != "P", mode == "P")


@pytest.mark.parametrize("kind", [JPEG, WEBP])
@pytest.mark.parametrize("mode", ["L", "P", "YCbCr"])
def test_others_have_colours_alone(kind: PictureFormat, mode: str) -> None:
    image = Image.new("RGB", (16, 16), (90, 90, 90)).convert(mode, palette=Image.Palette.ADAPTIVE)
    written = picture(encode(image, Output(kind)))
    assert written.mode == "RGB"
    assert near(middle(written), (90, 90, 90))
