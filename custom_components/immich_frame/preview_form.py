"""What is said before a frame is saved: what its source found."""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from .account import Account
from .form import reason
from .immich.errors import ImmichError, ImmichTimeoutError
from .markdown import plain
from .pickers import photo_choice
from .selection.errors import SelectionError, SourceGoneError
from .selection.filters import Filters
from .selection.pool import PoolQuery
from .selection.preview import Preview, preview
from .selection.source import SourceKind
from .words import Words

PREVIEW_SECONDS: Final = 30.0
"""A person waits for it: finding out which filter empties a large library may take longer."""

_FOUND: Final = ("save", "source", "filters")
_NOTHING: Final = ("source", "filters", "save")
_EMPTIED: Final = ("filters", "source", "save")
_FAILED: Final = ("preview", "filters", "source", "save")

_UNCOUNTED: Final = (
    "orientation",
    "min_edge",
    "months",
    "without_screenshots",
    "with_partners",
    "stacks_as_one",
    "burst_seconds",
)
"""The filters that Immich cannot count by."""


@dataclass(frozen=True, slots=True)
class Finding:
    """How it is said: the step whose words fit, and what is to be filled in.

    `menu` is how to go on from there, what is likely wanted first.
    """

    step: str
    menu: tuple[str, ...] = _FOUND
    placeholders: dict[str, str] = field(default_factory=dict)


async def async_find(account: Account, query: PoolQuery, words: Words) -> Finding:
    """Look what a query finds; never raises ImmichError or SelectionError."""
    try:
        return _finding(await _async_preview(account, query), query, words)
    except (ImmichError, SelectionError) as err:
        menu = _NOTHING if isinstance(err, SourceGoneError) else _FAILED
        return Finding("preview_failed", menu, {"error": plain(reason(err, words))})


async def _async_preview(account: Account, query: PoolQuery) -> Preview:
    try:
        async with asyncio.timeout(PREVIEW_SECONDS):
            return await preview(account.client, query, account.circumstances())
    except TimeoutError as err:
        raise ImmichTimeoutError("The server did not answer in time.") from err


def _finding(seen: Preview, query: PoolQuery, words: Words) -> Finding:
    if seen.is_empty and seen.emptied_by:
        names = [words.say(f"selector.filter.options.{name}") for name in seen.emptied_by]
        return Finding("preview_emptied", _EMPTIED, {"filters": _listed(names)})
    if seen.is_empty:
        return Finding("preview_nothing", _NOTHING)
    if seen.first:
        hits = [photo_choice(one.id, one.file_name, one.local_date_time) for one in seen.first]
        return Finding("preview_hits", placeholders={"hits": _listed(hit.label for hit in hits)})
    if seen.about is None:
        return Finding("preview_some")
    about = {"about": str(seen.about)}
    if uncounted := [words.say(f"selector.uncounted.options.{name}") for name in _uncounted(query)]:
        return Finding("preview_rough", placeholders=about | {"filters": words.join(uncounted)})
    return Finding("preview", placeholders=about)


def _uncounted(query: PoolQuery) -> list[str]:
    """Return the filters that may leave some of the photos out that were counted."""
    usual = Filters()
    names = [name for name in _UNCOUNTED if getattr(query.filters, name) != getattr(usual, name)]
    # What others put into an album is shown whatever is said of partners.
    is_album = query.source.kind is SourceKind.ALBUMS
    return [name for name in names if not (is_album and name == "with_partners")]


def _listed(names: Iterable[str]) -> str:
    return "\n".join(f"- {plain(name)}" for name in names)
