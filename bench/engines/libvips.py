"""libvips: its `thumbnail` operation, which image services and static sites are built on."""

from functools import partial

import pyvips

from bench.engines import HEIGHT, WIDTH, Engine, Look

# libvips remembers results of equal operations; measured is the work, not the memory of it.
pyvips.cache_set_max(0)

_QUALITY = 90
_ENDLESS = 10_000_000  # libvips' own bound of a size: this edge never decides


def _make(crop: str, data: bytes) -> bytes:
    written: bytes = _thumbnail(crop, data).jpegsave_buffer(Q=_QUALITY)
    return written


def _look(crop: str, data: bytes) -> Look:
    """Find the box, too: libvips keeps in the offset of a cropped image where it was cut from."""
    image = _thumbnail(crop, data)
    across, down = _covering(data)
    left, top = -image.xoffset / across, -image.yoffset / down
    shown = image.flatten() if image.hasalpha() else image
    return Look(
        pixels=bytes(shown.colourspace("srgb").write_to_memory()),
        box=(left, top, min(1.0, left + WIDTH / across), min(1.0, top + HEIGHT / down)),
    )


def _thumbnail(crop: str, data: bytes) -> pyvips.Image:
    return pyvips.Image.thumbnail_buffer(data, WIDTH, height=HEIGHT, crop=crop)


def _covering(data: bytes) -> tuple[int, int]:
    """Give the size of the photo when it covers the frame, before it is cut."""
    wide = pyvips.Image.thumbnail_buffer(data, WIDTH, height=_ENDLESS)
    image = wide
    if wide.height < HEIGHT:
        image = pyvips.Image.thumbnail_buffer(data, _ENDLESS, height=HEIGHT)
    return image.width, image.height


ENGINES = {
    f"libvips-{crop}": Engine(partial(_make, crop), partial(_look, crop))
    for crop in ("centre", "attention")
}
