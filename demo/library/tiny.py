"""Small photos for tests, made in a few milliseconds each."""

from datetime import datetime, timedelta, timezone
from io import BytesIO
from typing import TypedDict, Unpack

from PIL import ExifTags, Image

from demo.library.model import AssetType, Camera, Edit, Face, Place, Upload, User, Visibility

CENTRAL_EUROPE = timezone(timedelta(hours=1))


class Said(TypedDict, total=False):
    """What may be said about a photo: the fields of an Upload that have defaults."""

    type: AssetType
    description: str
    place: Place
    camera: Camera
    rating: int | None
    is_favorite: bool
    visibility: Visibility
    tags: tuple[str, ...]
    albums: tuple[str, ...]
    faces: tuple[Face, ...]
    owner: User
    duration_ms: int | None
    poster: bytes | None
    edit: Edit | None
    stack: str | None
    is_trashed: bool
    uploaded_at: datetime
    changed_at: datetime


def tiny_photo(  # noqa: PLR0913, each names one thing of a picture, and each has a default
    name: str = "photo.jpg",
    *,
    size: tuple[int, int] = (640, 480),
    color: str = "teal",
    orientation: int = 1,
    content: bytes | None = None,
    taken_at: datetime = datetime(2024, 6, 1, 12, 0, tzinfo=CENTRAL_EUROPE),
    **said: Unpack[Said],
) -> Upload:
    """Return an upload of a plain picture with a gradient, stored as the name's suffix says.

    `size` is the stored one, in pixels; `orientation` goes into its EXIF. `content` replaces
    the picture by bytes of a test's own.
    """
    if content is None:
        content = tiny_picture(name, size, color, orientation)
    return Upload(name=name, content=content, taken_at=taken_at, **said)


def tiny_picture(name: str, size: tuple[int, int], color: str, orientation: int = 1) -> bytes:
    """Return a picture that has its colour at its stored top and fades to black below."""
    fading = Image.linear_gradient("L").resize(size)
    picture = Image.composite(
        Image.new("RGB", size, "black"), Image.new("RGB", size, color), fading
    )
    exif = picture.getexif()
    exif[ExifTags.Base.Orientation] = orientation
    out = BytesIO()
    picture.save(out, Image.registered_extensions()[f".{name.rpartition('.')[2]}"], exif=exif)
    return out.getvalue()
