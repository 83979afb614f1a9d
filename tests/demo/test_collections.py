"""Albums, tags and memories."""

from datetime import date, datetime

import pytest

from demo.immich.server import SampleImmich
from demo.library.library import Library
from demo.library.model import NEIGHBOUR, Face, Person, Tag, Visibility
from demo.library.tiny import tiny_photo

from .api import EMPTY, FACE, HOLIDAYS, PARTY, SECRET, UNKNOWN, Api, asset_named, noon
from .shapes import ALBUM, MEMORY, TAG, assert_shape


async def test_albums_are_one_s_own_and_those_shared_with_one(api: Api) -> None:
    albums = (await api.get("/albums")).json
    assert_shape(albums, [ALBUM])
    assert {album["albumName"] for album in albums} == {"Holidays", "Party", "Empty"}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("isOwned=true", {"Holidays", "Empty"}),
        ("isOwned=false", {"Party"}),
        ("isShared=true", {"Holidays", "Party"}),
        ("isShared=false&isOwned=true", {"Empty"}),
        ("name=Party", {"Party"}),
        ("name=party", set()),
        ("shared=false", {"Holidays", "Party", "Empty"}),
    ],
)
async def test_albums_can_be_narrowed(api: Api, query: str, expected: set[str]) -> None:
    albums = (await api.get(f"/albums?{query}")).json
    assert {album["albumName"] for album in albums} == expected


async def test_the_albums_of_an_asset(api: Api, library: Library) -> None:
    asset = asset_named(library, "lake.jpg")
    albums = (await api.get(f"/albums?assetId={asset.id}")).json
    assert {album["albumName"] for album in albums} == {"Holidays", "Party"}
    assert (await api.get(f"/albums?assetId={UNKNOWN}")).json == []


async def test_an_album_names_its_owner_first(api: Api) -> None:
    album = (await api.get(f"/albums/{PARTY.id}")).json
    roles = [(member["user"]["id"], member["role"]) for member in album["albumUsers"]]
    assert roles == [(NEIGHBOUR.id, "owner"), (api.immich.library.me.id, "viewer")]
    counts = {each["userId"]: each["assetCount"] for each in album.pop("contributorCounts")}
    assert counts == {NEIGHBOUR.id: 1, api.immich.library.me.id: 1}
    assert_shape(album, ALBUM)


async def test_an_album_spans_its_photos(api: Api) -> None:
    album = (await api.get(f"/albums/{HOLIDAYS.id}")).json
    assert (album["assetCount"], album["shared"]) == (2, True)
    assert album["startDate"] == "2023-06-01T12:00:00.000Z"
    assert album["endDate"] == "2024-06-01T12:00:00.000Z"


async def test_an_empty_album_has_no_dates(api: Api) -> None:
    album = (await api.get(f"/albums/{EMPTY.id}")).json
    assert (album["assetCount"], album["albumThumbnailAssetId"]) == (0, None)
    assert not {"startDate", "endDate"} & album.keys()


@pytest.mark.parametrize("album", [UNKNOWN, SECRET.id])
async def test_an_album_one_is_not_in(api: Api, album: str) -> None:
    answer = await api.get(f"/albums/{album}")
    assert (answer.status, answer.message) == (400, "Not found or no album.read access")


async def test_tags_are_flat_and_name_the_one_above(api: Api) -> None:
    tags = {tag["value"]: tag for tag in (await api.get("/tags")).json}
    assert_shape(list(tags.values()), [TAG])
    assert set(tags) == {"nature", "nature/sea", "nature/lake", "blue"}
    assert "parentId" not in tags["nature"]
    assert tags["nature/sea"]["parentId"] == tags["nature"]["id"] == Tag("nature").id
    assert tags["nature/sea"]["name"] == "sea"
    assert (await api.get(f"/tags/{Tag('blue').id}")).json["value"] == "blue"
    assert (await api.get(f"/tags/{UNKNOWN}")).message == "Not found or no tag.read access"


async def test_memories_are_of_this_day_in_other_years(api: Api) -> None:
    memories = (await api.get("/memories?for=2025-06-01")).json
    assert_shape(memories, [MEMORY])
    years = {memory["data"]["year"]: memory for memory in memories}
    # 2022 has a hidden person, 2018 is archived, 2017 locked, 2015 and before somebody else's.
    assert set(years) == {2024, 2023, 2021, 2020, 2019, 2016}
    assert [asset["originalFileName"] for asset in years[2024]["assets"]] == ["beach.jpg"]
    assert years[2024]["memoryAt"] == "2024-06-01T00:00:00.000Z"
    assert years[2024]["showAt"] == "2025-06-01T00:00:00.000Z"
    assert years[2024]["hideAt"] == "2025-06-01T23:59:59.999Z"
    assert years[2024]["assets"][0]["fileCreatedAt"] == "2024-06-01T12:00:00+00:00"


@pytest.mark.parametrize(
    "query", ["for=2025-06-02", "for=2010-06-01", "for=2025-06-01&isSaved=true"]
)
async def test_no_memory(api: Api, query: str) -> None:
    assert (await api.get(f"/memories?{query}")).json == []


async def test_memories_go_by_the_clock_at_the_place(api: Api) -> None:
    (memory,) = (await api.get("/memories?for=2025-12-31")).json
    assert [asset["originalFileName"] for asset in memory["assets"]] == ["new-year.jpg"]


async def test_without_a_day_it_is_today(api: Api, immich: SampleImmich) -> None:
    today: date = datetime.now().astimezone().date()
    if (today.month, today.day) == (2, 29):
        today = date(today.year, 2, 28)
    immich.library = Library.of(
        [
            tiny_photo("then.jpg", taken_at=noon(today.year - 4, today.month, today.day)),
            tiny_photo(
                "archived.jpg",
                taken_at=noon(today.year - 4, today.month, today.day),
                visibility=Visibility.ARCHIVE,
            ),
        ]
    )
    found = (await api.get("/memories")).json
    for_today = (await api.get(f"/memories?for={datetime.now().astimezone().date()}")).json
    assert found == for_today


async def test_an_unnamed_person_is_not_hidden_from_memories(
    api: Api, immich: SampleImmich
) -> None:
    photo = tiny_photo("then.jpg", taken_at=noon(2020), faces=(Face(FACE.box, "?"),))
    immich.library = Library.of([photo], people=(Person("?", ""),))
    assert len((await api.get("/memories?for=2025-06-01")).json) == 1
