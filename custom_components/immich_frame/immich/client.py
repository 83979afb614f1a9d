"""The client: one request, and endpoints of a few lines each."""

import asyncio
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from io import BytesIO
from typing import Final, override

import aiohttp
from aiohttp import hdrs
from yarl import URL

from .address import server_url
from .answers import decode, refusal
from .errors import (
    BadAnswerError,
    BadRequestError,
    CertificateError,
    ImmichTimeoutError,
    MissingPermissionError,
    NotFoundError,
    NotImmichError,
    RefusedKeyError,
    TooLargeError,
    UnreachableError,
)
from .fields import is_uuid, row
from .models import ApiKey, Asset, Download, SearchPage, User, Version, asset_ids
from .query import PhotoQuery

MAX_PAGE: Final = 1000
"""How many assets Immich gives in one answer."""

MAX_REDIRECTS: Final = 5

_CHUNK: Final = 64 * 1024
_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
_EDITED: Final = {"edited": "true"}

# Immich answers a ping with 200 and JSON, to anybody.
_NEVER_SAID_TO_A_PING: Final = (
    BadAnswerError,
    BadRequestError,
    MissingPermissionError,
    NotFoundError,
    RefusedKeyError,
)


@dataclass(frozen=True, slots=True)
class Limits:
    """What the client waits for, in seconds, and what it takes in, in bytes.

    A smart search may have to load its model first. A download may take as long as it needs, but
    not stall. A thousand search results are about a megabyte of JSON; the bound of an answer is
    also one of how long decoding it can hold up everything else.
    """

    connect: float = 10
    answer: float = 15
    smart_search: float = 60
    stall: float = 20
    answer_bytes: int = 8_000_000
    download_bytes: int = 200_000_000


DEFAULT_LIMITS: Final = Limits()


class ImmichClient:
    """Asks one Immich server, with one key.

    Everything it raises is an `ImmichError`. The session stays its owner's: its connections, its
    view of TLS and its closing.
    """

    def __init__(
        self,
        session: aiohttp.ClientSession,
        url: str | URL,
        api_key: str,
        limits: Limits = DEFAULT_LIMITS,
    ) -> None:
        """Take the address of a server as people type it: see `server_url`."""
        self.url = server_url(str(url))
        self._session = session
        self._api_key = api_key.strip()
        self._limits = limits

    @override
    def __repr__(self) -> str:
        """Name the server, never the key."""
        return f"{type(self).__name__}({str(self.url)!r})"

    async def ping(self) -> None:
        """Make sure that this is an Immich; the key is not sent."""
        try:
            answer = row(await self._json("server/ping", with_key=False), "a ping's answer")
        except _NEVER_SAID_TO_A_PING as error:
            raise NotImmichError(f"This is not the address of an Immich server. {error}") from error
        if answer.get("res") != "pong":
            raise NotImmichError("This is not the address of an Immich server.")

    async def version(self) -> Version:
        """Return the server's version; the key is not sent."""
        return Version.from_json(await self._json("server/version", with_key=False))

    async def api_key(self) -> ApiKey:
        """Return what the key is called and may do; every key may ask that, since 1.139."""
        return ApiKey.from_json(await self._json("api-keys/me"))

    async def user(self) -> User:
        """Return the owner of the key."""
        return User.from_json(await self._json("users/me"))

    async def asset(self, asset_id: str) -> Asset:
        """Return one asset with all its details."""
        return Asset.from_json(await self._json(_asset_path(asset_id)))

    async def original(self, asset_id: str) -> Download:
        """Download a photo at its full size, edited or else as it was uploaded."""
        return await self._download(_asset_path(asset_id, "original"), _EDITED)

    async def preview(self, asset_id: str) -> Download:
        """Download the upright JPEG that Immich made, usually 1440 pixels on its short edge."""
        return await self._download(
            _asset_path(asset_id, "thumbnail"), {"size": "preview", **_EDITED}
        )

    async def photo_ids(self, query: PhotoQuery, limit: int) -> tuple[str, ...]:
        """Return the ids of at most this many photos (one or more), each once.

        A text gives the best results of a smart search, best first. No text gives random photos,
        of which there are at most `MAX_PAGE`, as random searches cannot be paged.
        """
        if query.text is None:
            return (await self.search_random(query, min(limit, MAX_PAGE)))[:limit]
        # Immich skips (page - 1) * size results, so every page has to ask for the same size.
        size = min(limit, MAX_PAGE)
        # Before 3.1 pages may repeat photos that match equally well.
        found: dict[str, None] = {}
        for page in range(1, -(-limit // size) + 1):
            answer = await self.search_smart(query, size, page)
            found |= dict.fromkeys(answer.ids)
            if answer.next_page is None:
                break
        return tuple(found)[:limit]

    async def search_random(self, query: PhotoQuery, size: int) -> tuple[str, ...]:
        """Return the ids of random photos, at most `size` (1 to `MAX_PAGE`)."""
        return asset_ids(await self._json("search/random", query.body(size)))

    async def search_smart(self, query: PhotoQuery, size: int, page: int = 1) -> SearchPage:
        """Return one page of the photos that look like the query's text, best first."""
        body = query.body(size, page)
        seconds = self._limits.smart_search
        return SearchPage.from_json(await self._json("search/smart", body, seconds=seconds))

    async def _json(
        self,
        path: str,
        body: Mapping[str, str | int] | None = None,
        *,
        seconds: float | None = None,
        with_key: bool = True,
    ) -> object:
        headers = {hdrs.ACCEPT: "application/json"} | (self._key_header() if with_key else {})
        timeout = aiohttp.ClientTimeout(
            total=seconds or self._limits.answer, connect=self._limits.connect
        )
        async with self._request(self._endpoint(path), headers, timeout, body) as response:
            data = await self._read(response, self._limits.answer_bytes)
            return decode(response.content_type, data)

    async def _download(self, path: str, query: Mapping[str, str]) -> Download:
        # Compressed on its way, a file would not be as long as the server says it is.
        headers = {hdrs.ACCEPT_ENCODING: "identity"} | self._key_header()
        timeout = aiohttp.ClientTimeout(
            total=None, connect=self._limits.connect, sock_read=self._limits.stall
        )
        url = self._endpoint(path).with_query(query)
        async with self._request(url, headers, timeout) as response:
            if response.content_type == "text/html":
                raise NotImmichError("The server answers a web page where Immich sends a file.")
            data = await self._read(response, self._limits.download_bytes)
            return Download(data, response.content_type)

    @asynccontextmanager
    async def _request(
        self,
        url: URL,
        headers: Mapping[str, str],
        timeout: aiohttp.ClientTimeout,  # noqa: ASYNC109 it is aiohttp's, for each hop
        body: Mapping[str, str | int] | None = None,
    ) -> AsyncIterator[aiohttp.ClientResponse]:
        """Ask, with POST if there is a body, and yield a good answer; raise for any other.

        aiohttp follows redirects by itself, but takes the key along wherever they lead: it drops
        only the headers that it knows to be secret. So redirects are followed here, and only to the
        server's own origin. Everything asked here may be asked twice, so a POST stays one.
        """
        method = hdrs.METH_GET if body is None else hdrs.METH_POST
        with _aiohttp_errors():
            for _ in range(MAX_REDIRECTS + 1):
                async with self._session.request(
                    method, url, headers=headers, timeout=timeout, json=body, allow_redirects=False
                ) as response:
                    if response.status not in _REDIRECTS:
                        await self._raise_for_status(response)
                        yield response
                        return
                    url = _redirect_target(response)
        raise NotImmichError("The server redirects in circles.")

    async def _raise_for_status(self, response: aiohttp.ClientResponse) -> None:
        if response.status >= HTTPStatus.BAD_REQUEST:
            raise refusal(response.status, await self._read(response, self._limits.answer_bytes))
        if response.status != HTTPStatus.OK:
            raise BadAnswerError(f"The server answers with status {response.status}.")

    async def _read(self, response: aiohttp.ClientResponse, bound: int) -> bytes:
        """Read a whole answer. Raises `TooLargeError` as soon as it is known to be above its bound.

        aiohttp's own clock for a stalled connection stops when it closes one over a garbled chunk,
        without waking its reader (3.14): hence a second clock, which starts anew at every chunk.
        """
        too_large = TooLargeError(f"The server's answer is larger than {bound:,} bytes.")
        if (response.content_length or 0) > bound:
            raise too_large
        data = BytesIO()  # hands its bytes over without another copy of them
        async with asyncio.timeout(self._limits.stall) as stall:
            async for chunk in response.content.iter_chunked(_CHUNK):
                stall.reschedule(asyncio.get_running_loop().time() + self._limits.stall)
                if data.tell() + len(chunk) > bound:
                    raise too_large
                data.write(chunk)
        return data.getvalue()

    def _endpoint(self, path: str) -> URL:
        return self.url.joinpath("api", path)

    def _key_header(self) -> dict[str, str]:
        """Return the header with the key; what cannot stand in a header is no key."""
        if not (self._api_key.isascii() and self._api_key.isprintable()):
            raise RefusedKeyError("The API key holds characters that no key has.")
        return {"x-api-key": self._api_key}


def _asset_path(asset_id: str, *rest: str) -> str:
    # An id comes from a user, too. Only a real one may become a part of a path.
    if not is_uuid(asset_id):
        raise BadRequestError("This is not the id of an asset.")
    return "/".join(("assets", asset_id, *rest))


def _redirect_target(response: aiohttp.ClientResponse) -> URL:
    try:
        target = response.url.join(URL(response.headers[hdrs.LOCATION]))
        origin = target.origin()
    except (KeyError, ValueError) as error:
        raise BadAnswerError("The server redirects to something that is no address.") from error
    if origin != response.url.origin():
        raise NotImmichError(f"The server redirects to another address, {origin}.")
    return target


@contextmanager
def _aiohttp_errors() -> Iterator[None]:
    """Raise aiohttp's errors as ours, each in words for the owner of a frame."""
    try:
        yield
    except TimeoutError as error:
        raise ImmichTimeoutError("The server did not answer in time.") from error
    except aiohttp.ClientConnectorCertificateError as error:
        reason = getattr(error.certificate_error, "verify_message", "it does not match")
        raise CertificateError(f"The server's certificate is not trusted: {reason}.") from error
    except aiohttp.ClientConnectorDNSError as error:
        raise UnreachableError(f"No server is known by the name {error.host}.") from error
    except aiohttp.ClientConnectorSSLError as error:
        raise UnreachableError("The server does not speak TLS, as https:// demands.") from error
    except aiohttp.ClientConnectorError as error:
        raise UnreachableError(f"No server answers at {error.host}, port {error.port}.") from error
    except aiohttp.ClientPayloadError as error:
        raise BadAnswerError("The server's answer was cut off or garbled.") from error
    except aiohttp.ClientResponseError:
        # Its repr shows the headers of the request, the key among them: it is no cause to pass on.
        raise NotImmichError("The server does not speak HTTP as Immich does.") from None
    except (aiohttp.ClientError, OSError) as error:
        raise UnreachableError("The connection to the server was lost.") from error
