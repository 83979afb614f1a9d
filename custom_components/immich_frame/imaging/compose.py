"""Crop and resample a photo into a picture: upright, sRGB, exactly the size that was asked for."""

from PIL import Image

from .codec import Photo
from .colour import to_srgb
from .geometry import stored_box, turned
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

# Pillow averages whole blocks first until the filter has this factor left to do: much faster for a
# small copy, and the same picture to within rounding (Pillow's documentation of `thumbnail`).
_REDUCING_GAP = 2.0

# From this factor on the Hamming filter loses detail that Lanczos keeps.
_HAMMING_BELOW = 2


def compose(photo: Photo, crop: Box, size: Size) -> Image.Image:
    """Cut a box of the upright photo and resample it to a size, in one pass over the pixels.

    Colours and orientation come last: both then work on the picture's pixels alone, which are
    mostly fewer than the photo's.
    """
    target = turned(size, photo.orientation)
    left, top, right, bottom = box = _decoded_box(photo, crop)
    resampled = photo.image.resize(
        (target.width, target.height),
        _filter(photo, min((right - left) / target.width, (bottom - top) / target.height)),
        box=box,
        reducing_gap=_REDUCING_GAP,
    )
    return _upright(to_srgb(resampled, photo.transform), photo.orientation)


def _decoded_box(photo: Photo, crop: Box) -> tuple[float, float, float, float]:
    """Find a box of the upright photo in the pixels that were decoded, which may be fewer."""
    stored = stored_box(crop, photo.size, photo.orientation)
    size = turned(photo.size, photo.orientation)
    across, down = photo.image.width / size.width, photo.image.height / size.height
    return stored.left * across, stored.top * down, stored.right * across, stored.bottom * down


def _filter(photo: Photo, factor: float) -> Image.Resampling:
    """Choose the cheapest filter that is as good as Lanczos to the eye.

    That is Hamming for scaling all of a photo's pixels down by less than two, where it takes half
    the time (SSIM against Lanczos: 0.99 and more). For larger factors, for enlarging, and after a
    JPEG was decoded at a reduced scale, which softens it, nothing is but Lanczos itself.
    """
    in_full = photo.image.width == turned(photo.size, photo.orientation).width
    if in_full and 1 <= factor < _HAMMING_BELOW:
        return Image.Resampling.HAMMING
    return Image.Resampling.LANCZOS


def _upright(image: Image.Image, orientation: int) -> Image.Image:
    method = _UPRIGHT_BY.get(orientation)
    return image if method is None else image.transpose(method)
