"""What is asked of a render and what comes out of it."""

from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

# The media types of the originals that are decoded here. For any other, a raw file or a format that
# is still to come, the caller takes a copy that its server made.
READABLE_TYPES = frozenset(
    {
        "image/avif",
        "image/gif",
        "image/heic",
        "image/heif",
        "image/jpeg",
        "image/png",
        "image/tiff",
        "image/webp",
    }
)


@dataclass(frozen=True, slots=True)
class Size:
    """A width and a height in pixels."""

    width: int
    height: int

    @property
    def area(self) -> int:
        """Pixels in all."""
        return self.width * self.height

    @property
    def transposed(self) -> Size:
        """The same size lying on its side."""
        return Size(self.height, self.width)


@dataclass(frozen=True, slots=True)
class Point:
    """A place in pixels from the top left corner; fractions lie between pixels' edges."""

    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle of whole pixels; `right` and `bottom` are the first pixels outside."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def width(self) -> int:
        """Columns inside."""
        return self.right - self.left

    @property
    def height(self) -> int:
        """Rows inside."""
        return self.bottom - self.top

    @property
    def size(self) -> Size:
        """Width and height."""
        return Size(self.width, self.height)

    @property
    def center(self) -> Point:
        """The middle."""
        return Point((self.left + self.right) / 2, (self.top + self.bottom) / 2)


type Color = tuple[int, int, int]
"""Red, green and blue in sRGB, 0 to 255."""

MEGABYTE = 1_000_000

MAX_MEMORY = 400 * MEGABYTE
"""What a render may take at its peak unless told otherwise."""


class CropMethod(StrEnum):
    """How a crop found its place; `WHOLE` is a photo that nothing was cut off from."""

    FACES = "faces"
    SALIENCY = "saliency"
    GRAVITY = "gravity"
    WHOLE = "whole"


class Fit(StrEnum):
    """How a photo fills a frame of another shape, in CSS's words where it has one.

    `BLUR` is contain over a blurred, darkened copy, `MATTE` contain within a mount as galleries use
    it, `PAIR` covers two halves with two photos. `AUTO` covers while little enough is cut off.
    """

    COVER = "cover"
    CONTAIN = "contain"
    BLUR = "blur"
    MATTE = "matte"
    PAIR = "pair"
    AUTO = "auto"


@dataclass(frozen=True, slots=True)
class Face:
    """A face in a photo, in shares of the upright photo's width and height, 0 to 1.

    A face of twice the `weight` is worth as much as two others when not all can be kept.
    """

    left: float
    top: float
    right: float
    bottom: float
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Source:
    """The bytes of a photo and what is known about it; `caption` are lines to be drawn on it."""

    data: bytes = field(repr=False)
    faces: tuple[Face, ...] = ()
    caption: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FitRule:
    """How photos of one orientation are fitted.

    With `AUTO`, a photo covers the frame while the crop keeps `min_kept` of its area, 0 to 1, and
    every face; or else it is fitted as `otherwise` says, which is never AUTO. A PAIR that has no
    companion, or that would lose more than covering, becomes a BLUR.
    """

    fit: Fit = Fit.AUTO
    otherwise: Fit = Fit.BLUR
    min_kept: float = 0.6


@dataclass(frozen=True, slots=True)
class Matte:
    """A mount around a photo: `margin` is a share of the frame's shorter edge, 0 to 0.4.

    Without a `color` it is taken from the photo. The `bevel` is the cut edge of the board.
    """

    margin: float = 0.06
    color: Color | None = None
    bevel: bool = True


class CaptionPosition(StrEnum):
    """Where on the photo a caption stands."""

    TOP_LEFT = "top_left"
    TOP = "top"
    TOP_RIGHT = "top_right"
    BOTTOM_LEFT = "bottom_left"
    BOTTOM = "bottom"
    BOTTOM_RIGHT = "bottom_right"


@dataclass(frozen=True, slots=True)
class CaptionStyle:
    """How captions look: `height` of the type is a share of the frame's shorter edge.

    `font` is the file of a font; without one, or when it cannot be read, Pillow's own is taken.
    """

    position: CaptionPosition = CaptionPosition.BOTTOM_LEFT
    height: float = 0.03
    font: Path | None = None


class Palette(StrEnum):
    """The colours that an e-ink panel has; `GREY_4` are four levels, black and white among them."""

    GREY_2 = "grey_2"
    GREY_4 = "grey_4"
    GREY_16 = "grey_16"
    COLOR_4 = "color_4"
    COLOR_7 = "color_7"
    SPECTRA_6 = "spectra_6"


class PictureFormat(StrEnum):
    """The formats that a rendition can be written in."""

    JPEG = "jpeg"
    PNG = "png"
    WEBP = "webp"

    @property
    def content_type(self) -> str:
        """The media type."""
        return f"image/{self}"

    @property
    def suffix(self) -> str:
        """The usual ending of a file's name, without the dot."""
        return "jpg" if self is PictureFormat.JPEG else self.value


@dataclass(frozen=True, slots=True)
class Output:
    """How a picture is written: `quality` is 1 to 95 and means nothing for PNG.

    With `max_bytes` the quality is lowered until the picture is no larger, or as small as it gets.
    """

    format: PictureFormat = PictureFormat.JPEG
    quality: int = 90
    max_bytes: int | None = None


@dataclass(frozen=True, slots=True)
class RenderSpec:
    """What is asked of a render: exactly this size, and how to get there.

    Square photos count as landscapes. Small photos are enlarged, or with `enlarge` off shown at
    their size within a mount. `background` lies behind what is transparent, beside what is
    contained and between the photos of a pair, there as wide as `gap`, a share of the frame's
    shorter edge. A `palette` is for e-ink: the picture is dithered and written as PNG.
    `max_memory` is how many bytes a render may take at its peak, but it always gets what a picture
    of its size needs.
    """

    size: Size
    landscape: FitRule = FitRule()
    portrait: FitRule = FitRule()
    enlarge: bool = True
    background: Color = (0, 0, 0)
    gap: float = 0.01
    matte: Matte = Matte()
    caption: CaptionStyle = CaptionStyle()
    palette: Palette | None = None
    output: Output = Output()
    max_memory: int = MAX_MEMORY


@dataclass(frozen=True, slots=True)
class Placed:
    """What became of a photo: the part `crop` of it is at the place `at` of the picture.

    `source_size` and `crop` are in pixels of the upright photo at its full size, `kept` is the
    share of its area inside the crop, 0 to 1, and `faces_kept` that of each of its faces.
    """

    source_size: Size
    crop: Box
    at: Box
    method: CropMethod
    kept: float
    faces_kept: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Rendition:
    """What comes out of a render: a picture of exactly `size`, and the one or two photos on it."""

    data: bytes = field(repr=False)
    size: Size
    format: PictureFormat
    fit: Fit
    photos: tuple[Placed, ...]
