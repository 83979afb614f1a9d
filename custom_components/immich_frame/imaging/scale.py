"""Smaller copies of a finished rendition."""

from .codec import imaging_errors, open_photo
from .geometry import fit_inside, whole
from .output import encode
from .resample import cut
from .spec import Output, Size

COPY = Output(quality=85)


def scale(rendition: bytes, size: Size, output: Output = COPY) -> bytes:
    """Scale a rendition down to fit inside a size, its shape kept; a smaller one is not enlarged.

    Raises ImagingError if the bytes are no readable photo.
    """
    with imaging_errors():
        opened = open_photo(rendition)
        fitting = fit_inside(opened.size, size)
        photo = opened.decode(fitting)
        return encode(cut(photo, whole(photo.size), fitting), output)
