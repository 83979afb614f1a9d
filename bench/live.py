"""Changes photos on frames of a real Home Assistant, and watches its event loop meanwhile."""

from argparse import Namespace
import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
import json
from pathlib import Path
import socket
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

import aiohttp

from bench.large_photos import MEGAPIXELS, large_photos
from bench.measured import Measured, versions
from bench.server import serving
from demo.home_assistant.account import Immich, add_account
from demo.home_assistant.api import Api, wait_until_up
from demo.home_assistant.folder import make_folder
from demo.home_assistant.frames import NewFrame, add_frames
from demo.home_assistant.process import home_assistant

CALLS = 200
BACK_TO_BACK = 20
ROUNDS = 5

WATCH = Path(__file__).parent / "loop_watch"
START_SECONDS = 180
READY_SECONDS = 60
IDLE_SECONDS = 5

STILL = {"slideshow": {"on": False}}
FRAMES = [NewFrame("Photo frame"), *(NewFrame(f"Frame {number}", STILL) for number in (2, 3, 4))]
"""Four frames of 3840x2160; the first comes with the account."""


def measure_live(arguments: Namespace) -> Measured:
    """Measure calls for the next photo when it is ready, and stalls when four frames change."""
    large_photos()  # They are made once, which should not count.
    with serving(large_photos) as server:
        immich = Immich(server.url, server.api_key)
        result = asyncio.run(_measure(immich, arguments.calls))
    return Measured(result, json.dumps(result, indent=2))


async def _measure(immich: Immich, calls: int) -> dict[str, Any]:
    async with _running(immich) as (api, entry_id):
        cameras = [frame.entity("camera") for frame in FRAMES]
        first = cameras[0]
        await _ready(api, cameras[:1])
        prepared = [await _call(api, first, _ready) for _ in range(calls)]
        back_to_back = [await _call(api, first) for _ in range(BACK_TO_BACK)]
        await add_frames(api, entry_id, FRAMES[1:])
        await _ready(api, cameras)
        await _stall(api)
        await asyncio.sleep(IDLE_SECONDS)
        idle = await _stall(api)
        stalls = [await _change_all(api, cameras) for _ in range(ROUNDS)]
    return {
        "calls": len(prepared),
        "next_p95_ms": round(_p95(prepared), 1),
        "next_median_ms": round(median(prepared), 1),
        "longest_stall_ms": round(max(stalls), 1),
        "idle_stall_ms": round(idle, 1),
        "back_to_back_p95_ms": round(_p95(back_to_back), 1),
        "photo_megapixels": MEGAPIXELS,
        "versions": versions(),
    }


@asynccontextmanager
async def _running(immich: Immich) -> AsyncIterator[tuple[Api, str]]:
    """Run a Home Assistant with an account and its first frame, whose slideshow stands still."""
    port = _free_port()
    with TemporaryDirectory() as place:
        folder = make_folder(Path(place) / "config", port)
        (folder / "custom_components" / WATCH.name).symlink_to(WATCH)
        with (folder / "configuration.yaml").open("a") as configuration:
            configuration.write(f"{WATCH.name}:\n")
        log = Path(place) / "home-assistant.log"
        async with home_assistant(folder, log), aiohttp.ClientSession() as session:
            async with asyncio.timeout(START_SECONDS):
                await wait_until_up(session, url := f"http://127.0.0.1:{port}")
                api = await Api.onboard(session, url)
                entry_id = await add_account(api, immich)
            switch = FRAMES[0].entity("switch", "slideshow")
            await api.post("/api/services/switch/turn_off", {"entity_id": switch})
            yield api, entry_id


async def _ready(api: Api, cameras: Sequence[str]) -> None:
    """Wait until the next photo of each is ready."""
    async with asyncio.timeout(READY_SECONDS):
        for camera in cameras:
            while not await _is_ready(api, camera):  # noqa: ASYNC110 it is another process
                await asyncio.sleep(0.05)


async def _is_ready(api: Api, camera: str) -> bool:
    told = await api.get(f"/api/immich_frame/images-info?frame={camera}")
    return bool(told["current_image_exists"] and told["next_image_ready"])


async def _call(
    api: Api,
    camera: str,
    before: Callable[[Api, Sequence[str]], Awaitable[None]] | None = None,
) -> float:
    """Return the milliseconds from a call of new_image to other bytes of the camera."""
    if before is not None:
        await before(api, [camera])
    old = await _picture(api, camera)
    start = perf_counter()
    await _new_image(api, [camera])
    new = await _picture(api, camera)
    milliseconds = (perf_counter() - start) * 1000
    if new == old:
        raise RuntimeError("The camera still shows the same picture")
    return milliseconds


async def _change_all(api: Api, cameras: Sequence[str]) -> float:
    """Change all at once. Returns the longest stall until each has its next photo ready again."""
    old = [await _picture(api, camera) for camera in cameras]
    await _stall(api)
    await _new_image(api, cameras)
    await _ready(api, cameras)
    longest = await _stall(api)
    new = [await _picture(api, camera) for camera in cameras]
    if any(before == after for before, after in zip(old, new, strict=True)):
        raise RuntimeError("A frame did not change")
    return longest


async def _new_image(api: Api, cameras: Sequence[str]) -> None:
    await api.post("/api/services/immich_frame/new_image", {"entity_id": list(cameras)})


async def _picture(api: Api, camera: str) -> bytes:
    """Return what the camera shows."""
    async with api.request("GET", f"/api/camera_proxy/{camera}") as response:
        response.raise_for_status()
        return await response.read()


async def _stall(api: Api) -> float:
    """Return how long the event loop was held up since the last call, in milliseconds."""
    path = f"/api/services/{WATCH.name}/stall?return_response"
    answer = await api.post(path, {})
    longest: float = answer["service_response"]["longest_ms"]
    return longest


def _p95(milliseconds: Sequence[float]) -> float:
    return quantiles(milliseconds, n=20)[-1]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port
