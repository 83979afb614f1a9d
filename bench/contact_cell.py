"""One photo of a contact sheet: drawn small, with all that decided its crops."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from io import BytesIO

import numpy as np
from PIL import Image, ImageDraw

from bench.cropping import Crop, crops, frame_size
from custom_components.immich_frame.imaging.geometry import cover_window, fit_inside
from custom_components.immich_frame.imaging.keep import keep_box
from custom_components.immich_frame.imaging.render import render
from custom_components.immich_frame.imaging.saliency import EDGE, saliency_map
from custom_components.immich_frame.imaging.spec import Face, RenderSpec, Size, Source

type Color = tuple[int, int, int]
type Shares = tuple[float, float, float, float]

EDGES = Size(400, 300)
"""The photo of a cell fits into this, in pixels; the map of what draws the eye stands beside it."""

COLORS: tuple[Color, ...] = (
    (255, 64, 64),
    (64, 220, 90),
    (80, 150, 255),
    (255, 200, 40),
    (230, 90, 255),
    (60, 230, 230),
)
_FACE: Color = (255, 255, 255)
_LINE = 3  # width of a crop's outline, in pixels


@dataclass(frozen=True, slots=True)
class Cell:
    """What is drawn of a photo, and what is said, a line for each crop."""

    name: str
    drawing: Image.Image = field(repr=False)
    lines: tuple[str, ...]


def cell(name: str, data: bytes, aspects: Sequence[str], faces: tuple[Face, ...]) -> Cell:
    """Draw a photo. Raises ImagingError."""
    found = crops(data, aspects, faces)
    small = _small(data, found[0].placed.source_size)
    drawing = Image.new("RGB", (2 * small.width, small.height))
    drawing.paste(_outlined(small, found, faces), (0, 0))
    drawing.paste(_heat(small), (small.width, 0))
    return Cell(name, drawing, tuple(_words(crop) for crop in found))


def _small(data: bytes, size: Size) -> Image.Image:
    """Render a photo whole: a frame of its own shape loses nothing."""
    picture = Image.open(BytesIO(render(Source(data), RenderSpec(fit_inside(size, EDGES))).data))
    return picture.convert("RGB")


def _heat(small: Image.Image) -> Image.Image:
    """Brighten what draws the eye; the rest is dark."""
    edge = fit_inside(Size(*small.size), Size(EDGE, EDGE))
    weights = saliency_map(small.resize((edge.width, edge.height), Image.Resampling.BOX))
    strong = np.quantile(weights, 0.99) or 1.0
    light = np.clip(weights / strong, 0, 1) ** 0.5 * 255
    mask = Image.fromarray(light.astype(np.uint8)).resize(small.size, Image.Resampling.BILINEAR)
    return Image.composite(small, small.point(lambda value: value // 6), mask)


def _outlined(small: Image.Image, found: Sequence[Crop], faces: tuple[Face, ...]) -> Image.Image:
    drawing = small.copy()
    draw = ImageDraw.Draw(drawing)
    for face in faces:
        draw.rectangle(_on(small, (face.left, face.top, face.right, face.bottom)), outline=_FACE)
    for crop, color in zip(found, COLORS, strict=False):
        keep = _keep(crop, faces)
        if keep is not None:
            draw.rectangle(_on(small, keep), outline=color)
        draw.rectangle(_on(small, crop.shares), outline=color, width=_LINE)
    return drawing


def _keep(crop: Crop, faces: tuple[Face, ...]) -> Shares | None:
    """Give the box that the crop had to keep, in shares of the photo."""
    size = crop.placed.source_size
    keep = keep_box(size, cover_window(size, frame_size(crop.aspect)), faces)
    if keep is None:
        return None
    left, right = keep.left / size.width, keep.right / size.width
    return left, keep.top / size.height, right, keep.bottom / size.height


def _on(small: Image.Image, shares: Shares) -> tuple[float, float, float, float]:
    """Find a box on the drawing, its last pixels included."""
    left, top, right, bottom = shares
    return (
        left * small.width,
        top * small.height,
        right * small.width - 1,
        bottom * small.height - 1,
    )


def _words(crop: Crop) -> str:
    placed = crop.placed
    faces = ", ".join(f"{share:.0%}" for share in placed.faces_kept)
    kept = f"{crop.aspect}: {placed.method}, {placed.kept:.0%} kept"
    return f"{kept}, of faces {faces}" if faces else kept
