"""A photo's file: its format, how it lies in it, and what its camera wrote."""

from enum import StrEnum
from io import BytesIO

import numpy as np
from PIL import Image
import pillow_heif

from demo.library.icc import display_p3
from demo.library.mime import suffix
from demo.library.raf import make_raf

JPEG_QUALITY = 90
OTHER_QUALITY = 75
TRUNCATED_TO = 0.6


class Treatment(StrEnum):
    """What is unusual about a file."""

    USUAL = "usual"
    DISPLAY_P3 = "display p3"
    GREY = "grey"
    CMYK = "cmyk"
    SIXTEEN_BITS = "16 bits"
    TRUNCATED = "truncated"
    NO_PICTURE = "no picture"


LAID = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}
"""How an upright picture is turned to be stored with that EXIF orientation, which undoes it."""


def encode(
    upright: Image.Image, name: str, exif: Image.Exif, orientation: int, treatment: Treatment
) -> bytes:
    """Return the file of an upright photo, in the format that its name says."""
    if treatment is Treatment.NO_PICTURE:
        return b"This was a photo once, before something went wrong with the card.\n" * 40
    stored = upright.transpose(LAID[orientation]) if orientation in LAID else upright
    match treatment:
        case Treatment.GREY:
            stored = stored.convert("L")
        case Treatment.CMYK:
            stored = stored.convert("CMYK")
        case Treatment.SIXTEEN_BITS:
            stored = _sixteen_bits(stored)
        case Treatment.DISPLAY_P3:
            # The same values in a wider space: colours that sRGB does not have.
            stored.info["icc_profile"] = display_p3()
    content = _saved(stored, suffix(name), exif)
    if treatment is Treatment.TRUNCATED:
        return content[: int(len(content) * TRUNCATED_TO)]
    return content


def _sixteen_bits(picture: Image.Image) -> Image.Image:
    """Return it as a scanner of film writes it: in grey, with 65,536 levels."""
    levels = np.asarray(picture.convert("L"), np.uint16) * np.uint16(257)
    return Image.fromarray(levels)


def _saved(picture: Image.Image, kind: str, exif: Image.Exif) -> bytes:
    out = BytesIO()
    profile = picture.info.get("icc_profile")
    match kind:
        case ".heic":
            options = {"preset": "ultrafast"}
            heif = pillow_heif.from_pillow(picture)
            heif.save(out, exif=exif.tobytes(), quality=OTHER_QUALITY, enc_params=options)
        case ".png":
            picture.save(out, "PNG", exif=exif, compress_level=1)
        case ".webp":
            picture.save(out, "WEBP", exif=exif, quality=OTHER_QUALITY, method=0)
        case ".avif":
            picture.save(out, "AVIF", exif=exif, quality=OTHER_QUALITY, speed=9)
        case ".raf":
            picture.save(out, "JPEG", exif=exif, quality=JPEG_QUALITY)
            return make_raf(out.getvalue())
        case _:
            picture.save(out, "JPEG", exif=exif, quality=JPEG_QUALITY, icc_profile=profile)
    return out.getvalue()
