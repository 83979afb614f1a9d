"""What Home Assistant, HACS and pip read of the project agrees, and is what they accept."""

import os
import re
import subprocess
import tomllib

from PIL import Image
import pytest

from .places import PACKAGE, ROOT, manifest, read_json

# hacs/integration, utils/validate.py: any other key is an error.
HACS_KEYS = {
    "content_in_root",
    "country",
    "filename",
    "hacs",
    "hide_default_branch",
    "homeassistant",
    "name",
    "persistent_directory",
    "render_readme",
    "zip_release",
}
# What Home Assistant pins itself: another pin of ours could not be installed beside it.
HOME_ASSISTANTS = {"aiohttp", "numpy", "pillow", "probatio", "psutil", "voluptuous", "yarl"}
# What would keep the integration from loading on Home Assistant OS, or break core's own.
NEVER = {"aioimmich", "opencv-python", "opencv-python-headless"}


def requirements() -> dict[str, str]:
    """Return the manifest's requirements: name and what follows it."""
    found = [re.fullmatch(r"([\w.-]+)(.*)", line) for line in manifest()["requirements"]]
    return {match[1].lower(): match[2] for match in found if match}


def headings() -> list[tuple[str, str]]:
    """Return the versions of the changelog and their days, the newest first."""
    changelog = (ROOT / "CHANGELOG.md").read_text()
    return re.findall(r"^## \[(\d+\.\d+\.\d+)\] - (\d{4}-\d\d-\d\d)$", changelog, re.MULTILINE)


def test_the_manifest_is_sorted_as_hassfest_wants_it() -> None:
    keys = list(manifest())
    assert keys == ["domain", "name", *sorted(set(keys) - {"domain", "name"})]
    assert manifest()["domain"] == PACKAGE.name


def test_one_version_everywhere() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert manifest()["version"] == project["version"] == headings()[0][0]


def test_changelog_has_falling_versions_with_links() -> None:
    versions = [tuple(map(int, version.split("."))) for version, _ in headings()]
    changelog = (ROOT / "CHANGELOG.md").read_text()
    assert versions == sorted(set(versions), reverse=True)
    assert "## [Unreleased]\n" in changelog
    for version, _ in headings():
        assert f"\n[{version}]: {manifest()['documentation']}/" in changelog


def test_requirements_leave_home_assistant_its_own_versions() -> None:
    pinned = {name for name, rest in requirements().items() if rest}
    assert len(requirements()) == len(manifest()["requirements"])
    assert pinned.isdisjoint(HOME_ASSISTANTS)
    assert not any("==" in rest for rest in requirements().values())
    assert NEVER.isdisjoint(requirements())


def test_hacs_is_told_what_it_accepts() -> None:
    hacs = read_json(ROOT / "hacs.json")
    assert set(hacs) <= HACS_KEYS
    assert hacs["name"] == manifest()["name"]
    assert hacs["homeassistant"] == "2026.10.0"


def test_hacs_finds_one_integration() -> None:
    folders = [path.name for path in (ROOT / "custom_components").iterdir() if path.is_dir()]
    assert [name for name in folders if not name.startswith(("__", "."))] == [manifest()["domain"]]


@pytest.mark.parametrize("name", ["icon", "dark_icon"])
@pytest.mark.parametrize(("suffix", "edge"), [("", 256), ("@2x", 512)])
def test_icons_have_their_sizes(name: str, suffix: str, edge: int) -> None:
    with Image.open(PACKAGE / "brand" / f"{name}{suffix}.png") as icon:
        assert icon.format == "PNG"
        assert icon.size == (edge, edge)
        assert icon.has_transparency_data


@pytest.mark.parametrize("command", ["scripts/demo", "scripts/test"])
def test_the_commands_of_the_readme_can_be_run(command: str) -> None:
    assert f"$ {command}" in (ROOT / "README.md").read_text()
    assert os.access(ROOT / command, os.X_OK)


def test_ci_does_what_developers_do() -> None:
    lines = (ROOT / ".ci" / "run").read_text().splitlines()
    commands = [line for line in lines if line.startswith("scripts/")]
    assert commands == ["scripts/check", "scripts/test"]
    assert all(os.access(ROOT / command, os.X_OK) for command in (".ci/run", *commands))


def test_release_notes_are_a_section_of_the_changelog() -> None:
    run = _release_notes(manifest()["version"])
    assert run.returncode == 0, run.stderr
    assert run.stdout.strip()
    assert run.stdout in (ROOT / "CHANGELOG.md").read_text()
    assert "\n## [" not in run.stdout
    assert "]: https://" not in run.stdout


def test_no_release_under_another_version() -> None:
    run = _release_notes("99.0.0")
    assert run.returncode == 1
    assert run.stdout == ""
    assert "99.0.0" in run.stderr


def _release_notes(version: str) -> subprocess.CompletedProcess[str]:
    command = [str(ROOT / "scripts" / "release-notes"), version]
    return subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 ours
