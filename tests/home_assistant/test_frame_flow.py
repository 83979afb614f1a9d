"""Adding and changing a frame."""

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.immich_frame.const import SUBENTRY_FRAME
from custom_components.immich_frame.frame import Frame
from demo.immich.server import SampleImmich
from homeassistant.config_entries import SOURCE_USER, SubentryFlowResult
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType, InvalidData

from .conftest import FRAME_ID, SIZE, said, suggested, until

WORDS = ("config_subentries", SUBENTRY_FRAME)
KITCHEN: dict[str, str | float | None] = {
    "name": "Kitchen",
    "query": "olive",
    "width": 64.0,
    "height": 48.0,
    "pool_hours": 1.0,
}


async def submit(
    hass: HomeAssistant, flow_id: str, **form: str | float | None
) -> SubentryFlowResult:
    given = {field: value for field, value in form.items() if value is not None}
    return await hass.config_entries.subentries.async_configure(flow_id, given)


async def begin(hass: HomeAssistant, entry: MockConfigEntry) -> SubentryFlowResult:
    return await hass.config_entries.subentries.async_init(
        (entry.entry_id, SUBENTRY_FRAME), context={"source": SOURCE_USER}
    )


@pytest.fixture
async def add(hass: HomeAssistant, entry: MockConfigEntry, frame: Frame) -> str:
    """Begin to add a second frame."""
    assert frame.shown is not None
    result = await begin(hass, entry)
    assert (result["type"], result["step_id"]) == (FlowResultType.FORM, "user")
    assert said(result, *WORDS) == {}
    return str(result["flow_id"])


@pytest.fixture
async def change(hass: HomeAssistant, entry: MockConfigEntry, frame: Frame) -> str:
    """Begin to change the frame."""
    assert frame.shown is not None
    result = await entry.start_subentry_reconfigure_flow(hass, FRAME_ID)
    assert (result["type"], result["step_id"]) == (FlowResultType.FORM, "reconfigure")
    assert said(result, *WORDS) == {}
    width, height = SIZE
    assert suggested(result) == {
        "name": "Photo frame",
        "query": None,
        "width": width,
        "height": height,
        "pool_hours": 3,
    }
    return str(result["flow_id"])


async def test_a_frame_is_added_and_shows_a_photo(
    hass: HomeAssistant, entry: MockConfigEntry, add: str
) -> None:
    result = await submit(hass, add, **KITCHEN)
    assert result["type"] is FlowResultType.CREATE_ENTRY
    await hass.async_block_till_done()
    added = entry.subentries[next(one for one in entry.subentries if one != FRAME_ID)]
    assert added.title == "Kitchen"
    assert added.data == {"query": "olive", "width": 64, "height": 48, "pool_hours": 1}
    assert {type(value) for value in added.data.values()} == {str, int}
    frame: Frame = entry.runtime_data.frames[added.subentry_id]
    await until(lambda: frame.shown)
    assert hass.states.get("camera.kitchen") is not None


async def test_a_frame_may_show_any_photo(
    hass: HomeAssistant, entry: MockConfigEntry, add: str
) -> None:
    result = await submit(hass, add, **KITCHEN | {"query": None, "name": "  "})
    assert result["type"] is FlowResultType.CREATE_ENTRY
    await hass.async_block_till_done()
    added = entry.subentries[next(one for one in entry.subentries if one != FRAME_ID)]
    assert (added.title, added.data["query"]) == ("Photo frame", None)


@pytest.mark.parametrize(
    ("query", "key", "words"),
    [(" ", "query_empty", "no words"), ("x" * 100_000, "query_invalid", "too long")],
    ids=["blank", "100 kB"],
)
async def test_a_query_that_cannot_be_searched_for(
    hass: HomeAssistant, add: str, query: str, key: str, words: str
) -> None:
    result = await submit(hass, add, **KITCHEN | {"query": query})
    assert result["errors"] == {"query": key}
    assert words in said(result, *WORDS)["query"]
    result = await submit(hass, add, **KITCHEN)
    assert result["type"] is FlowResultType.CREATE_ENTRY
    await hass.async_block_till_done()


@pytest.mark.parametrize(
    "wrong",
    [
        {"width": 15},
        {"width": 7681},
        {"height": 15},
        {"height": "tall"},
        {"pool_hours": 0},
        {"pool_hours": 169},
    ],
)
async def test_numbers_have_bounds(
    hass: HomeAssistant, add: str, wrong: dict[str, str | float]
) -> None:
    with pytest.raises(InvalidData):
        await submit(hass, add, **KITCHEN | wrong)


async def test_a_frame_is_changed_while_it_runs(
    hass: HomeAssistant, entry: MockConfigEntry, frame: Frame, change: str
) -> None:
    form = KITCHEN | {"name": "Photo frame"}
    result = await submit(hass, change, **form)
    assert said(result, *WORDS) == {"abort": "Reconfiguration was successful"}
    await hass.async_block_till_done()
    assert entry.subentries[FRAME_ID].data == {
        "query": "olive",
        "width": 64,
        "height": 48,
        "pool_hours": 1,
    }
    assert entry.runtime_data.frames[FRAME_ID] is frame
    assert (frame.options.size.width, frame.options.photos.text) == (64, "olive")


async def test_a_change_that_cannot_be_searched_for(
    hass: HomeAssistant, entry: MockConfigEntry, change: str
) -> None:
    result = await submit(hass, change, **KITCHEN | {"query": " "})
    assert result["step_id"] == "reconfigure"
    assert said(result, *WORDS) == {"query": "The query has no words in it."}
    assert entry.subentries[FRAME_ID].data["query"] is None
    result = await submit(hass, change, **KITCHEN)
    assert result["reason"] == "reconfigure_successful"
    await hass.async_block_till_done()
    assert entry.subentries[FRAME_ID].title == "Kitchen"


async def test_an_account_that_does_not_run_takes_no_frames(
    hass: HomeAssistant, entry: MockConfigEntry, immich: SampleImmich
) -> None:
    for result in (
        await begin(hass, entry),
        await entry.start_subentry_reconfigure_flow(hass, FRAME_ID),
    ):
        assert "is not running" in said(result, *WORDS)["abort"]
    assert immich.requests.count() == 0
