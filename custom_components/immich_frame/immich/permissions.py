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


REQUIRED: Final = {
    Permission.USER_READ: "tells whose photos they are",
    Permission.ASSET_READ: "finds photos and tells about them",
    Permission.ASSET_VIEW: "shows their previews",
}
"""Without one of these there is no frame: the permission, and what it does."""

OPTIONAL: Final = {
    Permission.ASSET_DOWNLOAD: "shows originals, which have more pixels than previews",
    Permission.FACE_READ: "keeps faces in the picture",
    Permission.ALBUM_READ: "chooses photos by albums",
    Permission.PERSON_READ: "chooses photos by people",
    Permission.TAG_READ: "chooses photos by tags",
    Permission.MEMORY_READ: "shows memories",
    Permission.STACK_READ: "shows one photo of each stack",
    Permission.ASSET_STATISTICS: "tells about how many photos there are before a choice is saved",
    Permission.PERSON_STATISTICS: "tells how many photos there are of each person",
    Permission.ASSET_UPDATE: "marks favourites and archives photos",
    Permission.TAG_CREATE: "makes the tag of hidden photos",
    Permission.TAG_ASSET: "tags hidden photos",
}
"""What makes a frame better: the permission, and what it does."""
