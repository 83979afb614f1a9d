"""All places that name the repository agree, links lead somewhere, and nothing private is told.

The manifest is where the repository's address is decided. For another owner, change it there; the
failures of these tests are the list of what else to change.
"""

from pathlib import Path
import re

import pytest

from .markdown import HEADING
from .places import ROOT, manifest, project_files, project_texts, read_json

ADDRESS = re.compile(r"github\.com[/:]([\w.-]+/immich-frame)\b")
LINK = re.compile(r"\[[^\]]*\]\(([^)\s#]+)[^)]*\)")
ANCHOR = re.compile(r"\]\(([^)\s#:]*)#([^)\s]+)\)")

# Places of one machine, and hosts that packages come from: neither belongs to the project. The
# brackets keep this file from finding itself.
PRIVATE = re.compile(
    r"/wor[k]/|/roo[t]/|/hom[e]/\w+|/tm[p]/w\b|"
    r"\b(pyp[i]\.org|pythonhoste[d]\.org|registry\.npmj[s]\.org|deb\.debia[n]\.org|"
    r"wheels\.home-assistan[t]\.io)\b"
)


def repository() -> str:
    """Return owner and name of the repository, from the manifest."""
    return str(manifest()["documentation"]).removeprefix("https://github.com/")


def test_the_manifest_says_it_in_one_way() -> None:
    owner, name = repository().split("/")
    assert name == "immich-frame"
    assert manifest()["issue_tracker"] == f"{manifest()['documentation']}/issues"
    assert manifest()["codeowners"] == [f"@{owner}"]


@pytest.mark.parametrize(
    "path", ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", ".github/ISSUE_TEMPLATE/config.yml"]
)
def test_pages_name_the_repository(path: str) -> None:
    assert set(ADDRESS.findall((ROOT / path).read_text())) == {repository()}


def test_nothing_names_another_repository() -> None:
    found = {
        f"{path}: {name}"
        for path, text in project_texts()
        for name in ADDRESS.findall(text)
        if name != repository()
    }
    assert found == set()


@pytest.mark.parametrize(
    "page",
    [path for path in project_files() if path.suffix == ".md"],
    ids=lambda path: str(path.relative_to(ROOT)),
)
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    links = [link for link in LINK.findall(page.read_text()) if "://" not in link]
    assert [link for link in links if not (page.parent / link).exists()] == []


def anchors(page: Path) -> set[str]:
    """Return what links into a page can end in, as GitHub makes it of headings."""
    headings = HEADING.findall(page.read_text())
    return {re.sub(r"[^\w -]", "", words.lower()).replace(" ", "-") for _, words in headings}


def lost_anchors(page: Path) -> list[str]:
    """Find the links of a page to headings that are not there."""
    found = ANCHOR.findall(page.read_text())
    return [
        f"{path}#{anchor}"
        for path, anchor in found
        if anchor not in anchors(page.parent / path if path else page)
    ]


@pytest.mark.parametrize(
    "page",
    [path for path in project_files() if path.suffix == ".md"],
    ids=lambda path: str(path.relative_to(ROOT)),
)
def test_links_into_pages_lead_to_headings(page: Path) -> None:
    assert lost_anchors(page) == []


def test_a_lost_heading_is_found(tmp_path: Path) -> None:
    (tmp_path / "other.md").write_text("# What's `new_image` for?\n")
    page = tmp_path / "page.md"
    page.write_text(
        "# Here\n[a](#here) [b](#gone) [c](other.md#whats-new_image-for) [d](other.md#what)\n"
    )
    assert lost_anchors(page) == ["#gone", "other.md#what"]


@pytest.mark.parametrize(
    "path",
    [path for path in project_files() if path.suffix == ".json"],
    ids=lambda path: str(path.relative_to(ROOT)),
)
def test_it_is_json(path: Path) -> None:
    assert read_json(path)


def test_nothing_private_is_told() -> None:
    found = [
        f"{path}:{text.count('\n', 0, match.start()) + 1}: {match[0]}"
        for path, text in project_texts()
        for match in PRIVATE.finditer(text)
    ]
    assert found == []


@pytest.mark.parametrize(
    "text",
    [
        "/wor" + "k/main",
        "/hom" + "e/ada/photos",
        "https://pyp" + "i.org/simple",
        "/roo" + "t/.cache",
    ],
)
def test_private_things_would_be_found(text: str) -> None:
    assert PRIVATE.search(f"see {text} there")
