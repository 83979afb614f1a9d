"""What many people look up at once in the media browser asks Immich no more than it has to."""

import asyncio
from datetime import timedelta
from functools import partial

import pytest

from custom_components.immich_frame import lookups as module
from custom_components.immich_frame.errors import LookupTimeoutError
from custom_components.immich_frame.frame import Frame
from custom_components.immich_frame.lookups import AT_ONCE, MOST, BeginTask, Lookups
from demo.immich import faults
from demo.immich.server import SampleImmich
from homeassistant.components.media_player import BrowseError, SearchMediaQuery
from homeassistant.components.media_source import async_browse_media, async_search_media
from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component

from .conftest import COLORS, SEARCH, Gate, until
from .media_steps import ROOT, async_chosen, children

TEAL = SearchMediaQuery(search_query="teal")


@pytest.fixture
async def chosen(hass: HomeAssistant, immich: SampleImmich) -> Frame:
    """Return a frame with several presets that shows a photo, and a media browser."""
    assert await async_setup_component(hass, "media_source", {})
    return await async_chosen(hass, immich)


@pytest.fixture
async def sea(hass: HomeAssistant, chosen: Frame) -> str:
    """Return the folder of a preset that is not active."""
    assert chosen.shown is not None
    nodes = await children(hass)
    return next(node.media_content_id for node in nodes if node.title == "Photo frame: Sea / sand")


async def test_equal_folders_ask_once(hass: HomeAssistant, immich: SampleImmich, sea: str) -> None:
    immich.requests.clear()
    opened = await asyncio.gather(*(async_browse_media(hass, sea) for _ in range(40)))
    assert len({str(node.as_dict()) for node in opened}) == 1
    assert opened[0].children
    assert immich.requests.count(SEARCH) == 1


async def test_equal_searches_ask_once(
    hass: HomeAssistant, immich: SampleImmich, chosen: Frame
) -> None:
    immich.requests.clear()
    found = await asyncio.gather(*(async_search_media(hass, ROOT, TEAL) for _ in range(40)))
    assert {len(one.result) for one in found} == {len(COLORS)}
    assert immich.requests.count(SEARCH) == 1
    await async_search_media(hass, ROOT, TEAL)
    assert immich.requests.count(SEARCH) == 2  # A search is always asked anew.
    assert chosen.shown is not None


async def test_only_so_many_are_under_way(
    hass: HomeAssistant, immich: SampleImmich, chosen: Frame
) -> None:
    gates = [Gate(faults.status(500)) for _ in range(AT_ONCE)]
    for gate in gates:
        immich.faults.add(SEARCH, gate)
    immich.requests.clear()
    searches = [
        asyncio.create_task(async_search_media(hass, ROOT, SearchMediaQuery(search_query=text)))
        for text in [f"text {number}" for number in range(MOST)]
    ]
    await until(lambda: immich.requests.count(SEARCH) == AT_ONCE)
    with pytest.raises(BrowseError, match=f"{MOST} requests wait already"):
        await async_search_media(hass, ROOT, TEAL)
    # What is known is there at once all the same.
    assert len(await children(hass, "Photo frame: All")) == len(COLORS)
    assert immich.requests.count(SEARCH) == AT_ONCE
    for gate in gates:
        gate.open()
    ended = await asyncio.gather(*searches, return_exceptions=True)
    assert sum(isinstance(end, BrowseError) for end in ended) == AT_ONCE
    assert immich.requests.count(SEARCH) == MOST
    assert chosen.shown is not None


async def test_who_waits_too_long_finds_it_later(
    hass: HomeAssistant, immich: SampleImmich, chosen: Frame, sea: str
) -> None:
    closed = Gate(faults.status(500))
    immich.faults.add(SEARCH, closed)
    chosen.account.lookups.patience = timedelta(milliseconds=20)
    immich.requests.clear()
    for _more in range(2):
        with pytest.raises(BrowseError, match="Immich takes long"):
            await async_browse_media(hass, sea)
    chosen.account.lookups.patience = timedelta(minutes=1)
    waiting = asyncio.create_task(async_browse_media(hass, sea))
    await asyncio.sleep(0)
    closed.open()
    with pytest.raises(BrowseError, match="status 500"):
        await waiting
    assert immich.requests.count(SEARCH) == 1
    assert (await async_browse_media(hass, sea)).children


async def test_an_unloaded_account_looks_nothing_up(
    hass: HomeAssistant, immich: SampleImmich, chosen: Frame, sea: str
) -> None:
    immich.faults.add(SEARCH, Gate())
    immich.requests.clear()
    waiting = asyncio.create_task(async_browse_media(hass, sea))
    await until(lambda: immich.requests.count(SEARCH) == 1)
    assert await hass.config_entries.async_unload(chosen.entry.entry_id)
    with pytest.raises(BrowseError, match="was stopped"):
        await waiting


@pytest.fixture
def begin_task(hass: HomeAssistant) -> BeginTask:
    return partial(hass.async_create_background_task, name="lookup")


async def found() -> str:
    return "found"


async def test_nothing_is_looked_up_for_ever(
    begin_task: BeginTask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "GIVEN_UP_AFTER", timedelta(milliseconds=50))
    lookups, never = Lookups(), asyncio.Event()
    waiting = [lookups.async_find(number, never.wait, begin_task) for number in range(AT_ONCE + 1)]
    ended = await asyncio.gather(*waiting, return_exceptions=True)
    assert all(isinstance(end, LookupTimeoutError) for end in ended)
    assert await lookups.async_find(0, found, begin_task) == "found"


async def test_who_leaves_leaves_it_to_others(hass: HomeAssistant, begin_task: BeginTask) -> None:
    lookups, opened = Lookups(), asyncio.Event()

    async def look_up() -> str:
        await opened.wait()
        return await found()

    first = asyncio.create_task(lookups.async_find("key", look_up, begin_task))
    await asyncio.sleep(0)
    first.cancel()
    second = asyncio.create_task(lookups.async_find("key", look_up, begin_task))
    await asyncio.sleep(0)
    opened.set()
    assert await second == "found"
    assert first.cancelled()
    await hass.async_block_till_done()
