"""A photo on a frame, or two, and how it is told of."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from .const import API_PATH
from .imaging.spec import PictureFormat, Placed, Rendition, Size
from .selection.pool import Substitute

MAX_RECENT = 10
MAX_RECENT_BYTES = 24 * 2**20
MAX_NAMES = 30
MAX_NAME = 60
MAX_TEXT = 255
"""As long as a state of Home Assistant may be."""


@dataclass(frozen=True, slots=True)
class Companion:
    """The photo beside another one on the frame. `taken_at` is wall time, without a zone."""

    asset_id: str
    file_name: str
    taken_at: datetime | None
    place: str | None
    people: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """A photo on a frame: where it came from, what it shows, and its rendition.

    `taken_at` is wall time at the place of the photo, without a zone; `shown_at` has a zone.
    `position` is the rank in the pool, counted from 1; 0 for a photo that was not drawn from one.
    `preset` is the name of the source that it was drawn from, if it was the frame's own, `query`
    the text that was searched for, if any, and `substitute` why the photo is another
    than was asked for. `look` is that of the options that the rendition was made with.
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
    look: str
    rendition: Rendition
    companion: Companion | None = None

    @property
    def asset_ids(self) -> tuple[str, ...]:
        """Return the ids of the photo, and of the one beside it."""
        return (self.asset_id, self.companion.asset_id) if self.companion else (self.asset_id,)

    @property
    def key(self) -> str:
        """Return a name for this rendition that no other one has."""
        return f"{self.asset_id}-{int(self.shown_at.timestamp() * 1000):x}"


class Recent:
    """The photos that were on a frame last, bounded in number and bytes; the last always stays."""

    def __init__(self, most: int = MAX_RECENT, most_bytes: int = MAX_RECENT_BYTES) -> None:
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

    def note_favorite(self, asset_id: str, *, on: bool) -> None:
        """Know of a photo that it is a favourite now, or none any more."""
        self.newest_first = tuple(
            replace(shown, is_favorite=on) if shown.asset_id == asset_id else shown
            for shown in self.newest_first
        )

    def find(self, asset_id: str, look: str) -> Shown | None:
        """Return a photo that is still held with this look."""
        for shown in self.newest_first:
            if shown.asset_id == asset_id and shown.look == look:
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


def picture_path(
    frame_id: str,
    size: PictureSize = PictureSize.FULL,
    picture_format: PictureFormat = PictureFormat.JPEG,
) -> str:
    """Return the address of a frame's picture, without the host."""
    return f"{API_PATH}/frames/{frame_id}/{size}.{picture_format.suffix}"


def cut(text: str, most: int = MAX_TEXT) -> str:
    """Return a text that fits into a state."""
    return text if len(text) <= most else f"{text[: most - 1]}…"


def cut_names(names: Sequence[str]) -> list[str]:
    """Return names that fit into an attribute: not too many, and none too long."""
    return [cut(name, MAX_NAME) for name in names[:MAX_NAMES]]


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
        "fit": rendition.fit,
        **_describe_crop(rendition.photos[0]),
        "companion": _describe_companion(shown),
        "shown_at": shown.shown_at.isoformat(),
        "url": picture_path(frame_id, picture_format=rendition.format),
    }


def _describe_companion(shown: Shown) -> dict[str, Any] | None:
    if (companion := shown.companion) is None:
        return None
    return {
        "asset_id": companion.asset_id,
        "file_name": companion.file_name,
        "taken_at": companion.taken_at.isoformat() if companion.taken_at else None,
        "place": companion.place,
        "people": list(companion.people),
        **_describe_crop(shown.rendition.photos[1]),
    }


def _describe_crop(photo: Placed) -> dict[str, Any]:
    return {
        "cropped_by": photo.method,
        "kept": round(photo.kept, 3),
        "faces_kept": [round(share, 3) for share in photo.faces_kept],
    }
