"""Tells what a query would find, before anybody relies on it."""

from collections.abc import AsyncIterator, Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from math import inf
from random import Random
from typing import Any, Final

from ..immich.client import ImmichClient
from ..immich.errors import MissingPermissionError
from ..immich.groups import Album
from ..immich.models import ListedAsset
from ..immich.search import Search
from .asking import Asking
from .candidates import Candidates
from .circumstances import Circumstances
from .dimensions import Dimensions
from .filters import Filters
from .gather import Gathering
from .names import Names
from .plan import Plan, both, make_plan
from .pool import PoolQuery
from .ranked import Ranking
from .source import Source, SourceKind

HITS: Final = 3
"""How many of the best photos are told."""

MAX_COUNTS: Final = 20
"""How many requests a number is worth."""

MAX_COUNTED: Final = 10_000
"""How many photos are read, as far as albums tell, where Immich does not count them."""

MAX_REQUESTS: Final = 100
"""How many requests are made to find out which filters leave nothing."""

_NEVER_EMPTY: Final = frozenset({"burst_seconds", "with_archived"})
"""Filters that leave at least one photo of several, or let more pass."""

_OPEN: Final = frozenset({SourceKind.ALBUMS, SourceKind.LIBRARY})
"""Sources that show what others put into an album."""


@dataclass(frozen=True, slots=True)
class Preview:
    """What a query finds.

    `about` counts photos, before months, orientation, size, screenshots, stacks, bursts and whose
    they are are looked at; None when nobody can tell. `first` are the best hits of a ranked source.
    `emptied_by` names fields of `Filters`, each of which lets photos pass when it is left out; it
    is empty when the source itself has none, or when it takes more than one.
    """

    about: int | None
    first: tuple[ListedAsset, ...]
    is_empty: bool
    emptied_by: tuple[str, ...]


async def preview(client: ImmichClient, query: PoolQuery, circumstances: Circumstances) -> Preview:
    """Look what a query finds.

    That it is empty is certain; with a large library, finding out takes as long as gathering.
    Raises ImmichError and SelectionError.
    """
    looking = _Looking(Asking(client), circumstances)
    candidates = await looking.candidates(query)
    first = await looking.first(query, candidates)
    return Preview(
        about=await looking.about(query, candidates.names),
        first=tuple(first) if query.source.is_ranked else (),
        is_empty=not first,
        emptied_by=() if first else tuple([name async for name in looking.emptied_by(query)]),
    )


@dataclass(frozen=True, slots=True)
class _Looking:
    """Looks at queries of one account."""

    ask: Asking
    circumstances: Circumstances

    async def candidates(self, query: PoolQuery) -> Candidates:
        """Return what may be read."""
        dialect = await self.ask.client.dialect()
        candidates = Candidates(self.ask, query, self.circumstances, dialect)
        await candidates.prepare()
        return candidates

    async def first(
        self, query: PoolQuery, candidates: Candidates, most: float = inf
    ) -> Sequence[ListedAsset]:
        """Return the best photos, or any that pass; stop when there were `most` requests."""
        if query.source.is_ranked:
            return await Ranking(HITS, query.filters.burst_seconds).read(candidates)
        for listing in candidates.listings:
            while not listing.is_done and self.ask.requests < most:
                if photos := await candidates.read(listing):
                    return photos
        if query.source.kind is SourceKind.MEMORIES:
            library = replace(query, source=Source())
            return await self.first(library, await self.candidates(library), most)
        return ()

    async def emptied_by(self, query: PoolQuery) -> AsyncIterator[str]:
        """Try the filters without each one that says something."""
        most = self.ask.requests + MAX_REQUESTS
        for name, filters in _without_each(query.filters):
            if self.ask.requests >= most:
                break
            freer = replace(query, filters=filters)
            if await self.first(freer, await self.candidates(freer), most):
                yield name

    async def about(self, query: PoolQuery, names: Names) -> int | None:
        """Count, if Immich can."""
        if query.source.is_ranked or query.source.kind is SourceKind.MEMORIES:
            return None
        asked = Dimensions(query.source, query.filters, self.circumstances, names.missing)
        plan = make_plan(asked, most=MAX_COUNTS)
        albums = {one for search in plan.listed.searches for one in search.album_ids}
        if query.source.kind in _OPEN and not albums.isdisjoint(names.shared):
            known = [names.albums[one] for one in albums if one in names.albums]
            return await self._counted_one_by_one(query, known)
        return await self._counted_by_immich(plan)

    async def _counted_one_by_one(self, query: PoolQuery, albums: Iterable[Album]) -> int | None:
        """Immich does not count what others put into an album."""
        if sum(album.count for album in albums) > MAX_COUNTED:
            return None
        countable = PoolQuery(query.source, _countable(query.filters), MAX_COUNTED)
        client = self.ask.client
        return (await Gathering(client, countable, self.circumstances, Random()).run()).found

    async def _counted_by_immich(self, plan: Plan) -> int | None:
        signed = list(_signed(plan))
        is_countable = not plan.within and all(one.field == "is_favorite" for one in plan.on_rows)
        if not is_countable or len(signed) > MAX_COUNTS:
            return None
        try:
            return max(0, sum([sign * await self._count(search) for sign, search in signed]))
        except MissingPermissionError:
            return None

    async def _count(self, search: Search) -> int:
        return await self.ask(self.ask.client.search_statistics(search))


def _signed(plan: Plan) -> Iterator[tuple[int, Search]]:
    """Return what is to be added up, and what is to be taken off."""
    unwanted = [search for lists in plan.without for search in lists.searches]
    for listed in plan.listed.searches:
        yield 1, listed
        for one in unwanted:
            if (search := both(listed, one)) is not None:
                yield -1, search


def _without_each(filters: Filters) -> Iterator[tuple[str, Filters]]:
    """Return the filters without each one that leaves something out, and its name."""
    for field in fields(Filters):
        is_set = getattr(filters, field.name) != field.default
        if is_set and field.name not in _NEVER_EMPTY:
            usual: dict[str, Any] = {field.name: field.default}
            yield field.name, replace(filters, **usual)


def _countable(filters: Filters) -> Filters:
    """Return the filters but for those that Immich cannot count by either."""
    return replace(
        filters,
        months=(),
        orientation=None,
        min_edge=None,
        without_screenshots=False,
        stacks_as_one=False,
        burst_seconds=None,
    )
