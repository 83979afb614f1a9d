"""The process of the demo's Home Assistant."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
import sys

from demo.errors import DemoError

PATIENCE = 30
"""Seconds for Home Assistant to end by itself after it was asked to."""


@asynccontextmanager
async def home_assistant(folder: Path, log_path: Path) -> AsyncIterator[asyncio.subprocess.Process]:
    """Run Home Assistant on a config folder; it ends with the context.

    Its output goes to a file, as the console belongs to the user.
    """
    with log_path.open("wb") as log:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "homeassistant", "--config", str(folder)),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            # Python looks there first for integrations: they are those of the folder.
            cwd=folder,
            # Ctrl-C is for the demo, which then ends Home Assistant in its own time.
            start_new_session=True,
        )
        try:
            yield process
        finally:
            await _end(process)


async def watch(process: asyncio.subprocess.Process, log_path: Path) -> None:
    """Wait for Home Assistant to end by itself, which is an error. Raises DemoError."""
    code = await process.wait()
    raise DemoError(f"Home Assistant ended with code {code}. Its log: {log_path}")


async def _end(process: asyncio.subprocess.Process) -> None:
    if process.returncode is not None:
        return
    process.terminate()
    try:
        async with asyncio.timeout(PATIENCE):
            await process.wait()
    except TimeoutError:
        process.kill()
        await process.wait()
