"""The words of a smart search."""

from typing import Final

MAX_QUERY_CHARACTERS: Final = 1000
"""Far more than is read: CLIP's text encoders stop after 77 tokens, some 300 letters."""


class QueryError(Exception):
    """The text cannot be searched for."""


class EmptyQueryError(QueryError):
    """There is nothing in the text to search for."""


class QueryTooLongError(QueryError):
    """The text is longer than `MAX_QUERY_CHARACTERS`."""


def search_text(text: str) -> str:
    """Return the text with runs of white space as one space, so that equal searches are equal.

    Raises `EmptyQueryError` for a text of nothing else and `QueryTooLongError`.
    """
    # Half a surrogate pair is no character: no UTF-8, so no JSON, can carry it.
    tidy = " ".join(text.encode(errors="ignore").decode().split())
    if not tidy:
        raise EmptyQueryError("The search text is empty.")
    if len(tidy) > MAX_QUERY_CHARACTERS:
        raise QueryTooLongError(
            f"The search text has {len(tidy):,} characters, of {MAX_QUERY_CHARACTERS:,} at most."
        )
    return tidy
