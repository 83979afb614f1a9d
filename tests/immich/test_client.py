"""The client's endpoints: what is asked, and what comes of the answer."""

from collections.abc import Awaitable, Callable

import aiohttp
import pytest

from custom_components.immich_frame.immich.client import ImmichClient
from custom_components.immich_frame.immich.errors import (
    BadAnswerError,
    BadRequestError,
    GatewayError,
    ImmichError,
    InvalidUrlError,
    MissingPermissionError,
    NotFoundError,
    NotImmichError,
    RefusedKeyError,
    SmartSearchUnavailableError,
)
from custom_components.immich_frame.immich.models import ApiKey, Download, User, Version
from custom_components.immich_frame.immich.search import Search

from . import rows
from .conftest import Told
from .rows import photo_id
from .servers import KEY

PHOTO = photo_id(1)
ALBUM, PERSON, TAG = photo_id(30), photo_id(40), photo_id(50)


async def test_a_ping_is_answered_without_a_key(told: Told) -> None:
    told.server.tell("/api/server/ping", {"res": "pong"})
    await told.client.ping()
    (asked,) = told.server.asked
    assert (asked.method, asked.address, asked.key) == ("GET", "/api/server/ping", None)
    assert asked.headers["Accept"] == "application/json"


async def test_a_newer_immich_may_say_more_to_a_ping(told: Told) -> None:
    told.server.tell("/api/server/ping", {"res": "pong", "mood": "good"})
    await told.client.ping()
    assert len(told.server.asked) == 1


async def test_the_version_is_asked_without_a_key(told: Told) -> None:
    told.server.tell("/api/server/version", {"major": 3, "minor": 1, "patch": 0})
    assert await told.client.version() == Version(3, 1, 0)
    assert told.server.asked[0].key is None


async def test_the_key_is_asked_about_itself(told: Told) -> None:
    told.server.tell(
        "/api/api-keys/me", {"id": photo_id(7), "name": "frame", "permissions": ["asset.read"]}
    )
    assert await told.client.api_key() == ApiKey(photo_id(7), "frame", frozenset({"asset.read"}))
    assert told.server.asked[0].key == KEY


async def test_the_user_is_the_owner_of_the_key(told: Told) -> None:
    told.server.tell("/api/users/me", {"id": photo_id(8), "name": "Ana"})
    assert await told.client.user() == User(photo_id(8), "Ana")
    assert told.server.asked[0].key == KEY


async def test_an_asset_is_asked_by_its_id(told: Told) -> None:
    told.server.tell(f"/api/assets/{PHOTO}", rows.asset())
    assert (await told.client.asset(PHOTO)).file_name == "harbour.jpg"


async def test_an_original_is_downloaded_as_edited(told: Told) -> None:
    told.server.tell(
        f"/api/assets/{PHOTO}/original", b"photo", headers={"Content-Type": "image/heic"}
    )
    assert await told.client.original(PHOTO) == Download(b"photo", "image/heic")
    (asked,) = told.server.asked
    assert asked.address == f"/api/assets/{PHOTO}/original?edited=true"
    assert (asked.key, asked.headers["Accept-Encoding"]) == (KEY, "identity")


async def test_a_preview_is_downloaded_as_edited(told: Told) -> None:
    told.server.tell(
        f"/api/assets/{PHOTO}/thumbnail", b"small", headers={"Content-Type": "image/jpeg"}
    )
    assert await told.client.preview(PHOTO) == Download(b"small", "image/jpeg")
    assert told.server.asked[0].address == f"/api/assets/{PHOTO}/thumbnail?size=preview&edited=true"


async def test_a_full_size_is_downloaded_as_edited(told: Told) -> None:
    told.server.tell(
        f"/api/assets/{PHOTO}/thumbnail", b"large", headers={"Content-Type": "image/jpeg"}
    )
    assert await told.client.fullsize(PHOTO) == Download(b"large", "image/jpeg")
    (asked,) = told.server.asked
    assert asked.address == f"/api/assets/{PHOTO}/thumbnail?size=fullsize&edited=true"
    assert asked.headers["Accept-Encoding"] == "identity"


async def test_a_large_download_arrives_whole(told: Told) -> None:
    photo = bytes(range(256)) * 20_000
    told.server.tell(f"/api/assets/{PHOTO}/original", photo)
    assert (await told.client.original(PHOTO)).data == photo


@pytest.mark.parametrize("path", ["", "/", "/api", "/api/"])
async def test_a_server_below_a_path_is_asked_there(
    told: Told, session: aiohttp.ClientSession, path: str
) -> None:
    told.server.tell("/photos/api/server/ping", {"res": "pong"})
    await ImmichClient(session, f" {told.url}/photos{path}", KEY).ping()
    assert told.server.asked[0].address == "/photos/api/server/ping"


@pytest.mark.parametrize(
    "asset_id",
    ["", "1", "../users/me", f"{PHOTO}/../x", f"{PHOTO}\n", f"{{{PHOTO}}}", PHOTO.replace("-", "")],
)
async def test_only_an_id_becomes_a_part_of_a_path(told: Told, asset_id: str) -> None:
    client = told.client
    takers: list[tuple[str, Callable[[str], Awaitable[object]]]] = [
        ("assets", client.asset),
        ("assets", client.original),
        ("assets", client.preview),
        ("assets", client.fullsize),
        ("assets", client.faces),
        ("assets", client.archive),
        ("assets", lambda one: client.tag_asset(one, "frame")),
        ("albums", client.album_assets),
        ("people", client.person),
        ("people", client.person_count),
        ("tags", client.tag),
    ]
    for kind, ask in takers:
        with pytest.raises(BadRequestError, match=f"not the id of one of the {kind}"):
            await ask(asset_id)
    assert told.server.asked == []


async def test_white_space_around_a_key_is_not_of_it(
    told: Told, session: aiohttp.ClientSession
) -> None:
    told.server.tell("/api/users/me", {"id": photo_id(8), "name": "Ana"})
    await ImmichClient(session, told.url, f" {KEY}\n").user()
    assert told.server.asked[0].key == KEY


@pytest.mark.parametrize("key", ["two\r\nlines", "schlüssel", "nul\0", "🔑"])
async def test_what_cannot_be_a_key_is_refused_unsent(
    told: Told, session: aiohttp.ClientSession, key: str
) -> None:
    client = ImmichClient(session, told.url, key)
    with pytest.raises(RefusedKeyError) as refused:
        await client.api_key()
    with pytest.raises(RefusedKeyError):
        await client.original(PHOTO)
    assert key not in str(refused.value)
    assert told.server.asked == []


async def test_the_client_does_not_tell_its_key(told: Told) -> None:
    assert repr(told.client) == f"ImmichClient('{told.url}/')"


async def test_a_client_of_no_address_cannot_be_made(session: aiohttp.ClientSession) -> None:
    with pytest.raises(InvalidUrlError):
        ImmichClient(session, "immich.local", KEY)


ASK: dict[str, Callable[[ImmichClient], Awaitable[object]]] = {
    "/api/server/version": lambda client: client.version(),
    "/api/api-keys/me": lambda client: client.api_key(),
    "/api/users/me": lambda client: client.user(),
    "/api/search/metadata": lambda client: client.search_metadata(Search()),
    "/api/search/smart": lambda client: client.search_smart(Search(text="sea")),
    "/api/search/statistics": lambda client: client.search_statistics(Search()),
    "/api/search/suggestions": lambda client: client.countries(),
    "/api/albums": lambda client: client.albums(),
    f"/api/albums/{ALBUM}": lambda client: client.album_assets(ALBUM),
    "/api/people": lambda client: client.people(),
    f"/api/people/{PERSON}": lambda client: client.person(PERSON),
    f"/api/people/{PERSON}/statistics": lambda client: client.person_count(PERSON),
    "/api/tags": lambda client: client.tags(),
    f"/api/tags/{TAG}": lambda client: client.tag(TAG),
    "/api/stacks": lambda client: client.hidden_in_stacks(),
    "/api/faces": lambda client: client.faces(PHOTO),
    f"/api/assets/{PHOTO}": lambda client: client.asset(PHOTO),
    f"/api/assets/{PHOTO}/original": lambda client: client.original(PHOTO),
    f"/api/assets/{PHOTO}/thumbnail": lambda client: client.preview(PHOTO),
}


REFUSALS: list[tuple[int, str, type[ImmichError]]] = [
    (400, "Not found or no asset.read access", NotFoundError),
    (401, "Invalid API key", RefusedKeyError),
    (401, "Elevated permission is required", BadRequestError),
    (403, "Missing required permission: asset.view", MissingPermissionError),
    (404, "Not Found", NotFoundError),
    (500, "Failed to search smart", SmartSearchUnavailableError),
    (503, "Service Unavailable", GatewayError),
]


@pytest.mark.parametrize("path", ASK)
async def test_every_endpoint_tells_refusals_apart(told: Told, path: str) -> None:
    for status, message, error in REFUSALS:
        told.server.tell(path, {"message": message}, status)
        with pytest.raises(error) as refused:
            await ASK[path](told.client)
        assert type(refused.value) is error
        assert KEY not in str(refused.value)


@pytest.mark.parametrize("path", ASK)
async def test_a_web_page_is_not_immich(told: Told, path: str) -> None:
    told.server.tell(path, b"<!doctype html>", headers={"Content-Type": "text/html; charset=utf-8"})
    with pytest.raises(NotImmichError):
        await ASK[path](told.client)


@pytest.mark.parametrize("path", ASK)
async def test_only_200_is_a_good_answer(told: Told, path: str) -> None:
    for status in (201, 204, 206, 304):
        told.server.tell(path, b"", status)
        with pytest.raises(BadAnswerError, match=str(status)):
            await ASK[path](told.client)


@pytest.mark.parametrize(
    ("body", "status", "kind"),
    [
        (b"<!doctype html>", 200, "text/html"),
        (b'{"res":"ping"}', 200, "application/json"),
        (b'["pong"]', 200, "application/json"),
        (b'{"res":"po', 200, "application/json"),
        (b"", 204, "application/json"),
        (b"The plain HTTP request was sent to HTTPS port", 400, "text/html"),
        (b"Unauthorized", 401, "text/plain"),
        (b'{"message":"Unauthorized"}', 401, "application/json"),
        (b'{"message":"Missing required permission: x"}', 403, "application/json"),
        (b'{"message":"Cannot GET /api/server/ping"}', 404, "application/json"),
    ],
)
async def test_who_does_not_return_a_ping_is_not_immich(
    told: Told, body: bytes, status: int, kind: str
) -> None:
    told.server.tell("/api/server/ping", body, status, {"Content-Type": kind})
    with pytest.raises(NotImmichError):
        await told.client.ping()


async def test_a_proxy_without_its_immich_is_a_failure_of_the_server(told: Told) -> None:
    told.server.tell("/api/server/ping", b"<h1>502</h1>", 502, {"Content-Type": "text/html"})
    with pytest.raises(GatewayError, match="502"):
        await told.client.ping()
