"""Puts any number of photos into order, in little memory and without holding anything up.

A photo is a row of bytes here: its id, the time it was taken, its shape, and its look where bursts
count.
Everything works on a slice of rows at a time and then lets the event loop have its turn.
"""

from array import array
import asyncio
from bisect import bisect
from collections.abc import AsyncIterator
from random import Random
from typing import Final

from ..immich.models import ListedAsset
from .bursts import Bursts
from .photos import ID_BYTES, Photos, Shape, pack
from .thumbhash import LOOK_BYTES, look_of

SLICE: Final = 1000
"""About how many rows are worked on at a time: a millisecond or two."""

_SAMPLES: Final = 8
"""How many rows are looked at for each slice, so that slices come out about as large."""

_TIME_BYTES: Final = 8
_SHAPE: Final = _TIME_BYTES  # where it is once the time comes first: between time and id
_HEAD: Final = ID_BYTES + _TIME_BYTES + 1

# What a time is taken off, so that the bytes of newer ones are lower, and none is below zero.
_LATEST: Final = 2**63


def row_of(photo: ListedAsset, *, with_look: bool) -> bytes:
    """Return a photo as a row that begins with its id."""
    time = _LATEST - int(photo.taken_at.timestamp())
    look = look_of(photo.thumbhash) if with_look else b""
    shape = Shape.of(photo.width, photo.height)
    return pack(photo.id) + time.to_bytes(_TIME_BYTES) + bytes([shape]) + look


async def newest_first(rows: bytearray, burst_seconds: int | None) -> Photos:
    """Return each photo once, with `burst_seconds` one of each burst.

    `rows` are rows of `row_of` one after the other, with their looks if there are `burst_seconds`;
    they may be read again.
    """
    width = _HEAD if burst_seconds is None else _HEAD + LOOK_BYTES
    packed, taken, shapes = bytearray(), array("q"), bytearray()
    bursts = None if burst_seconds is None else Bursts(burst_seconds)
    async for some in _sorted(await _each_once(rows, width), width):
        shown = some if bursts is None else _begin_of_bursts(some, bursts)
        packed += b"".join([row[_SHAPE + 1 : _HEAD] for row in shown])
        taken.extend([_time(row) for row in shown])
        shapes += bytes([row[_SHAPE] for row in shown])
    return Photos(bytes(packed), taken, bytes(shapes))


async def sample(photos: Photos, count: int, random: Random) -> Photos:
    """Return so many of the photos in their order, any of them with the same chance.

    This is selection sampling, Knuth's Algorithm S (The Art of Computer Programming 2, 3.4.2).
    """
    wanted, left = count, len(photos)
    if wanted >= left:
        return photos
    packed, taken, shapes = bytearray(), array("q"), bytearray()
    for start in range(0, len(photos), SLICE):
        some = photos[start : start + SLICE]
        chosen = []
        for place in range(len(some)):
            if random.random() * left < wanted:
                chosen.append(place)
                wanted -= 1
            left -= 1
        kept = some.arranged(chosen)
        packed += kept.packed
        taken.extend(kept.taken)
        shapes += kept.shapes
        await asyncio.sleep(0)
    return Photos(bytes(packed), taken, bytes(shapes))


async def _each_once(rows: bytearray, width: int) -> bytearray:
    """Leave out ids that come again, and put time and shape before the id."""
    each_once = bytearray()
    last = b""
    async for some in _sorted(rows, width):
        fresh = []
        for row in some:
            if row[:ID_BYTES] != last:
                last = row[:ID_BYTES]
                fresh.append(row[ID_BYTES:_HEAD] + last + row[_HEAD:])
        each_once += b"".join(fresh)
    return each_once


def _begin_of_bursts(rows: list[bytes], bursts: Bursts) -> list[bytes]:
    shown = []
    for row in rows:
        so_far = bursts.count
        if bursts.number(_time(row), row[_HEAD:]) > so_far:
            shown.append(row)
    return shown


async def _sorted(rows: bytearray, width: int) -> AsyncIterator[list[bytes]]:
    """Give rows in their order, a slice at a time.

    This is samplesort: a few rows tell how to divide them all into slices that are already in
    order among themselves. No more is sorted at once than one of those.
    """
    borders = _borders(rows, width)
    slices = [bytearray() for _ in range(len(borders) + 1)]
    for start in range(0, len(rows), SLICE * width):
        for row in _split(rows[start : start + SLICE * width], width):
            slices[bisect(borders, row)] += row
        await asyncio.sleep(0)
    del rows  # All of them are in slices now: whoever does not need them any more has them no more.
    while slices:
        yield sorted(_split(slices.pop(0), width))
        await asyncio.sleep(0)


def _borders(rows: bytearray, width: int) -> list[bytes]:
    """Return rows that divide all rows into slices of about the same size."""
    count = len(rows) // width
    step = max(1, SLICE // _SAMPLES)
    looked_at = sorted(
        bytes(rows[place * width : (place + 1) * width]) for place in range(0, count, step)
    )
    return looked_at[_SAMPLES::_SAMPLES]


def _split(rows: bytearray, width: int) -> list[bytes]:
    block = bytes(rows)
    return [block[start : start + width] for start in range(0, len(block), width)]


def _time(row: bytes) -> int:
    return _LATEST - int.from_bytes(row[:_TIME_BYTES])
