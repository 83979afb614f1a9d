"""What a frame asks Immich for, and the one place that words it for Immich's searches."""

from dataclasses import dataclass
from typing import Final

from .models import AssetType, Visibility

MAX_QUERY_CHARACTERS: Final = 1000
"""Far more than is read: CLIP's text encoders stop after 77 tokens, some 300 letters."""


class QueryError(Exception):
    """The text cannot be searched for."""


class EmptyQueryError(QueryError):
    """There is nothing in the text to search for."""


class QueryTooLongError(QueryError):
    """The text is longer than `MAX_QUERY_CHARACTERS`."""


@dataclass(frozen=True, slots=True)
class PhotoQuery:
    """The photos of a search, or any photo when there is no text.

    Runs of white space count as one space, so that equal searches are equal queries. Raises
    `EmptyQueryError` for a text of nothing else and `QueryTooLongError`.
    """

    text: str | None = None

    def __post_init__(self) -> None:
        """Tidy the text, then hold it against its bounds."""
        if self.text is not None:
            object.__setattr__(self, "text", _tidy(self.text))

    def body(self, size: int, page: int | None = None) -> dict[str, str | int]:
        """Return the body of a request for at most this many assets (1 to 1000).

        Type and visibility always go along: without them Immich 3 also answers with videos, with
        archived photos and with the hidden halves of live photos.
        """
        wanted: dict[str, str | int] = {
            "type": AssetType.IMAGE,
            "visibility": Visibility.TIMELINE,
            "size": size,
        }
        if self.text is not None:
            wanted["query"] = self.text
        if page is not None:
            wanted["page"] = page
        return wanted


def _tidy(text: str) -> str:
    # Half a surrogate pair is no character: no UTF-8, so no JSON, can carry it.
    tidy = " ".join(text.encode(errors="ignore").decode().split())
    if not tidy:
        raise EmptyQueryError("The search text is empty.")
    if len(tidy) > MAX_QUERY_CHARACTERS:
        raise QueryTooLongError(
            f"The search text has {len(tidy):,} characters, of {MAX_QUERY_CHARACTERS:,} at most."
        )
    return tidy
