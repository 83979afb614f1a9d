"""The media browser: what it finds and plays, and for whom."""

from io import BytesIO
from typing import Any

from PIL import Image
import pytest
from pytest_homeassistant_custom_component.typing import WebSocketGenerator

from custom_components.immich_frame.const import API_PATH, DOMAIN
from custom_components.immich_frame.frame import Frame
from custom_components.immich_frame.media_source import async_get_media_source
from demo.immich.server import SampleImmich
from homeassistant.components.media_player import (
    BrowseError,
    MediaClass,
    SearchMediaQuery,
)
from homeassistant.components.media_source import (
    MediaSourceItem,
    Unresolvable,
    async_browse_media,
    async_resolve_media,
    async_search_media,
)
from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component

from .conftest import (
    COLORS,
    FRAME_ID,
    OTHER_FRAME_ID,
    account,
    asset_id,
    async_set_up,
    frame_subentry,
    until,
)
from .media_steps import ROOT, async_chosen, children
from .test_views_access import POLICIES, async_token


@pytest.fixture(autouse=True)
async def browser(hass: HomeAssistant) -> None:
    """Set the media browser up, which every Home Assistant has."""
    assert await async_setup_component(hass, "media_source", {})


@pytest.fixture
async def chosen(hass: HomeAssistant, immich: SampleImmich) -> Frame:
    """Return a frame with several presets that shows a photo."""
    return await async_chosen(hass, immich)


async def test_a_search(hass: HomeAssistant, chosen: Frame, immich: SampleImmich) -> None:
    entry_id = chosen.entry.entry_id
    for where in (ROOT, f"{ROOT}/account/{entry_id}", f"{ROOT}/frame/{entry_id}/{FRAME_ID}"):
        found = await async_search_media(hass, where, SearchMediaQuery(search_query=" teal "))
        assert found.result[0].title == "teal.jpg"
        assert len(found.result) == len(COLORS)
        assert found.result[0].media_content_id.endswith(asset_id(immich, "teal.jpg"))


async def test_a_search_for_something_else_than_photos(hass: HomeAssistant, chosen: Frame) -> None:
    assert chosen.shown is not None

    async def found(*classes: MediaClass) -> int:
        query = SearchMediaQuery(search_query="teal", media_filter_classes=list(classes))
        return len((await async_search_media(hass, ROOT, query)).result)

    assert await found(MediaClass.MUSIC) == 0
    assert await found(MediaClass.MUSIC, MediaClass.IMAGE) == len(COLORS)
    assert await found() == len(COLORS)


@pytest.mark.parametrize(
    ("text", "words"), [("", "query is empty"), ("x" * 1001, "1,001 characters")]
)
async def test_a_search_that_cannot_be(
    hass: HomeAssistant, chosen: Frame, text: str, words: str
) -> None:
    assert chosen.shown is not None
    with pytest.raises(BrowseError, match=words):
        await async_search_media(hass, ROOT, SearchMediaQuery(search_query=text))


HOSTILE = (
    "nonsense",
    "account/nonsense",
    "frame/{entry}/nonsense",
    "frame/nonsense/" + FRAME_ID,
    "preset/{entry}/" + FRAME_ID + "/nonsense",
    "recent/{entry}/" + FRAME_ID + "/nonsense",
    "photo/{entry}/nonsense",
    "photo/{entry}/..%2F..%2Fusers",
    "photo/nonsense/3f2a9c1e-5b7d-4c8a-9e21-0a1b2c3d4e5f",
    "../../etc/passwd",
    "search/{entry}/%ff",
)


@pytest.mark.parametrize("name", HOSTILE)
async def test_names_that_nothing_has(hass: HomeAssistant, chosen: Frame, name: str) -> None:
    media_id = f"{ROOT}/{name.format(entry=chosen.entry.entry_id)}"
    with pytest.raises(BrowseError, match=r"no such|no source of this name"):
        await async_browse_media(hass, media_id)
    with pytest.raises(Unresolvable, match="no such"):
        await async_resolve_media(hass, media_id, None)


async def test_what_holds_nothing_and_what_is_no_picture(
    hass: HomeAssistant, chosen: Frame
) -> None:
    current, recent = await children(hass, "Photo frame")
    photo = (await children(hass, "Photo frame: All"))[0]
    for node in (current, recent, photo):
        with pytest.raises(BrowseError, match="it holds nothing"):
            await async_browse_media(hass, node.media_content_id)
    entry_id = chosen.entry.entry_id
    for folder in (
        f"account/{entry_id}",
        f"preset/{entry_id}/{FRAME_ID}/All",
        f"search/{entry_id}/x",
    ):
        with pytest.raises(Unresolvable, match="it is no picture"):
            await async_resolve_media(hass, f"{ROOT}/{folder}", None)
    await chosen.async_new_image()
    await chosen.async_previous()
    with pytest.raises(Unresolvable, match="not in memory any more"):
        await async_resolve_media(hass, recent.media_content_id, None)


async def test_the_pictures_themselves(hass: HomeAssistant, immich: SampleImmich) -> None:
    frame = await async_set_up(
        hass, account(immich, frame_subentry(rendering={"palette": "grey_4"}))
    )
    source = await async_get_media_source(hass)
    entry_id = frame.entry.entry_id
    assert frame.shown is not None
    names = (
        f"frame/{entry_id}/{FRAME_ID}",
        f"current/{entry_id}/{FRAME_ID}",
        f"recent/{entry_id}/{FRAME_ID}/{frame.shown.key}",
        f"photo/{entry_id}/{asset_id(immich, 'teal.jpg')}",
    )
    for name in names:
        image = await source.async_get_media_image(MediaSourceItem(hass, DOMAIN, name, None))  # type: ignore[attr-defined] # since 2026.11
        assert image.mime_type == "image/jpeg"
        assert Image.open(BytesIO(image.content)).format == "JPEG"
    for name in (f"account/{entry_id}", "nonsense"):
        with pytest.raises(Unresolvable, match="no such"):
            await source.async_get_media_image(MediaSourceItem(hass, DOMAIN, name, None))  # type: ignore[attr-defined] # since 2026.11


@pytest.mark.parametrize("allowed", POLICIES)
async def test_people_see_what_they_may(
    hass: HomeAssistant, chosen: Frame, hass_ws_client: WebSocketGenerator, allowed: str
) -> None:
    assert chosen.shown is not None
    client = await hass_ws_client(hass, await async_token(hass, POLICIES[allowed]))
    entry_id = chosen.entry.entry_id

    async def ask(kind: str, name: str, **fields: str) -> dict[str, Any]:
        media_id = f"{ROOT}/{name}" if name else ROOT
        message = {"type": f"media_source/{kind}", "media_content_id": media_id, **fields}
        await client.send_json_auto_id(message)
        answer: dict[str, Any] = await client.receive_json()
        return answer

    may_see = allowed in {"read", "both", "all"}
    root = await ask("browse_media", "")
    assert bool(root["result"]["children"]) == may_see
    for name in (f"account/{entry_id}", f"frame/{entry_id}/{FRAME_ID}"):
        assert (await ask("browse_media", name))["success"] == may_see
    found = await ask("search_media", f"account/{entry_id}", search_query="teal")
    assert found["success"] == may_see
    photo = asset_id_of(found) if may_see else "3f2a9c1e-5b7d-4c8a-9e21-0a1b2c3d4e5f"
    for name in (f"frame/{entry_id}/{FRAME_ID}", f"photo/{entry_id}/{photo}"):
        answer = await ask("resolve_media", name)
        assert answer["success"] == may_see
        if may_see:
            assert answer["result"]["url"].startswith(API_PATH)
            assert "authSig=" in answer["result"]["url"]


def asset_id_of(found: dict[str, Any]) -> str:
    media_id: str = found["result"]["result"][0]["media_content_id"]
    return media_id.rpartition("/")[2]


async def test_only_the_frames_that_someone_may_see_are_listed(
    hass: HomeAssistant, immich: SampleImmich, hass_ws_client: WebSocketGenerator
) -> None:
    entry = account(immich, frame_subentry(), frame_subentry(OTHER_FRAME_ID, "Kitchen"))
    await async_set_up(hass, entry)
    await until(lambda: entry.runtime_data.frames[OTHER_FRAME_ID].shown)
    client = await hass_ws_client(hass, await async_token(hass, POLICIES["read"]))
    await client.send_json_auto_id({"type": "media_source/browse_media", "media_content_id": ROOT})
    listed = (await client.receive_json())["result"]["children"]
    assert [node["title"] for node in listed] == ["Photo frame", "Photo frame: Photos"]
    other = f"{ROOT}/frame/{entry.entry_id}/{OTHER_FRAME_ID}"
    await client.send_json_auto_id({"type": "media_source/browse_media", "media_content_id": other})
    assert not (await client.receive_json())["success"]
