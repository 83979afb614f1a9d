"""A frame made in the browser: what is chosen by name is what it shows."""

import asyncio
from collections.abc import AsyncIterator
import json
import re

import pytest

from demo.__main__ import FrameOnDashboard, frame_on, some_immich
from demo.browser import logged_in
from demo.home_assistant.api import Api
from demo.home_assistant.folder import INTEGRATION
from demo.library.library import Library
from demo.library.membership import Asset

from .dialog import Dialog

NAME, CAMERA = "Family wall", "camera.family_wall"
ALBUM, SOMEBODY, STARS = "Family", "Ben Okoro", 4
PAGE = f"/config/integrations/integration/{INTEGRATION.name}"
CAMERA_SECONDS = 30
UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)

# The words of the forms are taken from where Home Assistant takes them.
WORDS = json.loads((INTEGRATION / "translations" / "en.json").read_bytes())
FRAME = WORDS["config_subentries"]["frame"]
STEPS = FRAME["step"]
FILTERS = STEPS["filters"]["sections"]
KINDS = WORDS["selector"]["kind"]["options"]

pytestmark = [pytest.mark.timeout(600), pytest.mark.usefixtures("socket_enabled")]


@pytest.fixture
async def demo(library: Library, port: int) -> AsyncIterator[FrameOnDashboard]:
    async with some_immich(library) as immich, frame_on(immich, port) as frame:
        yield frame


def in_album(asset: Asset) -> bool:
    return ALBUM in asset.upload.albums


def with_somebody(asset: Asset) -> bool:
    return SOMEBODY in {person.name for person in asset.people}


def is_liked(asset: Asset) -> bool:
    return (asset.upload.rating or 0) >= STARS


async def make_frame(dialog: Dialog) -> str:
    """Go from the first form to the frame. Returns what was said of it before it was saved."""
    await dialog.enter(STEPS["user"]["data"]["name"], NAME)
    await dialog.select(STEPS["user"]["data"]["kind"], KINDS["albums"])
    await dialog.press("Next")
    await dialog.add(STEPS["albums"]["data"]["ids"], f"{ALBUM} (")
    await dialog.press("Next")
    for section in FILTERS.values():
        await dialog.unfold(section["name"])
    await dialog.enter(FILTERS["who"]["data"]["min_rating"], str(STARS))
    # A day can be taken back: on this one there were no photos yet, so the preview would be empty.
    for day in ("1900-01-01", ""):
        await dialog.enter_day(FILTERS["when"]["data"]["taken_until"], day)
    await dialog.tick(FILTERS["left_out"]["data"]["without_person_ids"], SOMEBODY)
    await dialog.press("Next")
    said = await dialog.read_menu(STEPS["preview"]["menu_options"]["save"])
    await dialog.choose(STEPS["preview"]["menu_options"]["save"])
    await dialog.press("Finish")
    return said


async def next_photo(api: Api) -> str:
    """Show another photo. Returns its name."""
    path = f"/api/services/{INTEGRATION.name}/next?return_response"
    answer = await api.post(path, {"entity_id": CAMERA})
    name: str = answer["service_response"][CAMERA]["file_name"]
    return name


async def wait_for_camera(api: Api) -> None:
    async with asyncio.timeout(CAMERA_SECONDS):
        while not await has_camera(api):  # noqa: ASYNC110 what is waited for is another process
            await asyncio.sleep(0.25)


async def has_camera(api: Api) -> bool:
    return any(state["entity_id"] == CAMERA for state in await api.get("/api/states"))


async def test_frame_of_an_album_without_somebody_shows_what_its_preview_counted(
    demo: FrameOnDashboard, library: Library
) -> None:
    album = [asset for asset in library.assets.values() if in_album(asset)]
    liked = [asset for asset in album if is_liked(asset)]
    expected = {asset.upload.name for asset in liked if not with_somebody(asset)}
    assert 1 < len(expected) < len(liked) < len(album)  # Every choice makes a difference.

    async with logged_in(demo.api.url + PAGE) as page:
        await page.get_by_role("button", name=FRAME["initiate_flow"]["user"]).click()
        dialog = Dialog(page)
        said = await make_frame(dialog)
    assert re.findall(r"\d+", said) == [str(len(expected))]

    await wait_for_camera(demo.api)
    shown = [await next_photo(demo.api) for _ in range(2 * len(expected))]
    assert set(shown) == expected

    assert SOMEBODY in dialog.seen
    assert f"{ALBUM} ({len(album)})" in dialog.seen
    assert not UUID.search(dialog.seen)
