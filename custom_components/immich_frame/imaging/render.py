"""A photo's bytes to a frame's picture, step by step."""

from PIL import Image

from .backdrop import backdrop
from .budget import least_memory, picture_bytes
from .caption import write_caption
from .codec import Photo, imaging_errors, open_photo
from .eink import dither
from .focus import Crop, choose_crop
from .geometry import cover_scaled, fit_inside, share_kept, whole
from .layout import fit_for, pair_places, place
from .output import encode
from .resample import glance, lay
from .saliency import EDGE, saliency_map
from .spec import (
    Box,
    CropMethod,
    Fit,
    Output,
    PictureFormat,
    Placed,
    RenderSpec,
    Rendition,
    Size,
    Source,
)

# These keep all of a photo; the others cut it to the shape of its place.
_UNCROPPED = frozenset({Fit.CONTAIN, Fit.BLUR, Fit.MATTE})


def render(source: Source, spec: RenderSpec, companion: Source | None = None) -> Rendition:
    """Render a photo for a frame, or two as a pair: upright, sRGB, exactly the size asked for.

    The same sources and spec give the same bytes. Raises ImagingError: NotAnImageError,
    CorruptImageError or ImageTooLargeError.
    """
    with imaging_errors():
        if companion is not None:
            return _written(*_pair((source, companion), spec), spec)
        return _written(*_single(source, spec), spec)


def _single(source: Source, spec: RenderSpec) -> tuple[Image.Image, Fit, list[Placed]]:
    most, canvas_bytes = _most_memory(spec), picture_bytes(spec)
    opened = open_photo(source.data, spec.background, most, canvas=canvas_bytes)
    fit = fit_for(opened.size, source.faces, spec)
    at = place(opened.size, fit, spec)
    photo = opened.decode(_enough(opened.size, at.size, fit))
    copy = _copy(photo)
    placed = _placed(photo.size, copy, source, at, fit)
    if _is_all(photo, source, at, spec):
        canvas = Image.new("YCbCr", (at.width, at.height))
    else:
        canvas = backdrop(copy, at, fit, spec)
    lay(canvas, at, photo, placed.crop)
    _write_caption(canvas, source, at, spec)
    return canvas, fit, [placed]


def _pair(
    sources: tuple[Source, Source], spec: RenderSpec
) -> tuple[Image.Image, Fit, list[Placed]]:
    canvas = Image.new("RGB", (spec.size.width, spec.size.height), spec.background)
    all_placed = []
    for source, other, at in zip(sources, sources[::-1], pair_places(spec), strict=True):
        held = picture_bytes(spec) + len(other.data)
        opened = open_photo(source.data, spec.background, _most_memory(spec), held=held)
        photo = opened.decode(_enough(opened.size, at.size, Fit.PAIR))
        placed = _placed(photo.size, _copy(photo), source, at, Fit.PAIR)
        lay(canvas, at, photo, placed.crop)
        del photo  # before the next one is decoded
        _write_caption(canvas, source, at, spec)
        all_placed.append(placed)
    return canvas, Fit.PAIR, all_placed


def _most_memory(spec: RenderSpec) -> int:
    """Allow what was asked for, or what a picture of this size cannot do without."""
    return max(spec.max_memory, least_memory(spec))


def _enough(photo: Size, place: Size, fit: Fit) -> Size:
    """Tell how large the whole photo has to be for its place."""
    return place if fit in _UNCROPPED else cover_scaled(photo, place)


def _copy(photo: Photo) -> Image.Image:
    return glance(photo, fit_inside(photo.size, Size(EDGE, EDGE)))


def _placed(photo: Size, copy: Image.Image, source: Source, at: Box, fit: Fit) -> Placed:
    """Choose the part of a photo for its place, by its faces and a small copy of it."""
    if fit in _UNCROPPED:
        crop = Crop(whole(photo), CropMethod.WHOLE)
    else:
        weights = saliency_map(copy)
        columns, rows = weights.sum(axis=0).tolist(), weights.sum(axis=1).tolist()
        crop = choose_crop(photo, at.size, columns, rows, source.faces)
    return Placed(
        source_size=photo,
        crop=crop.box,
        at=at,
        method=crop.method,
        kept=crop.box.size.area / photo.area,
        faces_kept=tuple(share_kept(face, photo, crop.box) for face in source.faces),
    )


def _is_all(photo: Photo, source: Source, at: Box, spec: RenderSpec) -> bool:
    """Whether a JPEG of nothing but the photo is wanted, which then need not become RGB before."""
    is_jpeg = spec.palette is None and spec.output.format is PictureFormat.JPEG
    return photo.is_ycbcr and is_jpeg and at.size == spec.size and not source.caption


def _write_caption(canvas: Image.Image, source: Source, at: Box, spec: RenderSpec) -> None:
    if source.caption:
        # Type for a whole frame would leave a small photo no room for words.
        edge = min(spec.size.width, spec.size.height, 2 * min(at.width, at.height))
        is_dithered = spec.palette is not None
        write_caption(canvas, at, source.caption, spec.caption, edge, solid=is_dithered)


def _written(canvas: Image.Image, fit: Fit, photos: list[Placed], spec: RenderSpec) -> Rendition:
    output = spec.output
    if spec.palette is not None:
        canvas, output = dither(canvas, spec.palette), Output(PictureFormat.PNG)
    return Rendition(
        data=encode(canvas, output),
        size=spec.size,
        format=output.format,
        fit=fit,
        photos=tuple(photos),
    )
