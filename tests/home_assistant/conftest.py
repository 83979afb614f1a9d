"""What the tests of the Home Assistant side share: a sample Immich and an account on it."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from datetime import timedelta
import json
import logging
from pathlib import Path
import time
from types import MappingProxyType
from typing import Any

from aiohttp import ClientResponse, web
from aiohttp.test_utils import TestClient
import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    async_fire_time_changed,
)
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

# Before `hass` starts: the name would otherwise mean a folder of the test plugin's own.
import custom_components.immich_frame as integration
from custom_components.immich_frame.const import (
    API_PATH,
    DOMAIN,
    ENTRY_MINOR_VERSION,
    SERVICE_NEW_IMAGE,
    SUBENTRY_FRAME,
)
from custom_components.immich_frame.frame import Frame
from demo.immich import faults
from demo.immich.faults import Fault
from demo.immich.server import SampleImmich
from demo.library.library import Library
from demo.library.tiny import tiny_photo
from homeassistant.components import homeassistant as core
from homeassistant.config_entries import ConfigSubentry
from homeassistant.const import CONF_API_KEY, CONF_URL, CONF_VERIFY_SSL
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
from homeassistant.helpers.entity import Entity
from homeassistant.setup import async_setup_component
from homeassistant.util import dt as dt_util

from .forms import assert_described, filled_in

FRAME_ID = "01JFRAME0000000000000000AA"
OTHER_FRAME_ID = "01JFRAME0000000000000000BB"
CAMERA = "camera.photo_frame"
BUTTON = "button.photo_frame_next_photo"
IMAGE = "image.photo_frame_current_photo"
SELECT = "select.photo_frame_source"
SIZE = (320, 180)

COLORS = ("teal", "orange", "purple", "olive", "maroon", "navy")

TRANSLATIONS = json.loads(
    (Path(integration.__file__).parent / "translations" / "en.json").read_bytes()
)
HOME_ASSISTANT = json.loads((Path(core.__file__).parent / "translations" / "en.json").read_bytes())[
    "config"
]

SEARCH = "/api/search/*"
ORIGINAL = "/api/assets/*/original"
PREVIEW = "/api/assets/*/thumbnail"

NEW_IMAGE = f"{API_PATH}/new-image"
PICTURES = (f"{API_PATH}/image", f"{API_PATH}/frames/{FRAME_ID}/full.jpg")
STATUS = tuple(f"{API_PATH}/{page}" for page in ("cache-status", "images-info", "health"))

type Client = TestClient[web.Request, web.Application]


class Gate:
    """A fault that holds a request up until it is opened, and then answers with another fault."""

    def __init__(self, answer: Fault | None = None) -> None:
        """Answer that there is no such thing, unless told."""
        self._answer = answer or faults.status(404, "Not Found")
        self._opened = asyncio.Event()
        self._is_cut = False

    async def __call__(self, request: web.Request) -> web.StreamResponse:
        """Wait, then answer."""
        await self._opened.wait()
        if self._is_cut and request.transport is not None:
            request.transport.abort()
        return await self._answer(request)

    def open(self) -> None:
        """Let the request through."""
        self._opened.set()

    def cut(self) -> None:
        """End the connection, as a server does that dies."""
        self._is_cut = True
        self.open()


def library(count: int = len(COLORS)) -> Library:
    """Return a library of small photos, each of another colour."""
    return Library.of([tiny_photo(f"{color}.jpg", color=color) for color in COLORS[:count]])


def frame_subentry(
    frame_id: str = FRAME_ID, title: str = "Photo frame", **data: object
) -> ConfigSubentry:
    """Return a frame of a small size, for renders of milliseconds, that makes nothing ready."""
    small: dict[str, object] = {
        "query": None,
        "width": SIZE[0],
        "height": SIZE[1],
        "pool_hours": 3,
        "prefetch": False,
    }
    return ConfigSubentry(
        data=MappingProxyType(small | data),
        subentry_id=frame_id,
        subentry_type=SUBENTRY_FRAME,
        title=title,
        unique_id=None,
    )


def account(
    immich: SampleImmich, *subentries: ConfigSubentry, api_key: str | None = None
) -> MockConfigEntry:
    """Return an account with these frames."""
    entry = MockConfigEntry(
        domain=DOMAIN,
        title="Ada @ 127.0.0.1",
        unique_id=immich.library.me.id,
        minor_version=ENTRY_MINOR_VERSION,
        data={
            CONF_URL: f"{immich.url}/",
            CONF_API_KEY: api_key or immich.api_key,
            CONF_VERIFY_SSL: True,
        },
    )
    frames = {subentry.subentry_id: subentry for subentry in subentries}
    object.__setattr__(entry, "subentries", MappingProxyType(frames))
    return entry


@pytest.fixture(autouse=True)
def integrations(request: pytest.FixtureRequest) -> None:
    """Let Home Assistant load the integration, where there is a Home Assistant."""
    if "hass" in request.fixturenames:
        request.getfixturevalue("enable_custom_integrations")


@pytest.fixture
def all_entities_enabled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Enable also those entities that are there to be enabled."""
    monkeypatch.setattr(Entity, "entity_registry_enabled_default", property(lambda _entity: True))


@pytest.fixture
def hass_config_dir(hass_tmp_config_dir: str) -> str:
    """Give every Home Assistant a config folder of its own."""
    return hass_tmp_config_dir


@pytest.fixture
async def immich(socket_enabled: None) -> AsyncIterator[SampleImmich]:  # noqa: ARG001 it opens the way
    """Run a sample Immich with a few photos."""
    async with SampleImmich(library()) as server:
        yield server


@pytest.fixture
def entry(hass: HomeAssistant, immich: SampleImmich) -> MockConfigEntry:
    """Return an account with one frame, not set up yet."""
    mock_entry = account(immich, frame_subentry())
    mock_entry.add_to_hass(hass)
    return mock_entry


@pytest.fixture
async def frame(hass: HomeAssistant, entry: MockConfigEntry) -> Frame:
    """Return a frame that shows its first photo, on disk as well."""
    running = await async_set_up(hass, entry)
    await hass.async_block_till_done()
    return running


@pytest.fixture
async def client(frame: Frame, hass_client: ClientSessionGenerator) -> Client:
    """Return an administrator in front of a frame with a photo."""
    assert frame.shown is not None
    administrator: Client = await hass_client()
    return administrator


@pytest.fixture
def gate(immich: SampleImmich, frame: Frame) -> Gate:
    """Hold up the next download of a frame that shows its first photo."""
    assert frame.shown is not None
    closed = Gate()
    immich.faults.add(ORIGINAL, closed)
    return closed


async def async_set_up(hass: HomeAssistant, entry: MockConfigEntry) -> Frame:
    """Set an account up and wait until its first frame shows a photo, or fails to."""
    if hass.config_entries.async_get_entry(entry.entry_id) is None:
        entry.add_to_hass(hass)
    assert await async_setup_component(hass, "homeassistant", {})
    assert await hass.config_entries.async_setup(entry.entry_id)
    running: Frame = next(iter(entry.runtime_data.frames.values()))
    await until(lambda: running.shown is not None or running.last_error is not None)
    return running


async def until(condition: Callable[[], object]) -> None:
    """Wait for what happens in the background; the clock of the tests may stand still."""
    for _try in range(2000):
        if condition():
            return
        await asyncio.get_running_loop().run_in_executor(None, time.sleep, 0.005)
    pytest.fail("It did not happen")


async def async_pass(hass: HomeAssistant, wait: timedelta) -> None:
    """Let timers go off that are due by then."""
    async_fire_time_changed(hass, dt_util.utcnow() + wait)
    await hass.async_block_till_done()


async def async_new_image(hass: HomeAssistant, **data: object) -> dict[str, Any]:
    """Call the action and return what it tells of the camera."""
    answer = await hass.services.async_call(
        DOMAIN,
        SERVICE_NEW_IMAGE,
        {"entity_id": CAMERA, **data},
        blocking=True,
        return_response=True,
    )
    assert answer is not None
    response = answer[CAMERA]
    assert isinstance(response, dict)
    return response


def asset_id(immich: SampleImmich, name: str) -> str:
    """Return the id of a photo by the name of its file."""
    return next(asset.id for asset in immich.library.assets.values() if asset.upload.name == name)


async def assert_refused(response: ClientResponse, status: int, words: str = "") -> None:
    """Make sure that the answer is an error, in the one shape that all errors have."""
    body = await response.json()
    assert response.status == status
    assert set(body) == {"status", "message"}
    assert body["status"] == "error"
    assert words in body["message"]


def said(result: Mapping[str, Any], *where: str) -> dict[str, str]:
    """Return what a step of a flow tells people, in words; fails when there are none for it.

    `where` is where in the translations: "config" unless told.
    """
    words = TRANSLATIONS
    for name in where or ("config",):
        words = words[name]
    placeholders = result.get("description_placeholders") or {}
    if result["type"] is FlowResultType.ABORT:
        ends = HOME_ASSISTANT if result.get("translation_domain") else words
        return {"abort": ends["abort"][result["reason"]].format(**placeholders)}
    step = words["step"][result["step_id"]]
    assert step["title"].format(**placeholders)
    step.get("description", "").format(**placeholders)
    if result["type"] is FlowResultType.MENU:
        assert set(result["menu_options"]) <= set(step["menu_options"])
        return {}
    fields = result["data_schema"].schema
    assert_described(fields, step)
    assert set(result["errors"]) <= set(fields) | {"base"}
    return {
        field: words["error"][key].format(**placeholders) for field, key in result["errors"].items()
    }


def suggested(result: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the fields of a form are filled in with, those that are, sections as well."""
    return filled_in(result["data_schema"].schema)


def logged(caplog: pytest.LogCaptureFixture, level: int = logging.WARNING) -> list[str]:
    """Return what the integration logged at this level or above."""
    return [
        record.getMessage()
        for record in caplog.records
        if record.levelno >= level and record.name.startswith(f"custom_components.{DOMAIN}")
    ]
