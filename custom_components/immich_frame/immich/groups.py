"""What Immich groups photos by: albums, people, tags; read as `models` reads."""

from dataclasses import dataclass
from typing import Self

from . import fields


@dataclass(frozen=True, slots=True)
class Album:
    """An album: its own or one that somebody shares with the owner of the key.

    `count` is of everything in it, videos and archived photos too. `is_shared` also holds for the
    owner's album that others may see, or may put photos into.
    """

    id: str
    name: str
    count: int
    is_shared: bool

    @classmethod
    def from_json(cls, value: object) -> Self:
        """Read the answer of /albums/{id}, or one of the list of /albums."""
        row = fields.row(value, "album")
        return cls(
            id=fields.uuid(row, "id"),
            name=fields.text(row, "albumName"),
            count=fields.whole(row, "assetCount"),
            is_shared=fields.flag(row, "shared"),
        )


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody whose face Immich knows; the name is empty until somebody gives one."""

    id: str
    name: str
    is_favorite: bool

    @classmethod
    def from_json(cls, value: object) -> Self:
        """Read the answer of /people/{id}, or one of the list of /people."""
        row = fields.row(value, "person")
        return cls(
            id=fields.uuid(row, "id"),
            name=fields.text(row, "name"),
            is_favorite=fields.flag(row, "isFavorite"),
        )


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag, with those above it in its path: "travel/2024/Lisbon"."""

    id: str
    path: str

    @classmethod
    def from_json(cls, value: object) -> Self:
        """Read the answer of /tags/{id}, or one of the list of /tags."""
        row = fields.row(value, "tag")
        return cls(id=fields.uuid(row, "id"), path=fields.text(row, "value"))
