"""Every key that the code says to people has words in en.json, and no word is left without a key.

Home Assistant shows a key as it is when it has no words for it, and says nothing.
"""

import ast
from collections.abc import Iterator
import re
from typing import Any

import probatio
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.immich_frame.const import DOMAIN, SUBENTRY_FRAME
from custom_components.immich_frame.errors import OUR_ERRORS, problem, translation
from custom_components.immich_frame.frame import Frame
from custom_components.immich_frame.frame_flow import FrameSubentryFlow
from custom_components.immich_frame.immich.errors import ImmichError
from custom_components.immich_frame.immich.query import QueryError
from custom_components.immich_frame.selection.errors import SelectionError
from homeassistant.config_entries import (
    SOURCE_USER,
    ConfigFlowResult,
    SubentryFlowResult,
)
from homeassistant.core import HomeAssistant, SupportsResponse
from homeassistant.data_entry_flow import FlowResultType
from homeassistant.helpers import entity_registry as er
from homeassistant.util.yaml import load_yaml_dict

from ..contracts.places import PACKAGE, read_json

ENGLISH = read_json(PACKAGE / "translations" / "en.json")
ICONS = read_json(PACKAGE / "icons.json")
SERVICES = load_yaml_dict(str(PACKAGE / "services.yaml"))

# How methods of Home Assistant end a flow in words of the integration. Success it says itself.
ABORTS = {
    "_abort_if_unique_id_configured": "already_configured",
    "_abort_if_unique_id_mismatch": "unique_id_mismatch",
}

FORM_FILES = (
    "filters_form.py",
    "form.py",
    "frame_flow.py",
    "frame_form.py",
    "slideshow_form.py",
    "source_form.py",
)

PLACEHOLDER = re.compile(r"{(\w+)}")
# What hassfest refuses: an address of a site, HTML, a placeholder in single quotes, and the ways of
# core's own files to point at each other.
REFUSED = re.compile(
    r"(://|\bwww\.)\w+([-.]\w+)*\.[a-z]{2,5}\b|<\w|'{\w+}'|\[%key:|^\s|\s$", re.IGNORECASE
)


def kinds[E: Exception](*roots: type[E]) -> Iterator[type[E]]:
    """List error classes with all that derive from them."""
    for root in roots:
        yield root
        yield from kinds(*root.__subclasses__())


def texts(node: object, path: str = "") -> Iterator[tuple[str, str]]:
    """List all texts with the keys that lead to them."""
    if isinstance(node, dict):
        for key, value in node.items():
            yield from texts(value, f"{path}.{key}".lstrip("."))
    else:
        yield path, str(node)


def abort_reasons(file: str) -> set[str]:
    """Find the reasons for which a flow ends, in its source."""
    reasons: set[str] = set()
    for node in ast.walk(ast.parse((PACKAGE / file).read_text())):
        match node:
            case ast.Attribute(attr=name) if name in ABORTS:
                reasons.add(ABORTS[name])
            case ast.keyword(arg="reason", value=ast.Constant(value=str(reason))):
                reasons.add(reason)
    return reasons


def constants(file: str) -> set[str]:
    """Find all texts in the source of a file."""
    tree = ast.walk(ast.parse((PACKAGE / file).read_text()))
    return {
        node.value for node in tree if isinstance(node, ast.Constant) and type(node.value) is str
    }


def problem_keys(*roots: type[Exception]) -> set[str]:
    """Return the keys of all errors below some."""
    return {problem(kind("why")).key for kind in kinds(*roots)}


def test_every_exception_has_words() -> None:
    assert set(ENGLISH["exceptions"]) == problem_keys(*OUR_ERRORS)


def test_no_exception_brings_a_key_of_its_own() -> None:
    literal = [
        f"{path.name}:{node.lineno}"
        for path in PACKAGE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Raise) and "translation_key=" in ast.unparse(node)
    ]
    assert literal == []


@pytest.mark.parametrize("kind", sorted(kinds(*OUR_ERRORS), key=str))
def test_placeholders_of_exceptions_are_given(kind: type[Exception]) -> None:
    how = translation(kind("why"))
    message = ENGLISH["exceptions"][how["translation_key"]]["message"]
    assert set(PLACEHOLDER.findall(message)) <= set(how["translation_placeholders"])


def test_every_error_of_the_account_has_words() -> None:
    assert set(ENGLISH["config"]["error"]) == problem_keys(ImmichError, QueryError) | {"key_needed"}


@pytest.mark.parametrize("kind", sorted(kinds(ImmichError, QueryError), key=str))
def test_placeholders_of_the_accounts_errors_are_given(kind: type[Exception]) -> None:
    how = translation(kind("why"))
    message = ENGLISH["config"]["error"][how["translation_key"]]
    assert set(PLACEHOLDER.findall(message)) <= set(how["translation_placeholders"])


def test_every_error_of_a_frame_has_words() -> None:
    words = set(ENGLISH["config_subentries"][SUBENTRY_FRAME]["error"])
    from_below = problem_keys(ImmichError, QueryError, SelectionError)
    assert from_below <= words
    said = {text for file in FORM_FILES for text in constants(file)}
    assert words - from_below <= said


def test_every_end_of_a_flow_has_words() -> None:
    account, frame = ENGLISH["config"], ENGLISH["config_subentries"][SUBENTRY_FRAME]
    assert set(account["abort"]) == abort_reasons("config_flow.py")
    assert set(frame["abort"]) == abort_reasons("frame_flow.py")


@pytest.fixture
async def running(
    enable_custom_integrations: None,  # noqa: ARG001
    hass_tmp_config_dir: str,  # noqa: ARG001
    frame: Frame,
) -> Frame:
    """Return a frame that shows a photo, in a Home Assistant that knows the integration."""
    return frame


async def test_every_form_of_the_account_has_words(
    hass: HomeAssistant, running: Frame, entry: MockConfigEntry
) -> None:
    started = await hass.config_entries.flow.async_init(DOMAIN, context={"source": SOURCE_USER})
    forms = [
        started,
        await entry.start_reconfigure_flow(hass),
        await entry.start_reauth_flow(hass),
    ]
    assert running.shown is not None
    steps = {form["step_id"] for form in forms}
    assert steps | {"permissions"} == set(ENGLISH["config"]["step"])
    for form in forms:
        assert_words(form, ENGLISH["config"]["step"][form["step_id"]])


def test_every_step_of_a_frame_has_words() -> None:
    words = ENGLISH["config_subentries"][SUBENTRY_FRAME]["step"]
    steps = {
        name.removeprefix("async_step_")
        for name in vars(FrameSubentryFlow)
        if name.startswith("async_step_")
    }
    assert set(words) == steps - {"another", "save"}  # They show what other steps show, or end.
    for step in words.values():
        assert step["title"]
        assert set(step.get("menu_options", ())) <= steps


async def test_every_entity_has_words_and_an_icon(hass: HomeAssistant, running: Frame) -> None:
    registry = er.async_entries_for_config_entry(er.async_get(hass), running.entry.entry_id)
    keys = {(entity.domain, entity.translation_key) for entity in registry}
    named = {(one.domain, one.translation_key) for one in registry if one.original_name}
    assert named == {(domain, key) for domain, of in ENGLISH["entity"].items() for key in of}
    icons = {(domain, key) for domain, of in ICONS["entity"].items() for key in of}
    assert keys - icons == {("binary_sensor", "connectivity")}  # Its device class has icons.
    assert icons <= keys


async def test_every_action_has_words_and_an_icon(hass: HomeAssistant, running: Frame) -> None:
    assert running.shown is not None
    actions = hass.services.async_services_for_domain(DOMAIN)
    assert set(actions) == set(SERVICES) == set(ENGLISH["services"]) == set(ICONS["services"])
    for name, described in SERVICES.items():
        words = ENGLISH["services"][name]
        assert words["name"]
        assert words["description"]
        assert set(described.get("fields", {})) == set(words.get("fields", {}))
        for field in words.get("fields", {}).values():
            assert field["name"]
            assert field["description"]


async def test_every_field_of_an_action_is_taken(
    hass: HomeAssistant, running: Frame, entry: MockConfigEntry
) -> None:
    assert running.shown is not None
    running.chooser.hide(running.shown.asset_id)  # There has to be one to unhide.
    known = {"preset": running.options.active, "asset_id": running.shown.asset_id}
    for name, described in SERVICES.items():
        fields = described.get("fields", {})
        needed: dict[str, Any] = {"entity_id": "camera.photo_frame"}
        if "target" not in described:
            needed = {"config_entry_id": entry.entry_id, "query": "sea"}
        answers = hass.services.supports_response(DOMAIN, name) is SupportsResponse.ONLY
        for field, what in fields.items():
            value = needed.get(field) or known.get(field, what.get("example", what.get("default")))
            assert value is not None
            await hass.services.async_call(
                DOMAIN, name, needed | {field: value}, blocking=True, return_response=answers
            )
        with pytest.raises(probatio.Invalid, match="other"):
            await hass.services.async_call(
                DOMAIN, name, needed | {"other": 1}, blocking=True, return_response=answers
            )


def test_hassfest_takes_all_texts_and_keys() -> None:
    assert [key for key, text in texts(ENGLISH) if not text or REFUSED.search(text)] == []
    parts = {part for key, _ in texts(ENGLISH) for part in key.split(".")}
    assert [part for part in parts if not re.fullmatch(r"[a-z0-9]+([_-][a-z0-9]+)*", part)] == []


@pytest.mark.parametrize(
    "text", ["see https://photos.example.org", "www.example.org", "<b>x</b>", "'{error}'", "x "]
)
def test_what_hassfest_refuses_is_found(text: str) -> None:
    assert REFUSED.search(text)


def test_an_address_of_a_machine_may_be_shown() -> None:
    assert not REFUSED.search("for example http://192.168.1.20:2283.")


def assert_words(form: ConfigFlowResult | SubentryFlowResult, words: dict[str, Any]) -> None:
    """Hold a form against its words: a title, each field described, each placeholder given."""
    assert form["type"] is FlowResultType.FORM
    schema = form["data_schema"]
    assert schema is not None
    assert {str(field) for field in schema.schema} == set(words["data"])
    assert set(words["data"]) == set(words["data_description"])
    assert words["title"]
    wanted = {name for _, text in texts(words) for name in PLACEHOLDER.findall(text)}
    assert wanted <= set(form["description_placeholders"] or {})
