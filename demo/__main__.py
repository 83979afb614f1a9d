"""The demo: a sample Immich, a real Home Assistant, a frame on a dashboard.

scripts/demo [--port P] [--photos DIR] [--sample] [--smoke] [--gallery]
"""

import argparse
import asyncio
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from dataclasses import dataclass
import json
import os
from pathlib import Path
import shutil
import signal
import socket
import sys
from typing import Any

import aiohttp

from demo.errors import DemoError
from demo.home_assistant.account import Immich, add_account
from demo.home_assistant.api import PASSWORD, USER, Api, wait_until_up
from demo.home_assistant.dashboard import make_dashboard
from demo.home_assistant.folder import make_folder
from demo.home_assistant.frames import add_frames
from demo.home_assistant.gallery import GALLERY
from demo.home_assistant.house import HOUSE, TABLET, Entities, furnish
from demo.home_assistant.process import home_assistant, watch
from demo.immich.server import SampleImmich
from demo.library.cache import cache_folder, renditions_folder
from demo.library.folder import EmptyFolderError
from demo.library.library import Library
from demo.library.opening import open_library
from demo.settings import named_immich
from demo.smoke import smoke

DEFAULT_PORT = 8123
START_SECONDS = 180


def main() -> int:
    """Run the demo. Returns the exit code: 1 when it cannot be had, or when a smoke test fails."""
    arguments = _parser().parse_args()
    try:
        port = arguments.port or (_free_port() if arguments.smoke else DEFAULT_PORT)
        _check_free(port)
        named = None if arguments.sample else named_immich(os.environ)
        # Before the event loop runs, so that Ctrl-C ends the painting at once.
        source = named or open_library(arguments.photos)
        return asyncio.run(
            run(source, port, is_smoke=arguments.smoke, has_gallery=arguments.gallery)
        )
    except (DemoError, EmptyFolderError, OSError, aiohttp.ClientError) as err:
        print(f"demo: {err}", file=sys.stderr)
        return 1
    except asyncio.CancelledError, KeyboardInterrupt:
        return 0


async def run(
    source: Immich | Library, port: int, *, is_smoke: bool, has_gallery: bool = False
) -> int:
    """Run the demo until it is ended, or once for a smoke test."""
    _end_on_signals()
    async with some_immich(source) as immich, frame_on(immich, port, has_gallery) as frame:
        if is_smoke:
            seen = await _or_end(smoke(frame.api), frame.end)
            print(json.dumps(seen, indent=2))
            return 0 if seen["ok"] else 1
        print(f"Photo frame   {frame.address}", flush=True)
        print(f"Login         {USER} / {PASSWORD}")
        print("Ctrl-C ends it.", flush=True)
        await frame.end
    return 0


@asynccontextmanager
async def some_immich(source: Immich | Library) -> AsyncIterator[Immich]:
    """Use a server that there is, or run the sample over a library."""
    if isinstance(source, Immich):
        yield source
        return
    async with SampleImmich(source, renditions=renditions_folder()) as sample:
        yield Immich(sample.url, sample.api_key, os.environ.get("DEFAULT_QUERY") or None)


@dataclass(frozen=True, slots=True)
class FrameOnDashboard:
    """A Home Assistant that shows a frame; `end` is done, with an error, when it ends by itself."""

    api: Api
    address: str
    end: asyncio.Task[None]


@asynccontextmanager
async def frame_on(
    immich: Immich, port: int, has_gallery: bool = False
) -> AsyncIterator[FrameOnDashboard]:
    """Run a Home Assistant with a frame on a dashboard, or with one for everything it can do.

    Its folder holds the key, and goes with it; the log stays.
    """
    log = cache_folder() / "demo" / f"{port}.log"
    folder = make_folder(cache_folder() / "demo" / str(port), port)
    print(f"Log           {log}", file=sys.stderr)
    try:
        async with home_assistant(folder, log) as process, aiohttp.ClientSession() as session:
            end = asyncio.create_task(watch(process, log))
            try:
                api, address = await _or_end(_prepare(session, port, immich, has_gallery), end)
                yield FrameOnDashboard(api, address, end)
            finally:
                end.cancel()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


async def _prepare(
    session: aiohttp.ClientSession, port: int, immich: Immich, has_gallery: bool
) -> tuple[Api, str]:
    url = f"http://127.0.0.1:{port}"
    try:
        async with asyncio.timeout(START_SECONDS):
            await wait_until_up(session, url)
            api = await Api.onboard(session, url)
            entry_id = await add_account(api, immich)
            entities = await furnish(api, entry_id)
            gallery = GALLERY if has_gallery else ()
            if has_gallery:
                await add_frames(api, entry_id, GALLERY)
            address = await make_dashboard(
                api,
                TABLET.entity("image", "current_photo"),
                TABLET.entity("button", "next_photo"),
                frames=_by_heading(entities),
                gallery=[frame.entity("image", "current_photo") for frame in gallery],
            )
            return api, address
    except TimeoutError as err:
        raise DemoError("Home Assistant did not start in time; its log tells more.") from err


def _by_heading(entities: Entities) -> dict[str, list[str]]:
    """Name what belongs together: the frames in the order in which they came, then the server."""
    frames = [found for subentry_id, found in entities.items() if subentry_id]
    return dict(zip(HOUSE, frames, strict=True)) | {"Immich": entities.get(None, [])}


async def _or_end[T](work: Coroutine[Any, Any, T], end: asyncio.Task[None]) -> T:
    """Do the work, unless the end comes first, which raises."""
    working = asyncio.create_task(work)
    try:
        await asyncio.wait({working, end}, return_when=asyncio.FIRST_COMPLETED)
        if not working.done():
            end.result()
        return working.result()
    finally:
        working.cancel()


def _end_on_signals() -> None:
    """Let a signal end the demo as Ctrl-C does: everything that was started ends in turn."""
    if (task := asyncio.current_task()) is not None:
        for number in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(number, task.cancel)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _check_free(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as err:
            raise DemoError(
                f"Port {port} is taken, maybe by another Home Assistant. Choose one with --port."
            ) from err


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="scripts/demo",
        description="Run a Home Assistant with a photo frame, fed by a sample Immich.",
        epilog="IMMICH_URL and IMMICH_API_KEY, and DEFAULT_QUERY, in the environment or in .env"
        " name another Immich.",
    )
    parser.add_argument("--port", type=int, help=f"of Home Assistant, usually {DEFAULT_PORT}")
    parser.add_argument("--photos", type=Path, help="a folder of photos for the sample Immich")
    parser.add_argument(
        "--sample", action="store_true", help="the sample Immich, whatever the environment names"
    )
    parser.add_argument(
        "--gallery", action="store_true", help="also a frame for each way to show a photo"
    )
    parser.add_argument(
        "--smoke", action="store_true", help="do the main job once, tell what was seen, and end"
    )
    return parser


if __name__ == "__main__":
    sys.exit(main())
