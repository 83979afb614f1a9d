"""How a photo on a frame is written down: everything but the pixels."""

from datetime import datetime
from typing import Any

from .imaging.spec import Box, CropMethod, Fit, PictureFormat, Placed, Rendition, Size
from .selection.pool import Substitute
from .shown import Companion, Shown

FORMAT = 3


def to_json(shown: Shown) -> dict[str, Any]:
    """Write it down."""
    rendition = shown.rendition
    return {
        "format": FORMAT,
        "asset_id": shown.asset_id,
        "file_name": shown.file_name,
        "taken_at": shown.taken_at.isoformat() if shown.taken_at else None,
        "place": shown.place,
        "people": list(shown.people),
        "is_favorite": shown.is_favorite,
        "preset": shown.preset,
        "query": shown.query,
        "substitute": shown.substitute,
        "position": shown.position,
        "shown_at": shown.shown_at.isoformat(),
        "look": shown.look,
        "companion": _companion_to_json(shown.companion) if shown.companion else None,
        "size": [rendition.size.width, rendition.size.height],
        "picture_format": rendition.format,
        "fit": rendition.fit,
        "photos": [_placed_to_json(photo) for photo in rendition.photos],
    }


def from_json(details: dict[str, Any], data: bytes) -> Shown:
    """Put the details and the pixels together again.

    Raises ValueError, LookupError or TypeError when the details are not what `to_json` wrote.
    """
    if details["format"] != FORMAT:
        raise ValueError(f"it has format {details['format']}, this version reads {FORMAT}")
    photos = tuple(map(_placed, details["photos"]))
    companion = _companion(details["companion"]) if details["companion"] else None
    if len(photos) != (1 if companion is None else 2):
        raise ValueError("there has to be a place for each of its photos")
    return Shown(
        asset_id=details["asset_id"],
        file_name=details["file_name"],
        taken_at=_moment(details["taken_at"]),
        place=details["place"],
        people=tuple(details["people"]),
        is_favorite=details["is_favorite"],
        preset=details["preset"],
        query=details["query"],
        substitute=Substitute(details["substitute"]) if details["substitute"] else None,
        position=details["position"],
        shown_at=_moment_with_zone(details["shown_at"]),
        look=details["look"],
        companion=companion,
        rendition=Rendition(
            data=data,
            size=Size(*_numbers(details["size"])),
            format=PictureFormat(details["picture_format"]),
            fit=Fit(details["fit"]),
            photos=photos,
        ),
    )


def _companion_to_json(companion: Companion) -> dict[str, Any]:
    return {
        "asset_id": companion.asset_id,
        "file_name": companion.file_name,
        "taken_at": companion.taken_at.isoformat() if companion.taken_at else None,
        "place": companion.place,
        "people": list(companion.people),
    }


def _companion(details: dict[str, Any]) -> Companion:
    return Companion(
        asset_id=details["asset_id"],
        file_name=details["file_name"],
        taken_at=_moment(details["taken_at"]),
        place=details["place"],
        people=tuple(details["people"]),
    )


def _placed_to_json(photo: Placed) -> dict[str, Any]:
    return {
        "source_size": [photo.source_size.width, photo.source_size.height],
        "crop": _corners(photo.crop),
        "at": _corners(photo.at),
        "method": photo.method,
        "kept": photo.kept,
        "faces_kept": list(photo.faces_kept),
    }


def _placed(details: dict[str, Any]) -> Placed:
    return Placed(
        source_size=Size(*_numbers(details["source_size"])),
        crop=Box(*_numbers(details["crop"])),
        at=Box(*_numbers(details["at"])),
        method=CropMethod(details["method"]),
        kept=float(details["kept"]),
        faces_kept=tuple(map(float, details["faces_kept"])),
    )


def _corners(box: Box) -> list[int]:
    return [box.left, box.top, box.right, box.bottom]


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _moment_with_zone(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError("the time at which it was shown has to have a zone")
    return moment


def _numbers(values: list[Any]) -> list[int]:
    if not all(type(value) is int for value in values):
        raise ValueError("sizes and boxes are whole numbers")
    return values
