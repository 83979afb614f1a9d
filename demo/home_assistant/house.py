"""The frames of the demo's house: a tablet, an upright television, an e-ink panel."""

from collections.abc import Iterable
from typing import Any

from demo.home_assistant.api import Api
from demo.home_assistant.frames import NewFrame, add_frames, wait_until_loaded

INTEGRATION = "immich_frame"

TABLET = NewFrame("Photo frame")
"""The frame that comes with the account."""

TV = NewFrame(
    "TV",
    {"screen": "uhd_portrait"},
    {"look": {"orientation": "portrait"}, "left_out": {"without_screenshots": True}},
)
E_INK = NewFrame(
    "E-ink",
    {
        "screen": "eink_7_3_spectra_6",
        "slideshow": {"interval": {"days": 1}, "at": "03:00:00"},
    },
)
HOUSE = {"Tablet": TABLET, "Upright TV": TV, "E-ink panel": E_INK}

type Entities = dict[str | None, list[str]]
"""The ids of entities by the subentry of their frame; those of the server have none."""


async def furnish(api: Api, entry_id: str) -> Entities:
    """Add the other frames, enable all entities, and return them in the order of the frames."""
    await add_frames(api, entry_id, [TV, E_INK])
    await _enable_all(api, entry_id)
    found: Entities = {}
    for entity in await _registered(api, entry_id):
        found.setdefault(entity["config_subentry_id"], []).append(entity["entity_id"])
    return found


async def _enable_all(api: Api, entry_id: str) -> None:
    """Enable what is there to be enabled. Home Assistant would reload by itself, but later."""
    disabled = [one for one in await _registered(api, entry_id) if one["disabled_by"]]
    async with api.websocket() as websocket:
        for entity in disabled:
            await websocket.command(
                "config/entity_registry/update", entity_id=entity["entity_id"], disabled_by=None
            )
    await api.post(f"/api/config/config_entries/entry/{entry_id}/reload", {})
    await wait_until_loaded(api, entry_id)


async def _registered(api: Api, entry_id: str) -> Iterable[dict[str, Any]]:
    async with api.websocket() as websocket:
        entities = await websocket.command("config/entity_registry/list")
    return [one for one in entities if one["config_entry_id"] == entry_id]
