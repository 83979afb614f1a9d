"""Names and defaults of the integration."""

from datetime import timedelta
from typing import Final

DOMAIN: Final = "immich_frame"
MANUFACTURER: Final = "Immich Frame"

CONF_QUERY: Final = "query"
CONF_WIDTH: Final = "width"
CONF_HEIGHT: Final = "height"
CONF_POOL_HOURS: Final = "pool_hours"

SUBENTRY_FRAME: Final = "frame"

DEFAULT_NAME: Final = "Photo frame"
DEFAULT_WIDTH: Final = 3840
DEFAULT_HEIGHT: Final = 2160
MIN_EDGE: Final = 16
MAX_EDGE: Final = 7680
DEFAULT_POOL_HOURS: Final = 3
MAX_POOL_HOURS: Final = 168

AD_HOC_POOLS: Final = 32
AD_HOC_POOL_LIFETIME: Final = timedelta(hours=3)

CAMERA_KEY: Final = "photo"

ATTR_QUERY: Final = "query"
ATTR_RANGE: Final = "range"
SERVICE_NEW_IMAGE: Final = "new_image"

API_PATH: Final = f"/api/{DOMAIN}"
