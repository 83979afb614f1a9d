"""Filters are meant for a frame of some shape."""

import pytest

from custom_components.immich_frame.selection.filters import Filters, Orientation, orientation_of


@pytest.mark.parametrize(
    ("width", "height", "orientation"),
    [
        (3840, 2160, Orientation.LANDSCAPE),
        (2160, 3840, Orientation.PORTRAIT),
        (1080, 1080, Orientation.SQUARE),
        (1100, 1000, Orientation.SQUARE),
        (1000, 1101, Orientation.PORTRAIT),
    ],
)
def test_a_frame_has_a_shape_and_photos_can_be_meant_to_have_it_too(
    width: int, height: int, orientation: Orientation
) -> None:
    assert orientation_of(width, height) is orientation
    filters = Filters(orientation=Orientation.FRAME, min_edge=1000)
    assert filters.for_frame(width, height) == Filters(orientation=orientation, min_edge=1000)


@pytest.mark.parametrize("orientation", [None, Orientation.SQUARE])
def test_filters_that_do_not_ask_for_the_frames_shape_stay(
    orientation: Orientation | None,
) -> None:
    filters = Filters(orientation=orientation)
    assert filters.for_frame(3840, 2160) is filters
