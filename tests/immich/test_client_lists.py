"""What the client asks Immich's searches and lists, and what comes of the answers."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import count

import aiohttp
from aiohttp import web
import pytest

from custom_components.immich_frame.immich.client import ImmichClient
from custom_components.immich_frame.immich.errors import (
    BadAnswerError,
    NoEmbeddingError,
    NotFoundError,
    TooLargeError,
    UnsupportedError,
)
from custom_components.immich_frame.immich.groups import Album, Person, Tag
from custom_components.immich_frame.immich.limits import DEFAULT_LIMITS
from custom_components.immich_frame.immich.models import SearchPage, Version
from custom_components.immich_frame.immich.search import Search

from . import rows
from .conftest import Told
from .rows import Json, photo_id
from .servers import KEY

TIMELINE = {"type": "IMAGE", "visibility": "timeline"}
ALBUM, PERSON, TAG = photo_id(30), photo_id(40), photo_id(50)


def tell_version(told: Told, written: str) -> None:
    major, minor, patch = map(int, written.split("."))
    told.server.tell("/api/server/version", {"major": major, "minor": minor, "patch": patch})


def asked(told: Told) -> list[tuple[str, str]]:
    """Return what was asked, but for the version."""
    all_asked = [(one.method, one.address) for one in told.server.asked]
    return [one for one in all_asked if one != ("GET", "/api/server/version")]


async def test_a_metadata_search_lists_photos_page_by_page(told: Told) -> None:
    found = [rows.asset(id=photo_id(number)) for number in (5, 3)]
    told.server.tell("/api/search/metadata", rows.search_answer(*found, next_page="3"))
    page = await told.client.search_metadata(Search(), 2, size=2, with_exif=True)
    assert [one.id for one in page.assets] == [photo_id(5), photo_id(3)]
    assert page.next_page == 3
    (only,) = told.server.asked
    assert only.method == "POST"
    assert only.json == {**TIMELINE, "size": 2, "page": 2, "withExif": True}


async def test_a_search_asks_for_whole_pages_unless_told_otherwise(told: Told) -> None:
    for path in ("metadata", "smart"):
        told.server.tell(f"/api/search/{path}", rows.search_answer())
    assert await told.client.search_metadata(Search()) == SearchPage((), None)
    assert await told.client.search_smart(Search(text="sea")) == SearchPage((), None)
    first, second = [one.json for one in told.server.asked]
    assert first == {**TIMELINE, "size": 1000, "page": 1}
    assert second == {**TIMELINE, "query": "sea", "size": 1000, "page": 1}


async def test_a_smart_search_carries_any_text(told: Told) -> None:
    text = 'a "quoted" 🏖️ & <b>'
    told.server.tell("/api/search/smart", rows.search_answer(rows.asset(), next_page="4"))
    page = await told.client.search_smart(Search(text=text, language="de"), 3, size=1)
    assert ([one.file_name for one in page.assets], page.next_page) == (["harbour.jpg"], 4)
    assert told.server.asked[0].json == {
        **TIMELINE,
        "size": 1,
        "query": text,
        "language": "de",
        "page": 3,
    }


async def test_what_is_like_a_photo_is_searched_for_since_1_141(told: Told) -> None:
    told.server.tell("/api/search/smart", rows.search_answer(rows.asset()))
    tell_version(told, "1.141.0")
    assert (await told.client.search_smart(Search(like=photo_id(7)))).assets
    assert told.server.asked[-1].json == {
        **TIMELINE,
        "queryAssetId": photo_id(7),
        "size": 1000,
        "page": 1,
    }


async def test_an_older_immich_is_too_old_for_that_and_not_asked(told: Told) -> None:
    tell_version(told, "1.140.1")
    with pytest.raises(UnsupportedError, match=r"needs Immich 1\.141 or newer; this is 1\.140\.1"):
        await told.client.search_smart(Search(like=photo_id(7)))
    assert asked(told) == []


async def test_a_photo_that_is_not_analysed_is_told_from_one_that_is_gone(told: Told) -> None:
    tell_version(told, "3.1.0")
    for message, error in (
        (f"Asset {photo_id(7)} has no embedding", NoEmbeddingError),
        ("Not found or no asset.read access", NotFoundError),
    ):
        told.server.tell("/api/search/smart", {"message": message}, 400)
        with pytest.raises(error) as refused:
            await told.client.search_smart(Search(like=photo_id(7)))
        assert type(refused.value) is error


async def test_statistics_count_what_a_search_would_find(told: Told) -> None:
    told.server.tell("/api/search/statistics", {"total": 4711})
    assert await told.client.search_statistics(Search(rating=5)) == 4711
    assert told.server.asked[0].json == {**TIMELINE, "rating": 5}


async def test_an_old_album_is_answered_with_its_photos(told: Told) -> None:
    found = [rows.asset(id=photo_id(number)) for number in range(250)]
    told.server.tell(f"/api/albums/{ALBUM}", rows.album(30, assets=found, assetCount=250))
    assets = await told.client.album_assets(ALBUM)
    assert [one.id for one in assets] == [photo_id(number) for number in range(250)]
    assert assets[0].rating is None
    assert assets[0].make == "Fuji"


async def test_an_album_may_be_larger_than_other_answers(
    told: Told, session: aiohttp.ClientSession
) -> None:
    found = [rows.asset(id=photo_id(number)) for number in range(100)]
    told.server.tell(f"/api/albums/{ALBUM}", rows.album(30, assets=found))
    told.server.tell("/api/memories", [rows.memory(*found)])
    tell_version(told, "3.1.0")
    limits = replace(DEFAULT_LIMITS, answer_bytes=10_000)
    client = ImmichClient(session, told.url, KEY, limits)
    assert len(await client.album_assets(ALBUM)) == 100
    with pytest.raises(TooLargeError):
        await client.memories(date(2026, 11, 22))


async def test_a_new_album_holds_no_photos(told: Told) -> None:
    told.server.tell(f"/api/albums/{ALBUM}", rows.album(30))
    with pytest.raises(BadAnswerError, match="there is no list"):
        await told.client.album_assets(ALBUM)


@pytest.mark.parametrize(
    ("version", "day"), [("2.7.5", "2026-11-22T00:00:00.000Z"), ("3.1.0", "2026-11-22")]
)
async def test_memories_of_a_day_are_all_their_photos(told: Told, version: str, day: str) -> None:
    tell_version(told, version)
    days: list[str] = []

    async def memories(request: web.Request) -> web.Response:
        days.append(request.query["for"])
        one, two, three = [rows.asset(id=photo_id(number)) for number in (1, 2, 3)]
        return web.json_response([rows.memory(one, two), rows.memory(), rows.memory(three)])

    told.server.handle("/api/memories", memories)
    assets = await told.client.memories(date(2026, 11, 22))
    assert [one.id for one in assets] == [photo_id(1), photo_id(2), photo_id(3)]
    assert days == [day]


async def test_in_a_stack_all_but_the_first_are_hidden(told: Told) -> None:
    one, two, three, four, five = [rows.asset(id=photo_id(number)) for number in range(5)]
    told.server.tell("/api/stacks", [rows.stack(one, two, three), rows.stack(five, four)])
    assert await told.client.hidden_in_stacks() == {photo_id(1), photo_id(2), photo_id(3)}
    told.server.tell("/api/stacks", [])
    assert await told.client.hidden_in_stacks() == frozenset()


def shelve(told: Told, own: list[Json], shared: list[Json]) -> None:
    """Answer as Immich before v3 does: the owner's albums, or the shared ones."""

    async def albums(request: web.Request) -> web.Response:
        return web.json_response(shared if request.query.get("shared") == "true" else own)

    told.server.handle("/api/albums", albums)


async def test_an_old_immich_is_asked_twice_for_all_albums(told: Told) -> None:
    tell_version(told, "2.7.5")
    both = rows.album(31, albumName="Family", shared=True)
    theirs = rows.album(32, albumName="", shared=True, assetCount=0)
    shelve(told, [rows.album(30), both], [both, theirs])
    assert await told.client.albums() == (
        Album(photo_id(30), "Holiday", 12, is_shared=False),
        Album(photo_id(31), "Family", 12, is_shared=True),
        Album(photo_id(32), "", 0, is_shared=True),
    )
    assert asked(told) == [("GET", "/api/albums"), ("GET", "/api/albums?shared=true")]


async def test_a_new_immich_tells_all_albums_at_once(told: Told) -> None:
    tell_version(told, "3.1.0")
    told.server.tell("/api/albums", [rows.album(30), rows.album(31, shared=True)])
    assert [album.id for album in await told.client.albums()] == [photo_id(30), photo_id(31)]
    assert asked(told) == [("GET", "/api/albums")]


@pytest.mark.parametrize(("version", "query"), [("2.7.5", "?withoutAssets=true"), ("3.1.0", "")])
async def test_an_album_is_told_without_its_photos(told: Told, version: str, query: str) -> None:
    tell_version(told, version)
    told.server.tell(f"/api/albums/{ALBUM}", rows.album(30))
    assert await told.client.album(ALBUM) == Album(ALBUM, "Holiday", 12, is_shared=False)
    assert asked(told) == [("GET", f"/api/albums/{ALBUM}{query}")]


def introduce(told: Told, page_of: Callable[[int], Json]) -> None:
    """Answer /people with pages."""

    async def people(request: web.Request) -> web.Response:
        return web.json_response(page_of(int(request.query["page"])))

    told.server.handle("/api/people", people)


async def test_all_people_are_listed_but_the_hidden(told: Told) -> None:
    pages: dict[int, Json] = {
        1: {
            "people": [rows.person("Ana", number=40), rows.person("Bo", hidden=True, number=41)],
            "hasNextPage": True,
        },
        2: {"people": [rows.person("", number=42), rows.person("Ana", number=40)]},
    }
    introduce(told, pages.__getitem__)
    assert await told.client.people() == (
        Person(photo_id(40), "Ana", is_favorite=True),
        Person(photo_id(42), "", is_favorite=False),
    )
    assert asked(told) == [
        ("GET", f"/api/people?page={page}&size=1000&withHidden=false") for page in (1, 2)
    ]


async def test_people_without_end_end(told: Told) -> None:
    numbers = count()
    introduce(
        told, lambda _: {"people": [rows.person("A", number=next(numbers))], "hasNextPage": True}
    )
    assert len(await told.client.people()) == 100


async def test_one_person_is_told_and_counted(told: Told) -> None:
    told.server.tell(f"/api/people/{PERSON}", rows.person("Ana", number=40, hidden=True))
    told.server.tell(f"/api/people/{PERSON}/statistics", {"assets": 17})
    assert await told.client.person(PERSON) == Person(PERSON, "Ana", is_favorite=True)
    assert await told.client.person_count(PERSON) == 17


async def test_tags_are_told_with_their_paths(told: Told) -> None:
    told.server.tell("/api/tags", [rows.tag(50, "travel"), rows.tag(51, "travel/Lisbon")])
    told.server.tell(f"/api/tags/{TAG}", rows.tag(50, "travel"))
    assert await told.client.tags() == (Tag(TAG, "travel"), Tag(photo_id(51), "travel/Lisbon"))
    assert await told.client.tag(TAG) == Tag(TAG, "travel")


async def test_countries_are_told_as_searches_want_them(told: Told) -> None:
    told.server.tell("/api/search/suggestions", ["Germany", "Portugal", ""])
    assert await told.client.countries() == ("Germany", "Portugal")
    assert asked(told) == [("GET", "/api/search/suggestions?type=country")]


@pytest.mark.parametrize("answer", [{}, {"total": None}, {"total": "7"}, {"total": -1}, [7], None])
async def test_a_count_is_a_number(told: Told, answer: object) -> None:
    told.server.tell("/api/search/statistics", answer)
    with pytest.raises(BadAnswerError):
        await told.client.search_statistics(Search())


async def test_the_version_is_the_dialects(told: Told) -> None:
    tell_version(told, "2.7.5")
    assert (await told.client.dialect()).version == Version(2, 7, 5)
