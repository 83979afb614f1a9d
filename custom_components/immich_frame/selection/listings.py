"""Lists of photos that are read answer by answer, and go on where they stopped."""

import asyncio
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Final, Protocol, override

from ..immich.client import MAX_PAGE
from ..immich.errors import BadAnswerError
from ..immich.models import ListedAsset
from ..immich.search import Search
from .asking import Asking

MAX_PAGES: Final = 5000
"""More than anybody has photos for; without an end a broken server would be asked for ever."""


class Listing(Protocol):
    """A list of photos. An error or a cancellation leaves it as it was before the read."""

    @property
    def is_done(self) -> bool:
        """Whether all of it was read."""

    async def read(self) -> Sequence[ListedAsset]:
        """Return what comes next, at most about a thousand photos, perhaps none.

        Raises ImmichError.
        """


class SearchListing(Listing):
    """What a search finds, page by page."""

    def __init__(
        self, ask: Asking, search: Search, *, with_exif: bool, size: int = MAX_PAGE
    ) -> None:
        """Ask nothing yet. Immich counts pages by their size, so all have the same."""
        self._ask = ask
        self._search = search
        self._with_exif = with_exif
        self._size = size
        self._page: int | None = 1

    @property
    @override
    def is_done(self) -> bool:
        return self._page is None

    @override
    async def read(self) -> Sequence[ListedAsset]:
        client, search = self._ask.client, self._search
        find = client.search_smart if search.is_smart else client.search_metadata
        page = await self._ask(
            find(search, self._page or 1, size=self._size, with_exif=self._with_exif)
        )
        # An empty page is the last one, whatever it says, so that the reading always ends.
        self._page = self._following(page.next_page) if page.assets else None
        return page.assets

    def _following(self, number: int | None) -> int | None:
        if number is None:
            return None
        if number <= (self._page or 1) or number > MAX_PAGES:
            raise BadAnswerError("Immich's list of photos never ends.")
        return number


class AlbumListing(Listing):
    """Everything in an album, before Immich 3.0: one request, handed out in parts."""

    def __init__(self, ask: Asking, album_id: str) -> None:
        """Ask nothing yet."""
        self._ask = ask
        self._album_id = album_id
        self._rows: tuple[ListedAsset, ...] | None = None

    @property
    @override
    def is_done(self) -> bool:
        return self._rows == ()

    @override
    async def read(self) -> Sequence[ListedAsset]:
        if self._rows is None:
            self._rows = await self._ask(self._ask.client.album_assets(self._album_id))
        await asyncio.sleep(0)
        some, self._rows = self._rows[:MAX_PAGE], self._rows[MAX_PAGE:]
        return some


class MemoriesListing(Listing):
    """The memories of some days; with exif those of each year are searched for once more."""

    def __init__(self, ask: Asking, days: Iterable[date], *, with_exif: bool) -> None:
        """Ask nothing yet."""
        self._ask = ask
        self._days = list(days)
        self._with_exif = with_exif
        self._taken: dict[str, datetime] = {}
        self._spans: list[SearchListing] = []

    @property
    @override
    def is_done(self) -> bool:
        return not self._days and not self._spans

    @override
    async def read(self) -> Sequence[ListedAsset]:
        if self._days:
            rows = await self._ask(self._ask.client.memories(self._days[0]))
            del self._days[0]
            return self._put_off(rows) if self._with_exif else rows
        found = await self._spans[0].read()
        if self._spans[0].is_done:
            del self._spans[0]
        return [row for row in found if row.id in self._taken]

    def _put_off(self, rows: Iterable[ListedAsset]) -> Sequence[ListedAsset]:
        """Search for the photos themselves when the ids of all days are known."""
        self._taken |= {row.id: row.taken_at for row in rows}
        if not self._days:
            self._spans = [
                SearchListing(self._ask, search, with_exif=True)
                for search in _searches_around(self._taken.values())
            ]
        return ()


_YEARS_APART: Final = timedelta(days=31)
_SECOND: Final = timedelta(seconds=1)
_FIRST: Final = datetime.min.replace(tzinfo=UTC)
_LAST: Final = datetime.max.replace(tzinfo=UTC)


def _searches_around(times: Iterable[datetime]) -> Iterator[Search]:
    """Return a search for each run of times without a long gap, as the days of one year are."""
    run: list[datetime] = []
    for time in sorted(times):
        if run and time - run[-1] > _YEARS_APART:
            yield _between(run[0], run[-1])
            run = []
        run.append(time)
    if run:
        yield _between(run[0], run[-1])


def _between(first: datetime, last: datetime) -> Search:
    # Memories and searches tell times with different precision.
    after, before = max(first, _FIRST + _SECOND), min(last, _LAST - _SECOND)
    return Search(taken_after=after - _SECOND, taken_before=before + _SECOND)
