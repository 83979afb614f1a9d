"""What a frame asks people to repair; each issue goes by itself when its reason does."""

from datetime import timedelta
from functools import partial
from typing import Final

from homeassistant.core import callback

from .frame import Frame
from .immich.errors import AWAY, MissingPermissionError, SmartSearchUnavailableError
from .issues import (
    DATA_ENTRY,
    DATA_FRAME,
    DATA_PRESET,
    IssueKind,
    async_clear_issue,
    async_raise_issue,
)
from .selection.errors import SourceGoneError

PATIENCE: Final = timedelta(hours=24)
"""How long smart search may be away before people hear of it: Immich may be at work on it."""


@callback
def async_follow_issues(frame: Frame) -> None:
    """Raise and clear the issues of a frame as its pool and its photos come and fail."""
    for follow in (_follow_source, _follow_permissions, _follow_smart_search):
        frame.entry.async_on_unload(frame.async_add_listener(partial(follow, frame)))


def _follow_source(frame: Frame) -> None:
    """Ask people to choose again when something that the preset names is gone from Immich."""
    pool, problem = frame.coordinator.data, frame.coordinator.problem
    is_own = pool is not None and pool.query == frame.options.pool_query
    if isinstance(problem, SourceGoneError) or (is_own and pool and pool.missing):
        async_raise_issue(
            frame.hass,
            IssueKind.SOURCE_GONE,
            {"frame": frame.name, "preset": frame.options.active},
            frame.frame_id,
            about={
                DATA_ENTRY: frame.entry.entry_id,
                DATA_FRAME: frame.frame_id,
                DATA_PRESET: frame.options.active,
            },
        )
    elif problem is None:
        async_clear_issue(frame.hass, IssueKind.SOURCE_GONE, frame.frame_id)


def _follow_permissions(frame: Frame) -> None:
    """Name what the key lacks, for the pool or for the last photo that was wanted."""
    errors = (frame.coordinator.problem, frame.last_failure)
    lacking = {error.permission for error in errors if isinstance(error, MissingPermissionError)}
    if lacking:
        async_raise_issue(
            frame.hass,
            IssueKind.PERMISSION_MISSING,
            {
                "account": frame.account.name,
                "frame": frame.name,
                "permissions": ", ".join(sorted(lacking)),
            },
            frame.frame_id,
        )
    elif not any(isinstance(error, AWAY) for error in errors):
        async_clear_issue(frame.hass, IssueKind.PERMISSION_MISSING, frame.frame_id)


def _follow_smart_search(frame: Frame) -> None:
    """Say that a search by text has been answered with nothing for a day."""
    waited, problem = frame.coordinator.without_smart_search, frame.coordinator.problem
    if waited is None:
        async_clear_issue(frame.hass, IssueKind.SMART_SEARCH_UNAVAILABLE, frame.frame_id)
    elif waited >= PATIENCE and isinstance(problem, SmartSearchUnavailableError):
        async_raise_issue(
            frame.hass,
            IssueKind.SMART_SEARCH_UNAVAILABLE,
            {"frame": frame.name, "preset": frame.options.active, "error": str(problem)},
            frame.frame_id,
        )
