"""How one request to Immich's searches is worded."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from custom_components.immich_frame.immich.models import Visibility
from custom_components.immich_frame.immich.search import Search

from .rows import photo_id

TIMELINE = {"type": "IMAGE", "visibility": "timeline"}


def test_nothing_chosen_asks_for_photos_of_the_timeline() -> None:
    assert Search().body() == TIMELINE
    assert not Search().is_smart


def test_a_page_is_asked_by_number_and_size() -> None:
    assert Search().body(size=50, page=2, with_exif=True) == {
        **TIMELINE,
        "size": 50,
        "page": 2,
        "withExif": True,
    }


def test_everything_chosen_goes_along_as_immich_calls_it() -> None:
    one, two = photo_id(1), photo_id(2)
    search = Search(
        text="mountains at sunset",
        language="de",
        album_ids=(one, two),
        person_ids=(one,),
        tag_ids=(two,),
        is_favorite=True,
        rating=4,
        country="Portugal",
        visibility=Visibility.ARCHIVE,
    )
    assert search.body() == {
        "type": "IMAGE",
        "visibility": "archive",
        "query": "mountains at sunset",
        "language": "de",
        "albumIds": [one, two],
        "personIds": [one],
        "tagIds": [two],
        "isFavorite": True,
        "rating": 4,
        "country": "Portugal",
    }


@pytest.mark.parametrize("search", [Search(text="sea"), Search(like=photo_id(1))])
def test_a_text_and_a_photo_make_a_search_smart(search: Search) -> None:
    assert search.is_smart


def test_a_photo_is_asked_for_by_its_id() -> None:
    assert Search(like=photo_id(1)).body() == {**TIMELINE, "queryAssetId": photo_id(1)}


@pytest.mark.parametrize(
    "time",
    [
        datetime(2026, 11, 22, 18, 30, tzinfo=UTC),
        datetime(2026, 11, 22, 20, 0, tzinfo=timezone(timedelta(hours=1, minutes=30))),
        datetime(2026, 11, 22, 18, 30, 0, 123, tzinfo=UTC),
    ],
)
def test_times_are_written_as_every_version_reads_them(time: datetime) -> None:
    written = "2026-11-22T18:30:00.000Z"
    assert Search(taken_after=time, taken_before=time, added_after=time).body() == {
        **TIMELINE,
        "takenAfter": written,
        "takenBefore": written,
        "createdAfter": written,
    }


def test_equal_searches_are_equal() -> None:
    assert hash(Search(text="sea", tag_ids=(photo_id(1),))) == hash(
        Search(text="sea", tag_ids=(photo_id(1),))
    )
    assert Search(text="sea") != Search()
