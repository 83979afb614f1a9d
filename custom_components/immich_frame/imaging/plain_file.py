"""PNG, GIF, WebP, AVIF and TIFF: formats that Pillow decodes in full or not at all."""

from io import BytesIO

from PIL import (
    AvifImagePlugin,
    GifImagePlugin,
    ImageFile,
    PngImagePlugin,
    TiffImagePlugin,
    WebPImagePlugin,
)

from .budget import Budget, bytes_of
from .errors import ImageTooLargeError
from .exif import check_tags, orientation_in
from .geometry import UPRIGHT
from .isobmff import check_boxes
from .nclx import nclx_profile
from .opened import Decoded, plain_pixels
from .spec import MEGABYTE, Color, Size

# Bytes a pixel that decoding takes beside what Pillow takes for the image. Measured.
_BESIDE_WEBP, _BESIDE_AVIF = 9, 5

_ROWS_PER_STRIP, _TILE_WIDTH, _TILE_LENGTH = 278, 322, 323  # TIFF 6.0
_UNCOMPRESSED = "raw"
_CHANNELS_OF_16_BITS = 8  # bytes a pixel at most, as libtiff unpacks them
_COPIES_OF_TAGS = 4  # Pillow's own three, and libtiff's

# Comments and the like before a GIF's first image, which Pillow joins block by block.
_MOST_EXTENSIONS = MEGABYTE


class WebPFile(WebPImagePlugin.WebPImageFile):
    """Lets go of the decoder and its two canvases before the image is made of what it gave."""

    def load_prepare(self) -> None:
        """Make room for the pixels."""
        self._decoder = None
        super().load_prepare()


class AvifFile(AvifImagePlugin.AvifImageFile):
    """The same for AVIF, whose decoder keeps the planes."""

    def load_prepare(self) -> None:
        """Make room for the pixels."""
        self._decoder = None
        super().load_prepare()


class GifFile(GifImagePlugin.GifImageFile):
    """Counts what stands before the image."""

    _read = 0

    def data(self) -> bytes | None:
        """Read the next block of an extension."""
        block = super().data()
        self._read += len(block or b"")
        if self._read > _MOST_EXTENSIONS:
            raise ImageTooLargeError("The photo has more comments than any encoder writes.")
        return block


class PlainFile:
    """A photo that is decoded in full, its header read."""

    def __init__(self, source: bytes, budget: Budget, decoder: type[ImageFile.ImageFile]) -> None:
        """Read the header and hold it to the budget: a PNG may have its EXIF behind its pixels."""
        self._source = source
        is_tiff = issubclass(decoder, TiffImagePlugin.TiffImageFile)
        self._tags = _COPIES_OF_TAGS * check_tags(source) if is_tiff else 0
        self._coded = check_boxes(source) if issubclass(decoder, AvifFile) else 0
        self._image = decoder(BytesIO(source))
        self.size = Size(*self._image.size)
        self._check(budget)
        self.orientation = _orientation(self._image)

    def decode(self, enough: Size, budget: Budget, background: Color) -> Decoded:
        """Decode it all, however little would be enough."""
        del enough
        image = self._image
        self._check(budget)
        image.load()
        profile = image.info.get("icc_profile")
        if profile is None and isinstance(image, AvifFile):
            profile = nclx_profile(self._source)
        return plain_pixels(image, profile, background)

    def _check(self, budget: Budget) -> None:
        pixels = bytes_of(self.size, self._image.mode) + self._tags
        budget.check(pixels + _beside(self._image, self._coded), pixels, self.size)


def _orientation(image: ImageFile.ImageFile) -> int:
    # Pillow turns a TIFF upright itself, its size already as it opens it.
    if isinstance(image, TiffImagePlugin.TiffImageFile):
        return UPRIGHT
    if isinstance(image, PngImagePlugin.PngImageFile) and "exif" not in image.info:
        image.load()  # it may stand behind the pixels
    return orientation_in(image.info.get("exif"))


def _beside(image: ImageFile.ImageFile, coded: int) -> int:
    """Tell how many bytes decoding takes beside the image; `coded` pixels an AVIF's data has."""
    if isinstance(image, WebPFile):
        return _BESIDE_WEBP * image.width * image.height
    if isinstance(image, AvifFile):
        return _BESIDE_AVIF * max(coded, image.width * image.height)
    if isinstance(image, TiffImagePlugin.TiffImageFile):
        return _strip(image)
    return 0


def _strip(image: TiffImagePlugin.TiffImageFile) -> int:
    """Tell how many bytes a strip or a tile takes before it is laid into the image."""
    if image.tile and image.tile[0].codec_name == _UNCOMPRESSED:
        return 0
    tags = image.tag_v2
    if _TILE_WIDTH in tags or _TILE_LENGTH in tags:  # which may be larger than the image
        pixels = int(tags.get(_TILE_WIDTH, image.width)) * int(tags.get(_TILE_LENGTH, image.height))
    else:
        pixels = min(int(tags.get(_ROWS_PER_STRIP) or image.height), image.height) * image.width
    return pixels * _CHANNELS_OF_16_BITS
