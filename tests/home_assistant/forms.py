"""What the forms of flows hold and say, sections as well."""

from collections.abc import Mapping
from typing import Any

from homeassistant.data_entry_flow import section


def assert_described(fields: Mapping[Any, Any], words: Mapping[str, Any]) -> None:
    """Make sure that every field of a form, or of a section of one, is described in words.

    There may be words for more: a form leaves out what cannot be chosen now.
    """
    sections = {str(name): part for name, part in fields.items() if isinstance(part, section)}
    names = set(words.get("data", {}))
    assert {str(name) for name in fields} - set(sections) <= names
    assert names == set(words.get("data_description", {}))
    for name, part in sections.items():
        assert words["sections"][name]["name"]
        assert_described(part.schema.schema, words["sections"][name])


def filled_in(fields: Mapping[Any, Any]) -> dict[str, Any]:
    """Return the same for some fields."""
    values = {
        str(field): field.description["suggested_value"]
        for field in fields
        if getattr(field, "description", None)
    }
    parts = {str(name): part for name, part in fields.items() if isinstance(part, section)}
    return values | {name: filled_in(part.schema.schema) for name, part in parts.items()}
