"""The result set of a query, and those that are kept for a while."""

from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime, timedelta

from ..immich.query import PhotoQuery

DEFAULT_SMART_RANGE = 50
"""How many of the best results a smart search draws from: it ranks every photo of the library and
never cuts off, so somewhere the results stop having to do with the query."""

MAX_RANGE = 1000
"""The most that one request to Immich answers."""

_RANGES = frozenset(map(str, range(1, MAX_RANGE + 1)))


def parse_range(value: object) -> int:
    """Read a range as people and forms write it: 20, "20" or 20.0. Raises ValueError."""
    text = str(value).removesuffix(".0")
    if text not in _RANGES:
        raise ValueError(f"range has to be a whole number from 1 to {MAX_RANGE}")
    return int(text)


@dataclass(frozen=True, slots=True)
class PoolQuery:
    """What is asked of Immich, and how many of the best results are drawn from.

    Two pool queries that are equal share one result set.
    """

    photos: PhotoQuery
    range: int

    @classmethod
    def of(cls, photos: PhotoQuery, chosen_range: int | None = None) -> PoolQuery:
        """Take the usual range of the query unless one was chosen."""
        usual = MAX_RANGE if photos.text is None else DEFAULT_SMART_RANGE
        return cls(photos, usual if chosen_range is None else chosen_range)


@dataclass(frozen=True, slots=True)
class Pool:
    """The photos that a query found: asset ids, best first."""

    query: PoolQuery
    ids: tuple[str, ...]
    fetched_at: datetime

    def age(self, now: datetime) -> timedelta:
        """Tell how old the result set is; never negative, even when the clock was set back."""
        return max(now - self.fetched_at, timedelta())


class PoolCache:
    """The pools of queries asked ad hoc: bounded in number and age, least recently used out."""

    def __init__(self, lifetime: timedelta, capacity: int) -> None:
        """Keep at most `capacity` pools, none older than `lifetime`."""
        self.lifetime = lifetime
        self._capacity = capacity
        self._pools: OrderedDict[PoolQuery, Pool] = OrderedDict()

    def get(self, query: PoolQuery, now: datetime) -> Pool | None:
        """Return the pool of a query while it is young enough."""
        self._drop_expired(now)
        pool = self._pools.get(query)
        if pool is not None:
            self._pools.move_to_end(query)
        return pool

    def put(self, pool: Pool) -> None:
        """Keep a pool, and let the one that was used longest ago go."""
        self._pools[pool.query] = pool
        self._pools.move_to_end(pool.query)
        while len(self._pools) > self._capacity:
            self._pools.popitem(last=False)

    def pools(self, now: datetime) -> tuple[Pool, ...]:
        """Return what is kept, the most recently used last."""
        self._drop_expired(now)
        return tuple(self._pools.values())

    def _drop_expired(self, now: datetime) -> None:
        expired = [query for query, pool in self._pools.items() if pool.age(now) >= self.lifetime]
        for query in expired:
            del self._pools[query]
