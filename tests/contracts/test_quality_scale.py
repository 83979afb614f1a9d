"""The checklist of the quality scale is complete, closed, and points at what is there."""

from collections.abc import Iterator
from pathlib import Path
import re
from typing import Any

import pytest

from homeassistant import components
from homeassistant.const import Platform
from homeassistant.util.yaml import load_yaml_dict

from .places import PACKAGE, ROOT

SCALE = PACKAGE / "quality_scale.yaml"
CORES = Path(components.__path__[0]) / "immich" / "quality_scale.yaml"
"""That of a platinum integration of Home Assistant's own: it has all rules there are."""

CLOSED = {"done", "exempt"}
PATH = re.compile(r"[\w./-]*\w\.(?:json|md|png|py|toml|yaml)\b|\bscripts/[\w-]+")

type Rules = dict[str, Any]


def rules_of(file: Path) -> Rules:
    """Return the rules of a file by name."""
    rules: Rules = load_yaml_dict(str(file))["rules"]
    return rules


def missing_files(comment: str) -> list[str]:
    """Find what a comment names and nobody has.

    A path is of the repository, of the integration, or of the folder of the one named before it.
    """
    missing, folder = [], ROOT
    for path in PATH.findall(comment):
        places = (ROOT / path, PACKAGE / path, folder / path)
        found = next((place for place in places if place.is_file()), None)
        if found is None:
            missing.append(path)
        else:
            folder = found.parent
    return missing


def faults(rules: Rules) -> Iterator[str]:
    """Say what is wrong with a checklist."""
    yield from (f"{name} is missing" for name in rules_of(CORES).keys() - rules.keys())
    yield from (f"{name} is no rule" for name in rules.keys() - rules_of(CORES).keys())
    for name, rule in rules.items():
        if rule["status"] not in CLOSED:
            yield f"{name} is open"
        if not PATH.search(comment := rule.get("comment", "")):
            yield f"{name} names nothing that shows it"
        yield from (f"{name} names {path}" for path in missing_files(comment))


def test_every_rule_is_closed_and_shown() -> None:
    assert list(faults(rules_of(SCALE))) == []


def test_the_rules_come_in_the_order_of_home_assistants_own() -> None:
    # Its gold ones are in no order of the alphabet, so neither are ours.
    assert list(rules_of(SCALE)) == list(rules_of(CORES))
    assert len(rules_of(SCALE)) == 54


@pytest.mark.parametrize(
    ("name", "rule", "fault"),
    [
        ("brands", None, "brands is missing"),
        ("branding", {"status": "done", "comment": "README.md"}, "branding is no rule"),
        ("brands", {"status": "todo", "comment": "README.md"}, "brands is open"),
        ("brands", {"status": "exempt"}, "brands names nothing that shows it"),
        ("brands", {"status": "done", "comment": "Sure."}, "brands names nothing that shows it"),
        ("brands", {"status": "done", "comment": "brand/logo.png"}, "brands names brand/logo.png"),
        (
            "brands",
            {"status": "done", "comment": "In tests/demo/api.py and conf.py."},
            "brands names conf.py",
        ),
        ("brands", {"status": "done", "comment": "scripts/paint"}, "brands names scripts/paint"),
    ],
)
def test_a_fault_is_found(name: str, rule: dict[str, str] | None, fault: str) -> None:
    rules = rules_of(SCALE)
    if rule is None:
        del rules[name]
    else:
        rules[name] = rule
    assert list(faults(rules)) == [fault]


def test_every_platform_says_how_many_updates_there_are_at_once() -> None:
    platforms = [PACKAGE / f"{platform}.py" for platform in Platform]
    texts = {path.name: path.read_text() for path in platforms if path.exists()}
    assert "camera.py" in texts
    assert [name for name, text in texts.items() if "\nPARALLEL_UPDATES = " not in text] == []
