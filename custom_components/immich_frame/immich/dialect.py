"""How servers of different versions have to be asked: all of it, in one place.

Immich keeps what it answers to the requests of a frame the same from 1.139 to 3.3, but for these.
The versions are those at which Immich's own interface document changed.
"""

from dataclasses import dataclass
from datetime import date
from typing import Final

from .models import Version

_SIMILAR: Final = Version(1, 141, 0)
_SIZES: Final = Version(2, 5, 0)
_V3: Final = Version(3, 0, 0)
_PLAIN_DAYS: Final = Version(3, 0, 3)


@dataclass(frozen=True, slots=True)
class Dialect:
    """What a server of this version understands."""

    version: Version

    @property
    def has_similar(self) -> bool:
        """Whether a smart search takes a photo instead of a text (`queryAssetId`)."""
        return self.version >= _SIMILAR

    @property
    def has_sizes(self) -> bool:
        """Whether lists tell sizes; before, only those with exif do, and as stored."""
        return self.version >= _SIZES

    @property
    def album_holds_assets(self) -> bool:
        """Whether an album is answered with its photos (v3 took them out).

        Before v3 that is the only way to what others put into a shared album, as a search looks
        among the photos of the key's owner and partners alone.
        """
        return self.version < _V3

    @property
    def lists_all_albums(self) -> bool:
        """Whether a list of albums has those of others, too.

        Before v3 it has the owner's, unless it is asked for the shared ones with `shared=true`; v3
        dropped that parameter, and would answer it with all albums.
        """
        return self.version >= _V3

    def memories_day(self, day: date) -> str:
        """Write a day as /memories takes it.

        v3.0.0 to 3.0.2 take nothing but a time with a zone, later ones nothing but a date, and v1
        and v2 take either.
        """
        return f"{day}T00:00:00.000Z" if self.version < _PLAIN_DAYS else str(day)
