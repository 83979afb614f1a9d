"""Each kind of source is chosen by name."""

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.immich_frame.frame import Frame
from custom_components.immich_frame.selection.pool import DEFAULT_RANGE
from demo.immich.server import SampleImmich
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import InvalidData

from .conftest import FRAME_ID, TRANSLATIONS, asset_id
from .frame_steps import ADA, BEN, HOLIDAYS, LENT, Steps, async_saved, async_steps


@pytest.fixture
async def steps(hass: HomeAssistant, immich: SampleImmich, entry: MockConfigEntry) -> Steps:
    """Begin to add a second frame."""
    return await (await async_steps(hass, immich, entry)).add()


async def test_a_smart_search(hass: HomeAssistant, entry: MockConfigEntry, steps: Steps) -> None:
    assert (await steps.fill(kind="smart")).step == "smart"
    words = TRANSLATIONS["config_subentries"]["frame"]["step"]["smart"]["data_description"]
    assert f"The {DEFAULT_RANGE} best photos are shown." in words["text"]
    assert (await steps.fill(text="  teal \n sea ", language="de")).step == "filters"
    assert steps.options("order", "order")[-2:] == ["relevance", "run"]
    assert (await steps.fill(order={"order": "relevance"})).step == "preview_hits"
    assert steps.text.startswith("The first hits:")
    hits = [line for line in steps.text.splitlines() if line.startswith("- ")]
    assert (len(hits), hits[0]) == (3, "- sea.jpg (2024-06-01)")
    preset = await async_saved(hass, steps, entry)
    assert preset == {
        "name": "teal sea",
        "source": {"kind": "smart", "text": "teal sea", "language": "de"},
        "filters": {},
        "order": "relevance",
        "run_length": 5,
    }


@pytest.mark.parametrize(
    ("text", "words"),
    [(" \n", "no words"), ("x" * 100_000, "100,000 characters")],
    ids=["blank", "100 kB"],
)
async def test_a_text_that_cannot_be_searched_for(steps: Steps, text: str, words: str) -> None:
    await steps.fill(kind="smart")
    await steps.fill(text=text, language="de")
    assert steps.step == "smart"
    assert words in steps.errors["text"]
    assert (await steps.fill(text="teal")).step == "filters"


async def test_albums_are_picked_by_name(
    hass: HomeAssistant, entry: MockConfigEntry, steps: Steps
) -> None:
    assert (await steps.fill(kind="albums")).step == "albums"
    assert steps.options("ids") == ["Holidays (2)", "Lent (1), shared", "trips (1)"]
    await steps.fill(ids=[HOLIDAYS.id, LENT.id])
    await steps.fill()
    preset = await async_saved(hass, steps, entry)
    assert preset["name"] == "Holidays, Lent"
    assert preset["source"] == {"kind": "albums", "ids": [HOLIDAYS.id, LENT.id]}


async def test_people_are_picked_by_name(
    hass: HomeAssistant, entry: MockConfigEntry, steps: Steps
) -> None:
    assert (await steps.fill(kind="people")).step == "people"
    assert steps.options("ids") == ["Ada (2)", "Ben (1)"]
    await steps.fill(ids=[ADA.id, BEN.id], match_all=True)
    await steps.fill()
    assert "About 1 photos" in steps.text
    preset = await async_saved(hass, steps, entry)
    assert preset["name"] == "Ada, Ben"
    assert preset["source"] == {"kind": "people", "ids": [ADA.id, BEN.id], "match_all": True}


async def test_tags_are_picked_by_path(
    hass: HomeAssistant, entry: MockConfigEntry, immich: SampleImmich, steps: Steps
) -> None:
    assert (await steps.fill(kind="tags")).step == "tags"
    assert steps.options("ids") == ["nature", "nature/water"]
    tag = next(tag for tag in immich.library.tags.values() if tag.value == "nature/water")
    await steps.fill(ids=[tag.id])
    await steps.fill()
    preset = await async_saved(hass, steps, entry)
    assert (preset["name"], preset["source"]["ids"]) == ("nature/water", [tag.id])


@pytest.mark.parametrize("kind", ["albums", "people", "tags"])
async def test_something_has_to_be_picked(steps: Steps, kind: str) -> None:
    await steps.fill(kind=kind)
    assert (await steps.fill()).errors == {"ids": "Choose at least one."}
    assert steps.step == kind


@pytest.mark.parametrize(
    ("kind", "days", "name"), [("memories", 3, "On this day"), ("recent", 3650, "Recently added")]
)
async def test_days(  # noqa: PLR0913, PLR0917 fixtures and parameters
    hass: HomeAssistant,
    entry: MockConfigEntry,
    steps: Steps,
    kind: str,
    days: int,
    name: str,
) -> None:
    assert (await steps.fill(kind=kind)).step == kind
    with pytest.raises(InvalidData):
        await steps.fill(days=-1)
    await steps.fill(days=float(days))
    await steps.fill()
    preset = await async_saved(hass, steps, entry)
    assert (preset["name"], preset["source"]) == (name, {"kind": kind, "days": days})


async def test_recently_added_has_a_usual_number_of_days(
    hass: HomeAssistant, entry: MockConfigEntry, steps: Steps
) -> None:
    await steps.fill(kind="recent")
    await steps.fill()
    await steps.fill()
    assert (await async_saved(hass, steps, entry))["source"] == {"kind": "recent", "days": 30}


async def test_favorites(hass: HomeAssistant, entry: MockConfigEntry, steps: Steps) -> None:
    assert (await steps.fill(kind="favorites")).step == "filters"
    await steps.fill()
    assert "About 1 photos" in steps.text
    preset = await async_saved(hass, steps, entry)
    assert (preset["name"], preset["source"]) == ("Favorites", {"kind": "favorites"})


async def test_photos_like_one_that_a_search_finds(
    hass: HomeAssistant, entry: MockConfigEntry, immich: SampleImmich, steps: Steps
) -> None:
    assert (await steps.fill(kind="similar")).step == "similar"
    assert (await steps.fill(text="hill")).step == "similar_photo"
    assert steps.options("photo")[0] == "hill.jpg (2024-06-01)"
    assert "sea.jpg (2024-06-01, Portugal)" in steps.options("photo")
    hill = asset_id(immich, "hill.jpg")
    await steps.fill()
    assert (await steps.fill()).step == "preview_hits"
    preset = await async_saved(hass, steps, entry)
    assert preset["name"] == "Like hill.jpg"
    assert preset["source"] == {"kind": "similar", "asset_id": hill}


async def test_photos_like_one_that_was_shown(
    hass: HomeAssistant, entry: MockConfigEntry, steps: Steps
) -> None:
    frame: Frame = entry.runtime_data.frames[FRAME_ID]
    assert frame.shown is not None
    await steps.fill(kind="similar")
    shown = frame.shown
    details = ", ".join(one for one in ("2024-06-01", shown.place) if one)
    assert steps.options("photo") == [f"{shown.file_name} ({details})"]
    await steps.fill(photo=frame.shown.asset_id, text=" ")
    await steps.fill()
    assert (await async_saved(hass, steps, entry))["source"]["asset_id"] == frame.shown.asset_id


async def test_a_photo_has_to_be_chosen(steps: Steps) -> None:
    await steps.fill(kind="similar")
    await steps.fill(text=" ")
    assert "search for" in steps.errors["base"]
    assert (await steps.fill(text="x" * 2000)).step == "similar"
    assert "2,000 characters" in steps.errors["text"]
    assert (await steps.fill(text="hill")).step == "similar_photo"
