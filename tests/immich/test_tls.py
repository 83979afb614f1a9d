"""Certificates: whom the session trusts, the client trusts, and says why it does not."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import aiohttp
from aiohttp import web
from aiohttp.test_utils import TestServer
import pytest

from custom_components.immich_frame.immich.client import ImmichClient
from custom_components.immich_frame.immich.errors import CertificateError, UnreachableError

from .certificates import server_side, trusting, write_certificate
from .conftest import Told
from .servers import KEY

pytestmark = pytest.mark.usefixtures("socket_enabled")


async def pong(_: web.Request) -> web.Response:
    return web.json_response({"res": "pong"})


@asynccontextmanager
async def client_of(shown: Path, trusted: Path | None) -> AsyncIterator[ImmichClient]:
    """Run a server with one certificate, and yield a client that trusts another."""
    app = web.Application()
    app.router.add_get("/api/server/ping", pong)
    server = TestServer(app, scheme="https", host="127.0.0.1")
    await server.start_server(ssl=server_side(shown))
    connector = aiohttp.TCPConnector(ssl=trusting(trusted))
    async with server, aiohttp.ClientSession(connector=connector) as session:
        yield ImmichClient(session, server.make_url("/"), KEY)


async def test_a_certificate_that_the_session_trusts_is_good(tmp_path: Path) -> None:
    good = write_certificate(tmp_path / "good.pem")
    async with client_of(good, trusted=good) as client:
        await client.ping()
        assert client.url.scheme == "https"


async def test_a_self_signed_certificate_is_refused(tmp_path: Path) -> None:
    async with client_of(write_certificate(tmp_path / "own.pem"), trusted=None) as client:
        with pytest.raises(CertificateError, match="self-signed certificate"):
            await client.ping()


async def test_an_expired_certificate_is_refused(tmp_path: Path) -> None:
    old = write_certificate(tmp_path / "old.pem", valid_for=timedelta(days=-1))
    async with client_of(old, trusted=old) as client:
        with pytest.raises(CertificateError, match="certificate has expired"):
            await client.ping()


async def test_a_certificate_for_another_server_is_refused(tmp_path: Path) -> None:
    other = write_certificate(tmp_path / "other.pem", host="192.0.2.1")
    async with client_of(other, trusted=other) as client:
        with pytest.raises(CertificateError, match="not valid for"):
            await client.ping()


async def test_a_server_without_tls_is_not_asked_over_tls(
    told: Told, session: aiohttp.ClientSession
) -> None:
    client = ImmichClient(session, told.url.replace("http:", "https:"), KEY)
    with pytest.raises(UnreachableError, match="does not speak TLS") as refused:
        await client.ping()
    assert not isinstance(refused.value, CertificateError)
