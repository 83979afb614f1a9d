"""Arithmetic of boxes: what holds for every size there is."""

from fractions import Fraction

from hypothesis import given, strategies as st
from PIL import Image
import pytest

from custom_components.immich_frame.imaging.geometry import (
    ORIENTATIONS,
    center_window,
    contain_scaled,
    cover_scaled,
    cover_window,
    fit_inside,
    is_portrait,
    place_window,
    running_totals,
    share_kept,
    stored_box,
    total_between,
    turned,
    visible,
    whole,
)
from custom_components.immich_frame.imaging.spec import Box, Face, Point, Size

from .faces import BROKEN, sound_faces
from .photos import noise, stored

lengths = st.integers(1, 20_000)
sizes = st.builds(Size, lengths, lengths)
places = st.floats(-1e6, 1e6)


def at_least_one(length: Fraction) -> Fraction:
    return max(Fraction(1), length)


@given(sizes, sizes)
def test_window_fits_spans_the_source_and_is_the_largest(source: Size, target: Size) -> None:
    window = cover_window(source, target)
    assert 1 <= window.width <= source.width
    assert 1 <= window.height <= source.height
    assert window.width == source.width or window.height == source.height


@given(sizes, sizes)
def test_window_has_the_targets_shape_to_within_a_pixel(source: Size, target: Size) -> None:
    window = cover_window(source, target)
    shape = Fraction(target.width, target.height)
    if window.height == source.height and window.width < source.width:
        assert abs(window.width - at_least_one(window.height * shape)) <= Fraction(1, 2)
    elif window.height < source.height:
        assert abs(window.height - at_least_one(window.width / shape)) <= Fraction(1, 2)


@given(sizes, sizes, places, places)
def test_placed_window_is_inside_and_touches_two_opposite_edges(
    source: Size, target: Size, left: float, top: float
) -> None:
    window = cover_window(source, target)
    box = place_window(source, window, left, top)
    assert box.size == window
    assert box.left >= 0
    assert box.top >= 0
    assert box.right <= source.width
    assert box.bottom <= source.height
    spans_width = box.left == 0 and box.right == source.width
    spans_height = box.top == 0 and box.bottom == source.height
    assert spans_width or spans_height


@given(sizes, sizes)
def test_center_window_leaves_as_much_on_either_side(source: Size, target: Size) -> None:
    box = center_window(source, cover_window(source, target))
    assert abs(box.left - (source.width - box.right)) <= 1
    assert abs(box.top - (source.height - box.bottom)) <= 1


@given(sizes, sizes)
def test_fitting_keeps_the_shape_and_never_enlarges(source: Size, bounds: Size) -> None:
    fitting = fit_inside(source, bounds)
    assert 1 <= fitting.width <= min(source.width, bounds.width)
    assert 1 <= fitting.height <= min(source.height, bounds.height)
    if fitting != source:
        width = at_least_one(Fraction(source.width * bounds.height, source.height))
        height = at_least_one(Fraction(source.height * bounds.width, source.width))
        assert min(abs(fitting.width - width), abs(fitting.height - height)) <= Fraction(1, 2)
        assert fitting.width == bounds.width or fitting.height == bounds.height


@given(sizes, sizes)
def test_containing_fills_the_bounds_in_one_direction_in_the_photos_shape(
    source: Size, bounds: Size
) -> None:
    scaled = contain_scaled(source, bounds)
    assert 1 <= scaled.width <= bounds.width
    assert 1 <= scaled.height <= bounds.height
    assert scaled.width == bounds.width or scaled.height == bounds.height
    width = at_least_one(Fraction(source.width * scaled.height, source.height))
    height = at_least_one(Fraction(source.height * scaled.width, source.width))
    assert min(abs(scaled.width - width), abs(scaled.height - height)) <= Fraction(1, 2)


@given(sizes, sizes)
def test_covering_leaves_no_gap_and_less_than_a_pixel_too_much(source: Size, target: Size) -> None:
    scaled = cover_scaled(source, target)
    assert scaled.width >= target.width
    assert scaled.height >= target.height
    if scaled.height == target.height:
        assert 0 <= scaled.width - Fraction(source.width * target.height, source.height) < 1
    else:
        assert scaled.width == target.width
        assert 0 <= scaled.height - Fraction(source.height * target.width, source.width) < 1


@given(sizes, st.integers(1, 9))
def test_scaling_between_sizes_of_one_shape_is_exact(size: Size, factor: int) -> None:
    larger = Size(size.width * factor, size.height * factor)
    for scaled in (contain_scaled, cover_scaled):
        assert scaled(size, larger) == larger
        assert scaled(larger, size) == size


def test_square_is_no_portrait() -> None:
    assert is_portrait(Size(2, 3))
    assert not is_portrait(Size(3, 3))


@given(sizes, sound_faces(), st.data())
def test_share_kept_is_one_inside_and_none_outside(
    source: Size, face: Face, data: st.DataObject
) -> None:
    assert share_kept(face, source, whole(source)) == pytest.approx(1)
    left = data.draw(st.integers(0, source.width - 1))
    crop = Box(left, 0, data.draw(st.integers(left + 1, source.width)), source.height)
    assert 0 <= share_kept(face, source, crop) <= 1
    beside = crop.right / source.width <= face.left or crop.left / source.width >= face.right
    assert not beside or share_kept(face, source, crop) == 0


def test_share_kept_of_a_face_is_that_of_its_area() -> None:
    photo, face = Size(1000, 500), Face(0.2, 0.2, 0.4, 0.6)
    assert share_kept(face, photo, Box(0, 0, 300, 500)) == pytest.approx(0.5)
    assert share_kept(face, photo, Box(250, 0, 1000, 200)) == pytest.approx(0.375)


def test_share_kept_counts_what_the_photo_has_of_a_face() -> None:
    photo = Size(1000, 1000)
    assert share_kept(Face(-0.1, 0, 0.1, 0.1), photo, Box(0, 0, 500, 1000)) == 1
    assert visible(Face(-0.1, 0, 0.1, 1.1, 3)) == Face(0, 0, 0.1, 1, 3)


@pytest.mark.parametrize("broken", BROKEN[:-4])
def test_of_a_broken_face_nothing_is_kept(broken: Face) -> None:
    assert visible(broken) is None
    assert share_kept(broken, Size(100, 100), whole(Size(100, 100))) == 0


@given(sizes, st.sampled_from(ORIENTATIONS), st.data())
def test_stored_box_keeps_its_pixels_and_stays_inside(
    upright: Size, orientation: int, data: st.DataObject
) -> None:
    left = data.draw(st.integers(0, upright.width - 1))
    top = data.draw(st.integers(0, upright.height - 1))
    right = data.draw(st.integers(left + 1, upright.width))
    bottom = data.draw(st.integers(top + 1, upright.height))
    box = stored_box(Box(left, top, right, bottom), upright, orientation)
    size = turned(upright, orientation)
    assert box.size.area == (right - left) * (bottom - top)
    assert 0 <= box.left < box.right <= size.width
    assert 0 <= box.top < box.bottom <= size.height


@pytest.mark.parametrize("orientation", ORIENTATIONS)
def test_stored_box_holds_what_the_upright_box_shows(orientation: int) -> None:
    upright = noise(13, 9)
    box = Box(2, 1, 9, 4)
    found = stored_box(box, Size(13, 9), orientation)
    cut = stored(upright, orientation).crop((found.left, found.top, found.right, found.bottom))
    shown = stored(upright.crop((box.left, box.top, box.right, box.bottom)), orientation)
    assert cut.tobytes() == shown.tobytes()


@given(st.lists(st.floats(0, 100), min_size=1, max_size=40), st.data())
def test_totals_sum_any_stretch(weights: list[float], data: st.DataObject) -> None:
    totals = running_totals(weights)
    start = data.draw(st.integers(0, len(weights)))
    end = data.draw(st.integers(start, len(weights)))
    assert total_between(totals, start, end) == pytest.approx(sum(weights[start:end]), abs=1e-6)


def test_totals_reach_into_a_weight() -> None:
    assert total_between(running_totals([4, 8]), 0.5, 1.25) == pytest.approx(4)


def test_box_knows_its_middle_and_its_size() -> None:
    box = Box(10, 20, 13, 30)
    assert box.center == Point(11.5, 25)
    assert box.size == Size(3, 10)
    assert whole(Size(3, 10)) == Box(0, 0, 3, 10)


def test_transposed_size_of_a_pillow_image() -> None:
    image = Image.new("L", (4, 7))
    assert stored(image, 6).size == (7, 4)
    assert turned(Size(4, 7), 6) == Size(7, 4)
    assert turned(Size(4, 7), 3) == Size(4, 7)
