"""The connection: aiohttp, redirects, bounds, and what goes wrong on the way."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from http import HTTPStatus
from io import BytesIO
from typing import Any, Final

import aiohttp
from aiohttp import hdrs
from yarl import URL

from . import fields
from .answers import decode, only_immich, refusal, require_json
from .errors import (
    AWAY,
    BadAnswerError,
    CertificateError,
    ImmichError,
    ImmichTimeoutError,
    NotImmichError,
    RefusedKeyError,
    TooLargeError,
    UnreachableError,
)
from .limits import Limits
from .models import Download

type Body = Mapping[str, Any]
type Query = Mapping[str, str]
type OnOutcome = Callable[[ImmichError | None], None]
type Session = aiohttp.ClientSession

MAX_REDIRECTS: Final = 5

_API: Final = "/api/"
_CHUNK: Final = 64 * 1024
_ACCEPT_JSON: Final = {str(hdrs.ACCEPT): "application/json"}
_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})

_GOOD: Final = {
    hdrs.METH_GET: frozenset({HTTPStatus.OK}),
    hdrs.METH_POST: frozenset({HTTPStatus.OK}),
    hdrs.METH_PUT: frozenset({HTTPStatus.OK, HTTPStatus.CREATED, HTTPStatus.NO_CONTENT}),
}
"""What Immich answers when all is well: its searches are POST and create nothing."""


class Connection:
    """Asks one server, and answers with decoded JSON or a file; all it raises is an `ImmichError`.

    `losses` counts how often the server was out of reach: as long as it stays the same, the server
    has not been replaced by a newer one unnoticed. `is_connected` is whether Immich answered the
    last request, None before the first; what was given up by its caller says nothing about that.
    """

    def __init__(
        self,
        session: Session,
        url: URL,
        api_key: str,
        limits: Limits,
        on_outcome: OnOutcome | None = None,
    ) -> None:
        """Take the address of a server, without the path of its API."""
        self.losses = 0
        self.is_connected: bool | None = None
        self._on_outcome = on_outcome
        self._session = session
        self._url = url
        self._api_key = api_key.strip()
        self._limits = limits

    async def get(
        self,
        path: str,
        query: Query | None = None,
        *,
        seconds: float | None = None,
        with_key: bool = True,
    ) -> object:
        """Return what there is at a path below /api, within so many seconds."""
        headers = self._key_header() if with_key else {}
        url = self._endpoint(path).with_query(query)
        with self._telling():
            return await self._json(hdrs.METH_GET, url, headers, seconds=seconds)

    async def ping(self, path: str) -> None:
        """Make sure that Immich answers at a path below /api as it answers a ping."""
        with self._telling(), only_immich():
            answer = await self._json(hdrs.METH_GET, self._endpoint(path), {})
            if fields.row(answer, "a ping's answer").get("res") != "pong":
                raise NotImmichError("This is not the address of an Immich server.")

    async def post(self, path: str, body: Body, *, seconds: float | None = None) -> object:
        """Return the answer to a search, within so many seconds."""
        url, headers = self._endpoint(path), self._key_header()
        with self._telling():
            return await self._json(hdrs.METH_POST, url, headers, body, seconds=seconds)

    async def post_patiently(self, path: str, body: Body, seconds: float) -> object:
        """Return the answer to a search that Immich leaves to something slower.

        That it takes too long says nothing about Immich itself.
        """
        url, headers = self._endpoint(path), self._key_header()
        with self._telling(even_silence=False):
            return await self._json(hdrs.METH_POST, url, headers, body, seconds=seconds)

    async def put(self, path: str, body: Body) -> object:
        """Change something; return what Immich says about it, or None when that is nothing."""
        url, headers = self._endpoint(path), self._key_header()
        with self._telling():
            return await self._json(hdrs.METH_PUT, url, headers, body)

    async def get_list(self, path: str) -> bytes:
        """Return a list that may be long, as JSON that is still to be decoded."""
        headers = _ACCEPT_JSON | self._key_header()
        url, timeout = self._endpoint(path), self._unbounded(self._limits.listing)
        with self._telling():
            async with self._request(hdrs.METH_GET, url, headers, timeout) as response:
                require_json(response.content_type)
                return await self._read(response, self._limits.list_bytes)

    async def download(self, path: str, query: Query) -> Download:
        """Return a file, whole, however long it takes."""
        return await self._download(path, query, self._limits.download_bytes, None)

    async def download_small(self, path: str, query: Query) -> Download:
        """Return a file that is small and comes soon; that it does not says nothing of Immich."""
        return await self._download(path, query, self._limits.small_bytes, self._limits.small)

    async def _download(
        self, path: str, query: Query, bound: int, seconds: float | None
    ) -> Download:
        # Compressed on its way, a file would not be as long as the server says it is.
        headers = {hdrs.ACCEPT_ENCODING: "identity"} | self._key_header()
        timeout = self._unbounded(self._limits.stall)
        url = self._endpoint(path).with_query(query)
        with self._telling(even_silence=seconds is None), _aiohttp_errors():
            # aiohttp would count anew at each redirect.
            async with (
                asyncio.timeout(seconds),
                self._request(hdrs.METH_GET, url, headers, timeout) as response,
            ):
                if response.content_type == "text/html":
                    raise NotImmichError("The server answers a web page where Immich sends a file.")
                return Download(await self._read(response, bound), response.content_type)

    async def _json(
        self,
        method: str,
        url: URL,
        headers: Mapping[str, str],
        body: Body | None = None,
        *,
        seconds: float | None = None,
    ) -> object:
        timeout = aiohttp.ClientTimeout(
            total=seconds or self._limits.answer, connect=self._limits.connect
        )
        async with self._request(
            method, url, {**_ACCEPT_JSON, **headers}, timeout, body
        ) as response:
            data = await self._read(response, self._limits.answer_bytes)
            if method == hdrs.METH_PUT and not data:
                return None
            return decode(response.content_type, data)

    def _unbounded(self, silence: float) -> aiohttp.ClientTimeout:
        """Return a timeout for what takes as long as it takes, but with no longer silence."""
        return aiohttp.ClientTimeout(total=None, connect=self._limits.connect, sock_read=silence)

    @asynccontextmanager
    async def _request(
        self,
        method: str,
        url: URL,
        headers: Mapping[str, str],
        timeout: aiohttp.ClientTimeout,  # noqa: ASYNC109 it is aiohttp's, for each hop
        body: Body | None = None,
    ) -> AsyncIterator[aiohttp.ClientResponse]:
        """Ask, and yield a good answer; raise for any other.

        aiohttp follows redirects by itself, but takes the key along wherever they lead: it drops
        only the headers that it knows to be secret. So redirects are followed here, and only on the
        server itself. Everything asked here may be asked twice, so a POST stays a POST and a
        PUT a PUT.
        """
        with _aiohttp_errors():
            for _ in range(MAX_REDIRECTS + 1):
                async with self._session.request(
                    method, url, headers=headers, timeout=timeout, json=body, allow_redirects=False
                ) as response:
                    if response.status not in _REDIRECTS:
                        await self._raise_for_status(response)
                        yield response
                        return
                    url = self._redirect_target(response)
        raise NotImmichError("The server redirects in circles.")

    def _redirect_target(self, response: aiohttp.ClientResponse) -> URL:
        """Return where a redirect leads; raise when that is another server.

        Immich redirects by paths alone. Behind a proxy that serves it below a path of its own it
        does not know of that: then its /api is below that path, too, and what else has the proxy's
        /api never gets to see the key.
        """
        try:
            location = URL(response.headers[hdrs.LOCATION])
            target = response.url.join(location)
            origin = target.origin()
        except (KeyError, ValueError) as error:
            raise BadAnswerError("The server redirects to something that is no address.") from error
        if origin != self._url.origin():
            raise NotImmichError(f"The server redirects to another address, {origin}.")
        if not location.absolute and target.raw_path.startswith(_API):
            path = self._url.raw_path.rstrip("/") + target.raw_path
            return target.with_path(path, encoded=True, keep_query=True)
        return target

    async def _raise_for_status(self, response: aiohttp.ClientResponse) -> None:
        if response.status >= HTTPStatus.BAD_REQUEST:
            raise refusal(response.status, await self._read(response, self._limits.answer_bytes))
        if response.status not in _GOOD[response.method]:
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

    @contextmanager
    def _telling(self, *, even_silence: bool = True) -> Iterator[None]:
        try:
            yield
        except ImmichError as error:
            self.losses += isinstance(error, UnreachableError)
            if even_silence or not isinstance(error, ImmichTimeoutError):
                self._tell(error)
            raise
        self._tell(None)

    def _tell(self, error: ImmichError | None) -> None:
        self.is_connected = not isinstance(error, AWAY)
        if self._on_outcome is not None:
            self._on_outcome(error)

    def _endpoint(self, path: str) -> URL:
        return self._url.joinpath("api", path)

    def _key_header(self) -> dict[str, str]:
        """Return the header with the key; what cannot stand in a header is no key."""
        if not (self._api_key.isascii() and self._api_key.isprintable()):
            raise RefusedKeyError("The API key holds characters that no key has.")
        return {"x-api-key": self._api_key}


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
