"""Every error has words, wherever it may be said, and every word belongs to one."""

from collections.abc import Iterator
from http import HTTPStatus
import re
from string import Formatter

import pytest

from custom_components.immich_frame import errors
from custom_components.immich_frame.const import DOMAIN
from custom_components.immich_frame.errors import (
    OUR_ERRORS,
    FrameError,
    NoPhotosError,
    Problem,
    UnexpectedError,
    problem,
    translated_errors,
    translation,
)
from custom_components.immich_frame.imaging.errors import ImagingError
from custom_components.immich_frame.immich.errors import ImmichError, MissingPermissionError
from custom_components.immich_frame.immich.query import EmptyQueryError, QueryError
from custom_components.immich_frame.selection.errors import SelectionError
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError

from .conftest import TRANSLATIONS

FLOW_ERRORS = TRANSLATIONS["config"]["error"]
EXCEPTIONS = TRANSLATIONS["exceptions"]


def family(kind: type[Exception]) -> Iterator[type[Exception]]:
    """Find an error and all that are of its kind."""
    yield kind
    for child in kind.__subclasses__():
        yield from family(child)


ALL = sorted({kind for root in OUR_ERRORS for kind in family(root)}, key=lambda kind: kind.__name__)
WITHOUT_WORDS = (FrameError, UnexpectedError)
IN_A_FLOW = [kind for kind in ALL if issubclass(kind, (ImmichError, QueryError))]


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


@pytest.mark.parametrize(
    "kind", [kind for kind in ALL if kind not in {FrameError, UnexpectedError}]
)
def test_every_error_has_words_and_a_status(kind: type[Exception]) -> None:
    error = kind("asset.read")
    said = translation(error)
    assert said["translation_domain"] == DOMAIN
    assert problem(error).key == said["translation_key"] != "unknown"
    message = EXCEPTIONS[said["translation_key"]]["message"]
    words = message.format(**said["translation_placeholders"])
    assert "{" not in words
    assert problem(error).status >= HTTPStatus.BAD_REQUEST


@pytest.mark.parametrize("kind", IN_A_FLOW)
def test_every_error_of_a_flow_has_words(kind: type[Exception]) -> None:
    error = kind("asset.read")
    words = FLOW_ERRORS[problem(error).key]
    assert words.format(**translation(error)["translation_placeholders"])


def test_no_words_without_an_error() -> None:
    keys = {problem.key for problem in errors._PROBLEMS.values()} | {errors._UNKNOWN.key}
    assert set(EXCEPTIONS) == keys
    assert set(FLOW_ERRORS) == {problem(kind("")).key for kind in IN_A_FLOW} | {"key_needed"}


def test_no_words_for_an_end_that_no_flow_has() -> None:
    # Home Assistant has its own for a flow that ends well.
    assert set(TRANSLATIONS["config"]["abort"]) == {"already_configured", "unique_id_mismatch"}
    assert set(TRANSLATIONS["config_subentries"]["frame"]["abort"]) == {"entry_not_loaded"}


@pytest.mark.parametrize("key", EXCEPTIONS)
def test_words_ask_for_nothing_that_is_not_given(key: str) -> None:
    needed = placeholders(EXCEPTIONS[key]["message"])
    assert needed <= ({"error", "permission"} if key == "permission_missing" else {"error"})


def texts(words: object) -> Iterator[str]:
    if isinstance(words, dict):
        for part in words.values():
            yield from texts(part)
    else:
        yield str(words)


@pytest.mark.parametrize("text", sorted(set(texts(TRANSLATIONS))))
def test_words_keep_the_rules_of_translations(text: str) -> None:
    assert text == text.strip() != ""
    assert not re.search(r"<\w|'\{", text)
    assert "[%key" not in text


def test_an_error_is_said_as_home_assistants() -> None:
    with pytest.raises(HomeAssistantError) as said, translated_errors():
        raise NoPhotosError("No photo passes the query")
    assert not isinstance(said.value, ServiceValidationError)
    assert said.value.translation_key == "no_photos"
    assert isinstance(said.value.__cause__, NoPhotosError)


def test_what_the_caller_did_wrong_is_the_callers_fault() -> None:
    with pytest.raises(ServiceValidationError) as said, translated_errors():
        raise EmptyQueryError
    assert said.value.translation_key == "query_empty"


def test_other_errors_stay_what_they_are() -> None:
    with pytest.raises(KeyError), translated_errors():
        raise KeyError


def test_an_error_that_nobody_knows() -> None:
    assert problem(FrameError()) == Problem("unknown", HTTPStatus.BAD_GATEWAY)
    assert problem(None).key == "unknown"


def test_a_permission_is_named() -> None:
    said = translation(MissingPermissionError("asset.read"))["translation_placeholders"]
    assert said == {
        "permission": "asset.read",
        "error": "The API key lacks the permission asset.read.",
    }


def test_the_kinds_of_errors_are_known() -> None:
    assert {ImagingError, ImmichError, QueryError, FrameError, SelectionError} == set(OUR_ERRORS)
