"""Pictures out of bytes, in every format the library has."""

from io import BytesIO
from pathlib import Path

import numpy as np
from PIL import Image, ImageOps
from pillow_heif import HeifImageFile

from demo.library.raf import is_raf, jpeg_in_raf
from demo.library.read import read

UNREADABLE = (OSError, ValueError, SyntaxError, Image.DecompressionBombError)
"""What Pillow and its plugins raise for bytes that they cannot read."""

BRANDS_END = 40
"""Where the list of a container's brands has ended, with what is found in practice."""


class UndecodableError(Exception):
    """The bytes are no whole picture."""


def is_heif(content: bytes) -> bool:
    """Say whether this is a HEIF container with HEVC pictures, as phones write it."""
    brands = content[8:BRANDS_END]
    return content[4:8] == b"ftyp" and (b"heic" in brands or b"heix" in brands)


def open_picture(content: Path | bytes) -> Image.Image:
    """Open a picture without decoding its pixels yet, orientation not applied.

    Close it when it came from a path. libheif turns what it opens upright by itself.

    HEIF is opened by hand: registering it with Pillow would change Pillow for the whole process.

    Raises:
        UndecodableError: the bytes are no picture that we know.

    """
    try:
        source = content if isinstance(content, Path) else BytesIO(content)
        beginning = _beginning(content)
        if is_heif(beginning):
            return HeifImageFile(source)  # type: ignore[no-untyped-call] # it has no types
        if is_raf(beginning):
            return Image.open(BytesIO(jpeg_in_raf(read(content))))
        return Image.open(source)
    except UNREADABLE as err:
        raise UndecodableError(str(err)) from err


def decode_upright(content: bytes, short_edge: int) -> Image.Image:
    """Decode and turn upright, as RGB in the picture's own colour space.

    A JPEG may be decoded at a fraction of its size, never below `short_edge`; transparency
    becomes black, as Immich's own renditions have it.

    Raises:
        UndecodableError: the bytes are no whole picture.

    """
    picture = open_picture(content)
    try:
        picture.draft(None, (short_edge, short_edge))
        profile = picture.info.get("icc_profile")
        upright = ImageOps.exif_transpose(picture)
    except UNREADABLE as err:
        raise UndecodableError(str(err)) from err
    rgb = _to_rgb(upright)
    if profile and upright.mode in {"RGB", "RGBA"}:
        rgb.info["icc_profile"] = profile
    return rgb


def _beginning(content: Path | bytes) -> bytes:
    if isinstance(content, bytes):
        return content
    with content.open("rb") as file:
        return file.read(BRANDS_END)


def _to_rgb(picture: Image.Image) -> Image.Image:
    if picture.mode == "I;16":  # Pillow would cut off all that is brighter than 255 of 65,535.
        picture = Image.fromarray((np.asarray(picture) >> 8).astype(np.uint8))
    if not picture.has_transparency_data:
        return picture.convert("RGB")
    black = Image.new("RGBA", picture.size, "black")
    return Image.alpha_composite(black, picture.convert("RGBA")).convert("RGB")
