"""Bytes to pixels, within bounds of memory."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from PIL import Image, ImageCms

from .budget import Budget
from .errors import CorruptImageError, ImageTooLargeError, ImagingError
from .formats import reader_for
from .geometry import turned
from .opened import Opened
from .pixels import Pixels, Planes
from .spec import MAX_MEMORY, Color, Size


@dataclass(frozen=True, slots=True)
class Photo:
    """A decoded photo as it is stored: not yet upright, its colours not yet sRGB.

    There may be fewer `pixels` than the photo has. `size` is the upright size of the whole photo,
    `orientation` EXIF's, `transform` what `to_srgb` takes.
    """

    pixels: Pixels
    size: Size
    orientation: int
    transform: ImageCms.ImageCmsTransform | None

    @property
    def is_ycbcr(self) -> bool:
        """Whether its pixels are YCbCr and need no other transformation to be sRGB."""
        return isinstance(self.pixels, Planes) and self.transform is None


class OpenedPhoto:
    """A photo whose header was read, and no pixel yet where the format allows that.

    `size` is the upright size of the whole photo, in pixels.
    """

    def __init__(self, opened: Opened, background: Color, budget: Budget) -> None:
        """Turn the size upright."""
        self._opened: Opened | None = opened
        self._background = background
        self._budget = budget
        self._orientation = opened.orientation
        self.size = turned(opened.size, opened.orientation)

    def decode(self, enough: Size) -> Photo:
        """Decode, no larger than needed where the format allows that. Once only.

        A JPEG is decoded at a half, a quarter or an eighth as long as that still covers `enough`,
        an upright size of the whole photo, and further reduced when only so it fits. Raises
        CorruptImageError, or ImageTooLargeError before any pixel is decoded.
        """
        opened, self._opened = self._opened, None  # or its pixels would outlive the photo
        if opened is None:
            raise CorruptImageError("The photo was decoded before.")
        with imaging_errors():
            wanted = turned(enough, self._orientation)
            pixels, transform = opened.decode(wanted, self._budget, self._background)
        return Photo(pixels, self.size, self._orientation, transform)


def open_photo(
    source: bytes,
    background: Color = (0, 0, 0),
    max_memory: int = MAX_MEMORY,
    canvas: int = 0,
    held: int = 0,
) -> OpenedPhoto:
    """Read the header of a photo; transparent parts will be `background`.

    `max_memory` is how many bytes a render may take at its peak, of which an ordinary JPEG gets
    200 MB. In it lie the source, the `canvas` that it is laid on, in bytes, and what is `held`
    beside, such as the other photo of a pair. Raises NotAnImageError, CorruptImageError, or
    ImageTooLargeError where no scale of the photo fits.
    """
    budget = Budget(limit=max_memory, held=len(source) + held, canvas=canvas)
    with imaging_errors():
        return OpenedPhoto(reader_for(source)(source, budget), background, budget)


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
