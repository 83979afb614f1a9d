"""The service that came before: the crop around the strongest edge there is, as a PNG.

It is turned upright here, which the service did not do: its picture would show something else.
"""

from io import BytesIO

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from bench.engines import HEIGHT, WIDTH, Engine, Look
from bench.engines.decoded import upright

type Pixels = NDArray[np.uint8]
type Window = tuple[int, int, int, int]


def _make(data: bytes) -> bytes:
    pixels = _pixels(data)
    written = BytesIO()
    picture = Image.fromarray(_resized(pixels, _window(pixels)))
    picture.save(written, "PNG", optimize=True)
    return written.getvalue()


def _look(data: bytes) -> Look:
    pixels = _pixels(data)
    left, top, right, bottom = window = _window(pixels)
    height, width = pixels.shape[:2]
    return Look(
        pixels=_resized(pixels, window).tobytes(),
        box=(left / width, top / height, right / width, bottom / height),
    )


def _pixels(data: bytes) -> Pixels:
    return np.asarray(upright(data).convert("RGB"))


def _window(pixels: Pixels) -> Window:
    """Put the largest window of the frame's shape around the strongest pixel, inside the photo."""
    height, width = pixels.shape[:2]
    grey = cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY)
    across = np.asarray(cv2.Sobel(grey, cv2.CV_64F, 1, 0))
    down = np.asarray(cv2.Sobel(grey, cv2.CV_64F, 0, 1))
    y, x = divmod(int(np.argmax(np.sqrt(across**2 + down**2))), width)
    columns = max(1, min(width, round(height * WIDTH / HEIGHT)))
    rows = max(1, min(height, round(width * HEIGHT / WIDTH)))
    left = min(max(0, x - columns // 2), width - columns)
    top = min(max(0, y - rows // 2), height - rows)
    return left, top, left + columns, top + rows


def _resized(pixels: Pixels, window: Window) -> Pixels:
    left, top, right, bottom = window
    cropped = pixels[top:bottom, left:right]
    resized = cv2.resize(cropped, (WIDTH, HEIGHT), interpolation=cv2.INTER_LANCZOS4)
    return np.asarray(resized, np.uint8)


ENGINES = {"old-service": Engine(_make, _look)}
