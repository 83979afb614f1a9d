"""Golden pictures: rendered, kept, compared.

`scripts/golden` runs this module: it writes the pictures that the cases come to now.
"""

from io import BytesIO
from pathlib import Path
import sys

import numpy as np
from PIL import Image, ImageChops

from custom_components.immich_frame.imaging.render import render

from .golden_cases import CASES, Bound, Case

GOLDEN = Path(__file__).parent / "golden"
FAILED = GOLDEN / ".failed_cache"  # where a failing test leaves its pictures; not in git


def rendered(case: Case) -> Image.Image:
    """Render a case; it is written without loss, whatever its spec leaves open."""
    source, *companion = case.sources()
    picture = Image.open(BytesIO(render(source, case.spec, *companion).data), formats=["PNG"])
    picture.load()
    return picture


def golden_path(case: Case) -> Path:
    """Name the file of a case's golden picture."""
    return GOLDEN / f"{case.golden}.png"


def difference(first: Image.Image, second: Image.Image) -> Bound:
    """Say how far two pictures of one size are apart."""
    apart = np.asarray(ImageChops.difference(first.convert("RGB"), second.convert("RGB")))
    return Bound(most=int(apart.max()), mean=float(apart.mean()))


def leave_evidence(case: Case, actual: Image.Image, golden: Image.Image) -> Path:
    """Write what came out and, brightened, where it differs. Gives the folder."""
    FAILED.mkdir(exist_ok=True)
    actual.save(FAILED / f"{case.name}.actual.png")
    if actual.size == golden.size:
        apart = ImageChops.difference(actual.convert("RGB"), golden.convert("RGB"))
        apart.point(lambda value: min(255, value * 16)).save(FAILED / f"{case.name}.diff.png")
    return FAILED


def main(names: list[str]) -> int:
    """Write the golden pictures of these cases, or of all and nothing beside them."""
    GOLDEN.mkdir(exist_ok=True)
    wanted: dict[str, Case] = {}
    for case in CASES:
        if not names or case.name in names:
            wanted.setdefault(case.golden, case)  # of those that share one, the plainest is first
    unwritten = [name for name, case in wanted.items() if not _write(case)]
    if not names:
        for path in GOLDEN.glob("*.png"):
            if path.stem not in wanted:
                path.unlink()
                sys.stdout.write(f"{path.name}: no case has it any more\n")
    return 1 if unwritten or not wanted else 0


def _write(case: Case) -> bool:
    path = golden_path(case)
    try:
        picture = rendered(case)
    except Exception as error:  # noqa: BLE001 the others are written all the same
        sys.stdout.write(f"{case.name}: {error!r}\n")
        return False
    if path.exists() and difference(picture, Image.open(path)) == Bound():
        return True
    plain = picture if picture.mode in {"L", "P"} else picture.convert("RGB")
    plain.info = {}
    plain.save(path, optimize=True)
    sys.stdout.write(f"{path.name}: {path.stat().st_size} bytes; look at it\n")
    return True


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
