"""The media browser: what it lists."""

import json

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.syrupy import HomeAssistantSnapshotExtension
from syrupy.assertion import SnapshotAssertion

from custom_components.immich_frame.addresses import photo_path, recent_path
from custom_components.immich_frame.frame import Frame
from custom_components.immich_frame.loader import PhotoSize
from custom_components.immich_frame.media_tree import MOST_PHOTOS
from custom_components.immich_frame.options import smart_source
from custom_components.immich_frame.shown import PictureSize, picture_path
from demo.immich import faults
from demo.immich.server import SampleImmich
from demo.library.library import Library
from demo.library.tiny import tiny_photo, tiny_picture
from homeassistant.components.media_player import (
    BrowseError,
    MediaClass,
    SearchMediaQuery,
)
from homeassistant.components.media_source import (
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
    SEARCH,
    account,
    asset_id,
    async_set_up,
    frame_subentry,
)
from .media_steps import PRESETS, ROOT, async_chosen, children, titles


@pytest.fixture(autouse=True)
async def browser(hass: HomeAssistant) -> None:
    """Set the media browser up, which every Home Assistant has."""
    assert await async_setup_component(hass, "media_source", {})


@pytest.fixture
async def chosen(hass: HomeAssistant, immich: SampleImmich) -> Frame:
    """Return a frame with several presets that shows a photo."""
    return await async_chosen(hass, immich)


async def test_it_is_among_the_media_sources(hass: HomeAssistant, frame: Frame) -> None:
    assert frame.shown is not None
    found = await async_browse_media(hass, None)
    assert "Immich Frame" in titles(found.children or ())


async def test_a_single_account_takes_no_level(hass: HomeAssistant, chosen: Frame) -> None:
    assert chosen.shown is not None
    root = await async_browse_media(hass, ROOT)
    assert (root.title, root.can_search, root.can_play) == ("Immich Frame", True, False)
    assert root.search_media_classes == [MediaClass.IMAGE]
    assert titles(root.children or ()) == [
        "Photo frame",
        "Photo frame: All",
        "Photo frame: Sea / sand",
        "Photo frame: Stars",
    ]
    account_id = f"{ROOT}/account/{chosen.entry.entry_id}"
    same = await async_browse_media(hass, account_id)
    assert titles(same.children or ()) == titles(root.children or ())


async def test_without_an_account_there_is_nothing(
    hass: HomeAssistant, entry: MockConfigEntry, frame: Frame
) -> None:
    assert frame.shown is not None
    assert await hass.config_entries.async_unload(entry.entry_id)
    root = await async_browse_media(hass, ROOT)
    assert (list(root.children or ()), root.can_search) == ([], False)
    with pytest.raises(BrowseError, match="several accounts"):
        await async_search_media(hass, ROOT, SearchMediaQuery(search_query="teal"))
    with pytest.raises(BrowseError, match="account is not there"):
        await async_browse_media(hass, f"{ROOT}/account/{entry.entry_id}")


@pytest.fixture
def snapshot(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    """Compare as Home Assistant's own tests do."""
    return snapshot.use_extension(HomeAssistantSnapshotExtension)


async def test_the_whole_tree_looks_like_this(
    hass: HomeAssistant, chosen: Frame, immich: SampleImmich, snapshot: SnapshotAssertion
) -> None:
    await chosen.async_new_image("100% teal?")
    for name in ("teal.jpg", "navy.jpg"):
        await chosen.async_show(asset_id(immich, name))
    root = await async_browse_media(hass, ROOT)
    below = [await async_browse_media(hass, at.media_content_id) for at in root.children or ()]
    # What was drawn before is another matter, and in long lists all are alike.
    below[0].children = (below[0].children or ())[:3]
    for node in below[1:]:
        node.children = (node.children or ())[:1]
    changing = {chosen.entry.entry_id: "ENTRY"}
    changing |= {shown.key: f"KEY-OF-{shown.file_name}" for shown in chosen.recent}
    changing |= dict.fromkeys(immich.library.assets, "PHOTO")
    text = json.dumps([node.as_dict() for node in (root, *below)])
    for value, name in changing.items():
        text = text.replace(value, name)
    assert json.loads(text) == snapshot


async def test_several_accounts_are_listed(hass: HomeAssistant, frame: Frame) -> None:
    assert frame.shown is not None
    async with SampleImmich(Library.of([tiny_photo("other.jpg")])) as other:
        entry = account(other, frame_subentry(OTHER_FRAME_ID, "Kitchen"))
        object.__setattr__(entry, "title", "Grace")
        object.__setattr__(entry, "unique_id", "another")
        await async_set_up(hass, entry)
        nodes = await children(hass)
        assert titles(nodes) == ["Ada @ 127.0.0.1", "Grace"]
        assert all(node.can_search for node in nodes)
        assert titles(await children(hass, "Grace")) == ["Kitchen", "Kitchen: Photos"]
        photos = await children(hass, "Grace", "Kitchen")
        assert titles(photos) == ["Current photo", "other.jpg"]
        query = SearchMediaQuery(search_query="teal")
        with pytest.raises(BrowseError, match="several accounts"):
            await async_search_media(hass, ROOT, query)
        found = await async_search_media(hass, nodes[1].media_content_id, query)
        assert titles(found.result) == ["other.jpg"]
        assert await hass.config_entries.async_unload(entry.entry_id)


async def test_a_frame_lists_what_is_on_it_and_what_was(hass: HomeAssistant, frame: Frame) -> None:
    for _more in range(2):
        await frame.async_new_image()
    node = (await children(hass))[0]
    small = picture_path(FRAME_ID, PictureSize.SMALL)
    assert (node.can_play, node.can_expand, node.thumbnail) == (True, True, small)
    current, *recent = await children(hass, "Photo frame")
    assert (current.title, current.thumbnail) == ("Current photo", small)
    assert titles(recent) == [shown.file_name for shown in frame.recent]
    for photo, shown in zip(recent, frame.recent, strict=True):
        assert photo.thumbnail == recent_path(FRAME_ID, shown.key, PictureSize.SMALL)
        assert (photo.can_play, photo.media_content_type) == (True, "image/jpeg")
        played = await async_resolve_media(hass, photo.media_content_id, None)
        assert played.url == recent_path(FRAME_ID, shown.key)
    for playable in (node, current):
        played = await async_resolve_media(hass, playable.media_content_id, None)
        assert (played.url, played.mime_type) == (picture_path(FRAME_ID), "image/jpeg")


async def test_a_frame_without_a_photo(
    hass: HomeAssistant, entry: MockConfigEntry, immich: SampleImmich
) -> None:
    immich.faults.add(SEARCH, faults.status(500), times=None)
    await async_set_up(hass, entry)
    node = (await children(hass))[0]
    assert (node.can_play, node.thumbnail) == (False, None)
    assert not await children(hass, "Photo frame")
    with pytest.raises(Unresolvable, match="no photo on the frame yet"):
        await async_resolve_media(hass, node.media_content_id, None)
    with pytest.raises(BrowseError, match="status 500"):
        await children(hass, "Photo frame: Photos")


async def test_a_preset_lists_its_photos(
    hass: HomeAssistant, chosen: Frame, immich: SampleImmich
) -> None:
    immich.requests.clear()
    photos = await children(hass, "Photo frame: All")
    assert len(photos) == len(COLORS)
    assert set(titles(photos)) == {"2024-06-01 04:00"}  # in the time zone of the tests
    assert immich.requests.count(SEARCH) == 0  # They are known from what the frame draws from.
    teal = asset_id(immich, "teal.jpg")
    photo = next(node for node in photos if node.media_content_id.endswith(teal))
    entry_id = chosen.entry.entry_id
    assert photo.thumbnail == photo_path(entry_id, teal, PhotoSize.THUMBNAIL)
    played = await async_resolve_media(hass, photo.media_content_id, None)
    assert played.url == photo_path(entry_id, teal, PhotoSize.PREVIEW)


async def test_a_preset_that_is_not_active_is_asked_once(
    hass: HomeAssistant, chosen: Frame, immich: SampleImmich
) -> None:
    before = chosen.shown
    immich.requests.clear()
    navy = await children(hass, "Photo frame: Sea / sand")
    assert navy[0].media_content_id.endswith(asset_id(immich, "navy.jpg"))
    asked = immich.requests.count(SEARCH)
    assert await children(hass, "Photo frame: Sea / sand")
    assert immich.requests.count(SEARCH) == asked > 0
    assert not await children(hass, "Photo frame: Stars")
    # A preset's text is no search that somebody made, and nothing changes for looking.
    assert len(await children(hass)) == 1 + len(PRESETS)
    assert chosen.shown is before
    assert chosen.options.active == "All"


async def test_a_long_list_ends_and_says_so(hass: HomeAssistant, immich: SampleImmich) -> None:
    content = tiny_picture("photo.jpg", (64, 48), "teal")
    immich.library = Library.of(
        [tiny_photo(f"{number}.jpg", content=content) for number in range(MOST_PHOTOS + 7)]
    )
    await async_set_up(hass, account(immich, frame_subentry()))
    node = next(child for child in await children(hass) if child.title == "Photo frame: Photos")
    listed = await async_browse_media(hass, node.media_content_id)
    assert (len(listed.children or ()), listed.not_shown) == (MOST_PHOTOS, 7)


async def test_recent_searches_are_listed(
    hass: HomeAssistant, chosen: Frame, immich: SampleImmich
) -> None:
    for text in ("olive", "100% teal?", "navy"):
        await chosen.async_new_image(text)
    nodes = await children(hass)
    assert titles(nodes)[1 + len(PRESETS) :] == ["Search: 100% teal?", "Search: olive"]
    immich.requests.clear()
    photos = await children(hass, "Search: olive")
    assert photos[0].media_content_id.endswith(asset_id(immich, "olive.jpg"))
    assert immich.requests.count(SEARCH) == 0
    chosen.account.pools.drop_source(smart_source("olive"))
    node = await async_browse_media(hass, nodes[-1].media_content_id)
    assert titles(node.children or ())[0] == "olive.jpg"
    assert immich.requests.count(SEARCH) == 1


async def test_immich_is_away(hass: HomeAssistant, chosen: Frame, immich: SampleImmich) -> None:
    assert chosen.shown is not None
    await immich.stop()
    with pytest.raises(BrowseError, match="cannot be reached"):
        await async_search_media(hass, ROOT, SearchMediaQuery(search_query="teal"))
    with pytest.raises(BrowseError, match="cannot be reached"):
        await children(hass, "Photo frame: Stars")
    assert len(await children(hass, "Photo frame")) == 2
    assert len(await children(hass, "Photo frame: All")) == len(COLORS)
    await immich.start()
