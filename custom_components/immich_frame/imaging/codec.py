"""Bytes to pixels and back: how much is decoded, and what is written."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO

import numpy as np
from PIL import Image, ImageCms, JpegImagePlugin

from .colour import srgb_profile, srgb_transform
from .errors import CorruptImageError, ImageTooLargeError, ImagingError
from .formats import decoder_for
from .geometry import ORIENTATIONS, UPRIGHT, turned
from .spec import Size

# What a decode may come to: 300 MB as RGB. It is compared with the size in the header. Pillow has
# a bound too, but that one belongs to the whole process and knows nothing of reduced scales.
MAX_DECODED_PIXELS = 100_000_000

# Pixels with transparency exist several times at once until black lies behind them.
MAX_TRANSPARENT_PIXELS = 40_000_000

# What a JPEG may have before it is reduced, which still costs time: cameras stop at 200 megapixels.
MAX_JPEG_PIXELS = 500_000_000

# Each scan of a progressive JPEG is a pass over all of it. Encoders write about ten.
MAX_SCANS = 100
_SCAN = b"\xff\xda"

_ORIENTATION = 0x0112  # EXIF 2.32, tag 274


@dataclass(frozen=True, slots=True)
class Photo:
    """A decoded photo as it is stored: not yet upright, its colours not yet sRGB.

    `image` has 8 bits a channel, mode L, RGB or CMYK, and may be smaller than the photo. `size` is
    the upright size of the whole photo, `orientation` EXIF's, `transform` what `to_srgb` takes.
    """

    image: Image.Image
    size: Size
    orientation: int
    transform: ImageCms.ImageCmsTransform | None


def decode(source: bytes, enough: Size) -> Photo:
    """Decode a photo, no larger than needed where its format allows that.

    A JPEG is decoded at a half, a quarter or an eighth as long as that still covers `enough`, an
    upright size. Raises NotAnImageError, CorruptImageError or ImageTooLargeError, the last one
    before any pixel is decoded.
    """
    decoder = decoder_for(source)
    with imaging_errors():
        image = decoder(BytesIO(source))
        size = Size(*image.size)
        if isinstance(image, JpegImagePlugin.JpegImageFile):
            _check_jpeg(image, source)
            wanted = turned(enough, _orientation(image))
            image.draft(None, (wanted.width, wanted.height))
        most = MAX_TRANSPARENT_PIXELS if image.has_transparency_data else MAX_DECODED_PIXELS
        _check_bound(Size(*image.size), most)
        image.load()
        orientation = _orientation(image)
        plain = _plain(image)
        return Photo(
            image=plain,
            size=turned(size, orientation),
            orientation=orientation,
            transform=srgb_transform(image.info.get("icc_profile"), plain.mode),
        )


def encode(image: Image.Image, quality: int) -> bytes:
    """Write an RGB picture as a baseline JPEG, 4:2:0, tagged sRGB, without any other metadata."""
    output = BytesIO()
    image.save(
        output,
        "JPEG",
        quality=quality,
        subsampling="4:2:0",
        icc_profile=srgb_profile(),
        comment=b"",  # or Pillow would carry the source's comment over
    )
    return output.getvalue()


@contextmanager
def imaging_errors() -> Iterator[None]:
    """Turn whatever a decoder or an encoder throws into an error of ours.

    The plugins are written in Python and meet hostile bytes: besides OSError they raise ValueError,
    struct.error, zlib.error, KeyError, OverflowError and more, so nothing narrower holds.
    """
    try:
        yield
    except ImagingError:
        raise
    except (MemoryError, Image.DecompressionBombError) as error:
        reason = str(error) or "there is not enough memory to decode it."
        raise ImageTooLargeError(f"The photo is too large: {reason}") from error
    except Exception as error:
        reason = str(error) or type(error).__name__
        raise CorruptImageError(f"The photo cannot be decoded: {reason}") from error


def _check_jpeg(image: JpegImagePlugin.JpegImageFile, source: bytes) -> None:
    """Hold a JPEG to its bounds: a progressive one is in memory whole, however it is reduced."""
    is_progressive = bool(image.info.get("progressive"))
    _check_bound(Size(*image.size), MAX_DECODED_PIXELS if is_progressive else MAX_JPEG_PIXELS)
    if source.count(_SCAN) > MAX_SCANS:
        raise ImageTooLargeError("The photo has more scans than any encoder writes.")


def _check_bound(size: Size, most: int) -> None:
    if size.area > most:
        raise ImageTooLargeError(
            f"The photo is too large: {size.width} x {size.height} pixels to decode, where "
            f"{most // 1_000_000} megapixels are the most."
        )


def _orientation(image: Image.Image) -> int:
    """Read EXIF's orientation; a photo whose EXIF is broken counts as upright."""
    try:
        orientation = int(image.getexif().get(_ORIENTATION, UPRIGHT))
    except Exception:  # noqa: BLE001 - as in imaging_errors, but EXIF is not worth the photo
        return UPRIGHT
    return orientation if orientation in ORIENTATIONS else UPRIGHT


def _plain(image: Image.Image) -> Image.Image:
    """Bring any mode down to 8 bit L, RGB or CMYK, transparent parts on black."""
    if image.mode.startswith("I;16"):
        return Image.fromarray((np.asarray(image) >> 8).astype(np.uint8))
    if image.has_transparency_data:
        return _on_black(image if image.mode == "RGBA" else image.convert("RGBA"))
    if image.mode in {"1", "I", "F"}:
        return image.convert("L")
    return image if image.mode in {"L", "RGB", "CMYK"} else image.convert("RGB")


def _on_black(image: Image.Image) -> Image.Image:
    black = Image.new("RGB", image.size)
    black.paste(image, mask=image.getchannel("A"))
    return black
