"""Who may sit for a painted portrait: the same person looks the same in every photo."""

from dataclasses import dataclass, field
from enum import StrEnum

from demo.library.paint.color import Color, rgb


class Hair(StrEnum):
    """How somebody wears their hair."""

    SHORT = "short"
    LONG = "long"
    BUN = "bun"
    BALD = "bald"


@dataclass(frozen=True, slots=True, eq=False)
class Look:
    """What somebody looks like."""

    skin: Color
    hair: Color
    style: Hair
    eyes: Color = field(default_factory=lambda: rgb("5a3a22"))
    clothes: Color = field(default_factory=lambda: rgb("35507a"))
    glasses: bool = False
    beard: bool = False
    child: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Sitter:
    """Somebody in a photo: who, and where their face is.

    `across` and `down` are the middle of the face, `tall` the height from hairline to chin, all
    0..1 of the picture; `tilt` is how far the head leans to the right, in radians.
    """

    person: str | None
    look: Look
    across: float
    down: float
    tall: float
    tilt: float = 0.0
    smile: float = 0.5
