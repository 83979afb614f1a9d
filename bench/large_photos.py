"""A library of large photos, each another picture, made by code and kept in a cache folder."""

from pathlib import Path

from PIL import Image, ImageChops

from bench.hard_inputs import HARD_INPUTS
from demo.library.cache import cache_folder
from demo.library.library import Library
from demo.library.tiny import tiny_photo

PHOTOS = 12
MEGAPIXELS = HARD_INPUTS[0].megapixels

_STEP = (613, 401)
"""Pixels by which each picture is moved on from the one before."""


def large_photos() -> Library:
    """Return the library; the first time its photos are made, which takes half a minute."""
    files = [_file(number) for number in range(PHOTOS)]
    return Library.of([tiny_photo(path.name, content=path.read_bytes()) for path in files])


def _file(number: int) -> Path:
    path = cache_folder() / "large-photos-v1" / f"{number}.jpg"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        with Image.open(HARD_INPUTS[0].file()) as picture:
            moved = ImageChops.offset(picture, number * _STEP[0], number * _STEP[1])
        unfinished = path.with_suffix(".part")
        moved.save(unfinished, format="JPEG", quality=92)
        unfinished.replace(path)
    return path
