"""Which window a profile of weights leads to."""

from hypothesis import given, strategies as st
import pytest

from custom_components.immich_frame.imaging.focus import choose_crop
from custom_components.immich_frame.imaging.geometry import center_window, cover_window
from custom_components.immich_frame.imaging.spec import CropMethod, Size

PORTRAIT = Size(1080, 1920)
PHOTO = Size(3000, 2000)
FLAT = [1.0] * 60

lengths = st.integers(1, 9000)
sizes = st.builds(Size, lengths, lengths)
profiles = st.lists(st.floats(0, 1e6), min_size=1, max_size=80)


def peak(place: float, width: int = 6, cells: int = 60) -> list[float]:
    """Put all but a little of the weights around one place."""
    middle = place * cells
    return [50.0 if abs(cell + 0.5 - middle) <= width / 2 else 0.1 for cell in range(cells)]


@given(sizes, sizes, profiles, profiles)
def test_crop_is_a_window_inside_the_photo(
    source: Size, target: Size, columns: list[float], rows: list[float]
) -> None:
    box = choose_crop(source, target, columns, rows).box
    assert box.size == cover_window(source, target)
    assert 0 <= box.left <= box.right <= source.width
    assert 0 <= box.top <= box.bottom <= source.height


@given(sizes, sizes, profiles, profiles)
def test_same_weights_give_the_same_crop(
    source: Size, target: Size, columns: list[float], rows: list[float]
) -> None:
    assert choose_crop(source, target, columns, rows) == choose_crop(source, target, columns, rows)


@pytest.mark.parametrize("place", [0.1, 0.2, 0.3, 0.7, 0.8, 0.9])
def test_window_holds_a_subject_wherever_it_is(place: float) -> None:
    crop = choose_crop(PHOTO, PORTRAIT, peak(place), FLAT)
    assert crop.method is CropMethod.SALIENCY
    assert crop.box.left <= max(0, place - 0.08) * PHOTO.width
    assert crop.box.right >= min(1, place + 0.08) * PHOTO.width


def test_subject_gets_room_around_it_though_the_window_could_be_nearer_to_the_middle() -> None:
    crop = choose_crop(PHOTO, PORTRAIT, peak(0.75), FLAT)
    assert crop.box.right - 0.8 * PHOTO.width >= 0.09 * crop.box.width


def test_search_runs_down_a_tall_photo() -> None:
    crop = choose_crop(Size(2000, 3000), Size(1920, 1080), FLAT, peak(0.8))
    assert crop.method is CropMethod.SALIENCY
    assert crop.box.left == 0
    assert crop.box.bottom > 2500


def test_subject_in_the_middle_needs_no_other_window() -> None:
    crop = choose_crop(PHOTO, PORTRAIT, peak(0.45), FLAT)
    assert crop.method is CropMethod.GRAVITY
    assert crop.box == center_window(PHOTO, cover_window(PHOTO, PORTRAIT))


def test_even_weights_leave_the_middle_and_say_so() -> None:
    crop = choose_crop(PHOTO, PORTRAIT, FLAT, FLAT)
    assert crop.method is CropMethod.GRAVITY
    assert crop.box == center_window(PHOTO, cover_window(PHOTO, PORTRAIT))


def test_no_weights_at_all_leave_the_middle() -> None:
    crop = choose_crop(PHOTO, PORTRAIT, [0.0] * 8, [0.0] * 8)
    assert crop.method is CropMethod.GRAVITY
    assert crop.box.center.x == pytest.approx(1500, abs=1)


def test_photo_of_the_frames_shape_is_kept_whole() -> None:
    crop = choose_crop(Size(3840, 2160), Size(1920, 1080), peak(0.1), peak(0.9))
    assert crop.method is CropMethod.GRAVITY
    assert crop.box.size == Size(3840, 2160)


def test_of_two_equal_subjects_the_nearer_to_the_middle_is_kept() -> None:
    both = [max(one, other) for one, other in zip(peak(0.1), peak(0.7), strict=True)]
    crop = choose_crop(PHOTO, PORTRAIT, both, FLAT)
    assert crop.box.left < 0.65 * PHOTO.width < 0.75 * PHOTO.width < crop.box.right


def test_a_strong_subject_near_the_edge_beats_a_weak_one_in_the_middle() -> None:
    weak = [value / 10 for value in peak(0.5)]
    both = [max(one, other) for one, other in zip(peak(0.1), weak, strict=True)]
    assert choose_crop(PHOTO, PORTRAIT, both, FLAT).box.left < 0.06 * PHOTO.width
