"""Two accounts side by side: neither knows of the other."""

from collections.abc import AsyncIterator

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.immich_frame.const import DOMAIN
from custom_components.immich_frame.frame import Frame
from custom_components.immich_frame.store import images_directory
from demo.immich.server import SampleImmich
from demo.library.library import Library
from demo.library.model import NEIGHBOUR
from demo.library.tiny import tiny_photo
from homeassistant.config_entries import SOURCE_USER
from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr

from .conftest import FRAME_ID, OTHER_FRAME_ID, account, async_set_up, frame_subentry


@pytest.fixture
async def neighbour(hass: HomeAssistant, frame: Frame) -> AsyncIterator[MockConfigEntry]:
    """Return the account of somebody else on another server, beside one that runs."""
    assert frame.shown is not None
    library = Library.of([tiny_photo("dog.jpg", owner=NEIGHBOUR)])
    library.me = NEIGHBOUR
    async with SampleImmich(library) as immich:
        entry = account(immich, frame_subentry(OTHER_FRAME_ID, "Next door"))
        await async_set_up(hass, entry)
        await hass.async_block_till_done()
        yield entry


async def test_each_shows_photos_of_its_own(frame: Frame, neighbour: MockConfigEntry) -> None:
    other: Frame = neighbour.runtime_data.frames[OTHER_FRAME_ID]
    assert (await other.async_new_image()).file_name == "dog.jpg"
    assert (await frame.async_new_image()).file_name != "dog.jpg"


async def test_pools_are_not_shared(frame: Frame, neighbour: MockConfigEntry) -> None:
    other: Frame = neighbour.runtime_data.frames[OTHER_FRAME_ID]
    one, two = [await each.async_new_image("dog") for each in (frame, other)]
    assert one.file_name != two.file_name == "dog.jpg"


async def test_removing_one_leaves_the_other(
    hass: HomeAssistant, frame: Frame, neighbour: MockConfigEntry
) -> None:
    folders = {folder.name for folder in images_directory(hass).iterdir()}
    assert folders == {FRAME_ID, OTHER_FRAME_ID}
    await hass.config_entries.async_remove(neighbour.entry_id)
    assert [folder.name for folder in images_directory(hass).iterdir()] == [FRAME_ID]
    assert await frame.async_new_image() is frame.shown


async def test_two_users_of_one_server(
    hass: HomeAssistant, immich: SampleImmich, entry: MockConfigEntry, frame: Frame
) -> None:
    assert frame.shown is not None
    immich.library.me = NEIGHBOUR
    key = immich.add_key(["all"])
    form = {"url": immich.url, "api_key": key, "verify_ssl": True}
    flow = hass.config_entries.flow
    result = await flow.async_init(DOMAIN, context={"source": SOURCE_USER}, data=form)
    other = result["result"]
    assert (other.unique_id, other.data["url"]) == (NEIGHBOUR.id, entry.data["url"])
    assert hass.config_entries.async_entries(DOMAIN) == [entry, other]
    await hass.async_block_till_done()
    devices = dr.async_get(hass)
    mine, theirs = (
        {one.id for one in dr.async_entries_for_config_entry(devices, of.entry_id)}
        for of in (entry, other)
    )
    assert mine
    assert theirs
    assert not mine & theirs
    again = await flow.async_init(DOMAIN, context={"source": SOURCE_USER}, data=form)
    assert again["reason"] == "already_configured"
