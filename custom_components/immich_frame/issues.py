"""What people are asked to repair: the kinds of issues, raised and cleared in one way."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import issue_registry as ir

from .const import DOMAIN
from .markdown import plain

DATA_ENTRY: Final = "entry_id"
DATA_FRAME: Final = "subentry_id"
DATA_PRESET: Final = "preset"


class IssueKind(StrEnum):
    """What can be the matter; the value is the key of the translation."""

    DISK_NEARLY_FULL = "disk_nearly_full"
    NEWER_VERSION = "newer_version"
    PERMISSION_MISSING = "permission_missing"
    SMART_SEARCH_UNAVAILABLE = "smart_search_unavailable"
    SOURCE_GONE = "source_gone"
    VIEWER_GONE = "viewer_gone"


_FIXABLE: Final = frozenset({IssueKind.SOURCE_GONE})
"""The kinds that `repairs` has a flow for; the others go by themselves."""

_IN_TITLES: Final = frozenset({"frame"})
"""The placeholders that stand in titles, too."""


@callback
def async_raise_issue(
    hass: HomeAssistant,
    kind: IssueKind,
    placeholders: Mapping[str, str],
    frame_id: str | None = None,
    about: Mapping[str, str | int | float | None] | None = None,
) -> None:
    """Tell people of something: about a frame, or else about the machine.

    The placeholders are names and words of anybody, as they are: descriptions, which are Markdown,
    get them escaped, and titles, which are not, have some as `NAME_in_title`. `about` is what the
    flow of a fixable kind has to know.
    """
    in_titles = {
        f"{name}_in_title": placeholders[name] for name in _IN_TITLES & placeholders.keys()
    }
    in_descriptions = {name: plain(text) for name, text in placeholders.items()}
    ir.async_create_issue(
        hass,
        DOMAIN,
        _issue_id(kind, frame_id),
        data=dict(about) if about else None,
        is_fixable=kind in _FIXABLE,
        is_persistent=False,
        severity=ir.IssueSeverity.WARNING,
        translation_key=kind,
        translation_placeholders=in_titles | in_descriptions,
    )


@callback
def async_clear_issue(hass: HomeAssistant, kind: IssueKind, frame_id: str | None = None) -> None:
    """Tell of it no longer."""
    ir.async_delete_issue(hass, DOMAIN, _issue_id(kind, frame_id))


@callback
def async_clear_issues_of(hass: HomeAssistant, frame_id: str) -> None:
    """Tell of a frame no longer: it does not run."""
    for kind in IssueKind:
        async_clear_issue(hass, kind, frame_id)


@callback
def async_clear_issues(hass: HomeAssistant, keep: set[str]) -> None:
    """Tell of no frames but these any longer, and of nothing when there is none.

    Removing a frame has no hook.
    """
    kept = {_issue_id(kind, frame_id) for kind in IssueKind for frame_id in keep}
    if keep:
        kept |= {_issue_id(kind, None) for kind in IssueKind}
    for domain, issue_id in list(ir.async_get(hass).issues):
        if domain == DOMAIN and issue_id not in kept:
            ir.async_delete_issue(hass, DOMAIN, issue_id)


def _issue_id(kind: IssueKind, frame_id: str | None) -> str:
    return f"{kind}_{frame_id}" if frame_id else kind.value
