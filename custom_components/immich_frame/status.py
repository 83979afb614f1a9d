"""What the status pages tell: of the pools, of the renditions, of the machine's health.

The first fields of each are those of the service that this one descends from, for its clients.
"""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from homeassistant.core import HomeAssistant

from .frame import Frame
from .health import async_health
from .preset_data import filters_data
from .selection.pool import Pool, PoolUse
from .shown import describe
from .store import images_directory

_GB = 10**9


def cache_status(hass: HomeAssistant, frame: Frame) -> dict[str, Any]:
    """Tell which result sets are kept, how large and how old they are, and what use they were."""
    now = frame.account.now()
    own = frame.coordinator.data
    lifetime = frame.options.pool_lifetime
    ad_hoc = frame.account.pools
    pools = [_pool(own, lifetime, frame.coordinator.use, now)] if own else []
    pools += [
        _pool(pool, ad_hoc.lifetime, ad_hoc.use(pool.query), now) for pool in ad_hoc.pools(now)
    ]
    return {
        "status": "success",
        "cache_entries": len(pools),
        "cache_expiry_hours": lifetime / timedelta(hours=1),
        "images_directory": _relative(hass, images_directory(hass)),
        "frame": frame.frame_id,
        "preset": frame.options.active,
        "last_error": frame.coordinator.use.last_error or _words(frame.last_error),
        "pools": pools,
        "failed": [
            {"query": query.source.text, "range": query.limit, "last_error": use.last_error}
            for query, use in ad_hoc.uses().items()
            if use.last_error
        ],
    }


def images_info(hass: HomeAssistant, frame: Frame) -> dict[str, Any]:
    """Tell what is on the frame, what was before it, and what a restart would bring back."""
    shown = frame.shown
    # In the ten minutes between two writes the file is an older photo's.
    path = frame.store.image_path if frame.store.on_disk is shown else None
    return {
        "status": "success",
        "images_directory": _relative(hass, images_directory(hass)),
        "current_image_exists": shown is not None,
        "next_image_ready": frame.chooser.is_prepared,
        "current_image_path": _relative(hass, path) if path else None,
        "current_image_size_bytes": len(shown.rendition.data) if shown else 0,
        "frame": frame.frame_id,
        "renditions": [
            {
                **describe(recent, frame.frame_id),
                "size_bytes": len(recent.rendition.data),
                "on_disk": recent is frame.store.on_disk,
            }
            for recent in frame.recent
        ],
    }


async def async_health_status(hass: HomeAssistant, frame: Frame) -> tuple[bool, dict[str, Any]]:
    """Tell whether all is well, and how disk, memory and connection are."""
    health = await async_health(hass, frame.account.client, images_directory(hass))
    disk, memory = health.disk, health.memory
    return health.is_good, {
        "status": "healthy" if health.is_good else "unhealthy",
        "disk_usage": {
            "total_gb": _gigabytes(disk.total),
            "used_gb": _gigabytes(disk.used),
            "free_gb": _gigabytes(disk.free),
            "status_ok": disk.is_enough,
        },
        "memory_usage": {
            "total_gb": _gigabytes(memory.total),
            "available_gb": _gigabytes(memory.free),
            "status_ok": memory.is_enough,
        },
        "api_connectivity": {
            "url": frame.account.options.url,
            "status_ok": health.immich is None,
            "error": str(health.immich) if health.immich else None,
        },
    }


def _words(error: Exception | None) -> str | None:
    return str(error) if error else None


def _pool(pool: Pool, lifetime: timedelta, use: PoolUse, now: datetime) -> dict[str, Any]:
    age = pool.age(now)
    return {
        "source": pool.query.source.kind,
        "query": pool.query.source.text,
        "filters": filters_data(pool.query.filters),
        "range": pool.query.limit,
        "photos": len(pool.photos),
        "found": pool.found,
        "missing": len(pool.missing),
        "substitute": pool.substitute,
        "age_seconds": round(age.total_seconds()),
        "expires_in_seconds": max(0, round((lifetime - age).total_seconds())),
        "requests": use.requests,
        "hits": use.hits,
        "misses": use.misses,
        "last_error": use.last_error,
    }


def _relative(hass: HomeAssistant, path: Path) -> str:
    """Return a path as seen from the config folder: where that is is nobody's business."""
    return str(path.relative_to(hass.config.config_dir))


def _gigabytes(size: int) -> float:
    return round(size / _GB, 2)
