"""Looks up what a query names: it may be gone, and albums may be shared."""

from collections import deque
from collections.abc import Awaitable, Callable, Iterator

from ..immich.errors import MissingPermissionError, NotFoundError
from ..immich.groups import Album, Person, Tag
from .asking import Asking
from .filters import Filters
from .source import Source, SourceKind

type Group = Album | Person | Tag


class Names:
    """What Immich says about the albums, people and tags of a query.

    `missing` are the ids that it does not have any more, `albums` the albums that it has.
    """

    def __init__(self, ask: Asking, source: Source, filters: Filters) -> None:
        """Ask nothing yet."""
        self.missing: dict[str, None] = {}
        self.albums: dict[str, Album] = {}
        self._ask = ask
        self._source = source
        self._left = deque(dict.fromkeys(self._named(source, filters)))

    @property
    def shared(self) -> frozenset[str]:
        """The albums into which others may have put photos."""
        return frozenset(album.id for album in self.albums.values() if album.is_shared)

    @property
    def is_source_gone(self) -> bool:
        """Whether nothing is left of what the source names."""
        ids = self._source.ids
        return bool(ids) and all(one in self.missing for one in ids)

    async def look_up(self) -> None:
        """Ask for what was not asked yet. Raises ImmichError."""
        while self._left:
            await self._look_up(*self._left[0])
            self._left.popleft()

    async def _look_up(self, find: Callable[[str], Awaitable[Group]], one: str) -> None:
        try:
            group = await self._ask(find(one))
        except NotFoundError:
            self.missing[one] = None
        except MissingPermissionError:
            pass  # Such a key may still search: what is gone then finds nothing.
        else:
            if isinstance(group, Album):
                self.albums[one] = group

    def _named(
        self, source: Source, filters: Filters
    ) -> Iterator[tuple[Callable[[str], Awaitable[Group]], str]]:
        client = self._ask.client
        for find, kind, wanted, unwanted in (
            (client.album, SourceKind.ALBUMS, filters.album_ids, filters.without_album_ids),
            (client.person, SourceKind.PEOPLE, filters.person_ids, filters.without_person_ids),
            (client.tag, SourceKind.TAGS, filters.tag_ids, filters.without_tag_ids),
        ):
            ids = source.ids if source.kind is kind else ()
            yield from ((find, one) for one in (*ids, *wanted, *unwanted))
