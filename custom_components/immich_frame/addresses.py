"""The addresses of pictures that stay what they are, without the host."""

from .const import API_PATH
from .imaging.spec import PictureFormat
from .loader import PhotoSize
from .shown import PictureSize


def recent_path(
    frame_id: str,
    key: str,
    size: PictureSize = PictureSize.FULL,
    picture_format: PictureFormat = PictureFormat.JPEG,
) -> str:
    """Return the address of one of the last renditions of a frame, by its key."""
    return f"{API_PATH}/frames/{frame_id}/recent/{key}/{size}.{picture_format.suffix}"


def photo_path(entry_id: str, asset_id: str, size: PhotoSize) -> str:
    """Return the address of a photo of an account, as Immich has it and always a JPEG."""
    return f"{API_PATH}/accounts/{entry_id}/photos/{asset_id}/{size}.jpg"
