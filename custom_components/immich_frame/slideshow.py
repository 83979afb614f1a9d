"""The timer of a slideshow: moves on when a photo is over, while somebody can see it."""

import asyncio
from collections.abc import Callable
from datetime import datetime
import logging
from typing import Any, Final

from homeassistant.const import (
    EVENT_CORE_CONFIG_UPDATE,
    STATE_HOME,
    STATE_OFF,
    STATE_ON,
    STATE_STANDBY,
    STATE_UNAVAILABLE,
    STATE_UNKNOWN,
)
from homeassistant.core import CALLBACK_TYPE, Event, HomeAssistant, State, callback
from homeassistant.helpers.event import (
    async_track_point_in_utc_time,
    async_track_state_change_event,
)
from homeassistant.util import dt as dt_util

from .const import FIRST_RETRY, LAST_RETRY
from .errors import OUR_ERRORS
from .schedule import Schedule
from .shown import Shown
from .turns import Job, Turns

_LOGGER = logging.getLogger(__name__)

_AWAY: Final = frozenset({STATE_OFF, STATE_STANDBY, STATE_UNAVAILABLE, STATE_UNKNOWN})


class Slideshow:
    """Calls for the next photo when it is due.

    The time of a photo is counted from when it was put up, or from when the slideshow was turned
    on since. What is due while nobody can see it waits until somebody can.
    """

    def __init__(  # noqa: PLR0913 it stands between a clock, people and a frame
        self,
        hass: HomeAssistant,
        turns: Turns[object, Shown],
        begin_task: Callable[[Job[None]], asyncio.Task[None]],
        *,
        show_next: Callable[[], Job[Shown]],
        changed: CALLBACK_TYPE,
        seen: CALLBACK_TYPE,
    ) -> None:
        """Stand still.

        `changed` is called when `due` has changed without another photo, `seen` when somebody looks
        after nobody did.
        """
        self.due: datetime | None = None
        self._hass = hass
        self._begin_task = begin_task
        self._turns = turns
        self._show_next = show_next
        self._changed = changed
        self._seen = seen
        self._schedule = Schedule()
        self._since: datetime | None = None
        self._cancel_timer: CALLBACK_TYPE | None = None
        self._unlisten: list[CALLBACK_TYPE] = []
        self._is_watched = True
        self._is_stopped = False

    @property
    def is_watched(self) -> bool:
        """Tell whether somebody can see the frame, as far as that was asked for."""
        return self._is_watched

    @callback
    def async_start(self, schedule: Schedule, since: datetime | None) -> None:
        """Go on with a photo that was put up before a restart, or without one."""
        self._schedule, self._since = schedule, since
        self._async_listen()
        self._async_arm()

    @callback
    def async_follow(self, schedule: Schedule, put_up_at: datetime | None) -> None:
        """Take a changed schedule, or another photo."""
        before, self._schedule = self._schedule, schedule
        if schedule.is_on and not before.is_on:
            self._since = dt_util.utcnow()
        elif put_up_at is not None:
            self._since = put_up_at
        if schedule.viewers != before.viewers:
            self._async_listen()
        self._async_arm()

    @callback
    def async_stop(self) -> None:
        """Stand still for good."""
        self._is_stopped = True
        self._async_disarm()
        self._async_unlisten()

    def _async_unlisten(self) -> None:
        while self._unlisten:
            self._unlisten.pop()()

    def _async_listen(self) -> None:
        self._async_unlisten()
        if self._is_stopped:
            return
        viewers = self._schedule.viewers
        self._is_watched = self._is_seen_by_somebody()
        self._unlisten = [
            async_track_state_change_event(self._hass, viewers, self._async_viewer_changed),
            # Wall time may be another one now.
            self._hass.bus.async_listen(EVENT_CORE_CONFIG_UPDATE, self._async_clock_changed),
        ]

    @callback
    def _async_viewer_changed(self, _event: Event[Any]) -> None:
        if (is_watched := self._is_seen_by_somebody()) != self._is_watched:
            self._is_watched = is_watched
            self._async_arm()
            self._changed()
            if is_watched:
                self._seen()

    @callback
    def _async_clock_changed(self, _event: Event[Any]) -> None:
        self._async_arm()
        self._changed()

    def _is_seen_by_somebody(self) -> bool:
        viewers = self._schedule.viewers
        return not viewers or any(map(is_there, map(self._hass.states.get, viewers)))

    @callback
    def _async_arm(self, not_before: datetime | None = None) -> None:
        self._async_disarm()
        is_running = self._schedule.is_on and self._is_watched and not self._is_stopped
        if not is_running or self._since is None:
            return
        # A clock that was ahead, and was set back since, must not stop it until that day.
        self._since = min(self._since, dt_util.utcnow())
        due = self._schedule.due(self._since, dt_util.get_default_time_zone())
        self.due = max(due, not_before) if not_before else due
        self._cancel_timer = async_track_point_in_utc_time(self._hass, self._async_fire, self.due)

    @callback
    def _async_disarm(self) -> None:
        self.due = None
        if self._cancel_timer is not None:
            self._cancel_timer()
            self._cancel_timer = None

    @callback
    def _async_fire(self, _now: datetime) -> None:
        self._cancel_timer = None
        self._begin_task(self._async_move_on())

    async def _async_move_on(self) -> None:
        # What somebody asks for at this moment begins a time of its own.
        await self._turns.async_wait()
        if not self._is_over:
            return
        try:
            await self._show_next()
        except OUR_ERRORS as err:
            _LOGGER.debug("The photo stays: %s", err)
            self._async_retry()

    @property
    def _is_over(self) -> bool:
        """Tell whether the photo's time is over, and nothing else has followed it meanwhile."""
        return self.due is not None and self._cancel_timer is None

    def _async_retry(self) -> None:
        if self._is_over:
            wait = min(max(self._schedule.interval, FIRST_RETRY), LAST_RETRY)
            self._async_arm(not_before=dt_util.utcnow() + wait)
            self._changed()


def is_there(viewer: State | None) -> bool:
    """Tell whether an entity is on, at home or playing."""
    if viewer is None or viewer.state in _AWAY:
        return False
    match viewer.domain:
        case "person" | "device_tracker":
            return viewer.state == STATE_HOME
        case "media_player":
            return True
        case "zone":
            return viewer.state != "0"
        case _:
            return viewer.state == STATE_ON
