"""Writes down how every photo of a folder is cropped."""

from argparse import ArgumentParser
import hashlib
import json
from pathlib import Path
import sys

from bench.cropping import ASPECTS, crops
from bench.photos import photo_files
from custom_components.immich_frame.imaging.errors import ImagingError

type Boxes = dict[str, tuple[float, float, float, float]]


def main() -> int:
    """Write the boxes of all photos; 1 if there was none."""
    parser = ArgumentParser("scripts/crops")
    parser.add_argument("folder", type=Path, help="photos, here and in all folders below")
    parser.add_argument("--json", type=Path, required=True, help="the file to write")
    arguments = parser.parse_args()
    boxes = _boxes([photo.path for photo in photo_files([arguments.folder])])
    arguments.json.write_text(f"{json.dumps(boxes, indent=2)}\n")
    print(f"{len(boxes)} photos", file=sys.stderr)
    return 0 if boxes else 1


def _boxes(paths: list[Path]) -> dict[str, Boxes]:
    """Crop each photo once, however many files hold it; what cannot be decoded is named."""
    boxes: dict[str, Boxes] = {}
    for path in paths:
        data = path.read_bytes()
        digest = hashlib.sha256(data).hexdigest()
        if digest in boxes:
            continue
        try:
            boxes[digest] = {crop.aspect: crop.shares for crop in crops(data, ASPECTS)}
        except ImagingError as error:
            print(f"{path}: {error}", file=sys.stderr)
    return boxes


if __name__ == "__main__":
    sys.exit(main())
