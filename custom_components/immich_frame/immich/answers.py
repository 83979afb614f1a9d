"""What an answer means: decoding a good one, finding the error for a bad one."""

from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
import re
from typing import Final

import orjson

from . import fields
from .errors import (
    BadAnswerError,
    BadRequestError,
    GatewayError,
    ImmichError,
    MissingPermissionError,
    NoEmbeddingError,
    NotFoundError,
    NotImmichError,
    RefusedKeyError,
    ServerError,
    SmartSearchUnavailableError,
)

MAX_MESSAGE_CHARACTERS: Final = 200

_ALREADY: Final = "duplicate"
_ELEVATED: Final = "Elevated permission is required"
_MISSING_PERMISSION: Final = re.compile(r"Missing required permission: ([\w.]+)")
_NO_EMBEDDING: Final = re.compile(r"Asset \S+ has no embedding")
_NO_ACCESS: Final = re.compile(r"Not found or no \S+ access")
_GATEWAY: Final = frozenset(
    {HTTPStatus.BAD_GATEWAY, HTTPStatus.SERVICE_UNAVAILABLE, HTTPStatus.GATEWAY_TIMEOUT}
)
# Immich answers a ping with 200 and JSON, to anybody.
_NEVER_SAID_TO_A_PING: Final = (
    BadAnswerError,
    BadRequestError,
    MissingPermissionError,
    NotFoundError,
    RefusedKeyError,
)
_NO_SMART_SEARCH: Final = frozenset({"Smart search is not enabled", "Failed to search smart"})


def decode(content_type: str, body: bytes) -> object:
    """Decode an answer that has to be JSON. Raises as `require_json` and `parse` do."""
    require_json(content_type)
    return parse(body)


def require_json(content_type: str) -> None:
    """Raise `NotImmichError` when an answer says itself that it is something else than JSON.

    So does the web page that Immich sends for every path outside its API.
    """
    if content_type != "application/json":
        raise NotImmichError(f"The server answers {content_type} where Immich answers JSON.")


def parse(body: bytes) -> object:
    """Return what JSON says. Raises `BadAnswerError` when it is broken."""
    try:
        return orjson.loads(body)
    except orjson.JSONDecodeError as error:
        raise BadAnswerError("The server's answer is broken JSON.") from error


@contextmanager
def only_immich() -> Iterator[None]:
    """Raise `NotImmichError` for what Immich never answers a ping with."""
    try:
        yield
    except _NEVER_SAID_TO_A_PING as error:
        raise NotImmichError(f"This is not the address of an Immich server. {error}") from error


def check_each(answer: object) -> None:
    """Make sure that a change was made to everything: Immich says 200, and in a list to what.

    What was so before is well, and so is no list. Raises `BadRequestError`.
    """
    for row in fields.rows(answer or [], "answer"):
        reason = fields.optional_text(row, "error")
        if not fields.flag(row, "success") and reason != _ALREADY:
            raise BadRequestError(f"Immich did not change it: {reason or 'no reason given'}.")


def refusal(status: int, body: bytes) -> ImmichError:
    """Return the error that a status of 400 or more stands for.

    Immich's words decide where its statuses do not: a 401 also stands for things that no API key
    may do, a 400 for a photo that is gone. A 401 or 403 without such words comes from something in
    front of Immich, such as a login page, and says nothing about the key.
    """
    message = _message(body)
    if message is None and status in {HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN}:
        return NotImmichError(f"Something in front of Immich asks for a login ({status}).")
    words = message or _phrase(status)
    return _by_words(words) or _by_status(status, words)


def _by_words(words: str) -> ImmichError | None:
    if words in _NO_SMART_SEARCH:
        return SmartSearchUnavailableError(f"Immich cannot search by text: {words}.")
    if _NO_EMBEDDING.fullmatch(words):
        return NoEmbeddingError("Immich has not looked at this photo yet: nothing is like it.")
    if missing := _MISSING_PERMISSION.fullmatch(words):
        return MissingPermissionError(missing[1])
    if _NO_ACCESS.fullmatch(words):
        return NotFoundError(f"Immich has no such thing: {words}.")
    if words == _ELEVATED:
        return BadRequestError(f"No API key may do this: {words}.")
    return None


def _by_status(status: int, words: str) -> ImmichError:
    if status in _GATEWAY:
        return GatewayError(f"What stands in front of Immich cannot reach it ({status}).")
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return ServerError(f"The server failed with status {status}: {words}.")
    if status == HTTPStatus.NOT_FOUND:
        return NotFoundError(f"The server has no such thing: {words}.")
    if status == HTTPStatus.UNAUTHORIZED:
        return RefusedKeyError(f"Immich refuses the API key: {words}.")
    return BadRequestError(f"Immich refuses the request with status {status}: {words}.")


def _message(body: bytes) -> str | None:
    """Return Immich's own words, one line of them, out of {"message": one or a list}."""
    try:
        answer = orjson.loads(body)
    except orjson.JSONDecodeError:
        return None
    said = answer.get("message") if isinstance(answer, dict) else None
    words = " ".join("; ".join(map(str, said if isinstance(said, list) else [said or ""])).split())
    return words[:MAX_MESSAGE_CHARACTERS].rstrip(".") or None


def _phrase(status: int) -> str:
    """Return the words of HTTP for a status: "Bad Gateway"."""
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return "no reason given"
