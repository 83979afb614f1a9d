"""Smaller copies of a finished rendition."""

from .codec import decode, encode, imaging_errors
from .compose import compose
from .geometry import fit_inside, whole
from .spec import Size


def scale(jpeg: bytes, size: Size, quality: int = 85) -> bytes:
    """Scale a rendition down to fit inside a size, its shape kept; a smaller one is not enlarged.

    Raises ImagingError if the bytes are no readable photo.
    """
    with imaging_errors():
        photo = decode(jpeg, size)
        fitting = fit_inside(photo.size, size)
        return encode(compose(photo, whole(photo.size), fitting), quality)
