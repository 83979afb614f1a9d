"""Photos whose every pixel says where it belongs: a grid of numbers, marks for faces, strips."""

from colorsys import hsv_to_rgb
import struct

from PIL import Image

from custom_components.immich_frame.imaging.spec import Face

from .photos import Color
from .profiles import P3_PRIMARIES, Triple, display_p3

CELL = 16  # edge of a cell of the grid, in pixels

# Digits of three by five pixels, row by row: no font draws them, so none can change them.
_DIGITS = (
    "111101101101111",
    "010110010010111",
    "111001111100111",
    "111001111001111",
    "101101111001001",
    "111100111001111",
    "111100111101111",
    "111001001001001",
    "111101111101111",
    "111101111001111",
)
# Adobe RGB (1998)'s primaries, adapted to D50 (Adobe's own profile).
_ADOBE_PRIMARIES: dict[str, Triple] = {
    "rXYZ": (0.60974, 0.31111, 0.01947),
    "gXYZ": (0.20528, 0.62567, 0.06087),
    "bXYZ": (0.14919, 0.06322, 0.74457),
}

_SKIN: Color = (240, 200, 170)
_INK: Color = (20, 20, 20)


def grid(columns: int, rows: int) -> Image.Image:
    """Draw a grid of numbered cells, each in a colour of its own, from the top left on."""
    image = Image.new("RGB", (columns * CELL, rows * CELL))
    for number in range(columns * rows):
        left, top = number % columns * CELL, number // columns * CELL
        color = _color(number / (columns * rows), 0.55 if number % 2 else 0.9)
        image.paste(color, (left, top, left + CELL, top + CELL))
        for place, digit in enumerate(f"{number:02}"):
            _write(image, int(digit), (left + 2 + 6 * place, top + 3))
    return image


def with_faces(image: Image.Image, faces: tuple[Face, ...]) -> Image.Image:
    """Draw a mark on each face: skin that fills its box, two eyes and a mouth."""
    marked = image.copy()
    for face in faces:
        left, top = round(face.left * image.width), round(face.top * image.height)
        right, bottom = round(face.right * image.width), round(face.bottom * image.height)
        across, down = (right - left) // 4, (bottom - top) // 4
        marked.paste(_SKIN, (left, top, right, bottom))
        marked.paste(_INK, (left + across - 1, top + down, left + across + 1, top + down + 2))
        marked.paste(_INK, (right - across - 1, top + down, right - across + 1, top + down + 2))
        marked.paste(_INK, (left + across, bottom - down, right - across, bottom - down + 1))
    return marked


def ramp(width: int, height: int) -> Image.Image:
    """Let hues run from left to right, from white at the top over full colour to black."""
    image = Image.new("RGB", (width, height))
    for x in range(width):
        for y in range(height):
            share = y / (height - 1)
            image.putpixel(
                (x, y), _color(x / width, min(1, 2 - 2 * share), saturation=min(1, 2 * share))
            )
    return image


def strip(length: int) -> Image.Image:
    """Change the colour along a line that is one pixel high."""
    image = Image.new("RGB", (length, 1))
    for x in range(length):
        image.putpixel((x, 0), _color(x / length, 1))
    return image


def see_through(image: Image.Image) -> Image.Image:
    """Make a picture ever more transparent from left to right."""
    alpha = Image.new("L", image.size)
    for x in range(image.width):
        alpha.paste(255 - 255 * x // (image.width - 1), (x, 0, x + 1, image.height))
    seen_through = image.copy()
    seen_through.putalpha(alpha)
    return seen_through


def deep_ramp(width: int, height: int) -> Image.Image:
    """Let 16 bits of grey run along the rows."""
    image = Image.new("I;16", (width, height))
    for x in range(width):
        for y in range(height):
            image.putpixel((x, y), 65535 * (y * width + x) // (width * height - 1))
    return image


def adobe_rgb() -> bytes:
    """Write a profile with Adobe RGB's primaries in the place of Display P3's."""
    profile = display_p3()
    for name, primary in _ADOBE_PRIMARIES.items():
        profile = profile.replace(_packed(P3_PRIMARIES[name]), _packed(primary))
    return profile


def _packed(primary: Triple) -> bytes:
    return struct.pack(">3i", *(round(value * 65536) for value in primary))


def _write(image: Image.Image, digit: int, corner: tuple[int, int]) -> None:
    for place, bit in enumerate(_DIGITS[digit]):
        if bit == "1":
            x, y = corner[0] + place % 3 * 2, corner[1] + place // 3 * 2
            image.paste(_INK, (x, y, x + 2, y + 2))


def _color(hue: float, value: float, saturation: float = 0.6) -> Color:
    red, green, blue = (round(255 * part) for part in hsv_to_rgb(hue, saturation, value))
    return red, green, blue
