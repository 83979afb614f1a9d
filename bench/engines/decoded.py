"""A photo as Pillow reads it, for the engines that are built from plain calls."""

from io import BytesIO

from PIL import Image, ImageOps
import pillow_heif

pillow_heif.register_heif_opener()


def upright(data: bytes) -> Image.Image:
    """Decode a photo with `Image.open`, in full, and turn it by its EXIF."""
    return ImageOps.exif_transpose(Image.open(BytesIO(data)))
