"""Renders real photos with every engine, side by side."""

from argparse import Namespace
import json
from pathlib import Path
import sys
from tempfile import TemporaryDirectory
from typing import Any
import warnings

from PIL import Image

from bench.child import ChildError, run_child
from bench.engines import NAMES
from bench.likeness import likeness
from bench.measured import Measured, versions
from bench.photos import PhotoFile, photo_files
from bench.rendering_rows import Row
from bench.rendering_tables import all_rows, by_photo


def measure_render(arguments: Namespace) -> Measured:
    """Measure every photo with every engine, a process for each, one after the other."""
    # This process compares pixels and holds no bound; Pillow would warn of large photos.
    Image.MAX_IMAGE_PIXELS = None
    warnings.simplefilter("ignore")
    photos = photo_files(arguments.photos)
    if not photos:
        raise FileNotFoundError("There is no photo")
    with TemporaryDirectory() as folder:
        rows = [
            _row(photo, engine, arguments, Path(folder) / "pixels")
            for photo in photos
            for engine in arguments.engine or NAMES
        ]
    tables = by_photo if arguments.markdown else all_rows
    return Measured(_result(rows, arguments), tables(rows))


def _result(rows: list[Row], arguments: Namespace) -> dict[str, Any]:
    how = {
        "runs": str(arguments.runs),
        "saliency": "numpy" if arguments.without_opencv else "opencv",
    }
    return {"versions": versions() | how, "rows": [row.as_json() for row in rows]}


def _row(photo: PhotoFile, engine: str, arguments: Namespace, pixels: Path) -> Row:
    without = ["--without-opencv"] if arguments.without_opencv and engine == "ours" else []
    name = f"{photo.path.name} {engine}"
    try:
        measured = run_child("bench.row", engine, photo.path, arguments.runs, pixels, *without)
    except ChildError as error:
        print(f"{name}: {error}", file=sys.stderr)
        return Row(photo, engine, error=str(error))
    box = tuple(measured.pop("box"))
    row = Row(
        photo, engine, **measured, box=box, ssim=likeness(photo.path, box, pixels.read_bytes())
    )
    print(f"{name}: {json.dumps(measured)}", file=sys.stderr)
    return row
