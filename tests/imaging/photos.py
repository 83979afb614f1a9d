"""Synthetic photos, made by code so that every pixel of them is known."""

from io import BytesIO

import numpy as np
from PIL import Image
import pillow_heif

type Color = tuple[int, int, int]

RED: Color = (230, 20, 20)
GREEN: Color = (20, 200, 30)
BLUE: Color = (20, 40, 220)
WHITE: Color = (250, 250, 250)

# What brings an upright picture into the position that a file with this orientation stores.
_STORED_BY = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}


def quadrants(width: int = 96, height: int = 64) -> Image.Image:
    """Colour the four corners differently: it looks different in each of the eight positions."""
    image = Image.new("RGB", (width, height), WHITE)
    image.paste(RED, (0, 0, width // 2, height // 2))
    image.paste(GREEN, (width // 2, 0, width, height // 2))
    image.paste(BLUE, (0, height // 2, width // 2, height))
    return image


def noise(width: int, height: int, seed: int = 0) -> Image.Image:
    """Fill a picture with noise: no two pixels can be mistaken for each other."""
    pixels = np.random.default_rng(seed).integers(0, 256, (height, width, 3), dtype=np.uint8)
    return Image.fromarray(pixels)


def spot(width: int, height: int, x: float, y: float) -> Image.Image:
    """Draw a small sharp chequered spot, centred at shares of the size, on a soft gradient."""
    rows, columns = np.mgrid[:height, :width]
    pixels = np.stack([90 + 40 * rows // height, 110 + 30 * columns // width, 140 + 0 * rows], -1)
    radius = min(width, height) // 10
    near = np.maximum(np.abs(columns - x * width), np.abs(rows - y * height)) < radius
    chequered = (rows // (radius // 4) + columns // (radius // 4)) % 2 == 0
    pixels[near & chequered] = (240, 60, 20)
    pixels[near & ~chequered] = (20, 20, 60)
    return Image.fromarray(pixels.astype(np.uint8))


def file(image: Image.Image, kind: str, **options: object) -> bytes:
    """Write a picture as a file of a kind."""
    output = BytesIO()
    if kind == "HEIF":
        pillow_heif.from_pillow(image).save(output, **options)
    else:
        image.save(output, kind, **options)
    return output.getvalue()


def exif(orientation: int) -> bytes:
    """Write EXIF that holds an orientation alone."""
    tags = Image.Exif()
    tags[0x0112] = orientation
    return tags.tobytes()


def stored(upright: Image.Image, orientation: int) -> Image.Image:
    """Turn an upright picture as a file of this orientation holds it."""
    method = _STORED_BY.get(orientation)
    return upright if method is None else upright.transpose(method)


def picture(data: bytes) -> Image.Image:
    """Read what was rendered."""
    image = Image.open(BytesIO(data))
    image.load()
    return image


def corners(image: Image.Image) -> list[Color]:
    """Read the middles of the four quadrants, from the top left in reading order."""
    rgb = np.asarray(image.convert("RGB"))
    rows = (image.height // 4, image.height * 3 // 4)
    columns = (image.width // 4, image.width * 3 // 4)
    return [color(rgb[row, column]) for row in rows for column in columns]


def color(pixel: np.ndarray) -> Color:
    """Read one pixel."""
    red, green, blue = (int(value) for value in pixel)
    return red, green, blue


def middle(image: Image.Image) -> Color:
    """Read the pixel in the middle."""
    return color(np.asarray(image.convert("RGB"))[image.height // 2, image.width // 2])


def near(seen: Color, expected: Color, by: int = 6) -> bool:
    """Compare colours, as far as a JPEG keeps them."""
    return all(abs(one - other) <= by for one, other in zip(seen, expected, strict=True))
