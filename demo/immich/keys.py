"""API keys: who may ask what."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
import secrets

from demo.immich.errors import ApiError
from demo.library.ids import uuid_of

ALL = "all"


@dataclass(frozen=True, slots=True)
class ApiKey:
    """A key with its permissions, in the order they were given."""

    name: str
    permissions: tuple[str, ...]
    created_at: datetime

    @property
    def id(self) -> str:
        """The id of the key, which is not its secret."""
        return uuid_of("api key", self.name)

    def require(self, permission: str) -> None:
        """Refuse unless the key may do this.

        Raises:
            ApiError: 403, naming the permission.

        """
        if permission not in self.permissions and ALL not in self.permissions:
            raise ApiError(403, f"Missing required permission: {permission}")


class KeyRing:
    """The keys of one server by their secrets, which live as long as the server does."""

    def __init__(self) -> None:
        """Start without any key."""
        self._keys: dict[str, ApiKey] = {}

    def add(self, permissions: Iterable[str], secret: str | None = None) -> str:
        """Make a key, with a random secret unless one is given, and return the secret."""
        secret = secret or secrets.token_hex(32)
        name = f"key {len(self._keys) + 1}"
        self._keys[secret] = ApiKey(name, tuple(permissions), datetime.now(UTC))
        return secret

    def revoke(self, secret: str) -> None:
        """Forget a key: from now on it is refused."""
        del self._keys[secret]

    def find(self, secret: str) -> ApiKey:
        """Return the key of that secret.

        Raises:
            ApiError: 401, when there is none.

        """
        if secret not in self._keys:
            raise ApiError(401, "Invalid API key")
        return self._keys[secret]
