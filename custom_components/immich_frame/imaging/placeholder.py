"""The picture a frame shows while it has no photo: a drawn frame, a title, a message."""

from PIL import Image, ImageDraw

from .codec import encode
from .lettering import spelled, typeface, wrapped
from .spec import Size

type _Color = tuple[int, int, int]

_TOP: _Color = (43, 50, 64)
_BOTTOM: _Color = (16, 19, 26)
_ICON: _Color = (122, 137, 160)
_TITLE: _Color = (236, 239, 244)
_MESSAGE: _Color = (165, 174, 188)

# Lengths are shares of the picture's shorter edge, so that it reads the same on every panel.
_ICON_EDGE = 0.22
_TITLE_HEIGHT = 0.06
_MESSAGE_HEIGHT = 0.038
_GAP = 0.045
# The widest line, as a share of the width, and the most lines of each.
_TITLE_BREAK = (0.84, 2)
_MESSAGE_BREAK = (0.72, 5)

_LONGEST = 500  # characters of a text that are looked at; more never fit
_LEADING = 1.4  # from one line to the next, in heights of the type
_SMOOTH = 4  # the icon is drawn this many times larger, then scaled down
_QUALITY = 92


def placeholder(title: str, message: str, size: Size) -> bytes:
    """Draw a placeholder of exactly this size as a JPEG.

    The message is wrapped, and cut with an ellipsis when it is very long. Letters that Pillow's
    own font does not have lose their accents or become question marks.
    """
    edge = min(size.width, size.height)
    blocks = [
        (_icon(round(edge * _ICON_EDGE)), _ICON),
        (_paragraph(title, edge * _TITLE_HEIGHT, size.width, _TITLE_BREAK), _TITLE),
        (_paragraph(message, edge * _MESSAGE_HEIGHT, size.width, _MESSAGE_BREAK), _MESSAGE),
    ]
    gap = round(edge * _GAP)
    height = sum(mask.height + gap for mask, _ in blocks) - gap
    top = (size.height - height) // 2
    canvas = _background(size)
    for mask, color in blocks:
        canvas.paste(color, ((size.width - mask.width) // 2, top), mask)
        top += mask.height + gap
    return encode(canvas, _QUALITY)


def _background(size: Size) -> Image.Image:
    """Shade softly from top to bottom."""
    shade = Image.linear_gradient("L")
    top, bottom = (Image.new("RGB", shade.size, color) for color in (_TOP, _BOTTOM))
    shaded = Image.composite(bottom, top, shade)
    return shaded.resize((size.width, size.height), Image.Resampling.BILINEAR)


def _paragraph(text: str, height: float, width: int, line_break: tuple[float, int]) -> Image.Image:
    """Draw centred lines as a mask, just large enough for them."""
    face = typeface(height)
    share, most = line_break
    text = spelled(text[:_LONGEST], face)
    lines = [face.mask(line) for line in wrapped(text, face, width * share, most)]
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
