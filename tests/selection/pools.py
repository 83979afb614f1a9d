"""Pools of photos that are only numbers: the higher, the newer."""

from array import array
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
import json
from random import Random
from uuid import UUID

from custom_components.immich_frame.selection.filters import Filters
from custom_components.immich_frame.selection.history import History
from custom_components.immich_frame.selection.photos import Photos, pack
from custom_components.immich_frame.selection.picker import Choice, Picker
from custom_components.immich_frame.selection.pool import Pool, PoolQuery
from custom_components.immich_frame.selection.preset import Order
from custom_components.immich_frame.selection.source import Source, SourceKind

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
LIBRARY = PoolQuery(Source(), Filters(), 100_000)


def asset(number: int) -> str:
    """Return the id of a photo."""
    return str(UUID(int=number))


def number_of(asset_id: str) -> int:
    """Return the number of a photo."""
    return UUID(asset_id).int


def photos(numbers: Iterable[int]) -> Photos:
    """Return photos, each taken at the second of its number."""
    listed = list(numbers)
    return Photos(b"".join(pack(asset(number)) for number in listed), array("q", listed))


def pool(numbers: Iterable[int], query: PoolQuery = LIBRARY) -> Pool:
    """Return a pool of photos in this order."""
    found = photos(numbers)
    return Pool(query, found, NOON, len(found))


def newest_first(count: int) -> Pool:
    """Return a pool of photos from `count` down to 1."""
    return pool(range(count, 0, -1))


def search(text: str) -> PoolQuery:
    """Return the query of a smart search."""
    return PoolQuery(Source(kind=SourceKind.SMART, text=text), Filters(), 50)


def choice(
    order: Order = Order.SHUFFLE, *, run_length: int = 5, repeat_after: timedelta = timedelta()
) -> Choice:
    """Return a choice, by default of any photo."""
    return Choice(order, run_length, repeat_after)


def picker(seed: int = 0, history: History | None = None) -> Picker:
    """Return a picker that draws the same every time."""
    return Picker(Random(seed), history or History())


def show(chooser: Picker, of: Pool, how: Choice | None = None, now: datetime = NOON) -> int:
    """Draw a photo, say that it was shown, and return its number."""
    draw = chooser.draw(of, how or choice(), now)
    assert draw is not None
    chooser.mark_shown(draw.asset_id, now)
    return number_of(draw.asset_id)


def show_many(chooser: Picker, of: Pool, count: int, how: Choice | None = None) -> list[int]:
    """Show so many photos, one after the other."""
    return [show(chooser, of, how) for _ in range(count)]


def restarted(one: Picker, seed: int) -> Picker:
    """Return a picker after a restart: with the history, as the disk holds it, and nothing else."""
    stored = json.loads(json.dumps(one.history.to_json()))
    return picker(seed, History.from_json(stored))
