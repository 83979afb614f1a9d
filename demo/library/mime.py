"""Types by a file's suffix, as Immich decides them."""

from pathlib import PurePosixPath

IMAGES = {
    ".avif": "image/avif",
    ".bmp": "image/bmp",
    ".gif": "image/gif",
    ".heic": "image/heic",
    ".heif": "image/heif",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".raf": "image/raf",
    ".tif": "image/tiff",
    ".tiff": "image/tiff",
    ".webp": "image/webp",
}
VIDEOS = {".mov": "video/quicktime", ".mp4": "video/mp4", ".webm": "video/webm"}
UNKNOWN = "application/octet-stream"

FOR_BROWSERS = {".avif", ".bmp", ".gif", ".jpeg", ".jpg", ".png", ".webp"}
"""Suffixes of pictures that every browser shows, whose fullsize is the original."""


def suffix(name: str) -> str:
    """Return a name's suffix in lower case, with its dot."""
    return PurePosixPath(name).suffix.lower()


def mime_type(name: str) -> str:
    """Return the type that Immich gives a file of that name."""
    return {**IMAGES, **VIDEOS}.get(suffix(name), UNKNOWN)


def is_for_browsers(name: str) -> bool:
    """Say whether every browser shows such a picture."""
    return suffix(name) in FOR_BROWSERS
