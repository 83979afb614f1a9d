"""The table of golden pictures: what is rendered how, and how far it may be from its picture.

Each is kept as `golden/<golden>.png`, which `scripts/golden` writes and nobody else.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from PIL import Image

from custom_components.immich_frame.imaging.geometry import ORIENTATIONS
from custom_components.immich_frame.imaging.spec import (
    CaptionPosition,
    CaptionStyle,
    Color,
    Face,
    Fit,
    FitRule,
    Matte,
    Output,
    Palette,
    PictureFormat,
    RenderSpec,
    Size,
    Source,
)

from .golden_sources import adobe_rgb, deep_ramp, grid, ramp, see_through, strip, with_faces
from .photos import exif, file, stored
from .profiles import cyan_as_grey, display_p3, linear_grey


@dataclass(frozen=True, slots=True)
class Bound:
    """How far pixels may be off, 0 to 255: the worst channel of any, and all on average."""

    most: int = 0
    mean: float = 0.0


EXACT = Bound()
# What is worked out in floats is rounded in another order on another processor.
ROUNDING = Bound(most=2, mean=0.5)
# What a codec loses at quality 95, and what half-size colours do to a small picture. Measured: 2.1.
CODEC = Bound(most=24, mean=2.5)
# A version of the font may move edges of letters, not letters.
LETTERS = Bound(most=255, mean=2.5)


@dataclass(frozen=True, slots=True)
class Case:
    """One or two photos, how they are rendered, and the golden picture that must come out.

    The sources are made when they are wanted, as is the picture.
    """

    name: str
    sources: Callable[[], tuple[Source, ...]]
    spec: RenderSpec
    bound: Bound = EXACT
    shared: str | None = None

    @property
    def golden(self) -> str:
        """Name the picture's file: several cases may have to come to the same."""
        return self.shared or self.name


def _spec(width: int, height: int, fit: Fit | FitRule = Fit.COVER) -> RenderSpec:
    rule = fit if isinstance(fit, FitRule) else FitRule(fit)
    lossless = Output(PictureFormat.PNG)
    return RenderSpec(
        Size(width, height), landscape=rule, portrait=rule, background=_TEAL, output=lossless
    )


def _photo(
    image: Callable[[], Image.Image], kind: str = "PNG", **options: object
) -> Callable[[], tuple[Source, ...]]:
    return lambda: (Source(file(image(), kind, **options)),)


def _sideways(orientation: int) -> Callable[[], tuple[Source, ...]]:
    tags = exif(orientation)
    return lambda: (Source(file(stored(_landscape(), orientation), "PNG", exif=tags)),)


def _faced(orientation: int = 1) -> Callable[[], tuple[Source, ...]]:
    def source() -> tuple[Source, ...]:
        marked = stored(with_faces(_landscape(), _FACES), orientation)
        return (Source(file(marked, "PNG", exif=exif(orientation)), _FACES),)

    return source


def _two(
    first: Callable[[], Image.Image], second: Callable[[], Image.Image]
) -> Callable[[], tuple[Source, ...]]:
    return lambda: (Source(file(first(), "PNG")), Source(file(second(), "PNG")))


def _captioned() -> tuple[Source, ...]:
    caption = ("7 years ago", "Zürich, Besançon")
    return (Source(file(ramp(192, 108), "PNG"), caption=caption),)


def _landscape() -> Image.Image:
    return grid(6, 4)


def _portrait() -> Image.Image:
    return grid(4, 6)


def _hues() -> Image.Image:
    return ramp(96, 64)


def _large_hues() -> Image.Image:
    return ramp(384, 256)


def _ink() -> Image.Image:
    return Image.merge("CMYK", [*_hues().split(), Image.new("L", (96, 64), 20)])


_TEAL: Color = (0, 90, 100)
_RED: Color = (150, 40, 40)

# Two faces as far from each other as a square window is wide: there is one place for it.
_FACES = (Face(0.25, 0.3, 0.4, 0.55), Face(0.75, 0.4, 0.9, 0.65))

_MATTE = Matte(margin=0.12, color=_RED)
_STYLE = CaptionStyle(height=0.1)

CASES: tuple[Case, ...] = (
    # Geometry: where every pixel goes.
    *(
        Case(f"exif-{orientation}", _sideways(orientation), _spec(96, 64), shared="upright")
        for orientation in ORIENTATIONS
    ),
    *(
        Case(f"faces-exif-{orientation}", _faced(orientation), _spec(64, 64), shared="faces")
        for orientation in ORIENTATIONS
    ),
    Case("smaller", _photo(_landscape), _spec(48, 32)),
    Case("larger", _photo(_landscape), _spec(144, 96)),
    Case("smallest", _photo(_landscape), _spec(16, 16, Fit.CONTAIN)),
    Case("contain-landscape", _photo(_landscape), _spec(96, 96, Fit.CONTAIN)),
    Case("contain-portrait", _photo(_portrait), _spec(96, 64, Fit.CONTAIN)),
    Case("contain-strip", _photo(lambda: strip(200)), _spec(100, 16, Fit.CONTAIN)),
    Case(
        "contain-strip-upright",
        _photo(lambda: strip(200).transpose(Image.Transpose.ROTATE_270)),
        _spec(16, 100, Fit.CONTAIN),
    ),
    Case("cover-strip", _photo(lambda: Image.new("RGB", (1, 300), _RED)), _spec(32, 18)),
    # Fits.
    Case("blur", _photo(_portrait), _spec(128, 72, Fit.BLUR), ROUNDING),
    Case("matte", _photo(_landscape), replace(_spec(128, 96, Fit.MATTE), matte=_MATTE)),
    Case(
        "matte-plain",
        _photo(_landscape),
        replace(_spec(128, 96, Fit.MATTE), matte=replace(_MATTE, bevel=False)),
    ),
    Case("matte-from-photo", _photo(_hues), _spec(128, 96, Fit.MATTE), ROUNDING),
    Case(
        "matte-not-enlarged",
        _photo(_landscape),
        replace(_spec(192, 108), matte=_MATTE, enlarge=False),
    ),
    Case("auto-covers", _photo(_landscape), _spec(96, 64, Fit.AUTO), shared="upright"),
    Case(
        "auto-contains",
        _photo(_portrait),
        _spec(96, 64, FitRule(Fit.AUTO, Fit.CONTAIN, 0.6)),
        shared="contain-portrait",
    ),
    # Halves of exactly the photos' own sizes, four pixels between them.
    Case(
        "pair-on-landscape",
        _two(_portrait, lambda: ramp(64, 96)),
        replace(_spec(132, 96, Fit.PAIR), gap=4 / 96),
    ),
    Case(
        "pair-on-portrait",
        _two(_landscape, _hues),
        replace(_spec(96, 132, Fit.PAIR), gap=4 / 96),
    ),
    # Colour.
    Case("transparent", _photo(lambda: see_through(_hues())), _spec(96, 64), ROUNDING),
    Case("display-p3", _photo(_hues, icc_profile=display_p3()), _spec(96, 64), ROUNDING),
    Case("adobe-rgb", _photo(_hues, icc_profile=adobe_rgb()), _spec(96, 64), ROUNDING),
    Case(
        "grey-profile",
        _photo(lambda: _hues().convert("L"), icc_profile=linear_grey()),
        _spec(96, 64),
        ROUNDING,
    ),
    Case("cmyk", _photo(_ink, "TIFF", icc_profile=cyan_as_grey()), _spec(96, 64), ROUNDING),
    Case("sixteen-bits", _photo(lambda: deep_ramp(96, 64)), _spec(96, 64), ROUNDING),
    # Decoders that lose something, held against what was in the photo before.
    Case("hues", _photo(_hues), _spec(96, 64)),
    Case("jpeg", _photo(_hues, "JPEG", quality=95), _spec(96, 64), CODEC, "hues"),
    Case("jpeg-reduced", _photo(_large_hues, "JPEG", quality=95), _spec(96, 64), CODEC, "hues"),
    Case("webp", _photo(_hues, "WEBP", quality=95), _spec(96, 64), CODEC, "hues"),
    Case("avif", _photo(_hues, "AVIF", quality=95), _spec(96, 64), CODEC, "hues"),
    Case("heif", _photo(_hues, "HEIF", quality=95), _spec(96, 64), CODEC, "hues"),
    # Captions.
    *(
        Case(
            f"caption-{position.replace('_', '-')}",
            _captioned,
            replace(_spec(192, 108), caption=replace(_STYLE, position=position)),
            LETTERS,
        )
        for position in CaptionPosition
    ),
    # E-ink.
    *(
        Case(
            f"e-ink-{palette.replace('_', '-')}",
            _photo(_hues),
            replace(_spec(96, 64), palette=palette),
        )
        for palette in Palette
    ),
)
