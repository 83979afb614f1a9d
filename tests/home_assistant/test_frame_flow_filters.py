"""The filters of a new frame, and the name and order of its source."""

from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.immich_frame.frame import Frame
from custom_components.immich_frame.selection.preset import Order
from demo.immich.server import SampleImmich
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import InvalidData

from .conftest import suggested, until
from .frame_steps import ADA, BEN, HOLIDAYS, LENT, SMALL, Steps, added, async_saved, async_steps


@pytest.fixture
async def steps(hass: HomeAssistant, immich: SampleImmich, entry: MockConfigEntry) -> Steps:
    """Begin to add a second frame."""
    return await (await async_steps(hass, immich, entry)).add()


async def test_all_filters(
    hass: HomeAssistant, entry: MockConfigEntry, immich: SampleImmich, steps: Steps
) -> None:
    tags = {tag.value: tag.id for tag in immich.library.tags.values()}
    await steps.fill(**SMALL)
    assert steps.options("who", "person_ids") == ["Ada (2)", "Ben (1)"]
    assert steps.options("left_out", "without_album_ids")[1] == "Lent (1), shared"
    who = {
        "person_ids": [ADA.id],
        "album_ids": [HOLIDAYS.id],
        "tag_ids": [tags["nature"]],
        "countries": ["Portugal"],
        "favorites_only": True,
        "min_rating": 4.0,
    }
    when = {
        "taken_from": "2024-01-01",
        "taken_until": "2024-12-31",
        "taken_days": 36_500.0,
        "months": ["6", "7"],
    }
    look = {
        "orientation": "frame",
        "min_edge": 480.0,
        "stacks_as_one": True,
        "burst_seconds": 5.0,
    }
    left_out = {
        "without_person_ids": [BEN.id],
        "without_album_ids": [LENT.id],
        "without_tag_ids": [],
        "without_screenshots": True,
        "without_partners": True,
        "without_archived": False,
    }
    form = {"who": who, "when": when, "look": look, "left_out": left_out}
    await steps.fill(**form, preset="Just sea", order={"order": "run", "run_length": 3.0})
    assert steps.text.startswith("About 1 photos, before shape, size, months, screenshots, photos")
    assert "of partners, stacks and bursts." in steps.text
    preset = await async_saved(hass, steps, entry)
    assert (preset["name"], preset["order"], preset["run_length"]) == ("Just sea", "run", 3)
    filters = {**who, **when, **look, **left_out, "months": [6, 7]}
    del filters["without_tag_ids"], filters["without_partners"], filters["without_archived"]
    filters |= {"with_partners": False, "with_archived": True}
    assert preset["filters"] == filters
    running: Frame = entry.runtime_data.frames[added(entry).subentry_id]
    await until(lambda: running.shown)
    assert running.shown is not None
    assert running.shown.file_name == "sea.jpg"


async def test_days_that_contradict_each_other(steps: Steps) -> None:
    await steps.fill()
    await steps.fill(when={"taken_from": "2024-06-02", "taken_until": "2024-06-01"})
    assert steps.step == "filters"
    assert steps.errors == {"when": "The last day lies before the first."}
    await steps.fill(when={"taken_from": "2024-06-01"})
    assert steps.step == "preview"


async def test_the_name_comes_first_and_the_order_last(steps: Steps) -> None:
    await steps.fill()
    assert steps.text == "Everything can be left as it is."
    assert steps.fields() == ["preset", "who", "when", "look", "left_out", "order"]


async def test_a_day_that_is_none(steps: Steps) -> None:
    await steps.fill()
    await steps.fill(when={"taken_from": "31.7.2026", "taken_until": "2024-06-01"})
    assert steps.errors == {"when": "A day is written as year, month and day: 2026-07-31."}
    assert suggested(steps.result)["when"]["taken_from"] == "31.7.2026"
    assert (await steps.fill(when={"taken_from": "2024-05-31"})).step == "preview"


async def test_days_are_removed_again(
    hass: HomeAssistant, entry: MockConfigEntry, steps: Steps
) -> None:
    await steps.fill()
    await steps.fill(when={"taken_from": "2024-06-01", "taken_until": "2024-06-02"})
    await steps.choose("filters")
    await steps.fill(when={"taken_from": None, "taken_until": ""})
    assert (await async_saved(hass, steps, entry))["filters"] == {}


@pytest.mark.parametrize(
    ("kind", "look", "said"),
    [
        ("library", {"orientation": "landscape"}, "before shape."),
        ("library", {"min_edge": 1.0, "burst_seconds": 5.0}, "before size and bursts."),
        ("albums", {"min_edge": 1.0}, "before size."),
    ],
)
async def test_what_is_not_counted_is_named(
    steps: Steps, kind: str, look: dict[str, Any], said: str
) -> None:
    await steps.fill(kind=kind)
    if kind == "albums":  # What others put into an album is shown in any case.
        await steps.fill(ids=[HOLIDAYS.id])
    await steps.fill(look=look, left_out={"without_partners": kind == "albums"})
    assert steps.step == "preview_rough"
    assert said in steps.text


@pytest.mark.parametrize(
    "wrong",
    [
        {"order": {"order": "relevance"}},
        {"order": {"run_length": 1}},
        {"who": {"min_rating": 6}},
        {"who": {"person_ids": ["somebody"]}},
        {"when": {"months": ["13"]}},
        {"look": {"orientation": "round"}},
    ],
)
async def test_filters_have_bounds(steps: Steps, wrong: dict[str, Any]) -> None:
    await steps.fill()
    with pytest.raises(InvalidData):
        await steps.fill(**wrong)
    assert (await steps.fill()).step == "preview"


async def test_a_name_that_is_too_long(steps: Steps) -> None:
    await steps.fill()
    assert "60 characters" in (await steps.fill(preset="x" * 61)).errors["preset"]
    assert (await steps.fill(preset="x" * 60)).step == "preview"


async def test_relevance_is_for_a_search_alone(
    hass: HomeAssistant, entry: MockConfigEntry, steps: Steps
) -> None:
    await steps.fill(kind="smart")
    await steps.fill(text="sea")
    await steps.fill(order={"order": "relevance"})
    await steps.choose("source")
    await steps.fill(kind="library")
    await steps.fill()
    assert (await async_saved(hass, steps, entry))["order"] == Order.SHUFFLE
