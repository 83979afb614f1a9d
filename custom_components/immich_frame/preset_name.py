"""What a source is called unless its owner says otherwise."""

from typing import Final

from .pickers import Pick, Pickers
from .preset_data import shorten
from .selection.source import Source, SourceKind

_MOST_NAMED: Final = 3


def suggest_name(source: Source, pickers: Pickers) -> str:
    """Name a source after what it shows: "Holidays", "mountains at sunset", "Like sea.jpg"."""
    match source.kind:
        case SourceKind.LIBRARY:
            name = pickers.words.say("selector.default_name.options.library")
        case SourceKind.SMART:
            name = source.text or ""
        case SourceKind.ALBUMS | SourceKind.PEOPLE | SourceKind.TAGS:
            name = ", ".join(pickers.names(Pick(source.kind), source.ids[:_MOST_NAMED]))
        case SourceKind.SIMILAR if photo := pickers.photo_name(source.asset_id or ""):
            name = pickers.words.say("selector.photo.options.like", photo=photo)
        case _:
            name = ""
    return shorten(name) or pickers.words.say(f"selector.kind.options.{source.kind}")
