"""Which fit a photo gets, and where it lies on the frame."""

from dataclasses import replace
from fractions import Fraction

from hypothesis import given, strategies as st
import pytest

from custom_components.immich_frame.imaging.geometry import cover_window, is_portrait, whole
from custom_components.immich_frame.imaging.keep import all_fit
from custom_components.immich_frame.imaging.layout import fit_for, may_pair, pair_places, place
from custom_components.immich_frame.imaging.spec import (
    Box,
    Face,
    Fit,
    FitRule,
    Matte,
    RenderSpec,
    Size,
)

from .faces import BROKEN, any_faces, face, frames, photos

UHD = Size(3840, 2160)
TABLET = Size(1200, 1920)
LANDSCAPE, PORTRAIT = Size(6000, 4000), Size(3000, 4000)
PANORAMA = Size(30_000, 2000)

FITS = [Fit.COVER, Fit.CONTAIN, Fit.BLUR, Fit.MATTE]
AROUND = [Fit.CONTAIN, Fit.BLUR, Fit.MATTE]
rules = st.builds(
    FitRule, st.sampled_from(Fit), st.sampled_from([*FITS, Fit.PAIR]), st.floats(0, 1)
)
specs = st.builds(
    RenderSpec,
    frames,
    landscape=rules,
    portrait=rules,
    enlarge=st.booleans(),
    gap=st.floats(0, 1),
    matte=st.builds(Matte, st.floats(0, 0.4)),
)


def asking(fit: Fit, size: Size = UHD, otherwise: Fit = Fit.BLUR, kept: float = 0.6) -> RenderSpec:
    rule = FitRule(fit, otherwise, kept)
    return RenderSpec(size, landscape=rule, portrait=rule)


def overlap(one: Box, other: Box) -> bool:
    across = min(one.right, other.right) > max(one.left, other.left)
    return across and min(one.bottom, other.bottom) > max(one.top, other.top)


# What is decided.


@given(photos, any_faces, specs, st.none() | photos)
def test_decision_is_always_something_that_can_be_drawn(
    photo: Size, faces: list[Face], spec: RenderSpec, companion: Size | None
) -> None:
    fit = fit_for(photo, faces, spec, companion)
    assert fit in {*FITS, Fit.PAIR}
    assert companion is not None or fit is not Fit.PAIR


@given(photos, any_faces, specs, photos)
def test_pair_is_of_one_orientation_and_loses_less_than_covering(
    photo: Size, faces: list[Face], spec: RenderSpec, companion: Size
) -> None:
    if fit_for(photo, faces, spec, companion) is not Fit.PAIR:
        return
    assert is_portrait(photo) == is_portrait(companion)
    assert is_portrait(photo) != is_portrait(spec.size)
    places = [box.size for box in pair_places(spec)]
    both = (photo, companion)
    paired = sum(
        Fraction(cover_window(one, at).area, one.area) for one, at in zip(both, places, strict=True)
    )
    alone = sum(Fraction(cover_window(one, spec.size).area, one.area) for one in both)
    assert paired > alone
    assert all(all_fit(photo, cover_window(photo, at), faces) for at in places)


@given(photos, any_faces, specs)
def test_photo_that_may_pair_does_so_with_its_like(
    photo: Size, faces: list[Face], spec: RenderSpec
) -> None:
    assert may_pair(photo, faces, spec) == (fit_for(photo, faces, spec, photo) is Fit.PAIR)


@given(photos, any_faces, specs)
def test_nothing_is_enlarged_unless_it_may_be(
    photo: Size, faces: list[Face], spec: RenderSpec
) -> None:
    spec = replace(spec, enlarge=False)
    fit = fit_for(photo, faces, spec)
    at = place(photo, fit, spec)
    shown = cover_window(photo, at.size) if fit is Fit.COVER else photo
    assert at.width <= shown.width
    assert at.height <= shown.height


@given(photos, any_faces, frames, st.floats(0, 1), st.sampled_from(AROUND))
def test_auto_covers_exactly_while_enough_is_kept_and_every_face(
    photo: Size, faces: list[Face], frame: Size, kept: float, otherwise: Fit
) -> None:
    window = cover_window(photo, frame)
    enough = window.area / photo.area >= kept and all_fit(photo, window, faces)
    fit = fit_for(photo, faces, asking(Fit.AUTO, frame, otherwise, kept))
    assert fit is (Fit.COVER if enough else otherwise)


@pytest.mark.parametrize("fit", FITS)
def test_named_fit_is_taken_whatever_it_cuts_off(fit: Fit) -> None:
    at_the_edges = [face(0.05, 0.5, 0.08, 0.1), face(0.95, 0.5, 0.08, 0.1)]
    assert fit_for(PANORAMA, at_the_edges, asking(fit)) is fit


def test_each_orientation_has_its_own_rule_and_squares_are_landscapes() -> None:
    spec = RenderSpec(UHD, landscape=FitRule(Fit.COVER), portrait=FitRule(Fit.MATTE))
    assert fit_for(LANDSCAPE, (), spec) is Fit.COVER
    assert fit_for(PORTRAIT, (), spec) is Fit.MATTE
    assert fit_for(Size(3000, 3000), (), spec) is Fit.COVER
    assert fit_for(Size(2999, 3000), (), spec) is Fit.MATTE


@pytest.mark.parametrize(
    ("photo", "frame", "fit"),
    [
        (Size(4000, 3000), UHD, Fit.COVER),
        (Size(6000, 4000), UHD, Fit.COVER),
        (Size(3000, 4000), UHD, Fit.BLUR),
        (Size(3000, 3000), UHD, Fit.BLUR),
        (PANORAMA, UHD, Fit.BLUR),
        (Size(3000, 4000), TABLET, Fit.COVER),
        (Size(4000, 3000), TABLET, Fit.BLUR),
        (Size(4000, 3000), Size(480, 480), Fit.COVER),
    ],
)
def test_usual_photos_on_usual_frames(photo: Size, frame: Size, fit: Fit) -> None:
    assert fit_for(photo, (), RenderSpec(frame)) is fit


def test_group_from_top_to_bottom_is_not_cut_on_a_wide_frame() -> None:
    rows = [face(0.4, y, 0.08, 0.12) for y in (0.1, 0.5, 0.92)]
    assert fit_for(Size(4000, 3000), rows[:2], RenderSpec(UHD)) is Fit.COVER
    assert fit_for(Size(4000, 3000), rows, RenderSpec(UHD)) is Fit.BLUR


def test_face_larger_than_the_crop_is_shown_whole() -> None:
    close = face(0.5, 0.5, 0.6, 0.8)
    assert fit_for(Size(4000, 3000), [close], RenderSpec(UHD)) is Fit.BLUR


@pytest.mark.parametrize("broken", BROKEN)
def test_broken_faces_decide_nothing(broken: Face) -> None:
    assert fit_for(LANDSCAPE, [broken], RenderSpec(UHD)) is Fit.COVER


# Pairs.


@pytest.mark.parametrize("spec", [asking(Fit.PAIR), asking(Fit.AUTO, otherwise=Fit.PAIR)])
def test_two_portraits_share_a_wide_frame(spec: RenderSpec) -> None:
    assert fit_for(PORTRAIT, (), spec, PORTRAIT) is Fit.PAIR
    assert fit_for(PORTRAIT, (), spec, Size(1080, 1920)) is Fit.PAIR
    assert may_pair(PORTRAIT, (), spec)


def test_two_landscapes_share_an_upright_frame() -> None:
    spec = asking(Fit.PAIR, TABLET)
    assert fit_for(LANDSCAPE, (), spec, Size(4000, 3000)) is Fit.PAIR
    assert fit_for(PORTRAIT, (), spec, PORTRAIT) is Fit.COVER


@pytest.mark.parametrize("spec", [asking(Fit.PAIR), asking(Fit.AUTO, otherwise=Fit.PAIR)])
def test_portrait_without_a_fitting_companion_is_blurred(spec: RenderSpec) -> None:
    assert fit_for(PORTRAIT, (), spec) is Fit.BLUR
    assert fit_for(PORTRAIT, (), spec, LANDSCAPE) is Fit.BLUR


def test_photo_that_covers_well_enough_is_paired_only_if_that_was_named() -> None:
    spec = asking(Fit.AUTO, Size(1280, 1024), Fit.PAIR, kept=0.5)
    upright = Size(2000, 3000)
    assert fit_for(upright, (), spec, upright) is Fit.COVER
    assert fit_for(upright, (), asking(Fit.PAIR, Size(1280, 1024)), upright) is Fit.PAIR


def test_pair_that_loses_more_than_covering_is_not_taken() -> None:
    square_frame = asking(Fit.PAIR, Size(1000, 1000))
    assert fit_for(PORTRAIT, (), square_frame, PORTRAIT) is Fit.COVER
    assert fit_for(Size(1080, 1920), (), square_frame, Size(1080, 1920)) is Fit.PAIR


def test_pair_that_would_cut_a_head_off_is_not_taken() -> None:
    spec = asking(Fit.AUTO, otherwise=Fit.PAIR)
    tall = Size(1080, 1920)
    standing = [face(0.5, 0.1, 0.3, 0.16), face(0.5, 0.85, 0.3, 0.16)]
    assert fit_for(tall, standing[:1], spec, tall) is Fit.PAIR
    assert fit_for(tall, standing, spec, tall) is Fit.BLUR
    assert not may_pair(tall, standing, spec)


def test_photos_too_small_for_their_places_are_not_paired() -> None:
    spec = replace(asking(Fit.PAIR), enlarge=False)
    assert fit_for(PORTRAIT, (), spec, PORTRAIT) is Fit.PAIR
    assert fit_for(PORTRAIT, (), spec, Size(300, 400)) is Fit.BLUR
    assert fit_for(Size(300, 400), (), spec, PORTRAIT) is Fit.MATTE


# Places.


@given(photos, st.sampled_from(FITS), specs)
def test_place_is_on_the_frame_and_in_its_middle(photo: Size, fit: Fit, spec: RenderSpec) -> None:
    at = place(photo, fit, spec)
    assert 0 <= at.left < at.right <= spec.size.width
    assert 0 <= at.top < at.bottom <= spec.size.height
    assert 0 <= spec.size.width - at.right - at.left <= 1
    assert 0 <= spec.size.height - at.bottom - at.top <= 1


@given(photos, st.sampled_from(AROUND), specs)
def test_place_has_the_photos_shape(photo: Size, fit: Fit, spec: RenderSpec) -> None:
    at = place(photo, fit, spec)
    width = max(Fraction(1), Fraction(photo.width * at.height, photo.height))
    height = max(Fraction(1), Fraction(photo.height * at.width, photo.width))
    assert min(abs(at.width - width), abs(at.height - height)) <= Fraction(1, 2)


@given(photos, frames)
def test_contained_photo_touches_two_edges(photo: Size, frame: Size) -> None:
    at = place(photo, Fit.CONTAIN, RenderSpec(frame))
    assert at.width == frame.width or at.height == frame.height


@given(frames, st.integers(1, 3), st.sampled_from([Fit.COVER, Fit.CONTAIN, Fit.BLUR]))
def test_photo_of_the_frames_shape_fills_it_exactly(frame: Size, factor: int, fit: Fit) -> None:
    photo = Size(frame.width * factor, frame.height * factor)
    assert place(photo, fit, RenderSpec(frame)) == whole(frame)
    assert place(frame, fit, RenderSpec(Size(photo.width, photo.height))) == whole(photo)


def test_matte_leaves_its_margin_on_every_side() -> None:
    spec = RenderSpec(UHD, matte=Matte(margin=0.1))
    assert place(Size(4000, 2000), Fit.MATTE, spec) == Box(216, 228, 3624, 1932)


@pytest.mark.parametrize("fit", AROUND)
def test_small_photo_is_shown_at_its_size_or_enlarged(fit: Fit) -> None:
    spec = RenderSpec(UHD)
    assert place(Size(640, 480), fit, replace(spec, enlarge=False)) == Box(1600, 840, 2240, 1320)
    assert place(Size(640, 480), fit, spec).height > 1800


@pytest.mark.parametrize("photo", [Size(1, 1), Size(30_000, 1), Size(1, 30_000)])
@pytest.mark.parametrize("frame", [Size(16, 16), Size(7680, 4320), Size(16, 4320)])
@pytest.mark.parametrize("fit", AROUND)
def test_extreme_photos_are_still_seen(photo: Size, frame: Size, fit: Fit) -> None:
    spec = RenderSpec(frame, matte=Matte(margin=0.4))
    assert place(photo, fit, spec).size.area >= 1


@given(specs)
def test_places_of_a_pair_are_alike_and_leave_but_the_gap(spec: RenderSpec) -> None:
    first, second = pair_places(spec)
    size = spec.size
    assert not overlap(first, second)
    assert (first.left, first.top) == (0, 0)
    assert (second.right, second.bottom) == (size.width, size.height)
    assert min(first.width, first.height, second.width, second.height) >= 1
    if is_portrait(size):
        assert first.width == second.width == size.width
        assert 0 <= second.height - first.height <= 1
    else:
        assert first.height == second.height == size.height
        assert 0 <= second.width - first.width <= 1


@pytest.mark.parametrize(
    ("frame", "places"),
    [
        (UHD, (Box(0, 0, 1909, 2160), Box(1931, 0, 3840, 2160))),
        (TABLET, (Box(0, 0, 1200, 954), Box(0, 966, 1200, 1920))),
        (Size(1000, 1000), (Box(0, 0, 495, 1000), Box(505, 0, 1000, 1000))),
        (Size(16, 16), (Box(0, 0, 8, 16), Box(8, 0, 16, 16))),
    ],
)
def test_gap_is_a_share_of_the_shorter_edge(frame: Size, places: tuple[Box, Box]) -> None:
    assert pair_places(RenderSpec(frame)) == places
