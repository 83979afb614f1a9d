"""What has to be asked of Immich for the photos of a source that pass its filters.

Arithmetic alone: what a search cannot ask for at once is put together from several requests.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import prod
from typing import Any, Final

from ..immich.search import Search
from .dimensions import ALBUMS, IDS, Dimension, Dimensions
from .source import SourceKind

MAX_SEARCHES: Final = 12
"""How many searches a source is split into for its filters' sake; some sources need more."""


@dataclass(frozen=True, slots=True)
class Lists:
    """All that any of some searches finds, or that is in any of some albums: those read whole."""

    searches: tuple[Search, ...] = ()
    albums: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """The photos that `listed` lists or that are memories of `days`, as far as the rest holds.

    A photo has to be in each of `within`, and in none of `without`. `on_rows` has to be seen from
    the rows themselves.
    """

    listed: Lists
    days: tuple[date, ...]
    within: tuple[Lists, ...]
    without: tuple[Lists, ...]
    on_rows: tuple[Dimension, ...]


def make_plan(asked: Dimensions, *, whole: Collection[str] = (), most: int = MAX_SEARCHES) -> Plan:
    """Decide what each search asks for, what is asked apart, and what is left to the rows.

    `whole` are albums that show all that is in them only when they are read whole; `most` is how
    many searches there may be.
    """
    origin, narrowing = _origin(asked)
    is_searched = not asked.days and not _whole_albums(origin, whole)
    pushed = _pushed(asked, [*asked.plain, *origin], narrowing, most) if is_searched else []
    left = [one for one in narrowing if one not in pushed]
    searched = [*asked.plain, *pushed]
    listed = Lists() if asked.days else _lists(asked.ranking, searched, origin, whole)
    # What holds for all that is listed may as well hold for what it is compared with.
    single = [one for one in (*origin, *pushed) if len(one.values) == 1] if is_searched else []
    common = [*asked.plain, *single]
    return Plan(
        listed=listed,
        days=asked.days,
        within=tuple(_lists(Search(), common, [one], whole) for one in left if one.field in IDS),
        without=tuple(_lists(Search(), common, [one], whole) for one in asked.excluded),
        on_rows=(
            *(one for one in left if one.field not in IDS),
            *asked.favorites,
            *(() if is_searched else asked.dates),
        ),
    )


def both(one: Search, other: Search) -> Search | None:
    """Return the search for what both find, or None when that is nothing.

    They have to come from one plan, the other from its `within` or `without`.
    """
    if one.visibility is not other.visibility:
        return None
    for field in IDS:
        one = _narrowed(one, field, getattr(other, field))
    return one


def _origin(asked: Dimensions) -> tuple[list[Dimension], list[Dimension]]:
    """Tell what is listed from what it is narrowed by.

    Of a library that is narrowed to some albums, people or tags, nothing else need be listed.
    """
    if asked.source.kind is SourceKind.LIBRARY:
        return asked.groups[:1], [*asked.groups[1:], *asked.exif]
    return asked.origin, [*asked.groups, *asked.exif]


def _pushed(
    asked: Dimensions, searched: Iterable[Dimension], narrowing: Iterable[Dimension], most: int
) -> list[Dimension]:
    """Choose what the searches ask for besides: what does not multiply them too much.

    Several rankings cannot be put into one order, so a ranked search is never split up.
    """
    pushed: list[Dimension] = []
    count = prod(len(one.values) for one in searched)
    for one in sorted(narrowing, key=lambda one: len(one.values)):
        ways = len(one.values)
        splits = ways > 1 and (asked.source.is_ranked or count * ways > most)
        if not splits and not _would_widen(asked, one):
            pushed.append(one)
            count *= ways
    return pushed


def _would_widen(asked: Dimensions, one: Dimension) -> bool:
    """Whether a search would list what others put into an album, on some versions of Immich.

    Nobody else's photos are favourites of one's own, or show people or have tags of one's own;
    but others, too, add photos.
    """
    return one.field == ALBUMS and asked.source.kind is SourceKind.RECENT


def _lists(
    base: Search,
    dimensions: Iterable[Dimension],
    groups: Sequence[Dimension],
    whole: Collection[str],
) -> Lists:
    """List what has a value of each dimension, but for albums among the groups to be read whole."""
    albums = _whole_albums(groups, whole)
    rest = [
        replace(one, values=tuple(ids for ids in one.values if albums.keys().isdisjoint(ids)))
        for one in groups
    ]
    return Lists(_searches(base, [*dimensions, *rest]), tuple(albums))


def _whole_albums(groups: Iterable[Dimension], whole: Collection[str]) -> dict[str, None]:
    albums = (album for one in groups if one.field == ALBUMS for (album,) in one.values)
    return dict.fromkeys(album for album in albums if album in whole)


def _searches(base: Search, dimensions: Iterable[Dimension]) -> tuple[Search, ...]:
    """Return one search for each choice of a value from every dimension."""
    found = [base]
    for one in dimensions:
        found = [_narrowed(search, one.field, value) for search in found for value in one.values]
    return tuple(dict.fromkeys(found))


def _narrowed(search: Search, field: str, value: object) -> Search:
    if isinstance(value, tuple):
        value = tuple(dict.fromkeys((*getattr(search, field), *value)))
    changed: dict[str, Any] = {field: value}
    return replace(search, **changed)
