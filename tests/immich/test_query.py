"""What a frame asks for, and how it is worded for Immich."""

from hypothesis import given, strategies as st
import pytest

from custom_components.immich_frame.immich.query import (
    MAX_QUERY_CHARACTERS,
    EmptyQueryError,
    PhotoQuery,
    QueryError,
    QueryTooLongError,
)


def test_a_text_is_searched_for_among_photos_on_the_timeline() -> None:
    assert PhotoQuery("mountains at sunset").body(50, page=2) == {
        "type": "IMAGE",
        "visibility": "timeline",
        "size": 50,
        "query": "mountains at sunset",
        "page": 2,
    }


def test_no_text_asks_for_any_photo_on_the_timeline() -> None:
    assert PhotoQuery().body(1000) == {"type": "IMAGE", "visibility": "timeline", "size": 1000}


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("  dogs ", "dogs"),
        ("dogs\n\ton   a beach", "dogs on a beach"),
        ('a "quoted" cat\'s \\ {"type": "VIDEO"}', 'a "quoted" cat\'s \\ {"type": "VIDEO"}'),
        ("👨‍👩‍👧 am Meer 🏖️", "👨‍👩‍👧 am Meer 🏖️"),
        ("half \ud83d a pair", "half a pair"),
    ],
)
def test_a_text_is_tidied_and_kept(typed: str, asked: str) -> None:
    assert PhotoQuery(typed).text == asked


def test_equal_searches_are_equal_queries() -> None:
    assert PhotoQuery(" red  car") == PhotoQuery("red car")
    assert hash(PhotoQuery(" red  car")) == hash(PhotoQuery("red car"))
    assert PhotoQuery("red car") != PhotoQuery()


@pytest.mark.parametrize("typed", ["", "   ", "\n\t\u3000", "\ud83d"])
def test_a_text_of_nothing_is_refused(typed: str) -> None:
    with pytest.raises(EmptyQueryError):
        PhotoQuery(typed)


def test_a_text_is_bounded() -> None:
    assert PhotoQuery("x" * MAX_QUERY_CHARACTERS).text == "x" * MAX_QUERY_CHARACTERS
    with pytest.raises(QueryTooLongError, match="1,001 characters"):
        PhotoQuery("x" * (MAX_QUERY_CHARACTERS + 1))
    with pytest.raises(QueryTooLongError):
        PhotoQuery("🏔" * 100_000)


@given(st.text())
def test_any_text_is_a_query_of_its_words_or_an_error(typed: str) -> None:
    try:
        query = PhotoQuery(typed)
    except QueryError:
        assert not typed.split()
        return
    assert query.text is not None
    assert query.text.split() == typed.split()
    assert PhotoQuery(query.text) == query
