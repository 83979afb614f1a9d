"""Asks an Immich server who a key belongs to, and what it may do."""

from dataclasses import dataclass
from typing import Final

from homeassistant.core import HomeAssistant
from homeassistant.helpers.aiohttp_client import async_get_clientsession

from .errors import ServerTooOldError
from .immich.client import ImmichClient
from .immich.errors import MissingPermissionError
from .immich.models import ApiKey, User, Version
from .immich.permissions import OPTIONAL, REQUIRED, Permission
from .options import ServerOptions

MIN_VERSION: Final = Version(1, 139, 0)
"""The first that tells what a key may do (GET /api-keys/me)."""


@dataclass(frozen=True, slots=True)
class Login:
    """Whose key it is, and what it may do."""

    user: User
    key: ApiKey

    @property
    def granted(self) -> tuple[Permission, ...]:
        """What of the permissions that a frame uses the key has."""
        return tuple(one for one in (*REQUIRED, *OPTIONAL) if self.key.grants(one))

    @property
    def missing(self) -> tuple[Permission, ...]:
        """What it lacks of those that make a frame better."""
        return tuple(one for one in OPTIONAL if not self.key.grants(one))


async def async_log_in(hass: HomeAssistant, server: ServerOptions) -> Login:
    """Ask who the key belongs to, and what it may do.

    Raises ImmichError for the first thing that is wrong, in an order that helps.
    """
    session = async_get_clientsession(hass, verify_ssl=server.verify_ssl)
    client = ImmichClient(session, server.url, server.api_key)
    await client.ping()
    version = await client.version()
    if version < MIN_VERSION:
        raise ServerTooOldError(f"This server runs Immich {version}; a frame needs {MIN_VERSION}.")
    key = await client.api_key()
    missing = [permission for permission in REQUIRED if not key.grants(permission)]
    if missing:
        raise MissingPermissionError(", ".join(missing))
    return Login(await client.user(), key)
