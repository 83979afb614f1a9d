"""Workflows run fixed code, with no more rights than they need."""

from pathlib import Path
import re
from typing import Any

import pytest
import yaml

from .places import ROOT

WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
PINNED = re.compile(r"uses: (?:[\w./-]+@[0-9a-f]{40} # (?:v\d+\.\d+\.\d+|main|master)|\./\S+)")

# Who may do more than read, and why: a release is made.
WRITES = {("release.yml", "release"): {"contents": "write"}}

each_workflow = pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)


def read(path: Path) -> dict[str, Any]:
    """Read a workflow."""
    workflow: dict[str, Any] = yaml.safe_load(path.read_text())
    return workflow


def steps(path: Path) -> list[dict[str, Any]]:
    """Return the steps of all jobs of a workflow."""
    return [step for job in read(path)["jobs"].values() for step in job.get("steps", [])]


def test_there_are_workflows() -> None:
    assert {path.name for path in WORKFLOWS} == {"ci.yml", "nightly.yml", "release.yml"}


@each_workflow
def test_actions_are_pinned_by_commit_and_say_which(path: Path) -> None:
    uses = [line.strip(" -") for line in path.read_text().splitlines() if "uses:" in line]
    assert uses
    assert [line for line in uses if not PINNED.fullmatch(line)] == []


@each_workflow
def test_rights_are_least(path: Path) -> None:
    workflow = read(path)
    assert workflow["permissions"] == {}
    for name, job in workflow["jobs"].items():
        assert job["permissions"] == WRITES.get((path.name, name), {"contents": "read"})


@each_workflow
def test_checkouts_keep_no_credentials(path: Path) -> None:
    checkouts = [step for step in steps(path) if "actions/checkout" in step.get("uses", "")]
    assert checkouts
    assert all(step["with"]["persist-credentials"] is False for step in checkouts)


@each_workflow
def test_jobs_end_and_name_their_machine(path: Path) -> None:
    jobs = [job for job in read(path)["jobs"].values() if "uses" not in job]
    assert jobs
    assert all(job["timeout-minutes"] <= 30 and job["runs-on"] == "ubuntu-24.04" for job in jobs)


@each_workflow
def test_scripts_that_are_run_exist(path: Path) -> None:
    scripts = set(re.findall(r"scripts/[\w-]+", path.read_text()))
    assert scripts
    assert [script for script in scripts if not (ROOT / script).is_file()] == []


@each_workflow
def test_no_expression_is_pasted_into_a_shell(path: Path) -> None:
    assert [step["run"] for step in steps(path) if "${{" in step.get("run", "")] == []


def test_ci_runs_every_check() -> None:
    done = " ".join(step.get("run") or step["uses"] for step in steps(WORKFLOWS[0]))
    for needed in ("scripts/check", "scripts/test", "scripts/check-wheels", "hassfest", "hacs/"):
        assert f"{needed}" in done


def test_a_release_waits_for_ci() -> None:
    jobs = read(ROOT / ".github" / "workflows" / "release.yml")["jobs"]
    assert jobs["release"]["needs"] == "ci"
    assert jobs["ci"]["uses"] == "./.github/workflows/ci.yml"


@pytest.mark.parametrize(
    "path",
    sorted((ROOT / ".github").rglob("*.yml")),
    ids=lambda path: str(path.relative_to(ROOT)),
)
def test_it_is_yaml(path: Path) -> None:
    assert isinstance(yaml.safe_load(path.read_text()), dict)
