"""Changing an account: another key after the old one was refused, another address."""

from collections.abc import AsyncIterator

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.immich_frame.frame import Frame
from custom_components.immich_frame.immich.errors import RefusedKeyError
from demo.immich import faults
from demo.immich.server import SampleImmich
from demo.library.model import NEIGHBOUR
from homeassistant.config_entries import ConfigEntryState, ConfigFlowResult
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType

from .conftest import ORIGINAL, library, said, suggested, until

FORM: dict[str, str | bool] = {"verify_ssl": True}


async def submit(hass: HomeAssistant, flow_id: str, **form: str | bool) -> ConfigFlowResult:
    return await hass.config_entries.flow.async_configure(flow_id, form)


@pytest.fixture
async def reauth(hass: HomeAssistant, entry: MockConfigEntry, frame: Frame) -> str:
    """Begin to give an account whose frame shows a photo another key."""
    assert frame.shown is not None
    result = await entry.start_reauth_flow(hass)
    assert result["type"] is FlowResultType.FORM
    assert said(result) == {}
    assert result["description_placeholders"]["name"] == entry.title
    return str(result["flow_id"])


@pytest.fixture
async def reconfigure(hass: HomeAssistant, entry: MockConfigEntry, frame: Frame) -> str:
    """Begin to change the server of an account whose frame shows a photo."""
    assert frame.shown is not None
    result = await entry.start_reconfigure_flow(hass)
    assert result["type"] is FlowResultType.FORM
    assert said(result) == {}
    assert suggested(result) == {"url": entry.data["url"], "verify_ssl": True}
    return str(result["flow_id"])


@pytest.fixture
async def other(socket_enabled: None) -> AsyncIterator[SampleImmich]:  # noqa: ARG001 it opens the way
    """Run the same server at another address."""
    async with SampleImmich(library()) as server:
        yield server


async def test_a_new_key_is_taken(
    hass: HomeAssistant, entry: MockConfigEntry, immich: SampleImmich, reauth: str
) -> None:
    key = immich.add_key(["all"])
    result = await submit(hass, reauth, api_key=f" {key} ")
    assert said(result) == {"abort": "Re-authentication was successful"}
    await hass.async_block_till_done()
    assert entry.data["api_key"] == key
    assert entry.state is ConfigEntryState.LOADED
    immich.requests.clear()
    frame: Frame = next(iter(entry.runtime_data.frames.values()))
    await frame.async_new_image()
    assert {asked.headers["x-api-key"] for asked in immich.requests.to(ORIGINAL)} == {key}


async def test_a_key_that_is_refused_as_well(
    hass: HomeAssistant, entry: MockConfigEntry, immich: SampleImmich, reauth: str
) -> None:
    before = dict(entry.data)
    result = await submit(hass, reauth, api_key="wrong")
    assert result["type"] is FlowResultType.FORM
    assert "refuses this API key" in said(result)["api_key"]
    assert (result["description_placeholders"] or {})["name"] == entry.title
    assert dict(entry.data) == before

    result = await submit(hass, reauth, api_key=immich.add_key(["all"]))
    assert result["reason"] == "reauth_successful"
    await hass.async_block_till_done()


async def test_a_key_without_a_permission(
    hass: HomeAssistant, immich: SampleImmich, reauth: str
) -> None:
    result = await submit(hass, reauth, api_key=immich.limited_api_key)
    assert "user.read, asset.read, asset.view" in said(result)["api_key"]


async def test_a_key_of_another_user(
    hass: HomeAssistant, entry: MockConfigEntry, immich: SampleImmich, reauth: str
) -> None:
    before = dict(entry.data)
    immich.library.me = NEIGHBOUR
    result = await submit(hass, reauth, api_key=immich.add_key(["all"]))
    assert "another Immich user" in said(result)["abort"]
    assert dict(entry.data) == before


async def test_the_same_key_starts_the_frames_anew(
    hass: HomeAssistant, entry: MockConfigEntry, immich: SampleImmich, frame: Frame
) -> None:
    immich.revoke_key(immich.api_key)
    with pytest.raises(RefusedKeyError):
        await frame.async_new_image()
    await frame.coordinator.async_refresh()
    [flow] = hass.config_entries.flow.async_progress()

    immich.add_key(["all"], immich.api_key)
    result = await submit(hass, flow["flow_id"], api_key=immich.api_key)
    assert result["reason"] == "reauth_successful"
    await hass.async_block_till_done()
    again: Frame = next(iter(entry.runtime_data.frames.values()))
    assert again is not frame
    await until(lambda: again.coordinator.data)


async def test_another_address_of_the_same_server(
    hass: HomeAssistant, entry: MockConfigEntry, other: SampleImmich, reconfigure: str
) -> None:
    # The stored key is not sent to a server that it was not given for.
    key = other.add_key(["all"], entry.data["api_key"])
    result = await submit(hass, reconfigure, url=f"{other.url}/api/", verify_ssl=False)
    assert result["errors"] == {"api_key": "key_needed"}
    assert other.requests.count() == 0
    url = f"{other.url}/api/"
    result = await submit(hass, reconfigure, url=url, api_key=key, verify_ssl=False)
    assert said(result) == {"abort": "Reconfiguration was successful"}
    await hass.async_block_till_done()
    assert dict(entry.data) == {"url": f"{other.url}/", "api_key": key, "verify_ssl": False}
    frame: Frame = next(iter(entry.runtime_data.frames.values()))
    await until(lambda: frame.coordinator.data)
    assert other.requests.count("/api/search/metadata") == 1


@pytest.mark.parametrize("empty", ["", "  "])
async def test_an_empty_key_keeps_the_key(
    hass: HomeAssistant, entry: MockConfigEntry, immich: SampleImmich, reconfigure: str, empty: str
) -> None:
    result = await submit(hass, reconfigure, url=immich.url, api_key=empty, verify_ssl=True)
    assert result["reason"] == "reconfigure_successful"
    await hass.async_block_till_done()
    assert entry.data["api_key"] == immich.api_key


async def test_another_key_of_the_same_user(
    hass: HomeAssistant, entry: MockConfigEntry, immich: SampleImmich, reconfigure: str
) -> None:
    key = immich.add_key(["all"])
    result = await submit(hass, reconfigure, url=immich.url, api_key=key, verify_ssl=True)
    assert result["reason"] == "reconfigure_successful"
    await hass.async_block_till_done()
    assert entry.data["api_key"] == key


async def test_a_server_where_somebody_else_lives(
    hass: HomeAssistant, entry: MockConfigEntry, other: SampleImmich, reconfigure: str
) -> None:
    before = dict(entry.data)
    other.library.me = NEIGHBOUR
    result = await submit(hass, reconfigure, url=other.url, api_key=other.api_key, verify_ssl=True)
    assert "another server" in said(result)["abort"]
    assert dict(entry.data) == before


@pytest.mark.parametrize(
    ("wrong", "errors"),
    [
        ({"url": "nowhere"}, {"url": "invalid_url"}),
        ({"url": "http://127.0.0.1:9"}, {"base": "immich_unreachable"}),
        ({"api_key": "wrong"}, {"api_key": "key_refused"}),
    ],
)
async def test_what_is_wrong_is_said_and_can_be_mended(
    hass: HomeAssistant,
    reconfigure: str,
    immich: SampleImmich,
    wrong: dict[str, str],
    errors: dict[str, str],
) -> None:
    good = FORM | {"url": immich.url, "api_key": immich.add_key(["all"])}
    result = await submit(hass, reconfigure, **good | wrong)
    assert result["errors"] == errors
    assert all(said(result).values())
    url = wrong.get("url", immich.url)
    assert suggested(result) == {"url": url, "verify_ssl": True}

    result = await submit(hass, reconfigure, **good)
    assert result["reason"] == "reconfigure_successful"
    await hass.async_block_till_done()


async def test_what_is_no_address_needs_no_key(hass: HomeAssistant, reconfigure: str) -> None:
    result = await submit(hass, reconfigure, url="nowhere", verify_ssl=True)
    assert result["errors"] == {"url": "invalid_url"}


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Robin Sample @ photos.example", "Robin Sample @ 127.0.0.1"),
        ("Our photos", "Our photos"),
    ],
)
async def test_the_title_follows_the_server_unless_its_owner_chose_it(
    hass: HomeAssistant, entry: MockConfigEntry, immich: SampleImmich, title: str, expected: str
) -> None:
    data = {**entry.data, "url": "http://photos.example/"}
    hass.config_entries.async_update_entry(entry, title=title, data=data)
    result = await entry.start_reconfigure_flow(hass)
    form = FORM | {"url": immich.url, "api_key": immich.api_key}
    result = await submit(hass, result["flow_id"], **form)
    assert result["reason"] == "reconfigure_successful"
    assert entry.title == expected


async def test_a_server_can_be_changed_while_a_key_is_asked_for(
    hass: HomeAssistant, entry: MockConfigEntry, immich: SampleImmich, reauth: str
) -> None:
    result = await entry.start_reconfigure_flow(hass)
    key = immich.add_key(["all"])
    result = await submit(hass, result["flow_id"], url=immich.url, api_key=key, verify_ssl=True)
    assert result["reason"] == "reconfigure_successful"
    await hass.async_block_till_done()
    assert entry.data["api_key"] == key
    assert reauth not in {flow["flow_id"] for flow in hass.config_entries.flow.async_progress()}


async def test_an_account_that_does_not_run_can_be_changed(
    hass: HomeAssistant, entry: MockConfigEntry, immich: SampleImmich
) -> None:
    immich.faults.add("/api/*", faults.status(500))
    result = await entry.start_reconfigure_flow(hass)
    result = await submit(hass, result["flow_id"], url=immich.url, verify_ssl=False)
    assert result["errors"] == {"base": "immich_failed"}
    result = await submit(hass, result["flow_id"], url=immich.url, verify_ssl=False)
    assert result["reason"] == "reconfigure_successful"
    assert entry.data["verify_ssl"] is False
    assert entry.state is ConfigEntryState.NOT_LOADED
