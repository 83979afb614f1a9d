"""Crop and resample a photo into a picture: upright, sRGB, exactly the size that was asked for."""

from collections.abc import Iterator

from PIL import Image

from .codec import Photo
from .colour import to_srgb
from .geometry import stored_box, turned, whole
from .pixels import FloatBox
from .spec import Box, Size

_UPRIGHT_BY = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}

# The orientation that undoes another, where that is not the same one.
_UNDOING = {6: 8, 8: 6}

# From this factor on the Hamming filter loses detail that Lanczos keeps.
_HAMMING_BELOW = 2

# The most pixels of a strip, in the picture and in the photo: more cost memory, fewer cost time.
_STRIP = 500_000
_STORED_STRIP = 2_000_000

# How many pixels in a row, and in a column, stand for one of a glance.
_SAMPLES = 6


def cut(photo: Photo, crop: Box, size: Size) -> Image.Image:
    """Cut a box of the upright photo and resample it to a picture of a size, RGB, sRGB."""
    picture = Image.new("RGB", (size.width, size.height))
    lay(picture, whole(size), photo, crop)
    return picture


def lay(canvas: Image.Image, at: Box, photo: Photo, crop: Box) -> None:
    """Cut a box of the upright photo, and resample it onto a place, in one pass over the pixels.

    The canvas is RGB, sRGB, or YCbCr if the photo is: where a JPEG is all that comes of it, two
    conversions are saved.

    It goes strip by strip: little more than the photo and the picture is in memory at once. A
    filter reaches beyond its strip, so the strips join without a seam. Colours and orientation come
    last: both then work on the picture's pixels, which are mostly fewer than the photo's.
    """
    for strip, place in _strips(photo, crop, at.size):
        ready = strip if canvas.mode == "YCbCr" else to_srgb(strip, photo.transform)
        corner = (at.left + place.left, at.top + place.top)
        canvas.paste(_upright(ready, photo.orientation), corner)


def glance(photo: Photo, size: Size) -> Image.Image:
    """Copy the whole photo, upright, RGB, sRGB, to a small size, from a few of its pixels only.

    It is made to be judged, not to be shown: detail finer than its samples is lost or left by
    chance.
    """
    target = turned(size, photo.orientation)
    samples = photo.pixels.sampled(Size(target.width * _SAMPLES, target.height * _SAMPLES))
    return _upright(to_srgb(samples.reduce(_SAMPLES), photo.transform), photo.orientation)


def _strips(photo: Photo, crop: Box, size: Size) -> Iterator[tuple[Image.Image, Box]]:
    """Resample a box of the photo as it is stored, and tell where each strip lies upright."""
    left, upper, right, lower = box = _decoded_box(photo, crop)
    target = turned(size, photo.orientation)
    step = (lower - upper) / target.height
    rows = _rows(target, photo.pixels.size, step)
    for top in range(0, target.height, rows):
        bottom = min(top + rows, target.height)
        part = left, upper + top * step, right, min(upper + bottom * step, lower)
        resampling = _resampling(photo, box, target)
        strip = photo.pixels.resized(part, Size(target.width, bottom - top), resampling)
        yield strip, _upright_box(Box(0, top, target.width, bottom), target, photo.orientation)


def _rows(target: Size, stored: Size, step: float) -> int:
    """Tell how many rows of a picture make a strip: an even number, as colours may lie in pairs."""
    rows = min(_STRIP / target.width, _STORED_STRIP / (stored.width * step))
    return max(2, int(rows) // 2 * 2)


def _decoded_box(photo: Photo, crop: Box) -> FloatBox:
    """Find a box of the upright photo in the pixels that were decoded, which may be fewer."""
    stored = stored_box(crop, photo.size, photo.orientation)
    size, decoded = turned(photo.size, photo.orientation), photo.pixels.size
    across, down = decoded.width / size.width, decoded.height / size.height
    return stored.left * across, stored.top * down, stored.right * across, stored.bottom * down


def _resampling(photo: Photo, box: FloatBox, target: Size) -> Image.Resampling:
    """Choose the cheapest filter that is as good as Lanczos to the eye.

    That is Hamming for scaling all of a photo's pixels down by less than two, where it takes half
    the time (SSIM against Lanczos: 0.99 and more). For larger factors, for enlarging, and after a
    JPEG was decoded at a reduced scale, which softens it, nothing is but Lanczos itself.
    """
    left, upper, right, lower = box
    factor = min((right - left) / target.width, (lower - upper) / target.height)
    in_full = photo.pixels.size == turned(photo.size, photo.orientation)
    if in_full and 1 <= factor < _HAMMING_BELOW:
        return Image.Resampling.HAMMING
    return Image.Resampling.LANCZOS


def _upright_box(box: Box, stored: Size, orientation: int) -> Box:
    """Find a box of a stored picture in the upright one: the way back undoes the way there."""
    return stored_box(box, stored, _UNDOING.get(orientation, orientation))


def _upright(image: Image.Image, orientation: int) -> Image.Image:
    method = _UPRIGHT_BY.get(orientation)
    return image if method is None else image.transpose(method)
