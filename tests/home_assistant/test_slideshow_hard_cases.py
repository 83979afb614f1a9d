"""The slideshow when clocks are wrong, when somebody asks meanwhile, and when all goes wrong."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from typing import Never

import pytest

from custom_components.immich_frame.errors import UnexpectedError
from demo.immich.server import SampleImmich
from homeassistant.core import HomeAssistant
from homeassistant.util import dt as dt_util

from .conftest import ORIGINAL, Gate, async_pass, async_set_up, until
from .test_slideshow import MINUTE, entry_of, shown_id, slideshow


async def test_a_clock_that_was_set_back_does_not_stop_it(
    hass: HomeAssistant, immich: SampleImmich
) -> None:
    frame = await async_set_up(hass, entry_of(immich, slideshow()))
    assert frame.shown is not None
    ahead = replace(frame.shown, shown_at=frame.shown.shown_at + timedelta(days=400))
    frame.slideshow.async_follow(frame.options.schedule, ahead.shown_at)
    assert frame.slideshow.due is not None
    assert frame.slideshow.due < dt_util.utcnow() + 2 * MINUTE
    shown = await frame.async_new_image()
    assert frame.slideshow.due == shown.shown_at + MINUTE


async def test_a_photo_that_somebody_asks_for_when_another_is_due_stays(
    hass: HomeAssistant, immich: SampleImmich
) -> None:
    frame = await async_set_up(hass, entry_of(immich, slideshow()))
    gate = Gate()
    immich.faults.add(ORIGINAL, gate)
    asking = asyncio.create_task(frame.async_new_image("teal"))
    await until(lambda: immich.requests.count(ORIGINAL) == 2)
    frame.slideshow._since = dt_util.utcnow() - 2 * MINUTE
    frame.slideshow._async_arm()
    await until(lambda: frame.slideshow._cancel_timer is None)
    gate.open()
    shown = await asking
    await until(lambda: frame.turns.is_idle)
    await hass.async_block_till_done(wait_background_tasks=True)
    assert frame.shown is shown
    assert frame.slideshow.due == shown.shown_at + MINUTE


async def test_something_unexpected_does_not_end_it(
    hass: HomeAssistant, immich: SampleImmich, monkeypatch: pytest.MonkeyPatch
) -> None:
    frame = await async_set_up(hass, entry_of(immich, slideshow()))
    before = shown_id(frame)

    async def fail() -> Never:
        raise MemoryError

    with monkeypatch.context() as patched:
        patched.setattr(frame.chooser, "async_next", fail)
        await async_pass(hass, MINUTE)
        await until(lambda: isinstance(frame.last_failure, UnexpectedError))
    await until(lambda: frame.slideshow._cancel_timer)
    await async_pass(hass, 2 * MINUTE)
    await until(lambda: shown_id(frame) != before)
