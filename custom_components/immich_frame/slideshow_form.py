"""The form of a frame's slideshow: how often it moves on, from when on, for whom, and by whom."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any, Final, override

import probatio

from homeassistant.const import Platform
from homeassistant.helpers.selector import (
    BooleanSelector,
    DurationSelector,
    DurationSelectorConfig,
    EntitySelector,
    EntitySelectorConfig,
    EntityWithDeviceFilterSelectorConfig,
    TimeSelector,
)
from homeassistant.util import dt as dt_util

from .const import CONF_ALLOW_GET, CONF_PREFETCH
from .form import Form, Given
from .options import FrameOptions
from .schedule import MAX_INTERVAL, MIN_INTERVAL, Schedule

FIELD_ON: Final = "on"
FIELD_INTERVAL: Final = "interval"
FIELD_AT: Final = "at"
FIELD_VIEWERS: Final = "viewers"

VIEWERS: Final = (
    Platform.BINARY_SENSOR,
    Platform.DEVICE_TRACKER,
    "input_boolean",
    Platform.LIGHT,
    Platform.MEDIA_PLAYER,
    "person",
    "schedule",
    Platform.SWITCH,
    "zone",
)
"""The domains of what can tell whether somebody sees a frame."""


class _Interval(DurationSelector):
    """A duration in numbers, however long."""

    @override
    def __call__(self, data: Any) -> dict[str, float]:
        """Return its parts. Raises Invalid."""
        try:
            parts = super().__call__(data)
        except OverflowError as err:
            raise probatio.Invalid("No calendar is as long as this") from err
        return {name: float(part) for name, part in parts.items()}  # They may be texts.


_FIELDS: Mapping[str, Any] = {
    FIELD_ON: BooleanSelector(),
    FIELD_INTERVAL: _Interval(DurationSelectorConfig(enable_day=True)),
    FIELD_AT: TimeSelector(),
    FIELD_VIEWERS: EntitySelector(
        EntitySelectorConfig(
            filter=EntityWithDeviceFilterSelectorConfig(domain=[*VIEWERS]), multiple=True
        )
    ),
    CONF_PREFETCH: BooleanSelector(),
    CONF_ALLOW_GET: BooleanSelector(),
}


def with_slideshow(options: FrameOptions) -> FrameOptions:
    """Return the options of a new frame, which moves on by itself."""
    return replace(options, schedule=replace(options.schedule, is_on=True))


def slideshow_form(options: FrameOptions) -> Form:
    """Return the form of a frame that is there."""
    return Form(step="slideshow", schema=SLIDESHOW_SCHEMA, values=slideshow_values(options))


def slideshow_values(options: FrameOptions) -> dict[str, Any]:
    """Return what the fields are filled in with; a field that can be empty may have nothing."""
    schedule = options.schedule
    values: dict[str, Any] = {
        FIELD_ON: schedule.is_on,
        FIELD_INTERVAL: _parts(schedule.interval),
        FIELD_VIEWERS: list(schedule.viewers),
        CONF_PREFETCH: options.prefetch,
        CONF_ALLOW_GET: options.allow_get,
    }
    return values | ({FIELD_AT: schedule.at.isoformat()} if schedule.at else {})


def slideshow_errors(given: Given) -> dict[str, str]:
    """Return what is wrong with what was given, by field."""
    if MIN_INTERVAL <= _duration(given) <= MAX_INTERVAL:
        return {}
    return {FIELD_INTERVAL: "interval_out_of_range"}


def read_slideshow(given: Given, options: FrameOptions) -> FrameOptions:
    """Return the options with what was given, in which nothing must be wrong."""
    at = given.get(FIELD_AT)
    return replace(
        options,
        schedule=Schedule(
            is_on=given[FIELD_ON],
            interval=timedelta(seconds=round(_duration(given).total_seconds())),
            at=dt_util.parse_time(at) if at else None,
            viewers=tuple(dict.fromkeys(given[FIELD_VIEWERS])),
        ),
        prefetch=given[CONF_PREFETCH],
        allow_get=given[CONF_ALLOW_GET],
    )


def _duration(given: Given) -> timedelta:
    return timedelta(**given[FIELD_INTERVAL])


def _parts(interval: timedelta) -> dict[str, int]:
    """Return a duration as the field takes it."""
    minutes, seconds = divmod(interval.seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return {"days": interval.days, "hours": hours, "minutes": minutes, "seconds": seconds}


_USUAL = slideshow_values(with_slideshow(FrameOptions.of({})))

SLIDESHOW_SCHEMA: Final = probatio.Schema(
    {
        probatio.Required(name, default=_USUAL[name])
        if name in _USUAL
        else probatio.Optional(name): kind
        for name, kind in _FIELDS.items()
    }
)
"""The fields, as a new frame has them."""
