"""Random search: fair since 3.0, and before it skewed to low ids."""

from collections import Counter
from itertools import pairwise
from math import log
from random import Random

import pytest

from demo.library.library import Library
from demo.library.tiny import tiny_photo, tiny_picture

from .api import OLD, asking

COUNT, DRAWS, SIZE = 200, 1000, 5
TENTHS = range(0, COUNT, COUNT // 10)

pytestmark = pytest.mark.usefixtures("socket_enabled")


async def draws_of_tenths(version: str) -> list[float]:
    """Return the share of all draws that fell to each tenth of the assets, by their ids."""
    content = tiny_picture("one.jpg", (8, 8), "teal")
    library = Library.of(tiny_photo(f"{n}.jpg", content=content) for n in range(COUNT))
    drawn: Counter[str] = Counter()
    async with asking(library, version, Random(7)) as api:
        for _ in range(DRAWS):
            rows = (await api.post("/search/random", {"size": SIZE})).json
            drawn.update(row["id"] for row in rows)
    by_id = [drawn[asset_id] / drawn.total() for asset_id in sorted(library.assets)]
    return [sum(by_id[start : start + COUNT // 10]) for start in TENTHS]


async def test_before_3_low_ids_come_up_most() -> None:
    """An asset at x of the way through all ids is drawn with a density of -log(x)."""
    bounds = [number / 10 for number in range(1, 11)]
    below = [0.0, *(x - x * log(x) for x in bounds)]
    expected = [high - low for low, high in pairwise(below)]
    assert (expected[0], expected[-1]) == pytest.approx((0.330, 0.005), abs=0.001)
    assert await draws_of_tenths(OLD) == pytest.approx(expected, abs=0.04)


async def test_since_3_all_are_alike() -> None:
    """The share of 5000 draws deviates by 0.4 percent points; five times that is no chance."""
    assert await draws_of_tenths("3.0.0") == pytest.approx([0.1] * 10, abs=0.02)


@pytest.mark.parametrize("version", [OLD, "3.1.0"])
async def test_it_gives_all_there_are_once_when_fewer_match(version: str) -> None:
    library = Library.of([tiny_photo("a.jpg"), tiny_photo("b.jpg"), tiny_photo("c.jpg")])
    async with asking(library, version) as api:
        for _ in range(10):
            names = await api.names("/search/random", {"size": 1000})
            assert sorted(names) == ["a.jpg", "b.jpg", "c.jpg"]
