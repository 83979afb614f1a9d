"""What lies around a photo, on real pixels."""

import numpy as np
from PIL import Image
import pytest

from custom_components.immich_frame.imaging.backdrop import backdrop
from custom_components.immich_frame.imaging.matte import board_color
from custom_components.immich_frame.imaging.spec import Box, Color, Fit, Matte, RenderSpec, Size

from .photos import BLUE, GREEN, RED, color, near, noise, quadrants

FRAME = RenderSpec(Size(320, 180), background=(9, 40, 90))
AT = Box(100, 10, 220, 170)
AROUND = [Fit.CONTAIN, Fit.BLUR, Fit.MATTE]


def plain(value: Color, at: Box = AT) -> Image.Image:
    return Image.new("RGB", (at.width, at.height), value)


def mount(picture: Image.Image, at: Box, fit: Fit, spec: RenderSpec) -> Image.Image:
    """Lay a picture on what is behind it."""
    canvas = backdrop(picture, at, fit, spec)
    canvas.paste(picture, (at.left, at.top))
    return canvas


def pixels(image: Image.Image) -> np.ndarray:
    return np.asarray(image).astype(int)


@pytest.mark.parametrize("fit", AROUND)
@pytest.mark.parametrize(
    ("size", "at"),
    [
        (Size(320, 180), AT),
        (Size(180, 320), Box(0, 100, 180, 220)),
        (Size(16, 16), Box(4, 0, 12, 16)),
        (Size(16, 16), Box(15, 15, 16, 16)),
        (Size(1, 9), Box(0, 4, 1, 5)),
        (Size(501, 203), Box(0, 0, 333, 203)),
        (Size(203, 501), Box(100, 77, 203, 501)),
    ],
    ids=str,
)
def test_photo_is_exactly_at_its_place(fit: Fit, size: Size, at: Box) -> None:
    picture = noise(at.width, at.height)
    canvas = mount(picture, at, fit, RenderSpec(size))
    assert canvas.mode == "RGB"
    assert canvas.size == (size.width, size.height)
    assert canvas.crop((at.left, at.top, at.right, at.bottom)).tobytes() == picture.tobytes()


@pytest.mark.parametrize("fit", AROUND)
def test_same_photo_gives_the_same_canvas(fit: Fit) -> None:
    first, second = (mount(noise(120, 160), AT, fit, FRAME) for _ in range(2))
    assert first.tobytes() == second.tobytes()


def test_contained_photo_lies_on_the_background() -> None:
    seen = pixels(mount(plain(RED), AT, Fit.CONTAIN, FRAME))
    seen[AT.top : AT.bottom, AT.left : AT.right] = FRAME.background
    assert (seen == FRAME.background).all()


def test_blur_is_a_darker_copy_of_the_photo() -> None:
    seen = mount(plain((200, 120, 60)), AT, Fit.BLUR, FRAME)
    assert near(color(np.asarray(seen)[5, 5]), (90, 54, 27), by=2)
    assert near(color(np.asarray(seen)[175, 315]), (90, 54, 27), by=2)


def test_blur_shows_each_side_of_the_photo_on_its_side() -> None:
    sides = plain(RED)
    sides.paste(BLUE, (60, 0, 120, 160))
    seen = pixels(mount(sides, AT, Fit.BLUR, FRAME))
    assert seen[90, 20, 0] > seen[90, 20, 2]
    assert seen[90, 300, 2] > seen[90, 300, 0]


def test_blur_is_smooth_up_to_the_frames_edges() -> None:
    spec = RenderSpec(Size(1920, 1080))
    at = Box(720, 0, 1200, 1080)
    seen = pixels(mount(noise(at.width, at.height), at, Fit.BLUR, spec))
    for bar in (seen[:, : at.left], seen[:, at.right :]):
        assert np.abs(np.diff(bar, axis=0)).max() <= 2
        assert np.abs(np.diff(bar, axis=1)).max() <= 4


def test_photo_casts_a_shadow_on_its_blurred_copy() -> None:
    seen = pixels(mount(plain((200, 200, 200)), AT, Fit.BLUR, FRAME))
    assert seen[90, AT.left - 1, 0] < 0.8 * seen[90, 20, 0]
    assert seen[90, AT.right, 0] < 0.8 * seen[90, 300, 0]
    assert seen.max() == 200


def test_photo_stands_out_from_its_blurred_copy() -> None:
    for grey in (255, 180, 90):
        seen = pixels(mount(plain((grey, grey, grey)), AT, Fit.BLUR, FRAME))
        assert seen[:, : AT.left].max() <= 0.46 * grey


@pytest.mark.parametrize("bevel", [True, False])
def test_board_has_its_color_up_to_the_cut_edge(bevel: bool) -> None:
    spec = RenderSpec(Size(1000, 1000), matte=Matte(color=(90, 110, 70), bevel=bevel))
    at = Box(200, 300, 800, 700)
    seen = pixels(mount(plain(RED, at), at, Fit.MATTE, spec))
    edge = 4 if bevel else 0
    seen[at.top - edge : at.bottom + edge, at.left - edge : at.right + edge] = (90, 110, 70)
    assert (seen == (90, 110, 70)).all()


def test_light_falls_on_the_cut_edge_from_the_top_left() -> None:
    spec = RenderSpec(Size(1000, 1000), matte=Matte(color=(90, 110, 70)))
    at = Box(200, 300, 800, 700)
    seen = pixels(mount(plain(RED, at), at, Fit.MATTE, spec)).sum(axis=-1)
    top, bottom = seen[at.top - 4 : at.top, 500], seen[at.bottom : at.bottom + 4, 500]
    left, right = seen[500, at.left - 4 : at.left], seen[500, at.right : at.right + 4]
    assert top.max() < left.max() < right.min() < bottom.min()
    assert (np.diff(top) < 0).all()
    assert (np.diff(left) < 0).all()


def test_cut_edge_is_cut_off_where_the_photo_touches_the_frame() -> None:
    at = Box(0, 40, 320, 140)
    seen = pixels(mount(plain(GREEN, at), at, Fit.MATTE, FRAME))
    assert (seen[at.top : at.bottom] == GREEN).all()
    assert (seen[at.top - 1] != seen[5]).any()


@pytest.mark.parametrize("value", [RED, GREEN, BLUE, (255, 255, 0), (255, 0, 255), (0, 255, 255)])
def test_board_is_calm_however_loud_the_photo(value: Color) -> None:
    board = board_color(plain(value))
    assert max(board) - min(board) <= 24
    assert min(board) >= 200 or max(board) <= 60
    loudest = max(range(3), key=lambda channel: value[channel])
    assert board[loudest] == max(board)


def test_board_is_light_for_light_photos_and_dark_for_dark_ones() -> None:
    assert min(board_color(plain((210, 205, 200)))) > 200
    assert max(board_color(plain((40, 45, 60)))) < 60


def test_grey_photo_gets_a_grey_board() -> None:
    red, green, blue = board_color(plain((120, 120, 120)))
    assert red == green == blue


def test_board_takes_the_tone_of_the_largest_colored_part() -> None:
    photo = plain((128, 128, 128))
    photo.paste((40, 60, 200), (0, 0, 120, 60))
    photo.paste((200, 60, 40), (0, 140, 120, 160))
    red, _, blue = board_color(photo)
    assert blue > red


def test_colors_of_quadrants_do_not_reach_the_board_raw() -> None:
    assert board_color(quadrants()) not in {RED, GREEN, BLUE}
