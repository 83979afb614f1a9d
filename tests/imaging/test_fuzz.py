"""Broken files: an error of ours or a picture, and nothing else, ever."""

import random

import pytest

from custom_components.immich_frame.imaging.errors import ImagingError
from custom_components.immich_frame.imaging.render import render
from custom_components.immich_frame.imaging.spec import RenderSpec, Size

from .photos import exif, file, quadrants
from .profiles import display_p3

SPEC = RenderSpec(Size(32, 18))
ROUNDS = 60

SEEDS = {
    "JPEG": file(quadrants(24, 16), "JPEG", exif=exif(6), icc_profile=display_p3()),
    "progressive": file(quadrants(24, 16), "JPEG", progressive=True),
    "PNG": file(quadrants(24, 16), "PNG", exif=exif(6), icc_profile=display_p3()),
    "GIF": file(quadrants(24, 16), "GIF"),
    "WEBP": file(quadrants(24, 16), "WEBP", exif=exif(6), icc_profile=display_p3()),
    "TIFF": file(quadrants(24, 16), "TIFF", compression="tiff_lzw", icc_profile=display_p3()),
    "AVIF": file(quadrants(24, 16), "AVIF", exif=exif(6), icc_profile=display_p3()),
    "HEIF": file(quadrants(24, 16), "HEIF", exif=exif(6)),
}


def mutated(source: bytes, rng: random.Random) -> bytes:
    """Damage a file: flip bits, overwrite, cut out, double, or cut off."""
    data = bytearray(source)
    for _ in range(rng.randint(1, 6)):
        at = rng.randrange(len(data))
        length = rng.randint(1, 12)
        match rng.randrange(5):
            case 0:
                data[at] ^= 1 << rng.randrange(8)
            case 1:
                data[at : at + length] = rng.randbytes(length)
            case 2:
                del data[at : min(at + length, len(data) - 1)]
            case 3:
                data[at:at] = data[at : at + length]
            case 4 if at:
                del data[at:]
    return bytes(data)


def outcome(source: bytes) -> Size | type[ImagingError]:
    try:
        return render(source, SPEC).size
    except ImagingError as error:
        return type(error)


@pytest.mark.parametrize("kind", SEEDS)
def test_broken_file_is_an_error_or_a_picture(kind: str) -> None:
    assert outcome(SEEDS[kind]) == SPEC.size
    rng = random.Random(kind)
    outcomes = {outcome(mutated(SEEDS[kind], rng)) for _ in range(ROUNDS)}
    assert outcomes & set(ImagingError.__subclasses__())
    assert outcomes <= {SPEC.size, *ImagingError.__subclasses__()}
