"""Adding an account on a server whose certificate is not to be trusted."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import timedelta
from pathlib import Path
import ssl

import pytest
from yarl import URL

from custom_components.immich_frame.const import DOMAIN
from demo.immich.server import SampleImmich
from homeassistant.config_entries import SOURCE_USER
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType

from ..immich.certificates import server_side, write_certificate
from .conftest import said


@asynccontextmanager
async def behind_tls(immich: SampleImmich, certificate: Path) -> AsyncIterator[str]:
    """Put TLS in front of an Immich, and yield its address there."""
    inside, context = URL(immich.url), server_side(certificate)

    async def copy(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while data := await reader.read(65536):
            writer.write(data)
        writer.close()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        # A client that does not trust the certificate leaves in the middle of the handshake.
        with suppress(ssl.SSLError, ConnectionError):
            await writer.start_tls(context)
            from_immich, to_immich = await asyncio.open_connection(inside.host, inside.port)
            await asyncio.gather(copy(reader, to_immich), copy(from_immich, writer))
        writer.close()

    async with await asyncio.start_server(serve, "127.0.0.1", 0) as server:
        yield f"https://127.0.0.1:{server.sockets[0].getsockname()[1]}"


@pytest.mark.parametrize(
    "valid_for", [timedelta(days=1), timedelta(days=-1)], ids=["self-signed", "expired"]
)
async def test_a_certificate_that_is_not_to_be_trusted(
    hass: HomeAssistant, immich: SampleImmich, tmp_path: Path, valid_for: timedelta
) -> None:
    certificate = write_certificate(tmp_path / "certificate.pem", valid_for=valid_for)
    async with behind_tls(immich, certificate) as url:
        form = {"url": url, "api_key": immich.api_key, "verify_ssl": True}
        flow = hass.config_entries.flow
        result = await flow.async_init(DOMAIN, context={"source": SOURCE_USER}, data=form)
        assert result["errors"] == {"url": "certificate_invalid"}
        assert "certificate is not trusted" in said(result)["url"]
        assert immich.requests.count() == 0

        result = await flow.async_configure(result["flow_id"], form | {"verify_ssl": False})
        assert result["type"] is FlowResultType.CREATE_ENTRY
        assert result["data"]["verify_ssl"] is False
        # While there still is a server; the test ends with all connections closed.
        assert await hass.config_entries.async_unload(result["result"].entry_id)
