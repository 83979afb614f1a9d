"""The form of a source's filters, order and name; it can be left as it is."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Final

import probatio

from homeassistant.data_entry_flow import section
from homeassistant.helpers.selector import (
    BooleanSelector,
    SelectSelector,
    SelectSelectorConfig,
    SelectSelectorMode,
    TextSelector,
    TextSelectorConfig,
    TextSelectorType,
)

from .form import Form, Given, one_of, pick_many, whole_number
from .markdown import plain
from .pickers import Offer, Pick, Pickers
from .preset_data import MAX_NAME, filters_of, preset_data
from .selection.filters import Filters, Orientation
from .selection.preset import DEFAULT_RUN, Order, Preset

CONF_NAME: Final = "preset"
CONF_ORDER: Final = "order"
CONF_RUN: Final = "run_length"

SECTION_ORDER: Final = "order"
SECTION_WHEN: Final = "when"

MAX_RUN: Final = 100
MAX_DAYS: Final = 36_500
MAX_PIXELS: Final = 20_000
MAX_BURST_SECONDS: Final = 3600

_MONTHS = SelectSelector(
    SelectSelectorConfig(
        options=[str(month) for month in range(1, 13)],
        multiple=True,
        mode=SelectSelectorMode.DROPDOWN,
        translation_key="month",
    )
)

# A date field of Home Assistant's own could not be emptied again.
_DAY = TextSelector(TextSelectorConfig(type=TextSelectorType.DATE))

_OPPOSITES: Mapping[str, str] = {
    "without_partners": "with_partners",
    "without_archived": "with_archived",
}
"""Fields that say the opposite of a filter: whatever is turned on beside them leaves out."""

# The fields are those of `Filters`, or say the opposite. One to pick for is made when it is known
# what there is.
_SECTIONS: Mapping[str, Mapping[str, Any]] = {
    "who": {
        "person_ids": Pick.PEOPLE,
        "album_ids": Pick.ALBUMS,
        "tag_ids": Pick.TAGS,
        "countries": Pick.COUNTRIES,
        "favorites_only": BooleanSelector(),
        "min_rating": whole_number(1, 5),
    },
    SECTION_WHEN: {
        "taken_from": _DAY,
        "taken_until": _DAY,
        "taken_days": whole_number(1, MAX_DAYS, "d"),
        "months": _MONTHS,
    },
    "look": {
        "orientation": one_of([shape.value for shape in Orientation], "orientation"),
        "min_edge": whole_number(1, MAX_PIXELS, "px"),
        "stacks_as_one": BooleanSelector(),
        "burst_seconds": whole_number(1, MAX_BURST_SECONDS, "s"),
    },
    "left_out": {
        "without_person_ids": Pick.PEOPLE,
        "without_album_ids": Pick.ALBUMS,
        "without_tag_ids": Pick.TAGS,
        "without_screenshots": BooleanSelector(),
        "without_partners": BooleanSelector(),
        "without_archived": BooleanSelector(),
    },
}
_PICKS: Mapping[str, Pick] = {
    name: kind
    for parts in _SECTIONS.values()
    for name, kind in parts.items()
    if isinstance(kind, Pick)
}


def _usual(name: str) -> object:
    if name in _OPPOSITES:
        return not getattr(Filters(), _OPPOSITES[name])
    return getattr(Filters(), name)


class FiltersForm:
    """The form of one source of a frame."""

    def __init__(self, pickers: Pickers, preset: Preset, taken: Collection[str]) -> None:
        """Fill the form in with a preset, whose name must not be one of those taken."""
        self._pickers = pickers
        self._preset = preset
        self._taken = taken
        self._offer = Offer()

    async def open(self) -> Form:
        """Return the form, with fields for what Immich tells that there is to pick from."""
        self._offer = await self._pickers.offer()
        gone = gone_filters(self._preset.filters, self._offer)
        stored = preset_data(replace(self._preset, filters=replace(self._preset.filters, **gone)))
        order = stored["order"] if stored["order"] in self._orders else Order.SHUFFLE
        values = {
            CONF_NAME: self._preset.name,
            **_filled_in(stored["filters"]),
            SECTION_ORDER: {CONF_ORDER: order, CONF_RUN: stored["run_length"]},
        }
        errors = {
            name: "gone" for name, parts in _SECTIONS.items() if not gone.keys().isdisjoint(parts)
        }
        return self._form(values, errors)

    def read(self, given: Given) -> Preset | Form:
        """Return the preset that the form was filled in with, or the form with what is wrong."""
        name = given[CONF_NAME].strip() or self._preset.name
        if errors := self._wrong_name(name) | _wrong_days(given[SECTION_WHEN]):
            return self._form(given, errors)
        order = given[SECTION_ORDER]
        return replace(
            self._preset,
            name=name,
            filters=filters_of(self._not_offered() | _read_sections(given)),
            order=Order(order[CONF_ORDER]),
            run_length=order[CONF_RUN],
        )

    @property
    def _orders(self) -> list[str]:
        ranked = self._preset.source.is_ranked
        return [order.value for order in Order if ranked or order is not Order.RELEVANCE]

    def _wrong_name(self, name: str) -> dict[str, str]:
        if name in self._taken:
            return {CONF_NAME: "name_taken"}
        return {CONF_NAME: "name_too_long"} if len(name) > MAX_NAME else {}

    def _not_offered(self) -> dict[str, Any]:
        """Return the filters that stay as they are."""
        stored = preset_data(self._preset)["filters"]
        return {
            name: stored[name]
            for name, pick in _PICKS.items()
            if name in stored and pick not in self._offer.choices
        }

    def _form(self, values: Given, errors: Mapping[str, str]) -> Form:
        fields: dict[probatio.Marker, Any] = {
            probatio.Required(CONF_NAME, default=self._preset.name): TextSelector()
        }
        for name, parts in _SECTIONS.items():
            is_used = name in errors or any(
                _says_something(part, value) for part, value in values[name].items()
            )
            schema = probatio.Schema(dict(self._fields(parts)))
            fields[probatio.Required(name)] = section(schema, {"collapsed": not is_used})
        fields[probatio.Required(SECTION_ORDER)] = self._order_section(values[SECTION_ORDER])
        return Form(
            step="filters",
            schema=probatio.Schema(fields),
            values=values,
            errors=errors,
            placeholders={"note": self._note()},
        )

    def _order_section(self, values: Given) -> section:
        usual = {CONF_ORDER: Order.SHUFFLE, CONF_RUN: DEFAULT_RUN}
        fields = {
            probatio.Required(CONF_ORDER, default=Order.SHUFFLE): one_of(self._orders, "order"),
            probatio.Required(CONF_RUN, default=DEFAULT_RUN): whole_number(2, MAX_RUN),
        }
        return section(probatio.Schema(fields), {"collapsed": values == usual})

    def _fields(self, parts: Mapping[str, Any]) -> Iterator[tuple[probatio.Marker, Any]]:
        for name, kind in parts.items():
            if isinstance(kind, BooleanSelector):
                yield probatio.Required(name, default=_usual(name)), kind
            elif not isinstance(kind, Pick):
                yield probatio.Optional(name), kind
            elif choices := self._offer.choices.get(kind):
                yield probatio.Optional(name), pick_many(choices)

    def _note(self) -> str:
        """Word what cannot be offered, and why."""
        notes = [
            self._pickers.words.say("selector.note.options.refused", error=plain(refusal))
            for refusal in sorted(self._offer.refusals)
        ]
        if self._offer.permissions:
            permissions = ", ".join(sorted(self._offer.permissions))
            notes.append(
                self._pickers.words.say(
                    "selector.note.options.permissions", permissions=permissions
                )
            )
        return "".join(f"\n\n{note}" for note in notes)


def gone_filters(filters: Filters, offer: Offer) -> dict[str, Any]:
    """Return what is left of those filters of which something is gone from Immich."""
    left: dict[str, Any] = {}
    for name, pick in _PICKS.items():
        chosen = getattr(filters, name)
        there = {choice.id for choice in offer.choices.get(pick, ())}
        if pick in offer.choices and not there.issuperset(chosen):
            left[name] = tuple(one for one in chosen if one in there)
    return left


def _filled_in(filters: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Return what the sections are filled in with for filters as they are stored."""
    said = dict(filters)
    if "months" in said:
        said["months"] = [str(month) for month in said["months"]]
    for name, opposite in _OPPOSITES.items():
        if opposite in said:
            said[name] = not said[opposite]
    return {
        name: {part: said[part] for part in parts if part in said}
        for name, parts in _SECTIONS.items()
    }


def _read_sections(given: Given) -> dict[str, Any]:
    """Return what the sections are filled in with as filters are stored."""
    said = {name: value for part in _SECTIONS for name, value in given[part].items() if value != ""}
    for name, opposite in _OPPOSITES.items():
        said[opposite] = not said.pop(name)
    return said | {"months": [int(month) for month in said.get("months", ())]}


def _says_something(name: str, value: object) -> bool:
    return value not in ("", []) and value != _usual(name)


def _wrong_days(when: Given) -> dict[str, str]:
    """Return what is wrong with the first and the last day, each of which may be empty."""
    try:
        first, last = (
            date.fromisoformat(when[name]) if when.get(name) else None
            for name in ("taken_from", "taken_until")
        )
    except ValueError:
        return {SECTION_WHEN: "date_invalid"}
    contradict = first is not None and last is not None and first > last
    return {SECTION_WHEN: "dates_contradict"} if contradict else {}
