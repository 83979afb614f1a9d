"""What Immich's refusals mean."""

import json

import pytest

from custom_components.immich_frame.immich.answers import MAX_MESSAGE_CHARACTERS, decode, refusal
from custom_components.immich_frame.immich.errors import (
    BadAnswerError,
    BadRequestError,
    GatewayError,
    ImmichError,
    MissingPermissionError,
    NotFoundError,
    NotImmichError,
    RefusedKeyError,
    ServerError,
    SmartSearchUnavailableError,
)

ELEVATED = "Elevated permission is required"


@pytest.mark.parametrize(
    ("status", "message", "error"),
    [
        (400, "Validation failed", BadRequestError),
        (400, "Not found or no asset.read access", NotFoundError),
        (400, "Not found or no asset.view access", NotFoundError),
        (400, "Smart search is not enabled", SmartSearchUnavailableError),
        (401, "Authentication required", RefusedKeyError),
        (401, "Invalid API key", RefusedKeyError),
        (401, "Invalid user token", RefusedKeyError),
        (401, ELEVATED, BadRequestError),
        (403, "Missing required permission: asset.read", MissingPermissionError),
        (403, "Forbidden", BadRequestError),
        (403, "Not authenticated with an API Key", BadRequestError),
        (404, "Not Found", NotFoundError),
        (404, "Asset media not found", NotFoundError),
        (404, "Cannot GET /api/nope", NotFoundError),
        (413, "request entity too large", BadRequestError),
        (429, "Too many requests", BadRequestError),
        (500, "Internal server error", ServerError),
        (500, "Failed to search smart", SmartSearchUnavailableError),
    ],
)
def test_both_of_immichs_shapes_mean_the_same(
    status: int, message: str, error: type[ImmichError]
) -> None:
    short = {"message": message}
    long = {"message": [message], "error": "x", "statusCode": status, "correlationId": "a1"}
    for body in (short, long):
        found = refusal(status, json.dumps(body).encode())
        assert type(found) is error
        assert message in str(found) or isinstance(found, MissingPermissionError)


def test_a_missing_permission_is_named() -> None:
    found = refusal(403, b'{"message": "Missing required permission: asset.download"}')
    assert isinstance(found, MissingPermissionError)
    assert found.permission == "asset.download"
    assert str(found) == "The API key lacks the permission asset.download."


@pytest.mark.parametrize(
    "body",
    [b"", b"<html>nginx</html>", b"null", b"[]", b'"no"', b"{}", b'{"message": null}', b"\xff\xfe",
     b'{"message": ""}', b"[" * 100_000],
)  # fmt: skip
@pytest.mark.parametrize(
    ("status", "error", "words"),
    [
        (400, BadRequestError, "Bad Request"),
        (401, NotImmichError, "login"),
        (403, NotImmichError, "login"),
        (404, NotFoundError, "Not Found"),
        (502, GatewayError, "in front of Immich"),
        (501, ServerError, "Not Implemented"),
        (599, ServerError, "no reason given"),
    ],
)
def test_a_refusal_without_immichs_words_goes_by_its_status(
    status: int, body: bytes, error: type[ImmichError], words: str
) -> None:
    found = refusal(status, body)
    assert type(found) is error
    assert words in str(found)


def test_words_become_one_short_line() -> None:
    said = ["size must not be\ngreater than 1000", "page must be an integer."] + ["x"] * 1000
    text = str(refusal(400, json.dumps({"message": said}).encode()))
    assert "size must not be greater than 1000; page must be an integer." in text
    assert len(text) < MAX_MESSAGE_CHARACTERS + 60


def test_a_full_stop_is_said_once() -> None:
    assert str(refusal(400, b'{"message": "No such page."}')).endswith(": No such page.")
    assert ".." not in str(refusal(400, b'{"message": "No such page."}'))


def test_json_is_decoded() -> None:
    assert decode("application/json", b'{"res": "pong"}') == {"res": "pong"}


@pytest.mark.parametrize("kind", ["text/html", "text/plain", "application/octet-stream"])
def test_what_does_not_call_itself_json_is_not_from_immich(kind: str) -> None:
    with pytest.raises(NotImmichError, match=kind):
        decode(kind, b"{}")


@pytest.mark.parametrize("body", [b"", b'{"res": "po', b"\xff", b"[" * 100_000, b"9" * 5000])
def test_broken_json_is_a_bad_answer(body: bytes) -> None:
    with pytest.raises(BadAnswerError, match="broken JSON"):
        decode("application/json", body)
