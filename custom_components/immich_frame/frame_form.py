"""The forms of a frame itself: its name, its size, and which of its sources is meant."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Final

import probatio

from homeassistant.const import CONF_NAME
from homeassistant.data_entry_flow import section
from homeassistant.helpers.selector import (
    SelectSelector,
    SelectSelectorConfig,
    SelectSelectorMode,
    TextSelector,
)

from .const import (
    CONF_HEIGHT,
    CONF_POOL_CAP,
    CONF_POOL_HOURS,
    CONF_REPEAT_DAYS,
    CONF_WIDTH,
    DEFAULT_HEIGHT,
    DEFAULT_NAME,
    DEFAULT_POOL_HOURS,
    DEFAULT_REPEAT_DAYS,
    DEFAULT_WIDTH,
    MAX_EDGE,
    MAX_POOL_HOURS,
    MAX_REPEAT_DAYS,
    MIN_EDGE,
)
from .form import Form, Given, one_of, pick_one, whole_number
from .imaging.spec import Size
from .options import FrameOptions
from .pickers import Choice
from .selection.pool import DEFAULT_CAP, MAX_CAP
from .selection.preset import Preset
from .selection.source import SourceKind

CONF_KIND: Final = "kind"
CONF_ADVANCED: Final = "advanced"
CONF_PRESET: Final = "preset"

_EDGE = whole_number(MIN_EDGE, MAX_EDGE, "px")

_KINDS = [kind.value for kind in SourceKind]
_KIND = probatio.Required(CONF_KIND, default=SourceKind.LIBRARY.value)
_KINDS_IN_SIGHT = SelectSelector(
    SelectSelectorConfig(options=_KINDS, mode=SelectSelectorMode.LIST, translation_key="kind")
)
_NAME = {probatio.Required(CONF_NAME, default=DEFAULT_NAME): TextSelector()}
_SIZE = {
    probatio.Required(CONF_WIDTH, default=DEFAULT_WIDTH): _EDGE,
    probatio.Required(CONF_HEIGHT, default=DEFAULT_HEIGHT): _EDGE,
    probatio.Required(CONF_ADVANCED): section(
        probatio.Schema(
            {
                probatio.Required(CONF_POOL_HOURS, default=DEFAULT_POOL_HOURS): whole_number(
                    1, MAX_POOL_HOURS, "h"
                ),
                probatio.Required(CONF_POOL_CAP, default=DEFAULT_CAP): whole_number(1, MAX_CAP),
                probatio.Required(CONF_REPEAT_DAYS, default=DEFAULT_REPEAT_DAYS): whole_number(
                    0, MAX_REPEAT_DAYS, "d"
                ),
            }
        ),
        {"collapsed": True},
    ),
}


def new_frame_form(values: Given) -> Form:
    """Return the first form of a new frame."""
    kind = {_KIND: one_of(_KINDS, "kind")}
    return Form(step="user", schema=probatio.Schema(_NAME | kind | _SIZE), values=values)


def settings_form(name: str, options: FrameOptions) -> Form:
    """Return the form of a frame's name and size."""
    stored = options.as_data()
    advanced = {key: stored[key] for key in (CONF_POOL_HOURS, CONF_POOL_CAP, CONF_REPEAT_DAYS)}
    size = {key: stored[key] for key in (CONF_WIDTH, CONF_HEIGHT)}
    return Form(
        step="settings",
        schema=probatio.Schema(_NAME | _SIZE),
        values={CONF_NAME: name, CONF_ADVANCED: advanced, **size},
    )


def read_settings(given: Given, name: str, options: FrameOptions) -> tuple[str, FrameOptions]:
    """Return the name and the options with what was given; an empty name changes nothing."""
    advanced = given[CONF_ADVANCED]
    return given[CONF_NAME].strip() or name, replace(
        options,
        size=Size(given[CONF_WIDTH], given[CONF_HEIGHT]),
        pool_lifetime=timedelta(hours=advanced[CONF_POOL_HOURS]),
        pool_cap=advanced[CONF_POOL_CAP],
        repeat_after=timedelta(days=advanced[CONF_REPEAT_DAYS]),
    )


def kind_form(kind: SourceKind) -> Form:
    """Return the form that asks for the kind of a source."""
    schema = probatio.Schema({_KIND: _KINDS_IN_SIGHT})
    return Form(step="source", schema=schema, values={CONF_KIND: kind.value})


def which_form(step: str, presets: Sequence[Preset], active: str) -> Form:
    """Return a form that asks which of a frame's sources is meant."""
    choices = [
        Choice(str(number), preset.name, preset.name) for number, preset in enumerate(presets)
    ]
    meant = next(choice.id for choice in choices if choice.name == active)
    return Form(
        step=step,
        schema=probatio.Schema({probatio.Required(CONF_PRESET): pick_one(choices)}),
        values={CONF_PRESET: meant},
    )


def read_which(given: Given) -> int:
    """Return the number of the source that was meant, from 0."""
    return int(given[CONF_PRESET])
