"""How much memory a render may take, worked out from headers before any pixel is decoded."""

from dataclasses import dataclass

from .errors import ImageTooLargeError
from .spec import MEGABYTE, PictureFormat, RenderSpec, Size

# Pillow keeps a pixel of any mode with more than one channel in four bytes (Pillow's
# documentation, "Concepts"), and these in fewer.
_SMALL_PIXELS = {"1": 1, "L": 1, "P": 1, "I;16": 2, "I;16B": 2, "I;16L": 2, "I;16N": 2}
_PIXEL = 4

# What stands beside the pixels at any moment: the strips that are being resampled, the rows that a
# decoder or an encoder works on, the picture's bytes as they are written, and what the allocator
# loses. Measured over all formats.
WORKING = 24 * MEGABYTE


# What a picture and all that is made of it take at the most, in bytes a pixel, measured: an encoder
# of WebP and a quantiser each work on copies of their own.
_PICTURE = 4
_BESIDE_WEBP = 6
_BESIDE_PALETTE = 6

# What a photo takes at least: Immich's preview, at a scale that still looks well.
_SMALL_PHOTO = 32 * MEGABYTE


def picture_bytes(spec: RenderSpec) -> int:
    """Tell how many bytes a picture takes until it is written."""
    pixel = _PICTURE
    if spec.palette is not None:
        pixel += _BESIDE_PALETTE
    elif spec.output.format is PictureFormat.WEBP:
        pixel += _BESIDE_WEBP
    return pixel * spec.size.area


def least_memory(spec: RenderSpec) -> int:
    """Tell how many bytes a render needs at least to show anything."""
    return picture_bytes(spec) + _SMALL_PHOTO + WORKING


def bytes_of(size: Size, mode: str = "RGB") -> int:
    """Tell how many bytes Pillow takes for an image."""
    return size.area * _SMALL_PIXELS.get(mode, _PIXEL)


@dataclass(frozen=True, slots=True)
class Budget:
    """The bytes that a render may take at its peak, above what the process takes without it.

    `held` is there all the time, the photo's own bytes among it. `canvas` is there as soon as the
    photo is decoded.
    """

    limit: int
    held: int
    canvas: int

    def holds(self, decoding: int, pixels: int) -> bool:
        """Whether a photo fits: `decoding` and what it gives, `pixels`, are bytes at the peak."""
        return self._peak(decoding, pixels) <= self.limit

    def check(self, decoding: int, pixels: int, size: Size) -> None:
        """Raise ImageTooLargeError unless a photo of this size, upright or not, fits."""
        if not self.holds(decoding, pixels):
            raise ImageTooLargeError(
                f"The photo is too large: {size.width} x {size.height} pixels take "
                f"{-(-self._peak(decoding, pixels) // MEGABYTE)} MB to render, where "
                f"{self.limit // MEGABYTE} MB are the most."
            )

    def _peak(self, decoding: int, pixels: int) -> int:
        return self.held + max(decoding, pixels + self.canvas) + WORKING
