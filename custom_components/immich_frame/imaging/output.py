"""Pixels to bytes: how a picture is written."""

from collections.abc import Callable, Mapping
from io import BytesIO

from PIL import Image
from PIL.PngImagePlugin import PngInfo

from .colour import srgb_profile
from .spec import Output, PictureFormat

_LOWEST_QUALITY = 1

# A profile of colours must not stand in a PNG of greys, which has a chunk that says the same (PNG,
# third edition, 11.3.2.3 and 11.3.2.5).
_GREYS = frozenset({"1", "L"})
_PERCEPTUAL = 0


def encode(image: Image.Image, output: Output) -> bytes:
    """Write a picture of mode RGB, YCbCr, L, P or 1: tagged sRGB, without any other metadata.

    A JPEG is baseline with its colours at half the resolution (4:2:0). With `max_bytes` the quality
    is the best of 1 to `output.quality` that a bisection finds to fit, at most eight pictures; if
    none fits, it is that of quality 1. A PNG loses nothing, so neither means anything to it; it
    alone keeps greys and palettes as they are. The same picture and output give the same bytes.
    """
    if output.format is PictureFormat.PNG:
        return _png(image)
    write = _jpeg if output.format is PictureFormat.JPEG else _webp
    if output.max_bytes is None:
        return write(image, output.quality)
    return _fitting(lambda quality: write(image, quality), output.quality, output.max_bytes)


def _fitting(write: Callable[[int], bytes], quality: int, most: int) -> bytes:
    """Bisect between what fits and what does not; better qualities take more bytes."""
    best = write(quality)
    if len(best) <= most:
        return best
    low, high, best = _LOWEST_QUALITY, quality, write(_LOWEST_QUALITY)
    while high - low > 1 and len(best) <= most:
        middle = (low + high) // 2
        written = write(middle)
        if len(written) <= most:
            low, best = middle, written
        else:
            high = middle
    return best


def _jpeg(image: Image.Image, quality: int) -> bytes:
    straight = image if image.mode in {"RGB", "YCbCr"} else image.convert("RGB")
    options = {"quality": quality, "subsampling": "4:2:0", "icc_profile": srgb_profile()}
    return _saved(straight, "JPEG", options)


def _webp(image: Image.Image, quality: int) -> bytes:
    # Method 2 takes a third of the time of Pillow's default, 4, for files a few percent larger.
    options = {"quality": quality, "method": 2, "icc_profile": srgb_profile()}
    return _saved(_in_rgb(image), "WEBP", options)


def _png(image: Image.Image) -> bytes:
    if image.mode not in _GREYS:
        kept = image if image.mode == "P" else _in_rgb(image)
        return _saved(kept, "PNG", {"icc_profile": srgb_profile()})
    says_srgb = PngInfo()
    says_srgb.add(b"sRGB", bytes([_PERCEPTUAL]))
    return _saved(image, "PNG", {"pnginfo": says_srgb})


def _in_rgb(image: Image.Image) -> Image.Image:
    return image if image.mode == "RGB" else image.convert("RGB")


def _saved(image: Image.Image, kind: str, options: Mapping[str, object]) -> bytes:
    """Save without what Pillow carries over from the file that a picture came from."""
    written = BytesIO()
    bare = image if not image.info else image.copy()
    bare.info = {}
    bare.save(written, kind, **options)
    return written.getvalue()
