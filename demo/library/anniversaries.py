"""Keeps the photos of "on this day" on this day.

Their files were written on the day when the library was made. EXIF dates have a fixed length, so
a new day is written over the old one and nothing else in the file changes.
"""

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from demo.library.catalogue.all import SHOTS
from demo.library.exif import exif_date
from demo.library.manifest import Entry, read_manifest, write_manifest
from demo.library.measure import checksum

EXIF_WITHIN = 4096
"""EXIF stands at the front of a JPEG; no pixel is searched."""


def move_to_today(folder: Path, today: date) -> list[Entry]:
    """Return the library's entries after moving those that are not of today."""
    shots = {shot.name: shot for shot in SHOTS}
    entries = read_manifest(folder)
    moved = [_moved(folder, entry, shots[entry.name].taken_at(today)) for entry in entries]
    if moved != entries:
        write_manifest(folder, moved)
    return moved


def _moved(folder: Path, entry: Entry, taken_at: datetime) -> Entry:
    if entry.taken_at == taken_at:
        return entry
    path = folder / entry.name
    content = path.read_bytes()
    old, new = exif_date(entry.taken_at).encode(), exif_date(taken_at).encode()
    content = content[:EXIF_WITHIN].replace(old, new) + content[EXIF_WITHIN:]
    half = path.with_name(f"{path.name}.half")
    half.write_bytes(content)
    half.replace(path)
    facts = replace(entry.facts, checksum=checksum(content))
    return replace(entry, taken_at=taken_at, facts=facts)
