"""JPEGs: decoded at a reduced scale, brightness and colours apart where that is cheaper."""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from itertools import islice
import re

from PIL import Image, JpegImagePlugin

from .budget import WORKING, Budget, bytes_of
from .colour import srgb_transform
from .errors import ImageTooLargeError
from .jpeg_header import trimmed
from .opened import Decoded
from .pixels import Pixels, Planes, Whole
from .spec import MEGABYTE, Color, Size

# What a JPEG may have before it is reduced, which still costs time: cameras stop at 200 megapixels.
_MAX_PIXELS = 500_000_000

# Each scan of a progressive JPEG is a pass over all of it. Encoders write about ten.
_MAX_SCANS = 100
_MAX_SCANNED_PIXELS = 1_500_000_000

# Those up to the size that phones write are nearly all there are: they get less than the rest.
_ORDINARY_PIXELS = 50_000_000
_ORDINARY_MEMORY = 200 * MEGABYTE
_LEAST_PIXELS = 16 * MEGABYTE

# libjpeg's scales that Pillow's `draft` can ask for: one over each of these.
_SCALES = (8, 4, 2, 1)

_COEFFICIENT = 2  # bytes
_BLOCK = 8  # pixels, the edge of what is transformed together

_START_OF_SCAN = 0xDA
_END_OF_IMAGE = 0xD9
# A marker with a length among the coded data: not a stuffed byte, a restart, a fill or TEM (ITU-T
# T.81, B.1.1).
_MARKER = re.compile(rb"\xff([\x02-\xcf\xd8-\xfe])")


@dataclass(frozen=True, slots=True)
class _Way:
    """How a JPEG may be decoded: at one over `scale`, in planes or not."""

    scale: int
    in_planes: bool


class JpegFile:
    """A JPEG whose header was read."""

    def __init__(self, source: bytes, _budget: Budget) -> None:
        """Read the header, and look through the coded data for how often it goes over the photo."""
        self._source, self.orientation = trimmed(source)
        # What is trimmed is a copy of nearly all, and stands beside the photo's own bytes.
        self._copied = 0 if self._source is source else len(self._source)
        image = _opened(self._source)
        self._image = image
        self.size = Size(*image.size)
        scans = _scans(self._source)
        # This is how libjpeg tells that it has to keep all coefficients until the last scan.
        is_whole_in_first = next(scans, 0) == image.layers
        self._is_buffered = bool(image.info.get("progressive")) or not is_whole_in_first
        more = len(list(islice(scans, _MAX_SCANS))) if self._is_buffered else 0
        _check_time(self.size, 1 + more)

    def decode(self, enough: Size, budget: Budget, background: Color) -> Decoded:
        """Decode at the smallest scale that covers `enough`, or the largest below it that fits."""
        del background  # no JPEG has transparency
        way = self._way(enough, budget)
        profile = self._image.info.get("icc_profile")
        pixels = self._pixels(way)
        mode = "RGB" if isinstance(pixels, Planes) else self._image.mode
        return pixels, srgb_transform(profile, mode)

    def _way(self, enough: Size, budget: Budget) -> _Way:
        budget = self._own(budget)
        needed = next(s for s in _SCALES if s == 1 or self._covers(s, enough))
        ways = [
            _Way(scale, in_planes)
            for scale in reversed(_SCALES)
            if scale >= needed
            for in_planes in self._orders(scale)
        ]
        way = next((way for way in ways if budget.holds(*self._needs(way))), ways[-1])
        budget.check(*self._needs(way), self.size)
        return way

    def _own(self, budget: Budget) -> Budget:
        held = budget.held + self._copied
        if self.size.area > _ORDINARY_PIXELS:
            return Budget(budget.limit, held, budget.canvas)
        least = held + budget.canvas + WORKING + _LEAST_PIXELS
        ordinary = max(_ORDINARY_MEMORY, least)
        return Budget(min(budget.limit, ordinary), held, budget.canvas)

    def _covers(self, scale: int, enough: Size) -> bool:
        return enough.width * scale <= self.size.width and enough.height * scale <= self.size.height

    def _orders(self, scale: int) -> tuple[bool, ...]:
        """Say whether planes come first, second, or not at all.

        They take two passes over the coded data, which only pays where those are quick, and hold
        colours at a half, which must be all that the file has.
        """
        if scale == _SCALES[0] or min(self._image.size) <= scale or not self._has_half_colours:
            return (False,)
        is_quick = scale == 1 and not self._is_buffered
        return (True, False) if is_quick else (False, True)

    @property
    def _has_brightness(self) -> bool:
        """Whether the file holds YCbCr, told as libjpeg does (its jdapimin.c)."""
        ids = bytes(identifier for identifier, *_ in self._image.layer)
        is_rgb = self._image.info.get("adobe_transform") == 0 or ids == b"RGB"
        return self._image.mode == "RGB" and not is_rgb

    @property
    def _has_half_colours(self) -> bool:
        """Whether the file holds YCbCr with half as many rows and columns of colours (4:2:0)."""
        if not self._has_brightness:
            return False
        (_, across, down, *_), *others = self._image.layer
        return all(2 * layer[1] <= across and 2 * layer[2] <= down for layer in others)

    def _needs(self, way: _Way) -> tuple[int, int]:
        """Tell how many bytes decoding takes, and how many its result."""
        if way.in_planes:
            pixels = bytes_of(self._scaled(way.scale), "L") + bytes_of(self._scaled(2 * way.scale))
        else:
            pixels = bytes_of(self._scaled(way.scale), self._image.mode)
        return pixels + self._coefficients(), pixels

    def _scaled(self, scale: int) -> Size:
        return Size(-(-self.size.width // scale), -(-self.size.height // scale))

    def _coefficients(self) -> int:
        if not self._is_buffered:
            return 0
        layers = self._image.layer
        most_across, most_down = (max(layer[at] for layer in layers) for at in (1, 2))
        columns = -(-self.size.width // (_BLOCK * most_across))
        rows = -(-self.size.height // (_BLOCK * most_down))
        blocks = sum(columns * across * rows * down for _, across, down, *_ in layers)
        return blocks * _BLOCK * _BLOCK * _COEFFICIENT

    def _pixels(self, way: _Way) -> Pixels:
        if not way.in_planes:
            return Whole(self._decoded(None, way.scale))
        return Planes(self._decoded("L", way.scale), self._decoded("YCbCr", 2 * way.scale))

    def _decoded(self, mode: str | None, scale: int) -> Image.Image:
        image = _opened(self._source)
        image.draft(mode, (max(1, image.width // scale), max(1, image.height // scale)))
        image.load()
        return image


def _opened(source: bytes) -> JpegImagePlugin.JpegImageFile:
    return JpegImagePlugin.JpegImageFile(BytesIO(source))


def _scans(source: bytes) -> Iterator[int]:
    """Walk from marker to marker, and give for each scan how many components it holds."""
    at = 2
    while found := _MARKER.search(source, at):
        marker, at = found[1][0], found.end()
        if marker == _END_OF_IMAGE:
            return
        if marker == _START_OF_SCAN:
            yield source[at + 2] if at + 2 < len(source) else 0
        at += max(2, int.from_bytes(source[at : at + 2]))


def _check_time(size: Size, scans: int) -> None:
    if size.area > _MAX_PIXELS:
        raise ImageTooLargeError(
            f"The photo is too large: {size.width} x {size.height} pixels to decode, where "
            f"{_MAX_PIXELS // 1_000_000} megapixels are the most."
        )
    if scans > _MAX_SCANS or scans * size.area > _MAX_SCANNED_PIXELS:
        raise ImageTooLargeError("The photo has more scans than any encoder writes.")
