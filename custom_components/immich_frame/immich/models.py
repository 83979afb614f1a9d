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


_TIMELINE: Final = frozenset({Visibility.TIMELINE})
_WITH_ARCHIVED: Final = frozenset({Visibility.TIMELINE, Visibility.ARCHIVE})


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
            permissions=frozenset(fields.texts(row.get("permissions"), "permissions")),
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
    not hidden; `checksum` is Immich's, base64; `file_size` is that of the original, in bytes.
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
    file_size: int | None
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
            file_size=fields.optional_whole(exif, "fileSizeInByte"),
            type=fields.choice(row, "type", AssetType) or AssetType.OTHER,
            visibility=fields.choice(row, "visibility", Visibility),
        )

    @property
    def is_photo(self) -> bool:
        """Whether it is a photo of the timeline: it may have been archived since the search."""
        return self.is_showable(with_archived=False)

    def is_showable(self, with_archived: bool) -> bool:
        """Whether a frame may show it: it may have been archived or trashed since the search."""
        allowed = _WITH_ARCHIVED if with_archived else _TIMELINE
        return self.type is AssetType.IMAGE and self.visibility in allowed and not self.is_trashed

    @property
    def place(self) -> str | None:
        """Where it was taken, as far as that is known: "Berlin, Germany"."""
        return _place(self.city, self.country)


@dataclass(frozen=True, slots=True)
class ListedAsset:
    """One asset of a list, with what decides whether a frame wants it.

    `taken_at` is in UTC, `local_date_time` what a clock on the wall showed and without a zone.
    Width and height are in pixels of the upright photo; lists before Immich 2.5 tell them only
    together with exif. `is_favorite` is the owner's own mark, and false for photos of others;
    `thumbhash` is a tiny picture, base64. What follows it is there only when exif was asked for;
    `rating` is 1 to 5.
    """

    id: str
    owner_id: str
    file_name: str
    type: AssetType
    visibility: Visibility | None
    is_favorite: bool
    is_trashed: bool
    taken_at: datetime
    local_date_time: datetime
    width: int | None
    height: int | None
    thumbhash: str | None
    make: str | None = None
    rating: int | None = None
    city: str | None = None
    country: str | None = None

    @classmethod
    def from_json(cls, row: fields.Row) -> Self:
        """Read one row of a list."""
        exif = fields.row(row.get("exifInfo") or {}, "exifInfo")
        taken_at = fields.moment(row, "fileCreatedAt")
        width, height = _upright_size(row, exif)
        return cls(
            id=fields.uuid(row, "id"),
            owner_id=fields.text(row, "ownerId"),
            file_name=fields.text(row, "originalFileName"),
            type=fields.choice(row, "type", AssetType) or AssetType.OTHER,
            visibility=fields.choice(row, "visibility", Visibility),
            is_favorite=fields.flag(row, "isFavorite"),
            is_trashed=fields.flag(row, "isTrashed"),
            taken_at=taken_at,
            local_date_time=fields.wall_time(row, "localDateTime") or taken_at.replace(tzinfo=None),
            width=width,
            height=height,
            thumbhash=fields.optional_text(row, "thumbhash"),
            make=fields.optional_text(exif, "make"),
            rating=fields.optional_whole(exif, "rating"),
            city=fields.optional_text(exif, "city"),
            country=fields.optional_text(exif, "country"),
        )

    @property
    def is_image(self) -> bool:
        """Whether it is a photo, and no video nor anything that a newer Immich made up."""
        return self.type is AssetType.IMAGE

    @property
    def place(self) -> str | None:
        """Where it was taken, as far as that is known: "Berlin, Germany"."""
        return _place(self.city, self.country)


@dataclass(frozen=True, slots=True)
class SearchPage:
    """One page of a search, and the number of the page after it."""

    assets: tuple[ListedAsset, ...]
    next_page: int | None


@dataclass(frozen=True, slots=True)
class Download:
    """A file, whole, and the type that the server gave it: "image/heic"."""

    data: bytes
    content_type: str


def _place(city: str | None, country: str | None) -> str | None:
    return ", ".join(name for name in (city, country) if name) or None


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
