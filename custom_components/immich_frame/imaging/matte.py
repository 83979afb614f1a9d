"""A mount around a photo, as galleries cut it from board."""

from collections.abc import Iterator
from colorsys import hls_to_rgb, rgb_to_hls

from PIL import Image, ImageDraw

from .spec import Box, Color, Matte

# A photo's tones are counted on a small copy. A colourful tone counts for more than a grey one of
# the same area, which still has this weight: there may be nothing else.
_SAMPLE_EDGE = 64
_TONES = 8
_WEIGHT_OF_GREY = 0.05

# Lightness and saturation of a board in HLS, 0 to 1. Bright photos, by their mean, get a light
# board and the others a dark one, so that a night does not hang in a white wall.
_LIGHT, _DARK = 0.87, 0.15
_BRIGHT_FROM = 0.42
_MUTED = 0.5
_MAX_SATURATION = 0.22

# The cut edge of a board is white inside, and as wide as this share of the frame's shorter edge.
_EDGE_WIDTH = 0.004
_CREAM = (1.0, 1.0, 0.97)

# How much light falls on each side's cut edge, where it leaves the board and where it meets the
# photo: the light comes from the top left, the two edges there lie in their own shadow.
_TOP, _LEFT, _RIGHT, _BOTTOM = (0.67, 0.44), (0.73, 0.48), (0.93, 0.93), (0.98, 0.98)


def lay_board(canvas: Image.Image, copy: Image.Image, at: Box, matte: Matte) -> None:
    """Cover the canvas, RGB, with board whose window is `at`; its cut edge lies outside of that.

    `copy` is a picture of the photo in it, RGB, of any size.
    """
    canvas.paste(matte.color or board_color(copy), (0, 0, canvas.width, canvas.height))
    if matte.bevel:
        _draw_edge(canvas, at, max(1, round(min(canvas.size) * _EDGE_WIDTH)))


def board_color(picture: Image.Image) -> Color:
    """Choose a board for an RGB picture: its main tone, muted, and very light or very dark."""
    sample = picture.resize((_SAMPLE_EDGE, _SAMPLE_EDGE), Image.Resampling.BOX)
    hue, _, saturation = rgb_to_hls(*_main_tone(sample))
    is_bright = sum(sample.convert("L").tobytes()) >= _BRIGHT_FROM * 255 * _SAMPLE_EDGE**2
    lightness = _LIGHT if is_bright else _DARK
    board = hls_to_rgb(hue, lightness, min(saturation * _MUTED, _MAX_SATURATION))
    red, green, blue = (round(255 * share) for share in board)
    return red, green, blue


def _main_tone(sample: Image.Image) -> tuple[float, float, float]:
    """Find the tone that takes the largest area, times how colourful it is; 0 to 1 a channel."""
    return max(_tones(sample), key=lambda tone: tone[0])[1]


def _tones(sample: Image.Image) -> Iterator[tuple[float, tuple[float, float, float]]]:
    reduced = sample.quantize(_TONES, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    palette = bytes(reduced.getpalette() or ())
    for index, count in enumerate(reduced.histogram()):
        if count:
            red, green, blue = (value / 255 for value in palette[3 * index : 3 * index + 3])
            chroma = max(red, green, blue) - min(red, green, blue)
            yield count * (chroma + _WEIGHT_OF_GREY), (red, green, blue)


def _draw_edge(canvas: Image.Image, at: Box, width: int) -> None:
    """Draw the cut edge around a place, ring by ring, so that the corners come out mitred."""
    draw = ImageDraw.Draw(canvas)
    for inwards in range(width):
        outwards = width - inwards
        left, top = at.left - outwards, at.top - outwards
        right, bottom = at.right + outwards - 1, at.bottom + outwards - 1
        share = (inwards + 1) / width
        draw.line((left, top, right, top), _lit(_TOP, share))
        draw.line((left, top, left, bottom), _lit(_LEFT, share))
        draw.line((right, top, right, bottom), _lit(_RIGHT, share))
        draw.line((left, bottom, right, bottom), _lit(_BOTTOM, share))


def _lit(light: tuple[float, float], share: float) -> Color:
    """Shade the cut edge at a share of its way from the board to the photo."""
    brightness = light[0] + (light[1] - light[0]) * share
    red, green, blue = (round(255 * brightness * part) for part in _CREAM)
    return red, green, blue
