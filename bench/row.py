"""One row of the rendering benchmark, in a process of its own.

It prints what it measured as one line of JSON, and leaves the pixels of the picture in a file.
"""

from argparse import ArgumentParser, Namespace
from dataclasses import asdict
import json
from pathlib import Path
import sys
from typing import Any

from bench.cost import Meter
from bench.engines import HEIGHT, NAMES, WIDTH, engine
from bench.picture import check_picture


def main() -> None:
    """Measure first, then look at what was made."""
    parser = ArgumentParser("bench.row")
    parser.add_argument("engine", choices=NAMES)
    parser.add_argument("photo", type=Path)
    parser.add_argument("runs", type=int)
    parser.add_argument("pixels", type=Path)
    parser.add_argument("--without-opencv", action="store_true")
    print(json.dumps(_measured(parser.parse_args())))


def _measured(arguments: Namespace) -> dict[str, Any]:
    if arguments.without_opencv:
        sys.modules["cv2"] = None  # type: ignore[assignment]  # an import of it then fails
    chosen = engine(arguments.engine)
    meter = Meter()
    data = arguments.photo.read_bytes()
    cost, picture = meter.cost(lambda: chosen.make(data), arguments.runs)
    check_picture(picture, (WIDTH, HEIGHT))
    look = chosen.look(data)
    arguments.pixels.write_bytes(look.pixels)
    return asdict(cost) | {"box": look.box}


if __name__ == "__main__":
    main()
