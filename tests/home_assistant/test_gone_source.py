"""An album that was deleted in Immich: a repair issue asks for another, and nothing is lost."""

from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.immich_frame.const import DOMAIN
from custom_components.immich_frame.frame import Frame
from custom_components.immich_frame.selection.errors import SourceGoneError
from demo.immich.server import SampleImmich
from demo.library.library import Library
from demo.library.model import Album
from demo.library.tiny import tiny_photo
from homeassistant.core import HomeAssistant
from homeassistant.helpers import issue_registry as ir

from .conftest import FRAME_ID, account, async_set_up, frame_subentry

ISSUE = f"source_gone_{FRAME_ID}"
SEA, HILLS = Album("Sea"), Album("Hills")


def with_albums(*names: str) -> Library:
    return Library.of(
        [
            tiny_photo("sea.jpg", color="teal", albums=tuple(n for n in names if n == "Sea")),
            tiny_photo("hill.jpg", color="olive", albums=tuple(n for n in names if n == "Hills")),
        ]
    )


@pytest.fixture
def entry(hass: HomeAssistant, immich: SampleImmich) -> MockConfigEntry:
    """Return an account with a frame of two albums."""
    immich.library = with_albums("Sea", "Hills")
    source = {"kind": "albums", "ids": [SEA.id, HILLS.id]}
    data: dict[str, Any] = {"presets": [{"name": "Trips", "source": source}]}
    mock_entry = account(immich, frame_subentry(**data))
    mock_entry.add_to_hass(hass)
    return mock_entry


def issue(hass: HomeAssistant) -> ir.IssueEntry | None:
    return ir.async_get(hass).async_get_issue(DOMAIN, ISSUE)


async def test_one_of_two_albums_is_gone(
    hass: HomeAssistant, frame: Frame, immich: SampleImmich
) -> None:
    assert issue(hass) is None
    immich.library = with_albums("Hills")
    await frame.coordinator.async_refresh()
    found = issue(hass)
    assert found is not None
    assert found.translation_placeholders is not None
    assert found.translation_placeholders["frame"] == "Photo frame"
    assert found.translation_placeholders["preset"] == "Trips"
    assert {(await frame.async_new_image()).file_name for _photo in range(3)} == {"hill.jpg"}

    immich.library = with_albums("Sea", "Hills")
    await frame.coordinator.async_refresh()
    assert issue(hass) is None


async def test_all_albums_are_gone(hass: HomeAssistant, frame: Frame, immich: SampleImmich) -> None:
    pool = frame.coordinator.data
    immich.library = with_albums()
    await frame.coordinator.async_refresh()
    assert issue(hass) is not None
    assert isinstance(frame.coordinator.problem, SourceGoneError)
    assert frame.coordinator.data is pool
    assert (await frame.async_new_image()).preset == "Trips"


async def test_they_are_gone_before_the_first_photo(
    hass: HomeAssistant, entry: MockConfigEntry, immich: SampleImmich
) -> None:
    immich.library = with_albums()
    frame = await async_set_up(hass, entry)
    assert frame.shown is None
    assert isinstance(frame.last_error, SourceGoneError)
    assert issue(hass) is not None


async def test_the_issue_goes_with_the_frame(
    hass: HomeAssistant, entry: MockConfigEntry, frame: Frame, immich: SampleImmich
) -> None:
    immich.library = with_albums("Hills")
    await frame.coordinator.async_refresh()
    assert issue(hass) is not None
    hass.config_entries.async_remove_subentry(entry, FRAME_ID)
    await hass.async_block_till_done()
    assert issue(hass) is None
