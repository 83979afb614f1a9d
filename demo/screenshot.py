"""Takes the screenshot of the README: the dashboard of a demo that runs."""

from argparse import ArgumentParser
import asyncio
from pathlib import Path

from demo.browser import logged_in, look_at_photo, take_screenshot

DEFAULT = Path(__file__).parents[1] / "docs" / "images" / "dashboard.png"


async def screenshot(address: str, path: Path, *, language: str, dark: bool) -> None:
    """Log in, wait for the photo, and write what is seen."""
    path.parent.mkdir(parents=True, exist_ok=True)
    async with logged_in(address, language=language, dark=dark) as page:
        await look_at_photo(page)
        await take_screenshot(page, path)
    print(path)


def main() -> None:
    """Read the command line."""
    parser = ArgumentParser(prog="scripts/screenshot", description=__doc__)
    parser.add_argument("address", help="of the dashboard, as scripts/demo prints it")
    parser.add_argument("file", nargs="?", type=Path, default=DEFAULT, help="the PNG to write")
    parser.add_argument("--language", default="en", help="the browser's: en, de")
    parser.add_argument("--dark", action="store_true", help="light letters on a dark page")
    parser.add_argument("--path", default="", help="another view of the dashboard: frames")
    given = parser.parse_args()
    address = f"{given.address}/{given.path}".rstrip("/")
    asyncio.run(screenshot(address, given.file, language=given.language, dark=given.dark))


if __name__ == "__main__":
    main()
