"""A photo on a frame, and how it is written down."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from .const import API_PATH
from .imaging.spec import Box, CropMethod, Rendition, Size
from .selection.pool import Substitute

FORMAT = 2


@dataclass(frozen=True, slots=True)
class Shown:
    """A photo on a frame: where it came from, what it shows, and its rendition.

    `taken_at` is wall time at the place of the photo, without a zone; `shown_at` has a zone.
    `position` is the rank in the pool, counted from 1; 0 for a photo that was not drawn from one.
    `preset` is the name of the source that it was drawn from, if it was the frame's own, `query`
    the text that was searched for, if any, and `substitute` why the photo is another
    than was asked for.
    """

    asset_id: str
    file_name: str
    taken_at: datetime | None
    place: str | None
    people: tuple[str, ...]
    is_favorite: bool
    preset: str | None
    query: str | None
    substitute: Substitute | None
    position: int
    shown_at: datetime
    rendition: Rendition

    @property
    def key(self) -> str:
        """Return a name for this rendition that no other one has."""
        return f"{self.asset_id}-{int(self.shown_at.timestamp() * 1000):x}"


class Recent:
    """The photos that were on a frame last, bounded in number and bytes; the last always stays."""

    def __init__(self, most: int, most_bytes: int) -> None:
        """Hold at most so many renditions, with at most so many bytes together."""
        self._most = most
        self._most_bytes = most_bytes
        self.newest_first: tuple[Shown, ...] = ()

    def add(self, shown: Shown) -> None:
        """Put a photo before the others, and let the oldest go that are too many or too large."""
        kept, total = [shown], len(shown.rendition.data)
        others = [older for older in self.newest_first if older.asset_id != shown.asset_id]
        for older in others[: self._most - 1]:
            total += len(older.rendition.data)
            if total > self._most_bytes:
                break
            kept.append(older)
        self.newest_first = tuple(kept)

    def find(self, asset_id: str, size: Size) -> Shown | None:
        """Return a photo that is still held in this size."""
        for shown in self.newest_first:
            if shown.asset_id == asset_id and shown.rendition.size == size:
                return shown
        return None


class PictureSize(StrEnum):
    """The sizes in which a frame's picture has an address: the longer edge in pixels."""

    FULL = "full"
    LARGE = "1920"
    MEDIUM = "1280"
    SMALL = "640"

    def of(self, full: Size) -> Size:
        """Return the box that the picture has to fit into."""
        return full if self is PictureSize.FULL else Size(int(self), int(self))


def picture_path(frame_id: str, size: PictureSize = PictureSize.FULL) -> str:
    """Return the address of a frame's picture, without the host."""
    return f"{API_PATH}/frames/{frame_id}/{size}.jpg"


def describe(shown: Shown, frame_id: str) -> dict[str, Any]:
    """Tell people and automations what is on a frame."""
    rendition = shown.rendition
    return {
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
        "width": rendition.size.width,
        "height": rendition.size.height,
        "cropped_by": rendition.method,
        "kept": round(rendition.kept, 3),
        "shown_at": shown.shown_at.isoformat(),
        "url": picture_path(frame_id),
    }


def to_json(shown: Shown) -> dict[str, Any]:
    """Write down everything but the pixels."""
    rendition = shown.rendition
    crop = rendition.crop
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
        "size": [rendition.size.width, rendition.size.height],
        "content_type": rendition.content_type,
        "source_size": [rendition.source_size.width, rendition.source_size.height],
        "crop": [crop.left, crop.top, crop.right, crop.bottom],
        "method": rendition.method,
        "kept": rendition.kept,
    }


def from_json(details: dict[str, Any], data: bytes) -> Shown:
    """Put the details and the pixels together again.

    Raises ValueError, LookupError or TypeError when the details are not what `to_json` wrote.
    """
    if details["format"] != FORMAT:
        raise ValueError(f"it has format {details['format']}, this version reads {FORMAT}")
    taken_at = details["taken_at"]
    return Shown(
        asset_id=details["asset_id"],
        file_name=details["file_name"],
        taken_at=datetime.fromisoformat(taken_at) if taken_at else None,
        place=details["place"],
        people=tuple(details["people"]),
        is_favorite=details["is_favorite"],
        preset=details["preset"],
        query=details["query"],
        substitute=Substitute(details["substitute"]) if details["substitute"] else None,
        position=details["position"],
        shown_at=datetime.fromisoformat(details["shown_at"]),
        rendition=Rendition(
            data=data,
            size=Size(*details["size"]),
            content_type=details["content_type"],
            source_size=Size(*details["source_size"]),
            crop=Box(*details["crop"]),
            method=CropMethod(details["method"]),
            kept=details["kept"],
        ),
    )
