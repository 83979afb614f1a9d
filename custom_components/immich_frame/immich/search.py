"""One request to Immich's searches, and the one place that words it."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from .models import AssetType, Visibility


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """The photos for which all of this holds, in the fields that Immich 1.139 to 3.3 share.

    Several ids mean all of them at once, `rating` means exactly so many stars, and times have a
    zone and are inclusive. With `text` or `like`, the id of a photo, Immich ranks what passes by
    how well it fits: a smart search.
    """

    text: str | None = None
    language: str | None = None
    like: str | None = None
    album_ids: tuple[str, ...] = ()
    person_ids: tuple[str, ...] = ()
    tag_ids: tuple[str, ...] = ()
    is_favorite: bool = False
    rating: int | None = None
    country: str | None = None
    taken_after: datetime | None = None
    taken_before: datetime | None = None
    added_after: datetime | None = None
    visibility: Visibility = Visibility.TIMELINE

    @property
    def is_smart(self) -> bool:
        """Whether the answer is ranked."""
        return self.text is not None or self.like is not None

    def body(
        self, *, size: int | None = None, page: int | None = None, with_exif: bool = False
    ) -> dict[str, Any]:
        """Return the body of a request for a page of so many assets (1 to 1000).

        Type and visibility always go along: without them Immich 3 also answers with videos, with
        archived photos and with the hidden halves of live photos.
        """
        wanted = {
            "query": self.text,
            "language": self.language,
            "queryAssetId": self.like,
            "albumIds": list(self.album_ids),
            "personIds": list(self.person_ids),
            "tagIds": list(self.tag_ids),
            "isFavorite": self.is_favorite,
            "rating": self.rating,
            "country": self.country,
            "takenAfter": _moment(self.taken_after),
            "takenBefore": _moment(self.taken_before),
            "createdAfter": _moment(self.added_after),
            "withExif": with_exif,
            "size": size,
            "page": page,
        }
        return {
            "type": AssetType.IMAGE,
            "visibility": self.visibility,
            **{name: value for name, value in wanted.items() if value},
        }


def _moment(time: datetime | None) -> str | None:
    """Write a time as every version reads it: 2026-11-22T18:30:00.000Z."""
    if time is None:
        return None
    return time.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
