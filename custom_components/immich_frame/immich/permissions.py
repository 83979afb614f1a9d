"""What an API key may be allowed to do, in Immich's words."""

from enum import StrEnum
from typing import Final


class Permission(StrEnum):
    """The permissions a frame uses, of the many there are."""

    ALL = "all"
    ALBUM_READ = "album.read"
    ASSET_DOWNLOAD = "asset.download"
    ASSET_READ = "asset.read"
    ASSET_STATISTICS = "asset.statistics"
    ASSET_UPDATE = "asset.update"
    ASSET_VIEW = "asset.view"
    FACE_READ = "face.read"
    MEMORY_READ = "memory.read"
    PERSON_READ = "person.read"
    PERSON_STATISTICS = "person.statistics"
    STACK_READ = "stack.read"
    TAG_ASSET = "tag.asset"
    TAG_CREATE = "tag.create"
    TAG_READ = "tag.read"
    USER_READ = "user.read"


REQUIRED: Final = (Permission.USER_READ, Permission.ASSET_READ, Permission.ASSET_VIEW)
"""Without one of these there is no frame."""

OPTIONAL: Final = (
    Permission.ASSET_DOWNLOAD,
    Permission.FACE_READ,
    Permission.ALBUM_READ,
    Permission.PERSON_READ,
    Permission.TAG_READ,
    Permission.MEMORY_READ,
    Permission.STACK_READ,
    Permission.ASSET_STATISTICS,
    Permission.PERSON_STATISTICS,
    Permission.ASSET_UPDATE,
    Permission.TAG_CREATE,
    Permission.TAG_ASSET,
)
"""What makes a frame better, in the order in which people are told of it."""
