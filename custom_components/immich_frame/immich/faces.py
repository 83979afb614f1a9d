"""Where faces are in a photo, and whose; read as `models` reads."""

from dataclasses import dataclass
from typing import Final, Self

from . import fields

MAX_FACES: Final = 500
"""More than a crop can care for, and what reading them may take: a few milliseconds."""

_EDGES: Final = ("X1", "Y1", "X2", "Y2")


@dataclass(frozen=True, slots=True)
class FoundFace:
    """A face, in shares of the width and height of the upright, edited photo, 0 to 1.

    Without a `person_id` nobody said whose it is; `name` is empty until somebody gives one.
    """

    left: float
    top: float
    right: float
    bottom: float
    person_id: str | None
    name: str
    is_favorite: bool
    is_hidden: bool

    @classmethod
    def from_json(cls, value: object) -> Self | None:
        """Read one of the list of /faces; a box that covers nothing of the photo is no face.

        Boxes are in pixels of an image that each face names for itself: the preview at the time of
        the search for faces, a camera's own idea of the photo, or the edited photo at its full
        size. They may reach outside of it, and may have fractions once a photo was edited.
        """
        row = fields.row(value, "face")
        width, height = fields.number(row, "imageWidth"), fields.number(row, "imageHeight")
        x1, y1, x2, y2 = (fields.number(row, f"boundingBox{edge}") for edge in _EDGES)
        person = fields.row(row.get("person") or {}, "person")
        if width <= 0 or height <= 0:
            return None
        left, right = _share(x1, width), _share(x2, width)
        top, bottom = _share(y1, height), _share(y2, height)
        if left >= right or top >= bottom:
            return None
        return cls(
            left=left,
            top=top,
            right=right,
            bottom=bottom,
            person_id=fields.uuid(person, "id") if person else None,
            name=fields.optional_text(person, "name") or "",
            is_favorite=fields.flag(person, "isFavorite"),
            is_hidden=fields.flag(person, "isHidden"),
        )


def read_faces(value: object) -> tuple[FoundFace, ...]:
    """Read the answer of /faces, as far as `MAX_FACES`."""
    found = map(FoundFace.from_json, fields.rows(value, "faces")[:MAX_FACES])
    return tuple(face for face in found if face is not None)


def _share(pixels: float, of: float) -> float:
    return min(max(pixels / of, 0.0), 1.0)
