"""Decoded pixels in the cheapest form their format gives, and how each is resampled.

Whatever the form, what comes out of it has 8 bits a channel and is mode L, RGB, CMYK or YCbCr.
"""

from collections.abc import Callable
from dataclasses import dataclass
from math import ceil
from typing import Protocol

from PIL import Image

from .spec import Size

type FloatBox = tuple[float, float, float, float]
"""Left, top, right and bottom in pixels as they are stored; fractions lie between their edges."""

# How far filters reach, in pixels of the smaller side of a scaling (Pillow's Resample.c).
_REACH = {
    Image.Resampling.BOX: 0.5,
    Image.Resampling.BILINEAR: 1.0,
    Image.Resampling.HAMMING: 1.0,
    Image.Resampling.BICUBIC: 2.0,
    Image.Resampling.LANCZOS: 3.0,
}

# Pillow averages whole blocks first until the filter has this factor left to do: much faster for a
# small copy, and the same picture to within rounding (Pillow's documentation of `thumbnail`).
_REDUCING_GAP = 2.0


class Pixels(Protocol):
    """The pixels of a photo as they are stored."""

    @property
    def size(self) -> Size:
        """How many there are."""

    def resized(self, box: FloatBox, size: Size, resampling: Image.Resampling) -> Image.Image:
        """Resample a box of them to a size."""

    def sampled(self, size: Size) -> Image.Image:
        """Pick single pixels, evenly spread, for a picture of this size."""


@dataclass(frozen=True, slots=True)
class Whole:
    """One image of mode L, RGB or CMYK."""

    image: Image.Image

    @property
    def size(self) -> Size:
        """How many there are."""
        return Size(*self.image.size)

    def resized(self, box: FloatBox, size: Size, resampling: Image.Resampling) -> Image.Image:
        """Resample a box of them to a size."""
        target = (size.width, size.height)
        return self.image.resize(target, resampling, box, reducing_gap=_REDUCING_GAP)

    def sampled(self, size: Size) -> Image.Image:
        """Pick single pixels, evenly spread, for a picture of this size."""
        return self.image.resize((size.width, size.height), Image.Resampling.NEAREST)


@dataclass(frozen=True, slots=True)
class Converted:
    """Pixels of any other kind: `convert` makes them plain, a few rows at a time.

    `rows` gives the rows from the first number up to the second.
    """

    size: Size
    rows: Callable[[int, int], Image.Image]
    picked: Callable[[Size], Image.Image]
    convert: Callable[[Image.Image], Image.Image]

    def resized(self, box: FloatBox, size: Size, resampling: Image.Resampling) -> Image.Image:
        """Resample a box of them to a size; only the rows that the filter reaches are converted."""
        left, upper, right, lower = box
        factor = max(1.0, (lower - upper) / size.height)
        reach = ceil((_REACH[resampling] + 1) * factor) + 1
        top = max(0, int(upper) - reach)
        bottom = min(self.size.height, ceil(lower) + reach)
        plain = Whole(self.convert(self.rows(top, bottom)))
        return plain.resized((left, upper - top, right, lower - top), size, resampling)

    def sampled(self, size: Size) -> Image.Image:
        """Pick single pixels, evenly spread, for a picture of this size."""
        return self.convert(self.picked(size))


@dataclass(frozen=True, slots=True)
class Planes:
    """The brightness in full, mode L, and the colours at a half or less of it, mode YCbCr.

    Most JPEGs hold their colours at half the resolution, and so does nearly every JPEG that is
    written. Left apart they take half the memory of RGB, and a third of the time to resample.
    """

    brightness: Image.Image
    colours: Image.Image

    @property
    def size(self) -> Size:
        """How many there are."""
        return Size(*self.brightness.size)

    def resized(self, box: FloatBox, size: Size, resampling: Image.Resampling) -> Image.Image:
        """Resample a box of them to a size, mode YCbCr, two by two pixels of the same colour.

        Where a side is odd, a single row or column in its middle has a colour of its own.
        """
        bright = Whole(self.brightness).resized(box, size, resampling)
        half = Size(ceil(size.width / 2), ceil(size.height / 2))
        few = Whole(self.colours).resized(self._in_colours(box), half, Image.Resampling.HAMMING)
        blue, red = (
            few.getchannel(channel).resize(bright.size, Image.Resampling.NEAREST)
            for channel in ("Cb", "Cr")
        )
        return Image.merge("YCbCr", (bright, blue, red))

    def sampled(self, size: Size) -> Image.Image:
        """Pick single pixels, evenly spread, for a picture of this size."""
        return Whole(self.colours).sampled(size)

    def _in_colours(self, box: FloatBox) -> FloatBox:
        across = self.colours.width / self.brightness.width
        down = self.colours.height / self.brightness.height
        return box[0] * across, box[1] * down, box[2] * across, box[3] * down
