"""Blueprints name this repository, what they use exists, and what they ask for is used."""

from collections.abc import Iterator
import re
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml

from homeassistant.util.yaml import load_yaml_dict
from homeassistant.util.yaml.input import extract_inputs

from .places import PACKAGE, ROOT, manifest

DOMAIN = manifest()["domain"]
FLOOR = "2026.10.0"
FILES = sorted((ROOT / "blueprints").rglob("*.yaml"))
PAGE = ROOT / "docs" / "blueprints.md"
MY_LINK = re.compile(r"https://my\.home-assistant\.io/redirect/blueprint_import/[^)\s]*")

CASES = pytest.mark.parametrize(
    "content", [load_yaml_dict(file) for file in FILES], ids=[file.stem for file in FILES]
)


def source_url(path: str) -> str:
    """Return where a file is on the repository's page."""
    return f"{manifest()['documentation']}/blob/main/{path}"


def inputs_of(content: dict[str, Any]) -> dict[str, Any]:
    """Return the inputs by name, those in sections as well."""
    found: dict[str, Any] = {}
    for name, entry in content["blueprint"]["input"].items():
        found |= entry.get("input", {name: entry})
    return found


def sections_of(content: dict[str, Any]) -> list[dict[str, Any]]:
    return [entry for entry in content["blueprint"]["input"].values() if "input" in entry]


def parts_of(content: dict[str, Any]) -> dict[str, Any]:
    """Return the automation without what describes it."""
    return {name: part for name, part in content.items() if name != "blueprint"}


def actions_in(part: Any) -> Iterator[dict[str, Any]]:  # noqa: ANN401 YAML of any shape
    """Find every action, however deep."""
    if isinstance(part, dict):
        if isinstance(part.get("action"), str):
            yield part
        for inner in part.values():
            yield from actions_in(inner)
    elif isinstance(part, list):
        for inner in part:
            yield from actions_in(inner)


def test_they_are_where_home_assistant_looks() -> None:
    assert FILES
    assert {file.parent.relative_to(ROOT).as_posix() for file in FILES} == {
        f"blueprints/automation/{DOMAIN}"
    }


def test_each_says_where_it_is() -> None:
    told = {load_yaml_dict(file)["blueprint"]["source_url"] for file in FILES}
    assert told == {source_url(file.relative_to(ROOT).as_posix()) for file in FILES}


def test_each_can_be_imported_from_the_page() -> None:
    links = MY_LINK.findall(PAGE.read_text())
    told = [parse_qs(urlsplit(link).query)["blueprint_url"] for link in links]
    assert sorted(told) == [[source_url(file.relative_to(ROOT).as_posix())] for file in FILES]


@CASES
def test_it_needs_no_older_and_no_newer_home_assistant(content: dict[str, Any]) -> None:
    assert content["blueprint"]["homeassistant"] == {"min_version": FLOOR}
    assert f'"{FLOOR}"' in (ROOT / "hacs.json").read_text()


@CASES
def test_every_input_is_asked_for_in_words(content: dict[str, Any]) -> None:
    asked = [*inputs_of(content).values(), *sections_of(content)]
    assert all(entry["name"] for entry in asked)
    assert all(entry["description"] and entry["selector"] for entry in inputs_of(content).values())
    # Home Assistant shows a section closed only where nothing in it has to be filled in.
    folded = [entry for part in sections_of(content) for entry in part["input"].values()]
    assert all("default" in entry for entry in folded)


@CASES
def test_every_input_is_used(content: dict[str, Any]) -> None:
    assert extract_inputs(parts_of(content)) == set(inputs_of(content))


@CASES
def test_every_variable_is_used(content: dict[str, Any]) -> None:
    parts = parts_of(content)
    variables = parts.pop("variables")
    texts = [value for value in variables.values() if isinstance(value, str)]
    used = set(re.findall(r"\w+", " ".join([*texts, *templates_in(parts)])))
    assert set(variables) <= used


def templates_in(part: Any) -> Iterator[str]:  # noqa: ANN401 YAML of any shape
    """Find every template."""
    if isinstance(part, str) and "{" in part:
        yield part
    elif isinstance(part, dict):
        for inner in part.values():
            yield from templates_in(inner)
    elif isinstance(part, list):
        for inner in part:
            yield from templates_in(inner)


@CASES
def test_our_actions_exist_with_their_fields(content: dict[str, Any]) -> None:
    services = yaml.safe_load((PACKAGE / "services.yaml").read_text())
    ours = [one for one in actions_in(content) if one["action"].startswith(f"{DOMAIN}.")]
    assert ours
    for action in ours:
        known = services[action["action"].removeprefix(f"{DOMAIN}.")]
        assert set(action.get("data", {})) <= set(known.get("fields", {}))
        assert "target" in known
        assert "target" in action
