"""What goes wrong late, often or at the wrong moment, and what a frame makes of it."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.immich_frame.errors import FrameStoppedError, NoUsablePhotoError
from custom_components.immich_frame.feedback import async_set_favorite
from custom_components.immich_frame.frame import Frame
from demo.immich import faults
from demo.immich.server import SampleImmich
from homeassistant.core import HomeAssistant
from homeassistant.util import dt as dt_util

from .conftest import (
    FRAME_ID,
    SEARCH,
    Gate,
    account,
    async_set_up,
    frame_subentry,
    until,
)


async def async_frame_of(hass: HomeAssistant, immich: SampleImmich, **preset: Any) -> Frame:  # noqa: ANN401
    """Set up a frame of one preset."""
    data: dict[str, Any] = {"presets": [{"name": "One", **preset}]}
    return await async_set_up(hass, account(immich, frame_subentry(**data)))


async def test_photos_that_the_server_fails_with_do_not_stop_a_frame(
    hass: HomeAssistant, immich: SampleImmich
) -> None:
    frame = await async_frame_of(hass, immich, order="newest")
    pool = await frame.coordinator.async_pool()
    assert frame.shown is not None
    assert frame.shown.asset_id == pool.photos[0]
    # All the others fail but the last, and it is more of them than are tried at once.
    for asset_id in pool.photos[1:]:
        immich.faults.add(f"/api/assets/{asset_id}/*", faults.status(500), times=None)
    with pytest.raises(NoUsablePhotoError, match="None of 5 photos"):
        await frame.async_new_image()
    immich.faults.clear()
    for asset_id in pool.photos[1:5]:
        immich.faults.add(f"/api/assets/{asset_id}/*", faults.status(500), times=None)
    assert (await frame.async_new_image()).asset_id in {pool.photos[0], pool.photos[5]}


async def test_recent_photos_are_asked_for_again_after_midnight(
    hass: HomeAssistant, immich: SampleImmich
) -> None:
    frame = await async_frame_of(hass, immich, source={"kind": "recent", "days": 36_500})
    midnight = dt_util.start_of_local_day() + timedelta(days=1)
    frame.account.now = lambda: midnight - timedelta(minutes=10)
    await frame.coordinator.async_renew()
    asked = immich.requests.count(SEARCH)
    await frame.async_new_image()
    assert immich.requests.count(SEARCH) == asked
    frame.account.now = lambda: midnight + timedelta(minutes=10)
    await frame.async_new_image()
    assert immich.requests.count(SEARCH) == asked + 1


async def test_feedback_on_its_way_ends_with_the_account(
    hass: HomeAssistant, entry: MockConfigEntry, frame: Frame, immich: SampleImmich
) -> None:
    assert frame.shown is not None
    closed = Gate(faults.body(b"{}"))
    immich.faults.add(f"/api/assets/{frame.shown.asset_id}", closed)
    call = asyncio.create_task(async_set_favorite(frame, on=True))
    await until(lambda: immich.requests.all[-1].method == "PUT")
    await hass.config_entries.async_unload(entry.entry_id)
    closed.open()
    with pytest.raises(FrameStoppedError):
        await call
    assert not frame.shown.is_favorite


async def test_an_order_of_a_later_version_is_shuffled(
    hass: HomeAssistant, immich: SampleImmich
) -> None:
    frame = await async_frame_of(hass, immich, order="by mood")
    assert frame.shown is not None
    assert frame.frame_id == FRAME_ID
