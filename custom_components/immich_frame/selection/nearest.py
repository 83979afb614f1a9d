"""Photos taken about when another one was."""

from bisect import bisect_left
from collections.abc import Iterator
from itertools import islice
from operator import neg

from .deck import newest_first
from .photos import Photos, Shape


def nearest(photos: Photos, asset_id: str, most: int) -> list[str]:
    """Return the photos of the same shape that were taken nearest in time to one of them.

    The nearest comes first; there are `most` at most, and none for a photo that is not among them.
    Where no list told shapes, those of any shape count.
    """
    place = photos.find(asset_id)
    if place is None:
        return []
    taken, shape = photos.taken[place], photos.shapes[place]
    by_time, _ranks = newest_first(photos)
    return list(islice(_outwards(by_time, asset_id, taken, Shape(shape)), most))


def _outwards(photos: Photos, asset_id: str, taken: int, shape: Shape) -> Iterator[str]:
    """Go from a time in both directions at once, always to what is nearer."""
    shapes, start = photos.shapes, bisect_left(photos.taken, -taken, key=neg)
    newer, older = shapes.rfind(shape, 0, start), shapes.find(shape, start)
    while newer >= 0 or older >= 0:
        ahead = photos.taken[newer] - taken if newer >= 0 else None
        behind = taken - photos.taken[older] if older >= 0 else None
        if behind is None or (ahead is not None and ahead < behind):
            found, newer = newer, shapes.rfind(shape, 0, newer)
        else:
            found, older = older, shapes.find(shape, older + 1)
        if photos[found] != asset_id:
            yield photos[found]
