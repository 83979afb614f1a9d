"""A library in which every filter divides the photos of every source."""

from datetime import datetime, timedelta
from typing import Final, Unpack
from zoneinfo import ZoneInfo

from demo.library.library import Library
from demo.library.model import (
    ME,
    NEIGHBOUR,
    PARTNER,
    Album,
    AssetType,
    Box,
    Camera,
    Face,
    Partner,
    Person,
    Place,
    Upload,
    User,
    Visibility,
)
from demo.library.tiny import Said, tiny_photo

ZONE: Final = ZoneInfo("Europe/Berlin")
NOW: Final = datetime(2026, 11, 22, 10, 0, tzinfo=ZONE)
LONG_AGO: Final = NOW - timedelta(days=400)

COUSIN: Final = User("Kim Cousin", "kim@example.org")

SUMMER, WINTER, EMPTY = Album("Summer"), Album("Winter"), Album("Empty")
FAMILY: Final = Album("Family", shared_with=(NEIGHBOUR, PARTNER))
VILLAGE: Final = Album("Village", owner=NEIGHBOUR, shared_with=(ME,))
PRIVATE: Final = Album("Private", owner=NEIGHBOUR)

PORTUGAL: Final = Place(38.7, -9.1, "Lisbon", "Lisboa", "Portugal")
GERMANY: Final = Place(53.5, 10.0, "Hamburg", "Hamburg", "Germany")
JAPAN: Final = Place(35.7, 139.7, "Tokyo", None, "Japan")
CAMERA: Final = Camera(make="Fujifilm", model="X-T5")

LANDSCAPE, PORTRAIT, SQUARE, LARGE = (64, 48), (48, 64), (60, 60), (160, 120)

CAPTURE: Final = "Capture d\N{RIGHT SINGLE QUOTATION MARK}écran.png"

BURSTS: Final[dict[str, tuple[str, ...]]] = {
    "jump": ("jump-1.jpg", "jump-2.jpg", "jump-3.jpg", "jump-4.jpg"),
    "swim": ("swim-1.jpg", "swim-2.jpg"),
}
"""Photos that look alike, with few seconds between them."""


def at(text: str) -> datetime:
    """Read a time in Berlin, such as "2024-06-01 12:00"."""
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


def face(key: str) -> Face:
    return Face(Box(0.4, 0.2, 0.6, 0.5), person=key)


class Made(Said, total=False):
    """What may be said of a photo, and how its picture is made."""

    color: str
    orientation: int
    content: bytes


def photo(name: str, taken: str, size: tuple[int, int] = LANDSCAPE, **made: Unpack[Made]) -> Upload:
    """Return a photo that a camera took, and that was uploaded long ago unless it says else."""
    usual: Made = {"camera": CAMERA, "uploaded_at": LONG_AGO}
    return tiny_photo(name, size=size, taken_at=at(taken), **usual | made)


ADA, BEN, CLEO = face("Ada"), face("Ben"), face("Cleo")

OWN: Final = [
    photo("plain.jpg", "2019-01-05 08:00"),
    photo("beach.jpg", "2024-07-02 09:00", albums=("Summer",), tags=("nature/water",), rating=5),
    photo("cliff.jpg", "2024-07-02 15:00", PORTRAIT, albums=("Summer",), place=PORTUGAL, rating=4),
    photo("ada.jpg", "2024-07-03 10:00", albums=("Summer",), faces=(ADA,), is_favorite=True),
    photo("ada-ben.jpg", "2024-07-04 10:00", LARGE, albums=("Summer",), faces=(ADA, BEN), rating=4),
    photo("ben.jpg", "2024-07-05 10:00", SQUARE, faces=(BEN,), place=PORTUGAL, is_favorite=True),
    photo("cleo.jpg", "2024-08-05 10:00", PORTRAIT, faces=(CLEO, ADA), tags=("city",), rating=2),
    photo("snow.jpg", "2025-01-12 11:00", albums=("Winter",), tags=("nature",), rating=3),
    photo("ski.jpg", "2025-01-13 11:00", LARGE, albums=("Winter", "Summer"), place=GERMANY),
    photo(
        "harbour.jpg", "2025-04-30 23:30", place=GERMANY, tags=("city", "nature/water"), rating=5
    ),
    photo("tower.jpg", "2025-05-01 00:30", PORTRAIT, place=JAPAN, tags=("city",), is_favorite=True),
    photo("shrine.jpg", "2025-05-02 09:00", SQUARE, place=JAPAN, rating=1, albums=("Family",)),
    photo("cake.jpg", "2026-03-08 16:00", LARGE, albums=("Family",), faces=(BEN, CLEO), rating=5),
    photo("unwanted.jpg", "2026-03-09 16:00", albums=("Family",), rating=-1, tags=("city",)),
    photo("unrated.jpg", "2026-03-10 16:00", albums=("Village",), rating=0, is_favorite=True),
    photo("sideways.jpg", "2023-02-01 12:00", LARGE, orientation=6, tags=("nature",)),
    photo("huge.jpg", "2023-03-01 12:00", (400, 100), faces=(ADA,), albums=("Winter",)),
    photo("broken.jpg", "2023-04-01 12:00", content=b"no picture", tags=("city",), rating=4),
    photo("first-moment.jpg", "2024-05-10 00:00", rating=3, faces=(BEN,)),
    photo("last-moment.jpg", "2024-05-10 23:59:59.999", color="gold", rating=3, place=PORTUGAL),
    photo("next-moment.jpg", "2024-05-11 00:00", rating=3, tags=("nature",)),
]

LATELY: Final = [
    photo("uploaded-today.jpg", "2012-05-05 12:00", uploaded_at=NOW - timedelta(hours=1)),
    photo("uploaded-first.jpg", "2013-06-05 12:00", uploaded_at=at("2026-11-15 00:00")),
    photo(
        "uploaded-before.jpg", "2014-07-05 12:00", uploaded_at=at("2026-11-14 23:59:59"), rating=5
    ),
    photo("today.jpg", "2026-11-22 08:00", PORTRAIT, uploaded_at=NOW, faces=(ADA,), rating=5),
    photo("last-week.jpg", "2026-11-16 08:00", LARGE, uploaded_at=NOW, albums=("Family", "Winter")),
    photo("days-ago-30.jpg", "2026-10-23 00:00", tags=("city",), place=GERMANY, rating=4),
    photo("days-ago-31.jpg", "2026-10-22 23:59", tags=("city",), place=GERMANY, rating=4),
]

ON_THIS_DAY: Final = [
    photo("memory-2020.jpg", "2020-11-22 09:00", PORTRAIT, faces=(ADA,), rating=4),
    photo("memory-2023.jpg", "2023-11-22 18:00", LARGE, place=PORTUGAL, tags=("nature",)),
    photo("memory-snow.jpg", "2023-11-22 19:00", SQUARE, is_favorite=True, albums=("Winter",)),
    photo("Screenshot_20211122.jpg", "2021-11-22 12:00", camera=Camera(), rating=5),
    photo("memory-before.jpg", "2022-11-20 12:00", faces=(BEN,), rating=5, place=GERMANY),
    photo("memory-after.jpg", "2018-11-24 12:00", tags=("city",), albums=("Summer", "Family")),
    photo("memory-far.jpg", "2018-11-25 12:00", is_favorite=True),
    photo("memory-archived.jpg", "2019-11-22 12:00", visibility=Visibility.ARCHIVE),
]

SCREENS: Final = [
    photo("Screen Shot 2020.png", "2020-02-01 12:00", camera=Camera(), albums=("Summer",)),
    photo("Bildschirmfoto 3.png", "2020-02-02 12:00", camera=Camera(), faces=(ADA,), rating=5),
    photo(
        "Capture d\N{RIGHT SINGLE QUOTATION MARK}écran.png",
        "2020-02-03 12:00",
        camera=Camera(),
        tags=("city",),
    ),
    photo("IMG_0815.PNG", "2020-02-04 12:00", camera=Camera(), is_favorite=True, content=b"screen"),
    photo("IMG_0816.jpg", "2020-02-05 12:00", camera=Camera(), albums=("Family",), rating=4),
    photo("screenshot-by-camera.jpg", "2020-02-06 12:00", albums=("Family",), tags=("nature",)),
]

TOGETHER: Final = [
    photo("stack-top.jpg", "2021-08-01 12:00", stack="panorama", albums=("Summer",), rating=5),
    photo("stack-2.jpg", "2021-08-01 13:00", stack="panorama", albums=("Summer",), rating=5),
    photo("stack-3.jpg", "2021-08-01 14:00", stack="panorama", is_favorite=True, faces=(ADA,)),
    photo("jump-1.jpg", "2022-08-01 12:00:00", color="red", albums=("Summer",), rating=4),
    photo("jump-2.jpg", "2022-08-01 12:00:02", color="red", albums=("Summer",), rating=5),
    photo("jump-3.jpg", "2022-08-01 12:00:04", color="red", is_favorite=True, faces=(BEN,)),
    photo("jump-4.jpg", "2022-08-01 12:00:30", color="red", albums=("Summer",), tags=("nature",)),
    photo("splash.jpg", "2022-08-01 12:00:03", PORTRAIT, color="blue", albums=("Summer",)),
    photo("swim-1.jpg", "2022-08-02 12:00:00", color="olive", faces=(ADA,), place=JAPAN),
    photo("swim-2.jpg", "2022-08-02 12:00:05", color="olive", faces=(ADA,), place=JAPAN, rating=3),
]

NOT_SHOWN: Final = [
    photo(
        "archived.jpg",
        "2024-07-06 10:00",
        LARGE,
        visibility=Visibility.ARCHIVE,
        albums=("Summer", "Family"),
        tags=("city",),
        faces=(ADA, BEN),
        place=PORTUGAL,
        rating=5,
        is_favorite=True,
        uploaded_at=NOW,
    ),
    photo(
        "trashed.jpg",
        "2024-07-07 10:00",
        albums=("Summer", "Family"),
        tags=("city",),
        faces=(ADA, BEN),
        rating=5,
        is_favorite=True,
        is_trashed=True,
        uploaded_at=NOW,
    ),
    photo("hidden.jpg", "2024-07-08 10:00", visibility=Visibility.HIDDEN, faces=(ADA,)),
    photo("locked.jpg", "2024-07-09 10:00", visibility=Visibility.LOCKED, rating=5),
    photo(
        "film.mp4",
        "2024-07-10 10:00",
        type=AssetType.VIDEO,
        content=b"film",
        duration_ms=4000,
        albums=("Summer", "Family"),
        tags=("city",),
        faces=(ADA, BEN),
        rating=5,
        is_favorite=True,
        uploaded_at=NOW,
    ),
]

OTHERS: Final = [
    photo("partner.jpg", "2024-07-11 10:00", owner=PARTNER, rating=5, place=PORTUGAL),
    photo("partner-favorite.jpg", "2024-07-12 10:00", owner=PARTNER, is_favorite=True),
    photo("partner-family.jpg", "2024-07-13 10:00", PORTRAIT, owner=PARTNER, albums=("Family",)),
    photo("partner-lately.jpg", "2025-07-13 10:00", owner=PARTNER, uploaded_at=NOW, rating=4),
    photo(
        "partner-archived.jpg",
        "2024-07-14 10:00",
        owner=PARTNER,
        visibility=Visibility.ARCHIVE,
        albums=("Family",),
        rating=5,
    ),
    photo("cousin.jpg", "2024-07-15 10:00", owner=COUSIN, rating=5),
    photo("neighbour.jpg", "2024-07-16 10:00", owner=NEIGHBOUR, albums=("Private",), rating=5),
    photo(
        "neighbour-family.jpg",
        "2025-01-20 10:00",
        LARGE,
        owner=NEIGHBOUR,
        albums=("Family",),
        rating=5,
        is_favorite=True,
        uploaded_at=NOW,
    ),
    photo(
        "village-fair.jpg",
        "2024-05-10 12:00",
        PORTRAIT,
        owner=NEIGHBOUR,
        albums=("Village", "Family"),
        place=GERMANY,
        rating=4,
    ),
    photo("village-night.jpg", "2025-12-10 23:00", LARGE, owner=NEIGHBOUR, albums=("Village",)),
    photo(
        "Screenshot map.png",
        "2025-12-11 10:00",
        SQUARE,
        owner=NEIGHBOUR,
        camera=Camera(),
        albums=("Village",),
        rating=2,
    ),
    photo(
        "village-archived.jpg",
        "2025-12-12 10:00",
        owner=NEIGHBOUR,
        visibility=Visibility.ARCHIVE,
        albums=("Village",),
        rating=5,
        place=GERMANY,
    ),
    photo(
        "village-trashed.jpg",
        "2025-12-13 10:00",
        owner=NEIGHBOUR,
        is_trashed=True,
        albums=("Village",),
    ),
    photo(
        "village.mp4",
        "2025-12-14 10:00",
        owner=NEIGHBOUR,
        type=AssetType.VIDEO,
        content=b"film",
        albums=("Village",),
        duration_ms=1000,
    ),
]

UPLOADS: Final = [*OWN, *LATELY, *ON_THIS_DAY, *SCREENS, *TOGETHER, *NOT_SHOWN, *OTHERS]
NOBODY: Final = tuple(Person(f"nobody {number}", "") for number in range(12))
PARTNERS: Final = (Partner(PARTNER), Partner(COUSIN, in_timeline=False))


def make_library() -> Library:
    albums = (SUMMER, WINTER, EMPTY, FAMILY, VILLAGE, PRIVATE)
    return Library.of(UPLOADS, albums=albums, people=NOBODY, partners=PARTNERS)
