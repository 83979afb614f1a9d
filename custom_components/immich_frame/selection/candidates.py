"""The photos of a query that pass its filters, read from Immich answer by answer."""

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import batched
from typing import Final

from ..immich.client import MAX_PAGE
from ..immich.dialect import Dialect
from ..immich.errors import NotFoundError
from ..immich.models import ListedAsset
from .asking import Asking
from .circumstances import Circumstances
from .dimensions import Dimensions
from .errors import SimilarNotSupportedError, SourceGoneError
from .filters import Filters
from .listings import AlbumListing, Listing, MemoriesListing, SearchListing
from .names import Names
from .photos import pack
from .plan import Lists, Plan, make_plan
from .pool import PoolQuery
from .rules import Rule, needs_exif, rules_of
from .source import SourceKind

_SLICE: Final = 1000
"""How many ids are taken in before the event loop gets its turn: half a millisecond's work."""


@dataclass(slots=True)
class _IdSet:
    """The packed ids of all that some listings find."""

    listings: Sequence[Listing] = ()
    ids: set[bytes] = field(default_factory=set)

    async def read(self) -> None:
        for listing in self.listings:
            while not listing.is_done:
                self.ids.update([pack(row.id) for row in await listing.read()])


class Candidates:
    """What a query finds. Whatever was read stays read, so that all of it may be tried again.

    `names` is what the query names. Once it is prepared, `listings` are to be read.
    """

    def __init__(
        self, ask: Asking, query: PoolQuery, circumstances: Circumstances, dialect: Dialect
    ) -> None:
        """Ask nothing yet."""
        self.names = Names(ask, query.source, query.filters)
        self.dialect = dialect
        self.listings: Sequence[Listing] = ()
        self._ask = ask
        self._query = query
        self._circumstances = circumstances
        self._plan: Plan | None = None
        self._rules: Sequence[Rule] = ()
        self._within: Sequence[_IdSet] = ()
        self._without = _IdSet()
        self._knows_stacks = not query.filters.stacks_as_one

    async def prepare(self) -> None:
        """Find out what to list, and which photos are to be in it and which are not.

        Raises ImmichError, SourceGoneError and SimilarNotSupportedError.
        """
        await self._look_up_names()
        self._make_plan()
        await self._read_stacks()
        await self._without.read()
        for one in self._within:
            await one.read()
        if not all(one.ids for one in self._within):
            self.listings = ()  # Nothing can pass.

    async def read(self, listing: Listing) -> list[ListedAsset]:
        """Return what passes of what comes next in a listing. Raises what `prepare` raises."""
        try:
            rows = await listing.read()
        except NotFoundError as error:
            if self._query.source.kind is SourceKind.SIMILAR:
                raise SourceGoneError((str(self._query.source.asset_id),)) from error
            raise
        return [row for row in rows if self._passes(row)]

    def _passes(self, row: ListedAsset) -> bool:
        packed = pack(row.id)
        return (
            packed not in self._without.ids
            and all(packed in one.ids for one in self._within)
            and all(rule(row) for rule in self._rules)
        )

    async def _look_up_names(self) -> None:
        source = self._query.source
        if source.kind is SourceKind.SIMILAR and not self.dialect.has_similar:
            raise SimilarNotSupportedError(
                "This Immich cannot search for photos like another one: 1.141 was the first to."
            )
        await self.names.look_up()
        if self.names.is_source_gone:
            raise SourceGoneError(source.ids)

    def _make_plan(self) -> None:
        if self._plan is not None:
            return
        source, filters = self._query.source, self._query.filters
        whole = self.names.shared if self.dialect.album_holds_assets else frozenset[str]()
        asked = Dimensions(source, filters, self._circumstances, self.names.missing)
        self._plan = plan = make_plan(asked, whole=whole)
        self._rules = rules_of(source, filters, plan.on_rows, self._circumstances.me)
        self._within = [_IdSet(list(self._listings(lists))) for lists in plan.within]
        self._without.listings = [one for lists in plan.without for one in self._listings(lists)]
        if source.kind is SourceKind.SIMILAR:
            self._without.ids.add(pack(str(source.asset_id)))
        self.listings = list(self._to_show(plan))

    def _to_show(self, plan: Plan) -> Iterator[Listing]:
        has_sizes = self.dialect.has_sizes
        with_exif = needs_exif(self._query.filters, plan.on_rows, has_sizes=has_sizes)
        yield from self._listings(plan.listed, with_exif=with_exif, size=self._page_size)
        if plan.days:
            yield MemoriesListing(self._ask, plan.days, with_exif=with_exif)

    def _listings(
        self, lists: Lists, *, with_exif: bool = False, size: int = MAX_PAGE
    ) -> Iterator[Listing]:
        for search in lists.searches:
            yield SearchListing(self._ask, search, with_exif=with_exif, size=size)
        for album in lists.albums:
            yield AlbumListing(self._ask, album)

    @property
    def _page_size(self) -> int:
        """No more than is wanted of a ranked source, unless filters may drop some of it.

        The photo that others are to be like comes first among them, and does not count.
        """
        if not self._query.source.is_ranked or self._query.filters != Filters():
            return MAX_PAGE
        example = self._query.source.kind is SourceKind.SIMILAR
        return min(self._query.limit + example, MAX_PAGE)

    async def _read_stacks(self) -> None:
        if self._knows_stacks:
            return
        hidden = await self._ask(self._ask.client.hidden_in_stacks())
        for some in batched(hidden, _SLICE, strict=False):
            self._without.ids.update(map(pack, some))
            await asyncio.sleep(0)
        self._knows_stacks = True
