"""Where things are in this repository."""

from collections.abc import Iterator
from fnmatch import fnmatch
import json
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "custom_components" / "immich_frame"

_IGNORED = [".git", *(line.strip("/") for line in (ROOT / ".gitignore").read_text().split())]


def read_json(path: Path) -> dict[str, Any]:
    """Read a file that holds a JSON object."""
    content: dict[str, Any] = json.loads(path.read_text())
    return content


def manifest() -> dict[str, Any]:
    """Read the manifest, the one place that names the repository, its owner and the version."""
    return read_json(PACKAGE / "manifest.json")


def project_files(folder: Path = ROOT) -> Iterator[Path]:
    """Find every file of the project: what is not ignored by name."""
    for path in sorted(folder.iterdir()):
        if any(fnmatch(path.name, pattern) for pattern in _IGNORED):
            continue
        if path.is_dir():
            yield from project_files(path)
        else:
            yield path


def project_texts() -> Iterator[tuple[str, str]]:
    """Read every text file of the project, with its path."""
    for path in project_files():
        data = path.read_bytes()
        if b"\0" not in data:
            yield str(path.relative_to(ROOT)), data.decode()
