"""Gathers the photos of a query into a pool."""

from array import array
from dataclasses import replace
from random import Random

from ..immich.client import ImmichClient
from ..immich.errors import NotFoundError
from .asking import Asking
from .candidates import Candidates
from .circumstances import Circumstances
from .in_order import newest_first, row_of, sample
from .photos import Photos, Shape, pack
from .pool import Pool, PoolQuery, Substitute
from .ranked import Ranking
from .source import Source, SourceKind


class Gathering:
    """Asks Immich for the photos of one query. What fails can be run again, and goes on.

    `requests` counts what was asked so far, `circumstances` are those of the first run.
    """

    def __init__(
        self, client: ImmichClient, query: PoolQuery, circumstances: Circumstances, random: Random
    ) -> None:
        """Ask nothing yet. Randomness chooses the sample of a source that has too many photos."""
        self.query = query
        self.circumstances = circumstances
        self._ask = Asking(client)
        self._random = random
        self._candidates: Candidates | None = None
        self._rows = bytearray()
        self._ranking = self._new_ranking()
        self._library: Gathering | None = None

    @property
    def requests(self) -> int:
        """How often Immich was asked so far."""
        return self._ask.requests + (self._library.requests if self._library else 0)

    async def run(self) -> Pool:
        """Return the pool. Run again after an error or a cancellation, it goes on from there.

        Raises ImmichError, SourceGoneError and SimilarNotSupportedError.
        """
        candidates = await self._begin()
        try:
            await candidates.prepare()
            pool = await self._pool(candidates)
        except NotFoundError:
            # Something went away since it was looked up: the next run looks it up again.
            self._forget()
            raise
        if self.query.source.kind is SourceKind.MEMORIES and not pool.photos:
            return await self._library_instead()
        return pool

    async def _begin(self) -> Candidates:
        """Go on with what was begun, unless another version of Immich is asked now."""
        dialect = await self._ask.client.dialect()
        if self._candidates is None or self._candidates.dialect != dialect:
            self._forget()
            self._candidates = Candidates(self._ask, self.query, self.circumstances, dialect)
        return self._candidates

    def _forget(self) -> None:
        self._candidates = None
        self._rows = bytearray()
        self._ranking = self._new_ranking()

    def _new_ranking(self) -> Ranking:
        return Ranking(self.query.limit, self.query.filters.burst_seconds)

    async def _pool(self, candidates: Candidates) -> Pool:
        gather = self._best if self.query.source.is_ranked else self._any
        photos, found = await gather(candidates)
        return Pool(
            query=self.query,
            photos=photos,
            fetched_at=self.circumstances.now,
            found=found,
            missing=tuple(candidates.names.missing),
        )

    async def _best(self, candidates: Candidates) -> tuple[Photos, int]:
        """Return the best photos of a ranked source."""
        best = await self._ranking.read(candidates)
        taken = array("q", [int(photo.taken_at.timestamp()) for photo in best])
        shapes = bytes([Shape.of(photo.width, photo.height) for photo in best])
        return Photos(b"".join(pack(photo.id) for photo in best), taken, shapes), len(best)

    async def _any(self, candidates: Candidates) -> tuple[Photos, int]:
        """Return all photos of any other source, or a fair sample, newest first."""
        burst_seconds = self.query.filters.burst_seconds
        for listing in candidates.listings:
            while not listing.is_done:
                some = await candidates.read(listing)
                self._rows += b"".join(
                    [row_of(photo, with_look=burst_seconds is not None) for photo in some]
                )
        photos = await newest_first(self._rows, burst_seconds)
        return await sample(photos, self.query.limit, self._random), len(photos)

    async def _library_instead(self) -> Pool:
        """Return the whole library, filtered alike, for a day that nobody photographed."""
        if self._library is None:
            query = replace(self.query, source=Source())
            self._library = Gathering(self._ask.client, query, self.circumstances, self._random)
        pool = await self._library.run()
        return replace(pool, query=self.query, substitute=Substitute.NO_MEMORIES)
