"""A photo's bytes to a frame's picture, step by step."""

from .codec import Photo, decode, encode, imaging_errors
from .compose import compose
from .focus import Crop, choose_crop
from .geometry import fit_inside, whole
from .saliency import EDGE, saliency_map
from .spec import RenderSpec, Rendition, Size


def render(source: bytes, spec: RenderSpec) -> Rendition:
    """Render a photo for a frame: upright, sRGB, cropped to exactly the size that is asked for.

    The same source and spec give the same bytes. Raises ImagingError: NotAnImageError,
    CorruptImageError or ImageTooLargeError.
    """
    with imaging_errors():
        photo = decode(source, spec.size)
        crop = _focus(photo, spec.size)
        picture = compose(photo, crop.box, spec.size)
        return Rendition(
            data=encode(picture, spec.quality),
            size=spec.size,
            content_type="image/jpeg",
            source_size=photo.size,
            crop=crop.box,
            method=crop.method,
            kept=crop.box.size.area / photo.size.area,
        )


def _focus(photo: Photo, target: Size) -> Crop:
    copy = compose(photo, whole(photo.size), fit_inside(photo.size, Size(EDGE, EDGE)))
    weights = saliency_map(copy)
    return choose_crop(
        photo.size, target, weights.sum(axis=0).tolist(), weights.sum(axis=1).tolist()
    )
