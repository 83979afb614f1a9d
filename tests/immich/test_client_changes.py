"""What the client changes in Immich."""

import pytest

from custom_components.immich_frame.immich.errors import (
    BadAnswerError,
    BadRequestError,
    MissingPermissionError,
    NotFoundError,
    NotImmichError,
)

from . import rows
from .conftest import Told
from .rows import photo_id
from .servers import KEY

PHOTO, TAG = photo_id(1), photo_id(50)
ASSET = f"/api/assets/{PHOTO}"
TAGGED = f"/api/tags/{TAG}/assets"


@pytest.mark.parametrize("on", [True, False])
async def test_a_favourite_is_marked_and_unmarked(told: Told, *, on: bool) -> None:
    told.server.tell(ASSET, rows.asset(isFavorite=on))
    await told.client.set_favorite(PHOTO, on)
    (asked,) = told.server.asked
    assert (asked.method, asked.key, asked.json) == ("PUT", KEY, {"isFavorite": on})


async def test_a_photo_is_archived(told: Told) -> None:
    told.server.tell(ASSET, rows.asset(visibility="archive"))
    await told.client.archive(PHOTO)
    (asked,) = told.server.asked
    assert (asked.method, asked.json) == ("PUT", {"visibility": "archive"})


async def test_a_tag_is_made_or_found_and_given(told: Told) -> None:
    told.server.tell("/api/tags", [rows.tag(50, "frame/hidden")])
    told.server.tell(TAGGED, [{"id": PHOTO, "success": True}])
    await told.client.tag_asset(PHOTO, "frame/hidden")
    assert [(one.method, one.address, one.json) for one in told.server.asked] == [
        ("PUT", "/api/tags", {"tags": ["frame/hidden"]}),
        ("PUT", TAGGED, {"ids": [PHOTO]}),
    ]


async def test_a_photo_that_has_the_tag_keeps_it(told: Told) -> None:
    told.server.tell("/api/tags", [rows.tag(50, "frame")])
    told.server.tell(TAGGED, [{"id": PHOTO, "success": False, "error": "duplicate"}])
    await told.client.tag_asset(PHOTO, "frame")
    assert len(told.server.asked) == 2


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ({"success": False, "error": "no_permission"}, "no_permission"),
        ({"success": False, "error": "made_up_later"}, "made_up_later"),
        ({"success": False}, "no reason given"),
    ],
)
async def test_a_refusal_that_calls_itself_200_is_one(
    told: Told, row: dict[str, object], reason: str
) -> None:
    told.server.tell("/api/tags", [rows.tag(50, "frame")])
    told.server.tell(TAGGED, [{"id": PHOTO, **row}])
    with pytest.raises(BadRequestError, match=reason):
        await told.client.tag_asset(PHOTO, "frame")


async def test_a_path_of_nothing_is_no_tag(told: Told) -> None:
    told.server.tell("/api/tags", [])
    with pytest.raises(BadRequestError, match="needs a name"):
        await told.client.tag_asset(PHOTO, " / ")


@pytest.mark.parametrize(
    ("status", "body"), [(200, b""), (201, b'{"id": 1}'), (201, b""), (204, b"")]
)
async def test_a_change_is_well_answered_with_or_without_words(
    told: Told, status: int, body: bytes
) -> None:
    told.server.tell(ASSET, body, status, {"Content-Type": "application/json"})
    await told.client.archive(PHOTO)
    told.server.tell("/api/tags", [rows.tag(50, "frame")])
    told.server.tell(TAGGED, body if status == 204 else b"", status)
    await told.client.tag_asset(PHOTO, "frame")
    assert len(told.server.asked) == 3


@pytest.mark.parametrize("status", [202, 206, 304])
async def test_another_status_is_a_bad_answer(told: Told, status: int) -> None:
    told.server.tell(ASSET, b"", status)
    with pytest.raises(BadAnswerError, match=str(status)):
        await told.client.archive(PHOTO)


async def test_a_tag_that_is_not_told_cannot_be_given(told: Told) -> None:
    told.server.tell("/api/tags", b"", 204)
    with pytest.raises(BadAnswerError, match="tags is not a list"):
        await told.client.tag_asset(PHOTO, "frame")


async def test_a_web_page_has_changed_nothing(told: Told) -> None:
    told.server.tell(ASSET, b"<!doctype html>", headers={"Content-Type": "text/html"})
    with pytest.raises(NotImmichError):
        await told.client.archive(PHOTO)


async def test_refusals_of_changes_are_told_apart(told: Told) -> None:
    for status, message, error in (
        (400, "Not found or no asset.update access", NotFoundError),
        (400, "Validation failed", BadRequestError),
        (403, "Missing required permission: asset.update", MissingPermissionError),
    ):
        told.server.tell(ASSET, {"message": message}, status)
        with pytest.raises(error):
            await told.client.set_favorite(PHOTO, on=True)


async def test_which_permission_a_tag_lacks_is_named(told: Told) -> None:
    refused = {"message": "Missing required permission: tag.create"}
    told.server.tell("/api/tags", refused, 403)
    with pytest.raises(MissingPermissionError) as lacking:
        await told.client.tag_asset(PHOTO, "frame")
    assert lacking.value.permission == "tag.create"
    assert len(told.server.asked) == 1
