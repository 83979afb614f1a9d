"""Broken files: an error of ours or a picture, and nothing else, ever."""

import json
from pathlib import Path
import subprocess
import sys

import pytest

from .fuzzing import KINDS, MAX_MEMORY_MB

ROUNDS = 10_000
SEED = "1"
ROOT = Path(__file__).parents[2]


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_broken_file_is_an_error_or_a_picture(kind: str) -> None:
    """A process of its own dies of a crash, a hang or memory, and this test lives to tell."""
    command = [sys.executable, "-W", "ignore", "-m", "tests.imaging.fuzzing"]
    ended = subprocess.run(  # noqa: S603 - it runs a module of these tests
        [*command, kind, str(ROUNDS), SEED], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert ended.returncode == 0, ended.stderr[-2000:]
    told = json.loads(ended.stdout)
    assert told.pop("grown_mb") <= MAX_MEMORY_MB
    assert told.pop("sound picture") == 1
    assert told["picture"] > ROUNDS / 20
    assert told["CorruptImageError"] > ROUNDS / 20
    ours = {"picture", "CorruptImageError", "NotAnImageError", "ImageTooLargeError"}
    assert set(told) - {"cpu_seconds"} <= ours
