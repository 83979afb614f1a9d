"""The page about the system: what it shows of servers, machine and frames, and what it must not."""

import asyncio
from collections.abc import AsyncIterator
import re
from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, get_system_health_info
from pytest_homeassistant_custom_component.typing import WebSocketGenerator

from custom_components.immich_frame import system_health
from custom_components.immich_frame.const import DOMAIN
from custom_components.immich_frame.frame import Frame
from demo.immich import faults
from demo.immich.server import VERSION, SampleImmich
from demo.library.library import Library
from demo.library.model import NEIGHBOUR
from demo.library.tiny import tiny_photo
from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component

from .conftest import OTHER_FRAME_ID, TRANSLATIONS, account, async_set_up, frame_subentry

MEGABYTES = re.compile(r"\d+ MB")


async def async_told(hass: HomeAssistant) -> dict[str, Any]:
    """Return what the page shows once all of it is there."""
    assert await async_setup_component(hass, "system_health", {})
    told = await get_system_health_info(hass, DOMAIN)
    return {
        name: await value if asyncio.iscoroutine(value) else value for name, value in told.items()
    }


@pytest.fixture
async def neighbour(hass: HomeAssistant, frame: Frame) -> AsyncIterator[SampleImmich]:
    """Run another server with an account on it."""
    assert frame.shown is not None
    library = Library.of([tiny_photo("dog.jpg", owner=NEIGHBOUR)])
    library.me = NEIGHBOUR
    async with SampleImmich(library, version="2.5.0") as immich:
        await async_set_up(hass, account(immich, frame_subentry(OTHER_FRAME_ID, "Next door")))
        await hass.async_block_till_done()
        yield immich


async def test_all_is_well(hass: HomeAssistant, frame: Frame) -> None:
    assert frame.shown is not None
    told = await async_told(hass)
    assert set(told) == set(TRANSLATIONS["system_health"]["info"])
    assert told["server_reachable"] == "ok"
    assert told["server_version"] == VERSION
    assert 0 <= int(told["latency"]) < 5000
    assert MEGABYTES.fullmatch(told["disk_free"])
    assert MEGABYTES.fullmatch(told["memory_free"])
    assert (told["pools"], told["photos"], told["renderer_busy"]) == ("1", "6", False)


async def test_a_pool_of_a_query_counts(hass: HomeAssistant, frame: Frame) -> None:
    await frame.async_new_image("teal")
    told = await async_told(hass)
    assert told["pools"] == "2"


@pytest.mark.parametrize(
    ("fault", "words"),
    [(faults.status(503), "unreachable"), (faults.html(), "unreachable")],
)
async def test_the_server_is_away(
    hass: HomeAssistant, frame: Frame, immich: SampleImmich, fault: faults.Fault, words: str
) -> None:
    assert frame.shown is not None
    immich.faults.add("/api/*", fault, times=None)
    told = await async_told(hass)
    assert told["server_reachable"] == {"type": "failed", "error": words}
    assert (told["server_version"], told["latency"]) == ("unknown", "unknown")
    assert told["photos"] == "6"


async def test_the_server_hangs(
    hass: HomeAssistant, frame: Frame, immich: SampleImmich, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert frame.shown is not None
    monkeypatch.setattr(system_health, "PATIENCE", 0.1)
    immich.faults.add("/api/*", faults.hang(), times=None)
    told = await async_told(hass)
    assert told["server_reachable"] == {"type": "failed", "error": "timeout"}


async def test_accounts_are_numbered(hass: HomeAssistant, neighbour: SampleImmich) -> None:
    told = await async_told(hass)
    assert told["server_reachable"] == "1: ok; 2: ok"
    assert told["server_version"] == f"1: {VERSION}; 2: 2.5.0"
    assert (told["pools"], told["photos"]) == ("1: 1; 2: 1", "1: 6; 2: 1")
    neighbour.faults.add("/api/*", faults.status(503), times=None)
    assert (await async_told(hass))["server_reachable"] == "1: ok; 2: unreachable"


async def test_without_an_account_the_machine_is_left(hass: HomeAssistant) -> None:
    assert await async_setup_component(hass, DOMAIN, {})
    told = await async_told(hass)
    assert set(told) == {"disk_free", "memory_free"}


async def test_an_account_that_does_not_run_is_left_out(
    hass: HomeAssistant, entry: MockConfigEntry, frame: Frame
) -> None:
    assert frame.shown is not None
    assert await hass.config_entries.async_unload(entry.entry_id)
    assert set(await async_told(hass)) == {"disk_free", "memory_free"}


async def test_it_says_nothing_of_a_person(
    hass: HomeAssistant, frame: Frame, immich: SampleImmich
) -> None:
    assert frame.shown is not None
    for is_well in (True, False):
        if not is_well:
            await immich.stop()
        said = str(await async_told(hass))
        for secret in (immich.api_key, "127.0.0.1", "Ada", frame.name, immich.library.me.id):
            assert secret not in said


async def test_home_assistant_shows_it(
    hass: HomeAssistant, frame: Frame, hass_ws_client: WebSocketGenerator
) -> None:
    assert frame.shown is not None
    assert await async_setup_component(hass, "system_health", {})
    client = await hass_ws_client()
    await client.send_json_auto_id({"type": "system_health/info"})
    assert (await client.receive_json())["success"]
    initial = (await client.receive_json())["event"]["data"][DOMAIN]
    assert initial["manage_url"] == "/config/integrations/integration/immich_frame"
    found: dict[str, Any] = {}
    while (event := (await client.receive_json())["event"])["type"] != "finish":
        if event["domain"] == DOMAIN:
            assert event["success"]
            found[event["key"]] = event["data"]
    assert found["server_reachable"] == "ok"
    assert set(found) == {"server_reachable", "server_version", "latency"}
