"""`python -m demo.immich`: one line when it is ready, and an end when it is told so."""

import asyncio
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
import json
from pathlib import Path
import signal
import socket
import sys

from aiohttp import ClientSession
import pytest

from demo.library.tiny import tiny_picture

PROJECT = Path(__file__).parents[2]

pytestmark = pytest.mark.usefixtures("socket_enabled")


@asynccontextmanager
async def program(*arguments: str | Path) -> AsyncIterator[Process]:
    """Run the sample Immich; whatever happens, it does not outlive the test."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "demo.immich",
        *map(str, arguments),
        cwd=PROJECT,
        stdout=PIPE,
        stderr=PIPE,
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.communicate()


async def line_of(process: Process) -> dict[str, str]:
    assert process.stdout is not None
    ready: dict[str, str] = json.loads(await process.stdout.readline())
    return ready


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    (tmp_path / "photo.jpg").write_bytes(tiny_picture("photo.jpg", (64, 48), "teal"))
    return tmp_path


@pytest.mark.parametrize("end", [signal.SIGTERM, signal.SIGINT])
async def test_it_serves_until_it_is_ended(photos: Path, end: signal.Signals) -> None:
    async with program("--photos", photos) as process, ClientSession() as session:
        ready = await line_of(process)
        assert ready.keys() == {"url", "api_key", "limited_api_key"}
        assert ready["url"].startswith("http://127.0.0.1:")
        for key, permissions in (("api_key", ["all"]), ("limited_api_key", ["album.read"])):
            headers = {"x-api-key": ready[key]}
            url = f"{ready['url']}/api/api-keys/me"
            async with session.get(url, headers=headers) as response:
                assert (await response.json())["permissions"] == permissions
        process.send_signal(end)
        out, err = await process.communicate()
    assert (process.returncode, out, err) == (0, b"", b"")


async def test_it_runs_the_version_that_it_is_told(photos: Path) -> None:
    program_of_2 = program("--photos", photos, "--version", "2.7.5")
    async with program_of_2 as process, ClientSession() as session:
        url = f"{(await line_of(process))['url']}/api/server/version"
        async with session.get(url) as response:
            assert await response.json() == {"major": 2, "minor": 7, "patch": 5}


async def test_what_is_no_version_is_said(photos: Path) -> None:
    async with program("--photos", photos, "--version", "new") as process:
        out, err = await process.communicate()
    assert (process.returncode, out) == (2, b"")
    assert b"new is no version such as 3.1.0" in err


async def test_it_ends_while_it_paints(tmp_path: Path) -> None:
    cache = tmp_path / "library"
    async with program("--cache", cache) as process:
        assert process.stderr is not None
        assert b"Painting" in await process.stderr.readuntil(b":")
        process.send_signal(signal.SIGTERM)
        out, _ = await process.communicate()
    assert (process.returncode, out) == (0, b"")
    assert not cache.exists()


async def test_a_taken_port_is_said_in_one_line(photos: Path) -> None:
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        port = str(holder.getsockname()[1])
        async with program("--photos", photos, "--port", port) as process:
            out, err = await process.communicate()
    assert (process.returncode, out) == (1, b"")
    message = f"sample-immich: port {port} cannot be used: Address already in use\n"
    assert err.decode() == message


@pytest.mark.parametrize(
    ("folder", "message"), [("nothing", "there is no folder"), (".", "there are no photos in")]
)
async def test_a_folder_without_photos_is_said(tmp_path: Path, folder: str, message: str) -> None:
    async with program("--photos", tmp_path / folder) as process:
        out, err = await process.communicate()
    assert (process.returncode, out) == (1, b"")
    assert err.decode().startswith(f"sample-immich: {message}")
    assert err.count(b"\n") == 1
