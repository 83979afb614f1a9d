"""What is decided about a row of a list."""

from datetime import UTC, datetime

import pytest

from custom_components.immich_frame.immich.models import ListedAsset
from custom_components.immich_frame.selection.dimensions import Dimension
from custom_components.immich_frame.selection.filters import Filters, Orientation
from custom_components.immich_frame.selection.rules import needs_exif, rules_of
from custom_components.immich_frame.selection.source import Source, SourceKind

from ..immich.rows import photo_id
from .listed import ME, row, row_with_exif

NOBODY = photo_id(801)
ALBUM = Source(kind=SourceKind.ALBUMS)
TAKEN = datetime(2024, 7, 1, 16, 30, tzinfo=UTC)


def passes(
    photo: ListedAsset,
    filters: Filters | None = None,
    source: Source | None = None,
    *on_rows: Dimension,
) -> bool:
    rules = rules_of(source or Source(), filters or Filters(), on_rows, ME)
    return all(rule(photo) for rule in rules)


@pytest.mark.parametrize(
    ("change", "is_shown"),
    [
        ({}, True),
        ({"type": "VIDEO"}, False),
        ({"type": "HOLOGRAM"}, False),
        ({"isTrashed": True}, False),
        ({"visibility": "archive"}, False),
        ({"visibility": "hidden"}, False),
        ({"visibility": "locked"}, False),
        ({"visibility": "elsewhere"}, False),
    ],
)
def test_photos_of_the_timeline_are_shown(change: dict[str, object], is_shown: bool) -> None:
    assert passes(row(**change)) is is_shown


@pytest.mark.parametrize("visibility", ["timeline", "archive"])
def test_archived_photos_are_shown_when_wanted(visibility: str) -> None:
    assert passes(row(visibility=visibility), Filters(with_archived=True))
    assert not passes(row(visibility="hidden"), Filters(with_archived=True))


def test_others_photos_are_kept_out_but_for_those_in_an_album() -> None:
    others, own = row(ownerId=NOBODY), Filters(with_partners=False)
    assert passes(others)
    assert not passes(others, own)
    assert passes(row(), own)
    assert passes(others, own, ALBUM)


def test_a_partners_archive_is_not_to_be_had() -> None:
    archived, wanted = row(ownerId=NOBODY, visibility="archive"), Filters(with_archived=True)
    assert not passes(archived, wanted)
    assert passes(archived, wanted, ALBUM)
    assert passes(row(ownerId=NOBODY), wanted)


@pytest.mark.parametrize(
    ("local", "passing"),
    [("2024-06-30T23:59:59.000Z", False), ("2024-07-01T00:00:00.000Z", True)],
)
def test_months_are_told_by_the_clock_on_the_wall(local: str, passing: bool) -> None:
    assert passes(row(localDateTime=local), Filters(months=(7, 12))) is passing


@pytest.mark.parametrize(
    ("width", "height", "orientation"),
    [
        (4000, 3000, Orientation.LANDSCAPE),
        (3000, 4000, Orientation.PORTRAIT),
        (1000, 1100, Orientation.SQUARE),
        (1100, 1000, Orientation.SQUARE),
    ],
)
def test_a_photo_has_one_orientation(width: int, height: int, orientation: Orientation) -> None:
    photo = row(width=width, height=height)
    passing = [one for one in Orientation if passes(photo, Filters(orientation=one))]
    assert passing == [orientation]


def test_the_shorter_edge_counts() -> None:
    assert passes(row(width=4000, height=1080), Filters(min_edge=1080))
    assert not passes(row(width=4000, height=1079), Filters(min_edge=1080))


@pytest.mark.parametrize("size", [{"width": None, "height": 10}, {"width": 10, "height": None}])
def test_a_photo_of_unknown_size_has_no_shape(size: dict[str, int | None]) -> None:
    photo = row(**size)
    assert passes(photo)
    assert not passes(photo, Filters(min_edge=1))
    assert not any(passes(photo, Filters(orientation=one)) for one in Orientation)


def test_screenshots_are_kept_out_when_unwanted() -> None:
    screenshot = row_with_exif(name="Screenshot.png", make=None)
    assert passes(screenshot)
    assert not passes(screenshot, Filters(without_screenshots=True))
    assert passes(row_with_exif(), Filters(without_screenshots=True))


@pytest.mark.parametrize(
    ("dimension", "passing", "failing"),
    [
        (Dimension("is_favorite", (True,)), row(isFavorite=True), row()),
        (Dimension("rating", (4, 5)), row_with_exif(rating=4), row_with_exif(rating=3)),
        (Dimension("rating", (1, 2)), row_with_exif(rating=1), row_with_exif(rating=-1)),
        (Dimension("country", ("Portugal",)), row_with_exif(), row_with_exif(country="Spain")),
        (Dimension("country", ("Portugal",)), row_with_exif(), row_with_exif(country=None)),
        (
            Dimension("taken_after", (TAKEN,)),
            row(fileCreatedAt="2024-07-01T16:30:00.000Z"),
            row(fileCreatedAt="2024-07-01T16:29:59.999Z"),
        ),
        (
            Dimension("taken_before", (TAKEN,)),
            row(fileCreatedAt="2024-07-01T16:30:00.000Z"),
            row(fileCreatedAt="2024-07-01T16:30:00.001Z"),
        ),
    ],
)
def test_what_no_search_asked_for_is_seen_from_the_row(
    dimension: Dimension, passing: ListedAsset, failing: ListedAsset
) -> None:
    assert passes(passing, None, None, dimension)
    assert not passes(failing, None, None, dimension)


@pytest.mark.parametrize(
    ("filters", "on_rows", "has_sizes", "needed"),
    [
        (Filters(), (), True, False),
        (Filters(min_edge=1, orientation=Orientation.SQUARE, months=(1,)), (), True, False),
        (Filters(), (), False, False),
        (Filters(min_edge=1), (), False, True),
        (Filters(orientation=Orientation.SQUARE), (), False, True),
        (Filters(without_screenshots=True), (), True, True),
        (Filters(), (Dimension("rating", (5,)),), True, True),
        (Filters(), (Dimension("country", ("Portugal",)),), True, True),
        (Filters(), (Dimension("is_favorite", (True,)),), True, False),
    ],
)
def test_exif_is_asked_for_only_when_a_rule_needs_it(
    filters: Filters, on_rows: tuple[Dimension, ...], has_sizes: bool, needed: bool
) -> None:
    assert needs_exif(filters, on_rows, has_sizes=has_sizes) is needed
