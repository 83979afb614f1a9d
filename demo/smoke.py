"""The main job as a client sees it, over HTTP: one photo, then another, then the five pages."""

import asyncio
from hashlib import sha256
from http import HTTPStatus
from io import BytesIO
from time import perf_counter
from typing import Any

from PIL import Image

from demo.errors import DemoError
from demo.home_assistant.api import Api

CAMERA = "camera.photo_frame"
PAGES = ("image", "cache-status", "images-info", "health")
API = "/api/immich_frame"
FIRST_PHOTO_SECONDS = 90


async def first_photo(api: Api) -> None:
    """Wait until the frame shows a photo. Raises DemoError after a while."""
    try:
        async with asyncio.timeout(FIRST_PHOTO_SECONDS):
            while not await _has_photo(api):  # noqa: ASYNC110 what is waited for is another process
                await asyncio.sleep(0.25)
    except TimeoutError as err:
        raise DemoError("The frame showed no photo in time; the log tells more.") from err


async def smoke(api: Api) -> dict[str, Any]:
    """Do the main job. Returns what was seen; `ok` tells whether it was right."""
    await first_photo(api)
    first = await look_at(api, f"/api/camera_proxy/{CAMERA}")
    action = await _new_image(api)
    second = await look_at(api, f"/api/camera_proxy/{CAMERA}")
    pages = {"new-image": await look_at(api, f"{API}/new-image?frame={CAMERA}", "POST")}
    for page in PAGES:
        pages[page] = await look_at(api, f"{API}/{page}?frame={CAMERA}")
    async with api.request("GET", f"{API}/health?frame={CAMERA}") as response:
        is_connected = (await response.json())["api_connectivity"]["status_ok"]
    return {
        "ok": is_connected and _is_right(first, second, pages),
        "first": first,
        "action": action,
        "second": second,
        "pages": pages,
    }


async def look_at(api: Api, path: str, method: str = "GET") -> dict[str, Any]:
    """Ask for a page. Returns its status, type, bytes and milliseconds, and a picture's size."""
    start = perf_counter()
    async with api.request(method, path) as response:
        body = await response.read()
    seen: dict[str, Any] = {
        "status": response.status,
        "content_type": response.content_type,
        "bytes": len(body),
        "milliseconds": round((perf_counter() - start) * 1000),
    }
    if response.content_type.startswith("image/"):
        picture = Image.open(BytesIO(body))
        seen |= {"width": picture.width, "height": picture.height, "format": picture.format}
        seen["sha256"] = sha256(body).hexdigest()
    return seen


async def _has_photo(api: Api) -> bool:
    seen = await look_at(api, f"{API}/image?frame={CAMERA}")
    return bool(seen["status"] == HTTPStatus.OK)


async def _new_image(api: Api) -> dict[str, Any]:
    start = perf_counter()
    answer = await api.post(
        "/api/services/immich_frame/new_image?return_response", {"entity_id": CAMERA}
    )
    response: dict[str, Any] = answer["service_response"][CAMERA]
    return {**response, "milliseconds": round((perf_counter() - start) * 1000)}


def _is_right(
    first: dict[str, Any], second: dict[str, Any], pages: dict[str, dict[str, Any]]
) -> bool:
    pictures = (first, second, pages["image"])
    # A machine with a full disk is unhealthy, and the page that says so is right to.
    healthy = (HTTPStatus.OK, HTTPStatus.SERVICE_UNAVAILABLE)
    return (
        all((one.get("width"), one.get("height")) == (3840, 2160) for one in pictures)
        and all(one["content_type"] == "image/jpeg" for one in pictures)
        and len({one["sha256"] for one in pictures}) == len(pictures)
        and all(
            page["status"] in (healthy if name == "health" else (HTTPStatus.OK,))
            for name, page in pages.items()
        )
    )
