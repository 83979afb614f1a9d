"""The result set of a query, and those that are kept for a while."""

from collections import OrderedDict
from dataclasses import dataclass, fields, replace
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import blake2b
import json
from typing import Any

from .filters import Filters
from .photos import Photos
from .source import BY_THE_DAY, Source

DEFAULT_RANGE = 50
"""How many of the best results a smart search draws from: it ranks every photo of the library and
never cuts off, so somewhere the results stop having to do with the query."""

MAX_RANGE = 1000
"""The most that one request to Immich answers."""

DEFAULT_CAP = 10_000
MAX_CAP = 100_000

_RANGES = frozenset(map(str, range(1, MAX_RANGE + 1)))


def parse_range(value: object) -> int:
    """Read a range as people and forms write it: 20, "20" or 20.0. Raises ValueError."""
    text = str(value).removesuffix(".0")
    if text not in _RANGES:
        raise ValueError(f"range has to be a whole number from 1 to {MAX_RANGE}")
    return int(text)


@dataclass(frozen=True, slots=True)
class PoolQuery:
    """What is asked of Immich, and how many photos of the answer are kept at most.

    A ranked source gives its `limit` best photos, any other a fair sample when there are more. Two
    equal queries share one result set. `filters.orientation` is never FRAME.
    """

    source: Source
    filters: Filters
    limit: int

    @classmethod
    def of(
        cls, source: Source, filters: Filters, cap: int = DEFAULT_CAP, chosen: int | None = None
    ) -> PoolQuery:
        """Take the usual limit of the source unless one was chosen."""
        usual = min(DEFAULT_RANGE, cap) if source.is_ranked else cap
        return cls(source, filters, usual if chosen is None else chosen)

    @property
    def is_by_the_day(self) -> bool:
        """Whether it finds other photos tomorrow."""
        return self.source.kind in BY_THE_DAY or self.filters.taken_days is not None

    @property
    def key(self) -> str:
        """Return 32 characters that stand for the query, the same after a restart or an update."""
        said = [_said(self.source), _said(self.filters), self.limit]
        text = json.dumps(said, sort_keys=True, default=str)
        return blake2b(text.encode(), digest_size=16).hexdigest()


def _said(part: Source | Filters) -> dict[str, Any]:
    """Return what is not a default: a field that a later version adds changes no key."""
    values = {field.name: (getattr(part, field.name), field.default) for field in fields(part)}
    return {name: value for name, (value, usual) in values.items() if value != usual}


class Substitute(StrEnum):
    """Why a pool holds other photos than those asked for."""

    NO_SMART_SEARCH = "no_smart_search"
    NO_MEMORIES = "no_memories"


@dataclass(frozen=True, slots=True, eq=False)
class Pool:
    """The photos that a query found.

    Ranked sources give them best first, all others newest first. `found` counts them before a
    sample was taken. `missing` are ids of albums, people and tags that Immich does not have any
    more. With a `substitute` these are the photos of the whole library that pass the filters.
    """

    query: PoolQuery
    photos: Photos
    fetched_at: datetime
    found: int
    missing: tuple[str, ...] = ()
    substitute: Substitute | None = None

    def age(self, now: datetime) -> timedelta:
        """Tell how old the result set is; never negative, even when the clock was set back."""
        return max(now - self.fetched_at, timedelta())


@dataclass(slots=True)
class PoolUse:
    """What became of a query so far.

    `requests` were made to Immich for it; a hit is a pool that was there when it was wanted.
    `last_error` is None again once the query gave a pool.
    """

    requests: int = 0
    hits: int = 0
    misses: int = 0
    last_error: str | None = None


USES_PER_POOL = 4
"""So many queries are remembered with their use for each pool that may be kept."""


class PoolCache:
    """The pools of queries asked ad hoc: bounded in number and age, least recently used out.

    What became of a query is remembered longer than its pool.
    """

    def __init__(self, lifetime: timedelta, capacity: int) -> None:
        """Keep at most `capacity` pools, none older than `lifetime`."""
        self.lifetime = lifetime
        self._capacity = capacity
        self._pools: OrderedDict[PoolQuery, Pool] = OrderedDict()
        self._uses: OrderedDict[PoolQuery, PoolUse] = OrderedDict()

    def get(self, query: PoolQuery, now: datetime) -> Pool | None:
        """Return the pool of a query while it is young enough, and count a hit or a miss."""
        self._drop_expired(now)
        use, pool = self.use(query), self._pools.get(query)
        if pool is None:
            use.misses += 1
            return None
        use.hits += 1
        self._pools.move_to_end(query)
        return pool

    def put(self, pool: Pool, requests: int = 0) -> None:
        """Keep a pool that took so many requests; let the one that was used longest ago go."""
        self._pools[pool.query] = pool
        self._pools.move_to_end(pool.query)
        while len(self._pools) > self._capacity:
            self._pools.popitem(last=False)
        use = self.use(pool.query)
        use.requests += requests
        use.last_error = None

    def note_error(self, query: PoolQuery, error: str, requests: int = 0) -> None:
        """Remember why a query gave no pool, after so many requests."""
        use = self.use(query)
        use.requests += requests
        use.last_error = error

    def drop_source(self, source: Source) -> None:
        """Forget all pools of a source, whatever their filters and limits."""
        for query in [query for query in self._pools if query.source == source]:
            del self._pools[query]

    def pools(self, now: datetime) -> tuple[Pool, ...]:
        """Return what is kept, the most recently used last."""
        self._drop_expired(now)
        return tuple(self._pools.values())

    def use(self, query: PoolQuery) -> PoolUse:
        """Return what became of a query so far; nothing yet when it is not known."""
        use = self._uses.setdefault(query, PoolUse())
        self._uses.move_to_end(query)
        if len(self._uses) > self._capacity * USES_PER_POOL:
            del self._uses[next(known for known in self._uses if known not in self._pools)]
        return use

    def uses(self) -> dict[PoolQuery, PoolUse]:
        """Return what became of queries, also of those without a pool; the last used last."""
        return dict(self._uses)

    def _drop_expired(self, now: datetime) -> None:
        for query, pool in list(self._pools.items()):
            if pool.age(now) >= self.lifetime:
                del self._pools[query]
            elif pool.fetched_at > now:  # The clock was set back: it ages from now on.
                self._pools[query] = replace(pool, fetched_at=now)
