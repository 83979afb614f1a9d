"""The form of how a frame fits, captions and writes its photos; it can be left as it is."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

import probatio

from homeassistant.data_entry_flow import section
from homeassistant.helpers.selector import (
    BooleanSelector,
    ColorRGBSelector,
    SelectSelector,
    SelectSelectorConfig,
    SelectSelectorMode,
)

from .form import Form, Given, one_of, whole_number
from .imaging.spec import CaptionPosition, Fit, Palette, PictureFormat
from .rendering import (
    OTHERWISE,
    CaptionChoice,
    CaptionPart,
    Rendering,
    rendering_data,
    rendering_of,
)

MAX_GAP: Final = 10
MAX_MARGIN: Final = 40
MAX_CAPTION_HEIGHT: Final = 10
MAX_QUALITY: Final = 95
MAX_KILOBYTES: Final = 100_000
MIN_MEMORY: Final = 100
MAX_MEMORY: Final = 1000

NO_PALETTE: Final = "none"

BOARD: Final = [244, 241, 234]
"""The colour that is offered for a mount: the off-white of museum board."""

SECTION_CAPTION: Final = "caption"
SECTION_MATTE: Final = "matte"
SECTION_OUTPUT: Final = "output"
SECTION_SURROUNDINGS: Final = "surroundings"
RULES: Final = ("landscape", "portrait")
"""The sections that are always open."""

_RULE: Mapping[str, Any] = {
    "fit": one_of([Fit.AUTO.value, *(fit.value for fit in Fit if fit is not Fit.AUTO)], "fit"),
    "min_kept_percent": whole_number(1, 100, "%"),
    "otherwise": one_of([fit.value for fit in OTHERWISE], "fit"),
}

_PARTS = SelectSelector(
    SelectSelectorConfig(
        options=[part.value for part in CaptionPart],
        multiple=True,
        mode=SelectSelectorMode.LIST,
        translation_key="caption_part",
    )
)

# The fields are those of the data that is stored, but for what the two functions below turn round.
_SECTIONS: Mapping[str, Mapping[str, Any]] = {
    **dict.fromkeys(RULES, _RULE),
    SECTION_SURROUNDINGS: {
        "enlarge": BooleanSelector(),
        "background": ColorRGBSelector(),
        "gap_percent": whole_number(0, MAX_GAP, "%"),
    },
    SECTION_MATTE: {
        "color_of_photo": BooleanSelector(),
        "color": ColorRGBSelector(),
        "margin_percent": whole_number(0, MAX_MARGIN, "%"),
        "bevel": BooleanSelector(),
    },
    SECTION_CAPTION: {
        "parts": _PARTS,
        "position": one_of([place.value for place in CaptionPosition], "caption_position"),
        "height_percent": whole_number(1, MAX_CAPTION_HEIGHT, "%"),
    },
    SECTION_OUTPUT: {
        "palette": one_of([NO_PALETTE, *(palette.value for palette in Palette)], "palette"),
        "format": one_of([kind.value for kind in PictureFormat], "picture_format"),
        "quality": whole_number(1, MAX_QUALITY),
        "max_kilobytes": whole_number(0, MAX_KILOBYTES, "kB"),
        "max_memory_megabytes": whole_number(MIN_MEMORY, MAX_MEMORY, "MB"),
    },
}


def rendering_form(rendering: Rendering) -> Form:
    """Return the form, with those sections open in which something is not as usual."""
    values, usual = _filled_in(rendering), _filled_in(Rendering())
    fields = {
        probatio.Required(name): section(
            probatio.Schema(
                {
                    probatio.Required(field, default=usual[name][field]): kind
                    for field, kind in parts.items()
                }
            ),
            {"collapsed": name not in RULES and values[name] == usual[name]},
        )
        for name, parts in _SECTIONS.items()
    }
    return Form(step="rendering", schema=probatio.Schema(fields), values=values)


def read_rendering(given: Given) -> Rendering:
    """Return what the form was filled in with."""
    matte, caption, output = (
        given[name] for name in (SECTION_MATTE, SECTION_CAPTION, SECTION_OUTPUT)
    )
    parts = [part for part in CaptionPart if part in caption["parts"]]
    return rendering_of(
        {
            **{name: given[name] for name in RULES},
            **given[SECTION_SURROUNDINGS],
            "matte": matte | {"color": None if matte["color_of_photo"] else matte["color"]},
            "caption": caption | {"parts": parts} if parts else None,
            "palette": output["palette"],  # None of them is no palette.
            "output": output,
            "max_memory_megabytes": output["max_memory_megabytes"],
        }
    )


def _filled_in(rendering: Rendering) -> dict[str, dict[str, Any]]:
    """Return what the sections are filled in with."""
    stored = rendering_data(
        replace(rendering, caption=rendering.caption or CaptionChoice())  # to have its fields
    )
    color = stored["matte"]["color"]
    said = {
        **{name: stored[name] for name in RULES},
        SECTION_SURROUNDINGS: stored,
        SECTION_MATTE: stored["matte"] | {"color_of_photo": not color, "color": color or BOARD},
        SECTION_CAPTION: stored["caption"],
        SECTION_OUTPUT: stored | stored["output"] | {"palette": stored["palette"] or NO_PALETTE},
    }
    return {name: {field: said[name][field] for field in _SECTIONS[name]} for name in _SECTIONS}
