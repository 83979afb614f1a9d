"""What a crop has to keep of the people in a photo."""

from hypothesis import assume, given, strategies as st
import pytest

from custom_components.immich_frame.imaging.geometry import cover_window, share_kept
from custom_components.immich_frame.imaging.keep import all_fit, keep_box
from custom_components.immich_frame.imaging.spec import Box, Face, Size

from .faces import BROKEN, any_faces, face, frames, photos, sound_faces

LANDSCAPE = Size(6000, 4000)
PORTRAIT = Size(3000, 4000)
UPRIGHT, SQUARE, WIDE = Size(1080, 1920), Size(1000, 1000), Size(1920, 1080)

small_photos = st.builds(Size, st.integers(8, 60), st.integers(8, 60))


def kept_box(photo: Size, target: Size, faces: list[Face]) -> Box:
    box = keep_box(photo, cover_window(photo, target), faces)
    assert box is not None
    return box


def windows(photo: Size, window: Size) -> list[Box]:
    return [
        Box(left, top, left + window.width, top + window.height)
        for left in range(photo.width - window.width + 1)
        for top in range(photo.height - window.height + 1)
    ]


def is_whole(part: Face, photo: Size, box: Box) -> bool:
    return share_kept(part, photo, box) > 1 - 1e-6


def whole_weight(faces: list[Face], photo: Size, box: Box) -> float:
    return sum(part.weight for part in faces if is_whole(part, photo, box))


@given(photos, frames, any_faces)
def test_keep_box_is_inside_the_photo_and_no_larger_than_the_window(
    photo: Size, target: Size, faces: list[Face]
) -> None:
    window = cover_window(photo, target)
    box = keep_box(photo, window, faces)
    if box is not None:
        assert 0 <= box.left < box.right <= photo.width
        assert 0 <= box.top < box.bottom <= photo.height
        assert box.width <= window.width
        assert box.height <= window.height


@given(photos, frames, st.lists(sound_faces(), min_size=1, max_size=6))
def test_keep_box_holds_every_face_when_they_all_fit(
    photo: Size, target: Size, faces: list[Face]
) -> None:
    window = cover_window(photo, target)
    box = keep_box(photo, window, faces)
    assert box is not None
    if all_fit(photo, window, faces):
        assert all(is_whole(part, photo, box) for part in faces)


@given(small_photos, frames, st.lists(sound_faces(), min_size=1, max_size=5))
def test_faces_fit_exactly_when_some_window_keeps_them_all(
    photo: Size, target: Size, faces: list[Face]
) -> None:
    window = cover_window(photo, target)
    some = any(all(is_whole(part, photo, box) for part in faces) for box in windows(photo, window))
    assert all_fit(photo, window, faces) == some


@given(small_photos, frames, st.lists(sound_faces(), min_size=1, max_size=5))
def test_no_window_keeps_more_weight_whole(photo: Size, target: Size, faces: list[Face]) -> None:
    window = cover_window(photo, target)
    assume(all(all_fit(photo, window, [part]) for part in faces))
    box = keep_box(photo, window, faces)
    assert box is not None
    best = max(whole_weight(faces, photo, other) for other in windows(photo, window))
    assert whole_weight(faces, photo, box) == pytest.approx(best)


@given(photos, frames, st.lists(sound_faces(), max_size=4), st.sampled_from(BROKEN))
def test_broken_faces_change_nothing(
    photo: Size, target: Size, faces: list[Face], broken: Face
) -> None:
    window = cover_window(photo, target)
    assert keep_box(photo, window, [*faces, broken]) == keep_box(photo, window, faces)
    assert all_fit(photo, window, [*faces, broken]) == all_fit(photo, window, faces)


@pytest.mark.parametrize("broken", BROKEN)
def test_broken_faces_alone_ask_for_nothing(broken: Face) -> None:
    window = cover_window(LANDSCAPE, UPRIGHT)
    assert keep_box(LANDSCAPE, window, [broken]) is None
    assert all_fit(LANDSCAPE, window, [broken])


def test_no_faces_ask_for_nothing() -> None:
    assert keep_box(LANDSCAPE, SQUARE, []) is None
    assert all_fit(LANDSCAPE, SQUARE, [])


def test_face_that_reaches_out_of_the_photo_counts_as_far_as_it_is_seen() -> None:
    seen, reaching = Face(0.9, 0.0, 1.0, 0.2), Face(0.9, -0.3, 1.5, 0.2)
    assert kept_box(LANDSCAPE, UPRIGHT, [reaching]) == kept_box(LANDSCAPE, UPRIGHT, [seen])


def test_keep_box_holds_the_whole_head_and_the_bust() -> None:
    one = face(0.5, 0.5, 0.05, 0.1)
    box = kept_box(PORTRAIT, WIDE, [one])
    assert box.top <= (one.top - 0.3 * 0.1) * PORTRAIT.height
    assert box.bottom >= (one.bottom + 1.2 * 0.1) * PORTRAIT.height
    assert box.left <= (one.left - 1.2 * 0.05) * PORTRAIT.width
    assert box.right >= (one.right + 1.2 * 0.05) * PORTRAIT.width


def test_crown_comes_before_the_breast_when_there_is_not_room_for_both() -> None:
    one = face(0.5, 0.5, 0.3, 0.24)
    window = cover_window(PORTRAIT, WIDE)
    box = kept_box(PORTRAIT, WIDE, [one])
    assert box.height == pytest.approx(window.height, abs=1)
    assert box.top <= (one.top - 0.3 * 0.24) * PORTRAIT.height
    assert box.bottom > one.bottom * PORTRAIT.height


def test_room_that_the_photo_does_not_have_is_left_to_the_other_side() -> None:
    at_the_top = face(0.5, 0.1, 0.2, 0.2)
    box = kept_box(PORTRAIT, WIDE, [at_the_top])
    assert box.top == 0
    assert box.height == cover_window(PORTRAIT, WIDE).height


def test_window_that_just_holds_the_faces_leaves_no_margin() -> None:
    window = cover_window(LANDSCAPE, SQUARE)
    group = [Face(0.1, 0.3, 0.2, 0.5), Face(0.6, 0.3, 0.1 + 4000 / 6000, 0.5)]
    box = kept_box(LANDSCAPE, SQUARE, group)
    assert all_fit(LANDSCAPE, window, group)
    assert (box.left, box.right) == (600, 4600)


def test_two_people_too_far_apart_do_not_fit_and_the_dearer_one_is_kept() -> None:
    stranger, friend = face(0.15, 0.4, 0.1, 0.2), face(0.8, 0.4, 0.1, 0.2, weight=3)
    window = cover_window(LANDSCAPE, UPRIGHT)
    box = kept_box(LANDSCAPE, UPRIGHT, [stranger, friend])
    assert not all_fit(LANDSCAPE, window, [stranger, friend])
    assert is_whole(friend, LANDSCAPE, box)
    assert share_kept(stranger, LANDSCAPE, box) == 0


def test_two_strangers_beside_each_other_outweigh_a_third() -> None:
    pair = [face(0.1, 0.4, 0.1, 0.2), face(0.3, 0.4, 0.1, 0.2)]
    box = kept_box(LANDSCAPE, UPRIGHT, [*pair, face(0.9, 0.4, 0.1, 0.2)])
    assert all(is_whole(part, LANDSCAPE, box) for part in pair)


def test_among_equals_the_window_that_shows_more_of_the_rest_is_taken() -> None:
    alone, beside, half = (face(x, 0.4, 0.1, 0.2) for x in (0.1, 0.6, 0.95))
    box = kept_box(LANDSCAPE, UPRIGHT, [alone, beside, half])
    assert is_whole(beside, LANDSCAPE, box)
    assert not is_whole(alone, LANDSCAPE, box)


def test_face_larger_than_the_window_keeps_its_middle() -> None:
    huge = face(0.5, 0.45, 0.9, 0.7)
    window = cover_window(PORTRAIT, WIDE)
    box = kept_box(PORTRAIT, WIDE, [huge])
    assert not all_fit(PORTRAIT, window, [huge])
    assert box.height == window.height
    assert box.center.y == pytest.approx(0.45 * PORTRAIT.height, abs=1)


def test_friend_too_close_to_the_camera_is_not_left_for_a_stranger() -> None:
    huge, stranger = face(0.35, 0.5, 0.5, 0.9, weight=2), face(0.95, 0.4, 0.02, 0.05)
    box = kept_box(LANDSCAPE, UPRIGHT, [huge, stranger])
    assert share_kept(huge, LANDSCAPE, box) > 0.7
