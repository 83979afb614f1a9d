"""What a key may change, and that it is seen afterwards."""

from collections.abc import AsyncIterator

import pytest

from demo.library.library import Library
from demo.library.model import NEIGHBOUR, Album, Tag, Visibility
from demo.library.tiny import tiny_photo

from .api import ADA, FACE, OLD, PARTY, UNKNOWN, Api, asking, asset_named, noon
from .shapes import ASSET, EXIF, TAG, assert_shape


@pytest.fixture(params=[OLD, "3.1.0"])
async def either(
    request: pytest.FixtureRequest,
    socket_enabled: None,  # noqa: ARG001, it lets sockets through
) -> AsyncIterator[Api]:
    """Give somebody who asks either release; the library is this test's own to change."""
    uploads = (
        tiny_photo("a.jpg", taken_at=noon(2024), tags=("nature",), faces=(FACE,)),
        tiny_photo("b.jpg", taken_at=noon(2023), albums=("Party",)),
        tiny_photo("neighbour.jpg", owner=NEIGHBOUR, albums=("Party",), taken_at=noon(2022)),
        tiny_photo("stranger.jpg", owner=NEIGHBOUR, taken_at=noon(2021)),
        tiny_photo("locked.jpg", visibility=Visibility.LOCKED, taken_at=noon(2020)),
    )
    library = Library.of(uploads, albums=(PARTY, Album("Empty")), people=(ADA,))
    async with asking(library, request.param) as api:
        yield api


def path_of(api: Api, name: str) -> str:
    return f"/assets/{asset_named(api.immich.library, name).id}"


async def test_a_favourite_is_found_at_once_and_no_longer_when_it_is_none(either: Api) -> None:
    search, favourites = "/search/metadata", {"isFavorite": True}
    assert await either.names(search, favourites) == []
    changed = await either.put(path_of(either, "b.jpg"), {"isFavorite": True})
    assert (changed.status, changed.json["isFavorite"]) == (200, True)
    assert await either.names(search, favourites) == ["b.jpg"]
    assert (await either.get(path_of(either, "b.jpg"))).json["isFavorite"] is True
    await either.put(path_of(either, "b.jpg"), {"isFavorite": False})
    assert await either.names(search, favourites) == []


async def test_what_is_archived_leaves_the_timeline(either: Api) -> None:
    before = (await either.get(path_of(either, "a.jpg"))).json
    await either.put(path_of(either, "a.jpg"), {"visibility": "archive"})
    assert await either.names("/search/random", {"visibility": "timeline"}) == ["b.jpg"]
    after = (await either.get(path_of(either, "a.jpg"))).json
    assert (after["visibility"], after["isArchived"]) == ("archive", True)
    assert after["updatedAt"] > before["updatedAt"]
    assert after["people"] == before["people"]


async def test_a_rating_can_be_given_and_taken_away(either: Api) -> None:
    path = path_of(either, "a.jpg")
    rated = (await either.put(path, {"rating": 4, "description": "Fine"})).json
    assert (rated["exifInfo"]["rating"], rated["exifInfo"]["description"]) == (4, "Fine")
    assert await either.names("/search/metadata", {"rating": 4}) == ["a.jpg"]
    assert (await either.put(path, {"rating": None})).json["exifInfo"]["rating"] is None


async def test_the_answer_is_the_asset(api: Api, library: Library) -> None:
    asset = asset_named(library, "plain.png")
    answer = (await api.put(f"/assets/{asset.id}", {})).json
    assert_shape(answer, ASSET | {"exifInfo": EXIF})


@pytest.mark.parametrize("name", ["neighbour.jpg", "stranger.jpg", "locked.jpg"])
async def test_only_one_s_own_can_be_changed(either: Api, name: str) -> None:
    answer = await either.put(path_of(either, name), {"isFavorite": True})
    assert (answer.status, answer.message) == (400, "Not found or no asset.update access")
    unknown = await either.put(f"/assets/{UNKNOWN}", {"isFavorite": True})
    assert unknown.message == "Not found or no asset.update access"


async def test_nonsense_changes_nothing(either: Api) -> None:
    answer = await either.put(path_of(either, "a.jpg"), {"isFavorite": 7, "rating": 4})
    assert answer.status == 400
    assert asset_named(either.immich.library, "a.jpg").upload.rating is None


async def test_a_tag_is_made_once_with_those_above_it(either: Api) -> None:
    paths = {"tags": ["frame/hidden", "/frame/hidden", "nature"]}
    answer = await either.put("/tags", paths)
    assert_shape(answer.json, [TAG])
    assert [tag["value"] for tag in answer.json] == ["frame/hidden", "nature"]
    again = (await either.put("/tags", paths)).json
    assert [tag["id"] for tag in again] == [tag["id"] for tag in answer.json]
    values = [tag["value"] for tag in (await either.get("/tags")).json]
    assert sorted(values) == ["frame", "frame/hidden", "nature"]


async def test_a_tagged_asset_is_found_under_its_tag(either: Api) -> None:
    (tag,) = (await either.put("/tags", {"tags": ["frame/hidden"]})).json
    assert await either.names("/search/metadata", {"tagIds": [tag["id"]]}) == []
    ids = [path_of(either, name).rpartition("/")[2] for name in ("a.jpg", "stranger.jpg")]
    answer = await either.put(f"/tags/{tag['id']}/assets", {"ids": ids})
    assert answer.json == [
        {"id": ids[0], "success": True},
        {"id": ids[1], "success": False, "error": "no_permission"},
    ]
    for wanted in (tag["id"], Tag("frame").id):
        assert await either.names("/search/metadata", {"tagIds": [wanted]}) == ["a.jpg"]
    again = await either.put(f"/tags/{tag['id']}/assets", {"ids": ids[:1]})
    assert again.json == [{"id": ids[0], "success": False, "error": "duplicate"}]
    tags = (await either.get(path_of(either, "a.jpg"))).json["tags"]
    assert [each["value"] for each in tags] == ["nature", "frame/hidden"]


async def test_an_unknown_tag_cannot_be_given(either: Api) -> None:
    answer = await either.put(f"/tags/{UNKNOWN}/assets", {"ids": []})
    assert (answer.status, answer.message) == (400, "Not found or no tag.asset access")


@pytest.mark.parametrize(
    ("path", "body"),
    [("/tags", {}), ("/tags", {"tags": "x"}), (f"/tags/{UNKNOWN}/assets", {"ids": ["x"]})],
)
async def test_what_is_missing_or_wrong_is_refused(
    either: Api, path: str, body: dict[str, object]
) -> None:
    assert (await either.put(path, body)).status == 400
