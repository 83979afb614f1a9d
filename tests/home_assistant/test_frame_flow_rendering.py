"""How photos are fitted, captioned and written is changed in one form of its own."""

from typing import Any

import pytest

from custom_components.immich_frame.imaging.spec import (
    CaptionPosition,
    Fit,
    FitRule,
    Matte,
    Output,
    Palette,
    PictureFormat,
)
from custom_components.immich_frame.options import FrameOptions
from custom_components.immich_frame.rendering import (
    CaptionChoice,
    CaptionPart,
    Rendering,
    rendering_data,
)
from demo.immich.server import SampleImmich
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import InvalidData

from .conftest import FRAME_ID, suggested
from .frame_steps import SMALL, Change, Steps, added, async_finish, async_saved, preset

SEA = preset("sea", "smart", text="sea")
HILLS = preset("hills", "smart", text="hills")

EVERYTHING = Rendering(
    landscape=FitRule(Fit.AUTO, Fit.MATTE, 0.75),
    portrait=FitRule(Fit.PAIR),
    enlarge=False,
    background=(20, 30, 40),
    gap=0.02,
    matte=Matte(margin=0.1, color=(250, 248, 240), bevel=False),
    caption=CaptionChoice(
        (CaptionPart.DATE, CaptionPart.PEOPLE), CaptionPosition.TOP_RIGHT, height=0.05
    ),
    palette=Palette.SPECTRA_6,
    output=Output(PictureFormat.WEBP, 80, 500_000),
    max_memory=250_000_000,
)
GIVEN: dict[str, Any] = {
    "landscape": {"fit": "auto", "otherwise": "matte", "min_kept_percent": 75.0},
    "portrait": {"fit": "pair"},
    "surroundings": {"enlarge": False, "background": [20, 30, 40], "gap_percent": 2.0},
    "matte": {
        "color_of_photo": False,
        "color": [250, 248, 240],
        "margin_percent": 10.0,
        "bevel": False,
    },
    "caption": {"parts": ["people", "date"], "position": "top_right", "height_percent": 5.0},
    "output": {
        "palette": "spectra_6",
        "format": "webp",
        "quality": 80.0,
        "max_kilobytes": 500.0,
        "max_memory_megabytes": 250.0,
    },
}


@pytest.fixture
def change(hass: HomeAssistant, immich: SampleImmich) -> Change:
    """Return who begins a change."""
    return Change(hass, immich)


def rendering(change: Change) -> Rendering:
    """Return what is stored of a frame."""
    return FrameOptions.of(change.entry.subentries[FRAME_ID].data).rendering


def collapsed(steps: Steps) -> list[str]:
    """Return the sections that are closed."""
    schema = steps.result["data_schema"]
    assert schema is not None
    return [str(name) for name, part in schema.schema.items() if part.options["collapsed"]]


async def test_the_form_is_filled_in_with_the_defaults(change: Change) -> None:
    steps = await change(SEA)
    await steps.choose("rendering")
    rule = {"fit": "auto", "min_kept_percent": 60, "otherwise": "blur"}
    assert suggested(steps.result) == {
        "landscape": rule,
        "portrait": rule,
        "surroundings": {"enlarge": True, "background": [0, 0, 0], "gap_percent": 1},
        "matte": {
            "color_of_photo": True,
            "color": [244, 241, 234],
            "margin_percent": 6,
            "bevel": True,
        },
        "caption": {"parts": [], "position": "bottom_left", "height_percent": 3},
        "output": {
            "palette": "none",
            "format": "jpeg",
            "quality": 90,
            "max_kilobytes": 0,
            "max_memory_megabytes": 400,
        },
    }
    assert collapsed(steps) == ["surroundings", "matte", "caption", "output"]
    assert steps.result["last_step"]


async def test_what_is_left_as_it_is_stays(hass: HomeAssistant, change: Change) -> None:
    steps = await change(SEA, HILLS, active="hills")
    before = change.frame.options
    await steps.choose("rendering")
    await steps.fill()
    await async_finish(hass, steps)
    assert FrameOptions.of(change.entry.subentries[FRAME_ID].data) == before


async def test_everything_can_be_chosen(hass: HomeAssistant, change: Change) -> None:
    steps = await change(SEA, HILLS, active="hills", pool_hours=5, title="Kitchen")
    await steps.choose("rendering")
    await steps.fill(**GIVEN)
    await async_finish(hass, steps)
    assert rendering(change) == EVERYTHING
    kept = FrameOptions.of({"presets": [SEA, HILLS], "active": "hills"})
    assert change.frame.options.presets == kept.presets
    assert change.frame.options.active == "hills"
    assert change.frame.options.pool_lifetime.total_seconds() == 5 * 3600
    assert change.entry.subentries[FRAME_ID].title == "Kitchen"


async def test_it_is_filled_in_with_what_was_chosen(hass: HomeAssistant, change: Change) -> None:
    steps = await change(SEA, rendering=rendering_data(EVERYTHING))
    await steps.choose("rendering")
    filled = suggested(steps.result)
    assert filled["caption"]["parts"] == ["date", "people"]
    assert filled["matte"] == GIVEN["matte"]
    assert filled["output"] == GIVEN["output"]
    assert collapsed(steps) == []
    await steps.fill()
    await async_finish(hass, steps)
    assert rendering(change) == EVERYTHING


async def test_what_was_chosen_can_be_taken_back(hass: HomeAssistant, change: Change) -> None:
    steps = await change(SEA, rendering=rendering_data(EVERYTHING))
    await steps.choose("rendering")
    await steps.fill(
        matte={"color_of_photo": True},
        caption={"parts": []},
        output={"palette": "none", "max_kilobytes": 0},
    )
    await async_finish(hass, steps)
    changed = rendering(change)
    assert changed.matte == Matte(margin=0.1, bevel=False)
    assert (changed.caption, changed.palette, changed.output.max_bytes) == (None, None, None)
    assert changed.portrait == EVERYTHING.portrait


async def test_other_forms_leave_it_alone(hass: HomeAssistant, change: Change) -> None:
    steps = await change(SEA, rendering=rendering_data(EVERYTHING))
    await steps.choose("settings")
    await steps.fill(**SMALL)
    await async_finish(hass, steps)
    assert rendering(change) == EVERYTHING
    await steps.change()
    await steps.choose("another")
    await steps.fill(kind="favorites")
    await steps.fill()
    await async_finish(hass, steps)
    assert len(change.presets) == 2
    assert rendering(change) == EVERYTHING


async def test_a_new_frame_is_rendered_as_usual(hass: HomeAssistant, change: Change) -> None:
    steps = await change(SEA)
    await steps.add()
    await steps.fill(name="Kitchen", **SMALL)
    await steps.fill()
    await async_saved(hass, steps, change.entry)
    assert FrameOptions.of(added(change.entry).data).rendering == Rendering()


async def test_what_is_offered(change: Change) -> None:
    steps = await change(SEA)
    await steps.choose("rendering")
    assert steps.options("portrait", "fit") == [
        "auto",
        "cover",
        "contain",
        "blur",
        "matte",
        "pair",
    ]
    assert steps.options("portrait", "otherwise") == ["blur", "matte", "contain", "pair"]
    assert steps.options("caption", "parts") == [part.value for part in CaptionPart]
    assert steps.options("output", "palette") == ["none", *Palette]


@pytest.mark.parametrize(
    ("part", "field", "value"),
    [
        ("landscape", "fit", "origami"),
        ("landscape", "otherwise", "auto"),
        ("portrait", "min_kept_percent", 0),
        ("portrait", "min_kept_percent", 101),
        ("surroundings", "background", [0, 0]),
        ("surroundings", "background", [0, 0, 256]),
        ("surroundings", "gap_percent", 11),
        ("matte", "margin_percent", 41),
        ("caption", "parts", ["weather"]),
        ("caption", "height_percent", 0),
        ("output", "palette", ""),
        ("output", "quality", 96),
        ("output", "quality", 0),
        ("output", "max_kilobytes", -1),
        ("output", "max_memory_megabytes", 99),
        ("output", "max_memory_megabytes", 1001),
    ],
)
async def test_what_is_out_of_range_is_refused(
    change: Change, part: str, field: str, value: object
) -> None:
    steps = await change(SEA)
    await steps.choose("rendering")
    with pytest.raises(InvalidData, match=field):
        await steps.fill(**{part: {field: value}})
    assert rendering(change) == Rendering()
