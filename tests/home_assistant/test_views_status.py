"""HTTP: the three pages for administrators, field by field."""

from dataclasses import dataclass
from datetime import datetime, timedelta
import shutil
from types import SimpleNamespace
from typing import Any

import psutil
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.immich_frame.const import API_PATH, DOMAIN
from custom_components.immich_frame.frame import Frame
from custom_components.immich_frame.options import FrameOptions
from custom_components.immich_frame.shown import describe
from demo.immich import faults
from demo.immich.server import SampleImmich
from homeassistant.core import HomeAssistant
from homeassistant.util import dt as dt_util

from .conftest import FRAME_ID, SEARCH, Client, async_pass, async_set_up, until

CACHE_STATUS, IMAGES_INFO, HEALTH = (
    f"{API_PATH}/{page}" for page in ("cache-status", "images-info", "health")
)
IMAGES_DIRECTORY = f".cache/{DOMAIN}"
GB = 10**9


async def ask(client: Client, page: str, status: int = 200) -> dict[str, Any]:
    response = await client.get(page)
    assert (response.status, response.content_type) == (status, "application/json")
    body: dict[str, Any] = await response.json()
    return body


async def test_cache_status_lists_the_pools(client: Client, frame: Frame) -> None:
    await frame.async_new_image("teal", 3)
    later = dt_util.utcnow() + timedelta(hours=1)
    frame.account.now = lambda: later
    body = await ask(client, CACHE_STATUS)
    pools = body.pop("pools")
    assert body == {
        "status": "success",
        "cache_entries": 2,
        "cache_expiry_hours": 3.0,
        "images_directory": IMAGES_DIRECTORY,
        "frame": FRAME_ID,
        "preset": "Photos",
        "last_error": None,
        "failed": [],
    }
    for pool in pools:
        assert 3600 <= pool["age_seconds"] < 3660
        assert pool.pop("age_seconds") + pool.pop("expires_in_seconds") == 3 * 3600
    always = {
        "filters": {},
        "missing": 0,
        "substitute": None,
        "last_error": None,
        "requests": 1,
        "misses": 1,
    }
    library = {"source": "library", "query": None, "range": 10_000, "photos": 6, "found": 6}
    search = {"source": "smart", "query": "teal", "range": 3, "photos": 3, "found": 3}
    assert pools == [library | always | {"hits": 0}, search | always | {"hits": 0}]


async def test_cache_status_leaves_out_what_is_too_old(
    client: Client, frame: Frame, hass: HomeAssistant, entry: MockConfigEntry
) -> None:
    subentry = entry.subentries[FRAME_ID]
    hass.config_entries.async_update_subentry(
        entry, subentry, data={**subentry.data, "pool_hours": 24}
    )
    await until(lambda: frame.options == FrameOptions.of(subentry.data))
    await frame.async_new_image("teal")
    later = dt_util.utcnow() + timedelta(hours=4)
    frame.account.now = lambda: later
    body = await ask(client, CACHE_STATUS)
    assert (body["cache_expiry_hours"], body["cache_entries"]) == (24.0, 1)
    assert body["pools"][0]["expires_in_seconds"] == pytest.approx(20 * 3600, abs=60)


async def test_without_a_pool_there_is_none_to_list(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    immich: SampleImmich,
    hass_client: ClientSessionGenerator,
) -> None:
    immich.faults.add(SEARCH, faults.status(500), times=None)
    await async_set_up(hass, entry)
    body = await ask(await hass_client(), CACHE_STATUS)
    assert (body["cache_entries"], body["pools"]) == (0, [])


async def test_images_info_lists_renditions_and_what_is_on_disk(
    client: Client, frame: Frame
) -> None:
    stored = frame.shown
    assert stored is not None
    shown = await frame.async_new_image()
    body = await ask(client, IMAGES_INFO)
    renditions = body.pop("renditions")
    assert body == {
        "status": "success",
        "images_directory": IMAGES_DIRECTORY,
        "current_image_exists": True,
        "next_image_ready": False,
        "current_image_path": None,
        "current_image_size_bytes": len(shown.rendition.data),
        "frame": FRAME_ID,
    }
    assert renditions == [
        {
            **describe(one, FRAME_ID),
            "size_bytes": len(one.rendition.data),
            "on_disk": one is stored,
        }
        for one in (shown, stored)
    ]
    assert datetime.fromisoformat(renditions[0]["shown_at"]) > stored.shown_at


async def test_images_info_before_the_first_photo(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    immich: SampleImmich,
    hass_client: ClientSessionGenerator,
) -> None:
    immich.faults.add(SEARCH, faults.status(500), times=None)
    await async_set_up(hass, entry)
    assert await ask(await hass_client(), IMAGES_INFO) == {
        "status": "success",
        "images_directory": IMAGES_DIRECTORY,
        "current_image_exists": False,
        "next_image_ready": False,
        "current_image_path": None,
        "current_image_size_bytes": 0,
        "frame": FRAME_ID,
        "renditions": [],
    }


@dataclass
class Machine:
    """A machine of round numbers: 100 GB of disk and 8 GB of memory."""

    disk_free: int = 40 * GB
    memory_free: int = 2 * GB

    def disk_usage(self, _path: object) -> object:
        total = 100 * GB
        return SimpleNamespace(total=total, used=total - self.disk_free, free=self.disk_free)

    def virtual_memory(self) -> object:
        total = 8 * GB
        used = total - self.memory_free
        return SimpleNamespace(total=total, used=used, available=self.memory_free)


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> Machine:
    """Put another machine in place of this one."""
    other = Machine()
    monkeypatch.setattr(shutil, "disk_usage", other.disk_usage)
    monkeypatch.setattr(psutil, "virtual_memory", other.virtual_memory)
    return other


@pytest.mark.usefixtures("machine")
async def test_a_healthy_machine(client: Client, immich: SampleImmich) -> None:
    assert await ask(client, HEALTH) == {
        "status": "healthy",
        "disk_usage": {"total_gb": 100.0, "used_gb": 60.0, "free_gb": 40.0, "status_ok": True},
        "memory_usage": {"total_gb": 8.0, "available_gb": 2.0, "status_ok": True},
        "api_connectivity": {"url": f"{immich.url}/", "status_ok": True, "error": None},
    }


@pytest.mark.parametrize(
    ("other", "tight"),
    [
        (Machine(disk_free=10 * GB), None),
        (Machine(disk_free=10 * GB - 1), "disk_usage"),
        (Machine(disk_free=0), "disk_usage"),
        (Machine(memory_free=8 * GB // 10), None),
        (Machine(memory_free=8 * GB // 10 - 1), "memory_usage"),
    ],
)
async def test_a_tenth_has_to_be_free(
    client: Client, machine: Machine, other: Machine, tight: str | None
) -> None:
    machine.disk_free, machine.memory_free = other.disk_free, other.memory_free
    body = await ask(client, HEALTH, 503 if tight else 200)
    assert body["status"] == ("unhealthy" if tight else "healthy")
    for space in ("disk_usage", "memory_usage"):
        assert body[space]["status_ok"] is (space != tight)


@pytest.mark.usefixtures("machine")
async def test_immich_is_away(client: Client, immich: SampleImmich) -> None:
    await immich.stop()
    body = await ask(client, HEALTH, 503)
    await immich.start()
    assert body["status"] == "unhealthy"
    assert body["api_connectivity"]["status_ok"] is False
    assert "No server answers" in body["api_connectivity"]["error"]
    assert (await ask(client, HEALTH))["status"] == "healthy"


@pytest.mark.usefixtures("machine")
async def test_immich_refuses_the_key(client: Client, immich: SampleImmich) -> None:
    immich.revoke_key(immich.api_key)
    body = await ask(client, HEALTH, 503)
    assert "refuses the API key" in body["api_connectivity"]["error"]


@pytest.mark.usefixtures("machine")
async def test_immich_hangs(hass: HomeAssistant, client: Client, immich: SampleImmich) -> None:
    me = "/api/api-keys/me"
    immich.faults.add(me, faults.hang())
    waiting = hass.async_create_background_task(ask(client, HEALTH, 503), "ask")
    await until(lambda: immich.requests.count(me) == 1)
    await async_pass(hass, timedelta(seconds=11))
    body = await waiting
    assert body["api_connectivity"]["error"] == "Immich did not answer within 10 s."


async def test_this_machine_is_told_as_it_is(client: Client) -> None:
    response = await client.get(HEALTH)
    body = await response.json()
    assert 0 < body["disk_usage"]["free_gb"] <= body["disk_usage"]["total_gb"]
    assert 0 < body["memory_usage"]["available_gb"] <= body["memory_usage"]["total_gb"]
