"""The forms of a frame itself: its name, its screen, and which of its sources is meant."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any, Final

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
    CONF_SLIDESHOW,
    CONF_WIDTH,
    DEFAULT_HEIGHT,
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
from .screens import PANELS, Screen, screen_of
from .selection.pool import DEFAULT_CAP, MAX_CAP
from .selection.preset import Preset
from .selection.source import SourceKind
from .slideshow_form import SLIDESHOW_SCHEMA, slideshow_errors, slideshow_values

CONF_KIND: Final = "kind"
CONF_ADVANCED: Final = "advanced"
CONF_PRESET: Final = "preset"
CONF_SCREEN: Final = "screen"
SECTION_SIZE: Final = "custom_size"

_EDGE = whole_number(MIN_EDGE, MAX_EDGE, "px")

_KINDS = [kind.value for kind in SourceKind]
_KIND = probatio.Required(CONF_KIND, default=SourceKind.LIBRARY.value)
_KINDS_IN_SIGHT = SelectSelector(
    SelectSelectorConfig(options=_KINDS, mode=SelectSelectorMode.LIST, translation_key="kind")
)
_SCREEN: dict[probatio.Marker, Any] = {
    probatio.Required(CONF_SCREEN, default=Screen.UHD_LANDSCAPE.value): one_of(
        [screen.value for screen in Screen], "screen"
    )
}
_SIZE = probatio.Schema(
    {
        probatio.Required(CONF_WIDTH, default=DEFAULT_WIDTH): _EDGE,
        probatio.Required(CONF_HEIGHT, default=DEFAULT_HEIGHT): _EDGE,
    }
)
_ADVANCED = probatio.Schema(
    {
        probatio.Required(CONF_POOL_HOURS, default=DEFAULT_POOL_HOURS): whole_number(
            1, MAX_POOL_HOURS, "h"
        ),
        probatio.Required(CONF_POOL_CAP, default=DEFAULT_CAP): whole_number(1, MAX_CAP),
        probatio.Required(CONF_REPEAT_DAYS, default=DEFAULT_REPEAT_DAYS): whole_number(
            0, MAX_REPEAT_DAYS, "d"
        ),
    }
)


def new_frame_form(name: str, options: FrameOptions, kind: SourceKind) -> Form:
    """Return the first form of a new frame."""
    return Form(
        step="user",
        schema=probatio.Schema(
            _name(name)
            | {_KIND: one_of(_KINDS, "kind")}
            | _settings_fields(options)
            | {probatio.Required(CONF_SLIDESHOW): section(SLIDESHOW_SCHEMA, {"collapsed": True})}
        ),
        values={
            CONF_KIND: kind.value,
            CONF_SLIDESHOW: slideshow_values(options),
            **_settings_values(name, options),
        },
    )


def new_frame_errors(given: Given) -> dict[str, str]:
    """Return what is wrong with what was given, by section: those of sections have no place."""
    errors = slideshow_errors(given[CONF_SLIDESHOW])
    return dict.fromkeys([CONF_SLIDESHOW], next(iter(errors.values()))) if errors else {}


def settings_form(name: str, options: FrameOptions) -> Form:
    """Return the form of a frame's name and screen."""
    return Form(
        step="settings",
        schema=probatio.Schema(_name(name) | _settings_fields(options)),
        values=_settings_values(name, options),
    )


def read_settings(given: Given, name: str, options: FrameOptions) -> tuple[str, FrameOptions]:
    """Return the name and the options with what was given; an empty name changes nothing."""
    advanced = given[CONF_ADVANCED]
    return given[CONF_NAME].strip() or name, replace(
        _with_screen(given, options),
        pool_lifetime=timedelta(hours=advanced[CONF_POOL_HOURS]),
        pool_cap=advanced[CONF_POOL_CAP],
        repeat_after=timedelta(days=advanced[CONF_REPEAT_DAYS]),
    )


def _with_screen(given: Given, options: FrameOptions) -> FrameOptions:
    """Return the options for another screen, or of a size that was typed in.

    Another screen brings its colours along, all of them unless it is an e-ink panel: one that has
    six cannot show others, and a television would look broken with six. The screen that was there
    before leaves colours alone, as they may have been chosen since. So does a size: it counts when
    the screen is custom, and when it was changed and the screen was not.
    """
    before, chosen = _screen_of(options), Screen(given[CONF_SCREEN])
    typed = Size(given[SECTION_SIZE][CONF_WIDTH], given[SECTION_SIZE][CONF_HEIGHT])
    if chosen in {before, Screen.CUSTOM}:
        return replace(options, size=typed)
    panel = PANELS[chosen]
    rendering = replace(options.rendering, palette=panel.palette)
    return replace(options, size=panel.size, rendering=rendering)


def _screen_of(options: FrameOptions) -> Screen:
    return screen_of(options.size, options.rendering.palette)


def _name(name: str) -> dict[probatio.Marker, Any]:
    return {probatio.Required(CONF_NAME, default=name): TextSelector()}


def _settings_fields(options: FrameOptions) -> dict[probatio.Marker, Any]:
    is_listed = _screen_of(options) is not Screen.CUSTOM
    return {
        **_SCREEN,
        probatio.Required(SECTION_SIZE): section(_SIZE, {"collapsed": is_listed}),
        probatio.Required(CONF_ADVANCED): section(_ADVANCED, {"collapsed": True}),
    }


def _settings_values(name: str, options: FrameOptions) -> dict[str, Any]:
    stored = options.as_data()
    return {
        CONF_NAME: name,
        CONF_SCREEN: _screen_of(options).value,
        SECTION_SIZE: {key: stored[key] for key in (CONF_WIDTH, CONF_HEIGHT)},
        CONF_ADVANCED: {
            key: stored[key] for key in (CONF_POOL_HOURS, CONF_POOL_CAP, CONF_REPEAT_DAYS)
        },
    }


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
