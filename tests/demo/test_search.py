"""The four searches and their filters."""

import pytest

from demo.library.library import Library
from demo.library.model import Tag

from .api import ADA, HIDDEN, HOLIDAYS, PARTY, SECRET, UNKNOWN, Api
from .shapes import ASSET, EXIF, PAGE, assert_shape

PHOTOS = {"type": "IMAGE", "visibility": "timeline"}
ALL_SEARCHES = ("random", "metadata", "smart")

FILTERS: dict[str, tuple[dict[str, object], set[str]]] = {
    "album": ({"albumIds": [HOLIDAYS.id]}, {"beach.jpg", "lake.jpg"}),
    "person": ({"personIds": [ADA.id]}, {"beach.jpg", "lake.jpg"}),
    "hidden person": ({"personIds": [HIDDEN.id]}, {"hidden-face.jpg"}),
    "tag": ({"tagIds": [Tag("blue").id]}, {"lake.jpg"}),
    "tag above": ({"tagIds": [Tag("nature").id]}, {"beach.jpg", "lake.jpg"}),
    "two tags": ({"tagIds": [Tag("nature/sea").id, Tag("blue").id]}, set()),
    "two albums": ({"albumIds": [HOLIDAYS.id, PARTY.id]}, {"lake.jpg"}),
    "two people": ({"personIds": [ADA.id, HIDDEN.id]}, set()),
    "unknown person": ({"personIds": [UNKNOWN]}, set()),
    "unknown tag": ({"tagIds": [UNKNOWN]}, set()),
    "favourite": ({"isFavorite": True}, {"beach.jpg"}),
    "rating": ({"rating": 3}, {"lake.jpg"}),
    "video": ({"type": "VIDEO"}, {"clip.mp4"}),
    "archive": ({"visibility": "archive"}, {"old.jpg"}),
    "after": ({"takenAfter": "2024-06-01T12:00:00Z"}, {"beach.jpg", "new-year.jpg"}),
    "before": ({"takenBefore": "2016-06-01T14:00:00+02:00"}, {"clip.mp4"}),
    "city": ({"city": "Lisbon"}, {"beach.jpg"}),
    "city in another case": ({"city": "lisbon"}, set()),
    "state": ({"state": "Lisboa"}, {"beach.jpg", "lake.jpg"}),
    "country": ({"country": "Portugal", "rating": 5}, {"beach.jpg"}),
    "camera": ({"make": "Canon", "model": "R6", "lensModel": "50mm"}, {"beach.jpg"}),
    "nobody reads this": ({"isFavorite": True, "originalFileName_": 7}, {"beach.jpg"}),
}


@pytest.mark.parametrize("search", ALL_SEARCHES)
@pytest.mark.parametrize("name", FILTERS)
async def test_a_filter_means_the_same_in_every_search(api: Api, name: str, search: str) -> None:
    wanted, expected = FILTERS[name]
    found = await api.names(f"/search/{search}", {**wanted, "query": "photo"})
    assert set(found) == expected
    assert len(found) == len(expected)
    total = (await api.post("/search/statistics", wanted)).json["total"]
    assert total == len(expected)


@pytest.mark.parametrize("field", ["rating", "tagIds", "city", "country", "make"])
async def test_null_asks_for_what_is_unknown(api: Api, field: str) -> None:
    found = await api.names("/search/metadata", {**PHOTOS, field: None})
    assert "beach.jpg" not in found
    assert "plain.png" in found


@pytest.mark.parametrize("search", ALL_SEARCHES)
async def test_without_visibility_only_the_locked_is_missing(api: Api, search: str) -> None:
    found = await api.names(f"/search/{search}", {"query": "photo"})
    assert {"old.jpg", "clip.mp4"} <= set(found)
    assert not {"locked.jpg", "neighbour.jpg", "stranger.jpg"} & set(found)


async def test_only_metadata_search_finds_what_others_gave_to_an_album(api: Api) -> None:
    body = {"albumIds": [PARTY.id], "query": "photo"}
    assert await api.names("/search/metadata", body) == ["lake.jpg", "neighbour.jpg"]
    assert await api.names("/search/random", body) == ["lake.jpg"]
    assert await api.names("/search/smart", body) == ["lake.jpg"]


@pytest.mark.parametrize("album", [UNKNOWN, SECRET.id])
async def test_an_album_one_may_not_see(api: Api, album: str) -> None:
    body = {"albumIds": [album], "query": "photo"}
    refused = await api.post("/search/metadata", body)
    assert (refused.status, refused.message) == (400, "Not found or no album.read access")
    assert (await api.post("/search/random", body)).json == []
    assert await api.names("/search/smart", body) == []


async def test_random_search_answers_a_bare_list(api: Api) -> None:
    rows = (await api.post("/search/random", {**PHOTOS, "size": 3})).json
    assert_shape(rows, [ASSET])
    assert len(rows) == 3


async def test_random_search_shuffles(api: Api) -> None:
    orders = {tuple(await api.names("/search/random", PHOTOS)) for _ in range(12)}
    assert len(orders) > 1
    assert len({frozenset(order) for order in orders}) == 1


@pytest.mark.parametrize("search", ALL_SEARCHES)
async def test_exif_comes_when_it_is_asked_for(api: Api, search: str) -> None:
    async def rows(**asked: bool) -> list[dict[str, object]]:
        body = {"isFavorite": True, "query": "photo", **asked}
        answer = (await api.post(f"/search/{search}", body)).json
        return answer if isinstance(answer, list) else answer["assets"]["items"]

    (bare,), (full,) = await rows(), await rows(withExif=True)
    assert "exifInfo" not in bare
    assert_shape(full["exifInfo"], EXIF)
    assert full["exifInfo"]["exposureTime"] == "1/250"  # type: ignore[index]


async def test_people_come_when_they_are_asked_for_but_not_from_smart_search(api: Api) -> None:
    body = {"isFavorite": True, "query": "photo"}
    named = (await api.post("/search/metadata", {**body, "withPeople": True})).json
    assert [p["name"] for p in named["assets"]["items"][0]["people"]] == ["Ada"]
    for search in ("metadata", "smart"):
        extra = {"withPeople": True} if search == "smart" else {}
        page = (await api.post(f"/search/{search}", body | extra)).json
        assert page["assets"]["items"][0]["people"] == []


async def test_metadata_search_goes_by_date(api: Api) -> None:
    newest = await api.names("/search/metadata", PHOTOS)
    oldest = await api.names("/search/metadata", {**PHOTOS, "order": "asc"})
    assert newest[:2] == ["new-year.jpg", "beach.jpg"]
    assert oldest == newest[::-1]


async def test_pages_tell_their_own_total_and_the_next_page_as_text(api: Api) -> None:
    page = (await api.post("/search/metadata", {**PHOTOS, "size": 2})).json
    assert_shape(page, PAGE)
    assert (page["assets"]["total"], page["assets"]["count"]) == (2, 2)
    assert page["assets"]["nextPage"] == "2"


@pytest.mark.parametrize("search", ["metadata", "smart"])
async def test_pages_add_up(api: Api, search: str) -> None:
    seen: list[str] = []
    number = "1"
    while number:
        body = {**PHOTOS, "query": "sea", "size": 2, "page": int(number)}
        page = (await api.post(f"/search/{search}", body)).json["assets"]
        seen += [row["id"] for row in page["items"]]
        number = page["nextPage"]
    total = (await api.post("/search/statistics", PHOTOS)).json["total"]
    assert len(seen) == len(set(seen)) == total


async def test_a_page_beyond_the_last_is_empty(api: Api) -> None:
    page = (await api.post("/search/metadata", {**PHOTOS, "page": 9})).json["assets"]
    assert (page["items"], page["nextPage"]) == ([], None)


async def test_the_wall_clock_is_labelled_utc(api: Api, library: Library) -> None:
    del library
    body = {"takenAfter": "2025-01-01T00:00:00Z", "withExif": True}
    (row,) = (await api.post("/search/metadata", body)).json["assets"]["items"]
    assert row["localDateTime"] == "2024-12-31T23:59:30.000Z"
    assert row["fileCreatedAt"] == "2025-01-01T02:59:30.000Z"
    assert row["exifInfo"]["dateTimeOriginal"] == "2025-01-01T02:59:30+00:00"
    assert row["exifInfo"]["timeZone"] == "UTC-3"
