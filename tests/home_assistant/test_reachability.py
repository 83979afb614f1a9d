"""Whether Immich answers: what is known, and one line in the log when that changes."""

from datetime import UTC, datetime, timedelta
from functools import partial
import logging

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.immich_frame.frame import Frame
from custom_components.immich_frame.immich.errors import (
    BadAnswerError,
    BadRequestError,
    CertificateError,
    ImmichError,
    ImmichTimeoutError,
    MissingPermissionError,
    NotFoundError,
    NotImmichError,
    RefusedKeyError,
    ServerError,
    SmartSearchUnavailableError,
    TooLargeError,
    UnreachableError,
)
from custom_components.immich_frame.reachability import LastError, Reachability
from demo.immich import faults
from demo.immich.server import SampleImmich
from homeassistant.core import HomeAssistant

from .conftest import (
    FRAME_ID,
    OTHER_FRAME_ID,
    SEARCH,
    account,
    async_pass,
    async_set_up,
    frame_subentry,
    logged,
    until,
)

NOW = datetime(2026, 11, 29, 12, tzinfo=UTC)
DOWN = "Ada: Immich is away: Gone."
UP = "Ada: Immich is back"

POOL_TIME = timedelta(hours=3, seconds=1)


@pytest.fixture
def reachability() -> Reachability:
    """Return what is known before the first request."""
    return Reachability("Ada", lambda: NOW)


@pytest.fixture
async def frames(hass: HomeAssistant, immich: SampleImmich) -> list[Frame]:
    """Return two frames of one account, which both show a photo."""
    entry = account(immich, frame_subentry(), frame_subentry(OTHER_FRAME_ID, "Kitchen"))
    await async_set_up(hass, entry)
    running: dict[str, Frame] = entry.runtime_data.frames
    await until(lambda: all(frame.shown for frame in running.values()))
    await hass.async_block_till_done()
    return [running[FRAME_ID], running[OTHER_FRAME_ID]]


async def async_refresh(hass: HomeAssistant, frames: list[Frame], *, well: bool) -> None:
    """Let the timers of all pools go off, and wait until they are well, or not."""
    answered: set[str] = set()
    unlisten = [
        frame.coordinator.async_add_listener(partial(answered.add, frame.frame_id))
        for frame in frames
    ]
    await async_pass(hass, POOL_TIME)
    await until(
        lambda: (
            len(answered) == len(frames)
            and all(frame.coordinator.last_update_success is well for frame in frames)
            and all(frame.turns.is_idle for frame in frames)
        )
    )
    for stop in unlisten:
        stop()
    await hass.async_block_till_done()


def test_nothing_is_known_before_the_first_request(reachability: Reachability) -> None:
    assert reachability.is_connected is None
    assert reachability.last_error is None


@pytest.mark.parametrize(
    ("error", "is_connected", "key"),
    [
        (None, True, None),
        (UnreachableError("Gone."), False, "immich_unreachable"),
        (ImmichTimeoutError("Gone."), False, "immich_timeout"),
        (CertificateError("Gone."), False, "certificate_invalid"),
        (NotImmichError("Gone."), False, "not_immich"),
        (RefusedKeyError("No."), True, "key_refused"),
        (ServerError("No."), True, "immich_failed"),
        (BadAnswerError("No."), True, "immich_failed"),
        # These are answers to what was asked, and say nothing of the server.
        (MissingPermissionError("asset.read"), True, None),
        (NotFoundError("No."), True, None),
        (BadRequestError("No."), True, None),
        (SmartSearchUnavailableError("No."), True, None),
        (TooLargeError("No."), True, None),
    ],
)
def test_an_answer_is_an_answer(
    reachability: Reachability, error: ImmichError | None, is_connected: bool, key: str | None
) -> None:
    reachability.async_note(error)
    assert reachability.is_connected is is_connected
    assert reachability.last_error == (LastError(key, NOW) if key else None)


def test_the_last_error_stays(reachability: Reachability) -> None:
    reachability.async_note(UnreachableError("Gone."))
    reachability.async_note(None)
    assert reachability.is_connected is True
    assert reachability.last_error == LastError("immich_unreachable", NOW)


def test_one_line_down_and_one_up(
    reachability: Reachability, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    for error in (None, None, *[UnreachableError("Gone.")] * 3, NotFoundError("No."), None):
        reachability.async_note(error)
    assert logged(caplog, logging.INFO) == [DOWN, UP]
    assert logged(caplog) == [DOWN]


def test_a_server_that_is_away_at_first_is_told_of(
    reachability: Reachability, caplog: pytest.LogCaptureFixture
) -> None:
    reachability.async_note(UnreachableError("Gone."))
    assert logged(caplog) == [DOWN]


def test_who_listens_hears_of_changes_alone(reachability: Reachability) -> None:
    heard: list[bool | None] = []
    stop = reachability.async_add_listener(lambda: heard.append(reachability.is_connected))
    reachability.async_note(None)
    reachability.async_note(None)
    assert heard == [True]
    reachability.async_note(NotFoundError("No."))
    assert heard == [True]
    reachability.async_note(ServerError("No."))
    assert heard == [True, True]
    reachability.async_note(UnreachableError("Gone."))
    assert heard == [True, True, False]
    stop()
    reachability.async_note(None)
    assert len(heard) == 3


async def test_two_frames_have_one_line_down_and_one_up(
    hass: HomeAssistant,
    frames: list[Frame],
    immich: SampleImmich,
    caplog: pytest.LogCaptureFixture,
) -> None:
    await immich.stop()
    for _ in range(3):
        await async_refresh(hass, frames, well=False)
    [down] = logged(caplog, logging.INFO)
    assert down.startswith("Ada @ 127.0.0.1: Immich is away: ")
    assert immich.api_key not in caplog.text

    await immich.start()
    await async_refresh(hass, frames, well=True)
    assert logged(caplog, logging.INFO)[1:] == ["Ada @ 127.0.0.1: Immich is back"]


async def test_an_outage_again_is_told_again(
    hass: HomeAssistant,
    frames: list[Frame],
    immich: SampleImmich,
    caplog: pytest.LogCaptureFixture,
) -> None:
    for _ in range(2):
        immich.faults.add("/api/*", faults.status(503), times=None)
        await async_refresh(hass, frames, well=False)
        immich.faults.clear()
        await async_refresh(hass, frames, well=True)
    lines = [line.split(":")[1] for line in logged(caplog, logging.INFO)]
    assert lines == [" Immich is away", " Immich is back"] * 2


async def test_what_immich_answers_with_is_told_by_the_frame(
    hass: HomeAssistant, frame: Frame, immich: SampleImmich, caplog: pytest.LogCaptureFixture
) -> None:
    immich.faults.add(SEARCH, faults.status(503), times=None)
    await async_refresh(hass, [frame], well=False)
    immich.faults.clear()
    immich.faults.add(SEARCH, faults.status(500), times=None)
    await async_refresh(hass, [frame], well=False)
    await async_refresh(hass, [frame], well=False)
    immich.faults.clear()
    await async_refresh(hass, [frame], well=True)
    assert [line.split(": ")[:2] for line in logged(caplog, logging.INFO)] == [
        ["Ada @ 127.0.0.1", "Immich is away"],
        ["Ada @ 127.0.0.1", "Immich is back"],
        ["Error fetching Photo frame data", "Immich answered with an error"],
        ["Fetching Photo frame data recovered"],
    ]


async def test_every_failure_is_passed_on(
    hass: HomeAssistant, frame: Frame, immich: SampleImmich
) -> None:
    heard: list[str] = []
    frame.async_add_listener(lambda: heard.append(str(frame.coordinator.problem)))
    immich.faults.add(SEARCH, faults.status(503), times=None)
    await async_refresh(hass, [frame], well=False)
    immich.faults.clear()
    immich.faults.add(SEARCH, faults.status(500), times=None)
    await async_refresh(hass, [frame], well=False)
    assert any("503" in problem for problem in heard)
    assert any("500" in problem for problem in heard)


async def test_a_new_start_knows_nothing(
    hass: HomeAssistant, entry: MockConfigEntry, frame: Frame, immich: SampleImmich
) -> None:
    assert frame.account.reachability.is_connected is True
    await immich.stop()
    assert await hass.config_entries.async_reload(entry.entry_id)
    assert entry.runtime_data.reachability is not frame.account.reachability
    await until(lambda: entry.runtime_data.reachability.is_connected is False)
