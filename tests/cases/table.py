"""The table: every source with every filter, and what only some of them are asked together."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from custom_components.immich_frame.selection.filters import Filters, Orientation
from custom_components.immich_frame.selection.source import Source, SourceKind
from demo.library.ids import uuid_of
from demo.library.model import Person, Tag

from .library import EMPTY, FAMILY, NOBODY, SUMMER, VILLAGE, WINTER

ADA, BEN, CLEO = (Person(name, "").id for name in ("Ada", "Ben", "Cleo"))
NATURE, WATER, CITY = (Tag(value).id for value in ("nature", "nature/water", "city"))

SOURCES: Final = {
    "library": Source(),
    "smart": Source(kind=SourceKind.SMART, text="red city in Portugal"),
    "similar": Source(kind=SourceKind.SIMILAR, asset_id=uuid_of("asset", "cliff.jpg")),
    "own-album": Source(kind=SourceKind.ALBUMS, ids=(SUMMER.id,)),
    "two-albums": Source(kind=SourceKind.ALBUMS, ids=(SUMMER.id, FAMILY.id)),
    "neighbours-album": Source(kind=SourceKind.ALBUMS, ids=(VILLAGE.id,)),
    "any-person": Source(kind=SourceKind.PEOPLE, ids=(ADA, BEN)),
    "all-people": Source(kind=SourceKind.PEOPLE, ids=(ADA, BEN), match_all=True),
    "tags": Source(kind=SourceKind.TAGS, ids=(NATURE, CITY)),
    "favorites": Source(kind=SourceKind.FAVORITES),
    "today": Source(kind=SourceKind.MEMORIES),
    "these-days": Source(kind=SourceKind.MEMORIES, days=2),
    "recent": Source(kind=SourceKind.RECENT, days=7),
}

FILTERS: Final = {
    "all": Filters(),
    "in-album": Filters(album_ids=(SUMMER.id,)),
    "in-albums": Filters(album_ids=(WINTER.id, FAMILY.id)),
    "with-person": Filters(person_ids=(ADA,)),
    "with-people": Filters(person_ids=(BEN, CLEO)),
    "tagged": Filters(tag_ids=(NATURE, WATER)),
    "not-in-album": Filters(without_album_ids=(FAMILY.id,)),
    "without-people": Filters(without_person_ids=(ADA, CLEO)),
    "without-tag": Filters(without_tag_ids=(NATURE,)),
    "favorites": Filters(favorites_only=True),
    "rated-4": Filters(min_rating=4),
    "one-day": Filters(taken_from=date(2024, 5, 10), taken_until=date(2024, 5, 10)),
    "last-30-days": Filters(taken_days=30),
    "winter-months": Filters(months=(11, 12, 1, 2, 4)),
    "countries": Filters(countries=("Portugal", "Germany")),
    "portrait": Filters(orientation=Orientation.PORTRAIT),
    "large": Filters(min_edge=90),
    "no-screenshots": Filters(without_screenshots=True),
    "own": Filters(with_partners=False),
    "archive-too": Filters(with_archived=True),
    "stacks": Filters(stacks_as_one=True),
    "bursts": Filters(burst_seconds=5),
}

MANY_PEOPLE: Final = (ADA, BEN, CLEO, *(person.id for person in NOBODY))

TOGETHER: Final = {
    "landscape": Filters(orientation=Orientation.LANDSCAPE, min_edge=48),
    "square": Filters(orientation=Orientation.SQUARE),
    "best-of-one-day": Filters(min_rating=5, taken_from=date(2024, 7, 2), with_partners=False),
    "archive-but-own": Filters(with_archived=True, with_partners=False, min_rating=4),
    "archive-and-others": Filters(with_archived=True, countries=("Germany", "Portugal")),
    "excluded-wins": Filters(person_ids=(ADA,), without_person_ids=(BEN,), with_archived=True),
    "everything-excluded": Filters(album_ids=(SUMMER.id,), without_album_ids=(SUMMER.id,)),
    "dates-contradict": Filters(taken_from=date(2025, 1, 1), taken_until=date(2024, 1, 1)),
    "until": Filters(taken_until=date(2025, 4, 30)),
    "from-and-lately": Filters(taken_from=date(2026, 11, 1), taken_days=30, min_rating=3),
    "any-rating": Filters(min_rating=1, tag_ids=(CITY, NATURE), countries=("Germany", "Japan")),
    "many-people": Filters(person_ids=MANY_PEOPLE, min_rating=1),
    "bursts-of-the-best": Filters(burst_seconds=30, min_rating=4, favorites_only=False),
    "one-of-all": Filters(burst_seconds=30, stacks_as_one=True, without_screenshots=True),
    "empty-album": Filters(album_ids=(EMPTY.id,)),
    "unlikely": Filters(
        album_ids=(SUMMER.id, FAMILY.id),
        without_tag_ids=(CITY,),
        without_album_ids=(VILLAGE.id,),
        min_rating=2,
        months=(1, 3, 7, 8),
        with_archived=True,
        stacks_as_one=True,
    ),
}


@dataclass(frozen=True, slots=True)
class Case:
    """A source and filters, under a name to find them by."""

    name: str
    source: Source
    filters: Filters


EVERY: Final = [(origin, name) for origin in SOURCES for name in FILTERS]
SOME: Final = [
    (origin, name) for origin in ("library", "smart", "two-albums", "recent") for name in TOGETHER
]
CASES: Final = [
    Case(f"{origin}/{name}", SOURCES[origin], (FILTERS | TOGETHER)[name])
    for origin, name in EVERY + SOME
]
