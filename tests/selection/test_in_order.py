"""Any number of photos is put into order, each once, and sampled fairly."""

import asyncio
from collections import Counter
from datetime import UTC, datetime, timedelta
from itertools import product
from random import Random

from hypothesis import given, strategies as st
import pytest

from custom_components.immich_frame.selection.in_order import (
    SLICE,
    _sorted,
    newest_first,
    row_of,
    sample,
)
from custom_components.immich_frame.selection.photos import Photos

from ..immich.rows import photo_id
from .listed import taken
from .pools import number_of, photos

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
HASH = "IAgGBYCHdnd/h3h4hoiIiAAAAAAA"


def rows(*listed: tuple[int, int], thumbhash: str | None = None) -> bytearray:
    """Return rows of numbered photos with their times in seconds."""
    return bytearray().join(
        row_of(
            taken(number, EPOCH + timedelta(seconds=second), thumbhash),
            with_look=thumbhash is not None,
        )
        for number, second in listed
    )


def told(found: Photos) -> list[tuple[str, int]]:
    return list(zip(found, found.taken, strict=True))


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(-(10**10), 10**10))))
def test_the_newest_comes_first_and_each_once(listed: list[tuple[int, int]]) -> None:
    times = dict(listed)
    once = [(number, times[number]) for number, _second in listed]
    found = asyncio.run(newest_first(rows(*once), None))
    wanted = sorted(times.items(), key=lambda one: (-one[1], photo_id(one[0])))
    assert told(found) == [(photo_id(number), second) for number, second in wanted]


async def test_a_photo_whose_date_is_changed_meanwhile_comes_once() -> None:
    found = await newest_first(rows((1, 10), (2, 20), (1, 30)), None)
    assert sorted(found) == [photo_id(1), photo_id(2)]


async def test_very_many_are_in_order_too() -> None:
    count = 5 * SLICE
    listed = [(number, number * 7919 % 10_007) for number in range(count)]
    found = await newest_first(rows(*listed, *listed[:SLICE]), None)
    wanted = sorted(listed, key=lambda one: (-one[1], photo_id(one[0])))
    assert told(found) == [(photo_id(number), second) for number, second in wanted]


async def test_thousands_with_the_same_time_are_in_order_too() -> None:
    found = await newest_first(rows(*((number, 5) for number in range(3 * SLICE, 0, -1))), None)
    assert list(found) == [photo_id(number) for number in range(1, 3 * SLICE + 1)]


@pytest.mark.parametrize("period", [1, 2, 10_007])
async def test_never_very_many_are_sorted_at_once(period: int) -> None:
    count = 12 * SLICE
    kept = rows(*((number, number * 7919 % period) for number in range(count)))
    slices = [some async for some in _sorted(kept, len(kept) // count)]
    assert max(map(len, slices)) <= 3 * SLICE
    assert [row for some in slices for row in some] == sorted(
        bytes(kept[start : start + 25]) for start in range(0, len(kept), 25)
    )


async def test_one_of_each_burst_is_left_the_newest() -> None:
    listed = [(number, number) for number in range(100)] + [(200, 200), (202, 202)]
    found = await newest_first(rows(*listed, thumbhash=HASH), 1)
    assert [number for number, _ in told(found)] == [
        photo_id(202),
        photo_id(200),
        photo_id(99),
    ]


async def test_rows_can_be_put_into_order_again() -> None:
    kept = rows((1, 10), (2, 20))
    assert told(await newest_first(kept, None)) == told(await newest_first(kept, None))


@pytest.mark.parametrize("burst_seconds", [None, 1])
async def test_others_have_their_turn_meanwhile(burst_seconds: int | None) -> None:
    count = 10 * SLICE
    turns = 0

    async def watch() -> None:
        nonlocal turns
        while True:
            turns += 1
            await asyncio.sleep(0)

    thumbhash = None if burst_seconds is None else HASH
    kept = rows(*((number, 60 * number) for number in range(count)), thumbhash=thumbhash)
    watching = asyncio.create_task(watch())
    found = await newest_first(kept, burst_seconds)
    assert turns >= 4 * count // SLICE
    before = turns
    assert len(await sample(found, count // 2, Random(1))) == count // 2
    assert turns - before >= count // SLICE
    watching.cancel()


@given(st.integers(0, 60), st.integers(0, 70), st.integers())
def test_a_sample_has_its_size_and_keeps_the_order(count: int, wanted: int, seed: int) -> None:
    everything = photos(range(count, 0, -1))
    chosen = asyncio.run(sample(everything, wanted, Random(seed)))
    assert len(chosen) == min(count, wanted)
    assert list(chosen.taken) == sorted(set(chosen.taken), reverse=True)
    assert [number_of(one) for one in chosen] == list(chosen.taken)


async def test_any_sample_is_as_likely_as_any_other() -> None:
    everything, random = photos(range(6)), Random(7)
    drawn = Counter([tuple((await sample(everything, 2, random)).taken) for _ in range(15_000)])
    pairs = [(one, other) for one, other in product(range(6), repeat=2) if one < other]
    assert drawn.keys() == set(pairs)
    # Chi-square with 14 degrees of freedom is above 36.1 in one of a thousand cases.
    assert sum((drawn[pair] - 1000) ** 2 / 1000 for pair in pairs) < 36.1


async def test_samples_are_fair_over_many_slices() -> None:
    count, random = 4 * SLICE, Random(8)
    everything = photos(range(count))
    parts = Counter[int]()
    for _ in range(20):
        parts.update(place // SLICE for place in (await sample(everything, 400, random)).taken)
    # Each of the four parts has 2,000 on average, with a deviation of 39 at most.
    assert all(abs(parts[part] - 2000) < 4 * 39 for part in range(4))
