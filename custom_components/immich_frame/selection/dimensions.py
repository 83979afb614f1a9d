"""A source and its filters in the words of Immich's searches.

Immich's fields mean "all of these at once" and "exactly this". Any of several people, or at least
so many stars, are alternatives, one of which has to hold.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from ..immich.models import Visibility
from ..immich.search import Search
from .circumstances import Circumstances
from .filters import Filters
from .source import Source, SourceKind

BEST_RATING: Final = 5

ALBUMS, PEOPLE, TAGS = "album_ids", "person_ids", "tag_ids"
IDS: Final = (ALBUMS, PEOPLE, TAGS)
"""The fields of `Search` that name what Immich groups photos by."""

_ORIGINS: Final = {
    SourceKind.ALBUMS: ALBUMS,
    SourceKind.PEOPLE: PEOPLE,
    SourceKind.TAGS: TAGS,
}


@dataclass(frozen=True, slots=True)
class Dimension:
    """One thing that has to hold for a photo: any of these values of one field of `Search`."""

    field: str
    values: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Dimensions:
    """All that has to hold for a photo. `missing` are ids that Immich does not have any more."""

    source: Source
    filters: Filters
    circumstances: Circumstances
    missing: Collection[str] = ()

    @property
    def ranking(self) -> Search:
        """What a ranked source is ordered by; for any other nothing."""
        source = self.source
        if source.kind is SourceKind.SMART:
            return Search(text=source.text, language=source.language)
        if source.kind is SourceKind.SIMILAR:
            return Search(like=source.asset_id)
        return Search()

    @property
    def origin(self) -> list[Dimension]:
        """What a source of albums, people or tags names; nothing for any other."""
        source = self.source
        field = _ORIGINS.get(source.kind)
        if field is None:
            return []
        if source.match_all and source.kind is SourceKind.PEOPLE:
            everybody = self._alive(source.ids)
            return [Dimension(field, (everybody,) if everybody else ())]
        return [self._any_of(field, source.ids)]

    @property
    def groups(self) -> list[Dimension]:
        """The albums, people and tags that the filters ask for."""
        asked = (self.filters.album_ids, self.filters.person_ids, self.filters.tag_ids)
        return [self._any_of(field, ids) for field, ids in zip(IDS, asked, strict=True) if ids]

    @property
    def excluded(self) -> list[Dimension]:
        """The albums, people and tags that are kept out."""
        filters = self.filters
        unwanted = filters.without_album_ids, filters.without_person_ids, filters.without_tag_ids
        return [self._any_of(field, ids) for field, ids in zip(IDS, unwanted, strict=True)]

    @property
    def exif(self) -> list[Dimension]:
        """What the exif has to say: also written in the rows of a list, if asked for."""
        return [*self._rating(), *self._country()]

    @property
    def plain(self) -> list[Dimension]:
        """What every search can be asked for at once, so that it finds no more than it has to."""
        return [self._visibility(), *self.dates, *self.favorites, *self._added()]

    @property
    def dates(self) -> list[Dimension]:
        """From when to when, in days of the frame's zone: none, one or two dimensions."""
        return [*self._taken_after(), *self._taken_before()]

    @property
    def favorites(self) -> list[Dimension]:
        """Whether it has to be a favourite."""
        wanted = self.filters.favorites_only or self.source.kind is SourceKind.FAVORITES
        return [Dimension("is_favorite", (True,))] if wanted else []

    @property
    def days(self) -> tuple[date, ...]:
        """The days whose memories are wanted."""
        if self.source.kind is not SourceKind.MEMORIES:
            return ()
        window = range(self.source.days, -self.source.days - 1, -1)
        return tuple(map(self.circumstances.days_ago, window))

    def _visibility(self) -> Dimension:
        archive = (Visibility.ARCHIVE,) if self.filters.with_archived else ()
        return Dimension("visibility", (Visibility.TIMELINE, *archive))

    def _taken_after(self) -> Iterator[Dimension]:
        filters, around = self.filters, self.circumstances
        first = [] if filters.taken_from is None else [filters.taken_from]
        if filters.taken_days is not None:
            first.append(around.days_ago(filters.taken_days))
        if first:
            yield Dimension("taken_after", (around.start_of(max(first)),))

    def _taken_before(self) -> Iterator[Dimension]:
        if self.filters.taken_until is not None:
            yield Dimension("taken_before", (self.circumstances.end_of(self.filters.taken_until),))

    def _added(self) -> Iterator[Dimension]:
        if self.source.kind is SourceKind.RECENT:
            first = self.circumstances.days_ago(self.source.days)
            yield Dimension("added_after", (self.circumstances.start_of(first),))

    def _rating(self) -> Iterator[Dimension]:
        if self.filters.min_rating:
            yield Dimension("rating", tuple(range(self.filters.min_rating, BEST_RATING + 1)))

    def _country(self) -> Iterator[Dimension]:
        if self.filters.countries:
            yield Dimension("country", tuple(dict.fromkeys(self.filters.countries)))

    def _any_of(self, field: str, ids: Iterable[str]) -> Dimension:
        """Return alternatives, none at all when every one is missing: then nothing passes."""
        return Dimension(field, tuple((one,) for one in self._alive(ids)))

    def _alive(self, ids: Iterable[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(one for one in ids if one not in self.missing))
