"""The page about the system: how the servers, this machine and the frames are.

People paste it into public reports: it says which version a server has, never where it is.
"""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from time import monotonic
from typing import Any, Final

from homeassistant.components.system_health import SystemHealthRegistration
from homeassistant.core import HomeAssistant, callback

from .const import DOMAIN
from .frame import AccountWithFrames, ImmichFrameConfigEntry
from .health import MEGABYTE, async_spaces
from .immich.client import ImmichClient
from .immich.errors import ImmichError
from .store import images_directory

PATIENCE: Final = 5.0
"""Seconds that a server has to answer."""

MANAGE_PATH: Final = f"/config/integrations/integration/{DOMAIN}"

TIMEOUT: Final = "timeout"
UNREACHABLE: Final = "unreachable"
"""Home Assistant's own words."""

_UNKNOWN: Final = "unknown"


@dataclass(frozen=True, slots=True)
class Answer:
    """How a server answered: what Home Assistant says of that, its version, milliseconds."""

    reachable: str
    version: str = _UNKNOWN
    latency: str = _UNKNOWN


@callback
def async_register(_hass: HomeAssistant, register: SystemHealthRegistration) -> None:
    """Put the integration on the page."""
    register.async_register_info(async_info, MANAGE_PATH)


async def async_info(hass: HomeAssistant) -> dict[str, Any]:
    """Return what the page shows; what has to be asked for comes when it is there."""
    entries: list[ImmichFrameConfigEntry] = hass.config_entries.async_loaded_entries(DOMAIN)
    accounts = [entry.runtime_data for entry in entries]
    disk, memory = await async_spaces(hass, images_directory(hass))
    told: dict[str, Any] = {
        "disk_free": f"{disk.free // MEGABYTE} MB",
        "memory_free": f"{memory.free // MEGABYTE} MB",
    }
    if not accounts:
        return told
    # Three lines of the page wait for one question to each server.
    answers = hass.async_create_background_task(_async_ask_all(accounts), f"{DOMAIN} health")
    return {
        "server_reachable": _async_reachable(answers),
        "server_version": _async_line(answers, lambda answer: answer.version),
        "latency": _async_line(answers, lambda answer: answer.latency),
        **told,
        "pools": _line([str(len(_pools(account))) for account in accounts]),
        "photos": _line([str(sum(_pools(account))) for account in accounts]),
        "renderer_busy": accounts[0].renderer.is_busy,
    }


async def _async_line(answers: asyncio.Task[list[Answer]], part: Callable[[Answer], str]) -> str:
    return _line([part(answer) for answer in await asyncio.shield(answers)])


async def _async_reachable(answers: asyncio.Task[list[Answer]]) -> str | dict[str, str]:
    """Say which servers answer; of the only one that it does not, as Home Assistant marks it."""
    said = await _async_line(answers, lambda answer: answer.reachable)
    return {"type": "failed", "error": said} if said in {TIMEOUT, UNREACHABLE} else said


async def _async_ask_all(accounts: Sequence[AccountWithFrames]) -> list[Answer]:
    return await asyncio.gather(*(_async_ask(account.client) for account in accounts))


async def _async_ask(client: ImmichClient) -> Answer:
    try:
        async with asyncio.timeout(PATIENCE):
            begun = monotonic()
            await client.ping()
            latency = f"{(monotonic() - begun) * 1000:.0f}"
            return Answer("ok", str(await client.version()), latency)
    except TimeoutError:
        return Answer(TIMEOUT)
    except ImmichError:
        return Answer(UNREACHABLE)


def _pools(account: AccountWithFrames) -> list[int]:
    """Return how many photos each result set of an account has."""
    own = [frame.coordinator.data for frame in account.frames.values()]
    pools = [*filter(None, own), *account.pools.pools(account.now())]
    return [len(pool.photos) for pool in pools]


def _line(values: Sequence[str]) -> str:
    """Return the value of the only account, or one line with all of them, numbered."""
    if len(values) == 1:
        return values[0]
    return "; ".join(f"{number}: {value}" for number, value in enumerate(values, start=1))
