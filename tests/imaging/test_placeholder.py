"""The drawn picture, and the letters on it."""

from importlib.resources import files
from pathlib import Path

import numpy as np
from PIL import Image, ImageFont
import pytest

from custom_components.immich_frame.imaging.lettering import spelled, typeface, wrapped
from custom_components.immich_frame.imaging.placeholder import placeholder
from custom_components.immich_frame.imaging.spec import Size

from .photos import picture

TITLE = "Immich does not answer"
MESSAGE = "The frame tries again in one minute."
FONT = Path(str(files("hass_frontend"))) / "static/fonts/roboto/Roboto-Regular.woff2"
FACE, ROBOTO = typeface(20), typeface(20, FONT)


def ink(data: bytes, top: float, bottom: float) -> int:
    """Count the bright pixels of a band across the picture."""
    grey = np.asarray(picture(data).convert("L"))
    band = grey[int(top * len(grey)) : int(bottom * len(grey))]
    return int((band > 110).sum())


@pytest.fixture
def without_freetype(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(_size: float | None = None) -> ImageFont.FreeTypeFont:
        raise ImportError("The _imagingft C module is not installed")

    monkeypatch.setattr(ImageFont, "load_default", missing)


@pytest.mark.parametrize(
    "size",
    [Size(3840, 2160), Size(540, 960), Size(800, 100), Size(60, 900), Size(16, 16), Size(1, 1)],
    ids=str,
)
def test_placeholder_has_exactly_its_size(size: Size) -> None:
    assert picture(placeholder(TITLE, MESSAGE, size)).size == (size.width, size.height)


def test_placeholder_is_dark_with_an_icon_and_both_texts() -> None:
    size = Size(960, 540)
    full, untitled, silent, bare = (
        placeholder(title, message, size)
        for title, message in ((TITLE, MESSAGE), ("", MESSAGE), (TITLE, ""), ("", ""))
    )
    assert np.asarray(picture(full)).mean() < 60
    assert ink(bare, 0, 1) > 1000
    assert ink(full, 0, 1) > ink(untitled, 0, 1) > ink(bare, 0, 1)
    assert ink(full, 0, 1) > ink(silent, 0, 1) > ink(bare, 0, 1)


def test_picture_leaves_its_margins_free() -> None:
    grey = np.asarray(
        picture(placeholder(TITLE * 9, "message " * 999, Size(960, 540))).convert("L")
    )
    inner = grey[40:-40, 60:-60]
    assert (inner > 110).any()
    assert (grey > 110).sum() == (inner > 110).sum()


def test_same_words_give_the_same_bytes() -> None:
    size = Size(320, 180)
    assert placeholder(TITLE, MESSAGE, size) == placeholder(TITLE, MESSAGE, size)
    assert placeholder(TITLE, MESSAGE, size) != placeholder(TITLE, "", size)


@pytest.mark.usefixtures("without_freetype")
def test_placeholder_without_freetype_has_letters_all_the_same() -> None:
    size = Size(960, 540)
    assert ink(placeholder(TITLE, "Grüße", size), 0, 1) > ink(placeholder("", "", size), 0, 1) + 500


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("two  words\n", "two words"),
        ('Schlüssel \N{EN DASH} \N{DOUBLE LOW-9 QUOTATION MARK}x"', 'Schlussel - "x"'),
        ("cafe\N{COMBINING ACUTE ACCENT} Straße", "cafe Strasse"),
        ("日本 ☃", "??"),
        ("Hawai\N{MODIFIER LETTER TURNED COMMA}i, Łódź", "Hawai'i, Lodz"),
        ("", ""),
    ],
)
def test_text_is_spelled_with_what_the_font_has(text: str, plain: str) -> None:
    assert spelled(text, FACE) == plain


@pytest.mark.usefixtures("without_freetype")
def test_bitmap_letters_are_enlarged_and_plain() -> None:
    small, large = typeface(11), typeface(44)
    assert large.width(TITLE) == 4 * small.width(TITLE)
    assert large.mask(TITLE).size == tuple(4 * edge for edge in small.mask(TITLE).size)
    assert spelled("Küche\N{RIGHT SINGLE QUOTATION MARK}", small) == "Kuche'"


@pytest.mark.parametrize(
    "text",
    ["Größe Ærø Łódź", "Příliš žluťoučký kůň", "Θεσσαλονίκη, Ελλάδα", "Санкт-Петербург, Ёлка"],
)
def test_font_of_a_file_keeps_what_it_has(text: str) -> None:
    assert spelled(text, ROBOTO) == text


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("cafe\N{COMBINING ACUTE ACCENT}", "café"),
        ("東京, Japan", "??, Japan"),
        ("summer 🏖\N{VARIATION SELECTOR-16} 2024", "summer 2024"),
        ("👨\N{ZERO WIDTH JOINER}👩 👍🏽 🇩🇪 1\N{COMBINING ENCLOSING KEYCAP}", "1"),
        ("\N{RIGHT-TO-LEFT OVERRIDE}abc\N{POP DIRECTIONAL FORMATTING}", "abc"),
        ("שלום", "????"),
        ("a\x00\x1b\u2028b\N{NO-BREAK SPACE}c", "a b c"),
        ("x" * 10_000, "x" * 500),
    ],
    ids=["composed", "cjk", "emoji", "joined", "direction", "hebrew", "control", "long"],
)
def test_fallback_of_a_font_is_the_stated_one(text: str, plain: str) -> None:
    assert spelled(text, ROBOTO) == plain


def test_font_that_cannot_be_read_is_replaced(tmp_path: Path) -> None:
    broken = tmp_path / "broken.ttf"
    broken.write_bytes(b"no font")
    for path in (tmp_path / "missing.ttf", tmp_path, broken):
        assert typeface(20, path).mask("Hg").tobytes() == FACE.mask("Hg").tobytes()


def test_piled_up_accents_stay_in_their_line() -> None:
    assert ROBOTO.mask("x" + "\N{COMBINING ACUTE ACCENT}" * 50).height == ROBOTO.mask("x").height


def test_placeholder_keeps_its_accents_with_a_font(tmp_path: Path) -> None:
    size = Size(320, 180)
    with_font, plain = (placeholder("Größe", "", size, font) for font in (FONT, None))
    assert with_font != plain
    assert placeholder("Größe", "", size, FONT) != placeholder("Grosse", "", size, FONT)
    assert placeholder("Größe", "", size, tmp_path / "missing.ttf") == plain


def test_lines_break_at_spaces_and_fit() -> None:
    text = "The frame tries again in one minute and shows a photo as soon as it can"
    lines = wrapped(text, FACE, 150, 9)
    assert " ".join(lines) == text
    assert len(lines) > 3
    assert all(FACE.width(line) <= 150 for line in lines)


def test_long_word_breaks_anywhere() -> None:
    lines = wrapped("x" * 50 + " end", FACE, 150, 9)
    assert "".join(lines).replace(" ", "") == "x" * 50 + "end"
    assert all(FACE.width(line) <= 150 for line in lines)


def test_text_that_is_too_long_ends_in_an_ellipsis() -> None:
    lines = wrapped("word " * 100, FACE, 150, 2)
    assert len(lines) == 2
    assert lines[-1].endswith("\N{HORIZONTAL ELLIPSIS}")
    assert all(FACE.width(line) <= 150 for line in lines)


def test_no_width_at_all_still_ends() -> None:
    assert wrapped("abc", FACE, 0, 5) == ["a", "b", "c"]


def test_mask_is_as_large_as_its_letters() -> None:
    mask = FACE.mask("Hg")
    assert mask.mode == "L"
    box = Image.Image.getbbox(mask)
    assert box is not None
    assert box[2] > mask.width - 4
