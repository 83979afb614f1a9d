"""When a frame moves on by itself is chosen with a new frame, and changed in a form of its own."""

from datetime import time, timedelta
from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.immich_frame.options import FrameOptions
from custom_components.immich_frame.schedule import MAX_INTERVAL, MIN_INTERVAL, Schedule
from custom_components.immich_frame.slideshow_form import VIEWERS
from demo.immich.server import SampleImmich
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import InvalidData

from .conftest import FRAME_ID, suggested
from .frame_steps import SMALL, Change, Steps, added, async_finish, async_saved, async_steps, preset

SEA = preset("sea", "smart", text="sea")
USUAL = {
    "on": True,
    "interval": {"days": 0, "hours": 0, "minutes": 5, "seconds": 0},
    "viewers": [],
    "prefetch": True,
    "allow_get": True,
}
GIVEN: dict[str, Any] = {
    "on": True,
    "interval": {"days": 1, "hours": 2, "minutes": 3, "seconds": 4.0},
    "at": "07:30:00",
    "viewers": ["person.ada", "media_player.tv", "person.ada"],
    "prefetch": False,
    "allow_get": False,
}
EVERYTHING = Schedule(
    is_on=True,
    interval=timedelta(days=1, hours=2, minutes=3, seconds=4),
    at=time(7, 30),
    viewers=("person.ada", "media_player.tv"),
)


@pytest.fixture
def change(hass: HomeAssistant, immich: SampleImmich) -> Change:
    """Return who begins a change."""
    return Change(hass, immich)


@pytest.fixture
async def steps(hass: HomeAssistant, immich: SampleImmich, entry: MockConfigEntry) -> Steps:
    """Begin to add a second frame."""
    return await (await async_steps(hass, immich, entry)).add()


def options(change: Change) -> FrameOptions:
    """Return what is stored of a frame."""
    return FrameOptions.of(change.entry.subentries[FRAME_ID].data)


async def test_a_new_frame_moves_on_every_five_minutes(steps: Steps) -> None:
    assert suggested(steps.result)["slideshow"] == USUAL
    schema = steps.result["data_schema"]
    assert schema is not None
    assert schema.schema["slideshow"].options["collapsed"]


async def test_a_new_frame_can_have_another_slideshow(
    hass: HomeAssistant, entry: MockConfigEntry, steps: Steps
) -> None:
    await steps.fill(**SMALL, slideshow=GIVEN)
    await steps.fill()
    await async_saved(hass, steps, entry)
    stored = FrameOptions.of(added(entry).data)
    assert (stored.schedule, stored.prefetch, stored.allow_get) == (EVERYTHING, False, False)


async def test_what_is_wrong_with_it_is_said_above_its_section(
    hass: HomeAssistant, entry: MockConfigEntry, steps: Steps
) -> None:
    wrong = GIVEN | {"interval": {"seconds": 4}}
    await steps.fill(name="Hall", kind="favorites", **SMALL, slideshow=wrong)
    assert steps.step == "user"
    assert steps.errors == {
        "slideshow": "A photo is shown for at least 5 seconds and at most 30 days."
    }
    values = suggested(steps.result)
    assert (values["name"], values["kind"]) == ("Hall", "favorites")
    assert values["slideshow"] == wrong
    await steps.fill(slideshow={"interval": {"seconds": 5}})
    assert steps.step == "filters"
    await steps.fill()
    await async_saved(hass, steps, entry)
    frame = added(entry)
    assert (frame.title, frame.data["slideshow"]["interval_seconds"]) == ("Hall", 5)


async def test_an_earlier_frame_does_not_move_on_by_itself(
    hass: HomeAssistant, change: Change
) -> None:
    steps = await change(SEA)
    before = options(change)
    await steps.choose("slideshow")
    assert suggested(steps.result) == USUAL | {"on": False, "prefetch": False}
    assert steps.result["last_step"]
    await steps.fill()
    await async_finish(hass, steps)
    assert options(change) == before


async def test_everything_is_changed_and_filled_in_again(
    hass: HomeAssistant, change: Change
) -> None:
    steps = await change(SEA)
    await steps.choose("slideshow")
    await steps.fill(**GIVEN)
    await async_finish(hass, steps)
    stored = options(change)
    assert (stored.schedule, stored.prefetch, stored.allow_get) == (EVERYTHING, False, False)
    await steps.change()
    await steps.choose("slideshow")
    viewers = ["person.ada", "media_player.tv"]
    assert suggested(steps.result) == GIVEN | {"viewers": viewers}
    await steps.fill(at=None, viewers=[])
    await async_finish(hass, steps)
    assert options(change).schedule.at is None
    assert options(change).schedule.viewers == ()


@pytest.mark.parametrize(
    "interval",
    [{"seconds": 4.999}, {"days": 30, "seconds": 1}, {"minutes": 0}],
    ids=str,
)
async def test_an_interval_out_of_range_is_said_at_its_field(
    hass: HomeAssistant, change: Change, interval: dict[str, float]
) -> None:
    steps = await change(SEA)
    await steps.choose("slideshow")
    await steps.fill(interval=interval, on=True)
    assert list(steps.errors) == ["interval"]
    assert suggested(steps.result)["on"] is True
    await steps.fill(interval={"minutes": "10"})  # A browser may send texts.
    await async_finish(hass, steps)
    assert options(change).schedule == Schedule(is_on=True, interval=timedelta(minutes=10))


@pytest.mark.parametrize(
    ("interval", "expected"), [({"seconds": 5}, MIN_INTERVAL), ({"days": 30}, MAX_INTERVAL)]
)
async def test_the_ends_of_the_range_are_taken(
    hass: HomeAssistant, change: Change, interval: dict[str, int], expected: timedelta
) -> None:
    steps = await change(SEA)
    await steps.choose("slideshow")
    await steps.fill(interval=interval)
    await async_finish(hass, steps)
    assert options(change).schedule.interval == expected


@pytest.mark.parametrize(
    "wrong",
    [
        {"interval": {"minutes": -5}},
        {"interval": {"days": 1e300}},
        {"interval": {"days": "nan"}},
        {"interval": {"years": 1}},
        {"interval": {}},
        {"interval": "long"},
        {"at": "25:00"},
        {"at": "dawn"},
        {"at": 7},
        {"viewers": ["somebody"]},
        {"viewers": "person.ada"},
    ],
    ids=str,
)
async def test_what_is_no_slideshow_is_refused(change: Change, wrong: dict[str, Any]) -> None:
    steps = await change(SEA)
    await steps.choose("slideshow")
    with pytest.raises(InvalidData, match=next(iter(wrong))):
        await steps.fill(**wrong)


async def test_viewers_are_offered_of_what_can_tell(change: Change) -> None:
    steps = await change(SEA)
    await steps.choose("slideshow")
    schema = steps.result["data_schema"]
    assert schema is not None
    [offered] = schema.schema["viewers"].config["filter"]
    assert offered["domain"] == list(VIEWERS)
    assert {"person", "media_player", "binary_sensor", "zone"} <= set(VIEWERS)


async def test_what_others_change_meanwhile_stays(hass: HomeAssistant, change: Change) -> None:
    steps = await change(SEA)
    await steps.choose("slideshow")
    now = change.frame.options
    query = {"presets": [preset("hills", "smart", text="hills")], "active": "hills"}
    data = now.as_data() | query | {"repeat_days": 3}
    entry = change.entry
    hass.config_entries.async_update_subentry(entry, entry.subentries[FRAME_ID], data=data)
    await steps.fill(on=True)
    await async_finish(hass, steps)
    stored = options(change)
    assert (stored.schedule.is_on, stored.active, stored.repeat_after.days) == (True, "hills", 3)


async def test_what_others_change_in_the_same_way_is_taken_from_the_form(
    hass: HomeAssistant, change: Change
) -> None:
    steps = await change(SEA, preset("hills", "smart", text="hills"), active="sea")
    await steps.choose("remove_source")
    data = change.frame.options.with_active("hills").as_data()
    entry = change.entry
    hass.config_entries.async_update_subentry(entry, entry.subentries[FRAME_ID], data=data)
    await steps.fill(preset="1")
    await async_finish(hass, steps)
    assert [one["name"] for one in change.presets] == ["sea"]
    assert options(change).active == "sea"
