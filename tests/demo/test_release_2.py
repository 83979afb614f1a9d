"""The sample as an Immich 2.7: what a frame could notice of it."""

from dataclasses import replace
from pathlib import Path

import pytest

from demo.immich import faults
from demo.library.library import Library
from demo.library.model import NEIGHBOUR, Visibility
from demo.library.tiny import tiny_photo, tiny_picture

from .api import (
    ADA,
    EMPTY,
    HOLIDAYS,
    OLD,
    PARTY,
    SECRET,
    UNKNOWN,
    Api,
    asking,
    asset_named,
    make_library,
    noon,
)
from .shapes import ALBUM_OF_2, ASSET_OF_2, DETAIL_OF_2, ERROR_OF_2, assert_shape

PHOTOS = {"type": "IMAGE", "visibility": "timeline"}


async def test_it_says_so(old: Api) -> None:
    assert (await old.get("/server/version")).json == {"major": 2, "minor": 7, "patch": 5}
    assert (await old.get("/server/about")).json["version"] == "v2.7.5"


async def test_an_error_says_its_status_too_and_its_correlation_in_the_body(old: Api) -> None:
    answer = await old.get(f"/albums/{UNKNOWN}")
    assert_shape(answer.json, ERROR_OF_2)
    del answer.json["correlationId"]
    assert answer.json == {
        "message": "Not found or no album.read access",
        "error": "Bad Request",
        "statusCode": 400,
    }
    assert "X-Correlation-ID" not in answer.headers


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ({"size": 0}, "size must not be less than 1"),
        ({"size": 1001}, "size must not be greater than 1000"),
        ({"size": "many"}, "size must be an integer number"),
        ({"isFavorite": "yes"}, "isFavorite must be a boolean value"),
        ({"albumIds": "x"}, "albumIds must be an array"),
        ({"albumIds": ["x"]}, "each value in albumIds must be a UUID"),
        ({"type": "X"}, "type must be one of the following values: IMAGE, VIDEO, AUDIO, OTHER"),
        ({"city": 7}, "city must be a string"),
        ({"rating": -2}, "rating must not be less than -1"),
    ],
)
async def test_what_is_wrong_is_said_in_sentences(
    old: Api, body: dict[str, object], message: str
) -> None:
    answer = await old.post("/search/random", body)
    assert answer.status == 400
    assert answer.json["message"] == [message]


async def test_an_id_in_the_path_is_checked_too(old: Api) -> None:
    answer = await old.get("/assets/x")
    assert (answer.status, answer.json["message"]) == (400, ["id must be a UUID"])


async def test_a_planned_error_has_the_shape_of_the_release(old: Api, api: Api) -> None:
    for asked in (old, api):
        asked.immich.faults.add("/api/search/smart", faults.status(500, "Failed to search smart"))
    told = (await old.post("/search/smart", {})).json
    assert (told["message"], told["error"]) == ("Failed to search smart", "Internal Server Error")
    assert (await api.post("/search/smart", {})).json == {"message": "Failed to search smart"}


async def test_numbers_and_truths_may_be_text(old: Api) -> None:
    body = {**PHOTOS, "size": "1", "isFavorite": "true"}
    assert await old.names("/search/metadata", body) == ["beach.jpg"]


@pytest.mark.parametrize("moment", ["2024-06-02", "2024-06-02T00:00:00", "2024-06-02T00:00:00Z"])
async def test_dates_may_be_written_in_any_way(old: Api, moment: str) -> None:
    assert await old.names("/search/metadata", {"takenAfter": moment}) == ["new-year.jpg"]


async def test_no_date_is_refused_in_one_sentence(old: Api) -> None:
    answer = await old.post("/search/metadata", {"takenAfter": "yesterday"})
    assert (answer.status, answer.message) == (400, "takenAfter must be a date string")


@pytest.mark.parametrize("search", ["random", "metadata", "smart"])
async def test_without_visibility_only_the_timeline_is_searched(old: Api, search: str) -> None:
    found = await old.names(f"/search/{search}", {"query": "photo"})
    assert "clip.mp4" in found
    assert not {"old.jpg", "locked.jpg"} & set(found)
    archived = await old.names(f"/search/{search}", {"query": "x", "visibility": "archive"})
    assert archived == ["old.jpg"]


async def test_no_search_finds_what_others_gave_to_an_album(old: Api) -> None:
    body = {"albumIds": [PARTY.id], "query": "photo"}
    for search in ("random", "metadata", "smart"):
        assert await old.names(f"/search/{search}", body) == ["lake.jpg"]
    assert (await old.post("/search/statistics", {"albumIds": [PARTY.id]})).json == {"total": 1}


@pytest.mark.parametrize("album", [UNKNOWN, SECRET.id])
async def test_an_album_one_may_not_see_is_empty_to_every_search(old: Api, album: str) -> None:
    for search in ("random", "metadata", "smart"):
        assert await old.names(f"/search/{search}", {"albumIds": [album], "query": "x"}) == []


async def test_an_album_holds_its_assets_whoever_gave_them(old: Api) -> None:
    album = (await old.get(f"/albums/{PARTY.id}")).json
    del album["contributorCounts"]
    assert_shape(album, ALBUM_OF_2)
    assert [row["originalFileName"] for row in album["assets"]] == ["lake.jpg", "neighbour.jpg"]
    assert (album["ownerId"], album["owner"]["id"]) == (NEIGHBOUR.id, NEIGHBOUR.id)
    assert [each["user"]["id"] for each in album["albumUsers"]] == [old.immich.library.me.id]
    without = (await old.get(f"/albums/{PARTY.id}?withoutAssets=true")).json
    assert (without["assets"], without["assetCount"]) == ([], 2)


async def test_an_album_leaves_out_the_trash_and_shows_the_archive(socket_enabled: None) -> None:
    del socket_enabled
    library = Library.of(
        [
            tiny_photo("kept.jpg", albums=("A",), visibility=Visibility.ARCHIVE),
            tiny_photo("gone.jpg", albums=("A",), is_trashed=True),
            tiny_photo("locked.jpg", albums=("A",), visibility=Visibility.LOCKED),
        ]
    )
    (album_id,) = library.albums
    async with asking(library, OLD) as old:
        album = (await old.get(f"/albums/{album_id}")).json
    assert [row["originalFileName"] for row in album["assets"]] == ["kept.jpg"]
    assert album["assetCount"] == 1


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", {"Holidays", "Empty"}),
        ("?shared=true", {"Holidays", "Party"}),
        ("?shared=false", {"Empty"}),
        ("?isOwned=false&isShared=true&name=Party", {"Holidays", "Empty"}),
    ],
)
async def test_the_list_is_of_one_s_own_albums_or_of_shared_ones(
    old: Api, query: str, expected: set[str]
) -> None:
    albums = (await old.get(f"/albums{query}")).json
    assert_shape(albums, [ALBUM_OF_2])
    assert {album["albumName"] for album in albums} == expected
    assert not any(album["assets"] for album in albums)


async def test_the_albums_of_an_asset_are_all_that_one_sees(old: Api, library: Library) -> None:
    asset = asset_named(library, "lake.jpg")
    albums = (await old.get(f"/albums?assetId={asset.id}&shared=false")).json
    assert {album["albumName"] for album in albums} == {HOLIDAYS.name, PARTY.name}
    assert EMPTY.id not in {album["id"] for album in albums}


async def test_an_asset_shows_its_faces_and_how_long_it_is(old: Api, library: Library) -> None:
    asset = (await old.get(f"/assets/{asset_named(library, 'beach.jpg').id}")).json
    assert_shape(asset, DETAIL_OF_2)
    (ada,) = asset["people"]
    (stranger,) = asset["unassignedFaces"]
    assert (ada["id"], len(ada["faces"])) == (ADA.id, 1)
    assert (ada["faces"][0]["boundingBoxX1"], stranger["boundingBoxX1"]) == (160, 384)
    assert asset["duration"] == "0:00:00.00000"
    clip = (await old.get(f"/assets/{asset_named(library, 'clip.mp4').id}")).json
    assert clip["duration"] == "0:00:04.00000"


async def test_rows_are_those_of_2(old: Api) -> None:
    rows = (await old.post("/search/random", {**PHOTOS, "size": 2})).json
    assert_shape(rows, [ASSET_OF_2])


@pytest.mark.parametrize(("version", "has_them"), [("2.5.0", True), ("2.4.1", False)])
@pytest.mark.usefixtures("socket_enabled")
async def test_sizes_came_with_2_5(library: Library, version: str, has_them: bool) -> None:
    async with asking(library, version) as api:
        asset = (await api.get(f"/assets/{asset_named(library, 'beach.jpg').id}")).json
    assert ({"width", "height", "isEdited"} <= asset.keys()) is has_them
    assert asset["exifInfo"]["exifImageWidth"] == 640


@pytest.mark.parametrize(("version", "status"), [("1.141.0", 200), ("1.140.1", 400)])
@pytest.mark.usefixtures("socket_enabled")
async def test_likeness_came_with_1_141(library: Library, version: str, status: int) -> None:
    asset = asset_named(library, "beach.jpg")
    async with asking(library, version) as api:
        answer = await api.post("/search/smart", {"queryAssetId": asset.id})
    assert answer.status == status


async def test_a_file_s_errors_are_said_as_they_are(old: Api) -> None:
    original = await old.get(f"/assets/{UNKNOWN}/original")
    assert (original.status, original.message) == (400, "Not found or no asset.download access")
    portrait = await old.get(f"/people/{UNKNOWN}/thumbnail")
    assert (portrait.status, portrait.message) == (400, "Not found or no person.read access")


async def test_a_file_that_is_gone_is_the_server_s_own_error(old: Api, tmp_path: Path) -> None:
    file = tmp_path / "gone.jpg"
    file.write_bytes(tiny_picture("gone.jpg", (64, 48), "teal"))
    library = Library.of([replace(tiny_photo("gone.jpg"), content=file)])
    file.unlink()
    old.immich.library = library
    answer = await old.get(f"/assets/{asset_named(library, 'gone.jpg').id}/original")
    assert (answer.status, answer.message) == (500, "Internal server error")


async def test_the_original_is_no_size_of_a_thumbnail(old: Api, library: Library) -> None:
    path = f"/assets/{asset_named(library, 'beach.jpg').id}/thumbnail?size=original"
    answer = await old.get(path)
    assert (answer.status, answer.message) == (400, "May not request original file")


@pytest.mark.parametrize(
    ("version", "day", "status"),
    [
        ("2.7.5", "2025-06-01", 200),
        ("2.7.5", "2025-06-01T00:00:00.000Z", 200),
        ("3.0.2", "2025-06-01", 400),
        ("3.0.2", "2025-06-01T00:00:00.000Z", 200),
        ("3.0.3", "2025-06-01", 200),
        ("3.0.3", "2025-06-01T00:00:00.000Z", 400),
    ],
)
@pytest.mark.usefixtures("socket_enabled")
async def test_how_a_day_of_memories_is_named(
    library: Library, version: str, day: str, status: int
) -> None:
    async with asking(library, version) as api:
        answer = await api.get(f"/memories?for={day}")
    assert answer.status == status
    if status == 200:
        assert 2024 in {memory["data"]["year"] for memory in answer.json}


async def test_memories_show_hidden_people(old: Api) -> None:
    memories = (await old.get("/memories?for=2025-06-01")).json
    assert 2022 in {memory["data"]["year"] for memory in memories}


@pytest.mark.parametrize(
    ("version", "shown", "unrated"),
    [(OLD, [-1, 0, None], ["none.jpg"]), ("3.1.0", [None] * 3, ["-1.jpg", "0.jpg", "none.jpg"])],
)
@pytest.mark.usefixtures("socket_enabled")
async def test_minus_one_and_zero_are_ratings_only_of_2(
    version: str, shown: list[int | None], unrated: list[str]
) -> None:
    library = Library.of(
        tiny_photo(f"{name}.jpg", rating=rating, taken_at=noon(2024 - number))
        for number, (name, rating) in enumerate({"-1": -1, "0": 0, "none": None}.items())
    )
    async with asking(library, version) as api:
        rows = (await api.post("/search/metadata", {"withExif": True})).json["assets"]["items"]
        assert [row["exifInfo"]["rating"] for row in rows] == shown
        assert await api.names("/search/metadata", {"rating": None}) == unrated
        minus = await api.post("/search/metadata", {"rating": -1})
    assert minus.status == (200 if version == OLD else 400)


async def test_the_library_is_the_same_for_both(old: Api, api: Api) -> None:
    assert old.immich.library.assets.keys() == make_library().assets.keys()
    newest = [await each.names("/search/metadata", PHOTOS) for each in (old, api)]
    assert newest[0] == newest[1]
