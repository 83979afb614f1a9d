"""What a frame asks people to repair; each issue goes by itself when its reason does."""

from datetime import timedelta
from functools import partial
from typing import Any, Final

from homeassistant.core import CALLBACK_TYPE, Event, HomeAssistant, callback
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.event import async_track_state_change_event
from homeassistant.helpers.start import async_at_started

from .frame import Frame
from .immich.errors import AWAY, MissingPermissionError, SmartSearchUnavailableError
from .issues import (
    DATA_ENTRY,
    DATA_FRAME,
    DATA_PRESET,
    IssueKind,
    async_clear_issue,
    async_clear_issues_of,
    async_raise_issue,
)
from .selection.errors import SourceGoneError

PATIENCE: Final = timedelta(hours=24)
"""How long smart search may be away before people hear of it: Immich may be at work on it."""


@callback
def async_follow_issues(frame: Frame) -> None:
    """Raise and clear the issues of a frame as its pool and its photos come and fail.

    Viewers are looked for when Home Assistant has started: before, they may only be late.
    """
    # What is to be done at the end is done last first: by then nothing raises an issue any more.
    frame.entry.async_on_unload(partial(async_clear_issues_of, frame.hass, frame.frame_id))
    frame.entry.async_on_unload(async_at_started(frame.hass, _Viewers(frame).async_begin))
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


class _Viewers:
    """Names the entities that should tell whether somebody sees a frame, and are no more.

    One that is in the registry is there, though it may have no state at present.
    """

    def __init__(self, frame: Frame) -> None:
        """Follow nothing before `async_begin`."""
        self._frame = frame
        self._followed: tuple[str, ...] = ()
        self._unfollow: CALLBACK_TYPE | None = None

    @callback
    def async_begin(self, _hass: HomeAssistant) -> None:
        """Follow the frame, which may be told to look at others, and all that it looks at."""
        self._frame.entry.async_on_unload(self._stop)
        self._frame.entry.async_on_unload(self._frame.async_add_listener(self._frame_changed))
        self._frame_changed()

    def _frame_changed(self) -> None:
        viewers = self._frame.options.schedule.viewers
        if viewers != self._followed:
            self._stop()
            self._followed = viewers
            self._unfollow = async_track_state_change_event(self._frame.hass, viewers, self._look)
            self._look()

    @callback
    def _look(self, _event: Event[Any] | None = None) -> None:
        hass, registry = self._frame.hass, er.async_get(self._frame.hass)
        gone = [
            viewer
            for viewer in self._followed
            if hass.states.get(viewer) is None and registry.async_get(viewer) is None
        ]
        if gone:
            async_raise_issue(
                hass,
                IssueKind.VIEWER_GONE,
                {"frame": self._frame.name, "viewers": ", ".join(gone)},
                self._frame.frame_id,
            )
        else:
            async_clear_issue(hass, IssueKind.VIEWER_GONE, self._frame.frame_id)

    def _stop(self) -> None:
        if self._unfollow is not None:
            self._unfollow()
