"""A frame is made for a screen that is chosen by name, or for a size in pixels."""

from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.immich_frame.const import MAX_EDGE, MIN_EDGE
from custom_components.immich_frame.imaging.spec import Palette, Size
from custom_components.immich_frame.options import FrameOptions
from custom_components.immich_frame.rendering import Rendering, rendering_data
from custom_components.immich_frame.screens import PANELS, Screen, screen_of
from demo.immich.server import SampleImmich
from homeassistant.core import HomeAssistant

from .conftest import FRAME_ID, TRANSLATIONS, suggested
from .frame_steps import Change, Steps, added, async_finish, async_saved, async_steps, preset

SEA = preset("sea", "smart", text="sea")
SPECTRA = {"palette": "spectra_6", "enlarge": False}


@pytest.fixture
def change(hass: HomeAssistant, immich: SampleImmich) -> Change:
    """Return who begins a change."""
    return Change(hass, immich)


@pytest.fixture
async def steps(hass: HomeAssistant, immich: SampleImmich, entry: MockConfigEntry) -> Steps:
    """Begin to add a second frame."""
    return await (await async_steps(hass, immich, entry)).add()


def looks(data: Any) -> tuple[Size, Palette | None]:  # noqa: ANN401
    """Return the size and the colours that are stored of a frame."""
    options = FrameOptions.of(data)
    return options.size, options.rendering.palette


def is_closed(steps: Steps) -> bool:
    """Tell whether the section of the size is closed."""
    schema = steps.result["data_schema"]
    assert schema is not None
    closed: bool = schema.schema["custom_size"].options["collapsed"]
    return closed


def test_every_screen_but_the_custom_one_has_a_panel() -> None:
    assert {*PANELS, Screen.CUSTOM} == set(Screen)


@pytest.mark.parametrize("screen", PANELS)
def test_every_screen_is_found_again(screen: Screen) -> None:
    panel = PANELS[screen]
    assert screen_of(panel.size, panel.palette) is screen
    assert all(MIN_EDGE <= edge <= MAX_EDGE for edge in (panel.size.width, panel.size.height))


@pytest.mark.parametrize("screen", PANELS)
def test_every_screen_is_named_with_its_size(screen: Screen) -> None:
    size = PANELS[screen].size
    name = TRANSLATIONS["selector"]["screen"]["options"][screen]
    assert name.endswith(f"({size.width} × {size.height})")  # noqa: RUF001 as people write it


@pytest.mark.parametrize(
    ("size", "palette", "expected"),
    [
        (Size(3840, 2160), Palette.GREY_4, Screen.UHD_LANDSCAPE),
        (Size(800, 480), None, Screen.CUSTOM),
        (Size(800, 480), Palette.GREY_16, Screen.CUSTOM),
        (Size(2160, 3841), None, Screen.CUSTOM),
    ],
)
def test_a_panel_is_told_by_its_colors_too(
    size: Size, palette: Palette | None, expected: Screen
) -> None:
    assert screen_of(size, palette) is expected


async def test_a_new_frame_of_a_panel_has_its_colors(
    hass: HomeAssistant, entry: MockConfigEntry, steps: Steps
) -> None:
    assert suggested(steps.result)["screen"] == "uhd_landscape"
    assert is_closed(steps)
    await steps.fill(screen="eink_5_7_color_7")
    await steps.fill()
    await async_saved(hass, steps, entry)
    assert looks(added(entry).data) == (Size(600, 448), Palette.COLOR_7)


async def test_a_size_that_is_typed_in_counts_without_another_screen(
    hass: HomeAssistant, entry: MockConfigEntry, steps: Steps
) -> None:
    await steps.fill(custom_size={"width": 90.0, "height": 60.0})
    await steps.fill()
    await async_saved(hass, steps, entry)
    assert looks(added(entry).data) == (Size(90, 60), None)


async def test_another_screen_counts_more_than_the_size_below_it(
    hass: HomeAssistant, entry: MockConfigEntry, steps: Steps
) -> None:
    await steps.fill(screen="nest_hub", custom_size={"width": 90.0, "height": 60.0})
    await steps.fill()
    await async_saved(hass, steps, entry)
    assert looks(added(entry).data) == (Size(1024, 600), None)


async def test_the_first_form_keeps_the_screen_when_it_comes_back(
    hass: HomeAssistant, entry: MockConfigEntry, immich: SampleImmich, steps: Steps
) -> None:
    immich.library.albums.clear()
    size = {"width": 90.0, "height": 60.0}
    await steps.fill(kind="albums", custom_size=size, name="Hall", slideshow={"on": False})
    assert (steps.step, list(steps.errors)) == ("user", ["kind"])
    values = suggested(steps.result)
    assert (values["name"], values["screen"], values["custom_size"]) == ("Hall", "custom", size)
    assert (values["kind"], values["slideshow"]["on"]) == ("albums", False)
    await steps.fill(kind="library", screen="eink_7_3_spectra_6")
    await steps.fill()
    await async_saved(hass, steps, entry)
    frame = added(entry)
    assert looks(frame.data) == (Size(800, 480), Palette.SPECTRA_6)
    assert (frame.title, frame.data["slideshow"]["on"]) == ("Hall", False)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, (Size(800, 480), Palette.SPECTRA_6)),
        ({"screen": "eink_7_5_grey_2"}, (Size(800, 480), Palette.GREY_2)),
        ({"screen": "full_hd_portrait"}, (Size(1080, 1920), None)),
        ({"screen": "custom"}, (Size(800, 480), Palette.SPECTRA_6)),
        ({"custom_size": {"width": 400.0}}, (Size(400, 480), Palette.SPECTRA_6)),
    ],
    ids=str,
)
async def test_another_screen_brings_its_colors(
    hass: HomeAssistant,
    change: Change,
    given: dict[str, Any],
    expected: tuple[Size, Palette | None],
) -> None:
    steps = await change(SEA, width=800, height=480, rendering=SPECTRA)
    await steps.choose("settings")
    assert suggested(steps.result)["screen"] == "eink_7_3_spectra_6"
    assert is_closed(steps)
    await steps.fill(**given)
    await async_finish(hass, steps)
    data = change.entry.subentries[FRAME_ID].data
    assert looks(data) == expected
    assert FrameOptions.of(data).rendering.enlarge is False


async def test_the_screen_that_is_there_leaves_colors_alone(
    hass: HomeAssistant, change: Change
) -> None:
    grey = rendering_data(Rendering(palette=Palette.GREY_4))
    steps = await change(SEA, width=1024, height=600, rendering=grey)
    await steps.choose("settings")
    assert suggested(steps.result)["screen"] == "nest_hub"
    await steps.fill(name="Kitchen")
    await async_finish(hass, steps)
    data = change.entry.subentries[FRAME_ID].data
    assert looks(data) == (Size(1024, 600), Palette.GREY_4)


async def test_a_size_of_no_screen_is_open(change: Change) -> None:
    steps = await change(SEA)
    await steps.choose("settings")
    assert suggested(steps.result)["screen"] == "custom"
    assert not is_closed(steps)
