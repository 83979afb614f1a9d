"""Adding an account: what is stored, and what is said about each thing that is wrong."""

from dataclasses import replace
from datetime import timedelta
import socket
from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.immich_frame.const import DOMAIN, SUBENTRY_FRAME
from custom_components.immich_frame.options import FrameOptions
from custom_components.immich_frame.schedule import Schedule
from demo.immich import faults
from demo.immich.faults import Fault
from demo.immich.server import SampleImmich
from homeassistant.config_entries import SOURCE_USER, ConfigFlowResult
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType

from ..immich.proxies import proxy_below
from .conftest import async_pass, library, said, until

PERMISSIONS = ("user.read", "asset.read", "asset.view")


@pytest.fixture
async def flow_id(hass: HomeAssistant) -> str:
    """Begin to add an account; the form is empty but for the certificate."""
    result = await hass.config_entries.flow.async_init(DOMAIN, context={"source": SOURCE_USER})
    assert result["type"] is FlowResultType.FORM
    assert said(result) == {}
    return result["flow_id"]


async def submit(
    hass: HomeAssistant, flow_id: str, immich: SampleImmich, **changed: str | bool
) -> ConfigFlowResult:
    """Fill the form in and send it, as it works unless changed."""
    good = {"url": immich.url, "api_key": immich.api_key, "verify_ssl": True, "query": "teal"}
    return await hass.config_entries.flow.async_configure(flow_id, good | changed)


async def assert_recovers(
    hass: HomeAssistant, flow_id: str, immich: SampleImmich, **changed: str | bool
) -> None:
    """Fill the same form in well, and get an account."""
    result = await submit(hass, flow_id, immich, **changed)
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert result["result"].unique_id == immich.library.me.id


def first_frame(query: str | None) -> dict[str, Any]:
    """Return the data of the frame that is made with an account: it moves on by itself."""
    usual = FrameOptions.of({"query": query})
    data = replace(usual, schedule=Schedule(is_on=True, interval=timedelta(minutes=5))).as_data()
    assert data["slideshow"]["on"]
    return data


async def test_an_account_and_its_first_frame_are_made(
    hass: HomeAssistant, flow_id: str, immich: SampleImmich
) -> None:
    result = await submit(hass, flow_id, immich, query="  mountains  at sunset ")
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert result["title"] == "Robin Sample @ 127.0.0.1"
    assert result["data"] == {
        "url": f"{immich.url}/",
        "api_key": immich.api_key,
        "verify_ssl": True,
    }
    account = result["result"]
    assert account.unique_id == immich.library.me.id
    [frame] = account.subentries.values()
    assert (frame.subentry_type, frame.title) == (SUBENTRY_FRAME, "Photo frame")
    assert dict(frame.data) == first_frame("mountains at sunset")
    assert immich.api_key not in result["title"]


@pytest.mark.parametrize("query", [None, ""])
async def test_no_query_is_any_photo(
    hass: HomeAssistant, flow_id: str, immich: SampleImmich, query: str | None
) -> None:
    form = {"url": immich.url, "api_key": immich.api_key, "verify_ssl": True}
    given = form if query is None else form | {"query": query}
    result = await hass.config_entries.flow.async_configure(flow_id, given)
    assert result["type"] is FlowResultType.CREATE_ENTRY
    [frame] = result["result"].subentries.values()
    assert dict(frame.data) == first_frame(None)


@pytest.mark.parametrize("spelling", ["{}/", "{}/api", "{}/api/", "  {} ", "{}/?a=b#c"])
async def test_an_address_may_be_typed_in_many_ways(
    hass: HomeAssistant, flow_id: str, immich: SampleImmich, spelling: str
) -> None:
    key = f" {immich.api_key} "
    result = await submit(hass, flow_id, immich, url=spelling.format(immich.url), api_key=key)
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert result["data"]["url"] == f"{immich.url}/"
    assert result["data"]["api_key"] == immich.api_key


@pytest.mark.parametrize("spelling", ["{}", "{}/api/"])
async def test_an_address_may_have_a_prefix(
    hass: HomeAssistant, flow_id: str, immich: SampleImmich, spelling: str
) -> None:
    async with proxy_below(immich.url) as (address, strays):
        result = await submit(hass, flow_id, immich, url=spelling.format(address))
        assert result["type"] is FlowResultType.CREATE_ENTRY
        assert result["data"]["url"] == address
        await hass.async_block_till_done(wait_background_tasks=True)
        assert await hass.config_entries.async_unload(result["result"].entry_id)
    assert strays == []


WRONG_INPUT = [
    ({"url": "no address"}, "url", "This is not an address of a server"),
    ({"url": "ftp://127.0.0.1"}, "url", "begin with http:// or https://"),
    ({"url": "http://"}, "url", "names no server"),
    ({"url": "http://ada:secret@127.0.0.1"}, "url", "must not hold a user name"),
    ({"api_key": "wrong"}, "api_key", "Immich refuses this API key"),
    ({"api_key": "schl\u00fcssel\n"}, "api_key", "Immich refuses this API key"),
    ({"api_key": " "}, "api_key", "Immich refuses this API key"),
    ({"query": " \t "}, "query", "no words in it"),
    ({"query": "x" * 100_000}, "query", "has 100,000 characters"),
]


@pytest.mark.parametrize("wrong", WRONG_INPUT, ids=lambda wrong: wrong[2])
async def test_what_is_wrong_in_the_form_is_said_at_its_field(
    hass: HomeAssistant,
    flow_id: str,
    immich: SampleImmich,
    wrong: tuple[dict[str, str], str, str],
) -> None:
    changed, field, words = wrong
    result = await submit(hass, flow_id, immich, **changed)
    errors = said(result)
    assert list(errors) == [field]
    assert words in errors[field]
    await assert_recovers(hass, flow_id, immich)


@pytest.mark.parametrize(
    "query",
    ['"quoted" \\ %20', "\U0001f3d4\ufe0f \u5c71", "a" * 1000],
    ids=["quotes", "emoji", "long"],
)
async def test_any_words_may_be_searched_for(
    hass: HomeAssistant, flow_id: str, immich: SampleImmich, query: str
) -> None:
    await assert_recovers(hass, flow_id, immich, query=query)


PING, ME = "/api/server/ping", "/api/users/me"

WRONG_SERVER: dict[str, tuple[str, Fault, str, str]] = {
    "a web page": (PING, faults.html(), "not_immich", "but it is not Immich"),
    "other JSON": (PING, faults.body(b'{"res": "ping"}'), "not_immich", "but it is not Immich"),
    "no JSON": (PING, faults.body(b"{"), "not_immich", "but it is not Immich"),
    "nothing there": (PING, faults.status(404, "Not Found"), "not_immich", "is not Immich"),
    "elsewhere": (PING, faults.redirect("http://127.0.0.1:1/"), "not_immich", "another address"),
    "a server error": (PING, faults.status(502), "immich_unreachable", "in front of Immich"),
    "a late error": (ME, faults.status(500), "immich_failed", "status 500"),
    "a bad answer": (ME, faults.body(b"[]"), "immich_failed", "another shape"),
}


@pytest.mark.parametrize("wrong", WRONG_SERVER.values(), ids=WRONG_SERVER)
async def test_what_is_wrong_with_the_server_is_said(
    hass: HomeAssistant, flow_id: str, immich: SampleImmich, wrong: tuple[str, Fault, str, str]
) -> None:
    path, fault, key, words = wrong
    immich.faults.add(path, fault)
    result = await submit(hass, flow_id, immich)
    assert result["errors"] == {"base": key}
    assert words in said(result)["base"]
    await assert_recovers(hass, flow_id, immich)


async def test_a_path_that_is_not_immichs_is_a_web_page(
    hass: HomeAssistant, flow_id: str, immich: SampleImmich
) -> None:
    result = await submit(hass, flow_id, immich, url=f"{immich.url}/wrong")
    assert result["errors"] == {"base": "not_immich"}
    assert "answers text/html where Immich answers JSON" in said(result)["base"]
    await assert_recovers(hass, flow_id, immich)


async def test_a_server_that_nobody_finds(
    hass: HomeAssistant, flow_id: str, immich: SampleImmich
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    result = await submit(hass, flow_id, immich, url=f"http://127.0.0.1:{port}")
    assert result["errors"] == {"base": "immich_unreachable"}
    assert f"No server answers at 127.0.0.1, port {port}" in said(result)["base"]
    await assert_recovers(hass, flow_id, immich)


async def test_a_server_that_hangs(hass: HomeAssistant, flow_id: str, immich: SampleImmich) -> None:
    immich.faults.add(PING, faults.hang())
    waiting = hass.async_create_background_task(submit(hass, flow_id, immich), "submit")
    await until(lambda: immich.requests.count(PING))
    await async_pass(hass, timedelta(seconds=16))
    result = await waiting
    assert result["errors"] == {"base": "immich_timeout"}
    assert "did not answer in time" in said(result)["base"]
    await assert_recovers(hass, flow_id, immich)


async def test_a_server_that_is_too_old(
    hass: HomeAssistant, flow_id: str, immich: SampleImmich
) -> None:
    async with SampleImmich(library(), version="1.138.0") as old:
        result = await submit(hass, flow_id, old)
    assert result["errors"] == {"base": "server_too_old"}
    assert "runs Immich 1.138.0; a frame needs 1.139.0" in said(result)["base"]
    await assert_recovers(hass, flow_id, immich)


@pytest.mark.usefixtures("socket_enabled")
async def test_the_oldest_server_that_will_do(hass: HomeAssistant, flow_id: str) -> None:
    async with SampleImmich(library(), version="1.139.0") as old_enough:
        await assert_recovers(hass, flow_id, old_enough)


@pytest.mark.parametrize("missing", [*((one,) for one in PERMISSIONS), PERMISSIONS[1:]])
async def test_missing_permissions_are_named(
    hass: HomeAssistant, flow_id: str, immich: SampleImmich, missing: tuple[str, ...]
) -> None:
    key = immich.add_key({"album.read", *PERMISSIONS} - set(missing))
    result = await submit(hass, flow_id, immich, api_key=key)
    assert result["errors"] == {"api_key": "permission_missing"}
    assert f"lacks a permission: {', '.join(missing)}." in said(result)["api_key"]
    await assert_recovers(hass, flow_id, immich)


async def test_a_key_with_none_of_them(
    hass: HomeAssistant, flow_id: str, immich: SampleImmich
) -> None:
    result = await submit(hass, flow_id, immich, api_key=immich.limited_api_key)
    assert "user.read, asset.read, asset.view." in said(result)["api_key"]


async def test_the_key_is_sent_only_when_it_is_an_immich(
    hass: HomeAssistant, flow_id: str, immich: SampleImmich
) -> None:
    immich.faults.add(PING, faults.html())
    await submit(hass, flow_id, immich)
    assert [asked.path for asked in immich.requests.all] == [PING]
    assert "x-api-key" not in immich.requests.all[0].headers


async def test_an_account_is_added_once(
    hass: HomeAssistant, flow_id: str, immich: SampleImmich, entry: MockConfigEntry
) -> None:
    result = await submit(hass, flow_id, immich, api_key=immich.add_key(PERMISSIONS))
    assert result["type"] is FlowResultType.ABORT
    assert "set up already" in said(result)["abort"]
    assert hass.config_entries.async_entries(DOMAIN) == [entry]
