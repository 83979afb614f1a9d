"""What was asked of the server, for tests that want to know."""

from collections.abc import Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase


@dataclass(slots=True)
class Asked:
    """One request. `path` is without the query; `body` is its JSON, None when it had none.

    `seconds` is how long the server took to make the answer, without sending it; 0 until then.
    """

    method: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    body: object
    seconds: float = 0.0


class RequestLog:
    """All requests since the start or the last `clear`, oldest first, also those that failed."""

    def __init__(self) -> None:
        """Start empty."""
        self.all: list[Asked] = []

    def to(self, path: str) -> list[Asked]:
        """Return the requests whose path fits a shell pattern, such as "/api/search/*"."""
        return [asked for asked in self.all if fnmatchcase(asked.path, path)]

    def count(self, path: str = "*") -> int:
        """Return how many requests fit the pattern."""
        return len(self.to(path))

    def seconds(self, path: str = "*") -> float:
        """Return how long the server itself took for the requests that fit the pattern."""
        return sum(asked.seconds for asked in self.to(path))

    def clear(self) -> None:
        """Forget them."""
        self.all.clear()
