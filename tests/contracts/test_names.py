"""What the documentation names is what there is, and nothing is left out.

That code, services.yaml, icons.json and the translations agree among themselves is held elsewhere,
in tests/home_assistant/test_words.py.
"""

import ast
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
import re
from typing import Any

import pytest

from custom_components.immich_frame import binary_sensor, event, sensor, server_entity
from custom_components.immich_frame.const import DEFAULT_NAME, SUBENTRY_FRAME
from custom_components.immich_frame.imaging.spec import Size
from custom_components.immich_frame.immich.permissions import Permission
from custom_components.immich_frame.issues import IssueKind
from custom_components.immich_frame.screens import PANELS
from custom_components.immich_frame.server_entity import ServerEntity
from homeassistant.const import Platform
from homeassistant.helpers.entity import EntityDescription
from homeassistant.util import slugify
from homeassistant.util.yaml import load_yaml_dict

from .markdown import CODE, HEADING, Names, codes, section, tables
from .places import PACKAGE, ROOT, read_json

ENGLISH = read_json(PACKAGE / "translations" / "en.json")
SERVICES = load_yaml_dict(str(PACKAGE / "services.yaml"))
FRAME = ENGLISH["config_subentries"][SUBENTRY_FRAME]

ASK_WHICH = {"change_source", "change_filters", "remove_source"}
"""The steps of a frame's flow that ask nothing but which source is meant."""

TIMES = "\N{MULTIPLICATION SIGN}"


@dataclass(frozen=True, slots=True)
class Check:
    """Names that there are, and where and how the documentation has them."""

    page: str
    names: Callable[[], Names]
    read: Callable[[str], Names]


def field_cells(text: str) -> Iterator[str]:
    """Return the cells in the columns of tables that are called Field."""
    for head, *rows in tables(text):
        if "Field" in head:
            column = head.index("Field")
            yield from (row[column] for row in rows)


def fields(text: str, known: Names) -> Names:
    """Return the fields that a page has; a cell can have several, and a name can have a comma."""
    found: Names = set()
    for cell in field_cells(text):
        found |= {cell} if cell in known else set(cell.split(", "))
    return found


def descriptions(module: object) -> Iterator[EntityDescription]:
    """Return the descriptions of a platform's entities."""
    for value in vars(module).values():
        for one in value if isinstance(value, tuple) else (value,):
            # Home Assistant makes others of its own classes, which are no instances of this one.
            if not isinstance(one, type) and hasattr(one, "entity_registry_enabled_default"):
                yield one


def entities() -> Names:
    """Return all entities by their ids in English, and whether they are enabled."""
    found: Names = set()
    for platform in Platform:
        if (PACKAGE / f"{platform}.py").exists():
            module = import_module(f"custom_components.immich_frame.{platform}")
            device = "SERVER" if module is binary_sensor else slugify(DEFAULT_NAME)
            found |= {entity(platform, device, one) for one in descriptions(module)}
    return found | {entity("sensor", "SERVER", one) for one in server_entity.SENSORS}


def entity(platform: str, device: str, description: EntityDescription) -> str:
    words = ENGLISH["entity"].get(platform, {}).get(description.key)
    name = f"{device}_{slugify(words['name'])}" if words else device
    enabled = "yes" if description.entity_registry_enabled_default else "no"
    return f"{platform}.{name} {enabled}"


def told_entities(text: str) -> Names:
    rows = [row for table in tables(text) for row in table[1:] if len(row) > 1]
    return {f"{CODE.findall(row[0])[0]} {row[1]}" for row in rows if "." in row[0]}


def labels(steps: Mapping[str, Any]) -> Names:
    """Return the names of all fields of the forms of a flow."""
    parts = [part for step in steps.values() for part in (step, *step.get("sections", {}).values())]
    return {label for part in parts for label in part.get("data", {}).values()}


def labels_of_a_frame() -> Names:
    return labels({name: step for name, step in FRAME["step"].items() if name not in ASK_WHICH})


def keys_of_answers() -> Names:
    """Return what the actions tell of a photo."""
    tree = ast.parse((PACKAGE / "shown.py").read_text())
    tellers = [
        node
        for node in tree.body
        if isinstance(node, ast.FunctionDef) and node.name in {"describe", "_describe_crop"}
    ]
    assert len(tellers) == 2
    return {
        key.value
        for teller in tellers
        for node in ast.walk(teller)
        if isinstance(node, ast.Dict)
        for key in node.keys
        if isinstance(key, ast.Constant) and isinstance(key.value, str)
    }


def sizes() -> set[Size]:
    return {panel.size for panel in PANELS.values()}


def fields_of_actions() -> Names:
    return {
        f"{name}.{field}"
        for name, action in SERVICES.items()
        for field in action.get("fields", {})
        if name != "link"
    }


def told_fields_of_actions(text: str) -> Names:
    told = {heading for _, heading in HEADING.findall(text)} & SERVICES.keys()
    return {f"{name}.{field}" for name in told for field in codes(section(text, name))}


def told_actions(text: str) -> Names:
    """Return the actions of the first table that have a section with that heading."""
    listed = {code.partition(".")[2] for code in codes(text) if code.startswith("immich_frame.")}
    return listed & {heading for _, heading in HEADING.findall(text)}


def log_lines() -> Names:
    """Return the formats of all lines that are logged at any level but debug."""
    calls = [
        node
        for path in PACKAGE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call) and ast.unparse(node.func).startswith("_LOGGER.")
    ]
    return {
        argument.value
        for call in calls
        if ast.unparse(call.func) != "_LOGGER.debug"
        for argument in call.args
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
    }


def told_lines(text: str) -> list[list[str]]:
    """Return the lines of the log that are explained, each as what does not change in it."""
    cells = [row[0] for table in tables(section(text, "The log")) for row in table[1:]]
    lines = [line for cell in cells for line in re.findall(r"\*([^*]+)\*", cell)]
    return [
        [part.strip(" :") for part in re.split(r"[A-Z]{2,}|\N{HORIZONTAL ELLIPSIS}", line)]
        for line in lines
    ]


CHECKS = {
    "entities": Check("docs/entities.md", entities, told_entities),
    "types of the event": Check(
        "docs/entities.md",
        lambda: set(event.EVENTS[0].event_types or ()),
        lambda text: codes(section(text, "Of a frame").partition("| Type |")[2].join(("|", ""))),
    ),
    "states of the last error": Check(
        "docs/entities.md",
        lambda: set(server_entity.SENSORS[0].options or ()),
        lambda text: codes(section(text, "Of a server").partition("| State |")[2].join(("|", ""))),
    ),
    "actions": Check("docs/actions.md", lambda: set(SERVICES), told_actions),
    "fields of actions": Check("docs/actions.md", fields_of_actions, told_fields_of_actions),
    "fields of the link": Check(
        "docs/media.md",
        lambda: set(SERVICES["link"]["fields"]),
        lambda text: codes(section(text, "Links").partition("| Answer |")[0]),
    ),
    "answers": Check(
        "docs/actions.md",
        keys_of_answers,
        lambda text: codes(section(text, "The answer")),
    ),
    "messages": Check(
        "docs/troubleshooting.md",
        lambda: set(ENGLISH["exceptions"]),
        lambda text: codes(section(text, "What messages mean")),
    ),
    "repairs": Check(
        "docs/troubleshooting.md",
        lambda: {kind.value for kind in IssueKind} & ENGLISH["issues"].keys(),
        lambda text: codes(section(text, "Repairs"), column=1),
    ),
    "permissions": Check(
        "docs/installation.md",
        lambda: {one.value for one in Permission} - {Permission.ALL},
        lambda text: codes(section(text, "The API key")),
    ),
    "fields of an account": Check(
        "docs/installation.md",
        lambda: labels(ENGLISH["config"]["step"]),
        lambda text: fields(text, labels(ENGLISH["config"]["step"])),
    ),
    "fields of a frame": Check(
        "docs/configuration.md",
        labels_of_a_frame,
        lambda text: fields(text, labels_of_a_frame()),
    ),
    "screens": Check(
        "docs/configuration.md",
        lambda: {f"{size.width} {TIMES} {size.height}" for size in sizes()},
        lambda text: set(re.findall(rf"\d+ {TIMES} \d+", section(text, "Screens"))),
    ),
}


@pytest.fixture(params=CHECKS)
def check(request: pytest.FixtureRequest) -> Check:
    return CHECKS[request.param]


def test_the_documentation_has_them_all(check: Check) -> None:
    assert check.read((ROOT / check.page).read_text()) == check.names()


def test_each_name_that_is_forgotten_is_missed(check: Check) -> None:
    text, names = (ROOT / check.page).read_text(), check.names()
    assert names
    for name in names:
        said = name.rpartition(".")[2] if check.read is told_fields_of_actions else name
        changed = text.replace(said.removesuffix(" yes").removesuffix(" no"), "another")
        assert check.read(changed) != names, name


def test_what_is_enabled_is_told() -> None:
    text = (ROOT / "docs/entities.md").read_text()
    assert told_entities(text.replace("| yes |", "| no |")) != entities()


def test_every_line_of_the_log_is_explained() -> None:
    lines, told = log_lines(), told_lines((ROOT / "docs/troubleshooting.md").read_text())

    def explains(parts: list[str], line: str) -> bool:
        return all(part in line for part in parts)

    assert len(lines) > 5
    assert [line for line in lines if not any(explains(parts, line) for parts in told)] == []
    assert [parts for parts in told if not any(explains(parts, line) for line in lines)] == []


def test_servers_entities_are_those_that_say_so() -> None:
    assert issubclass(binary_sensor.ConnectivitySensor, ServerEntity)
    assert issubclass(server_entity.ServerSensor, ServerEntity)
    assert not issubclass(sensor.FrameSensor, ServerEntity)


def test_every_page_for_people_is_on_the_front_page() -> None:
    pages = {f"docs/{path.name}" for path in (ROOT / "docs").glob("*.md")}
    linked = set(re.findall(r"\((docs/[\w-]+\.md)\b", (ROOT / "README.md").read_text()))
    assert pages - linked == {"docs/benchmarks.md"}
