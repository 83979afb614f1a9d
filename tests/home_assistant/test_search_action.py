"""The action that tells what a query would find, without showing it."""

from typing import Any

import probatio
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockUser

from custom_components.immich_frame.const import DOMAIN
from custom_components.immich_frame.frame import Frame
from demo.immich import faults
from demo.immich.server import SampleImmich
from demo.library.library import Library
from demo.library.model import Box, Face, Place
from demo.library.tiny import tiny_photo
from homeassistant.auth.permissions.const import POLICY_READ
from homeassistant.core import Context, HomeAssistant
from homeassistant.exceptions import (
    HomeAssistantError,
    ServiceValidationError,
    Unauthorized,
    UnknownUser,
)

from .conftest import CAMERA, COLORS, asset_id


async def async_search(
    hass: HomeAssistant, entry: MockConfigEntry, context: Context | None = None, **data: object
) -> list[dict[str, Any]]:
    answer = await hass.services.async_call(
        DOMAIN,
        "search",
        {"config_entry_id": entry.entry_id, **data},
        blocking=True,
        return_response=True,
        context=context,
    )
    assert answer is not None
    photos: Any = answer["photos"]
    return list(photos)


async def test_what_would_be_found(
    hass: HomeAssistant, entry: MockConfigEntry, frame: Frame, immich: SampleImmich
) -> None:
    immich.library = Library.of(
        [
            tiny_photo("hill.jpg", color="olive"),
            tiny_photo(
                "sea.jpg",
                color="teal",
                place=Place(41.9, 12.5, "Rome", "Lazio", "Italy"),
                faces=(Face(Box(0.1, 0.1, 0.2, 0.2), "Ada"),),
            ),
        ]
    )
    before = frame.shown
    first, second = await async_search(hass, entry, query="teal sea")
    assert first == {
        "asset_id": asset_id(immich, "sea.jpg"),
        "file_name": "sea.jpg",
        "taken_at": "2024-06-01T12:00:00",
        "place": "Rome, Italy",
        "people": ["Ada"],
    }
    assert (second["file_name"], second["place"], second["people"]) == ("hill.jpg", None, [])
    assert frame.shown is before


@pytest.mark.usefixtures("frame")
async def test_the_limit(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    assert len(await async_search(hass, entry, query="teal")) == len(COLORS)
    assert len(await async_search(hass, entry, query="teal", limit=2)) == 2
    for wrong in (0, 51, "many"):
        with pytest.raises(probatio.Invalid, match="limit"):
            await async_search(hass, entry, query="teal", limit=wrong)


@pytest.mark.usefixtures("frame")
async def test_what_cannot_be_searched(
    hass: HomeAssistant, entry: MockConfigEntry, immich: SampleImmich
) -> None:
    with pytest.raises(ServiceValidationError, match="The query is empty"):
        await async_search(hass, entry, query=" ")
    immich.faults.add("/api/search/smart", faults.status(500, "Failed to search smart"))
    with pytest.raises(HomeAssistantError, match="Smart search is not available"):
        await async_search(hass, entry, query="teal")
    immich.faults.add(
        "/api/assets/*", faults.status(403, "Missing required permission: asset.read")
    )
    with pytest.raises(HomeAssistantError, match=r"asset\.read"):
        await async_search(hass, entry, query="teal")
    await hass.config_entries.async_unload(entry.entry_id)
    with pytest.raises(ServiceValidationError):
        await async_search(hass, entry, query="teal")


@pytest.mark.usefixtures("frame")
async def test_who_may_only_look_may_not_search(
    hass: HomeAssistant, entry: MockConfigEntry
) -> None:
    user = MockUser().add_to_hass(hass)
    user.mock_policy({"entities": {"entity_ids": {CAMERA: {POLICY_READ: True}}}})
    with pytest.raises(Unauthorized):
        await async_search(hass, entry, Context(user_id=user.id), query="teal")
    user.mock_policy({"entities": {"entity_ids": {CAMERA: True}}})
    assert await async_search(hass, entry, Context(user_id=user.id), query="teal")
    with pytest.raises(UnknownUser):
        await async_search(hass, entry, Context(user_id="somebody"), query="teal")
