"""What servers of different versions understand."""

from datetime import date

import pytest

from custom_components.immich_frame.immich.dialect import Dialect
from custom_components.immich_frame.immich.models import Version


def dialect(written: str) -> Dialect:
    major, minor, patch = map(int, written.split("."))
    return Dialect(Version(major, minor, patch))


@pytest.mark.parametrize(
    ("able", "last_without", "first_with"),
    [
        ("has_similar", "1.140.2", "1.141.0"),
        ("has_sizes", "2.4.1", "2.5.0"),
        ("lists_all_albums", "2.7.5", "3.0.0"),
    ],
)
def test_newer_servers_are_able_to_more(able: str, last_without: str, first_with: str) -> None:
    assert not getattr(dialect(last_without), able)
    assert getattr(dialect(first_with), able)
    assert getattr(dialect("3.3.5"), able)


def test_albums_hold_their_photos_no_more() -> None:
    assert dialect("1.139.0").album_holds_assets
    assert dialect("2.7.5").album_holds_assets
    assert not dialect("3.0.0").album_holds_assets


@pytest.mark.parametrize(
    ("version", "written"),
    [
        ("1.139.0", "2026-02-03T00:00:00.000Z"),
        ("2.7.5", "2026-02-03T00:00:00.000Z"),
        ("3.0.2", "2026-02-03T00:00:00.000Z"),
        ("3.0.3", "2026-02-03"),
        ("3.3.5", "2026-02-03"),
    ],
)
def test_a_day_of_memories_is_written_as_each_takes_it(version: str, written: str) -> None:
    assert dialect(version).memories_day(date(2026, 2, 3)) == written
