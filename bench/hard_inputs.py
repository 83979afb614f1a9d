"""Photos that are hard to hold in memory, made by code and kept in a cache folder."""

from dataclasses import dataclass, field
import os
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image
import pillow_heif

_CACHE = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "immich-frame"
_FOLDER = _CACHE / "hard-inputs-v1"  # count up when what is made changes

_TILE = 1024  # edge of the pattern that fills a picture, in pixels
_EXIF_ORIENTATION = 0x0112

_JPEG = {"format": "JPEG", "quality": 92, "subsampling": "4:2:0"}
_PROGRESSIVE = _JPEG | {"progressive": True}
_PNG = {"format": "PNG", "compress_level": 1}


@dataclass(frozen=True, slots=True)
class HardInput:
    """A name, a size in pixels, Pillow's mode, and the options that it is saved with.

    `bound_mb` is the memory that rendering it may take at its peak, above idle.
    """

    name: str
    width: int
    height: int
    options: dict[str, Any] = field(hash=False)
    mode: str = "RGB"
    bound_mb: int = 400

    @property
    def megapixels(self) -> float:
        """Millions of pixels."""
        return round(self.width * self.height / 1e6, 1)

    def file(self) -> Path:
        """Give the file, which is made first where it is not in the cache."""
        suffix = self.options["format"].lower()
        path = _FOLDER / f"{self.name.replace(' ', '-').replace(':', '')}.{suffix}"
        if not path.exists():
            _FOLDER.mkdir(parents=True, exist_ok=True)
            unfinished = path.with_suffix(".part")
            _save(_picture(self.width, self.height, self.mode), unfinished, self.options)
            unfinished.replace(path)
        return path


def _exif_sideways() -> Image.Exif:
    exif = Image.Exif()
    exif[_EXIF_ORIENTATION] = 6
    return exif


HARD_INPUTS = (
    HardInput("24 MP JPEG", 5712, 4284, _JPEG, bound_mb=200),
    HardInput("24 MP JPEG progressive", 5712, 4284, _PROGRESSIVE, bound_mb=200),
    HardInput("24 MP JPEG CMYK", 5712, 4284, {"format": "JPEG"}, mode="CMYK", bound_mb=200),
    HardInput("48 MP JPEG", 8064, 6048, _JPEG, bound_mb=200),
    HardInput("48 MP JPEG sideways", 8064, 6048, _JPEG | {"exif": _exif_sideways()}, bound_mb=200),
    HardInput("48 MP JPEG progressive", 8064, 6048, _PROGRESSIVE, bound_mb=200),
    HardInput(
        "48 MP JPEG progressive 4:4:4",
        8064,
        6048,
        _PROGRESSIVE | {"subsampling": "4:4:4"},
        bound_mb=200,
    ),
    HardInput("200 MP JPEG", 16320, 12240, _JPEG),
    HardInput("panorama JPEG", 30_000, 2000, _JPEG),
    HardInput("panorama PNG", 30_000, 2000, _PNG),
    HardInput("48 MP HEIC", 8064, 6048, {"format": "HEIF", "quality": 60}),
    HardInput("100 MP PNG", 11_600, 8700, _PNG),
    HardInput("24 MP PNG 16 bit", 5712, 4284, _PNG, mode="I;16"),
    HardInput("24 MP PNG transparent", 5712, 4284, _PNG, mode="RGBA"),
    HardInput("24 MP WebP", 5712, 4284, {"format": "WEBP", "quality": 85, "method": 0}),
    HardInput("24 MP AVIF", 5712, 4284, {"format": "AVIF", "quality": 70, "speed": 10}),
    HardInput("48 MP TIFF", 8064, 6048, {"format": "TIFF", "compression": "tiff_lzw"}),
)


def _save(picture: Image.Image, path: Path, options: dict[str, Any]) -> None:
    if options["format"] == "HEIF":
        fast = {"preset": "ultrafast"}  # of the encoder; the decoder's work is the same
        pillow_heif.from_pillow(picture).save(path, quality=options["quality"], enc_params=fast)
    else:
        picture.save(path, **options)


def _picture(width: int, height: int, mode: str) -> Image.Image:
    """Fill a picture with a pattern of soft forms and fine grain, about as hard as a photo."""
    random = np.random.default_rng(1)
    bands = 1 if mode.startswith("I;16") else len(mode)
    coarse = random.integers(40, 215, (_TILE // 64, _TILE // 64, bands), dtype=np.uint8)
    soft = np.stack([_enlarged(coarse[..., band]) for band in range(bands)], axis=-1)
    grain = random.normal(0, 4, soft.shape)
    tile = np.clip(soft + grain, 0, 255).astype(np.uint8)
    # No two tiles beside each other are alike, or a PNG would store them once.
    row = np.hstack([np.roll(tile, 97 * place, axis=0) for place in range(-(-width // _TILE))])
    repeated = np.tile(row, (-(-height // _TILE), 1, 1))[:height, :width]
    if mode == "I;16":
        return Image.fromarray(repeated[..., 0].astype(np.uint16) << 8)
    return Image.fromarray(np.ascontiguousarray(repeated), mode)


def _enlarged(plane: np.ndarray) -> np.ndarray:
    soft = Image.fromarray(plane).resize((_TILE, _TILE), Image.Resampling.BICUBIC)
    return np.asarray(soft, np.float64)
