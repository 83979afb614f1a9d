"""An outage of Immich is not an outage of the frame, and a refused key is asked for once."""

from datetime import timedelta
import logging

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.immich_frame.caption_font import CAPTION_FONT
from custom_components.immich_frame.errors import (
    FrameStoppedError,
    NoPhotosError,
    translated,
    translation,
)
from custom_components.immich_frame.frame import Frame
from custom_components.immich_frame.imaging.placeholder import placeholder
from custom_components.immich_frame.imaging.spec import Size
from custom_components.immich_frame.immich.errors import (
    RefusedKeyError,
    UnreachableError,
)
from demo.immich import faults
from demo.immich.faults import Fault
from demo.immich.server import SampleImmich
from demo.library.library import Library
from homeassistant.components.camera import async_get_image
from homeassistant.config_entries import SOURCE_REAUTH, ConfigEntryState
from homeassistant.const import STATE_UNAVAILABLE
from homeassistant.core import HomeAssistant

from .conftest import (
    BUTTON,
    CAMERA,
    IMAGE,
    SEARCH,
    SIZE,
    TRANSLATIONS,
    account,
    async_pass,
    async_set_up,
    frame_subentry,
    library,
    logged,
    until,
)

MINUTE = timedelta(minutes=1)
POOL_TIME = timedelta(hours=3, seconds=1)


async def picture(hass: HomeAssistant) -> bytes:
    return (await async_get_image(hass, CAMERA)).content


async def async_fail_again(hass: HomeAssistant, frame: Frame, wait: timedelta) -> None:
    """Let time pass until Immich is asked again, in vain."""
    failures = frame.coordinator._failures
    await async_pass(hass, wait)
    await until(lambda: frame.coordinator._failures > failures and frame.turns.is_idle)
    await hass.async_block_till_done()


def said_instead(error: Exception) -> bytes:
    """Return the picture that says why there is no photo."""
    how = translation(error)
    words = TRANSLATIONS["exceptions"][how["translation_key"]]["message"]
    message = words.format(**how["translation_placeholders"])
    return placeholder("Photo frame", message, Size(*SIZE), CAPTION_FONT)


def reauths(hass: HomeAssistant) -> int:
    flows = hass.config_entries.flow.async_progress()
    return sum(flow["context"]["source"] == SOURCE_REAUTH for flow in flows)


async def test_immich_is_away_at_the_start_and_comes_back(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    immich: SampleImmich,
    caplog: pytest.LogCaptureFixture,
) -> None:
    await immich.stop()
    frame = await async_set_up(hass, entry)
    assert entry.state is ConfigEntryState.LOADED
    for entity_id in (CAMERA, IMAGE, BUTTON):
        assert (state := hass.states.get(entity_id)) is not None
        assert state.state != STATE_UNAVAILABLE

    problem = frame.last_error
    assert type(problem) is UnreachableError
    assert "cannot be reached: No server answers at 127.0.0.1" in str(translated(problem))
    assert await picture(hass) == said_instead(problem)
    for _ in range(3):
        await async_fail_again(hass, frame, 16 * MINUTE)
    [down] = logged(caplog, logging.INFO)
    assert down.startswith("Ada @ 127.0.0.1: Immich is away: No server answers at 127.0.0.1")

    await immich.start()
    await async_pass(hass, 16 * MINUTE)
    await until(lambda: frame.shown)
    assert frame.shown is not None
    assert await picture(hass) == frame.shown.rendition.data
    assert frame.last_error is None
    assert logged(caplog, logging.INFO)[1:] == ["Ada @ 127.0.0.1: Immich is back"]


async def test_immich_goes_away_and_comes_back(
    hass: HomeAssistant, frame: Frame, immich: SampleImmich, caplog: pytest.LogCaptureFixture
) -> None:
    assert frame.shown is not None
    immich.faults.add("/api/*", faults.status(503), times=None)
    for wait in (POOL_TIME, 16 * MINUTE, 16 * MINUTE):
        await async_fail_again(hass, frame, wait)
    assert await picture(hass) == frame.shown.rendition.data
    assert (state := hass.states.get(CAMERA)) is not None
    assert state.state != STATE_UNAVAILABLE
    assert frame.coordinator.data is not None

    immich.faults.clear()
    await async_pass(hass, 16 * MINUTE)
    await until(lambda: frame.coordinator.last_update_success)
    assert logged(caplog, logging.INFO) == [
        "Ada @ 127.0.0.1: Immich is away: What stands in front of Immich cannot reach it (503).",
        "Ada @ 127.0.0.1: Immich is back",
    ]


async def test_an_old_pool_is_better_than_none(
    hass: HomeAssistant, frame: Frame, immich: SampleImmich
) -> None:
    before = frame.shown
    immich.faults.add(SEARCH, faults.status(503), times=None)
    await async_pass(hass, POOL_TIME)
    await until(lambda: not frame.coordinator.last_update_success)
    assert await frame.async_new_image() is not before


async def test_immich_is_asked_more_and_more_rarely(
    hass: HomeAssistant, frame: Frame, immich: SampleImmich
) -> None:
    immich.faults.add(SEARCH, faults.status(503), times=None)
    immich.requests.clear()
    await async_fail_again(hass, frame, POOL_TIME)
    for number, minutes in enumerate((1, 2, 4, 8, 15, 15), start=1):
        await async_pass(hass, minutes * MINUTE - timedelta(seconds=2))
        assert immich.requests.count(SEARCH) == number
        await async_fail_again(hass, frame, minutes * MINUTE)
    immich.faults.clear()
    await async_pass(hass, 15 * MINUTE)
    await until(lambda: frame.coordinator.last_update_success)
    await async_pass(hass, POOL_TIME - MINUTE)
    assert immich.requests.count(SEARCH) == 8

    immich.faults.add(SEARCH, faults.status(503), times=None)
    await async_fail_again(hass, frame, POOL_TIME)
    await async_fail_again(hass, frame, MINUTE)


async def test_photos_come_when_there_are_some(hass: HomeAssistant, immich: SampleImmich) -> None:
    immich.library = Library.of([])
    frame = await async_set_up(hass, account(immich, frame_subentry()))
    assert isinstance(frame.last_error, NoPhotosError)
    assert await picture(hass) == said_instead(frame.last_error)
    immich.library = library()
    await async_pass(hass, 15 * MINUTE)
    await until(lambda: frame.shown)


async def test_before_anything_is_known_the_picture_says_so(
    hass: HomeAssistant, entry: MockConfigEntry, immich: SampleImmich
) -> None:
    immich.faults.add(SEARCH, faults.hang())
    assert await hass.config_entries.async_setup(entry.entry_id)
    waiting = placeholder("Photo frame", "Waiting for the first photo", Size(*SIZE), CAPTION_FONT)
    assert await picture(hass) == waiting
    assert await hass.config_entries.async_unload(entry.entry_id)


@pytest.mark.parametrize(
    "wrong",
    [
        (SEARCH, faults.html(), "something else answers"),
        (SEARCH, faults.status(500), "Immich answered with an error"),
        (SEARCH, faults.status(403, "Missing required permission: asset.read"), "asset.read"),
        ("/api/assets/*", faults.status(404, "Not Found"), "No photo could be shown"),
    ],
)
async def test_the_picture_says_what_is_the_matter(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    immich: SampleImmich,
    wrong: tuple[str, Fault, str],
) -> None:
    path, fault, words = wrong
    immich.faults.add(path, fault, times=None)
    frame = await async_set_up(hass, entry)
    assert frame.last_error is not None
    assert words in str(translated(frame.last_error))
    assert await picture(hass) == said_instead(frame.last_error)


async def test_a_key_that_is_refused_at_the_start_is_asked_for_once(
    hass: HomeAssistant, entry: MockConfigEntry, immich: SampleImmich
) -> None:
    immich.revoke_key(immich.api_key)
    frame = await async_set_up(hass, entry)
    assert entry.state is ConfigEntryState.LOADED
    assert isinstance(frame.last_error, RefusedKeyError)
    assert await picture(hass) == said_instead(frame.last_error)
    for _ in range(3):
        await async_pass(hass, MINUTE)
        await until(lambda: frame.turns.is_idle)
        await hass.async_block_till_done()
    assert reauths(hass) == 1


@pytest.mark.parametrize("path", ["/api/assets/*", "/api/assets/*/original"])
async def test_a_key_that_is_refused_later_is_asked_for_once(
    hass: HomeAssistant, frame: Frame, immich: SampleImmich, path: str
) -> None:
    before = frame.shown
    assert reauths(hass) == 0
    immich.faults.add(path, faults.status(401, "Invalid API key"), times=None)
    for _ in range(3):
        with pytest.raises(RefusedKeyError):
            await frame.async_new_image()
    await hass.async_block_till_done()
    assert reauths(hass) == 1
    assert frame.shown is before


async def test_a_key_that_is_refused_for_a_pool_is_asked_for_once(
    hass: HomeAssistant, frame: Frame, immich: SampleImmich, caplog: pytest.LogCaptureFixture
) -> None:
    immich.revoke_key(immich.api_key)
    await async_pass(hass, POOL_TIME)
    await until(lambda: not frame.coordinator.last_update_success)
    await hass.async_block_till_done()
    assert reauths(hass) == 1
    with pytest.raises(RefusedKeyError):
        await frame.async_new_image()
    await hass.async_block_till_done()
    assert reauths(hass) == 1
    assert len(logged(caplog)) == 1


async def test_a_pool_of_a_stopped_coordinator_is_an_error(
    hass: HomeAssistant, immich: SampleImmich, entry: MockConfigEntry
) -> None:
    immich.faults.add(SEARCH, faults.status(500), times=None)
    frame = await async_set_up(hass, entry)
    assert await hass.config_entries.async_unload(entry.entry_id)
    frame.coordinator.last_exception = None
    with pytest.raises(FrameStoppedError):
        await frame.coordinator.async_pool()
