"""Takes the screenshot of the README: the dashboard of a demo that runs."""

import asyncio
from pathlib import Path
import sys

from demo.browser import logged_in, look_at_photo, take_screenshot

DEFAULT = Path(__file__).parents[1] / "docs" / "images" / "dashboard.png"


async def screenshot(address: str, path: Path = DEFAULT) -> None:
    """Log in, wait for the photo, and write what is seen."""
    path.parent.mkdir(parents=True, exist_ok=True)
    async with logged_in(address) as page:
        await look_at_photo(page)
        await take_screenshot(page, path)
    print(path)


if __name__ == "__main__":
    asyncio.run(screenshot(sys.argv[1], *map(Path, sys.argv[2:])))
