"""What a program does that knows Pillow and does not measure: decode, turn, resize, crop, save."""

from io import BytesIO

from PIL import Image

from bench.engines import HEIGHT, WIDTH, Engine, Look
from bench.engines.decoded import upright

_QUALITY = 90


def _make(data: bytes) -> bytes:
    written = BytesIO()
    _cropped(_resized(upright(data))).save(written, "JPEG", quality=_QUALITY, optimize=True)
    return written.getvalue()


def _look(data: bytes) -> Look:
    resized = _resized(upright(data))
    left, top, right, bottom = _middle(resized)
    across, down = resized.size
    return Look(
        pixels=_cropped(resized).tobytes(),
        box=(left / across, top / down, right / across, bottom / down),
    )


def _resized(image: Image.Image) -> Image.Image:
    factor = max(WIDTH / image.width, HEIGHT / image.height)
    size = (max(WIDTH, round(image.width * factor)), max(HEIGHT, round(image.height * factor)))
    return image.convert("RGB").resize(size, Image.Resampling.LANCZOS)


def _cropped(image: Image.Image) -> Image.Image:
    return image.crop(_middle(image))


def _middle(image: Image.Image) -> tuple[int, int, int, int]:
    left, top = (image.width - WIDTH) // 2, (image.height - HEIGHT) // 2
    return left, top, left + WIDTH, top + HEIGHT


ENGINES = {"plain-pillow": Engine(_make, _look)}
