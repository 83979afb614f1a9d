"""Captions: legible on any photo, and never outside of it."""

from importlib.resources import files
from pathlib import Path

import numpy as np
from PIL import Image
import pytest

from custom_components.immich_frame.imaging.caption import write_caption
from custom_components.immich_frame.imaging.spec import Box, CaptionPosition, CaptionStyle, Size

from .photos import noise

FONT = Path(str(files("hass_frontend"))) / "static/fonts/roboto/Roboto-Regular.woff2"
STYLE = CaptionStyle(font=FONT)
LINES = ("Θεσσαλονίκη, Ελλάδα", "3. srpna 2019 \N{MIDDLE DOT} před 7 lety", "Jörg, Наталья")
FRAME = Size(960, 540)
WHOLE = Box(0, 0, 960, 540)
TOPS = {CaptionPosition.TOP_LEFT, CaptionPosition.TOP, CaptionPosition.TOP_RIGHT}
LEFTS = {CaptionPosition.TOP_LEFT, CaptionPosition.BOTTOM_LEFT}
CENTERS = {CaptionPosition.TOP, CaptionPosition.BOTTOM}


def written(
    canvas: Image.Image,
    lines: tuple[str, ...] = LINES,
    style: CaptionStyle = STYLE,
    at: Box = WHOLE,
    *,
    solid: bool = False,
) -> np.ndarray:
    copy = canvas.copy()
    write_caption(copy, at, lines, style, min(canvas.size), solid=solid)
    return np.asarray(copy)


def letters(
    lines: tuple[str, ...] = LINES,
    style: CaptionStyle = STYLE,
    at: Box = WHOLE,
    size: Size = FRAME,
) -> np.ndarray:
    """Mark the inner pixels of the letters: on black nothing else is bright."""
    return written(Image.new("RGB", (size.width, size.height)), lines, style, at)[..., 0] > 250


def extent(marked: np.ndarray) -> Box:
    rows, columns = np.flatnonzero(marked.any(axis=1)), np.flatnonzero(marked.any(axis=0))
    return Box(int(columns[0]), int(rows[0]), int(columns[-1]) + 1, int(rows[-1]) + 1)


def luminance(pixels: np.ndarray) -> np.ndarray:
    """Measure relative luminance as WCAG 2.2 defines it."""
    shares = pixels / 255
    linear = np.where(shares <= 0.04045, shares / 12.92, ((shares + 0.055) / 1.055) ** 2.4)
    return np.asarray(linear @ (0.2126, 0.7152, 0.0722))


@pytest.mark.parametrize("position", CaptionPosition)
@pytest.mark.parametrize("height", [0.02, 0.08])
@pytest.mark.parametrize(
    "photo",
    [
        Image.new("RGB", (960, 540), (255, 255, 255)),
        Image.new("RGB", (960, 540)),
        Image.new("RGB", (960, 540), (255, 255, 0)),
        Image.new("RGB", (960, 540), (0, 255, 255)),
        noise(960, 540),
    ],
    ids=["white", "black", "yellow", "cyan", "noise"],
)
def test_contrast_is_at_least_four_and_a_half(
    photo: Image.Image, height: float, position: CaptionPosition
) -> None:
    style = CaptionStyle(position, height, FONT)
    ink = written(Image.new("RGB", photo.size), style=style)[..., 0]
    box = extent(ink > 0)
    inside = slice(box.top, box.bottom), slice(box.left, box.right)
    seen = luminance(written(photo, style=style)[inside])
    beneath, letter = seen[ink[inside] == 0], seen[ink[inside] == 255]
    assert letter.size > 20
    assert (letter.min() + 0.05) / (beneath.max() + 0.05) >= 4.5


@pytest.mark.parametrize("position", CaptionPosition)
def test_caption_stands_where_it_should_within_the_margins(position: CaptionPosition) -> None:
    box = extent(letters(style=CaptionStyle(position, 0.04, FONT)))
    margin = round(540 * 0.05)
    assert box.left >= margin
    assert box.top >= margin
    assert box.right <= 960 - margin
    assert box.bottom <= 540 - margin
    assert (box.center.y < 270) == (position in TOPS)
    if position in CENTERS:
        assert box.center.x == pytest.approx(480, abs=4)
    else:
        assert (box.center.x < 480) == (position in LEFTS)


@pytest.mark.parametrize("position", CaptionPosition)
@pytest.mark.parametrize(
    "at",
    [Box(300, 0, 604, 540), Box(100, 200, 800, 260), Box(400, 200, 460, 500), Box(5, 5, 21, 21)],
    ids=str,
)
@pytest.mark.parametrize("height", [0.03, 0.2, 5.0])
def test_nothing_outside_the_photo_changes(
    at: Box, height: float, position: CaptionPosition
) -> None:
    canvas = noise(960, 540)
    lines = ("W" * 300, "long words " * 100, *LINES)
    seen = written(canvas, lines, CaptionStyle(position, height, FONT), at).copy()
    before = np.asarray(canvas)
    seen[at.top : at.bottom, at.left : at.right] = before[at.top : at.bottom, at.left : at.right]
    assert (seen == before).all()


@pytest.mark.parametrize("position", CaptionPosition)
def test_half_the_photo_at_least_is_free_of_letters(position: CaptionPosition) -> None:
    lines = ("many words " * 500,) * 50
    box = extent(letters(lines, CaptionStyle(position, 0.09, FONT)))
    assert box.height <= 270
    assert box.width <= 960 - 2 * 27


def test_far_side_of_the_photo_is_as_it_was() -> None:
    canvas = noise(960, 540)
    assert (written(canvas)[:250] == np.asarray(canvas)[:250]).all()


def test_first_line_is_larger() -> None:
    rows = letters(("HHHH", "HHHH")).any(axis=1)
    edges = np.flatnonzero(np.diff(rows.astype(int)))
    first, _, second = np.diff(edges)
    assert first > second > 5


def test_height_is_a_share_of_the_frames_shorter_edge() -> None:
    small, large = (
        extent(letters(("H",), CaptionStyle(height=h, font=FONT))) for h in (0.03, 0.06)
    )
    assert large.height == pytest.approx(2 * small.height, abs=2)
    tall = extent(letters(("H",), size=Size(540, 960), at=Box(0, 0, 540, 960)))
    assert tall.height == small.height


@pytest.mark.parametrize(
    "lines", [(), ("",), ("  \n",), ("🏖", "日本"), ("\N{RIGHT-TO-LEFT OVERRIDE}", "?!")], ids=str
)
def test_caption_without_letters_leaves_no_trace(lines: tuple[str, ...]) -> None:
    canvas = noise(960, 540)
    assert (written(canvas, lines) == np.asarray(canvas)).all()


@pytest.mark.parametrize("at", [Box(0, 0, 16, 16), Box(3, 3, 4, 4), Box(0, 0, 200, 12)], ids=str)
def test_photo_too_small_for_a_line_gets_none(at: Box) -> None:
    canvas = noise(200, 16)
    assert (written(canvas, at=at) == np.asarray(canvas)).all()


def test_line_breaks_of_a_text_do_not_break_the_caption() -> None:
    assert (letters(("one\ntwo\tthree\x00",)) == letters(("one two three",))).all()


@pytest.mark.parametrize("font", [None, Path("/nowhere/missing.ttf")])
def test_caption_without_a_font_file_has_letters_all_the_same(font: Path | None) -> None:
    assert letters(("Jörg",), CaptionStyle(font=font)).sum() > 50
    assert (letters(("Jörg",), CaptionStyle(font=font)) == letters(("Jorg",), CaptionStyle())).all()


def test_solid_caption_has_only_black_beneath_its_letters() -> None:
    canvas = Image.new("RGB", (960, 540), (255, 255, 255))
    marked = letters(("Hll",))
    box = extent(marked)
    part = written(canvas, ("Hll",), solid=True)[box.top : box.bottom, box.left : box.right]
    assert part.min() == 0
    soft = written(canvas, ("Hll",))[box.top : box.bottom, box.left : box.right]
    assert soft.min() == 102


def test_same_caption_gives_the_same_pixels() -> None:
    assert (written(noise(960, 540)) == written(noise(960, 540))).all()
