"""HEIC and HEIF: libheif's own pixels, brought to Pillow a few rows at a time.

Pillow's copy of them all would take as much again as libheif does.
"""

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from pillow_heif import HeifFile as Container, open_heif

from .budget import Budget
from .colour import srgb_transform
from .errors import CorruptImageError
from .geometry import UPRIGHT
from .isobmff import check_boxes
from .nclx import nclx_profile
from .opened import Decoded
from .pixels import Converted
from .plain import colour_mode, conversion_for, flattening
from .spec import Color, Size

# Bytes of a pixel in each of the modes that libheif's pixels come in.
_BYTES = {"L": 1, "LA": 2, "I;16": 2, "RGB": 3, "RGBA": 4, "RGBa": 4}

# Bytes a pixel that decoding takes beside what comes out: planes, of 16 bits if they need more than
# 8, and libheif's copies of tiles. Measured.
_BESIDE, _BESIDE_DEEP = 2.2, 6
_BITS = 8

_CLEAR = frozenset({"LA", "RGBA", "RGBa"})


class HeifFile:
    """A HEIC or HEIF whose header was read.

    libheif turns and mirrors the photo as its own boxes say, so EXIF's orientation, which mostly
    says the same once more, means nothing (ISO/IEC 23008-12, annex A); `size` is upright.
    """

    orientation = UPRIGHT

    def __init__(self, source: bytes, _budget: Budget) -> None:
        """Read the header."""
        check_boxes(source)
        self._source = source
        self._container = open_heif(source, convert_hdr_to_8bit=True, remove_stride=False)
        self.size = Size(*self._container.size)

    def decode(self, enough: Size, budget: Budget, background: Color) -> Decoded:
        """Decode it all, however little would be enough."""
        del enough
        container = self._container
        self._check(budget)
        profile = container.info.get("icc_profile") or nclx_profile(self._source)
        raw = _Raw(container)
        tiny = raw.rows(0, 1)
        mode = colour_mode(tiny)
        transform = srgb_transform(profile, mode)
        convert = conversion_for(tiny)
        if container.mode in _CLEAR:
            convert, transform = flattening(mode, background, transform), None
        return Converted(raw.size, raw.rows, raw.picked, convert), transform

    def _check(self, budget: Budget) -> None:
        container = self._container
        if container.mode not in _BYTES or not self.size.area:
            raise CorruptImageError(
                f"The photo cannot be decoded: it says that it has {self.size.width} x "
                f"{self.size.height} pixels of {container.mode}."
            )
        pixels = self.size.area * _BYTES[container.mode]
        deep = container.info.get("bit_depth", _BITS) > _BITS
        beside = self.size.area * (_BESIDE_DEEP if deep else _BESIDE)
        budget.check(pixels + int(beside), pixels, self.size)


class _Raw:
    """What libheif decoded, in its own memory."""

    def __init__(self, container: Container) -> None:
        data = container.data
        self.size = Size(*container.size)
        self._mode = container.mode
        shape = (self.size.height, self.size.width, _BYTES[self._mode])
        strides = (container.stride, shape[2], 1)
        self._bytes: NDArray[np.uint8] = np.ndarray(shape, np.uint8, data, strides=strides)

    def rows(self, top: int, bottom: int) -> Image.Image:
        """Copy the rows from `top` up to `bottom`."""
        return self._image(self._bytes[top:bottom])

    def picked(self, size: Size) -> Image.Image:
        """Copy single pixels, evenly spread."""
        rows = (np.arange(size.height) * 2 + 1) * self.size.height // (2 * size.height)
        columns = (np.arange(size.width) * 2 + 1) * self.size.width // (2 * size.width)
        return self._image(self._bytes[np.ix_(rows, columns)])

    def _image(self, pixels: NDArray[np.uint8]) -> Image.Image:
        height, width, _ = pixels.shape
        return Image.frombytes(self._mode, (width, height), pixels.tobytes())
