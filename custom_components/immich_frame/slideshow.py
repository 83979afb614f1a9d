"""The timer of a slideshow: moves on when a photo is over, while somebody can see it."""

from datetime import datetime, timedelta
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

from .schedule import Schedule

FIRST_RETRY: Final = timedelta(minutes=1)
LAST_RETRY: Final = timedelta(minutes=15)

_AWAY: Final = frozenset({STATE_OFF, STATE_STANDBY, STATE_UNAVAILABLE, STATE_UNKNOWN})


class Slideshow:
    """Calls for the next photo when it is due.

    The time of a photo is counted from when it was put up, or from when the slideshow was turned on
    if that was later. What is due while nobody can see it waits until somebody can.
    """

    def __init__(self, hass: HomeAssistant, move_on: CALLBACK_TYPE, changed: CALLBACK_TYPE) -> None:
        """Stand still; `move_on` is called when a photo is over, `changed` when that changes."""
        self.due: datetime | None = None
        self._hass = hass
        self._move_on = move_on
        self._changed = changed
        self._schedule = Schedule()
        self._since: datetime | None = None
        self._cancel_timer: CALLBACK_TYPE | None = None
        self._unlisten: list[CALLBACK_TYPE] = []
        self._is_watched = True

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
        elif put_up_at is not None and (self._since is None or put_up_at > self._since):
            self._since = put_up_at
        if schedule.viewers != before.viewers:
            self.async_stop()
            self._async_listen()
        self._async_arm()

    @callback
    def async_retry(self) -> None:
        """Call again after a while: there was no other photo to show."""
        if self.due is not None and self._cancel_timer is None:
            wait = min(max(self._schedule.interval, FIRST_RETRY), LAST_RETRY)
            self._async_arm(not_before=dt_util.utcnow() + wait)
            self._changed()

    @callback
    def async_stop(self) -> None:
        """Stand still for good."""
        self._async_disarm()
        while self._unlisten:
            self._unlisten.pop()()

    def _async_listen(self) -> None:
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
        if not (self._schedule.is_on and self._is_watched and self._since):
            return
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
        self._move_on()


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
