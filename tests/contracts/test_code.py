"""The house rules of the code hold, and each of them can fail."""

from pathlib import Path
import shutil
from statistics import median

import pytest

from . import rules
from .places import PACKAGE, ROOT
from .rules import Rule

FOLDERS = [
    ROOT / name
    for name in ("custom_components", "demo", "tests", "bench")
    if (ROOT / name).is_dir()
]

LONG = "def f():\n" + "    g()\n" * rules.MAX_FUNCTION_LINES

BREACHES: list[tuple[Rule, str, str]] = [
    (rules.nothing_comes_from_init, "camera.py", "from . import PLATFORMS"),
    (rules.nothing_comes_from_init, "imaging/render.py", "from .. import PLATFORMS"),
    (rules.nothing_comes_from_init, "imaging/render.py", "from . import decode"),
    (rules.nothing_comes_from_init, "frame.py", "from .imaging import render_photo"),
    (rules.nothing_comes_from_init, "frame.py", "import custom_components.immich_frame"),
    (
        rules.nothing_comes_from_init,
        "frame.py",
        "from custom_components.immich_frame import PLATFORMS",
    ),
    (
        rules.nothing_is_imported_for_types_alone,
        "entity.py",
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from .frame import Frame",
    ),
    (
        rules.nothing_is_imported_for_types_alone,
        "entity.py",
        "import typing\nif typing.TYPE_CHECKING:\n    from .frame import Frame",
    ),
    (rules.aiohttp_has_its_files, "immich/query.py", "import aiohttp"),
    (rules.aiohttp_has_its_files, "frame.py", "from aiohttp import ClientSession"),
    (rules.aiohttp_has_its_files, "frame.py", "import aiohttp.client_exceptions"),
    (rules.aiohttp_has_its_files, "camera.py", "from aiohttp import web"),
    (rules.aiohttp_has_its_files, "immich/connection.py", "from aiohttp import web"),
    (rules.aiohttp_has_its_files, "immich/connection.py", "from aiohttp.web import Request"),
    (rules.aiohttp_has_its_files, "views.py", "import aiohttp"),
    (rules.aiohttp_has_its_files, "views.py", "from aiohttp import ClientSession"),
    (rules.aiohttp_has_its_files, "picture_views.py", "import aiohttp.client"),
    (rules.aiohttp_has_its_files, "page.py", "from aiohttp import ClientSession"),
    (rules.aiohttp_has_its_files, "picture.py", "from aiohttp import hdrs"),
    (rules.aiohttp_has_its_files, "media_source.py", "from aiohttp import web"),
    (rules.executors_have_three_files, "frame.py", "hass.async_add_executor_job(print)"),
    (rules.executors_have_three_files, "camera.py", "asyncio.to_thread(print)"),
    (rules.executors_have_three_files, "imaging/render.py", "ThreadPoolExecutor()"),
    (rules.files_are_short, "const.py", "\n" * rules.MAX_FILE_LINES),
    (rules.functions_are_short, "const.py", LONG),
]


@pytest.mark.parametrize(
    "rule",
    [
        rules.nothing_comes_from_init,
        rules.nothing_is_imported_for_types_alone,
        rules.aiohttp_has_its_files,
        rules.executors_have_three_files,
    ],
)
def test_the_integration_keeps_the_rule(rule: Rule) -> None:
    assert rules.findings(PACKAGE, rule) == []


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
@pytest.mark.parametrize("rule", [rules.files_are_short, rules.functions_are_short])
def test_all_code_keeps_the_rule(folder: Path, rule: Rule) -> None:
    assert rules.findings(folder, rule) == []


def test_most_functions_of_the_integration_are_much_shorter() -> None:
    lengths = sorted(
        rules.function_lines(function)
        for source in rules.sources(PACKAGE)
        for function in rules.functions(source.tree)
    )
    assert median(lengths) < 10
    assert lengths[len(lengths) * 9 // 10] < 25


@pytest.mark.parametrize(("rule", "file", "code"), BREACHES)
def test_a_breach_is_found(tmp_path: Path, rule: Rule, file: str, code: str) -> None:
    broken = shutil.copytree(PACKAGE, tmp_path / PACKAGE.name)
    before = len(rules.findings(broken, rule))

    with (broken / file).open("a") as text:
        text.write(f"\n{code}\n")

    found = rules.findings(broken, rule)
    assert len(found) == before + 1
    assert any(finding.startswith(file) for finding in found)
