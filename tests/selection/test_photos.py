"""Photos in little memory: packed, found again, cut and put in another order."""

import sys

from hypothesis import given, strategies as st
import pytest

from custom_components.immich_frame.selection.photos import (
    ID_BYTES,
    Photos,
    find_packed,
    pack,
    split,
    unpack,
)

from .pools import asset, photos

IDS = st.uuids().map(str)


@given(IDS)
def test_an_id_is_the_same_when_unpacked(asset_id: str) -> None:
    assert len(pack(asset_id)) == ID_BYTES
    assert unpack(pack(asset_id)) == asset_id


@given(IDS)
def test_an_id_in_capitals_is_the_same_id(asset_id: str) -> None:
    assert pack(asset_id.upper()) == pack(asset_id)


@pytest.mark.parametrize("wrong", ["", "photo 1", "ab", asset(1) + "00", "é" * 32, "\ud800"])
def test_what_is_no_uuid_cannot_be_packed(wrong: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        pack(wrong)


@given(st.integers(min_value=0, max_value=300))
def test_packed_ids_come_one_by_one(count: int) -> None:
    assert list(map(unpack, split(photos(range(count)).packed))) == list(map(asset, range(count)))


@given(st.lists(IDS, unique=True), IDS)
def test_a_photo_is_found_where_it_is(ids: list[str], other: str) -> None:
    found = Photos(b"".join(map(pack, ids)), photos(range(len(ids))).taken)
    assert [found.find(asset_id) for asset_id in ids] == list(range(len(ids)))
    assert found.find(other) == (ids.index(other) if other in ids else None)


def test_an_id_is_not_found_across_two_others() -> None:
    across = bytes(range(8, 24))
    packed = bytes(range(32)) + across
    assert find_packed(packed, across) == 2
    assert find_packed(packed[:32], across) is None
    assert find_packed(b"\1" * 8 + bytes(24), bytes(16)) == 1


def test_an_id_is_found_at_or_after_a_place() -> None:
    packed = pack(asset(1)) + pack(asset(2)) + pack(asset(1))
    assert find_packed(packed, pack(asset(1))) == 0
    assert find_packed(packed, pack(asset(1)), 1) == 2
    assert find_packed(packed, pack(asset(2)), 2) is None


@pytest.mark.parametrize("stranger", ["photo 1", "", "00", 7, None])
def test_what_is_no_id_is_not_among_the_photos(stranger: object) -> None:
    assert stranger not in photos(range(3))


def test_an_id_is_among_the_photos() -> None:
    assert asset(2) in photos(range(3))
    assert asset(3) not in photos(range(3))


def test_photos_are_a_sequence() -> None:
    some = photos([5, 3, 9])
    assert list(some) == [asset(5), asset(3), asset(9)]
    assert (len(some), some[-1]) == (3, asset(9))
    with pytest.raises(IndexError):
        some[3]


def test_no_photos_are_none() -> None:
    assert list(Photos()) == []
    assert not Photos()


def test_a_part_of_the_photos_has_their_times() -> None:
    part = photos([5, 3, 9, 1])[1:3]
    assert isinstance(part, Photos)
    assert (list(part), list(part.taken)) == ([asset(3), asset(9)], [3, 9])


def test_photos_in_another_order_keep_their_times() -> None:
    other = photos([5, 3, 9]).arranged([2, 0, 1])
    assert (list(other), list(other.taken)) == ([asset(9), asset(5), asset(3)], [9, 5, 3])


def test_a_photo_takes_24_bytes() -> None:
    many = photos(range(10_000))
    # A list of numbers leaves an array room to grow, of an eighth.
    assert sys.getsizeof(many.packed) + len(many.taken) * many.taken.itemsize < 10_000 * 24 + 100
