"""The sample library: made on first use, kept in a cache folder, and read from there."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
import fcntl
from pathlib import Path

from demo.library.anniversaries import move_to_today
from demo.library.cache import library_folder
from demo.library.catalogue.all import ALBUMS, PARTNERS, PEOPLE, SHOTS
from demo.library.catalogue.shot import Shot
from demo.library.library import Library
from demo.library.make import Progress, make_library, poster_path
from demo.library.manifest import Entry
from demo.library.model import AssetType, Upload
from demo.library.photograph import faces_of


def sample_library(
    folder: Path | None = None,
    progress: Progress = lambda _done, _all: None,
    scale: float = 1.0,
) -> Library:
    """Return the sample library, painting it first if it is not there yet.

    Painting takes about a minute on two cores. Another process that paints at the same time is
    waited for. `progress` is called in this thread, and never when nothing had to be painted.
    """
    folder = folder or library_folder()
    today = datetime.now().astimezone().date()
    with _alone(folder):
        if not folder.exists():
            make_library(folder, today, progress, scale)
        entries = move_to_today(folder, today)
    known = {entry.name: entry for entry in entries}
    uploads = [_upload(folder, shot, known[shot.name], today) for shot in SHOTS]
    return Library.of(uploads, albums=ALBUMS, people=PEOPLE, partners=PARTNERS)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Keep other processes out of the folder meanwhile."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    with folder.with_name(f"{folder.name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _upload(folder: Path, shot: Shot, entry: Entry, today: date) -> Upload:
    path = folder / shot.name
    is_video = shot.type is AssetType.VIDEO
    return Upload(
        name=shot.name,
        content=path,
        taken_at=shot.taken_at(today),
        type=shot.type,
        description=shot.description,
        place=shot.spot.place,
        camera=shot.camera,
        rating=shot.rating,
        is_favorite=shot.is_favorite,
        visibility=shot.visibility,
        tags=shot.tags,
        albums=shot.albums,
        faces=faces_of(shot),
        owner=shot.owner,
        duration_ms=entry.duration_ms,
        poster=poster_path(folder, shot.name) if is_video else None,
        edit=shot.edit,
        stack=shot.stack,
        uploaded_at=shot.added_at(today),
        modified_at=datetime.fromtimestamp(path.stat().st_mtime, UTC),
        facts=entry.facts,
    )
