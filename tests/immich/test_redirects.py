"""Redirects: followed on the server itself, and never with the key to anybody else."""

from collections.abc import AsyncIterator

import aiohttp
import pytest
from yarl import URL

from custom_components.immich_frame.immich.client import ImmichClient
from custom_components.immich_frame.immich.connection import MAX_REDIRECTS
from custom_components.immich_frame.immich.errors import BadAnswerError, NotImmichError
from custom_components.immich_frame.immich.models import Download
from custom_components.immich_frame.immich.search import Search

from . import rows
from .conftest import Told
from .rows import photo_id
from .servers import KEY, ToldServer, told_server

PHOTO = photo_id(1)
ORIGINAL = f"/api/assets/{PHOTO}/original"
METADATA = "/api/search/metadata"
STATUSES = [301, 302, 303, 307, 308]


@pytest.fixture
async def stranger(socket_enabled: None) -> AsyncIterator[tuple[ToldServer, str]]:  # noqa: ARG001
    """Run a server that has no business with the key."""
    async with told_server() as running:
        yield running


@pytest.mark.parametrize("status", STATUSES)
async def test_no_other_server_is_ever_asked(
    told: Told, stranger: tuple[ToldServer, str], status: int
) -> None:
    other, url = stranger
    asset = f"/api/assets/{PHOTO}"
    for path in ("/api/users/me", METADATA, "/api/server/ping", ORIGINAL, asset):
        other.tell(path, b"")
        told.server.redirect(path, f"{url}{path}?stolen=1", status)
    for ask in (
        told.client.user(),
        told.client.search_metadata(Search()),
        told.client.ping(),
        told.client.original(PHOTO),
        told.client.archive(PHOTO),
    ):
        with pytest.raises(NotImmichError, match="redirects to another address") as refused:
            await ask
        assert url in str(refused.value)
        assert "stolen" not in str(refused.value)
    assert len(told.server.asked) == 5
    assert other.asked == []


async def test_aiohttp_alone_would_give_the_key_away(
    told: Told, stranger: tuple[ToldServer, str], session: aiohttp.ClientSession
) -> None:
    other, url = stranger
    told.server.redirect("/api/users/me", f"{url}/api/users/me")
    async with session.get(f"{told.url}/api/users/me", headers={"x-api-key": KEY}):
        assert other.asked[0].key == KEY


@pytest.mark.parametrize(
    "form", ["//{host}:{port}/x", "https://{mine}/x", "http://localhost:{own}/x"]
)
async def test_another_port_scheme_or_name_is_another_server(
    told: Told, stranger: tuple[ToldServer, str], form: str
) -> None:
    theirs, own = URL(stranger[1]), URL(told.url)
    location = form.format(host=theirs.host, port=theirs.port, mine=own.authority, own=own.port)
    told.server.redirect("/api/users/me", location)
    with pytest.raises(NotImmichError, match="redirects to another address"):
        await told.client.user()
    assert stranger[0].asked == []


@pytest.mark.parametrize("status", STATUSES)
@pytest.mark.parametrize("location", ["copy?edited=true", "/api/copy", "{url}/api/copy"])
async def test_a_redirect_on_the_server_is_followed_with_the_key(
    told: Told, status: int, location: str
) -> None:
    told.server.redirect(ORIGINAL, location.format(url=told.url), status)
    for copy in ("/api/copy", f"/api/assets/{PHOTO}/copy"):
        told.server.tell(copy, b"photo", headers={"Content-Type": "image/jpeg"})
    assert await told.client.original(PHOTO) == Download(b"photo", "image/jpeg")
    assert [asked.key for asked in told.server.asked] == [KEY, KEY]


@pytest.mark.parametrize(
    ("location", "led_to"),
    [
        pytest.param("copy?a=%2B&b=c%20d", f"/photos/api/assets/{PHOTO}/copy", id="beside itself"),
        pytest.param("/api/copy?a=%2B&b=c%20d", "/photos/api/copy", id="in Immich's own words"),
        pytest.param("/photos/api/copy?a=%2B&b=c%20d", "/photos/api/copy", id="in the proxy's"),
        pytest.param("{url}/api/copy?a=%2B&b=c%20d", "/api/copy", id="to a whole address"),
        pytest.param("/login?a=%2B&b=c%20d", "/login", id="to the proxy itself"),
    ],
)
async def test_below_a_path_immich_s_own_paths_are_below_it_too(
    told: Told, session: aiohttp.ClientSession, location: str, led_to: str
) -> None:
    told.server.redirect(f"/photos{ORIGINAL}", location.format(url=told.url))
    told.server.tell(led_to, b"photo", headers={"Content-Type": "image/jpeg"})
    client = ImmichClient(session, f"{told.url}/photos", KEY)
    assert (await client.original(PHOTO)).data == b"photo"
    assert told.server.asked[1].address == f"{led_to}?a=%2B&b=c%20d"


@pytest.mark.parametrize("status", STATUSES)
async def test_a_redirected_search_stays_a_search(told: Told, status: int) -> None:
    told.server.redirect(METADATA, f"{METADATA}/", status)
    told.server.tell(f"{METADATA}/", rows.search_answer(rows.asset()))
    assert [one.id for one in (await told.client.search_metadata(Search())).assets] == [PHOTO]
    first, second = told.server.asked
    assert (second.method, second.json) == ("POST", first.json)


@pytest.mark.parametrize("status", STATUSES)
async def test_a_redirected_change_stays_a_change(told: Told, status: int) -> None:
    told.server.redirect(f"/api/assets/{PHOTO}", f"/api/assets/{PHOTO}/", status)
    told.server.tell(f"/api/assets/{PHOTO}/", rows.asset())
    await told.client.set_favorite(PHOTO, on=True)
    assert [asked.method for asked in told.server.asked] == ["PUT", "PUT"]
    assert told.server.asked[1].json == {"isFavorite": True}


async def test_a_chain_may_be_this_long(told: Told) -> None:
    told.server.redirect(ORIGINAL, "/api/1")
    for hop in range(1, MAX_REDIRECTS):
        told.server.redirect(f"/api/{hop}", f"/api/{hop + 1}")
    told.server.tell(f"/api/{MAX_REDIRECTS}", b"photo")
    assert (await told.client.original(PHOTO)).data == b"photo"
    assert len(told.server.asked) == MAX_REDIRECTS + 1


async def test_a_circle_ends(told: Told) -> None:
    told.server.redirect(ORIGINAL, ORIGINAL)
    with pytest.raises(NotImmichError, match="circles"):
        await told.client.original(PHOTO)
    assert len(told.server.asked) == MAX_REDIRECTS + 1


@pytest.mark.parametrize("location", ["mailto:me@example.org", "http://[", "http://host:port/"])
async def test_a_redirect_to_no_address_is_a_bad_answer(told: Told, location: str) -> None:
    told.server.redirect("/api/users/me", location)
    with pytest.raises(BadAnswerError, match="no address"):
        await told.client.user()


async def test_a_redirect_to_nowhere_is_a_bad_answer(told: Told) -> None:
    told.server.tell("/api/users/me", b"", 302)
    with pytest.raises(BadAnswerError, match="no address"):
        await told.client.user()
