"""A browser on the demo's dashboard: logs in, looks at the photo, presses the button."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
import json
from pathlib import Path
import shutil
from typing import Any

from playwright.async_api import Page, ViewportSize, async_playwright

from demo.home_assistant.api import PASSWORD, USER

VIEWPORT = ViewportSize(width=1280, height=800)
# A headless browser on a machine without internet, perhaps run by root.
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
PHOTO = "hui-image img"
PATIENCE = 60_000
"""Milliseconds that a page may take, on a machine that is busy."""

_LOOK = """(image) => ({
    address: image.src,
    width: image.complete ? image.naturalWidth : 0,
    height: image.naturalHeight,
    shown_width: image.getBoundingClientRect().width,
})"""


@asynccontextmanager
async def logged_in(
    address: str, *, language: str = "en", dark: bool = False
) -> AsyncIterator[Page]:
    """Open an address and log in as a person does, whose browser is in this language."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=ARGUMENTS
        )
        page = await browser.new_page(viewport=VIEWPORT)
        page.set_default_timeout(PATIENCE)
        await page.add_init_script(_chosen(selectedLanguage=language, selectedTheme={"dark": dark}))
        await page.goto(address)
        await page.locator("input[name=username]").fill(USER)
        await page.locator("input[name=password]").fill(PASSWORD)
        await page.keyboard.press("Enter")
        yield page
        await browser.close()


def _chosen(**settings: object) -> str:
    """Return a script that makes the choices of a person for whom the browser keeps them."""
    # Home Assistant's pages read each of them as JSON.
    kept = {name: json.dumps(value) for name, value in settings.items()}
    return f"Object.assign(localStorage, {json.dumps(kept)})"


async def look_at_photo(page: Page, *, but_not: str = "") -> dict[str, Any]:
    """Wait for a photo to be drawn, another than the one at this address.

    Returns its `address` and, in pixels, its own `width` and `height` and the `shown_width`.
    """
    async with asyncio.timeout(PATIENCE / 1000):
        while True:
            seen: dict[str, Any] = await page.locator(PHOTO).first.evaluate(_LOOK)
            if seen["width"] and seen["address"] != but_not:
                return seen
            await asyncio.sleep(0.1)


async def press_next(page: Page) -> None:
    """Press the button under the photo."""
    await page.get_by_role("button", name="Next photo").first.click()


async def take_screenshot(page: Page, path: Path) -> None:
    """Write what is seen as a PNG, once the page has faded in."""
    await page.locator("#ha-launch-screen").wait_for(state="detached")
    await page.screenshot(path=path, animations="disabled")
