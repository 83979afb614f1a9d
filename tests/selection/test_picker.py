"""Which photo is next: at random, and none again before the others had their turn."""

from itertools import pairwise
from random import Random

from hypothesis import given, strategies as st

from custom_components.immich_frame.selection.picker import MAX_REMEMBERED, Draw, Picker

COUNTS = st.integers(min_value=1, max_value=30)
SEEDS = st.integers(min_value=0, max_value=2**32)


def ids(count: int) -> list[str]:
    return [f"photo {number}" for number in range(1, count + 1)]


def show(picker: Picker, pool: list[str]) -> str:
    draw = picker.draw(pool)
    assert draw is not None
    picker.mark_shown(draw.asset_id)
    return draw.asset_id


@given(COUNTS, SEEDS)
def test_every_round_shows_every_photo_once(count: int, seed: int) -> None:
    pool, picker = ids(count), Picker(Random(seed))
    for _round in range(3):
        assert sorted(show(picker, pool) for _ in pool) == sorted(pool)


@given(st.integers(min_value=2, max_value=30), SEEDS)
def test_no_photo_is_shown_twice_in_a_row(count: int, seed: int) -> None:
    pool, picker = ids(count), Picker(Random(seed))
    shown = [show(picker, pool) for _ in range(4 * count)]
    assert all(one != other for one, other in pairwise(shown))


def test_the_only_photo_is_shown_again_and_again() -> None:
    picker = Picker(Random(0))
    assert [show(picker, ["only"]) for _ in range(3)] == ["only"] * 3


def test_nothing_is_drawn_from_nothing() -> None:
    assert Picker(Random(0)).draw([]) is None


@given(COUNTS, SEEDS, st.data())
def test_a_draw_keeps_out_what_it_is_told_to(count: int, seed: int, data: st.DataObject) -> None:
    pool, picker = ids(count), Picker(Random(seed))
    for asset_id in data.draw(st.lists(st.sampled_from(pool))):
        picker.mark_shown(asset_id)
    without = data.draw(st.sets(st.sampled_from(pool)))
    draw = picker.draw(pool, without)
    if without == set(pool):
        assert draw is None
    else:
        assert draw is not None
        assert draw.asset_id not in without


@given(COUNTS, SEEDS)
def test_a_draw_tells_the_rank(count: int, seed: int) -> None:
    pool = ids(count)
    draw = Picker(Random(seed)).draw(pool)
    assert draw is not None
    assert pool[draw.position - 1] == draw.asset_id


def test_every_photo_can_be_the_first() -> None:
    firsts = {Picker(Random(seed)).draw(ids(5)) for seed in range(100)}
    assert firsts == {Draw(asset_id, number) for number, asset_id in enumerate(ids(5), 1)}


def test_the_same_seed_draws_the_same_photos() -> None:
    one, other = Picker(Random(7)), Picker(Random(7))
    pool = ids(10)
    assert [show(one, pool) for _ in range(20)] == [show(other, pool) for _ in range(20)]


def test_new_photos_of_a_pool_come_first() -> None:
    picker = Picker(Random(0))
    for _ in range(5):
        show(picker, ids(5))
    assert show(picker, ids(6)) == "photo 6"


def test_a_photo_that_was_not_shown_after_all_stays_fresh() -> None:
    picker = Picker(Random(0))
    picker.mark_shown("photo 1")
    assert {picker.draw(ids(2)) for _ in range(10)} == {Draw("photo 2", 2)}


def test_a_new_round_does_not_begin_with_the_last_photo_though_draws_fail() -> None:
    picker = Picker(Random(0))
    for asset_id in ids(3):
        picker.mark_shown(asset_id)
    assert {picker.draw(ids(3)) for _ in range(50)} == {Draw("photo 1", 1), Draw("photo 2", 2)}


def test_trying_everything_in_vain_begins_no_new_round() -> None:
    picker = Picker(Random(0))
    picker.mark_shown("photo 1")
    assert picker.draw(ids(2), without=ids(2)) is None
    assert show(picker, ids(2)) == "photo 2"


def test_only_so_many_are_remembered() -> None:
    picker = Picker(Random(0))
    for number in range(MAX_REMEMBERED + 1):
        picker.mark_shown(f"{number}")
    assert len(picker._shown) == MAX_REMEMBERED
    assert show(picker, ["0", "1", "2"]) == "0"
