"""Where the sample keeps what it made, so that it makes it once."""

import os
from pathlib import Path

VERSION = 3
"""Counts up whenever a photo would look different or a name changes: all is then made anew."""


def cache_folder() -> Path:
    """Return the folder for everything of ours, which need not exist yet."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return cache / "immich-frame"


def library_folder() -> Path:
    """Return where the painted library is kept."""
    return cache_folder() / f"library-v{VERSION}"


def renditions_folder() -> Path:
    """Return where thumbnails and previews are kept, also those of a user's own photos."""
    return cache_folder() / f"renditions-v{VERSION}"
