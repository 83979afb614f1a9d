"""Who may ask what: refused before anything else is looked at."""

import pytest

from .api import UNKNOWN, Api

NEEDED = {
    "asset.read": ("GET", f"/assets/{UNKNOWN}"),
    "asset.view": ("GET", f"/assets/{UNKNOWN}/thumbnail"),
    "asset.download": ("GET", f"/assets/{UNKNOWN}/original"),
    "asset.statistics": ("POST", "/search/statistics"),
    "album.read": ("GET", "/albums"),
    "face.read": ("GET", f"/faces?id={UNKNOWN}"),
    "asset.update": ("PUT", f"/assets/{UNKNOWN}"),
    "memory.read": ("GET", "/memories"),
    "partner.read": ("GET", "/partners?direction=shared-with"),
    "person.read": ("GET", "/people"),
    "person.statistics": ("GET", f"/people/{UNKNOWN}/statistics"),
    "server.about": ("GET", "/server/about"),
    "stack.read": ("GET", "/stacks"),
    "tag.asset": ("PUT", f"/tags/{UNKNOWN}/assets"),
    "tag.create": ("PUT", "/tags"),
    "tag.read": ("GET", "/tags"),
    "user.read": ("GET", "/users/me"),
}
SEARCHES = ("random", "metadata", "smart")


async def test_no_key_is_told_from_a_wrong_one(api: Api) -> None:
    for key, message in ((None, "Authentication required"), ("wrong", "Invalid API key")):
        answer = await Api(api.session, api.immich, key).post("/search/random", {"size": 0})
        assert (answer.status, answer.json) == (401, {"message": message})
        assert answer.headers["X-Correlation-ID"]


async def test_a_key_is_no_bearer_token(api: Api) -> None:
    headers = {"Authorization": f"Bearer {api.immich.api_key}"}
    answer = await Api(api.session, api.immich, None).get("/tags", **headers)
    assert (answer.status, answer.message) == (401, "Invalid user token")


async def test_a_key_may_stand_in_the_address(api: Api) -> None:
    nobody = Api(api.session, api.immich, None)
    answer = await nobody.get(f"/api-keys/me?apiKey={api.immich.api_key}")
    assert answer.json["permissions"] == ["all"]


@pytest.mark.parametrize("permission", NEEDED)
async def test_each_route_needs_its_permission(api: Api, permission: str) -> None:
    method, path = NEEDED[permission]
    others = api.with_key(*(name for name in NEEDED if name != permission))
    refused = await others.ask(method, f"/api{path}", {} if method != "GET" else None)
    assert refused.status == 403
    assert refused.json == {"message": f"Missing required permission: {permission}"}
    allowed = await api.with_key(permission).ask(method, f"/api{path}")
    assert allowed.status != 403


@pytest.mark.parametrize("search", SEARCHES)
async def test_searches_need_to_read_assets(api: Api, search: str) -> None:
    limited = Api(api.session, api.immich, api.immich.limited_api_key)
    answer = await limited.post(f"/search/{search}", {"size": "many"})
    assert (answer.status, answer.message) == (403, "Missing required permission: asset.read")


async def test_every_key_may_look_at_itself(api: Api) -> None:
    limited = Api(api.session, api.immich, api.immich.limited_api_key)
    me = (await limited.get("/api-keys/me")).json
    assert me["permissions"] == ["album.read"]
    assert me.keys() == {"id", "name", "createdAt", "updatedAt", "permissions"}


async def test_a_revoked_key_is_refused(api: Api) -> None:
    api.immich.revoke_key(api.immich.api_key)
    assert (await api.get("/tags")).message == "Invalid API key"


@pytest.mark.parametrize("search", [*SEARCHES, "statistics"])
async def test_the_locked_folder_stays_shut_for_good_keys(api: Api, search: str) -> None:
    body = {"visibility": "locked", "query": "sea"}
    answer = await api.post(f"/search/{search}", body)
    assert (answer.status, answer.message) == (401, "Elevated permission is required")
