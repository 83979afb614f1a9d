"""The integration's own pipeline, the search for the focus included."""

from dataclasses import replace
from io import BytesIO

from PIL import Image

from bench.engines import HEIGHT, WIDTH, Engine, Look
from custom_components.immich_frame.imaging.render import render
from custom_components.immich_frame.imaging.spec import (
    Fit,
    FitRule,
    Output,
    PictureFormat,
    RenderSpec,
    Size,
    Source,
)

_COVER = FitRule(Fit.COVER)
_SPEC = RenderSpec(Size(WIDTH, HEIGHT), landscape=_COVER, portrait=_COVER)
_LOSSLESS = replace(_SPEC, output=Output(PictureFormat.PNG))


def _make(data: bytes) -> bytes:
    return render(Source(data), _SPEC).data


def _look(data: bytes) -> Look:
    rendition = render(Source(data), _LOSSLESS)
    if rendition.format is not PictureFormat.PNG:
        raise RuntimeError("The pixels are not known: the picture was not written as PNG.")
    (placed,) = rendition.photos
    crop, size = placed.crop, placed.source_size
    with Image.open(BytesIO(rendition.data), formats=["PNG"]) as image:
        return Look(
            pixels=image.convert("RGB").tobytes(),
            box=(
                crop.left / size.width,
                crop.top / size.height,
                crop.right / size.width,
                crop.bottom / size.height,
            ),
        )


ENGINES = {"ours": Engine(_make, _look)}
