"""What is wrong with a request, in the words that Immich has for it."""

from typing import Any

import pytest

from .api import Api

WRONG: dict[str, tuple[dict[str, object], dict[str, Any]]] = {
    "too small": (
        {"size": 0},
        {"code": "too_small", "minimum": 1, "message": "Too small: expected number to be >=1"},
    ),
    "too big": (
        {"size": 1001},
        {"code": "too_big", "maximum": 1000, "message": "Too big: expected number to be <=1000"},
    ),
    "text for a number": (
        {"size": "5"},
        {"code": "invalid_type", "message": "Invalid input: expected number, received string"},
    ),
    "truth for a number": ({"size": True}, {"code": "invalid_type", "expected": "number"}),
    "no flag": (
        {"isFavorite": "yes"},
        {"code": "invalid_type", "message": "Invalid input: expected boolean, received string"},
    ),
    "no list": ({"albumIds": "x"}, {"code": "invalid_type", "expected": "array"}),
    "no id in a list": (
        {"tagIds": ["x"]},
        {"code": "invalid_format", "path": ["tagIds", 0], "message": "Invalid UUID"},
    ),
    "no such kind": (
        {"type": "PHOTO"},
        {"code": "invalid_value", "values": ["IMAGE", "VIDEO", "AUDIO", "OTHER"]},
    ),
    "a day without a time": (
        {"takenAfter": "2025-01-01"},
        {
            "format": "datetime",
            "message": "Invalid input: expected ISO 8601 datetime string, received string",
        },
    ),
    "a time without a zone": ({"takenBefore": "2025-01-01T00:00:00"}, {"format": "datetime"}),
    "a day that is not": ({"takenBefore": "2025-02-30T00:00:00Z"}, {"format": "datetime"}),
    "a year that is not": ({"takenAfter": "0000-01-01T00:00:00Z"}, {"format": "datetime"}),
    "a sixth star": ({"rating": 6}, {"code": "too_big", "maximum": 5}),
    "null where there is none": ({"isFavorite": None}, {"code": "invalid_type"}),
    "a number for a text": ({"city": 7}, {"code": "invalid_type", "expected": "string"}),
}


@pytest.mark.parametrize("search", ["random", "metadata", "smart"])
@pytest.mark.parametrize("name", WRONG)
async def test_a_wrong_field_is_named(api: Api, name: str, search: str) -> None:
    body, expected = WRONG[name]
    answer = await api.post(f"/search/{search}", {**body, "query": "sea"})
    assert (answer.status, answer.message) == (400, "Validation failed")
    (problem,) = answer.json["errors"]
    assert problem["path"] == expected.get("path", list(body))
    assert {key: problem[key] for key in expected} == expected


async def test_all_that_is_wrong_is_listed(api: Api) -> None:
    answer = await api.post("/search/random", {"size": 0, "type": "X", "rating": 0})
    assert {problem["path"][0] for problem in answer.json["errors"]} == {"size", "type", "rating"}


@pytest.mark.parametrize("path", ["/assets/x", "/albums/x", "/people/x", "/tags/x"])
async def test_an_id_has_to_be_a_uuid(api: Api, path: str) -> None:
    answer = await api.get(path)
    assert (answer.status, answer.message) == (400, "Validation failed")
    (problem,) = answer.json["errors"]
    assert problem["path"] == ["id"]
    assert problem["message"] == "Invalid UUID"


@pytest.mark.parametrize(
    ("path", "field"),
    [
        ("/people?size=0", "size"),
        ("/people?withHidden=1", "withHidden"),
        ("/people?page=x", "page"),
        ("/faces", "id"),
        ("/memories?for=2026-11-22T00:00:00.000Z", "for"),
        ("/albums?isOwned=yes", "isOwned"),
    ],
)
async def test_a_wrong_query_is_named(api: Api, path: str, field: str) -> None:
    answer = await api.get(path)
    assert answer.status == 400
    assert answer.json["errors"][0]["path"] == [field]


async def test_a_body_has_to_be_an_object(api: Api) -> None:
    assert (await api.post("/search/random", [1])).status == 400
