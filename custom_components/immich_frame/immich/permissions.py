"""What an API key may be allowed to do, in Immich's words."""

from enum import StrEnum
from typing import Final


class Permission(StrEnum):
    """The permissions a frame uses, of the many there are."""

    ALL = "all"
    ASSET_DOWNLOAD = "asset.download"
    ASSET_READ = "asset.read"
    ASSET_VIEW = "asset.view"
    USER_READ = "user.read"


REQUIRED: Final = (Permission.USER_READ, Permission.ASSET_READ, Permission.ASSET_VIEW)
"""Without one of these there is no frame: whose photos they are, the search, the preview."""

OPTIONAL: Final = (Permission.ASSET_DOWNLOAD,)
"""What makes a frame better: originals have more pixels than previews."""
