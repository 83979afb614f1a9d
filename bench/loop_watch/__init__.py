"""An integration for benchmarks alone: tells how long the event loop was held up."""

import asyncio
from time import perf_counter

from homeassistant.core import (
    HomeAssistant,
    ServiceCall,
    ServiceResponse,
    SupportsResponse,
)
from homeassistant.helpers.typing import ConfigType

DOMAIN = "loop_watch"
BEAT = 0.002
"""Seconds between two beats: a stall is how much later than that the next one came."""


class Heartbeat:
    """Beats in the event loop, and remembers the longest that a beat was late."""

    def __init__(self) -> None:
        """Remember nothing yet."""
        self._longest = 0.0

    async def run(self) -> None:
        """Beat until cancelled."""
        while True:
            start = perf_counter()
            await asyncio.sleep(BEAT)
            self._longest = max(self._longest, perf_counter() - start - BEAT)

    def take(self) -> float:
        """Return the longest stall since the last call, in milliseconds."""
        longest, self._longest = self._longest, 0.0
        return longest * 1000


async def async_setup(hass: HomeAssistant, _config: ConfigType) -> bool:
    """Begin to watch, and offer the action that tells."""
    heartbeat = Heartbeat()
    hass.async_create_background_task(heartbeat.run(), DOMAIN)

    async def tell(_call: ServiceCall) -> ServiceResponse:
        return {"longest_ms": heartbeat.take()}

    hass.services.async_register(DOMAIN, "stall", tell, supports_response=SupportsResponse.ONLY)
    return True
