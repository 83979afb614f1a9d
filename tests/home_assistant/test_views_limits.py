"""HTTP: which methods there are, how often, and what may be kept."""

from freezegun.api import FrozenDateTimeFactory
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.immich_frame.const import API_PATH
from custom_components.immich_frame.frame import Frame
from custom_components.immich_frame.views import AT_ONCE, SECONDS_EACH
from demo.immich import faults
from demo.immich.server import SampleImmich
from homeassistant.core import HomeAssistant

from .conftest import (
    FRAME_ID,
    NEW_IMAGE,
    OTHER_FRAME_ID,
    PICTURES,
    SEARCH,
    STATUS,
    Client,
    account,
    assert_refused,
    async_set_up,
    frame_subentry,
    until,
)

BAD = {"query": ""}
"""A request that counts and changes nothing."""


async def test_a_frame_may_forbid_get(
    hass: HomeAssistant, immich: SampleImmich, hass_client: ClientSessionGenerator
) -> None:
    frame = await async_set_up(hass, account(immich, frame_subentry(allow_get=False)))
    before, client = frame.shown, await hass_client()
    response = await client.get(NEW_IMAGE)
    await assert_refused(response, 405, "send POST")
    assert response.headers["Allow"] == "POST"
    assert frame.shown is before
    assert (await client.post(NEW_IMAGE)).status == 200
    assert frame.shown is not before


async def test_who_may_not_is_not_told_about_methods(
    hass: HomeAssistant,
    immich: SampleImmich,
    hass_client: ClientSessionGenerator,
    hass_read_only_access_token: str,
) -> None:
    await async_set_up(hass, account(immich, frame_subentry(allow_get=False)))
    client = await hass_client(hass_read_only_access_token)
    await assert_refused(await client.get(NEW_IMAGE), 403)


async def test_too_many_requests_are_refused_until_later(
    freezer: FrozenDateTimeFactory, client: Client, frame: Frame
) -> None:
    for _try in range(AT_ONCE - 1):
        assert (await client.post(NEW_IMAGE, params=BAD)).status == 400
    assert (await client.get(NEW_IMAGE)).status == 200
    before = frame.shown
    for ask in (client.get, client.post):
        response = await ask(NEW_IMAGE)
        await assert_refused(response, 429, "Too many requests")
        assert response.headers["Retry-After"] == str(SECONDS_EACH)
        assert response.headers["Cache-Control"] == "no-store"
    assert frame.shown is before
    freezer.tick(SECONDS_EACH - 0.5)
    assert (await client.post(NEW_IMAGE)).headers["Retry-After"] == "1"
    freezer.tick(0.5)
    assert (await client.post(NEW_IMAGE)).status == 200
    assert frame.shown is not before
    assert (await client.post(NEW_IMAGE)).status == 429


async def test_what_is_refused_before_does_not_count(client: Client) -> None:
    for _try in range(AT_ONCE + 5):
        assert (await client.post(NEW_IMAGE, params={"range": "0"})).status == 400
        assert (await client.post(NEW_IMAGE, params={"frame": "none"})).status == 404
    assert (await client.post(NEW_IMAGE)).status == 200


async def test_each_frame_counts_for_itself(
    hass: HomeAssistant, immich: SampleImmich, hass_client: ClientSessionGenerator
) -> None:
    entry = account(immich, frame_subentry(), frame_subentry(OTHER_FRAME_ID, "Kitchen"))
    await async_set_up(hass, entry)
    await until(lambda: entry.runtime_data.frames[OTHER_FRAME_ID].shown)
    client = await hass_client()
    for _try in range(AT_ONCE):
        await client.post(NEW_IMAGE, params={"frame": FRAME_ID, **BAD})
    assert (await client.post(NEW_IMAGE, params={"frame": FRAME_ID})).status == 429
    assert (await client.post(NEW_IMAGE, params={"frame": OTHER_FRAME_ID})).status == 200
    assert (await client.get(PICTURES[1])).status == 200


async def test_what_is_json_may_not_be_kept(client: Client) -> None:
    good = [await client.post(NEW_IMAGE), *[await client.get(path) for path in STATUS[:2]]]
    bad = [
        await client.get(NEW_IMAGE, params={"range": "0"}),
        await client.get(f"{API_PATH}/frames/none/full.jpg"),
        await client.get(f"{API_PATH}/frames/{FRAME_ID}/huge.jpg"),
        await client.get(f"{API_PATH}/accounts/none/photos/none/preview.jpg"),
    ]
    assert [response.status for response in good + bad] == [200] * 3 + [400] + [404] * 3
    assert {response.headers["Cache-Control"] for response in good + bad} == {"no-store"}


@pytest.mark.parametrize("path", STATUS)
async def test_head_is_get_without_the_body(client: Client, path: str) -> None:
    whole, head = await client.get(path), await client.head(path)
    assert (head.status, await head.read()) == (whole.status, b"")
    assert head.content_type == "application/json"


async def test_head_shows_no_new_image(client: Client, frame: Frame) -> None:
    before = frame.shown
    assert (await client.head(NEW_IMAGE)).status == 405
    assert frame.shown is before


async def test_errors_of_immich_may_not_be_kept_either(
    client: Client, immich: SampleImmich
) -> None:
    immich.faults.add(SEARCH, faults.status(500), times=None)
    response = await client.post(NEW_IMAGE, params={"query": "teal"})
    await assert_refused(response, 502)
    assert response.headers["Cache-Control"] == "no-store"


async def test_a_frame_that_is_set_up_anew_begins_anew(
    hass: HomeAssistant, client: Client, entry: MockConfigEntry
) -> None:
    statuses = [(await client.post(NEW_IMAGE, params=BAD)).status for _try in range(AT_ONCE + 1)]
    assert statuses == [400] * AT_ONCE + [429]
    assert await hass.config_entries.async_reload(entry.entry_id)
    frame: Frame = entry.runtime_data.frames[FRAME_ID]
    await until(lambda: frame.shown is not None)
    assert (await client.post(NEW_IMAGE)).status == 200
