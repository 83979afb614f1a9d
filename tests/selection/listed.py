"""Rows of a list, of which one thing is said at a time."""

from datetime import datetime

from custom_components.immich_frame.immich.models import ListedAsset

from ..immich.rows import asset, exif, photo_id

ME = photo_id(800)


def row(**changes: object) -> ListedAsset:
    """Return a row without exif."""
    return ListedAsset.from_json({**asset(), "exifInfo": None, **changes})


def row_with_exif(*, name: str = "harbour.jpg", **changes: object) -> ListedAsset:
    """Return a row with exif, in which something is said."""
    return ListedAsset.from_json({**asset(originalFileName=name), "exifInfo": exif(**changes)})


def taken(number: int, at: datetime, thumbhash: str | None = None) -> ListedAsset:
    """Return the row of a numbered photo."""
    return row(id=photo_id(number), fileCreatedAt=at.isoformat(), thumbhash=thumbhash)
