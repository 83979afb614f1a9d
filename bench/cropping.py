"""Where the integration crops a photo for frames of some shapes, and why there."""

from collections.abc import Sequence
from dataclasses import dataclass

from custom_components.immich_frame.imaging.render import render
from custom_components.immich_frame.imaging.spec import (
    Face,
    Fit,
    FitRule,
    Placed,
    RenderSpec,
    Size,
    Source,
)

ASPECTS = ("9:16", "1:1", "16:9")

_LONG_EDGE = 1920  # of the frames that are rendered for, in pixels

_COVER = FitRule(Fit.COVER)


@dataclass(frozen=True, slots=True)
class Crop:
    """The part of a photo that a frame of the shape `aspect`, as in "16:9", shows."""

    aspect: str
    placed: Placed

    @property
    def shares(self) -> tuple[float, float, float, float]:
        """Left, top, right, bottom in shares of the upright photo's width and height."""
        box, size = self.placed.crop, self.placed.source_size
        return (
            box.left / size.width,
            box.top / size.height,
            box.right / size.width,
            box.bottom / size.height,
        )


def frame_size(aspect: str) -> Size:
    """Give the size of a frame from words like "16:9". Raises ValueError for others."""
    across, colon, down = aspect.partition(":")
    width, height = float(across), float(down)
    if not colon or min(width, height) <= 0:
        raise ValueError(f"{aspect} is no shape like 16:9")
    scale = _LONG_EDGE / max(width, height)
    return Size(max(1, round(width * scale)), max(1, round(height * scale)))


def crops(data: bytes, aspects: Sequence[str], faces: tuple[Face, ...] = ()) -> list[Crop]:
    """Render a photo for a frame of every shape and take note of the crops. Raises ImagingError."""
    return [Crop(aspect, _placed(Source(data, faces), frame_size(aspect))) for aspect in aspects]


def _placed(source: Source, size: Size) -> Placed:
    (placed,) = render(source, RenderSpec(size, landscape=_COVER, portrait=_COVER)).photos
    return placed
