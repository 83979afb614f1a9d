"""Text as pixels, in the font of a file or in the one that Pillow carries along."""

from bisect import bisect_right
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
import unicodedata

from PIL import Image, ImageDraw, ImageFont

_NO_CHARACTER = "\uffff"  # a font draws its empty box for this one
_BITMAP_HEIGHT = 11  # of Pillow's bitmap font, which has one size

_LONGEST = 500  # characters of a text that are looked at; more never fit

# Signs with a plain form that Unicode's own decompositions do not know.
_PLAIN = str.maketrans(
    {
        "\N{HYPHEN}": "-",
        "\N{EN DASH}": "-",
        "\N{EM DASH}": "-",
        "\N{MINUS SIGN}": "-",
        "\N{MIDDLE DOT}": "-",
        "\N{LEFT SINGLE QUOTATION MARK}": "'",
        "\N{RIGHT SINGLE QUOTATION MARK}": "'",
        "\N{MODIFIER LETTER TURNED COMMA}": "'",
        "\N{MODIFIER LETTER APOSTROPHE}": "'",
        "\N{LEFT DOUBLE QUOTATION MARK}": '"',
        "\N{RIGHT DOUBLE QUOTATION MARK}": '"',
        "\N{DOUBLE LOW-9 QUOTATION MARK}": '"',
        "\N{LEFT-POINTING DOUBLE ANGLE QUOTATION MARK}": '"',
        "\N{RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK}": '"',
        **dict(zip("ŁłØøĐđı", "LlOoDdi", strict=True)),
        "Æ": "AE",
        "æ": "ae",
        "Œ": "OE",
        "œ": "oe",
        "ß": "ss",
    }
)

# They ask for a variant of the character before, and every font has them: as nothing.
_VARIATION_SELECTORS = frozenset(map(chr, range(0xFE00, 0xFE10)))


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
        """Draw a line as white on black, mode L, as high as any line of this font."""
        left, _, right, _ = self.font.getbbox(text)
        overhang = max(0, -round(left))
        mask = Image.new("L", (max(1, round(right) + overhang), self._line_height()))
        ImageDraw.Draw(mask).text((overhang, 0), text, fill=255, font=self.font)
        return mask.resize((mask.width * self.zoom, mask.height * self.zoom), Image.Resampling.BOX)

    def _line_height(self) -> int:
        """Measure from the highest letter to the lowest: accents piled up further are cut off."""
        if isinstance(self.font, ImageFont.ImageFont):
            return _BITMAP_HEIGHT
        return max(1, sum(self.font.getmetrics()))


def typeface(height: float, font: Path | None = None) -> Typeface:
    """Give a font at a height in pixels.

    That is the one in the file `font`, of any format that FreeType reads, or Pillow's own if there
    is no file or it cannot be read, or enlarged bitmaps where Pillow lacks FreeType.
    """
    height = max(1, height)
    try:
        return Typeface(_font(height, font))
    except ImportError:
        return Typeface(ImageFont.load_default_imagefont(), max(1, round(height / _BITMAP_HEIGHT)))


def spelled(text: str, face: Typeface) -> str:
    """Spell a text in one line with what a font has; beyond 500 characters it is cut off.

    Letters that are missing lose their accents. What has no such plain form, like a name in a
    script that the font does not cover, becomes question marks, so that it shows that something
    stands there; symbols such as emoji are ornament and are left out. So are control characters,
    those that turn the direction of writing among them.
    """
    text = unicodedata.normalize("NFC", text[:_LONGEST])
    spelling = {character: _spelled(character, face) for character in set(text)}
    return " ".join("".join(spelling[character] for character in text).split())


def wrapped(text: str, face: Typeface, width: float, most: int) -> list[str]:
    """Break a text into lines of a width in pixels, at spaces where there are any.

    What does not fit into `most` lines is cut, and the last line ends in an ellipsis.
    """
    lines: list[str] = []
    while text and len(lines) < most:
        line = _line(text, face, width)
        rest = text[len(line) :].lstrip()
        is_cut = rest and len(lines) == most - 1
        lines.append(_shortened(text, face, width) if is_cut else line)
        text = rest
    return lines


def _font(height: float, path: Path | None) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    if path is not None:
        try:
            # Given the path, Pillow would search the whole system for a file that is missing.
            return ImageFont.truetype(BytesIO(path.read_bytes()), height)
        except OSError:
            pass
    return ImageFont.load_default(height)


def _spelled(character: str, face: Typeface) -> str:
    category = unicodedata.category(character)
    if character.isspace():
        return " "
    if category.startswith("C") or character in _VARIATION_SELECTORS:
        return ""
    if face.can_draw(character):
        return character
    parts = unicodedata.normalize("NFKD", character)
    letters = (part for part in parts if not unicodedata.category(part).startswith("M"))
    plain = "".join(letters).translate(_PLAIN)
    if face.can_draw(plain):
        return plain
    return "" if category.startswith("S") else "?"


def _line(text: str, face: Typeface, width: float) -> str:
    """Take the longest beginning that fits: of whole words, or of one that is too long itself."""
    fitting = max(1, _fitting(text, face, width))
    at_space = text.rfind(" ", 0, fitting + 1)
    return text if fitting == len(text) else text[: at_space if at_space > 0 else fitting]


def _shortened(text: str, face: Typeface, width: float) -> str:
    """Take the longest beginning that fits together with an ellipsis."""
    ellipsis = spelled("\N{HORIZONTAL ELLIPSIS}", face)
    return text[: _fitting(text, face, width - face.width(ellipsis))].rstrip() + ellipsis


def _fitting(text: str, face: Typeface, width: float) -> int:
    """Count the characters from the first on that fit into a width."""
    ends = range(1, len(text) + 1)
    return bisect_right(ends, width, key=lambda end: face.width(text[:end]))
