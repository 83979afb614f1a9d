"""What the forms of a frame share: a form as a value, and fields that are often needed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import probatio

from homeassistant.helpers.selector import (
    NumberSelector,
    NumberSelectorConfig,
    NumberSelectorMode,
    SelectOptionDict,
    SelectSelector,
    SelectSelectorConfig,
    SelectSelectorMode,
)

from .const import SUBENTRY_FRAME
from .errors import problem, translation
from .pickers import Choice
from .words import Words

type Given = Mapping[str, Any]
"""What a form was filled in with, by field; a section holds fields of its own."""


class NothingToPickError(Exception):
    """Immich has nothing of what should be picked from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A form to show: its fields, what they are filled in with, and what is wrong with that.

    `errors` are translation keys by field or section, "base" for the form as a whole.
    """

    step: str
    schema: probatio.Schema
    values: Given = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)
    placeholders: Mapping[str, str] = field(default_factory=dict)

    def refused(self, err: Exception, about: str) -> Form:
        """Return the form with what is wrong with one of its fields."""
        key, placeholders = refusal(err)
        return replace(self, errors={about: key}, placeholders=placeholders)


def refusal(err: Exception) -> tuple[str, dict[str, str]]:
    """Return the translation key of what went wrong, and its placeholders."""
    if isinstance(err, NothingToPickError):
        return "nothing_to_pick", {}
    return problem(err).key, translation(err)["translation_placeholders"]


def gone(*, is_all: bool) -> str:
    """Return the translation key of what to say when something of a source is gone, or all."""
    return "source_gone" if is_all else "gone"


def reason(err: Exception, words: Words) -> str:
    """Return the same in words, for where a form has no place for errors."""
    key, placeholders = refusal(err)
    return words.say(f"config_subentries.{SUBENTRY_FRAME}.error.{key}", **placeholders)


def whole_number(least: int, most: int, unit: str | None = None) -> probatio.All[Any]:
    """Return a field for a whole number: the form's own gives a float."""
    config = NumberSelectorConfig(min=least, max=most, step=1, mode=NumberSelectorMode.BOX)
    if unit is not None:
        config["unit_of_measurement"] = unit
    return probatio.All(NumberSelector(config), probatio.Coerce(int))


def one_of(values: Sequence[str], translation_key: str) -> SelectSelector:
    """Return a field for one of a closed set, which can be emptied where it is optional."""
    return SelectSelector(
        SelectSelectorConfig(
            options=list(values),
            mode=SelectSelectorMode.DROPDOWN,
            translation_key=translation_key,
        )
    )


def pick_one(choices: Sequence[Choice]) -> SelectSelector:
    """Return a field for one of what there is to pick, all of them in sight."""
    return SelectSelector(
        SelectSelectorConfig(options=_options(choices), mode=SelectSelectorMode.LIST)
    )


def pick_many(choices: Sequence[Choice]) -> SelectSelector:
    """Return a field for any number of what there is to pick."""
    selector = SelectSelector(SelectSelectorConfig(options=[], multiple=True))
    # Not through the constructor, which checks each: that takes a second for 50,000.
    selector.config["options"] = _options(choices)
    return selector


def _options(choices: Sequence[Choice]) -> list[SelectOptionDict]:
    return [SelectOptionDict(value=choice.id, label=choice.label) for choice in choices]
