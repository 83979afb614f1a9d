"""Stacks, partners, the trash, and what may be searched for: the same in every release."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest

from demo.library.library import Library
from demo.library.model import (
    ME,
    NEIGHBOUR,
    PARTNER,
    Camera,
    Face,
    Partner,
    Place,
    Upload,
    User,
    Visibility,
)
from demo.library.tiny import tiny_photo

from .api import FACE, OLD, UNKNOWN, Api, asking, asset_named, noon
from .shapes import PARTNER as PARTNER_SHAPE, STACK, STACKED_DETAIL, assert_shape

QUIET = User("Quiet", "quiet@example.org")
PORTO = Place(41.1, -8.6, "Porto", "Porto", "Portugal")
MUNICH = Place(48.1, 11.6, "Munich", "Bavaria", "Germany")


def photos() -> tuple[Upload, ...]:
    return (
        tiny_photo("mine.jpg", taken_at=noon(2024), place=PORTO, faces=(FACE,), albums=("A",)),
        tiny_photo("top.jpg", taken_at=noon(2022), stack="s", description="Élan in the hills"),
        tiny_photo("newer.jpg", taken_at=noon(2023), stack="s", place=MUNICH),
        tiny_photo(
            "trashed.jpg",
            taken_at=noon(2021),
            is_trashed=True,
            place=Place(country="Atlantis"),
            faces=(FACE,),
            albums=("A",),
        ),
        tiny_photo(
            "recent.jpg",
            taken_at=noon(2010),
            uploaded_at=datetime(2026, 11, 20, tzinfo=UTC),
            camera=Camera("Canon", "R6"),
        ),
        tiny_photo(
            "partner.jpg",
            taken_at=noon(2020),
            owner=PARTNER,
            is_favorite=True,
            faces=(Face(FACE.box, "ben"),),
            camera=Camera("Apple", "iPhone"),
        ),
        tiny_photo(
            "partner-archived.jpg",
            taken_at=noon(2019),
            owner=PARTNER,
            visibility=Visibility.ARCHIVE,
        ),
        tiny_photo("quiet.jpg", taken_at=noon(2018), owner=QUIET),
        tiny_photo("stranger.jpg", taken_at=noon(2017), owner=NEIGHBOUR, stack="other"),
    )


@pytest.fixture(params=[OLD, "3.1.0"])
async def either(
    request: pytest.FixtureRequest,
    socket_enabled: None,  # noqa: ARG001, it lets sockets through
) -> AsyncIterator[Api]:
    partners = (Partner(PARTNER), Partner(QUIET, in_timeline=False))
    async with asking(Library.of(photos(), partners=partners), request.param) as api:
        yield api


def id_of(api: Api, name: str) -> str:
    return asset_named(api.immich.library, name).id


async def test_a_stack_is_named_by_what_lies_on_top(api: Api) -> None:
    api.immich.library = Library.of(photos())
    stacks = (await api.get("/stacks")).json
    assert_shape(stacks, [STACK])
    (stack,) = stacks
    assert stack["primaryAssetId"] == id_of(api, "top.jpg")
    assert [row["originalFileName"] for row in stack["assets"]] == ["top.jpg", "newer.jpg"]
    assert (await api.get(f"/stacks/{stack['id']}")).json == stack
    detail = (await api.get(f"/assets/{id_of(api, 'newer.jpg')}")).json
    assert_shape(detail, STACKED_DETAIL)
    assert detail["stack"] == {
        "id": stack["id"],
        "primaryAssetId": id_of(api, "top.jpg"),
        "assetCount": 2,
    }


async def test_stacks_can_be_found_by_what_lies_on_top(either: Api) -> None:
    top, below = id_of(either, "top.jpg"), id_of(either, "newer.jpg")
    assert len((await either.get(f"/stacks?primaryAssetId={top}")).json) == 1
    assert (await either.get(f"/stacks?primaryAssetId={below}")).json == []


async def test_other_people_s_stacks_are_unknown(either: Api) -> None:
    library = either.immich.library
    theirs = library.stack_of(asset_named(library, "stranger.jpg"))
    assert theirs is not None
    for stack in (theirs.id, UNKNOWN):
        answer = await either.get(f"/stacks/{stack}")
        assert (answer.status, answer.message) == (400, "Not found or no stack.read access")


@pytest.mark.parametrize("search", ["random", "metadata"])
async def test_without_stacked_is_without_the_top_too(either: Api, search: str) -> None:
    everything = await either.names(f"/search/{search}", {"withStacked": True})
    found = await either.names(f"/search/{search}", {"withStacked": False})
    assert set(everything) - set(found) == {"top.jpg", "newer.jpg"}
    smart = await either.names("/search/smart", {"withStacked": False, "query": "x"})
    assert "top.jpg" in smart


async def test_partners_are_those_who_share_with_one(either: Api) -> None:
    partners = (await either.get("/partners?direction=shared-with")).json
    assert_shape(partners, [PARTNER_SHAPE])
    assert {each["id"]: each["inTimeline"] for each in partners} == {
        PARTNER.id: True,
        QUIET.id: False,
    }
    assert (await either.get("/partners?direction=shared-by")).json == []
    assert (await either.get("/partners")).status == 400
    assert (await either.get("/partners?direction=both")).status == 400


@pytest.mark.parametrize("search", ["random", "metadata", "smart"])
async def test_a_search_goes_through_the_photos_of_partners_in_the_timeline(
    either: Api, search: str
) -> None:
    body = {"visibility": "timeline", "query": "photo"}
    found = set(await either.names(f"/search/{search}", body))
    assert found == {"mine.jpg", "top.jpg", "newer.jpg", "recent.jpg", "partner.jpg"}
    assert (await either.post("/search/statistics", body)).json == {"total": 5}


async def test_a_partner_s_favourite_is_found_and_is_none_of_one_s_own(either: Api) -> None:
    (row,) = (await either.post("/search/random", {"isFavorite": True})).json
    assert (row["ownerId"], row["isFavorite"]) == (PARTNER.id, False)


async def test_who_is_in_a_partner_s_photo_is_theirs_to_know(either: Api) -> None:
    asset = (await either.get(f"/assets/{id_of(either, 'partner.jpg')}")).json
    assert (asset["owner"]["id"], asset["people"]) == (PARTNER.id, [])
    assert (await either.get(f"/assets/{id_of(either, 'quiet.jpg')}")).status == 200
    small = await either.get(f"/assets/{id_of(either, 'partner.jpg')}/thumbnail")
    assert small.headers["Content-Type"] == "image/webp"


async def test_a_partner_s_archive_stays_shut(either: Api) -> None:
    answer = await either.get(f"/assets/{id_of(either, 'partner-archived.jpg')}")
    assert (answer.status, answer.message) == (400, "Not found or no asset.read access")


@pytest.mark.parametrize("search", ["random", "metadata", "smart"])
async def test_the_trash_is_out_unless_it_is_asked_for(either: Api, search: str) -> None:
    assert "trashed.jpg" not in await either.names(f"/search/{search}", {"query": "x"})
    asked = {"query": "x", "withDeleted": True}
    assert "trashed.jpg" in await either.names(f"/search/{search}", asked)
    only = {"query": "x", "trashedAfter": "2020-01-01T00:00:00Z"}
    assert await either.names(f"/search/{search}", only) == ["trashed.jpg"]


async def test_what_is_in_the_trash_says_so(either: Api) -> None:
    asset = (await either.get(f"/assets/{id_of(either, 'trashed.jpg')}")).json
    assert asset["isTrashed"] is True
    assert (await either.get(f"/assets/{id_of(either, 'mine.jpg')}")).json["isTrashed"] is False


async def test_a_person_s_photos_are_counted_without_the_trash(either: Api) -> None:
    (ada, *_) = (p for p in either.immich.library.people.values() if p.key == "ada")
    assert (await either.get(f"/people/{ada.id}/statistics")).json == {"assets": 1}
    unknown = await either.get(f"/people/{UNKNOWN}/statistics")
    assert (unknown.status, unknown.message) == (400, "Not found or no person.read access")


async def test_an_asset_tells_when_it_was_added(either: Api) -> None:
    asset = (await either.get(f"/assets/{id_of(either, 'recent.jpg')}")).json
    assert asset["createdAt"] == "2026-11-20T00:00:00.000Z"


FILTERS: dict[str, tuple[dict[str, object], set[str]]] = {
    "added since": ({"createdAfter": "2026-11-20T00:00:00Z"}, {"recent.jpg"}),
    "added until": (
        {"createdBefore": "2026-11-19T23:59:59Z", "takenBefore": "2020-06-01T12:00:00Z"},
        {"partner.jpg"},
    ),
    "changed since": ({"updatedAfter": "2026-01-02T00:00:00Z"}, set()),
    "in no album": ({"isNotInAlbum": True, "country": "Portugal"}, set()),
    "offline": ({"isOffline": True}, set()),
    "of an outside library": ({"libraryId": UNKNOWN}, set()),
}
TEXTS: dict[str, tuple[dict[str, object], set[str]]] = {
    "part of a name": ({"originalFileName": "NEWE"}, {"newer.jpg"}),
    "part of a path": ({"originalPath": f"UPLOAD/{ME.id}/newer"}, {"newer.jpg"}),
    "part of a description": ({"description": "elan"}, {"top.jpg"}),
}


@pytest.mark.parametrize("search", ["random", "metadata", "smart"])
@pytest.mark.parametrize("name", FILTERS)
async def test_a_filter_of_all_searches(either: Api, name: str, search: str) -> None:
    wanted, expected = FILTERS[name]
    body = {**wanted, "visibility": "timeline", "query": "x"}
    assert set(await either.names(f"/search/{search}", body)) == expected
    assert (await either.post("/search/statistics", body)).json == {"total": len(expected)}


@pytest.mark.parametrize("name", TEXTS)
async def test_a_text_only_metadata_search_reads(either: Api, name: str) -> None:
    wanted, expected = TEXTS[name]
    assert set(await either.names("/search/metadata", wanted)) == expected
    assert set(await either.names("/search/random", wanted)) > expected


async def test_one_asset_by_its_id_or_checksum(either: Api) -> None:
    asset = asset_named(either.immich.library, "mine.jpg")
    for wanted in ({"id": asset.id}, {"checksum": asset.facts.checksum, "country": "Portugal"}):
        assert await either.names("/search/metadata", wanted) == ["mine.jpg"]


SUGGESTED = {
    "type=country": ["Germany", "Portugal"],
    "type=country&includeNull=true": ["Germany", "Portugal", None],
    "type=state&country=Portugal": ["Porto"],
    "type=city": ["Munich", "Porto"],
    "type=city&country=Germany&state=Bavaria": ["Munich"],
    "type=camera-make": ["Apple", "Canon"],
    "type=camera-model&make=Canon": ["R6"],
    "type=camera-lens-model": [],
}


@pytest.mark.parametrize("query", SUGGESTED)
async def test_suggestions_are_of_what_is_in_the_timeline(either: Api, query: str) -> None:
    assert (await either.get(f"/search/suggestions?{query}")).json == SUGGESTED[query]


async def test_what_is_suggested_has_to_be_said(either: Api) -> None:
    assert (await either.get("/search/suggestions")).status == 400
    assert (await either.get("/search/suggestions?type=moon")).status == 400
