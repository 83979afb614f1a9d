"""A preset as a config subentry stores it, and back: plain JSON, without what is a default."""

from collections.abc import Collection, Mapping
from dataclasses import fields
from datetime import date
from itertools import chain, count
from typing import Any, Final

from .immich.query import search_text
from .selection.filters import Filters, Orientation
from .selection.preset import DEFAULT_RUN, Order, Preset
from .selection.source import Source, SourceKind

MAX_NAME: Final = 60
"""Longer ones do not fit into the list of a select entity, or into anybody's head."""

type Data = dict[str, Any]


def shorten(name: str, most: int = MAX_NAME) -> str:
    """Return a preset's name that is short enough, in one line."""
    name = " ".join(name.split())
    return name if len(name) <= most else f"{name[: most - 1].rstrip()}…"


def unique(name: str, taken: Collection[str]) -> str:
    """Return the name, short enough and numbered from 2 when it is taken: "Holidays 2"."""
    ends = chain([""], (f" {number}" for number in count(2)))
    names = (shorten(name, MAX_NAME - len(end)) + end for end in ends)
    return next(one for one in names if one not in taken)


def preset_of(data: Mapping[str, Any]) -> Preset:
    """Read a preset; what is not there takes its default.

    Raises QueryError when its text cannot be searched for.
    """
    return Preset(
        name=data["name"],
        source=source_of(data.get("source", {})),
        filters=filters_of(data.get("filters", {})),
        order=next((order for order in Order if order == data.get("order")), Order.SHUFFLE),
        run_length=int(data.get("run_length", DEFAULT_RUN)),
    )


def source_of(data: Mapping[str, Any]) -> Source:
    """Read a source. Raises QueryError when its text cannot be searched for."""
    known = _known(data, Source)
    if text := known.get("text"):
        known["text"] = search_text(text)
    return Source(**known | {"kind": SourceKind(data.get("kind", SourceKind.LIBRARY))})


def filters_of(data: Mapping[str, Any]) -> Filters:
    """Read filters."""
    known = _known(data, Filters)
    for name in ("taken_from", "taken_until"):
        if name in known:
            known[name] = date.fromisoformat(known[name])
    if "orientation" in known:
        known["orientation"] = Orientation(known["orientation"])
    return Filters(**known)


def preset_data(preset: Preset) -> Data:
    """Write a preset down."""
    return {
        "name": preset.name,
        "source": _data(preset.source),
        "filters": _data(preset.filters),
        "order": preset.order.value,
        "run_length": preset.run_length,
    }


def filters_data(filters: Filters) -> Data:
    """Write filters down, those that are set."""
    return _data(filters)


def _known(data: Mapping[str, Any], kind: type[Source | Filters]) -> Data:
    """Return the fields that this version knows and that say something, lists as tuples."""
    return {
        field.name: tuple(value) if isinstance(value, list | tuple) else value
        for field in fields(kind)
        if (value := data.get(field.name)) is not None
    }


def _data(value: Source | Filters) -> Data:
    said = {field.name: getattr(value, field.name) for field in fields(value)}
    usual = type(value)()
    return {
        name: _plain(content) for name, content in said.items() if content != getattr(usual, name)
    }


def _plain(content: object) -> object:
    if isinstance(content, tuple):
        return list(content)
    return content.isoformat() if isinstance(content, date) else content
