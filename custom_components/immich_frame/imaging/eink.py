"""Pictures for e-ink panels: a few colours, dithered."""

from collections.abc import Iterable
from itertools import chain

from PIL import Image, ImageStat

from .spec import Color, Palette

_BLACK: Color = (0, 0, 0)
_WHITE: Color = (255, 255, 255)
_RED: Color = (255, 0, 0)
_YELLOW: Color = (255, 255, 0)
_GREEN: Color = (0, 255, 0)
_BLUE: Color = (0, 0, 255)
_ORANGE: Color = (255, 128, 0)

# The colours that drivers know a panel's inks by, in the order of Waveshare's e-Paper library
# (epd3in0g, epd7in3f, epd7in3e). The inks themselves are much paler and differ between panels, but
# a driver finds the nearest of these, and shows measured colours as the wrong ink.
_COLORS = {
    Palette.COLOR_4: (_BLACK, _WHITE, _YELLOW, _RED),
    Palette.COLOR_7: (_BLACK, _WHITE, _GREEN, _BLUE, _RED, _YELLOW, _ORANGE),
    Palette.SPECTRA_6: (_BLACK, _WHITE, _YELLOW, _RED, _BLUE, _GREEN),
}
_GREYS = {Palette.GREY_4: 4, Palette.GREY_16: 16}

# What makes up for the paleness of the inks, chosen by eye on photographs shown in the colours that
# Pimoroni's inky library measured on panels.
_SATURATION = 1.4
_CONTRAST = 1.1

_LUMA = (0.299, 0.587, 0.114)  # ITU-R BT.601, as Pillow has it
_SAMPLE = 4  # The mean is found on a copy that is this many times smaller.


def dither(picture: Image.Image, palette: Palette) -> Image.Image:
    """Reduce an RGB picture to the colours of a panel by Floyd and Steinberg's error diffusion.

    Colours come as mode P with just the panel's in its palette, greys as mode L in equal steps from
    0 to 255, and black and white as mode 1.
    """
    if palette is Palette.GREY_2:
        return picture.convert("1", dither=Image.Dither.FLOYDSTEINBERG)
    if levels := _GREYS.get(palette):
        greys = [(level * 255 // (levels - 1),) * 3 for level in range(levels)]
        # Pillow's quantiser takes greys for colours only when they come as RGB.
        return _reduced(picture.convert("L").convert("RGB"), greys).convert("L")
    return _reduced(_vivid(picture), _COLORS[palette])


def _vivid(picture: Image.Image) -> Image.Image:
    """Raise saturation and contrast, both around the picture's own greys, in one pass."""
    shift = (1 - _CONTRAST) * ImageStat.Stat(picture.reduce(_SAMPLE).convert("L")).mean[0]
    grey = [_CONTRAST * (1 - _SATURATION) * weight for weight in _LUMA]
    matrix: list[float] = []
    for row in range(3):
        weights = [share + _CONTRAST * _SATURATION * (row == of) for of, share in enumerate(grey)]
        matrix += [*weights, shift]
    return picture.convert("RGB", tuple(matrix))


def _reduced(picture: Image.Image, colors: Iterable[Color]) -> Image.Image:
    inks = Image.new("P", (1, 1))
    inks.putpalette(bytes(chain.from_iterable(colors)))
    return picture.quantize(palette=inks, dither=Image.Dither.FLOYDSTEINBERG)
