"""How much a picture looks like the best that could be made of the same part of its photo.

The measure is the structural similarity of Wang, Bovik, Sheikh and Simoncelli ("Image quality
assessment: from error visibility to structural similarity", IEEE Transactions on Image Processing
13(4), 2004) on brightness, with the paper's own window and constants. 1 is equality.
"""

from io import BytesIO
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageCms, ImageOps
import pillow_heif

from bench.engines import HEIGHT, WIDTH, Shares

type Plane = NDArray[np.float32]

_WINDOW, _SIGMA = 11, 1.5  # section III-C of the paper
_C1, _C2 = (0.01 * 255) ** 2, (0.03 * 255) ** 2

_LUMA = (0.299, 0.587, 0.114)  # ITU-R BT.601, as in JPEG

pillow_heif.register_heif_opener()


def likeness(photo: Path, box: Shares, pixels: bytes) -> float:
    """Compare RGB pixels of the frame's size with a box of a photo, resampled over floats.

    The photo is as it is meant to look: upright, sRGB, transparency on black.
    """
    picture = np.frombuffer(pixels, np.uint8).reshape(HEIGHT, WIDTH, 3)
    luma = picture.astype(np.float32) @ np.asarray(_LUMA, np.float32)
    return round(ssim(luma, _reference(_as_meant(photo), box)), 4)


def ssim(first: Plane, second: Plane) -> float:
    """Compare two planes of one shape, 0 to 255, at least 11 by 11."""
    mean_1, mean_2 = _smooth(first), _smooth(second)
    variance_1 = _smooth(first * first) - mean_1 * mean_1
    variance_2 = _smooth(second * second) - mean_2 * mean_2
    covariance = _smooth(first * second) - mean_1 * mean_2
    likeness_map = ((2 * mean_1 * mean_2 + _C1) * (2 * covariance + _C2)) / (
        (mean_1 * mean_1 + mean_2 * mean_2 + _C1) * (variance_1 + variance_2 + _C2)
    )
    return float(likeness_map.mean())


def _smooth(plane: Plane) -> NDArray[np.float64]:
    """Weigh every pixel's neighbourhood, where the window lies inside the picture."""
    inside = slice(_WINDOW // 2, -(_WINDOW // 2))
    smooth = cv2.GaussianBlur(np.asarray(plane, np.float64), (_WINDOW, _WINDOW), _SIGMA)
    return np.asarray(smooth[inside, inside], np.float64)


def _reference(photo: Image.Image, box: Shares) -> Plane:
    """Resample each channel with Lanczos in 32 bit floats; what no byte could hold is cut off."""
    left, top, right, bottom = box
    edges = (left * photo.width, top * photo.height, right * photo.width, bottom * photo.height)
    luma = np.zeros((HEIGHT, WIDTH), np.float32)
    for channel, weight in zip(photo.split(), _LUMA, strict=True):
        plane = channel.convert("F").resize(
            (WIDTH, HEIGHT), Image.Resampling.LANCZOS, box=_inside(edges, photo.size)
        )
        luma += np.clip(np.asarray(plane), 0, 255) * np.float32(weight)
    return luma


def _inside(edges: Shares, size: tuple[int, int]) -> Shares:
    """Undo what rounding did to whole pixels."""
    left, top, right, bottom = (round(edge, 6) for edge in edges)
    return max(0.0, left), max(0.0, top), min(right, size[0]), min(bottom, size[1])


def _as_meant(photo: Path) -> Image.Image:
    with Image.open(BytesIO(photo.read_bytes())) as image:
        upright = ImageOps.exif_transpose(_eight_bits(image))
        return _srgb(_on_black(upright), image.info.get("icc_profile"))


def _eight_bits(image: Image.Image) -> Image.Image:
    if image.mode.startswith("I;16"):
        return Image.fromarray(np.round(np.asarray(image) / 257).astype(np.uint8))
    return image


def _on_black(image: Image.Image) -> Image.Image:
    if not image.has_transparency_data:
        return image if image.mode in {"L", "RGB", "CMYK"} else image.convert("RGB")
    rgba = image.convert("RGBA")
    return Image.alpha_composite(Image.new("RGBA", rgba.size, "black"), rgba).convert("RGB")


def _srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    if not profile:
        return image.convert("RGB")
    embedded = ImageCms.ImageCmsProfile(BytesIO(profile))
    if image.mode == "L" and embedded.profile.xcolor_space.strip() == "RGB":
        image = image.convert("RGB")
    try:
        converted = ImageCms.profileToProfile(
            image, embedded, ImageCms.createProfile("sRGB"), outputMode="RGB"
        )
    except ImageCms.PyCMSError:  # made for other pixels: no program heeds such a profile
        return image.convert("RGB")
    return converted or image
