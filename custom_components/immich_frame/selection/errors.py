"""What can go wrong in choosing, beyond what goes wrong between us and Immich."""


class SelectionError(Exception):
    """The root of everything this package raises on purpose."""


class SourceGoneError(SelectionError):
    """Immich has nothing more of what a source names."""

    def __init__(self, ids: tuple[str, ...]) -> None:
        """Remember the ids of the albums, people, tags or the photo that are gone."""
        super().__init__("Immich does not have any more what these photos were to come from.")
        self.ids = ids


class SimilarNotSupportedError(SelectionError):
    """The server is too old to search for photos like another one: Immich 1.141 was the first."""
