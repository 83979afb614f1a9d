"""Text as pixels, in the font that Pillow carries along: no font file, no download."""

from dataclasses import dataclass
import unicodedata

from PIL import Image, ImageDraw, ImageFont

_NO_CHARACTER = "\uffff"  # a font draws its empty box for this one
_BITMAP_HEIGHT = 11  # of Pillow's bitmap font, which has one size
_ELLIPSIS = "..."

# Signs with a plain form that Unicode's own decompositions do not know.
_PLAIN = str.maketrans(
    {
        "\N{EN DASH}": "-",
        "\N{EM DASH}": "-",
        "\N{LEFT SINGLE QUOTATION MARK}": "'",
        "\N{RIGHT SINGLE QUOTATION MARK}": "'",
        "\N{LEFT DOUBLE QUOTATION MARK}": '"',
        "\N{RIGHT DOUBLE QUOTATION MARK}": '"',
        "\N{DOUBLE LOW-9 QUOTATION MARK}": '"',
        "\N{LATIN SMALL LETTER SHARP S}": "ss",
    }
)


@dataclass(frozen=True, slots=True)
class Typeface:
    """A font, and how many times its pixels are enlarged when it comes in one size only."""

    font: ImageFont.FreeTypeFont | ImageFont.ImageFont
    zoom: int = 1

    def width(self, text: str) -> float:
        """Measure a line in pixels."""
        return self.font.getlength(text) * self.zoom

    def can_draw(self, text: str) -> bool:
        """Tell whether the font has all these characters."""
        if isinstance(self.font, ImageFont.ImageFont):
            return text.isascii()
        empty_box = bytes(self.font.getmask(_NO_CHARACTER))
        return all(bytes(self.font.getmask(character)) != empty_box for character in text)

    def mask(self, text: str) -> Image.Image:
        """Draw a line as white on black, mode L, just large enough for it."""
        _, _, right, bottom = self.font.getbbox(text)
        mask = Image.new("L", (max(1, round(right)), max(1, round(bottom))))
        ImageDraw.Draw(mask).text((0, 0), text, fill=255, font=self.font)
        return mask.resize((mask.width * self.zoom, mask.height * self.zoom), Image.Resampling.BOX)


def typeface(height: float) -> Typeface:
    """Give the font at a height in pixels, or enlarged bitmaps where Pillow lacks FreeType."""
    try:
        return Typeface(ImageFont.load_default(max(1, height)))
    except ImportError:
        return Typeface(ImageFont.load_default_imagefont(), max(1, round(height / _BITMAP_HEIGHT)))


def spelled(text: str, face: Typeface) -> str:
    """Spell a text in one line with what a font has.

    Letters that are missing lose their accents; what has no such plain form becomes a question
    mark.
    """
    return "".join(_spelled(character, face) for character in " ".join(text.split()))


def wrapped(text: str, face: Typeface, width: float, most: int) -> list[str]:
    """Break a text into lines of a width in pixels, at spaces where there are any.

    What does not fit into `most` lines is cut, and the last line ends in an ellipsis.
    """
    lines: list[str] = []
    while text and len(lines) < most:
        line = _line(text, face, width)
        lines.append(line)
        text = text[len(line) :].lstrip()
    if text:
        lines[-1] = lines[-1][: -len(_ELLIPSIS)] + _ELLIPSIS
    return lines


def _spelled(character: str, face: Typeface) -> str:
    if face.can_draw(character):
        return character
    parts = unicodedata.normalize("NFKD", character)
    plain = "".join(part for part in parts if not unicodedata.combining(part)).translate(_PLAIN)
    return plain if face.can_draw(plain) else "?"


def _line(text: str, face: Typeface, width: float) -> str:
    """Take the longest beginning that fits: of whole words, or of one that is too long itself."""
    fitting = 1
    while fitting < len(text) and face.width(text[: fitting + 1]) <= width:
        fitting += 1
    at_space = text.rfind(" ", 0, fitting + 1)
    return text if fitting == len(text) else text[: at_space if at_space > 0 else fitting]
