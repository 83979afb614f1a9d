"""What an issue report needs to know of an account and its frames, and nothing of a person.

Numbers, and words of closed sets. Text is what somebody typed, or a name of something of theirs:
it is redacted wherever it stands, so that a field that is added later is, too.
"""

import asyncio
from collections.abc import Iterable
from dataclasses import fields, is_dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from typing import Any, Final

from homeassistant.components.diagnostics import REDACTED
from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant

from .errors import problem
from .frame import AccountWithFrames, Frame, ImmichFrameConfigEntry
from .health import MEGABYTE, Space, async_spaces, async_versions
from .immich.client import ImmichClient
from .immich.dialect import Dialect
from .immich.errors import ImmichError, ImmichTimeoutError
from .immich.permissions import OPTIONAL, REQUIRED
from .options import FrameOptions
from .reachability import Reachability
from .selection.pool import Pool, PoolUse
from .shown import Shown
from .store import images_directory

PATIENCE: Final = 10.0
"""Seconds that Immich has to tell about itself."""

type Told = dict[str, Any]


async def async_get_config_entry_diagnostics(
    hass: HomeAssistant, entry: ImmichFrameConfigEntry
) -> Told:
    """Return all that is known of an account; of one that does not run, what it is."""
    told = {"entry": _of_entry(entry), "libraries": await async_versions(hass)}
    if entry.state is not ConfigEntryState.LOADED:
        return told
    account = entry.runtime_data
    disk, memory = await async_spaces(hass, images_directory(hass))
    return told | {
        "server": await _async_of_server(account.client),
        "reachability": _of_reachability(account.reachability),
        "disk": _of_space(disk) | {"is_nearly_full": disk.is_nearly_full},
        "memory": _of_space(memory),
        "renderer": {"is_busy": account.renderer.is_busy},
        "pools_of_queries": _of_pools(account),
        "frames": [_of_frame(frame) for frame in account.frames.values()],
    }


def plain(value: object) -> Any:  # noqa: ANN401 JSON is of any kind
    """Return a value of ours as JSON, with text redacted; what is empty says so."""
    match value:
        case StrEnum() | time() | timedelta():
            return str(value)
        case None | "" | bool() | int() | float():
            return value
        case tuple():
            return [plain(item) for item in value]
        case _ if is_dataclass(value):
            return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
        case _:
            return REDACTED


def _of_entry(entry: ImmichFrameConfigEntry) -> Told:
    return {
        "version": entry.version,
        "minor_version": entry.minor_version,
        "source": entry.source,
        "state": entry.state.value,
        "pref_disable_polling": entry.pref_disable_polling,
        "data": {name: plain(value) for name, value in entry.data.items()},
        "subentries": [subentry.subentry_type for subentry in entry.subentries.values()],
    }


async def _async_of_server(client: ImmichClient) -> Told:
    """Ask what it is and what the key may do; what fails is told by its key."""
    told: Told = {}
    try:
        async with asyncio.timeout(PATIENCE):
            told |= _of_dialect(Dialect(await client.version()))
            key = await client.api_key()
    except TimeoutError:
        return told | {"error": problem(ImmichTimeoutError()).key}
    except ImmichError as err:
        return told | {"error": problem(err).key}

    def lacking(wanted: Iterable[str]) -> list[str]:
        return [str(permission) for permission in wanted if not key.grants(permission)]

    return told | {
        "permissions": sorted(key.permissions),
        "lacks": lacking(REQUIRED),
        "goes_without": lacking(OPTIONAL),
    }


def _of_dialect(dialect: Dialect) -> Told:
    return {
        "version": str(dialect.version),
        "features": {
            "similar": dialect.has_similar,
            "sizes": dialect.has_sizes,
            "albums_hold_assets": dialect.album_holds_assets,
            "lists_all_albums": dialect.lists_all_albums,
        },
    }


def _of_reachability(reachability: Reachability) -> Told:
    error = reachability.last_error
    return {
        "is_connected": reachability.is_connected,
        "last_error": error.key if error else None,
        "occurred_at": error.occurred_at.isoformat() if error else None,
    }


def _of_space(space: Space) -> Told:
    return {"total_mb": space.total // MEGABYTE, "free_mb": space.free // MEGABYTE}


def _of_pools(account: AccountWithFrames) -> list[Told]:
    now, pools = account.now(), account.pools
    return [_of_pool(pool, pools.use(pool.query), now) for pool in pools.pools(now)]


def _of_pool(pool: Pool, use: PoolUse, now: datetime) -> Told:
    return {
        "source": pool.query.source.kind.value,
        "limit": pool.query.limit,
        "photos": len(pool.photos),
        "found": pool.found,
        "missing": len(pool.missing),
        "substitute": plain(pool.substitute),
        "age_seconds": round(pool.age(now).total_seconds()),
        **_of_use(use),
    }


def _of_use(use: PoolUse) -> Told:
    return {"requests": use.requests, "hits": use.hits, "misses": use.misses}


def _of_frame(frame: Frame) -> Told:
    now, coordinator = frame.account.now(), frame.coordinator
    return {
        "options": _of_options(frame.options),
        "pool": _of_pool(coordinator.data, coordinator.use, now) if coordinator.data else None,
        "pool_error": _key(coordinator.problem),
        "without_smart_search": plain(coordinator.without_smart_search),
        "error": _key(frame.last_error),
        "failure": _key(frame.last_failure),
        "is_idle": frame.turns.is_idle,
        "is_prepared": frame.chooser.is_prepared,
        "shown": _of_shown(frame.shown, now) if frame.shown else None,
        "renditions": len(frame.recent),
        "is_on_disk": frame.shown is not None and frame.store.on_disk is frame.shown,
        "history": _of_history(frame, now),
    }


def _of_options(options: FrameOptions) -> Told:
    names = [preset.name for preset in options.presets]
    told: Told = plain(options)
    return told | {"active": names.index(options.active)}


def _of_shown(shown: Shown, now: datetime) -> Told:
    rendition = shown.rendition
    return {
        "age_seconds": round((now - shown.shown_at).total_seconds()),
        "position": shown.position,
        "is_of_preset": shown.preset is not None,
        "is_of_query": shown.query is not None,
        "substitute": plain(shown.substitute),
        "has_companion": shown.companion is not None,
        "bytes": len(rendition.data),
        "size": plain(rendition.size),
        "format": rendition.format.value,
        "fit": rendition.fit.value,
        "photos": plain(rendition.photos),
    }


def _of_history(frame: Frame, now: datetime) -> Told:
    history = frame.history_store.history
    out, _until = history.out(now)
    return {
        "shown": history.events.end,
        "hidden": len(history.hidden),
        "hidden_or_waiting": len(out),
    }


def _key(error: Exception | None) -> str | None:
    return problem(error).key if error else None
