"""A frame's flow when Immich refuses, is away, or has nothing to show."""

from collections.abc import Awaitable, Callable

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.immich_frame import preview_form
from custom_components.immich_frame.immich.permissions import REQUIRED
from demo.immich import faults
from demo.immich.server import SampleImmich
from demo.library.library import Library
from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType

from .conftest import FRAME_ID, account, async_set_up, frame_subentry, suggested
from .frame_steps import ADA, HOLIDAYS, LENT, Steps, added, async_steps, shelves

type Limit = Callable[..., Awaitable[Steps]]


@pytest.fixture
async def steps(hass: HomeAssistant, immich: SampleImmich, entry: MockConfigEntry) -> Steps:
    """Begin to add a second frame."""
    return await (await async_steps(hass, immich, entry)).add()


@pytest.fixture
def limit(hass: HomeAssistant, immich: SampleImmich) -> Limit:
    """Return what begins a flow with a key that may do no more than a frame needs, and this."""

    async def begin(*permissions: str, **data: object) -> Steps:
        key = immich.add_key([*REQUIRED, *permissions])
        entry = account(immich, frame_subentry(**data), api_key=key)  # type: ignore[arg-type]
        return await async_steps(hass, immich, entry)

    return begin


@pytest.mark.parametrize(
    ("kind", "permission"),
    [("albums", "album.read"), ("people", "person.read"), ("tags", "tag.read")],
)
async def test_a_missing_permission_is_named_and_something_else_can_be_chosen(
    limit: Limit, kind: str, permission: str
) -> None:
    steps = await (await limit()).add()
    await steps.fill(name="Kitchen", kind=kind)
    assert steps.step == "user"
    assert f"lacks a permission: {permission}." in steps.errors["kind"]
    assert suggested(steps.result)["name"] == "Kitchen"
    assert (await steps.fill(kind="library")).step == "filters"


async def test_filters_that_need_a_permission_are_not_offered(limit: Limit) -> None:
    steps = await (await limit("tag.read")).add()
    await steps.fill()
    assert steps.step == "filters"
    assert steps.fields("left_out")[0] == "without_tag_ids"
    assert steps.fields("who") == ["tag_ids", "countries", "favorites_only", "min_rating"]
    assert steps.text.endswith("more to choose from: album.read, person.read.")


async def test_filters_that_cannot_be_offered_stay(hass: HomeAssistant, limit: Limit) -> None:
    filters = {"album_ids": [HOLIDAYS.id], "without_person_ids": [ADA.id], "min_rating": 3}
    preset = {"name": "All", "source": {}, "filters": filters}
    steps = await (await limit("tag.read", presets=[preset])).change()
    await steps.choose("change_filters")
    await steps.fill(who={"min_rating": 5})
    await steps.choose("save")
    await hass.async_block_till_done()
    (entry,) = hass.config_entries.async_entries("immich_frame")
    changed = entry.subentries[FRAME_ID].data["presets"][0]["filters"]
    assert changed == filters | {"min_rating": 5}


async def test_people_are_not_counted_without_the_permission(limit: Limit) -> None:
    steps = await (await limit("person.read")).add()
    await steps.fill(kind="people")
    assert steps.options("ids") == ["Ada", "Ben"]


async def test_photos_are_not_counted_without_the_permission(limit: Limit) -> None:
    steps = await (await limit()).add()
    await steps.fill()
    assert (await steps.fill()).step == "preview_some"
    assert "There are photos" in steps.text


async def test_stacks_need_a_permission_that_the_preview_names(limit: Limit) -> None:
    steps = await (await limit()).add()
    await steps.fill()
    await steps.fill(look={"stacks_as_one": True})
    assert steps.step == "preview_failed"
    assert "stack.read" in steps.text


@pytest.mark.parametrize(
    ("kind", "path"),
    [("albums", "/api/albums"), ("people", "/api/people"), ("tags", "/api/tags")],
)
async def test_immich_fails_and_works_again(
    immich: SampleImmich, steps: Steps, kind: str, path: str
) -> None:
    immich.faults.add(path, faults.status(500))
    await steps.fill(kind=kind)
    assert steps.step == "user"
    assert "answered with an error" in steps.errors["kind"]
    assert (await steps.fill(kind=kind)).step == kind


async def test_a_refused_key(immich: SampleImmich, steps: Steps) -> None:
    immich.revoke_key(immich.api_key)
    await steps.fill(kind="albums")
    assert "refuses the API key" in steps.errors["kind"]


async def test_immich_is_away(
    hass: HomeAssistant, immich: SampleImmich, entry: MockConfigEntry, steps: Steps
) -> None:
    await immich.stop()
    await steps.fill(kind="albums")
    assert "cannot be reached" in steps.errors["kind"]
    assert (await steps.fill(kind="library")).step == "filters"
    assert "Not everything can be chosen now. No server answers" in steps.text
    assert steps.fields("who") == ["favorites_only", "min_rating"]
    assert (await steps.fill()).step == "preview_failed"
    assert "Immich cannot be reached" in steps.text
    assert steps.menu == ["preview", "filters", "source", "save", "another"]
    await immich.start()
    assert (await steps.choose("preview")).step == "preview"
    await steps.choose("save")
    assert added(entry).title == "Photo frame 2"
    await hass.async_block_till_done()


@pytest.mark.parametrize("kind", ["albums", "people", "tags"])
async def test_nothing_to_pick_from(immich: SampleImmich, steps: Steps, kind: str) -> None:
    immich.library = Library.of([])
    await steps.fill(kind=kind)
    assert steps.errors == {"kind": "Immich has nothing of this kind to choose from."}
    await steps.fill(kind="favorites")
    assert steps.fields("who") == ["favorites_only", "min_rating"]


async def test_a_search_for_a_photo_that_fails_or_finds_nothing(
    immich: SampleImmich, steps: Steps
) -> None:
    await steps.fill(kind="similar")
    immich.faults.add("/api/search/smart", faults.status(400, "Smart search is not enabled"))
    await steps.fill(text="hill")
    assert (steps.step, "not available" in steps.errors["text"]) == ("similar", True)
    immich.library = Library.of([])
    assert (await steps.fill(text="hill")).errors == {"text": "Nothing was found. Try other words."}
    immich.library = shelves()
    assert (await steps.fill(text="hill")).step == "similar_photo"


async def test_no_photo_was_shown_lately(
    hass: HomeAssistant, immich: SampleImmich, entry: MockConfigEntry
) -> None:
    immich.library = Library.of([])
    await async_set_up(hass, entry)
    steps = await Steps(hass, entry).add()
    await steps.fill(kind="similar")
    assert steps.fields() == ["text"]


async def test_smart_search_is_off(immich: SampleImmich, steps: Steps) -> None:
    await steps.fill(kind="smart")
    await steps.fill(text="hill")
    off = faults.status(400, "Smart search is not enabled")
    immich.faults.add("/api/search/smart", off, times=None)
    await steps.fill()
    assert steps.step == "preview_failed"
    assert "Smart search is not available" in steps.text
    assert "machine learning" in steps.text


async def test_an_empty_source(immich: SampleImmich, steps: Steps) -> None:
    immich.library = Library.of([])
    await steps.fill()
    await steps.fill()
    assert steps.step == "preview_nothing"
    assert "there is no photo to show" in steps.text
    assert steps.menu == ["source", "filters", "save", "another"]


async def test_filters_that_leave_nothing_are_named(steps: Steps) -> None:
    await steps.fill(kind="albums")
    await steps.fill(ids=[LENT.id])
    await steps.fill(who={"favorites_only": True}, when={"taken_from": "2020-01-01"})
    assert steps.step == "preview_emptied"
    assert steps.text.startswith("No photo passes the filters.")
    assert "let photos pass:\n\n- Favorites only\n\n" in steps.text
    assert steps.menu == ["filters", "source", "save", "another"]
    await steps.choose("filters")
    assert suggested(steps.result)["who"] == {"favorites_only": True}


async def test_looking_takes_too_long(
    immich: SampleImmich, steps: Steps, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(preview_form, "PREVIEW_SECONDS", 0.05)
    await steps.fill()
    immich.faults.add("/api/search/*", faults.hang(), times=None)
    await steps.fill()
    assert steps.step == "preview_failed"
    assert "did not answer in time" in steps.text


async def test_an_old_server_knows_no_photos_like_another(
    hass: HomeAssistant,
    socket_enabled: None,  # noqa: ARG001 it opens the way
) -> None:
    async with SampleImmich(shelves(), version="1.140.0") as old:
        entry = account(old, frame_subentry())
        steps = await (await async_steps(hass, old, entry)).add()
        await steps.fill(kind="similar")
        assert "1.141" in steps.errors["kind"]
        assert (await steps.fill(kind="smart")).step == "smart"
        await hass.config_entries.async_unload(entry.entry_id)


async def test_an_account_that_does_not_run_takes_no_frames(
    hass: HomeAssistant, immich: SampleImmich, entry: MockConfigEntry
) -> None:
    for begin in (Steps(hass, entry).add, Steps(hass, entry).change):
        steps = await begin()
        assert "is not running" in steps.errors["abort"]
    assert immich.requests.count() == 0


@pytest.mark.parametrize("kind", ["albums", "library"])
async def test_an_account_that_stops_meanwhile(
    hass: HomeAssistant, entry: MockConfigEntry, steps: Steps, kind: str
) -> None:
    await hass.config_entries.async_unload(entry.entry_id)
    assert entry.state is ConfigEntryState.NOT_LOADED
    await steps.fill(kind=kind)
    assert steps.step == FlowResultType.ABORT
    assert "is not running" in steps.errors["abort"]
