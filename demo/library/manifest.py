"""What is known about the files of a made library, kept beside them."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
import json
from pathlib import Path

from demo.library.model import Facts

FILE = "library.json"


@dataclass(frozen=True, slots=True)
class Entry:
    """A file, the date that is written in it, and what was measured."""

    name: str
    taken_at: datetime
    facts: Facts
    duration_ms: int | None = None


def write_manifest(folder: Path, entries: Iterable[Entry]) -> None:
    """Write what is known, replacing what was known before in one step."""
    rows = [{**asdict(entry), "taken_at": entry.taken_at.isoformat()} for entry in entries]
    half = folder / f"{FILE}.half"
    half.write_text(json.dumps(rows, indent=1, ensure_ascii=False), encoding="utf-8")
    half.replace(folder / FILE)


def read_manifest(folder: Path) -> list[Entry]:
    """Return what is known.

    Raises:
        OSError: the folder holds no manifest.

    """
    rows = json.loads((folder / FILE).read_text(encoding="utf-8"))
    return [
        Entry(
            row["name"],
            datetime.fromisoformat(row["taken_at"]),
            Facts(**{**row["facts"], "colors": tuple(row["facts"]["colors"])}),
            row["duration_ms"],
        )
        for row in rows
    ]
