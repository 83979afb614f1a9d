"""Settings of another version: earlier ones are brought up to date, later ones left alone."""

import logging
from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.immich_frame.const import (
    DOMAIN,
    ENTRY_MINOR_VERSION,
    ENTRY_VERSION,
    FRAME_VERSION,
    SUBENTRY_FRAME,
)
from custom_components.immich_frame.frame import Frame
from custom_components.immich_frame.issues import IssueKind
from custom_components.immich_frame.markdown import plain
from custom_components.immich_frame.options import FrameOptions
from custom_components.immich_frame.schedule import Schedule
from demo.immich.server import SampleImmich
from homeassistant.config_entries import (
    SOURCE_RECONFIGURE,
    ConfigEntryState,
    SubentryFlowContext,
)
from homeassistant.core import HomeAssistant
from homeassistant.helpers import issue_registry as ir
from homeassistant.setup import async_setup_component

from .conftest import (
    FRAME_ID,
    OTHER_FRAME_ID,
    SIZE,
    TRANSLATIONS,
    account,
    async_set_up,
    frame_subentry,
)

FIRST = (1, 1)
NOW = (ENTRY_VERSION, ENTRY_MINOR_VERSION)

BROKEN: dict[str, dict[str, Any]] = {
    "a query without words": {"query": " \t "},
    "a query too long": {"query": "x" * 100_000},
    "a nameless source": {"presets": [{"source": {}}]},
    "sources that are none": {"presets": ["sea"]},
    "an unknown kind": {"presets": [{"name": "sea", "source": {"kind": "weather"}}]},
    "a day that is none": {"presets": [{"name": "sea", "filters": {"taken_from": "once"}}]},
    "a width in words": {"width": "wide"},
    "no height": {"height": 0},
    "a fraction": {"width": 64.5},
    "more than there can be": {"width": 10**9},
    "hours in words": {"pool_hours": "three"},
    "endless hours": {"pool_hours": 10**12},
    "a slideshow that is none": {"slideshow": ["on"]},
    "an interval that is none": {"slideshow": {"interval_seconds": None}},
    "no slideshow": {"slideshow": None},
    "an interval in words": {"slideshow": {"interval_seconds": "5"}},
    "an interval of a truth": {"slideshow": {"interval_seconds": True}},
    "an endless interval": {"slideshow": {"interval_seconds": float("inf")}},
    "an interval of no number": {"slideshow": {"interval_seconds": float("nan")}},
    "a time that is none": {"slideshow": {"at": "dawn"}},
    "an empty time": {"slideshow": {"at": ""}},
    "a time in numbers": {"slideshow": {"at": 7}},
    "a time of a zone": {"slideshow": {"at": "07:00:00+01:00"}},
    "a slideshow switched in words": {"slideshow": {"on": "off"}},
    "a slideshow neither on nor off": {"slideshow": {"on": None}},
    "a slideshow switched in numbers": {"slideshow": {"on": 1}},
    "viewers that are none": {"slideshow": {"viewers": [1, None]}},
    "a viewer that is none": {"slideshow": {"viewers": ["person.ann", None]}},
    "a viewer alone": {"slideshow": {"viewers": "person.ann"}},
    "no viewers": {"slideshow": {"viewers": None}},
    "viewers by name": {"slideshow": {"viewers": {"person.ann": True}}},
    "ahead in words": {"prefetch": "yes"},
    "neither ahead nor not": {"prefetch": None},
    "a permission in words": {"allow_get": "no"},
    "a permission in numbers": {"allow_get": 0},
    "rendering that is none": {"rendering": 5},
    "a version in words": {"version": "new"},
}


def of_version(entry: MockConfigEntry, version: tuple[int, int]) -> MockConfigEntry:
    """Return the account as a version of the integration wrote it."""
    major, minor = version
    object.__setattr__(entry, "version", major)
    object.__setattr__(entry, "minor_version", minor)
    return entry


def version_of(entry: MockConfigEntry) -> tuple[int, int]:
    """Return the version of an account."""
    return entry.version, entry.minor_version


def data_of(entry: MockConfigEntry, frame_id: str = FRAME_ID) -> dict[str, Any]:
    """Return what is stored of a frame."""
    return dict(entry.subentries[frame_id].data)


def message(entry: MockConfigEntry) -> str:
    """Return what people are told about an account that does not run."""
    key = entry.error_reason_translation_key
    assert key is not None
    words: str = TRANSLATIONS["exceptions"][key]["message"]
    return words.format(**entry.error_reason_translation_placeholders or {})


def issues(hass: HomeAssistant) -> list[dict[str, str]]:
    """Return what is said in the issue about newer accounts, if there is one."""
    issue = ir.async_get(hass).async_get_issue(DOMAIN, IssueKind.NEWER_VERSION)
    if issue is None:
        return []
    words = TRANSLATIONS["issues"][issue.translation_key]
    placeholders = issue.translation_placeholders or {}
    return [{name: text.format(**placeholders) for name, text in words.items()}]


async def async_refused(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    """Set an account up, in vain."""
    entry.add_to_hass(hass)
    assert await async_setup_component(hass, "homeassistant", {})
    assert not await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()


def errors_in(caplog: pytest.LogCaptureFixture) -> list[str]:
    """Return the lines of errors in the log."""
    return [one.getMessage() for one in caplog.records if one.levelno >= logging.ERROR]


def test_new_accounts_have_this_version() -> None:
    assert FrameOptions.of({}).as_data()["version"] == FRAME_VERSION


async def test_a_frame_of_the_first_version_is_written_in_full(
    hass: HomeAssistant, immich: SampleImmich, caplog: pytest.LogCaptureFixture
) -> None:
    first = {"query": "teal", "width": SIZE[0], "height": SIZE[1], "pool_hours": 5}
    subentry = frame_subentry()
    object.__setattr__(subentry, "data", first)
    entry = of_version(account(immich, subentry), FIRST)
    frame = await async_set_up(hass, entry)
    assert version_of(entry) == NOW
    assert data_of(entry) == FrameOptions.of(first).as_data()
    assert (data_of(entry)["version"], data_of(entry)["pool_hours"]) == (FRAME_VERSION, 5)
    # It was changed by automations, and goes on to be.
    assert frame.options.schedule == Schedule(is_on=False)
    assert (frame.options.prefetch, frame.options.allow_get) == (True, True)
    assert frame.shown is not None
    assert errors_in(caplog) == []


async def test_all_frames_are_brought_up_to_date(hass: HomeAssistant, immich: SampleImmich) -> None:
    other = frame_subentry(OTHER_FRAME_ID, "Kitchen", query="navy")
    entry = of_version(account(immich, frame_subentry(), other), FIRST)
    await async_set_up(hass, entry)
    for frame_id in (FRAME_ID, OTHER_FRAME_ID):
        assert data_of(entry, frame_id)["version"] == FRAME_VERSION
    assert data_of(entry, OTHER_FRAME_ID)["active"] == "navy"


async def test_a_frame_of_this_version_is_left_as_it_is(
    hass: HomeAssistant, immich: SampleImmich
) -> None:
    entry = account(immich, frame_subentry())
    before = data_of(entry)
    await async_set_up(hass, entry)
    assert data_of(entry) == before


async def test_a_later_minor_version_runs(hass: HomeAssistant, immich: SampleImmich) -> None:
    later = (ENTRY_VERSION, ENTRY_MINOR_VERSION + 7)
    subentry = frame_subentry(version=FRAME_VERSION, mood="good")
    entry = of_version(account(immich, subentry), later)
    before = data_of(entry)
    frame = await async_set_up(hass, entry)
    assert frame.shown is not None
    assert version_of(entry) == later
    assert data_of(entry) == before


async def test_a_later_major_version_is_refused(
    hass: HomeAssistant, immich: SampleImmich, caplog: pytest.LogCaptureFixture
) -> None:
    later = (ENTRY_VERSION + 1, 1)
    entry = of_version(account(immich, frame_subentry()), later)
    before = data_of(entry)
    await async_refused(hass, entry)
    assert entry.state is ConfigEntryState.MIGRATION_ERROR
    assert (version_of(entry), data_of(entry)) == (later, before)
    assert ["higher than the current version" in line for line in errors_in(caplog)] == [True]
    [said] = issues(hass)
    assert plain(entry.title) in said["description"]
    assert "Update the integration" in said["description"]


async def test_others_run_beside_an_account_that_is_too_new(
    hass: HomeAssistant, immich: SampleImmich
) -> None:
    newer = of_version(account(immich, frame_subentry(OTHER_FRAME_ID)), (ENTRY_VERSION + 1, 1))
    await async_refused(hass, newer)
    entry = account(immich, frame_subentry())
    assert (await async_set_up(hass, entry)).shown is not None
    assert len(issues(hass)) == 1
    await hass.config_entries.async_remove(newer.entry_id)
    assert issues(hass) == []


async def test_a_frame_of_a_later_version_is_named_and_left_alone(
    hass: HomeAssistant, immich: SampleImmich
) -> None:
    kitchen = frame_subentry(OTHER_FRAME_ID, "Kitchen", version=FRAME_VERSION + 1, query=["?"])
    entry = of_version(account(immich, frame_subentry(), kitchen), FIRST)
    before = data_of(entry, OTHER_FRAME_ID)
    await async_refused(hass, entry)
    assert entry.state is ConfigEntryState.SETUP_ERROR
    assert entry.error_reason_translation_key == "newer_version"
    assert message(entry).startswith("The frame Kitchen was set up by a newer version")
    assert "Update the integration" in message(entry)
    assert data_of(entry, OTHER_FRAME_ID) == before
    assert immich.requests.count() == 0


@pytest.mark.parametrize("version", [FIRST, NOW])
@pytest.mark.parametrize("data", BROKEN.values(), ids=BROKEN)
async def test_a_frame_that_cannot_be_read_is_named_and_left_alone(
    hass: HomeAssistant,
    immich: SampleImmich,
    data: dict[str, Any],
    version: tuple[int, int],
) -> None:
    kitchen = frame_subentry(OTHER_FRAME_ID, "Kitchen", **data)
    entry = of_version(account(immich, frame_subentry(), kitchen), version)
    before = data_of(entry, OTHER_FRAME_ID)
    await async_refused(hass, entry)
    assert entry.state is ConfigEntryState.SETUP_ERROR
    assert entry.error_reason_translation_key == "settings_unreadable"
    assert message(entry).startswith("The settings of the frame Kitchen cannot be read")
    assert data_of(entry, OTHER_FRAME_ID) == before
    assert version_of(entry) == NOW


async def test_it_can_be_removed_and_the_others_run_again(
    hass: HomeAssistant, immich: SampleImmich
) -> None:
    kitchen = frame_subentry(OTHER_FRAME_ID, "Kitchen", query=" ")
    entry = account(immich, frame_subentry(), kitchen)
    await async_refused(hass, entry)
    flows = hass.config_entries.subentries
    handler = (entry.entry_id, SUBENTRY_FRAME)
    context: SubentryFlowContext = {
        "source": SOURCE_RECONFIGURE,
        "subentry_id": OTHER_FRAME_ID,
    }
    assert (await flows.async_init(handler, context=context))["reason"] == "entry_not_loaded"
    hass.config_entries.async_remove_subentry(entry, OTHER_FRAME_ID)
    assert await hass.config_entries.async_reload(entry.entry_id)
    frame: Frame = entry.runtime_data.frames[FRAME_ID]
    await frame.async_new_image()
    assert frame.shown is not None


async def test_a_setup_that_fails_keeps_the_photos(
    hass: HomeAssistant, entry: MockConfigEntry, frame: Frame
) -> None:
    assert frame.shown is not None
    file = frame.store.directory / "shown.json"
    assert await hass.config_entries.async_unload(entry.entry_id)
    subentry = entry.subentries[FRAME_ID]
    good = dict(subentry.data)
    hass.config_entries.async_update_subentry(entry, subentry, data=good | {"version": 99})
    assert not await hass.config_entries.async_setup(entry.entry_id)
    assert file.exists()
    hass.config_entries.async_update_subentry(entry, subentry, data=good)
    assert await hass.config_entries.async_reload(entry.entry_id)
    again: Frame = entry.runtime_data.frames[FRAME_ID]
    assert again.shown is not None
    assert again.shown.asset_id == frame.shown.asset_id
