"""What the server tells about itself, and what it answers to those it does not know."""

from aiohttp import ClientSession
import pytest

from demo.immich.server import SampleImmich
from demo.library.library import Library

from .api import Api
from .shapes import ME, assert_shape

PUBLIC = ("ping", "version", "features", "config", "media-types")


@pytest.mark.parametrize("name", PUBLIC)
async def test_anybody_may_ask_about_the_server(api: Api, name: str) -> None:
    answer = await Api(api.session, api.immich, None).get(f"/server/{name}")
    assert answer.status == 200
    assert answer.headers["Content-Type"] == "application/json; charset=utf-8"


async def test_it_says_which_version_it_is(api: Api) -> None:
    version = (await api.get("/server/version")).json
    assert version == {"major": 3, "minor": 1, "patch": 0, "prerelease": None}
    assert (await api.get("/server/ping")).json == {"res": "pong"}
    assert (await api.get("/server/about")).json["version"] == "v3.1.0"


@pytest.mark.usefixtures("socket_enabled")
async def test_it_can_claim_another_version(library: Library) -> None:
    async with SampleImmich(library, version="1.138.2") as old, ClientSession() as session:
        version = (await Api(session, old, None).get("/server/version")).json
    assert (version["major"], version["minor"], version["patch"]) == (1, 138, 2)


async def test_smart_search_is_switched_on(api: Api) -> None:
    assert (await api.get("/server/features")).json["smartSearch"] is True


async def test_the_account_is_the_library_s_owner(api: Api, library: Library) -> None:
    me = (await api.get("/users/me")).json
    assert_shape(me, ME)
    assert me["id"] == library.me.id
    assert me["quotaUsageInBytes"] > 0


async def test_other_paths_are_the_web_app(api: Api) -> None:
    for path in ("/", "/photos", "/immich/api/server/ping"):
        answer = await api.ask("GET", path)
        assert answer.status == 200
        assert answer.headers["Content-Type"].startswith("text/html")


async def test_the_api_s_place_is_well_known(api: Api) -> None:
    answer = await api.ask("GET", "/.well-known/immich")
    assert answer.json == {"api": {"endpoint": "/api"}}


@pytest.mark.parametrize(
    ("method", "path"),
    [("GET", "/api/nope"), ("GET", "/api/search/random"), ("DELETE", "/api/tags")],
)
async def test_an_unknown_route_or_method_is_named(api: Api, method: str, path: str) -> None:
    answer = await api.ask(method, path)
    assert answer.status == 404
    assert answer.json == {"message": f"Cannot {method} {path}"}
    assert answer.headers["X-Correlation-ID"]


async def test_json_has_an_etag_and_is_not_sent_twice(api: Api) -> None:
    first = await api.get("/tags")
    again = await api.get("/tags", **{"If-None-Match": first.headers["ETag"]})
    assert (again.status, again.content) == (304, b"")
    assert not first.headers["ETag"].startswith("W/")


async def test_each_start_has_keys_of_its_own(library: Library) -> None:
    one, other = SampleImmich(library), SampleImmich(library)
    assert len({one.api_key, one.limited_api_key, other.api_key, other.limited_api_key}) == 4
