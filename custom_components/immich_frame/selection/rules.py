"""What is decided about a photo on our side, from its row in a list."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from ..immich.models import ListedAsset, Visibility
from .dimensions import Dimension
from .filters import Filters, Orientation, orientation_of
from .screenshots import is_screenshot
from .source import Source, SourceKind

type Rule = Callable[[ListedAsset], bool]

_ON_ROWS: Final[Mapping[str, Callable[[ListedAsset, tuple[Any, ...]], bool]]] = {
    "is_favorite": lambda row, _: row.is_favorite,
    "rating": lambda row, values: row.rating in values,
    "country": lambda row, values: row.country in values,
    "taken_after": lambda row, values: all(row.taken_at >= value for value in values),
    "taken_before": lambda row, values: all(row.taken_at <= value for value in values),
}
_EXIF: Final = frozenset({"rating", "country"})


def rules_of(
    source: Source, filters: Filters, on_rows: tuple[Dimension, ...], me: str
) -> tuple[Rule, ...]:
    """Return what has to hold for a row; `me` is the id of the key's owner."""
    return (
        _is_shown(filters),
        *_belongs(source, filters, me),
        *map(_on_row, on_rows),
        *_looks(filters),
    )


def needs_exif(filters: Filters, on_rows: tuple[Dimension, ...], *, has_sizes: bool) -> bool:
    """Whether the rows have to come with exif; `has_sizes` is whether those without tell sizes."""
    needs_sizes = filters.orientation is not None or filters.min_edge is not None
    return (
        filters.without_screenshots
        or (needs_sizes and not has_sizes)
        or any(one.field in _EXIF for one in on_rows)
    )


def _is_shown(filters: Filters) -> Rule:
    archive = {Visibility.ARCHIVE} if filters.with_archived else set()
    allowed = frozenset({Visibility.TIMELINE, *archive})
    return lambda row: row.is_image and not row.is_trashed and row.visibility in allowed


def _belongs(source: Source, filters: Filters, me: str) -> Iterator[Rule]:
    """Keep out others' photos where they are not wanted, or not to be had.

    Immich lists a partner's archived photos, but gives them to nobody. An album is another matter:
    what others put into it is what the album is for.
    """
    if source.kind is SourceKind.ALBUMS:
        return
    if not filters.with_partners:
        yield lambda row: row.owner_id == me
    elif filters.with_archived:
        yield lambda row: row.owner_id == me or row.visibility is Visibility.TIMELINE


def _on_row(one: Dimension) -> Rule:
    holds, values = _ON_ROWS[one.field], one.values
    return lambda row: holds(row, values)


def _looks(filters: Filters) -> Iterator[Rule]:
    if months := frozenset(filters.months):
        yield lambda row: row.local_date_time.month in months
    if filters.orientation is not None:
        yield _has_orientation(filters.orientation)
    if filters.min_edge is not None:
        yield _is_large(filters.min_edge)
    if filters.without_screenshots:
        yield lambda row: not is_screenshot(row)


def _has_orientation(wanted: Orientation) -> Rule:
    def rule(row: ListedAsset) -> bool:
        if row.width is None or row.height is None:
            return False
        return orientation_of(row.width, row.height) is wanted

    return rule


def _is_large(edge: int) -> Rule:
    def rule(row: ListedAsset) -> bool:
        return (
            row.width is not None and row.height is not None and min(row.width, row.height) >= edge
        )

    return rule
