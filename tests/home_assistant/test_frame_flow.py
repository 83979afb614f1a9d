"""Adding a frame: its name, its size, its sources, step by step."""

from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.immich_frame.const import FRAME_VERSION
from custom_components.immich_frame.frame import Frame
from custom_components.immich_frame.rendering import Rendering, rendering_data
from demo.immich.server import SampleImmich
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType, InvalidData

from .conftest import suggested, until
from .frame_steps import SMALL, TRIPS, Steps, added, async_saved, async_steps

DONE = FlowResultType.CREATE_ENTRY
NUMBERS = {"width", "height", "pool_hours", "pool_cap", "repeat_days"}


@pytest.fixture
async def steps(hass: HomeAssistant, immich: SampleImmich, entry: MockConfigEntry) -> Steps:
    """Begin to add a second frame."""
    return await (await async_steps(hass, immich, entry)).add()


async def test_pressing_submit_shows_the_whole_library(
    hass: HomeAssistant, entry: MockConfigEntry, steps: Steps
) -> None:
    assert steps.step == "user"
    assert (await steps.fill()).step == "filters"
    assert (await steps.fill()).step == "preview"
    assert steps.text == "About 3 photos. Nothing is saved yet."
    assert steps.title == "Preview: Photos"
    assert steps.menu == ["save", "source", "filters", "another"]
    await steps.choose("save")
    assert steps.step == DONE
    await hass.async_block_till_done()
    frame = added(entry)
    assert frame.title == "Photo frame 2"
    assert frame.data == {
        "presets": [
            {
                "name": "Photos",
                "source": {},
                "filters": {},
                "order": "shuffle",
                "run_length": 5,
            }
        ],
        "active": "Photos",
        "width": 3840,
        "height": 2160,
        "pool_hours": 3,
        "pool_cap": 10_000,
        "repeat_days": 7,
        "rendering": rendering_data(Rendering()),
        "slideshow": {"on": True, "interval_seconds": 300, "at": None, "viewers": []},
        "prefetch": True,
        "allow_get": True,
        "typed": None,
        "version": FRAME_VERSION,
    }


async def test_name_size_and_advanced_settings(
    hass: HomeAssistant, entry: MockConfigEntry, steps: Steps
) -> None:
    advanced = {"pool_hours": 12.0, "pool_cap": 500.0, "repeat_days": 0.0}
    await steps.fill(name=" Kitchen ", **SMALL, advanced=advanced)
    await steps.fill()
    await async_saved(hass, steps, entry)
    frame = added(entry)
    assert frame.title == "Kitchen"
    numbers = {key: value for key, value in frame.data.items() if key in NUMBERS}
    assert numbers == {
        "width": 64,
        "height": 48,
        "pool_hours": 12,
        "pool_cap": 500,
        "repeat_days": 0,
    }
    assert {type(number) for number in numbers.values()} == {int}
    running: Frame = entry.runtime_data.frames[frame.subentry_id]
    await until(lambda: running.shown)
    assert hass.states.get("camera.kitchen") is not None


async def test_a_new_frame_gets_a_name_that_is_free(
    hass: HomeAssistant, entry: MockConfigEntry, steps: Steps
) -> None:
    assert suggested(steps.result)["name"] == "Photo frame 2"
    await steps.fill(name=" ")
    await steps.fill()
    await async_saved(hass, steps, entry)
    assert added(entry).title == "Photo frame 2"
    assert suggested((await steps.add()).result)["name"] == "Photo frame 3"


async def test_steps_say_which_source_they_are_about(steps: Steps) -> None:
    await steps.fill(kind="albums")
    assert steps.title == "New source: albums"
    await steps.fill(ids=[TRIPS.id])
    assert steps.title == "trips: filters and order"
    await steps.fill()
    await steps.choose("source")
    assert steps.title == "trips: what it shows"
    await steps.fill(kind="recent")
    assert steps.title == "trips: recently added"
    await steps.fill()
    await steps.fill()
    await steps.choose("another")
    assert steps.title == "New source: what it shows"


@pytest.mark.parametrize(
    "wrong",
    [
        {"screen": "wall"},
        {"custom_size": {"width": 15}},
        {"custom_size": {"width": 7681}},
        {"custom_size": {"height": "tall"}},
        {"kind": "everything"},
        {"advanced": {"pool_hours": 0}},
        {"advanced": {"pool_hours": 169}},
        {"advanced": {"pool_cap": 0}},
        {"advanced": {"repeat_days": -1}},
    ],
)
async def test_what_a_frame_can_have_has_bounds(steps: Steps, wrong: dict[str, Any]) -> None:
    with pytest.raises(InvalidData):
        await steps.fill(**wrong)
    assert (await steps.fill(name="  ")).step == "filters"


async def test_several_sources_in_one_frame(
    hass: HomeAssistant, entry: MockConfigEntry, steps: Steps
) -> None:
    await steps.fill(kind="albums")
    await steps.fill(ids=[TRIPS.id])
    await steps.fill()
    assert (await steps.choose("another")).step == "source"
    await steps.fill(kind="albums")
    await steps.fill(ids=[TRIPS.id])
    await steps.fill(preset="trips")
    assert steps.errors == {"preset": "Another source of this frame has this name."}
    await steps.fill(preset="trips 2")
    await steps.choose("another")
    await steps.fill(kind="smart")
    await steps.fill(text="sea")
    await steps.fill()
    await steps.choose("save")
    await hass.async_block_till_done()
    data = added(entry).data
    assert [preset["name"] for preset in data["presets"]] == ["trips", "trips 2", "sea"]
    assert data["active"] == "trips"


async def test_there_is_room_for_twenty_sources(
    hass: HomeAssistant, entry: MockConfigEntry, steps: Steps
) -> None:
    await steps.fill()
    for _source in range(19):
        await steps.fill()
        assert "another" in steps.menu
        await steps.choose("another")
        await steps.fill()
    await steps.fill()
    assert "another" not in steps.menu
    await steps.choose("save")
    names = [preset["name"] for preset in added(entry).data["presets"]]
    assert names == ["Photos", *(f"Photos {number}" for number in range(2, 21))]
    await hass.async_block_till_done()


async def test_the_name_follows_the_source_until_somebody_gives_one(
    hass: HomeAssistant, entry: MockConfigEntry, steps: Steps
) -> None:
    await steps.fill(kind="favorites")
    await steps.fill()
    await steps.choose("source")
    await steps.fill(kind="smart")
    assert (await steps.fill(text="sea")).text
    await steps.fill()
    await steps.choose("filters")
    await steps.fill(preset="Blue")
    await steps.choose("source")
    await steps.fill(kind="library")
    await steps.fill()
    assert (await async_saved(hass, steps, entry))["name"] == "Blue"


async def test_a_browser_that_is_reloaded_comes_back_to_the_step(steps: Steps) -> None:
    assert (await steps.look_again()).step == "user"
    await steps.fill(kind="smart")
    assert (await steps.look_again()).step == "smart"
    await steps.fill(text="sea")
    assert (await steps.look_again()).step == "filters"
    await steps.fill()
    assert (await steps.look_again()).step == "preview_hits"
