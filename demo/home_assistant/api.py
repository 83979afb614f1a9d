"""Home Assistant's API, as a browser uses it: onboarding, REST, websocket."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import count
from typing import Any, Self

import aiohttp

from demo.errors import DemoError

USER = "demo"
PASSWORD = "demo"  # noqa: S105, of a Home Assistant that lives as long as the demo
POLL_SECONDS = 0.25


@dataclass(frozen=True, slots=True)
class Tokens:
    """What a login gives."""

    access_token: str = field(repr=False)
    refresh_token: str = field(repr=False)
    expires_in: int


class Api:
    """A logged-in user."""

    def __init__(self, session: aiohttp.ClientSession, url: str, tokens: Tokens) -> None:
        """Talk to the Home Assistant at this address, which has no slash at its end."""
        self.url = url
        self.tokens = tokens
        self._session = session
        self._headers = {"Authorization": f"Bearer {tokens.access_token}"}

    @classmethod
    async def onboard(cls, session: aiohttp.ClientSession, url: str) -> Self:
        """Do what the first visitor of a new Home Assistant does."""
        client_id = f"{url}/"
        user = {
            "client_id": client_id,
            "name": "Demo",
            "username": USER,
            "password": PASSWORD,
            "language": "en",
        }
        async with session.post(f"{url}/api/onboarding/users", json=user) as response:
            response.raise_for_status()
            code = (await response.json())["auth_code"]
        form = {"grant_type": "authorization_code", "code": code, "client_id": client_id}
        async with session.post(f"{url}/auth/token", data=form) as response:
            response.raise_for_status()
            login = await response.json()
        api = cls(
            session,
            url,
            Tokens(login["access_token"], login["refresh_token"], login["expires_in"]),
        )
        redirect = {"client_id": client_id, "redirect_uri": f"{client_id}?auth_callback=1"}
        await api.post("/api/onboarding/integration", redirect)
        return api

    def request(
        self, method: str, path: str, body: dict[str, Any] | None = None
    ) -> aiohttp.client._RequestContextManager:
        """Ask for anything; the caller looks at the status."""
        return self._session.request(method, self.url + path, json=body, headers=self._headers)

    async def get(self, path: str) -> Any:
        """Ask for JSON. Raises aiohttp.ClientResponseError when it is refused."""
        async with self.request("GET", path) as response:
            response.raise_for_status()
            return await response.json()

    async def post(self, path: str, body: dict[str, Any]) -> Any:
        """Send JSON and take JSON. Raises aiohttp.ClientResponseError when it is refused."""
        async with self.request("POST", path, body) as response:
            response.raise_for_status()
            return await response.json()

    @asynccontextmanager
    async def websocket(self) -> AsyncIterator[Websocket]:
        """Open a websocket and log in."""
        async with self._session.ws_connect(f"{self.url}/api/websocket") as connection:
            await connection.receive_json()
            token = self.tokens.access_token
            await connection.send_json({"type": "auth", "access_token": token})
            await connection.receive_json()
            yield Websocket(connection)


class Websocket:
    """A logged-in websocket, one command at a time."""

    def __init__(self, connection: aiohttp.ClientWebSocketResponse) -> None:
        """Take a connection that has logged in."""
        self._connection = connection
        self._numbers = count(1)

    async def command(self, kind: str, **fields: Any) -> Any:
        """Send a command and return its result. Raises DemoError when it is refused."""
        number = next(self._numbers)
        await self._connection.send_json({"id": number, "type": kind, **fields})
        answer = await self._connection.receive_json()
        if not answer.get("success"):
            raise DemoError(f"Home Assistant refused {kind}: {answer.get('error')}")
        return answer["result"]


async def wait_until_up(session: aiohttp.ClientSession, url: str) -> None:
    """Wait until Home Assistant serves its onboarding."""
    while True:
        try:
            async with session.get(f"{url}/api/onboarding") as response:
                if response.ok:
                    return
        except aiohttp.ClientError:
            pass
        await asyncio.sleep(POLL_SECONDS)
