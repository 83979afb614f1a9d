"""Smart search: everything is ranked, the best first, the same way each time."""

import pytest

from demo.library.library import Library

from .api import UNKNOWN, Api, asset_named

PHOTOS = {"type": "IMAGE", "visibility": "timeline"}
PATH = "/search/smart"

BEST = {
    "a name": ("Lake", "lake.jpg"),
    "a description": ("the waves", "beach.jpg"),
    "a tag": ("sea", "beach.jpg"),
    "a place": ("holiday in Sintra", "lake.jpg"),
    "a colour": ("orange", "plain.png"),
    "a word for the same": ("oceans", "beach.jpg"),
    "two words": ("Ada in Lisbon", "beach.jpg"),
}


@pytest.mark.parametrize("name", BEST)
async def test_the_best_is_first(api: Api, name: str) -> None:
    query, expected = BEST[name]
    assert (await api.names(PATH, {**PHOTOS, "query": query}))[0] == expected


@pytest.mark.parametrize("query", ["zxqv nothing at all", "😀", '"quoted"', "x" * 100_000])
async def test_nothing_is_cut_off(api: Api, query: str) -> None:
    found = await api.names(PATH, {**PHOTOS, "query": query})
    total = (await api.post("/search/statistics", PHOTOS)).json["total"]
    assert len(set(found)) == total


async def test_the_same_words_give_the_same_order(api: Api) -> None:
    first = await api.names(PATH, {"query": "nothing like it"})
    assert await api.names(PATH, {"query": "nothing like it"}) == first
    assert await api.names(PATH, {"query": "something else"}) != first


async def test_an_asset_may_be_the_example(api: Api, library: Library) -> None:
    beach = asset_named(library, "beach.jpg")
    found = await api.names(PATH, {**PHOTOS, "queryAssetId": beach.id})
    assert found[0] == "beach.jpg"
    unknown = await api.post(PATH, {"queryAssetId": UNKNOWN})
    assert unknown.message == "Not found or no asset.read access"


@pytest.mark.parametrize("body", [{}, {"query": ""}, {"query": " \t"}])
async def test_a_query_is_needed(api: Api, body: dict[str, object]) -> None:
    answer = await api.post(PATH, body)
    assert answer.status == 400
    assert answer.json == {"message": "Either `query` or `queryAssetId` must be set"}
