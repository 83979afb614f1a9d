"""After an outage the next photo is made ready without waiting for anybody to ask."""

from datetime import timedelta

import pytest

from custom_components.immich_frame.immich.errors import ImmichError
from demo.immich.server import SampleImmich
from homeassistant.core import HomeAssistant

from .conftest import account, async_pass, async_set_up, frame_subentry, until


async def test_when_immich_is_back_the_next_photo_is_made_ready(
    hass: HomeAssistant, immich: SampleImmich
) -> None:
    frame = await async_set_up(hass, account(immich, frame_subentry(prefetch=True)))
    await until(lambda: frame.chooser.is_prepared and frame.turns.is_idle)
    await immich.stop()
    await frame.async_new_image()
    await until(lambda: frame._prefetch._task and frame._prefetch._task.done())
    with pytest.raises(ImmichError):
        await frame.async_new_image()
    assert not frame.chooser.is_prepared
    await immich.start()
    await frame.account.client.ping()
    await until(lambda: frame.chooser.is_prepared)
    await async_pass(hass, timedelta())
