"""Photos taken about when another one was: the same shape, the nearest first."""

from array import array

from hypothesis import given, strategies as st
import pytest

from custom_components.immich_frame.selection.nearest import nearest
from custom_components.immich_frame.selection.photos import Photos, Shape, pack

from .pools import asset, number_of

LISTED = st.lists(st.tuples(st.integers(0, 50), st.sampled_from(Shape)), min_size=1, max_size=30)


def photos(*listed: tuple[int, Shape]) -> Photos:
    """Return photos numbered from 0, each with the second it was taken in, and its shape."""
    return Photos(
        b"".join(pack(asset(number)) for number in range(len(listed))),
        array("q", [taken for taken, _shape in listed]),
        bytes([shape for _taken, shape in listed]),
    )


def numbers(found: list[str]) -> list[int]:
    return [number_of(asset_id) for asset_id in found]


def test_the_nearest_comes_first_in_either_direction() -> None:
    listed = photos(*((taken, Shape.PORTRAIT) for taken in (90, 70, 55, 50, 40, 5)))
    assert numbers(nearest(listed, asset(3), 10)) == [2, 4, 1, 0, 5]
    assert numbers(nearest(listed, asset(3), 2)) == [2, 4]


def test_another_shape_is_passed_over() -> None:
    listed = photos((9, Shape.PORTRAIT), (8, Shape.LANDSCAPE), (7, Shape.PORTRAIT))
    assert numbers(nearest(listed, asset(0), 5)) == [2]
    assert numbers(nearest(listed, asset(1), 5)) == []


def test_where_no_shape_is_known_all_may_do() -> None:
    assert numbers(nearest(photos((9, Shape.UNKNOWN), (8, Shape.UNKNOWN)), asset(0), 5)) == [1]


@pytest.mark.parametrize("other", [asset(7), "no id"])
def test_a_photo_from_elsewhere_has_none(other: str) -> None:
    assert nearest(photos((9, Shape.PORTRAIT)), other, 5) == []


@given(LISTED, st.data())
def test_no_other_order_is_nearer(listed: list[tuple[int, Shape]], data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(listed) - 1))
    taken, shape = listed[place]
    found = numbers(nearest(photos(*listed), asset(place), len(listed)))
    same = {number for number, one in enumerate(listed) if one[1] is shape} - {place}
    assert set(found) == same
    assert len(found) == len(same)
    apart = [abs(listed[number][0] - taken) for number in found]
    assert apart == sorted(apart)


@pytest.mark.parametrize(
    ("width", "height", "shape"),
    [
        (3, 2, Shape.LANDSCAPE),
        (2, 2, Shape.LANDSCAPE),
        (2, 3, Shape.PORTRAIT),
        (None, 3, Shape.UNKNOWN),
        (3, None, Shape.UNKNOWN),
        (0, 3, Shape.UNKNOWN),
    ],
)
def test_the_shape_of_a_size(width: int | None, height: int | None, shape: Shape) -> None:
    assert Shape.of(width, height) is shape
