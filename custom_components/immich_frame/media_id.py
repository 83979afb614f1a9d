"""What the media browser calls things: typed, to text and back."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Self, override
from urllib.parse import quote, unquote

from .errors import UnknownMediaError
from .immich.fields import is_uuid

MAX_LENGTH: Final = 13_000
"""A search may be a thousand characters long, and each of them take twelve when it is quoted."""

_UNNAMED: Final = "it is not named as the media browser names things"


class MediaKind(StrEnum):
    """What there is to browse and to play."""

    ACCOUNT = "account"
    FRAME = "frame"
    CURRENT = "current"
    RECENT = "recent"
    PRESET = "preset"
    SEARCH = "search"
    PHOTO = "photo"


# What tells one thing from another of its kind, in this order.
_PARTS: Final[dict[MediaKind, tuple[str, ...]]] = {
    MediaKind.ACCOUNT: ("entry_id",),
    MediaKind.FRAME: ("entry_id", "frame_id"),
    MediaKind.CURRENT: ("entry_id", "frame_id"),
    MediaKind.RECENT: ("entry_id", "frame_id", "name"),
    MediaKind.PRESET: ("entry_id", "frame_id", "name"),
    MediaKind.SEARCH: ("entry_id", "name"),
    MediaKind.PHOTO: ("entry_id", "name"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class MediaId:
    """The name of one thing; what does not belong to its kind is empty.

    `name` is the key of a rendition, the name of a preset, the text of a search, or the id of a
    photo.
    """

    kind: MediaKind
    entry_id: str
    frame_id: str = ""
    name: str = ""

    @classmethod
    def of(cls, text: str) -> Self:
        """Read what `str` wrote, and nothing else. Raises UnknownMediaError."""
        kind, *parts = text.split("/") if len(text) <= MAX_LENGTH else ("",)
        names = _PARTS[MediaKind(kind)] if kind in list(MediaKind) else ()
        if not names or len(parts) != len(names) or not all(parts) or not text.isascii():
            raise UnknownMediaError(_UNNAMED)
        values = dict(zip(names, map(unquote, parts), strict=True))
        found = cls(kind=MediaKind(kind), **values)
        is_photo = found.kind is MediaKind.PHOTO
        if str(found) != text or (is_photo and not is_uuid(found.name)):
            raise UnknownMediaError(_UNNAMED)
        return found

    @override
    def __str__(self) -> str:
        """Write it as part of a media source's address."""
        parts = (getattr(self, name) for name in _PARTS[self.kind])
        return "/".join((self.kind, *(quote(part, safe="") for part in parts)))
