"""A disk that is nearly full is told of, until there is room again."""

import shutil
from typing import NamedTuple

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.immich_frame.const import DOMAIN
from custom_components.immich_frame.frame import Frame
from custom_components.immich_frame.health import Space, async_check_disk
from custom_components.immich_frame.issues import IssueKind
from custom_components.immich_frame.store import images_directory
from homeassistant.core import HomeAssistant
from homeassistant.helpers import issue_registry as ir

from .conftest import TRANSLATIONS

GB = 10**9
WORDS = TRANSLATIONS["issues"]["disk_nearly_full"]


class Usage(NamedTuple):
    """What `shutil.disk_usage` returns."""

    total: int
    used: int
    free: int


def issue(hass: HomeAssistant) -> ir.IssueEntry | None:
    return ir.async_get(hass).async_get_issue(DOMAIN, IssueKind.DISK_NEARLY_FULL)


def placeholders(hass: HomeAssistant) -> dict[str, str]:
    found = issue(hass)
    assert found is not None
    assert found.translation_placeholders is not None
    assert WORDS["description"].format(**found.translation_placeholders)
    return found.translation_placeholders


def use_disk(monkeypatch: pytest.MonkeyPatch, total: int, free: int) -> None:
    """Let every disk have this size."""
    usage = Usage(total, total - free, free)
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: usage)


@pytest.mark.parametrize(
    ("total", "free", "is_nearly_full"),
    [
        (10 * GB, 0, True),
        (10 * GB, GB // 2 - 1, True),
        (10 * GB, GB // 2, False),
        (1000 * GB, GB - 1, True),
        (1000 * GB, GB, False),
    ],
)
def test_what_is_nearly_full(total: int, free: int, is_nearly_full: bool) -> None:
    assert Space(total, total - free, free).is_nearly_full is is_nearly_full


async def test_the_disk_is_nearly_full(
    hass: HomeAssistant, frame: Frame, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert frame.shown is not None
    assert issue(hass) is None
    use_disk(monkeypatch, 10 * GB, 123_456_789)
    frame.store._written_at = None
    await frame.store.async_save(frame.shown)
    assert placeholders(hass) == {"free": "123"}

    use_disk(monkeypatch, 10 * GB, 5 * GB)
    frame.store._written_at = None
    await frame.store.async_save(frame.shown)
    assert issue(hass) is None


async def test_the_disk_is_full(
    hass: HomeAssistant, frame: Frame, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert frame.shown is not None
    use_disk(monkeypatch, 10 * GB, 0)
    shutil.rmtree(frame.store.directory)
    frame.store.directory.write_bytes(b"")  # Nothing can be written below a file.
    frame.store._written_at = None
    await frame.store.async_save(frame.shown)
    assert issue(hass) is not None


async def test_the_disk_is_nearly_full_at_the_start(
    hass: HomeAssistant, entry: MockConfigEntry, monkeypatch: pytest.MonkeyPatch
) -> None:
    use_disk(monkeypatch, 10 * GB, 0)
    assert await hass.config_entries.async_setup(entry.entry_id)
    assert issue(hass) is not None
    assert await hass.config_entries.async_remove(entry.entry_id)
    assert issue(hass) is None


async def test_a_disk_that_cannot_be_looked_at(
    hass: HomeAssistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_path: object) -> None:
        raise PermissionError

    monkeypatch.setattr(shutil, "disk_usage", fail)
    await async_check_disk(hass, images_directory(hass))
    assert issue(hass) is None
