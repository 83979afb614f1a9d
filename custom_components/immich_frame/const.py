"""Names and defaults of the integration."""

from datetime import timedelta
from typing import Final

DOMAIN: Final = "immich_frame"
MANUFACTURER: Final = "Immich Frame"

CONF_QUERY: Final = "query"
CONF_WIDTH: Final = "width"
CONF_HEIGHT: Final = "height"
CONF_POOL_HOURS: Final = "pool_hours"
CONF_POOL_CAP: Final = "pool_cap"
CONF_REPEAT_DAYS: Final = "repeat_days"
CONF_PRESETS: Final = "presets"
CONF_ACTIVE: Final = "active"
CONF_RENDERING: Final = "rendering"
CONF_SLIDESHOW: Final = "slideshow"
CONF_TYPED: Final = "typed"
CONF_PREFETCH: Final = "prefetch"
CONF_ALLOW_GET: Final = "allow_get"
CONF_VERSION: Final = "version"

SUBENTRY_FRAME: Final = "frame"
ENTRY_VERSION: Final = 1
ENTRY_MINOR_VERSION: Final = 2
"""The version of an account: in 1.1 its frames were of version 1."""

FRAME_VERSION: Final = 2
"""The version of a frame's data: 1 knew no slideshow."""

DEFAULT_NAME: Final = "Photo frame"
DEFAULT_PRESET: Final = "Photos"
DEFAULT_WIDTH: Final = 3840
DEFAULT_HEIGHT: Final = 2160
MIN_EDGE: Final = 16
MAX_EDGE: Final = 7680
DEFAULT_POOL_HOURS: Final = 3
MAX_POOL_HOURS: Final = 168
DEFAULT_REPEAT_DAYS: Final = 7
MAX_REPEAT_DAYS: Final = 365
MAX_PRESETS: Final = 20

FIRST_RETRY: Final = timedelta(minutes=1)
LAST_RETRY: Final = timedelta(minutes=15)
"""The waits after a failure: the first, and the longest."""

AD_HOC_POOLS: Final = 32
AD_HOC_POOL_LIFETIME: Final = timedelta(hours=3)

CAMERA_KEY: Final = "photo"

ATTR_ARCHIVE: Final = "archive"
ATTR_ASSET_ID: Final = "asset_id"
ATTR_FAVORITE: Final = "favorite"
ATTR_LIMIT: Final = "limit"
ATTR_POSITION: Final = "position"
ATTR_PRESET: Final = "preset"
ATTR_QUERY: Final = "query"
ATTR_RANGE: Final = "range"
ATTR_SIZE: Final = "size"
ATTR_TAG: Final = "tag"
ATTR_VALID_FOR: Final = "valid_for"

SERVICE_FAVORITE: Final = "favorite"
SERVICE_HIDE: Final = "hide"
SERVICE_LINK: Final = "link"
SERVICE_NEW_IMAGE: Final = "new_image"
SERVICE_NEXT: Final = "next"
SERVICE_PREVIOUS: Final = "previous"
SERVICE_REFRESH: Final = "refresh"
SERVICE_SEARCH: Final = "search"
SERVICE_SHOW: Final = "show"
SERVICE_UNHIDE: Final = "unhide"

MAX_FOUND: Final = 50
DEFAULT_FOUND: Final = 10

API_PATH: Final = f"/api/{DOMAIN}"
