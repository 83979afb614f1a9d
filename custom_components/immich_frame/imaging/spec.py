"""What is asked of a render and what comes out of it."""

from dataclasses import dataclass
from enum import StrEnum

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


class CropMethod(StrEnum):
    """How a crop found its place."""

    SALIENCY = "saliency"
    GRAVITY = "gravity"


@dataclass(frozen=True, slots=True)
class RenderSpec:
    """What is asked of a render: exactly this size, as a JPEG of this quality (1 to 95)."""

    size: Size
    quality: int = 90


@dataclass(frozen=True, slots=True)
class Rendition:
    """What comes out of a render.

    `size` is the picture's own, `source_size` and `crop` are in pixels of the upright photo at its
    full size, `kept` is the share of the photo's area inside the crop, 0 to 1.
    """

    data: bytes
    size: Size
    content_type: str
    source_size: Size
    crop: Box
    method: CropMethod
    kept: float
