"""Pictures that must come out as they did when they were looked at."""

from PIL import Image
import pytest

from custom_components.immich_frame.imaging.errors import CorruptImageError
from custom_components.immich_frame.imaging.render import render
from custom_components.immich_frame.imaging.spec import RenderSpec, Size, Source

from .golden_cases import CASES, Bound, Case
from .golden_pictures import GOLDEN, difference, golden_path, leave_evidence, rendered
from .golden_sources import grid
from .photos import file, noise

MOST_BYTES = 400_000


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_picture_is_the_golden_one(case: Case) -> None:
    path = golden_path(case)
    assert path.exists(), f"{case.golden} was never looked at: scripts/golden {case.name}"
    with Image.open(path) as golden:
        actual = rendered(case)
        apart = difference(actual, golden) if actual.size == golden.size else None
        if apart is None or not _is_within(apart, case.bound):
            folder = leave_evidence(case, actual, golden)
            pytest.fail(f"{case.name} differs: {apart}, allowed {case.bound}; see {folder}")


def test_every_golden_picture_has_a_case() -> None:
    pictures = list(GOLDEN.glob("*.png"))
    assert {path.stem for path in pictures} <= {case.golden for case in CASES}
    assert sum(path.stat().st_size for path in pictures) < MOST_BYTES


def test_a_moved_pixel_is_seen() -> None:
    seen = grid(6, 4)
    changed = seen.copy()
    changed.putpixel((40, 30), (0, 0, 0))
    assert difference(seen, seen) == Bound()
    assert not _is_within(difference(seen, changed), Bound())


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "AVIF", "HEIF", "TIFF", "GIF"])
def test_truncated_file_has_no_picture(kind: str) -> None:
    data = file(noise(96, 64), kind)
    with pytest.raises(CorruptImageError):
        render(Source(data[: len(data) // 2]), RenderSpec(Size(96, 64)))


def _is_within(apart: Bound, allowed: Bound) -> bool:
    return apart.most <= allowed.most and apart.mean <= allowed.mean
