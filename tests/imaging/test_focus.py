"""Which window faces and a profile of weights lead to."""

from hypothesis import given, strategies as st
import pytest

from custom_components.immich_frame.imaging.focus import choose_crop
from custom_components.immich_frame.imaging.geometry import (
    center_window,
    cover_window,
    share_kept,
)
from custom_components.immich_frame.imaging.keep import all_fit
from custom_components.immich_frame.imaging.spec import Box, CropMethod, Face, Size

from .faces import BROKEN, any_faces, face, sound_faces

PORTRAIT = Size(1080, 1920)
SQUARE = Size(1080, 1080)
WIDE = Size(1920, 1080)
PHOTO = Size(3000, 2000)
UPRIGHT = Size(3000, 4000)
FLAT = [1.0] * 60

lengths = st.integers(1, 9000)
sizes = st.builds(Size, lengths, lengths)
profiles = st.lists(st.floats(0, 1e6), min_size=1, max_size=80)


def peak(place: float, width: int = 6, cells: int = 60) -> list[float]:
    """Put all but a little of the weights around one place."""
    middle = place * cells
    return [50.0 if abs(cell + 0.5 - middle) <= width / 2 else 0.1 for cell in range(cells)]


@given(sizes, sizes, profiles, profiles, any_faces)
def test_crop_is_a_window_inside_the_photo(
    source: Size, target: Size, columns: list[float], rows: list[float], faces: list[Face]
) -> None:
    box = choose_crop(source, target, columns, rows, faces).box
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
    one = [face(0.1, 0.1, 0.1, 0.1)]
    crop = choose_crop(Size(3840, 2160), Size(1920, 1080), peak(0.1), peak(0.9), one)
    assert crop.method is CropMethod.WHOLE
    assert crop.box == Box(0, 0, 3840, 2160)


def test_of_two_equal_subjects_the_nearer_to_the_middle_is_kept() -> None:
    both = [max(one, other) for one, other in zip(peak(0.1), peak(0.7), strict=True)]
    crop = choose_crop(PHOTO, PORTRAIT, both, FLAT)
    assert crop.box.left < 0.65 * PHOTO.width < 0.75 * PHOTO.width < crop.box.right


def test_a_strong_subject_near_the_edge_beats_a_weak_one_in_the_middle() -> None:
    weak = [value / 10 for value in peak(0.5)]
    both = [max(one, other) for one, other in zip(peak(0.1), weak, strict=True)]
    assert choose_crop(PHOTO, PORTRAIT, both, FLAT).box.left < 0.06 * PHOTO.width


def in_crop(part: Face, photo: Size, crop: Box) -> tuple[float, float, float, float]:
    """Give the edges of a face in shares of the crop: left, top, right, bottom."""
    return (
        (part.left * photo.width - crop.left) / crop.width,
        (part.top * photo.height - crop.top) / crop.height,
        (part.right * photo.width - crop.left) / crop.width,
        (part.bottom * photo.height - crop.top) / crop.height,
    )


def crop_around(photo: Size, target: Size, *faces: Face) -> Box:
    """Crop around faces where nothing else draws the eye."""
    return choose_crop(photo, target, FLAT, FLAT, faces).box


@given(sizes, sizes, profiles, profiles, st.lists(sound_faces(), min_size=1, max_size=6))
def test_every_face_is_kept_whole_whenever_a_window_can(
    source: Size, target: Size, columns: list[float], rows: list[float], faces: list[Face]
) -> None:
    box = choose_crop(source, target, columns, rows, faces).box
    if all_fit(source, cover_window(source, target), faces):
        assert all(share_kept(part, source, box) > 1 - 1e-6 for part in faces)


@given(sizes, sizes, profiles, profiles, st.sampled_from(BROKEN))
def test_broken_faces_do_no_harm(
    source: Size, target: Size, columns: list[float], rows: list[float], broken: Face
) -> None:
    without = choose_crop(source, target, columns, rows)
    assert choose_crop(source, target, columns, rows, [broken]) == without


@pytest.mark.parametrize("x", [0.06, 0.15, 0.3, 0.7, 0.85, 0.94])
@pytest.mark.parametrize("target", [PORTRAIT, SQUARE])
def test_one_person_beside_the_middle_is_kept_off_the_edge(x: float, target: Size) -> None:
    one = face(x, 0.4, 0.06, 0.12)
    crop = choose_crop(PHOTO, target, FLAT, FLAT, [one])
    left, _, right, _ = in_crop(one, PHOTO, crop.box)
    # No photo is left beyond the crop where the person is nearer to its edge than that.
    assert crop.method is CropMethod.FACES
    assert left > 0.09 or crop.box.left == 0
    assert right < 0.91 or crop.box.right == PHOTO.width


def test_faces_come_before_what_draws_the_eye() -> None:
    one = face(0.2, 0.4, 0.08, 0.16)
    crop = choose_crop(PHOTO, PORTRAIT, peak(0.85), FLAT, [one])
    assert crop.method is CropMethod.FACES
    assert share_kept(one, PHOTO, crop.box) == 1


@pytest.mark.parametrize(("peak_at", "side"), [(0.35, -1), (0.65, 1)])
def test_what_draws_the_eye_decides_within_the_room_that_faces_leave(
    peak_at: float, side: int
) -> None:
    one = face(0.5, 0.4, 0.03, 0.06)
    middle = choose_crop(PHOTO, PORTRAIT, FLAT, FLAT, [one]).box
    crop = choose_crop(PHOTO, PORTRAIT, peak(peak_at), FLAT, [one]).box
    assert (crop.left - middle.left) * side > 0.1 * crop.width
    assert share_kept(one, PHOTO, crop) == 1


def test_faces_that_any_window_keeps_leave_the_choice_to_the_weights() -> None:
    one = face(0.5, 0.5, 0.05, 0.05)
    assert choose_crop(PHOTO, WIDE, FLAT, FLAT, [one]).method is CropMethod.GRAVITY
    assert choose_crop(PHOTO, WIDE, FLAT, peak(0.1), [one]).method is CropMethod.SALIENCY


def test_couple_keeps_both_heads_in_an_upright_crop() -> None:
    couple = [face(0.62, 0.4, 0.09, 0.17), face(0.8, 0.45, 0.09, 0.17)]
    crop = crop_around(PHOTO, PORTRAIT, *couple)
    assert in_crop(couple[0], PHOTO, crop)[0] > 0.09
    assert in_crop(couple[1], PHOTO, crop)[2] < 0.91


def test_group_too_wide_for_an_upright_crop_keeps_as_many_as_it_can() -> None:
    group = [face(x, 0.4, 0.05, 0.1) for x in (0.2, 0.35, 0.5, 0.65, 0.8)]
    crop = crop_around(PHOTO, PORTRAIT, *group)
    assert [share_kept(part, PHOTO, crop) for part in group] == [0, 1, 1, 1, 0]


def test_group_too_wide_for_an_upright_crop_keeps_whom_the_frame_is_about() -> None:
    group = [face(x, 0.4, 0.05, 0.1) for x in (0.2, 0.35, 0.5, 0.65, 0.8)]
    grandmother = face(0.95, 0.4, 0.05, 0.1, weight=8)
    crop = crop_around(PHOTO, PORTRAIT, *group, grandmother)
    kept = [share_kept(part, PHOTO, crop) for part in (*group, grandmother)]
    assert kept == [0, 0, 0, 1, 1, 1]


@pytest.mark.parametrize("height", [0.12, 0.16, 0.2, 0.25])
@pytest.mark.parametrize("y", [0.2, 0.3, 0.45])
def test_eyes_of_a_portrait_are_around_the_upper_third_of_a_wide_crop(
    height: float, y: float
) -> None:
    one = face(0.5, y, height, height)
    crop = crop_around(UPRIGHT, WIDE, one)
    _, top, _, bottom = in_crop(one, UPRIGHT, crop)
    # Eyes are some two fifths down a face's box, the crown a quarter of it above.
    assert 0.25 < top + 0.4 * (bottom - top) < 0.47
    assert top > 0.25 * (bottom - top)


def test_head_at_the_top_of_a_portrait_takes_the_top_of_the_photo() -> None:
    crop = crop_around(UPRIGHT, WIDE, face(0.5, 0.1, 0.2, 0.16))
    assert crop.top == 0


def test_full_figure_shows_the_head_and_what_is_below_it() -> None:
    one = face(0.5, 0.2, 0.08, 0.07)
    _, top, _, bottom = in_crop(one, UPRIGHT, crop_around(UPRIGHT, WIDE, one))
    assert top > 0.1
    assert bottom < 0.5


def test_child_at_the_foot_of_a_portrait_is_not_cut() -> None:
    one = face(0.5, 0.9, 0.15, 0.14)
    crop = crop_around(UPRIGHT, WIDE, one)
    assert crop.bottom == UPRIGHT.height
    assert share_kept(one, UPRIGHT, crop) == pytest.approx(1)
