"""Runs the sample Immich alone until it is ended: `python -m demo.immich`."""

from argparse import ArgumentParser, ArgumentTypeError, Namespace
import asyncio
import json
from pathlib import Path
import signal
import socket
import sys

from demo.immich.release import release_of
from demo.immich.server import HOST, VERSION, SampleImmich
from demo.library.cache import renditions_folder
from demo.library.folder import EmptyFolderError
from demo.library.library import Library
from demo.library.opening import open_library

NAME = "sample-immich"

ENDS = (signal.SIGINT, signal.SIGTERM)
"""Set by hand for both: a shell lets what runs in the background ignore Ctrl-C."""


def main() -> int:
    """Serve; return the process's exit code."""
    arguments = _arguments()
    for number in ENDS:
        signal.signal(number, _end)
    try:
        _require_free(arguments.port)
        library = open_library(arguments.photos, arguments.cache)
        asyncio.run(_serve(library, arguments))
    except (OSError, EmptyFolderError) as err:
        print(f"{NAME}: {err}", file=sys.stderr)
        return 1
    return 0


def _arguments() -> Namespace:
    parser = ArgumentParser(NAME, description="A sample Immich on this machine alone.")
    parser.add_argument("--port", type=int, default=0, help="a free one unless given")
    parser.add_argument("--version", default=VERSION, type=_version, help=f"{VERSION} unless given")
    parser.add_argument("--photos", type=Path, help="serve this folder's photos")
    parser.add_argument(
        "--fullsize", action="store_true", help="make JPEGs of HEIC and raw at full size"
    )
    parser.add_argument("--cache", type=Path, help="the folder of the painted library")
    return parser.parse_args()


def _version(text: str) -> str:
    try:
        return release_of(text).version
    except ValueError as err:
        raise ArgumentTypeError(f"{text} is no version such as {VERSION}") from err


def _require_free(port: int) -> None:
    """Find out that a port is taken before painting for a minute."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except (OSError, OverflowError) as err:
            reason = getattr(err, "strerror", None) or str(err)
            raise OSError(f"port {port} cannot be used: {reason}") from err


async def _serve(library: Library, arguments: Namespace) -> None:
    ended = asyncio.Event()
    for number in ENDS:
        asyncio.get_running_loop().add_signal_handler(number, ended.set)
    server = SampleImmich(
        library,
        port=arguments.port,
        version=arguments.version,
        renditions=renditions_folder(),
        makes_fullsize=arguments.fullsize,
    )
    async with server:
        ready = {
            "url": server.url,
            "api_key": server.api_key,
            "limited_api_key": server.limited_api_key,
        }
        print(json.dumps(ready), flush=True)
        await ended.wait()


def _end(*_signal: object) -> None:
    """End while the library is still being made."""
    sys.exit(0)


if __name__ == "__main__":
    sys.exit(main())
