"""Where the photos of a frame come from."""

from dataclasses import dataclass
from enum import StrEnum


class SourceKind(StrEnum):
    """What a frame can show."""

    LIBRARY = "library"
    SMART = "smart"
    SIMILAR = "similar"
    ALBUMS = "albums"
    PEOPLE = "people"
    TAGS = "tags"
    FAVORITES = "favorites"
    MEMORIES = "memories"
    RECENT = "recent"


BY_THE_DAY = frozenset({SourceKind.MEMORIES, SourceKind.RECENT})
"""The kinds that hold other photos tomorrow."""

RANKED = frozenset({SourceKind.SMART, SourceKind.SIMILAR})
"""The kinds that Immich orders by how well they fit, and never cuts off."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One source; its kind says which of the other fields count.

    SMART takes `text` and `language`; SIMILAR takes `asset_id`; ALBUMS, PEOPLE and TAGS take `ids`,
    any of which will do, or for people with `match_all` all of them in one photo. MEMORIES takes
    `days` before and after today, RECENT the last so many `days`, counted by the upload.
    """

    kind: SourceKind = SourceKind.LIBRARY
    text: str | None = None
    language: str | None = None
    asset_id: str | None = None
    ids: tuple[str, ...] = ()
    match_all: bool = False
    days: int = 0

    @property
    def is_ranked(self) -> bool:
        """Whether the photos have an order by how well they fit."""
        return self.kind in RANKED
