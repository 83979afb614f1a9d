"""How photos are rendered: what was chosen, as it is stored and as it is asked of a render."""

from dataclasses import fields, replace
import json
from pathlib import Path
from typing import Any

from hypothesis import given, strategies as st
import pytest

from custom_components.immich_frame.caption_font import CAPTION_FONT, frontend_font
from custom_components.immich_frame.imaging.spec import (
    CaptionPosition,
    CaptionStyle,
    Fit,
    FitRule,
    Matte,
    Output,
    Palette,
    PictureFormat,
    RenderSpec,
    Size,
)
from custom_components.immich_frame.options import FrameOptions
from custom_components.immich_frame.rendering import (
    OTHERWISE,
    CaptionChoice,
    CaptionPart,
    Rendering,
    rendering_data,
    rendering_of,
)

PERCENT = st.integers(0, 100).map(lambda percent: percent / 100)
COLORS = st.tuples(*[st.integers(0, 255)] * 3)
RULES = st.builds(
    FitRule,
    fit=st.sampled_from(Fit),
    otherwise=st.sampled_from(OTHERWISE),
    min_kept=PERCENT,
)
CAPTIONS = st.builds(
    CaptionChoice,
    parts=st.lists(st.sampled_from(CaptionPart), unique=True).map(tuple),
    position=st.sampled_from(CaptionPosition),
    height=PERCENT,
)
RENDERINGS = st.builds(
    Rendering,
    landscape=RULES,
    portrait=RULES,
    enlarge=st.booleans(),
    background=COLORS,
    gap=PERCENT,
    matte=st.builds(Matte, margin=PERCENT, color=st.none() | COLORS, bevel=st.booleans()),
    caption=st.none() | CAPTIONS,
    palette=st.none() | st.sampled_from(Palette),
    output=st.builds(
        Output,
        format=st.sampled_from(PictureFormat),
        quality=st.integers(1, 95),
        max_bytes=st.none() | st.integers(1, 5000).map(lambda kilobytes: kilobytes * 1000),
    ),
    max_memory=st.integers(100, 1000).map(lambda megabytes: megabytes * 1_000_000),
)

BASE = FrameOptions.of({})

# One change of each kind.
CHANGES: list[dict[str, Any]] = [
    {"landscape": FitRule(min_kept=0.7)},
    {"portrait": FitRule(fit=Fit.PAIR)},
    {"enlarge": False},
    {"background": (1, 2, 3)},
    {"gap": 0.02},
    {"matte": Matte(bevel=False)},
    {"caption": CaptionChoice((CaptionPart.DATE,))},
    {"palette": Palette.SPECTRA_6},
    {"output": Output(quality=80)},
]


def look(**changes: Any) -> str:  # noqa: ANN401
    return replace(BASE, rendering=replace(Rendering(), **changes)).look


@given(RENDERINGS)
def test_it_is_stored_as_json_and_read(rendering: Rendering) -> None:
    assert rendering_of(json.loads(json.dumps(rendering_data(rendering)))) == rendering


@given(RENDERINGS)
def test_it_is_stored_with_the_other_options(rendering: Rendering) -> None:
    options = replace(BASE, rendering=rendering)
    assert FrameOptions.of(json.loads(json.dumps(options.as_data()))) == options


def test_it_is_stored_in_plain_units() -> None:
    stored = rendering_data(
        Rendering(
            landscape=FitRule(Fit.MATTE),
            matte=Matte(color=(250, 248, 240)),
            caption=CaptionChoice((CaptionPart.PLACE, CaptionPart.DATE)),
            palette=Palette.GREY_4,
            output=Output(PictureFormat.WEBP, 80, 500_000),
        )
    )
    assert stored == {
        "landscape": {"fit": "matte", "otherwise": "blur", "min_kept_percent": 60},
        "portrait": {"fit": "auto", "otherwise": "blur", "min_kept_percent": 60},
        "enlarge": True,
        "background": [0, 0, 0],
        "gap_percent": 1,
        "matte": {"margin_percent": 6, "color": [250, 248, 240], "bevel": True},
        "caption": {"parts": ["place", "date"], "position": "bottom_left", "height_percent": 3},
        "palette": "grey_4",
        "output": {"format": "webp", "quality": 80, "max_kilobytes": 500},
        "max_memory_megabytes": 400,
    }


@pytest.mark.parametrize("name", [field.name for field in fields(Rendering)])
def test_what_is_not_there_takes_its_default(name: str) -> None:
    stored = rendering_data(Rendering())
    gone = next(key for key in stored if key.startswith(name))
    del stored[gone]
    assert rendering_of(stored) == rendering_of({}) == Rendering()


def test_the_defaults_are_those_of_a_spec() -> None:
    assert Rendering().spec(Size(30, 20)) == RenderSpec(Size(30, 20))


@pytest.mark.parametrize(
    "later",
    [
        {"landscape": {"fit": "origami", "otherwise": "origami"}},
        {"landscape": {"otherwise": "auto"}, "portrait": {}},
        {"palette": "rainbow"},
        {"output": {"format": "jxl"}, "matte": {"wood": "oak"}},
        {"mirrored": True, "caption": None},
    ],
)
def test_what_a_later_version_chose_is_left_alone(later: dict[str, Any]) -> None:
    assert rendering_of(later) == Rendering()


def test_captions_of_a_later_version_tell_what_is_known() -> None:
    stored = {"parts": ["weather", "date"], "position": "middle"}
    assert rendering_of({"caption": stored}).caption == CaptionChoice((CaptionPart.DATE,))


def test_what_is_asked_of_a_render() -> None:
    rendering = Rendering(
        portrait=FitRule(Fit.PAIR),
        caption=CaptionChoice((CaptionPart.DATE,), CaptionPosition.TOP, 0.05),
        max_memory=100_000_000,
    )
    options = replace(BASE, size=Size(64, 48), rendering=rendering)
    assert options.spec == RenderSpec(
        size=Size(64, 48),
        portrait=FitRule(Fit.PAIR),
        caption=CaptionStyle(CaptionPosition.TOP, 0.05, CAPTION_FONT),
        max_memory=100_000_000,
    )


def test_every_change_has_another_look() -> None:
    assert {name for change in CHANGES for name in change} == {
        field.name for field in fields(Rendering)
    } - {"max_memory"}
    looks = {look(**change) for change in CHANGES} | {look()}
    larger = replace(BASE, size=Size(64, 48))
    assert len(looks | {larger.look}) == len(CHANGES) + 2


def test_a_look_is_the_same_everywhere() -> None:
    assert look() == "28ffe8946e08c203"
    assert FrameOptions.of(BASE.as_data()).look == look()


def test_what_is_not_to_be_seen_changes_no_look() -> None:
    assert look(max_memory=100_000_000) == look()
    assert replace(BASE, pool_cap=5, active="other").look == look()


def test_the_font_is_that_of_home_assistants_pages() -> None:
    assert CAPTION_FONT is not None
    assert CAPTION_FONT.read_bytes().startswith(b"wOF2")
    assert CAPTION_FONT.name == "Roboto-Regular.woff2"


@pytest.mark.parametrize("package", ["hass_no_frontend", "json", "math"])
def test_without_pages_there_is_no_font(package: str) -> None:
    assert frontend_font(package) is None


def test_the_font_is_found_where_the_package_lies(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    font = tmp_path / "other_frontend" / "static" / "fonts" / "roboto" / "Roboto-Regular.woff2"
    font.parent.mkdir(parents=True)
    font.touch()
    monkeypatch.syspath_prepend(tmp_path)
    assert frontend_font("other_frontend") == font
