"""Any colour a photo comes in, as sRGB."""

from functools import cache
from io import BytesIO

import numpy as np
from PIL import Image, ImageCms

from .spec import MEGABYTE

# The mode of the pixels that a profile of each colour space describes.
_MODES = {"RGB": "RGB", "GRAY": "L", "CMYK": "CMYK"}

# lcms writes the moment of its making into a profile's header. A fixed one keeps renditions of the
# same photo equal byte for byte (ICC.1:2022, 7.2.8: twelve bytes from offset 24).
_MADE_AT = slice(24, 36)
_MADE_AT_2000 = bytes.fromhex("07d0 0001 0001 0000 0000 0000")

# The largest of a maker's profiles, for inks, have 3 MB.
MOST_PROFILE = 4 * MEGABYTE
_COUNT = slice(128, 132)  # of the tags, their table behind it (ICC.1:2022, 7.3)
_MOST_TAGS = 1000

# Steps of each channel in the colours that tell whether a profile changes anything, and by how much
# the sRGB profiles of different makers differ from each other.
_STEPS = 9
_ROUNDING = 1


@cache
def srgb_profile() -> bytes:
    """Give the ICC profile that renditions are tagged with, the same bytes every time."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    profile[_MADE_AT] = _MADE_AT_2000
    return bytes(profile)


def srgb_transform(profile: object, mode: str) -> ImageCms.ImageCmsTransform | None:
    """Read an embedded ICC profile for pixels of mode L, RGB or CMYK.

    None means that there is nothing to transform: most profiles are sRGB's own, and a pass over the
    pixels is saved. It also stands for a profile that is broken or made for other pixels: such a
    photo looks as it does in every program without colour management, which is better than not at
    all.
    """
    if not isinstance(profile, bytes) or not profile or profile == srgb_profile():
        return None
    if len(profile) > MOST_PROFILE or _has_elements(profile):
        return None
    try:
        transform = _transform(ImageCms.ImageCmsProfile(BytesIO(profile)))
    except ImageCms.PyCMSError, OSError, ValueError, KeyError:
        return None
    grey_as_rgb = mode == "L" and transform.input_mode == "RGB"
    if transform.input_mode != mode and not grey_as_rgb:
        return None
    return None if _changes_nothing(transform) else transform


def to_srgb(image: Image.Image, transform: ImageCms.ImageCmsTransform | None) -> Image.Image:
    """Turn 8 bit pixels of mode L, RGB or CMYK into sRGB."""
    if transform is None:
        return _in_mode(image, "RGB")
    return transform.apply(_in_mode(image, transform.input_mode))


def _has_elements(profile: bytes) -> bool:
    """Whether a tag holds processing elements: any number of them, each passed for each pixel.

    No camera writes such tags (ICC.1:2022, 10.16), and lcms takes seconds to minutes for long ones.
    """
    count = min(int.from_bytes(profile[_COUNT]), _MOST_TAGS)
    entries = range(_COUNT.stop, _COUNT.stop + 12 * count, 12)
    places = (int.from_bytes(profile[entry + 4 : entry + 8]) for entry in entries)
    return any(profile[place : place + 4] == b"mpet" for place in places)


def _transform(profile: ImageCms.ImageCmsProfile) -> ImageCms.ImageCmsTransform:
    mode = _MODES[profile.profile.xcolor_space.strip()]
    srgb = ImageCms.ImageCmsProfile(BytesIO(srgb_profile()))
    return ImageCms.buildTransform(profile, srgb, mode, "RGB")


def _changes_nothing(transform: ImageCms.ImageCmsTransform) -> bool:
    """Try a transform on colours from all over the cube."""
    if transform.input_mode != "RGB":
        return False
    steps = np.linspace(0, 255, _STEPS).round().astype(np.uint8)
    colours = np.stack(np.meshgrid(steps, steps, steps), axis=-1).reshape(_STEPS, -1, 3)
    transformed = np.asarray(transform.apply(Image.fromarray(colours)))
    return bool(np.abs(transformed.astype(int) - colours).max() <= _ROUNDING)


def _in_mode(image: Image.Image, mode: str) -> Image.Image:
    return image if image.mode == mode else image.convert(mode)
