"""What Immich answers, as far as a frame needs it.

Each `from_json` takes a decoded answer, ignores fields and names it does not know, and raises
`BadAnswerError` when a field that it does know has another type.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final, Self, override

from . import fields
from .permissions import Permission

_SIDEWAYS: Final = frozenset("5678")
"""The EXIF orientations that swap width and height."""


class AssetType(StrEnum):
    """What an asset is."""

    IMAGE = "IMAGE"
    VIDEO = "VIDEO"
    AUDIO = "AUDIO"
    OTHER = "OTHER"


class Visibility(StrEnum):
    """Where Immich shows an asset."""

    TIMELINE = "timeline"
    ARCHIVE = "archive"
    HIDDEN = "hidden"
    LOCKED = "locked"


@dataclass(frozen=True, order=True, slots=True)
class Version:
    """The version of a server."""

    major: int
    minor: int
    patch: int

    @classmethod
    def from_json(cls, value: object) -> Self:
        """Read the answer of /server/version."""
        row = fields.row(value, "version")
        return cls(*(fields.whole(row, name) for name in ("major", "minor", "patch")))

    @override
    def __str__(self) -> str:
        """Return it as Immich writes it: 3.1.0."""
        return f"{self.major}.{self.minor}.{self.patch}"


@dataclass(frozen=True, slots=True)
class ApiKey:
    """A key, which is not its secret, and what it may do."""

    id: str
    name: str
    permissions: frozenset[str]

    @classmethod
    def from_json(cls, value: object) -> Self:
        """Read the answer of /api-keys/me."""
        row = fields.row(value, "key")
        return cls(
            id=fields.uuid(row, "id"),
            name=fields.text(row, "name"),
            permissions=frozenset(fields.texts(row, "permissions")),
        )

    def grants(self, permission: str) -> bool:
        """Whether the key may do this."""
        return not self.permissions.isdisjoint({permission, Permission.ALL})


@dataclass(frozen=True, slots=True)
class User:
    """Whose photos they are."""

    id: str
    name: str

    @classmethod
    def from_json(cls, value: object) -> Self:
        """Read the answer of /users/me."""
        row = fields.row(value, "user")
        return cls(id=fields.uuid(row, "id"), name=fields.text(row, "name"))


@dataclass(frozen=True, slots=True)
class Asset:
    """One asset, with what a frame tells about it.

    Width and height are in pixels of the upright photo, after edits; `local_date_time` is what a
    clock on the wall showed and has no zone; `people` are the names of people who have one and are
    not hidden; `checksum` is Immich's, base64.
    """

    id: str
    file_name: str
    mime_type: str | None
    width: int | None
    height: int | None
    local_date_time: datetime | None
    city: str | None
    state: str | None
    country: str | None
    description: str | None
    people: tuple[str, ...]
    is_favorite: bool
    is_edited: bool
    is_trashed: bool
    checksum: str | None
    type: AssetType
    visibility: Visibility | None

    @classmethod
    def from_json(cls, value: object) -> Self:
        """Read the answer of /assets/{id}."""
        row = fields.row(value, "asset")
        exif = fields.row(row.get("exifInfo") or {}, "exifInfo")
        width, height = _upright_size(row, exif)
        return cls(
            id=fields.uuid(row, "id"),
            file_name=fields.text(row, "originalFileName"),
            mime_type=fields.optional_text(row, "originalMimeType"),
            width=width,
            height=height,
            local_date_time=fields.wall_time(row, "localDateTime"),
            city=fields.optional_text(exif, "city"),
            state=fields.optional_text(exif, "state"),
            country=fields.optional_text(exif, "country"),
            description=fields.optional_text(exif, "description"),
            people=tuple(_names(row)),
            is_favorite=fields.flag(row, "isFavorite"),
            is_edited=fields.flag(row, "isEdited"),
            is_trashed=fields.flag(row, "isTrashed"),
            checksum=fields.optional_text(row, "checksum"),
            type=fields.choice(row, "type", AssetType) or AssetType.OTHER,
            visibility=fields.choice(row, "visibility", Visibility),
        )

    @property
    def is_photo(self) -> bool:
        """Whether a frame may show it: it may have been archived or trashed since the search."""
        return (
            self.type is AssetType.IMAGE
            and self.visibility is Visibility.TIMELINE
            and not self.is_trashed
        )

    @property
    def place(self) -> str | None:
        """Where it was taken, as far as that is known: "Berlin, Germany"."""
        return ", ".join(name for name in (self.city, self.country) if name) or None


@dataclass(frozen=True, slots=True)
class SearchPage:
    """The ids on one page of a search, best first, and the number of the page after it."""

    ids: tuple[str, ...]
    next_page: int | None

    @classmethod
    def from_json(cls, value: object) -> Self:
        """Read the answer of /search/smart."""
        page = fields.row(fields.row(value, "answer").get("assets"), "assets")
        return cls(
            ids=asset_ids(page.get("items")), next_page=fields.optional_number(page, "nextPage")
        )


@dataclass(frozen=True, slots=True)
class Download:
    """A file, whole, and the type that the server gave it: "image/heic"."""

    data: bytes
    content_type: str


def asset_ids(value: object) -> tuple[str, ...]:
    """Read the ids of a list of assets, in its order: the answer of /search/random."""
    return tuple(fields.uuid(row, "id") for row in fields.rows(value, "assets"))


def _upright_size(row: fields.Row, exif: fields.Row) -> tuple[int | None, int | None]:
    """Width and height as shown; before 2.5 Immich tells only those stored in the file."""
    if "width" in row:
        return fields.optional_whole(row, "width"), fields.optional_whole(row, "height")
    width = fields.optional_whole(exif, "exifImageWidth")
    height = fields.optional_whole(exif, "exifImageHeight")
    sideways = fields.optional_text(exif, "orientation") in _SIDEWAYS
    return (height, width) if sideways else (width, height)


def _names(row: fields.Row) -> Iterator[str]:
    for person in fields.rows(row.get("people") or [], "people"):
        name = fields.optional_text(person, "name")
        if name and not fields.flag(person, "isHidden"):
            yield name
