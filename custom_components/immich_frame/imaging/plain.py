"""Any mode of Pillow's as 8 bit L, RGB or CMYK."""

from collections.abc import Callable

import numpy as np
from PIL import Image, ImageCms

from .colour import to_srgb
from .spec import Color

type Conversion = Callable[[Image.Image], Image.Image]

PLAIN_MODES = frozenset({"L", "RGB", "CMYK"})

_WHITE = 255.0
_WHITE_IN_16_BITS = 65535.0


def colour_mode(image: Image.Image) -> str:
    """Tell which plain mode an image's colours are best kept in."""
    if image.mode in PLAIN_MODES:
        return image.mode
    is_grey = image.mode in {"1", "LA", "La", "F"} or image.mode.startswith("I")
    return "L" if is_grey else "RGB"


def conversion_for(image: Image.Image) -> Conversion:
    """Find what makes rows of an opaque image plain. What has more than 8 bits is scaled down.

    Only the whole image can tell how white its numbers of 32 bits are: their range is anyone's.
    """
    if _is_deep(image):
        return _high_bytes
    if image.mode in {"I", "F"}:
        white = _white(image)
        return lambda rows: _scaled(rows, white)
    mode = colour_mode(image)
    return lambda rows: rows if rows.mode == mode else rows.convert(mode)


def flattening(
    mode: str, background: Color, transform: ImageCms.ImageCmsTransform | None
) -> Conversion:
    """Find what lays rows with transparency, their colours L or RGB, on a colour of sRGB.

    They become sRGB on the way, or else the colour that lies behind them would be changed as well.
    """

    def flattened(rows: Image.Image) -> Image.Image:
        clear = _clear_greys(rows) if _is_deep(rows) else rows.convert("RGBA")
        laid = Image.new("RGB", rows.size, background)
        laid.paste(to_srgb(clear.convert(mode), transform), mask=clear.getchannel("A"))
        return laid

    return flattened


def _is_deep(image: Image.Image) -> bool:
    return image.mode.startswith("I;16")


def _clear_greys(rows: Image.Image) -> Image.Image:
    """Take greys of 16 bits, one of them transparent (PNG's tRNS); Pillow would clip them."""
    opaque = np.asarray(rows) != rows.info.get("transparency")
    alpha = Image.fromarray((opaque * _WHITE).astype(np.uint8))
    return Image.merge("LA", (_high_bytes(rows), alpha)).convert("RGBA")


def _high_bytes(rows: Image.Image) -> Image.Image:
    return Image.fromarray((np.asarray(rows) >> 8).astype(np.uint8))


def _white(image: Image.Image) -> float:
    """Guess which number is white: one, or the largest of 8, of 16 bits, or of the image."""
    _, highest = image.getextrema()
    if not isinstance(highest, int | float) or not np.isfinite(highest):
        return _WHITE
    if image.mode == "F" and highest <= 1:
        return 1.0
    return next(
        (white for white in (_WHITE, _WHITE_IN_16_BITS) if highest <= white), float(highest)
    )


def _scaled(rows: Image.Image, white: float) -> Image.Image:
    shares = np.nan_to_num(np.asarray(rows, np.float32) / white)
    return Image.fromarray((np.clip(shares, 0, 1) * _WHITE).astype(np.uint8))
