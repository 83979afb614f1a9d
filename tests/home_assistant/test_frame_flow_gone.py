"""Changing a frame from which something went from Immich, or may have gone."""

import pytest

from demo.immich.server import SampleImmich
from homeassistant.core import HomeAssistant

from .conftest import asset_id, suggested
from .frame_steps import ADA, BEN, HOLIDAYS, LENT, TRIPS, Change, async_finish, preset, shelves


@pytest.fixture
def change(hass: HomeAssistant, immich: SampleImmich) -> Change:
    """Return who begins a change."""
    return Change(hass, immich)


async def test_what_went_from_immich_is_left_out_with_a_word(
    hass: HomeAssistant, immich: SampleImmich, change: Change
) -> None:
    filters = {"album_ids": [HOLIDAYS.id, TRIPS.id], "without_person_ids": [ADA.id, BEN.id]}
    steps = await change(preset("Albums", "albums", ids=[TRIPS.id, LENT.id]) | {"filters": filters})
    immich.library = shelves(albums=(HOLIDAYS, LENT), people=(ADA,))
    await steps.choose("change_source")
    await steps.fill()
    assert steps.errors["ids"].startswith("Something that was chosen before is gone")
    assert suggested(steps.result)["ids"] == [LENT.id]
    await steps.fill()
    assert set(steps.errors) == {"who", "left_out"}
    await steps.fill()
    await async_finish(hass, steps)
    assert change.presets[0]["source"]["ids"] == [LENT.id]
    assert change.presets[0]["filters"] == {
        "album_ids": [HOLIDAYS.id],
        "without_person_ids": [ADA.id],
    }


async def test_the_photo_to_start_from_is_offered(
    immich: SampleImmich, change: Change, hass: HomeAssistant
) -> None:
    immich.library = shelves()
    hill = asset_id(immich, "hill.jpg")
    steps = await change(preset("Hills", "similar", asset_id=hill))
    await steps.choose("change_source")
    await steps.fill()
    assert "hill.jpg (2024-06-01)" in steps.options("photo")
    assert suggested(steps.result) == {"photo": hill}
    await steps.fill()
    await steps.fill()
    await async_finish(hass, steps)
    assert change.presets[0]["source"]["asset_id"] == hill


async def test_the_photo_to_start_from_is_offered_once(
    immich: SampleImmich, change: Change
) -> None:
    immich.library = shelves()
    sea = asset_id(immich, "sea.jpg")
    # There is one favorite: it is on the frame, and the source of the others.
    steps = await change(
        preset("Mine", "favorites"), preset("Alike", "similar", asset_id=sea), active="Mine"
    )
    await steps.choose("change_source")
    await steps.fill(preset="1")
    await steps.fill()
    assert steps.options("photo") == ["sea.jpg (2024-06-01, Portugal)"]
    assert suggested(steps.result) == {"photo": sea}


async def test_a_photo_to_start_from_that_is_gone(immich: SampleImmich, change: Change) -> None:
    gone = "11111111-2222-4333-8444-555555555555"
    steps = await change(preset("Any", "library"), preset("Gone", "similar", asset_id=gone))
    await steps.choose("change_source")
    await steps.fill(preset="1")
    await steps.fill()
    assert steps.errors["base"] == "What was chosen is gone from Immich. Choose again."
    assert suggested(steps.result) == {}
    assert immich.requests.count(f"/api/assets/{gone}") > 0


async def test_all_that_was_chosen_is_gone(immich: SampleImmich, change: Change) -> None:
    steps = await change(preset("Trips", "albums", ids=[TRIPS.id]))
    immich.library = shelves(albums=(HOLIDAYS,))
    await steps.choose("change_source")
    await steps.fill()
    assert steps.errors["ids"] == "What was chosen is gone from Immich. Choose again."
    assert suggested(steps.result)["ids"] == []


async def test_what_goes_while_it_is_chosen(immich: SampleImmich, change: Change) -> None:
    steps = await change(preset("Trips", "albums", ids=[TRIPS.id]))
    await steps.choose("change_filters")
    immich.library = shelves(albums=(HOLIDAYS,))
    await steps.fill()
    assert steps.step == "preview_failed"
    assert "is gone from Immich. Choose again." in steps.text
    # Trying again is of no use.
    assert steps.menu == ["source", "filters", "save", "another"]
