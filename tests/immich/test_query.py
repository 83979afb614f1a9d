"""The words of a smart search."""

from hypothesis import given, strategies as st
import pytest

from custom_components.immich_frame.immich.query import (
    MAX_QUERY_CHARACTERS,
    EmptyQueryError,
    QueryError,
    QueryTooLongError,
    search_text,
)


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
    assert search_text(typed) == asked


@pytest.mark.parametrize("typed", ["", "   ", "\n\t\u3000", "\ud83d"])
def test_a_text_of_nothing_is_refused(typed: str) -> None:
    with pytest.raises(EmptyQueryError):
        search_text(typed)


def test_a_text_is_bounded() -> None:
    assert search_text("x" * MAX_QUERY_CHARACTERS) == "x" * MAX_QUERY_CHARACTERS
    with pytest.raises(QueryTooLongError, match="1,001 characters"):
        search_text("x" * (MAX_QUERY_CHARACTERS + 1))
    with pytest.raises(QueryTooLongError):
        search_text("🏔" * 100_000)


@given(st.text())
def test_any_text_is_its_words_or_an_error(typed: str) -> None:
    try:
        text = search_text(typed)
    except QueryError:
        assert not typed.split()
        return
    assert text.split() == typed.split()
    assert search_text(text) == text
