"""What an issue report is given: all that helps, and nothing of a person."""

from collections.abc import Awaitable, Callable
from dataclasses import fields
from datetime import date
import json
from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.components.diagnostics import (
    get_diagnostics_for_config_entry,
)
from pytest_homeassistant_custom_component.syrupy import HomeAssistantSnapshotExtension
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator
from syrupy.assertion import SnapshotAssertion

from custom_components.immich_frame import diagnostics
from custom_components.immich_frame.diagnostics import plain
from custom_components.immich_frame.frame import Frame
from custom_components.immich_frame.preset_data import preset_of
from custom_components.immich_frame.selection.filters import Filters
from demo.immich import faults
from demo.immich.server import SampleImmich
from demo.library.library import Library
from demo.library.model import Album, Box, Face, Person, Place, Tag, User
from demo.library.tiny import tiny_photo
from homeassistant.components.diagnostics import REDACTED
from homeassistant.core import HomeAssistant

from .conftest import FRAME_ID, account, async_set_up, frame_subentry

OWNER = User("SECRET-owner", "secret@example.com")
ALBUM = Album("SECRET-album", owner=OWNER)
PERSON, TAG = Person("secret", "SECRET-person"), Tag("SECRET-tag")
NOWHERE = "SECRET-id"

FILTERS: dict[str, Any] = {
    "album_ids": [NOWHERE],
    "person_ids": [NOWHERE],
    "tag_ids": [NOWHERE],
    "without_album_ids": [NOWHERE],
    "without_person_ids": [NOWHERE],
    "without_tag_ids": [NOWHERE],
    "favorites_only": True,
    "min_rating": 3,
    "taken_from": "1987-06-05",
    "taken_until": "1987-06-06",
    "taken_days": 9,
    "months": [6],
    "countries": ["SECRET-country"],
    "orientation": "landscape",
    "min_edge": 100,
    "without_screenshots": True,
    "with_partners": False,
    "with_archived": True,
    "stacks_as_one": True,
    "burst_seconds": 4,
}
PRESETS: list[dict[str, Any]] = [
    {"name": "SECRET-preset", "source": {"kind": "albums", "ids": [ALBUM.id]}},
    {"name": "SECRET-similar", "source": {"kind": "similar", "asset_id": NOWHERE}},
    {"name": "SECRET-people", "source": {"kind": "people", "ids": [PERSON.id]}},
    {
        "name": "SECRET-smart",
        "source": {"kind": "smart", "text": "SECRET-text", "language": "SECRET-language"},
        "filters": FILTERS,
    },
]
type Download = Callable[[MockConfigEntry], Awaitable[dict[str, Any]]]

SLIDESHOW = {"on": False, "at": "07:00:00", "viewers": ["person.SECRET", "media_player.SECRET"]}


@pytest.fixture
def entry(hass: HomeAssistant, immich: SampleImmich) -> MockConfigEntry:
    """Return an account with telling values wherever a person can leave one."""
    photo = tiny_photo(
        "SECRET-file.jpg",
        description="SECRET-description",
        place=Place(48.1, 11.5, "SECRET-city", "SECRET-state", "SECRET-country"),
        albums=(ALBUM.name,),
        tags=(TAG.value,),
        faces=(Face(Box(0.1, 0.1, 0.3, 0.3), PERSON.key),),
        owner=OWNER,
    )
    immich.library = Library.of([photo], people=[PERSON], albums=[ALBUM])
    immich.library.me = OWNER
    frame = frame_subentry(
        title="SECRET-frame", presets=PRESETS, active="SECRET-preset", slideshow=SLIDESHOW
    )
    mock_entry = account(immich, frame, api_key=immich.add_key(["all"], "SECRET-key"))
    mock_entry.add_to_hass(hass)
    hass.config_entries.async_update_entry(mock_entry, title="SECRET-title")
    return mock_entry


@pytest.fixture
def secrets(immich: SampleImmich, entry: MockConfigEntry) -> list[str]:
    """Return what must not be told of anybody, beside what says that it is secret."""
    assets = list(immich.library.assets)
    ids = [OWNER.id, ALBUM.id, PERSON.id, TAG.id, *assets, str(entry.unique_id)]
    return ["secret", "127.0.0.1", immich.url.rpartition(":")[2], "1987", *ids]


@pytest.fixture
def download(hass: HomeAssistant, hass_client: ClientSessionGenerator) -> Download:
    """Return what downloads the diagnostics of an account."""

    async def get(entry: MockConfigEntry) -> dict[str, Any]:
        return dict(await get_diagnostics_for_config_entry(hass, hass_client, entry))

    return get


def without_what_changes(told: dict[str, Any]) -> dict[str, Any]:
    """Return diagnostics with the machine's own numbers replaced by their kinds."""
    for part in ("disk", "memory"):
        for name, value in told[part].items():
            told[part][name] = type(value).__name__
    for name, version in told["libraries"].items():
        told["libraries"][name] = type(version).__name__
    for frame in told["frames"]:
        frame["shown"]["age_seconds"] = frame["pool"]["age_seconds"] = 0
        frame["shown"]["bytes"] = type(frame["shown"]["bytes"]).__name__
    for pool in told["pools_of_queries"]:
        pool["age_seconds"] = 0
    return told


def assert_nothing_is_told(told: dict[str, Any], secrets: list[str]) -> None:
    text = json.dumps(told).lower()
    assert [secret for secret in secrets if secret.lower() in text] == []


async def test_what_is_told(
    frame: Frame,
    entry: MockConfigEntry,
    download: Download,
    snapshot: SnapshotAssertion,
) -> None:
    await frame.async_new_image("SECRET-query")
    told = await download(entry)
    snapshot = snapshot.use_extension(HomeAssistantSnapshotExtension)
    assert without_what_changes(told) == snapshot


async def test_nothing_of_a_person_is_told(
    frame: Frame,
    entry: MockConfigEntry,
    download: Download,
    secrets: list[str],
) -> None:
    shown = await frame.async_new_image("SECRET-query")
    assert (shown.file_name, shown.place) == ("SECRET-file.jpg", "SECRET-city, SECRET-country")
    assert (shown.people, shown.query) == (("SECRET-person",), "SECRET-query")
    told = await download(entry)
    assert told["frames"][0]["shown"]["is_of_query"]
    assert_nothing_is_told(told, secrets)


async def test_nothing_is_told_of_an_outage_but_its_kind(
    frame: Frame,
    entry: MockConfigEntry,
    immich: SampleImmich,
    download: Download,
    secrets: list[str],
) -> None:
    await immich.stop()
    await frame.coordinator.async_refresh()
    told = await download(entry)
    assert told["server"] == {"error": "immich_unreachable"}
    assert told["frames"][0]["pool_error"] == "immich_unreachable"
    assert told["reachability"]["is_connected"] is False
    assert told["reachability"]["last_error"] == "immich_unreachable"
    assert told["reachability"]["occurred_at"]
    assert_nothing_is_told(told, secrets)


async def test_a_key_with_few_permissions(
    hass: HomeAssistant,
    immich: SampleImmich,
    download: Download,
) -> None:
    key = immich.add_key(["asset.read", "asset.view"])
    entry = account(immich, frame_subentry(), api_key=key)
    await async_set_up(hass, entry)
    told = await download(entry)
    assert told["server"]["permissions"] == ["asset.read", "asset.view"]
    assert told["server"]["lacks"] == ["user.read"]
    assert "face.read" in told["server"]["goes_without"]


async def test_a_refused_key_still_tells_the_version(
    frame: Frame,
    entry: MockConfigEntry,
    immich: SampleImmich,
    download: Download,
) -> None:
    assert frame.shown is not None
    immich.faults.add("/api/api-keys/me", faults.status(401, "Invalid API key"))
    told = await download(entry)
    assert told["server"]["version"] == "3.1.0"
    assert told["server"]["error"] == "key_refused"


async def test_a_server_that_hangs_is_not_waited_for(
    frame: Frame,
    entry: MockConfigEntry,
    immich: SampleImmich,
    download: Download,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert frame.shown is not None
    monkeypatch.setattr(diagnostics, "PATIENCE", 0.1)
    immich.faults.add("/api/*", faults.hang(), times=None)
    told = await download(entry)
    assert told["server"] == {"error": "immich_timeout"}


async def test_a_frame_without_a_photo(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    immich: SampleImmich,
    download: Download,
) -> None:
    await immich.stop()
    await async_set_up(hass, entry)
    told = await download(entry)
    [frame] = told["frames"]
    assert (frame["shown"], frame["pool"], frame["renditions"]) == (None, None, 0)
    assert frame["error"] == frame["failure"] == "immich_unreachable"
    assert frame["history"] == {"shown": 0, "hidden": 0, "hidden_or_waiting": 0}


async def test_hidden_photos_are_counted(
    frame: Frame,
    entry: MockConfigEntry,
    download: Download,
) -> None:
    assert frame.shown is not None
    frame.chooser.hide(frame.shown.asset_id)
    told = await download(entry)
    assert told["frames"][0]["history"] == {"shown": 1, "hidden": 1, "hidden_or_waiting": 1}


async def test_an_account_that_does_not_run(
    hass: HomeAssistant,
    frame: Frame,
    entry: MockConfigEntry,
    download: Download,
    secrets: list[str],
) -> None:
    assert frame.frame_id == FRAME_ID
    assert await hass.config_entries.async_unload(entry.entry_id)
    told = await download(entry)
    assert set(told) == {"entry", "libraries"}
    assert told["entry"]["state"] == "not_loaded"
    assert told["entry"]["data"] == {"url": REDACTED, "api_key": REDACTED, "verify_ssl": True}
    assert_nothing_is_told(told, secrets)


def test_the_filters_of_the_test_are_all_there_are() -> None:
    assert set(FILTERS) == {field.name for field in fields(Filters)}
    filters, usual = preset_of(PRESETS[-1]).filters, Filters()
    for field in fields(Filters):
        assert getattr(filters, field.name) != getattr(usual, field.name)


@pytest.mark.parametrize("value", ["a name", b"bytes", date(1987, 6, 5), {"a": 1}, object()])
def test_whatever_is_not_known_to_be_harmless_is_redacted(value: object) -> None:
    assert plain(value) == REDACTED


def test_what_is_empty_says_so() -> None:
    assert [plain(value) for value in (None, "", ())] == [None, "", []]
