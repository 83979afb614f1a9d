"""What a library is made of: what people upload and say, and what is measured from the bytes.

Ids are derived from names, so that the same library has the same ids everywhere.
"""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import Path

from demo.library.ids import uuid_of

FOUNDED = datetime(2026, 1, 1, 9, 0, 0, 123456, tzinfo=UTC)
"""When everything was made and uploaded of which nothing else is said."""


class AssetType(StrEnum):
    """What kind of file an asset is, in Immich's words."""

    IMAGE = "IMAGE"
    VIDEO = "VIDEO"
    AUDIO = "AUDIO"
    OTHER = "OTHER"


class Visibility(StrEnum):
    """Where Immich shows an asset."""

    ARCHIVE = "archive"
    TIMELINE = "timeline"
    HIDDEN = "hidden"
    LOCKED = "locked"


@dataclass(frozen=True, slots=True)
class User:
    """Someone with an account."""

    name: str
    email: str
    color: str = "primary"

    @property
    def id(self) -> str:
        """The id Immich would have given."""
        return uuid_of("user", self.email)


ME = User("Robin Sample", "robin@example.org", "purple")
NEIGHBOUR = User("Alex Neighbour", "alex@example.org", "green")
PARTNER = User("Sam Sample", "sam@example.org", "blue")


@dataclass(frozen=True, slots=True)
class Partner:
    """Someone who shares all their photos with the owner; in the owner's timeline if they like."""

    user: User
    in_timeline: bool = True


@dataclass(frozen=True, slots=True)
class Person:
    """Someone whose face is in photos. An empty name is a face nobody has named yet."""

    key: str
    name: str
    birth_date: date | None = None
    is_hidden: bool = False
    is_favorite: bool = False

    @property
    def id(self) -> str:
        """The id Immich would have given."""
        return uuid_of("person", self.key)


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag by its whole path, such as "nature/water"; the part before is its parent."""

    value: str

    @property
    def id(self) -> str:
        """The id Immich would have given."""
        return uuid_of("tag", self.value)

    @property
    def name(self) -> str:
        """The last part of the path."""
        return self.value.rpartition("/")[2]

    @property
    def parent(self) -> Tag | None:
        """The tag above this one, None at the top."""
        above = self.value.rpartition("/")[0]
        return Tag(above) if above else None

    def covers(self, value: str) -> bool:
        """Say whether a photo tagged with that path is found under this tag."""
        return value == self.value or value.startswith(f"{self.value}/")


@dataclass(frozen=True, slots=True)
class Album:
    """An album; which assets are in it is said at their upload."""

    name: str
    description: str = ""
    owner: User = ME
    shared_with: tuple[User, ...] = ()

    @property
    def id(self) -> str:
        """The id Immich would have given."""
        return uuid_of("album", self.name)

    @property
    def members(self) -> tuple[User, ...]:
        """Everyone who sees the album, its owner first."""
        return (self.owner, *self.shared_with)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a photo was taken: degrees, and the names found for them."""

    latitude: float | None = None
    longitude: float | None = None
    city: str | None = None
    state: str | None = None
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Camera:
    """What a photo was taken with. Exposure time as cameras write it, such as "1/250"."""

    make: str | None = None
    model: str | None = None
    lens: str | None = None
    f_number: float | None = None
    focal_length: float | None = None
    iso: int | None = None
    exposure_time: str | None = None


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in the upright photo, 0..1 from its left and top edge."""

    left: float
    top: float
    right: float
    bottom: float


WHOLE = Box(0.0, 0.0, 1.0, 1.0)
"""All of a photo."""


@dataclass(frozen=True, slots=True)
class Edit:
    """What somebody made of a photo in Immich, which leaves the uploaded file as it is.

    First the upright photo was cropped, then turned clockwise by so many degrees, a multiple of 90,
    and at last mirrored, left to right.
    """

    crop: Box = WHOLE
    clockwise: int = 0
    is_mirrored: bool = False


@dataclass(frozen=True, slots=True)
class Face:
    """A face in a photo; no person while nobody is assigned to it."""

    box: Box
    person: str | None = None
    """The person's key."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What is measured from a file's bytes.

    Width, height and orientation (EXIF's 1-8) are None when the bytes are no picture; width and
    height are those of the stored pixels, before the orientation is applied.
    """

    size: int
    checksum: str
    width: int | None = None
    height: int | None = None
    orientation: int | None = None
    colors: tuple[str, ...] = ()
    thumbhash: str | None = None

    @property
    def upright(self) -> tuple[int, int] | None:
        """Width and height as displayed, None when the bytes are no picture."""
        if self.width is None or self.height is None:
            return None
        turned = self.orientation is not None and self.orientation >= 5  # noqa: PLR2004, EXIF
        return (self.height, self.width) if turned else (self.width, self.height)


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """A file as its owner uploaded it, and all that they said about it.

    The name may hold folders ("trip/a.jpg"); it tells uploads apart. `taken_at` carries the
    offset of the place. `poster` is the still picture of a video. `rating` is 1 to 5 stars;
    Immich 2 also keeps a 0 or a -1 that a camera or an editor wrote.
    """

    name: str
    content: Path | bytes
    taken_at: datetime
    type: AssetType = AssetType.IMAGE
    description: str = ""
    place: Place = field(default_factory=Place)
    camera: Camera = field(default_factory=Camera)
    rating: int | None = None
    is_favorite: bool = False
    visibility: Visibility = Visibility.TIMELINE
    tags: tuple[str, ...] = ()
    albums: tuple[str, ...] = ()
    faces: tuple[Face, ...] = ()
    owner: User = ME
    duration_ms: int | None = None
    poster: bytes | Path | None = None
    edit: Edit | None = None
    stack: str | None = None
    """Uploads that name the same one lie on one stack, the first of them on top."""

    is_trashed: bool = False
    uploaded_at: datetime = FOUNDED
    modified_at: datetime = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
    changed_at: datetime = FOUNDED
    """When somebody last said something about it, or moved it to the trash."""

    facts: Facts | None = None
    """What was measured before; measured from the content when absent."""
