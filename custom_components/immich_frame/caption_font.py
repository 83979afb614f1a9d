"""The font that captions are written in: the one of Home Assistant's own pages."""

from importlib.util import find_spec
from pathlib import Path
from typing import Final

_PACKAGE: Final = "hass_frontend"
_FILE: Final = "static/fonts/roboto/Roboto-Regular.woff2"


def frontend_font(package: str = _PACKAGE) -> Path | None:
    """Return the file, or None where Home Assistant runs without pages of its own.

    It has all letters of European languages that are written in Latin, Greek or Cyrillic. Looks at
    the disk and imports nothing: the package is the frontend's, which may be another version of it
    at the next start.
    """
    found = find_spec(package)
    for folder in (found and found.submodule_search_locations) or ():
        if (file := Path(folder, _FILE)).is_file():
            return file
    return None


# Home Assistant imports integrations in a thread, where looking at the disk holds nothing up.
CAPTION_FONT: Final = frontend_font()
