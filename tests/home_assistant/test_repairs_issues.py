"""What people are asked to repair, and that it goes away by itself once it is well."""

from datetime import timedelta
from functools import partial
import re

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.immich_frame.const import DOMAIN
from custom_components.immich_frame.errors import NoUsablePhotoError
from custom_components.immich_frame.frame import Frame
from custom_components.immich_frame.immich.errors import MissingPermissionError, UnreachableError
from custom_components.immich_frame.issues import (
    IssueKind,
    async_clear_issues,
    async_raise_issue,
)
from demo.immich import faults
from demo.immich.faults import Fault
from demo.immich.server import SampleImmich
from homeassistant.config_entries import SOURCE_REAUTH, ConfigEntryDisabler
from homeassistant.core import DOMAIN as HOMEASSISTANT_DOMAIN, HomeAssistant
from homeassistant.helpers import issue_registry as ir

from .conftest import (
    FRAME_ID,
    OTHER_FRAME_ID,
    SEARCH,
    TRANSLATIONS,
    account,
    async_set_up,
    frame_subentry,
    until,
)

SMART = "/api/search/smart"
OFF = faults.status(400, "Smart search is not enabled")
DAY = timedelta(hours=24)
IN_TITLE = "_in_title"


def lacking(permission: str) -> Fault:
    return faults.status(403, f"Missing required permission: {permission}")


def issue(
    hass: HomeAssistant, kind: IssueKind, frame_id: str | None = FRAME_ID
) -> ir.IssueEntry | None:
    """Return an issue, and make sure that it can be said."""
    issue_id = f"{kind}_{frame_id}" if frame_id else str(kind)
    found = ir.async_get(hass).async_get_issue(DOMAIN, issue_id)
    if found is not None:
        assert found.translation_key == kind
        assert found.is_persistent is False
        words = TRANSLATIONS["issues"][kind]
        placeholders = found.translation_placeholders or {}
        assert words["title"].format(**placeholders)
        assert found.is_fixable or words["description"].format(**placeholders)
    return found


def placeholders(found: ir.IssueEntry | None) -> dict[str, str]:
    """Return what an issue says in its description, as people read it."""
    assert found is not None
    assert found.translation_placeholders is not None
    return {
        name: re.sub(r"\\(.)", r"\1", text)
        for name, text in found.translation_placeholders.items()
        if not name.endswith(IN_TITLE)
    }


async def test_a_permission_is_missing_for_the_pool(
    hass: HomeAssistant, frame: Frame, immich: SampleImmich
) -> None:
    immich.faults.add(SEARCH, lacking("asset.read"), times=None)
    await frame.coordinator.async_refresh()
    assert placeholders(issue(hass, IssueKind.PERMISSION_MISSING)) == {
        "account": "Ada @ 127.0.0.1",
        "frame": "Photo frame",
        "permissions": "asset.read",
    }

    immich.faults.clear()
    await frame.coordinator.async_refresh()
    assert issue(hass, IssueKind.PERMISSION_MISSING) is None


async def test_a_permission_is_missing_for_photos(
    hass: HomeAssistant, frame: Frame, immich: SampleImmich
) -> None:
    immich.faults.add("/api/assets/*", lacking("asset.view"), times=None)
    with pytest.raises(MissingPermissionError):
        await frame.async_new_image()
    assert placeholders(issue(hass, IssueKind.PERMISSION_MISSING))["permissions"] == "asset.view"

    # The pool is well, which says nothing about photos.
    await frame.coordinator.async_refresh()
    assert issue(hass, IssueKind.PERMISSION_MISSING) is not None

    immich.faults.clear()
    await frame.async_new_image()
    assert issue(hass, IssueKind.PERMISSION_MISSING) is None


async def test_two_permissions_are_one_issue(
    hass: HomeAssistant, frame: Frame, immich: SampleImmich
) -> None:
    immich.faults.add("/api/assets/*", lacking("asset.view"), times=None)
    immich.faults.add(SEARCH, lacking("asset.read"), times=None)
    with pytest.raises(MissingPermissionError):
        await frame.async_new_image()
    await frame.coordinator.async_refresh()
    said = placeholders(issue(hass, IssueKind.PERMISSION_MISSING))
    assert said["permissions"] == "asset.read, asset.view"


async def test_a_permission_is_missing_at_the_start(
    hass: HomeAssistant, immich: SampleImmich
) -> None:
    entry = account(immich, frame_subentry(), api_key=immich.add_key(["user.read"]))
    await async_set_up(hass, entry)
    said = placeholders(issue(hass, IssueKind.PERMISSION_MISSING))
    assert said["permissions"] == "asset.read"


async def test_an_outage_gives_no_permission(
    hass: HomeAssistant, frame: Frame, immich: SampleImmich
) -> None:
    immich.faults.add(SEARCH, lacking("asset.read"))
    await frame.coordinator.async_refresh()
    await immich.stop()
    await frame.coordinator.async_refresh()
    assert isinstance(frame.coordinator.problem, UnreachableError)
    assert issue(hass, IssueKind.PERMISSION_MISSING) is not None


async def test_another_error_is_none_of_permissions(
    hass: HomeAssistant, frame: Frame, immich: SampleImmich
) -> None:
    immich.faults.add("/api/assets/*", lacking("asset.view"))
    with pytest.raises(MissingPermissionError):
        await frame.async_new_image()
    immich.faults.add("/api/assets/*", faults.status(404, "Not Found"), times=None)
    with pytest.raises(NoUsablePhotoError):
        await frame.async_new_image()
    assert issue(hass, IssueKind.PERMISSION_MISSING) is None


async def test_a_permission_that_is_found_missing_after_an_outage(
    hass: HomeAssistant, frame: Frame, immich: SampleImmich
) -> None:
    for fault in (faults.status(503), lacking("asset.read")):
        immich.faults.clear()
        immich.faults.add(SEARCH, fault, times=None)
        await frame.coordinator.async_refresh()
    assert issue(hass, IssueKind.PERMISSION_MISSING) is not None


@pytest.fixture
async def searching(hass: HomeAssistant, immich: SampleImmich) -> Frame:
    """Return a frame that searches by words, and cannot."""
    immich.faults.add(SMART, OFF, times=None)
    return await async_set_up(hass, account(immich, frame_subentry(query="teal")))


async def test_smart_search_is_away_for_a_day(
    hass: HomeAssistant, searching: Frame, immich: SampleImmich
) -> None:
    begun = searching.account.now()
    for waited, is_raised in (
        (timedelta(), False),
        (DAY - timedelta(minutes=1), False),
        (DAY, True),
    ):
        searching.account.now = partial(begun.__add__, waited)
        await searching.coordinator.async_refresh()
        assert (issue(hass, IssueKind.SMART_SEARCH_UNAVAILABLE) is not None) is is_raised
    assert placeholders(issue(hass, IssueKind.SMART_SEARCH_UNAVAILABLE)) == {
        "error": "Immich cannot search by text: Smart search is not enabled.",
        "frame": "Photo frame",
        "preset": "teal",
    }

    immich.faults.clear()
    await searching.coordinator.async_refresh()
    assert issue(hass, IssueKind.SMART_SEARCH_UNAVAILABLE) is None


async def test_an_outage_is_none_of_smart_search(
    hass: HomeAssistant, searching: Frame, immich: SampleImmich
) -> None:
    later = searching.account.now() + 2 * DAY
    searching.account.now = lambda: later
    await immich.stop()
    await searching.coordinator.async_refresh()
    assert issue(hass, IssueKind.SMART_SEARCH_UNAVAILABLE) is None
    # It is still not there when the server is back.
    await immich.start()
    await searching.coordinator.async_refresh()
    assert issue(hass, IssueKind.SMART_SEARCH_UNAVAILABLE) is not None


async def test_another_source_needs_no_smart_search(
    hass: HomeAssistant, immich: SampleImmich
) -> None:
    immich.faults.add(SMART, OFF, times=None)
    smart, library = ({"name": "Sea", "source": {"kind": "smart", "text": "sea"}}, {"name": "All"})
    frame = await async_set_up(hass, account(immich, frame_subentry(presets=[smart, library])))
    later = frame.account.now() + 2 * DAY
    frame.account.now = lambda: later
    await frame.coordinator.async_refresh()
    assert issue(hass, IssueKind.SMART_SEARCH_UNAVAILABLE) is not None
    await frame.async_show_preset("All")
    assert issue(hass, IssueKind.SMART_SEARCH_UNAVAILABLE) is None


async def test_home_assistant_asks_for_a_key_that_is_refused(
    hass: HomeAssistant, entry: MockConfigEntry, frame: Frame, immich: SampleImmich
) -> None:
    registry, issue_id = ir.async_get(hass), f"config_entry_reauth_{DOMAIN}_{entry.entry_id}"
    immich.revoke_key(immich.api_key)
    await frame.coordinator.async_refresh()
    await until(lambda: registry.async_get_issue(HOMEASSISTANT_DOMAIN, issue_id))
    [flow] = hass.config_entries.flow.async_progress()
    assert flow["context"]["source"] == SOURCE_REAUTH
    assert not [issue_id for domain, issue_id in registry.issues if domain == DOMAIN]


async def test_issues_go_with_their_frames(hass: HomeAssistant) -> None:
    for frame_id in (FRAME_ID, OTHER_FRAME_ID):
        for kind in (IssueKind.PERMISSION_MISSING, IssueKind.SOURCE_GONE):
            async_raise_issue(hass, kind, {}, frame_id)
    async_raise_issue(hass, IssueKind.DISK_NEARLY_FULL, {})
    ir.async_create_issue(
        hass,
        "other",
        "other",
        is_fixable=False,
        severity=ir.IssueSeverity.ERROR,
        translation_key="other",
    )
    issues = ir.async_get(hass).issues

    async_clear_issues(hass, keep={FRAME_ID})
    assert {issue_id for _domain, issue_id in issues} == {
        "disk_nearly_full",
        f"permission_missing_{FRAME_ID}",
        f"source_gone_{FRAME_ID}",
        "other",
    }
    async_clear_issues(hass, keep=set())
    assert {issue_id for _domain, issue_id in issues} == {"other"}


def test_every_kind_can_be_said() -> None:
    assert set(TRANSLATIONS["issues"]) == set(IssueKind)


@pytest.mark.parametrize("is_disabled", [False, True])
async def test_an_account_that_does_not_run_has_no_issues(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    frame: Frame,
    immich: SampleImmich,
    is_disabled: bool,
) -> None:
    immich.faults.add(SEARCH, lacking("asset.read"), times=None)
    await frame.coordinator.async_refresh()
    async_raise_issue(hass, IssueKind.SOURCE_GONE, {}, OTHER_FRAME_ID)
    assert issue(hass, IssueKind.PERMISSION_MISSING) is not None
    if is_disabled:
        by_user = ConfigEntryDisabler.USER
        assert await hass.config_entries.async_set_disabled_by(entry.entry_id, by_user)
    else:
        assert await hass.config_entries.async_unload(entry.entry_id)
    assert issue(hass, IssueKind.PERMISSION_MISSING) is None
    # It is of another account.
    assert (DOMAIN, f"source_gone_{OTHER_FRAME_ID}") in ir.async_get(hass).issues
