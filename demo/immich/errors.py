"""What Immich answers when it refuses: a status, a message, and what was wrong with a request."""

from collections.abc import Mapping, Sequence

type Problem = Mapping[str, object]


class ApiError(Exception):
    """A refusal: a message, and what was wrong with which field."""

    def __init__(self, status: int, message: str, problems: Sequence[Problem] = ()) -> None:
        """Refuse with an HTTP status and Immich's own sentence."""
        super().__init__(message)
        self.status = status
        self.message = message
        self.problems = tuple(problems)


class ValidationError(ApiError):
    """Fields that are missing, of the wrong type or out of bounds."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        """Refuse and list every field that is wrong."""
        super().__init__(400, "Validation failed", problems)


class NoAccessError(ApiError):
    """An id that is unknown or somebody else's; Immich does not say which."""

    def __init__(self, permission: str) -> None:
        """Refuse and name the permission that would have been needed."""
        super().__init__(400, f"Not found or no {permission} access")
