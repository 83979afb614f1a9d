"""What every format gives once its header is read."""

from typing import Protocol

from PIL import Image, ImageCms

from .budget import Budget
from .colour import srgb_transform
from .pixels import Converted, Pixels, Whole
from .plain import PLAIN_MODES, colour_mode, conversion_for, flattening
from .spec import Color, Size

type Decoded = tuple[Pixels, ImageCms.ImageCmsTransform | None]
"""Pixels, and what `to_srgb` takes to bring them to sRGB."""


class Opened(Protocol):
    """A photo in a file of some format; `size` is how it is stored."""

    size: Size
    orientation: int

    def decode(self, enough: Size, budget: Budget, background: Color) -> Decoded:
        """Decode as much as is needed to cover `enough`, a stored size. Once only."""


def plain_pixels(image: Image.Image, profile: object, background: Color) -> Decoded:
    """Take a loaded image of any mode; what is not plain already becomes so strip by strip."""
    if image.mode in PLAIN_MODES and not image.has_transparency_data:
        return Whole(image), srgb_transform(profile, image.mode)
    mode = colour_mode(image)
    transform = srgb_transform(profile, mode) if image.mode != "LAB" else None
    convert = conversion_for(image)
    if image.has_transparency_data:
        convert, transform = flattening(mode, background, transform), None
    pixels = Converted(
        size=Size(*image.size),
        rows=lambda top, bottom: image.crop((0, top, image.width, bottom)),
        picked=lambda size: image.resize((size.width, size.height), Image.Resampling.NEAREST),
        convert=convert,
    )
    return pixels, transform
