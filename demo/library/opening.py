"""Opens the library that somebody asked for, and says what takes long."""

from pathlib import Path
import sys

from demo.library.folder import folder_library
from demo.library.library import Library
from demo.library.sample import sample_library


def open_library(photos: Path | None = None, painted: Path | None = None) -> Library:
    """Return the photos of a folder, or the painted ones, with progress on stderr.

    `painted` is where the painted ones are kept, `library_folder()` unless given. The first time
    takes about a minute: call it before an event loop runs, so that Ctrl-C ends it at once.

    Raises:
        EmptyFolderError: the folder holds no photo.
        OSError: a folder cannot be read or written.

    """
    if photos is not None:
        return folder_library(photos.resolve())
    return sample_library(painted, _show_progress)


def _show_progress(done: int, of: int) -> None:
    """Grow one line, which a log shows as plainly as a terminal."""
    if not done:
        print(f"Painting {of} sample photos, only this once:", end="", file=sys.stderr, flush=True)
    elif done % 10 == 0:
        print(f" {done}", end="", file=sys.stderr, flush=True)
    if done == of:
        print(" done", file=sys.stderr, flush=True)
