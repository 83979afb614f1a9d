"""The picture a frame shows while it has no photo: a drawn frame, a title, a message."""

from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageDraw

from .lettering import spelled, typeface, wrapped
from .output import encode
from .spec import Color, Output, Size


@dataclass(frozen=True, slots=True)
class _Type:
    """How a text is set: lengths are shares, of the shorter edge for `height`, of the width."""

    color: Color
    height: float
    widest: float
    most_lines: int


_TITLE = _Type((236, 239, 244), height=0.06, widest=0.84, most_lines=2)
_MESSAGE = _Type((165, 174, 188), height=0.038, widest=0.72, most_lines=5)

_TOP: Color = (43, 50, 64)
_BOTTOM: Color = (16, 19, 26)
_ICON: Color = (122, 137, 160)

# Lengths are shares of the picture's shorter edge, so that it reads the same on every panel.
_ICON_EDGE = 0.22
_GAP = 0.045

_LEADING = 1.4  # from one line to the next, in heights of the type
_SMOOTH = 4  # the icon is drawn this many times larger, then scaled down
_OUTPUT = Output(quality=92)


def placeholder(title: str, message: str, size: Size, font: Path | None = None) -> bytes:
    """Draw a placeholder of exactly this size as a JPEG, lettered with the font in a file.

    The message is wrapped, and cut with an ellipsis when it is very long. Where the file cannot be
    read the font is Pillow's own, in which most letters lose their accents.
    """
    edge = min(size.width, size.height)
    blocks = [
        (_icon(round(edge * _ICON_EDGE)), _ICON),
        (_paragraph(title, _TITLE, size, font), _TITLE.color),
        (_paragraph(message, _MESSAGE, size, font), _MESSAGE.color),
    ]
    gap = round(edge * _GAP)
    height = sum(mask.height + gap for mask, _ in blocks) - gap
    top = (size.height - height) // 2
    canvas = _background(size)
    for mask, color in blocks:
        canvas.paste(color, ((size.width - mask.width) // 2, top), mask)
        top += mask.height + gap
    return encode(canvas, _OUTPUT)


def _background(size: Size) -> Image.Image:
    """Shade softly from top to bottom."""
    shade = Image.linear_gradient("L")
    top, bottom = (Image.new("RGB", shade.size, color) for color in (_TOP, _BOTTOM))
    shaded = Image.composite(bottom, top, shade)
    return shaded.resize((size.width, size.height), Image.Resampling.BILINEAR)


def _paragraph(text: str, style: _Type, size: Size, font: Path | None) -> Image.Image:
    """Draw centred lines as a mask, just large enough for them."""
    height = min(size.width, size.height) * style.height
    face = typeface(height, font)
    broken = wrapped(spelled(text, face), face, size.width * style.widest, style.most_lines)
    lines = [face.mask(line) for line in broken]
    leading = max(1, round(height * _LEADING))
    widest = max((line.width for line in lines), default=1)
    paragraph = Image.new("L", (widest, max(1, leading * len(lines))))
    for index, line in enumerate(lines):
        paragraph.paste(line, ((widest - line.width) // 2, index * leading))
    return paragraph


def _icon(edge: int) -> Image.Image:
    """Draw a framed landscape, a sun over two mountains, as a mask."""
    width = max(1, edge) * _SMOOTH
    height = width * 4 // 5
    icon = Image.new("L", (width, height))
    draw = ImageDraw.Draw(icon)
    line = width // 22
    draw.rounded_rectangle((0, 0, width - 1, height - 1), radius=line * 2, outline=255, width=line)

    def at(*places: tuple[float, float]) -> list[tuple[float, float]]:
        return [(x * width, y * height) for x, y in places]

    draw.ellipse(at((0.64, 0.2), (0.78, 0.375)), fill=255)
    draw.polygon(at((0.13, 0.82), (0.4, 0.36), (0.67, 0.82)), fill=255)
    draw.polygon(at((0.52, 0.82), (0.69, 0.55), (0.87, 0.82)), fill=255)
    return icon.resize((max(1, width // _SMOOTH), max(1, height // _SMOOTH)))
