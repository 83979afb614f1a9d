"""The repair of a frame whose source is gone from Immich."""

from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.immich_frame.const import DOMAIN
from custom_components.immich_frame.frame import Frame
from custom_components.immich_frame.issues import (
    DATA_ENTRY,
    DATA_FRAME,
    DATA_PRESET,
    IssueKind,
    async_raise_issue,
)
from custom_components.immich_frame.repairs import SourceGoneFlow, async_create_fix_flow
from demo.immich import faults
from demo.immich.server import SampleImmich
from demo.library.library import Library
from homeassistant.components.repairs import RepairsFlowResult
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import AbortFlow, FlowResultType
from homeassistant.helpers import issue_registry as ir
from homeassistant.setup import async_setup_component

from .conftest import (
    FRAME_ID,
    TRANSLATIONS,
    account,
    asset_id,
    async_set_up,
    frame_subentry,
    said,
    suggested,
)
from .frame_steps import ADA, BEN, HOLIDAYS, LENT, TRIPS, shelves

ISSUE = f"source_gone_{FRAME_ID}"
WORDS = ("issues", "source_gone", "fix_flow")
DONE = FlowResultType.CREATE_ENTRY
TRIP = {"name": "Trip", "source": {"kind": "albums", "ids": [TRIPS.id]}}


class Repair:
    """An account with a frame of these presets, and the repair of one of them."""

    def __init__(self, hass: HomeAssistant, immich: SampleImmich) -> None:
        self._hass = hass
        self._immich = immich
        self.entry: MockConfigEntry
        self.result: RepairsFlowResult

    async def set_up(self, *presets: dict[str, Any]) -> None:
        self._immich.library = shelves()
        data: dict[str, Any] = {"presets": list(presets)}
        self.entry = account(self._immich, frame_subentry(**data))
        await async_set_up(self._hass, self.entry)
        assert await async_setup_component(self._hass, "repairs", {})

    async def begin(self, preset: str = "Trip") -> RepairsFlowResult:
        async_raise_issue(
            self._hass,
            IssueKind.SOURCE_GONE,
            {"frame": "Photo frame", "preset": preset},
            FRAME_ID,
            {DATA_ENTRY: self.entry.entry_id, DATA_FRAME: FRAME_ID, DATA_PRESET: preset},
        )
        return await self.again()

    async def again(self) -> RepairsFlowResult:
        self.result = await self._manager.async_init(DOMAIN, data={"issue_id": ISSUE})
        return self._read()

    async def fill(self, **fields: object) -> RepairsFlowResult:
        self.result = await self._manager.async_configure(self.result["flow_id"], fields)
        return self._read()

    @property
    def presets(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.entry.subentries[FRAME_ID].data["presets"]
        return found

    @property
    def issue(self) -> ir.IssueEntry | None:
        return ir.async_get(self._hass).async_get_issue(DOMAIN, ISSUE)

    @property
    def errors(self) -> dict[str, str]:
        return said(self.result, *WORDS)

    @property
    def _manager(self) -> Any:  # noqa: ANN401 it has no type of its own in hass.data
        return self._hass.data["repairs"]["flow_manager"]

    def _read(self) -> RepairsFlowResult:
        if self.result["type"] is not DONE:
            said(self.result, *WORDS)
        return self.result


@pytest.fixture
def repair(hass: HomeAssistant, immich: SampleImmich) -> Repair:
    """Return who repairs."""
    return Repair(hass, immich)


async def test_the_issue_says_which_frame_and_which_source(repair: Repair) -> None:
    await repair.set_up(TRIP)
    await repair.begin()
    issue = repair.issue
    assert issue is not None
    assert (issue.is_fixable, issue.severity) == (True, ir.IssueSeverity.WARNING)
    assert issue.translation_key is not None
    words = TRANSLATIONS["issues"][issue.translation_key]
    assert words["title"].format(**issue.translation_placeholders or {}).count("Photo frame") == 1


async def test_another_album_is_picked(
    hass: HomeAssistant, immich: SampleImmich, repair: Repair
) -> None:
    await repair.set_up({"name": "Any", "source": {}}, TRIP)
    immich.library = shelves(albums=(HOLIDAYS, LENT))
    assert (await repair.begin())["step_id"] == "albums"
    assert repair.errors["ids"] == "What was chosen is gone from Immich. Choose again."
    assert suggested(repair.result)["ids"] == []
    await repair.fill(ids=[])
    assert repair.errors == {"ids": "Choose at least one."}
    assert (await repair.fill(ids=[LENT.id]))["type"] is DONE
    await hass.async_block_till_done()
    assert repair.issue is None
    assert [one["name"] for one in repair.presets] == ["Any", "Trip"]
    assert repair.presets[1]["source"] == {"kind": "albums", "ids": [LENT.id]}
    frame: Frame = repair.entry.runtime_data.frames[FRAME_ID]
    assert frame.options.presets[1].source.ids == (LENT.id,)


async def test_other_people_are_picked(immich: SampleImmich, repair: Repair) -> None:
    source = {"kind": "people", "ids": [ADA.id, BEN.id], "match_all": True}
    await repair.set_up({"name": "Us", "source": source})
    immich.library = shelves(people=(ADA,))
    assert (await repair.begin("Us"))["step_id"] == "people"
    assert suggested(repair.result) == {"ids": [ADA.id], "match_all": True}
    assert "left out here" in repair.errors["ids"]
    assert (await repair.fill(ids=[ADA.id], match_all=False))["type"] is DONE
    assert repair.presets[0]["source"] == {"kind": "people", "ids": [ADA.id]}


async def test_another_tag_is_picked(immich: SampleImmich, repair: Repair) -> None:
    gone = "11111111-2222-4333-8444-555555555555"
    await repair.set_up({"name": "Wild", "source": {"kind": "tags", "ids": [gone]}})
    assert (await repair.begin("Wild"))["step_id"] == "tags"
    tag = next(iter(immich.library.tags.values()))
    assert (await repair.fill(ids=[tag.id]))["type"] is DONE
    assert repair.presets[0]["source"]["ids"] == [tag.id]


async def test_another_photo_to_start_from_is_searched_for(
    immich: SampleImmich, repair: Repair
) -> None:
    gone = "11111111-2222-4333-8444-555555555555"
    source = {"kind": "similar", "asset_id": gone}
    await repair.set_up({"name": "Any", "source": {}}, {"name": "Alike", "source": source})
    assert (await repair.begin("Alike"))["step_id"] == "similar"
    assert (await repair.fill(text="hill"))["step_id"] == "similar_photo"
    hill = asset_id(immich, "hill.jpg")
    assert (await repair.fill(photo=hill))["type"] is DONE
    assert repair.presets[1]["source"] == {"kind": "similar", "asset_id": hill}


async def test_filters_forget_what_is_gone(
    hass: HomeAssistant, immich: SampleImmich, repair: Repair
) -> None:
    filters = {
        "without_album_ids": [TRIPS.id, LENT.id],
        "person_ids": [BEN.id],
        "min_rating": 1,
    }
    await repair.set_up({"name": "Any", "source": {}, "filters": filters})
    immich.library = shelves(albums=(HOLIDAYS, LENT), people=(ADA,))
    assert (await repair.begin("Any"))["step_id"] == "filters_gone"
    assert repair.result["description_placeholders"] == {
        "frame": "Photo frame",
        "preset": "Any",
        "filters": "Only these people, Without these albums",
    }
    assert (await repair.fill())["type"] is DONE
    await hass.async_block_till_done()
    assert repair.presets[0]["filters"] == {"without_album_ids": [LENT.id], "min_rating": 1}


async def test_source_and_filters_are_repaired_together(
    immich: SampleImmich, repair: Repair
) -> None:
    await repair.set_up(TRIP | {"filters": {"without_person_ids": [BEN.id]}})
    immich.library = shelves(albums=(HOLIDAYS,), people=(ADA,))
    assert (await repair.begin())["step_id"] == "albums"
    assert (await repair.fill(ids=[HOLIDAYS.id]))["step_id"] == "filters_gone"
    assert (await repair.fill())["type"] is DONE
    assert repair.presets[0]["source"]["ids"] == [HOLIDAYS.id]
    assert repair.presets[0]["filters"] == {}


async def test_only_the_filters_miss_something(immich: SampleImmich, repair: Repair) -> None:
    await repair.set_up(TRIP | {"filters": {"without_person_ids": [BEN.id]}})
    immich.library = shelves(people=(ADA,))
    assert (await repair.begin())["step_id"] == "filters_gone"
    assert (await repair.fill())["type"] is DONE
    assert repair.presets[0]["source"] == TRIP["source"]


async def test_what_came_back_is_offered_as_it_is(repair: Repair) -> None:
    await repair.set_up(TRIP)
    assert (await repair.begin())["step_id"] == "albums"
    assert suggested(repair.result)["ids"] == [TRIPS.id]
    assert repair.errors == {}


async def test_a_source_that_names_nothing_needs_nothing(repair: Repair) -> None:
    await repair.set_up({"name": "New", "source": {"kind": "recent", "days": 3}})
    assert (await repair.begin("New"))["type"] is DONE
    assert repair.issue is None


async def test_immich_refuses(immich: SampleImmich, repair: Repair) -> None:
    await repair.set_up(TRIP)
    immich.faults.add("/api/albums", faults.status(500, "Oh"), times=2)
    assert (await repair.begin())["type"] is FlowResultType.ABORT
    assert "answered with an error" in repair.errors["abort"]
    assert repair.issue is not None
    assert (await repair.again())["step_id"] == "albums"


async def test_there_is_nothing_to_pick_from(immich: SampleImmich, repair: Repair) -> None:
    await repair.set_up(TRIP)
    immich.library = Library.of([])
    await repair.begin()
    assert "nothing of this kind" in repair.errors["abort"]


async def test_the_account_does_not_run(hass: HomeAssistant, repair: Repair) -> None:
    await repair.set_up(TRIP)
    await hass.config_entries.async_unload(repair.entry.entry_id)
    await repair.begin()
    assert "is not running" in repair.errors["abort"]
    assert repair.issue is not None


@pytest.mark.parametrize("gone", ["account", "frame", "preset"])
async def test_there_is_nothing_left_to_repair(
    hass: HomeAssistant, repair: Repair, gone: str
) -> None:
    await repair.set_up(TRIP)
    if gone == "account":
        await hass.config_entries.async_remove(repair.entry.entry_id)
    elif gone == "frame":
        hass.config_entries.async_remove_subentry(repair.entry, FRAME_ID)
        await hass.async_block_till_done()
    await repair.begin("Another" if gone == "preset" else "Trip")
    assert "nothing left to repair" in repair.errors["abort"]
    assert repair.issue is None


async def test_an_issue_without_data_is_about_nothing(hass: HomeAssistant) -> None:
    flow = await async_create_fix_flow(hass, ISSUE, None)
    flow.hass = hass
    assert isinstance(flow, SourceGoneFlow)
    with pytest.raises(AbortFlow, match="nothing_to_repair"):
        await flow.async_step_init()


async def test_a_browser_that_is_reloaded_comes_back_to_the_step(
    immich: SampleImmich, repair: Repair
) -> None:
    await repair.set_up(TRIP | {"filters": {"without_person_ids": [BEN.id]}})
    immich.library = shelves(albums=(HOLIDAYS,), people=(ADA,))
    flow_id = (await repair.begin())["flow_id"]
    manager = repair._manager
    assert (await manager.async_configure(flow_id))["step_id"] == "albums"
    await repair.fill(ids=[HOLIDAYS.id])
    assert (await manager.async_configure(flow_id))["step_id"] == "filters_gone"
