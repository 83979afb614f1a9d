"""Names of people and servers in issues: descriptions are Markdown, titles are not."""

import re

import pytest

from custom_components.immich_frame.const import DOMAIN
from custom_components.immich_frame.issues import IssueKind
from demo.immich import faults
from demo.immich.server import SampleImmich
from homeassistant.core import HomeAssistant
from homeassistant.helpers import issue_registry as ir

from .conftest import FRAME_ID, SEARCH, TRANSLATIONS, account, async_set_up, frame_subentry

WORDS = TRANSLATIONS["issues"]
NAME = "[E-Ink](https://photos.example)"
ESCAPED = r"\[E\-Ink\]\(https\://photos\.example\)"


def said(hass: HomeAssistant, kind: IssueKind) -> tuple[str, str]:
    """Return the title and the description of the frame's issue."""
    found = ir.async_get(hass).async_get_issue(DOMAIN, f"{kind}_{FRAME_ID}")
    assert found is not None
    placeholders = found.translation_placeholders or {}
    title, description = (WORDS[kind][part] for part in ("title", "description"))
    return title.format(**placeholders), description.format(**placeholders)


@pytest.mark.parametrize("kind", IssueKind)
def test_titles_and_descriptions_have_placeholders_of_their_own(kind: IssueKind) -> None:
    names = re.findall(r"\{(\w+)\}", WORDS[kind]["title"])
    assert all(name.endswith("_in_title") for name in names)
    assert "_in_title" not in WORDS[kind].get("description", "")


async def test_a_permission_is_missing(hass: HomeAssistant, immich: SampleImmich) -> None:
    lacking = faults.status(403, "Missing required permission: asset.read")
    immich.faults.add(SEARCH, lacking, times=None)
    await async_set_up(hass, account(immich, frame_subentry(title=NAME)))
    title, description = said(hass, IssueKind.PERMISSION_MISSING)
    assert title.endswith(f"for {NAME}")
    assert description.startswith(f"{ESCAPED} cannot show")
    assert r"the API key of Ada @ 127\.0\.0\.1 lacks a permission: asset\.read." in description


async def test_a_viewer_is_gone(hass: HomeAssistant, immich: SampleImmich) -> None:
    slideshow = {"viewers": ["binary_sensor.hall"]}
    await async_set_up(hass, account(immich, frame_subentry(title=NAME, slideshow=slideshow)))
    title, description = said(hass, IssueKind.VIEWER_GONE)
    assert title.endswith(NAME)
    assert description.startswith(f"The slideshow of {ESCAPED} runs")
    assert r"binary\_sensor\.hall" in description
