"""One row of the memory benchmark, in a process of its own: prints one line of JSON."""

from argparse import ArgumentParser
from dataclasses import asdict
import json
from pathlib import Path

from bench.cost import Meter
from bench.picture import check_picture
from custom_components.immich_frame.imaging.errors import ImageTooLargeError
from custom_components.immich_frame.imaging.render import render
from custom_components.immich_frame.imaging.spec import Fit, FitRule, RenderSpec, Size, Source

_COVER = FitRule(Fit.COVER)


def main() -> None:
    """Render a photo, or see how much it costs to be told that it is too large."""
    parser = ArgumentParser("bench.memory_row")
    parser.add_argument("photo", type=Path)
    parser.add_argument("width", type=int)
    parser.add_argument("height", type=int)
    parser.add_argument("runs", type=int)
    arguments = parser.parse_args()
    size = Size(arguments.width, arguments.height)
    spec = RenderSpec(size, landscape=_COVER, portrait=_COVER)
    meter = Meter()
    source = Source(arguments.photo.read_bytes())
    cost, picture = meter.cost(lambda: _picture(source, spec), arguments.runs)
    if picture is not None:
        check_picture(picture, (size.width, size.height))
    print(json.dumps(asdict(cost) | {"steps_down": picture is None}))


def _picture(source: Source, spec: RenderSpec) -> bytes | None:
    """Return None when a smaller copy has to be asked for."""
    try:
        return render(source, spec).data
    except ImageTooLargeError:
        return None


if __name__ == "__main__":
    main()
