"""Changing a frame begins with what is there."""

from typing import Any

import pytest

from custom_components.immich_frame.options import FrameOptions
from demo.immich.server import SampleImmich
from homeassistant.core import HomeAssistant

from .conftest import FRAME_ID, SIZE, suggested, until
from .frame_steps import ADA, BEN, HOLIDAYS, LENT, SMALL, TRIPS, Change, async_finish, preset

SEA = {"name": "sea", "source": {"kind": "smart", "text": "sea"}}
PEOPLE = {
    "name": "Us",
    "source": {"kind": "people", "ids": [ADA.id, BEN.id], "match_all": True},
    "filters": {
        "min_rating": 4,
        "months": [6],
        "without_album_ids": [LENT.id],
        "taken_from": "2020-01-01",
        "with_partners": False,
    },
    "order": "run",
    "run_length": 7,
}


@pytest.fixture
def change(hass: HomeAssistant, immich: SampleImmich) -> Change:
    """Return who begins a change."""
    return Change(hass, immich)


async def test_the_menu_offers_what_there_is_to_change(change: Change) -> None:
    steps = await change(SEA)
    assert steps.step == "reconfigure"
    assert steps.menu == [
        "change_source",
        "change_filters",
        "another",
        "rendering",
        "slideshow",
        "settings",
    ]
    assert steps.text == "The frame shows: sea."


async def test_the_menu_of_several_sources(change: Change) -> None:
    steps = await change(SEA, PEOPLE, active="Us")
    assert "remove_source" in steps.menu
    assert steps.text == "The frame shows: Us."


async def test_names_are_shown_as_they_are(change: Change) -> None:
    steps = await change(preset("*my* [sea]_1_", "library"), title="_Frame_ 1")
    placeholders = steps.result["description_placeholders"]
    # A title is plain text, a description Markdown.
    assert placeholders == {"frame": "_Frame_ 1", "preset": r"\*my\* \[sea\]\_1\_"}
    assert steps.text == "The frame shows: *my* [sea]_1_."
    await steps.choose("change_filters")
    await steps.fill()
    assert steps.result["description_placeholders"]["preset"] == "*my* [sea]_1_"  # type: ignore[index]


async def test_twenty_sources_are_enough(change: Change) -> None:
    steps = await change(*(SEA | {"name": f"sea {number}"} for number in range(20)))
    assert "another" not in steps.menu


async def test_name_and_size(hass: HomeAssistant, change: Change) -> None:
    steps = await change(SEA)
    frame = change.frame
    await steps.choose("settings")
    width, height = SIZE
    assert suggested(steps.result) == {
        "name": "Photo frame",
        "screen": "custom",
        "custom_size": {"width": width, "height": height},
        "advanced": {"pool_hours": 3, "pool_cap": 10_000, "repeat_days": 7},
    }
    await steps.fill(**SMALL, advanced={"pool_hours": 1.0})
    await async_finish(hass, steps)
    assert change.frame is frame
    await until(lambda: frame.shown and frame.shown.rendition.size.width == 64)
    assert change.presets[0]["source"] == SEA["source"]


async def test_another_name(hass: HomeAssistant, change: Change) -> None:
    steps = await change(SEA)
    await steps.choose("settings")
    await steps.fill(name="Kitchen")
    await async_finish(hass, steps)
    assert change.entry.subentries[FRAME_ID].title == "Kitchen"


async def test_another_source_gives_its_name(hass: HomeAssistant, change: Change) -> None:
    steps = await change(SEA)
    await steps.choose("change_source")
    assert suggested(steps.result) == {"kind": "smart"}
    await steps.fill()
    assert suggested(steps.result) == {"text": "sea", "language": None}
    await steps.fill(text="hills")
    await steps.fill()
    await async_finish(hass, steps)
    assert (change.presets[0]["name"], change.presets[0]["source"]["text"]) == ("hills", "hills")
    assert change.entry.subentries[FRAME_ID].data["active"] == "hills"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (preset("Holidays", "albums", ids=[HOLIDAYS.id]), "Favorites"),
        (preset("Mine", "albums", ids=[HOLIDAYS.id]), "Mine"),
        (preset("Recently added", "recent", days=3), "Favorites"),
    ],
)
async def test_a_name_of_its_own_stays(
    hass: HomeAssistant, change: Change, before: dict[str, Any], after: str
) -> None:
    steps = await change(before)
    await steps.choose("change_source")
    await steps.fill(kind="favorites")
    await steps.fill()
    await async_finish(hass, steps)
    assert change.presets[0]["name"] == after


async def test_a_very_long_name_is_cut(hass: HomeAssistant, change: Change) -> None:
    text = "a beach " * 100
    steps = await change(preset(text, "smart", text=text))
    await steps.choose("change_filters")
    await steps.fill()
    await async_finish(hass, steps)
    name = change.presets[0]["name"]
    assert (len(name), name[-1]) == (60, "…")


async def test_which_source_is_asked_when_there_are_several(
    hass: HomeAssistant, change: Change
) -> None:
    steps = await change(SEA, PEOPLE, active="Us")
    await steps.choose("change_source")
    assert steps.step == "change_source"
    assert steps.options("preset") == ["sea", "Us"]
    assert suggested(steps.result) == {"preset": "1"}
    await steps.fill(preset="0")
    await steps.fill()
    await steps.fill(text="hill")
    await steps.fill()
    await async_finish(hass, steps)
    assert [one["name"] for one in change.presets] == ["hill", "Us"]
    assert change.entry.subentries[FRAME_ID].data["active"] == "Us"
    untouched = FrameOptions.of({"presets": [PEOPLE]}).as_data()["presets"]
    assert change.presets[1:] == untouched


async def test_filters_are_filled_in_with_what_is_there(
    hass: HomeAssistant, change: Change
) -> None:
    steps = await change(SEA, PEOPLE, active="Us")
    await steps.choose("change_filters")
    await steps.fill()
    assert steps.step == "filters"
    assert suggested(steps.result) == {
        "preset": "Us",
        "who": {"min_rating": 4},
        "when": {"taken_from": "2020-01-01", "months": ["6"]},
        "look": {},
        "left_out": {"without_album_ids": [LENT.id], "without_partners": True},
        "order": {"order": "run", "run_length": 7},
    }
    sections = steps.result["data_schema"]
    assert sections is not None
    collapsed = {
        name: sections.schema[name].options["collapsed"]
        for name in ("who", "when", "look", "left_out", "order")
    }
    assert [name for name, is_closed in collapsed.items() if is_closed] == ["look"]
    await steps.fill(who={"min_rating": None})
    await async_finish(hass, steps)
    expected = PEOPLE["filters"].copy()  # type: ignore[attr-defined]
    del expected["min_rating"]
    assert change.presets[1]["filters"] == expected


async def test_people_are_filled_in(hass: HomeAssistant, change: Change) -> None:
    steps = await change(PEOPLE)
    await steps.choose("change_source")
    await steps.fill()
    assert suggested(steps.result) == {"ids": [ADA.id, BEN.id], "match_all": True}
    await steps.fill(match_all=False)
    await steps.fill()
    await async_finish(hass, steps)
    assert change.presets[0]["source"] == {"kind": "people", "ids": [ADA.id, BEN.id]}


async def test_days_are_filled_in(change: Change) -> None:
    steps = await change(preset("New", "recent", days=3))
    await steps.choose("change_source")
    await steps.fill()
    assert suggested(steps.result) == {"days": 3}


async def test_a_source_is_added(hass: HomeAssistant, change: Change) -> None:
    steps = await change(SEA)
    await steps.choose("another")
    await steps.fill(kind="albums")
    await steps.fill(ids=[TRIPS.id])
    await steps.fill()
    await async_finish(hass, steps)
    assert [one["name"] for one in change.presets] == ["sea", "trips"]
    assert change.entry.subentries[FRAME_ID].data["active"] == "sea"


@pytest.mark.parametrize(("number", "active"), [("0", "Us"), ("1", "sea")])
async def test_a_source_is_removed(
    hass: HomeAssistant, change: Change, number: str, active: str
) -> None:
    steps = await change(SEA, PEOPLE, active="Us")
    await steps.choose("remove_source")
    await steps.fill(preset=number)
    await async_finish(hass, steps)
    assert [one["name"] for one in change.presets] == [active]
    assert change.entry.subentries[FRAME_ID].data["active"] == active


async def test_a_frame_that_has_a_query_alone(change: Change) -> None:
    steps = await change(query="sea")
    await steps.choose("change_source")
    await steps.fill()
    assert suggested(steps.result)["text"] == "sea"
