"""ThumbHash: a blurred picture in about 25 bytes, which Immich stores with each asset.

The algorithm is Evan Wallace's, https://github.com/evanw/thumbhash (MIT), for opaque pictures.
"""

from base64 import b64encode
from itertools import chain

import numpy as np
from numpy.typing import NDArray
from PIL import Image

LONG_EDGE = 100
LUMA_TERMS = 7
CHROMA_TERMS = 3


def thumbhash(picture: Image.Image) -> str:
    """Return the hash of an upright RGB picture, in base64."""
    small = picture.copy()
    small.thumbnail((LONG_EDGE, LONG_EDGE))
    width, height = small.size
    red, green, blue = np.moveaxis(np.asarray(small, np.float64) / 255, 2, 0)
    across = max(1, _round(LUMA_TERMS * width / max(width, height)))
    down = max(1, _round(LUMA_TERMS * height / max(width, height)))
    luma = _Channel((red + green + blue) / 3, max(3, across), max(3, down))
    yellow_blue = _Channel((red + green) / 2 - blue, CHROMA_TERMS, CHROMA_TERMS)
    red_green = _Channel(red - green, CHROMA_TERMS, CHROMA_TERMS)
    landscape = width > height
    head = (
        _round(63 * luma.mean)
        | _round(31.5 + 31.5 * yellow_blue.mean) << 6
        | _round(31.5 + 31.5 * red_green.mean) << 12
        | _round(31 * luma.scale) << 18
    )
    second = (
        (down if landscape else across)
        | _round(63 * yellow_blue.scale) << 3
        | _round(63 * red_green.scale) << 9
        | landscape << 15
    )
    nibbles = list(chain(luma.nibbles, yellow_blue.nibbles, red_green.nibbles))
    packed = head.to_bytes(3, "little") + second.to_bytes(2, "little") + _pack(nibbles)
    return b64encode(packed).decode()


class _Channel:
    """The low frequencies of one channel: its mean, and the others as nibbles of a scale."""

    def __init__(self, values: NDArray[np.float64], across: int, down: int) -> None:
        height, width = values.shape
        columns = np.cos(np.pi / width * np.outer(np.arange(across), np.arange(width) + 0.5))
        rows = np.cos(np.pi / height * np.outer(np.arange(down), np.arange(height) + 0.5))
        terms = rows @ values @ columns.T / values.size
        kept = [
            terms[y, x]
            for y in range(down)
            for x in range(across)
            if x * down < across * (down - y)
        ]
        self.mean, rest = float(kept[0]), kept[1:]
        self.scale = max((abs(float(term)) for term in rest), default=0.0)
        self.nibbles = [
            _round(15 * (0.5 + 0.5 * float(term) / self.scale)) if self.scale else 0
            for term in rest
        ]


def _round(value: float) -> int:
    """Round halves up, as the original does in JavaScript."""
    return int(value + 0.5)


def _pack(nibbles: list[int]) -> bytes:
    even = [*nibbles, 0] if len(nibbles) % 2 else nibbles
    return bytes(low | high << 4 for low, high in zip(even[::2], even[1::2], strict=True))
