"""The demo, from its command to a photo in the browser, and another one."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
import re
import signal
import sys

from PIL import Image, ImageStat
import pytest

from demo.browser import PATIENCE, logged_in, look_at_photo, press_next, take_screenshot
from demo.home_assistant.dashboard import ALL_PATH

# The first start on a machine paints the sample library.
START_SECONDS = 400

ROWS = 3 * 16 + 2
"""Entities on the dashboard: those of three frames, and those of the server."""

BESIDE = (264, 200, 280, 700)
"""Between the sidebar and the cards, where the page itself is seen."""


@dataclass(frozen=True)
class Look:
    """How somebody looks at the dashboard, and words of that language."""

    language: str
    dark: bool
    connected: re.Pattern[str]
    trouble: re.Pattern[str]

    @property
    def file(self) -> str:
        """Return the name of a screenshot: frames-de-dark.png."""
        return f"frames-{self.language}-{'dark' if self.dark else 'light'}.png"


WORDS = {
    "en": (re.compile("Connected"), re.compile("unavailable|not found", re.IGNORECASE)),
    "de": (re.compile("Verbunden"), re.compile("nicht verfügbar|nicht gefunden", re.IGNORECASE)),
}
LOOKS = [Look(language, dark, *WORDS[language]) for language in WORDS for dark in (False, True)]

pytestmark = [pytest.mark.timeout(600), pytest.mark.usefixtures("socket_enabled")]


@pytest.fixture
async def demo(port: int) -> AsyncIterator[asyncio.subprocess.Process]:
    """Start the demo; it is ended with the test if it did not end itself."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "demo", "--sample", "--port", str(port)),
        stdout=asyncio.subprocess.PIPE,
    )
    yield process
    if process.returncode is None:
        process.terminate()
        await process.wait()


async def printed_address(process: asyncio.subprocess.Process) -> str:
    """Return the address of the dashboard, which the demo prints when it is there."""
    assert process.stdout is not None
    async with asyncio.timeout(START_SECONDS):
        while line := (await process.stdout.readline()).decode():
            if found := re.search(r"http://\S+", line):
                return found.group()
    pytest.fail("the demo ended without an address")


async def assert_all_frames_are_seen(address: str, look: Look, path: Path) -> None:
    """Log in anew, and take a screenshot of the view with every entity: all are there."""
    async with logged_in(address, language=look.language, dark=look.dark) as page:
        rows = page.locator("hui-entities-card #states > div")
        await rows.nth(ROWS - 1).wait_for(timeout=PATIENCE)
        await rows.filter(has_text=look.connected).wait_for()
        await look_at_photo(page)
        await take_screenshot(page, path)
        assert await rows.count() == ROWS
        assert await rows.filter(has_text=look.trouble).count() == 0
    assert (brightness(path) < 0.5) == look.dark


def brightness(path: Path) -> float:
    """Return how bright the page is beside its cards, from 0 to 1."""
    with Image.open(path) as picture:
        return ImageStat.Stat(picture.convert("L").crop(BESIDE)).mean[0] / 255


async def test_dashboard_shows_a_photo_and_then_the_next(
    demo: asyncio.subprocess.Process, tmp_path: Path
) -> None:
    address = await printed_address(demo)
    async with logged_in(address) as page:
        first = await look_at_photo(page)
        await take_screenshot(page, tmp_path / "first.png")
        await press_next(page)
        second = await look_at_photo(page, but_not=first["address"])
        await take_screenshot(page, tmp_path / "second.png")
    for look in LOOKS:
        await assert_all_frames_are_seen(f"{address}/{ALL_PATH}", look, tmp_path / look.file)
    assert [(seen["width"], seen["height"]) for seen in (first, second)] == [(3840, 2160)] * 2
    assert first["shown_width"] > 600
    assert (tmp_path / "first.png").read_bytes() != (tmp_path / "second.png").read_bytes()

    demo.send_signal(signal.SIGINT)
    assert await demo.wait() == 0
    with pytest.raises(ConnectionRefusedError):
        await asyncio.open_connection("127.0.0.1", int(address.split(":")[2].split("/")[0]))
