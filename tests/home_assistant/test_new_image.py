"""The button and the action: what they do, tell, and say when they cannot."""

from datetime import datetime

import probatio
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.immich_frame.const import DOMAIN, SERVICE_NEW_IMAGE
from custom_components.immich_frame.frame import Frame
from demo.immich import faults
from demo.immich.faults import Fault
from demo.immich.server import SampleImmich
from demo.library.library import Library
from demo.library.model import Box, Face, Place
from demo.library.tiny import tiny_photo
from homeassistant.components.button import DOMAIN as BUTTON_DOMAIN, SERVICE_PRESS
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError

from .conftest import (
    BUTTON,
    CAMERA,
    FRAME_ID,
    SEARCH,
    TRANSLATIONS,
    account,
    asset_id,
    async_new_image,
    async_set_up,
    frame_subentry,
)


async def press(hass: HomeAssistant) -> None:
    await hass.services.async_call(
        BUTTON_DOMAIN, SERVICE_PRESS, {"entity_id": BUTTON}, blocking=True
    )


async def test_the_button_shows_another_photo(hass: HomeAssistant, frame: Frame) -> None:
    before = frame.shown
    await press(hass)
    assert frame.shown is not before
    state = hass.states.get(BUTTON)
    assert state is not None
    assert datetime.fromisoformat(state.state)


async def test_the_action_tells_what_it_shows(hass: HomeAssistant, immich: SampleImmich) -> None:
    immich.library = Library.of(
        [
            tiny_photo(
                "trip/sea.jpg",
                place=Place(41.9, 12.5, "Rome", "Lazio", "Italy"),
                faces=(Face(Box(0.1, 0.1, 0.2, 0.2), "Ada"), Face(Box(0.5, 0.1, 0.6, 0.2))),
            )
        ]
    )
    await async_set_up(hass, account(immich, frame_subentry()))
    told = await async_new_image(hass, query=" sea  at noon", range=1)
    shown_at = told.pop("shown_at")
    assert datetime.fromisoformat(str(shown_at)).tzinfo is not None
    assert told == {
        "asset_id": asset_id(immich, "trip/sea.jpg"),
        "file_name": "sea.jpg",
        "taken_at": "2024-06-01T12:00:00",
        "place": "Rome, Italy",
        "people": ["Ada"],
        "is_favorite": False,
        "preset": None,
        "query": "sea at noon",
        "substitute": None,
        "position": 1,
        "width": 320,
        "height": 180,
        "fit": "cover",
        "cropped_by": "faces",
        "kept": 0.75,
        "faces_kept": [1.0, 1.0],
        "companion": None,
        "url": f"/api/immich_frame/frames/{FRAME_ID}/full.jpg",
    }


async def test_without_a_query_the_frames_own_is_asked(hass: HomeAssistant, frame: Frame) -> None:
    told = await async_new_image(hass)
    assert frame.shown is not None
    assert (told["asset_id"], told["query"]) == (frame.shown.asset_id, None)


async def test_the_answer_may_be_left_alone(hass: HomeAssistant, frame: Frame) -> None:
    before = frame.shown
    await hass.services.async_call(DOMAIN, SERVICE_NEW_IMAGE, {"entity_id": CAMERA}, blocking=True)
    assert frame.shown is not before


@pytest.mark.parametrize("wrong", [0, -1, 1001, 10**9, "abc", "", None, [1]])
async def test_a_range_has_bounds(hass: HomeAssistant, frame: Frame, wrong: object) -> None:
    before = frame.shown
    with pytest.raises(probatio.Invalid, match="range"):
        await async_new_image(hass, range=wrong)
    assert frame.shown is before


@pytest.mark.parametrize("good", [1, 1000, "20", 20.0])
async def test_a_range_may_come_as_text(hass: HomeAssistant, frame: Frame, good: object) -> None:
    await async_new_image(hass, range=good)
    assert frame.shown is not None


@pytest.mark.parametrize(
    ("query", "key", "words"),
    [
        ("", "query_empty", "The query is empty"),
        (" \t\n", "query_empty", "The query is empty"),
        ("x" * 100_000, "query_invalid", "has 100,000 characters"),
    ],
    ids=["empty", "blank", "100 kB"],
)
async def test_a_query_that_cannot_be_searched_for_is_the_callers_fault(
    hass: HomeAssistant, frame: Frame, query: str, key: str, words: str
) -> None:
    before = frame.shown
    with pytest.raises(ServiceValidationError, match=words) as refused:
        await async_new_image(hass, query=query)
    assert (refused.value.translation_domain, refused.value.translation_key) == (DOMAIN, key)
    assert frame.shown is before


FAILURES: dict[str, tuple[str, Fault, str]] = {
    "key_refused": ("/api/*", faults.status(401, "Invalid API key"), "refuses the API key"),
    "permission_missing": (
        "/api/*",
        faults.status(403, "Missing required permission: asset.read"),
        "lacks a permission: asset.read. Add it",
    ),
    "smart_search_unavailable": (
        SEARCH,
        faults.status(400, "Smart search is not enabled"),
        "Smart search is not available",
    ),
    "not_immich": ("/api/*", faults.html(), "something else answers"),
    "immich_failed": (SEARCH, faults.status(500), "status 500"),
    "no_usable_photo": ("/api/assets/*", faults.status(404, "Not Found"), "None of 5 photos"),
}


@pytest.mark.parametrize("key", FAILURES)
async def test_what_goes_wrong_is_said_in_words(
    hass: HomeAssistant, frame: Frame, immich: SampleImmich, key: str
) -> None:
    before = frame.shown
    path, fault, words = FAILURES[key]
    immich.faults.add(path, fault, times=None)
    with pytest.raises(HomeAssistantError, match=words) as failed:
        await async_new_image(hass, query="teal")
    assert not isinstance(failed.value, ServiceValidationError)
    assert (failed.value.translation_domain, failed.value.translation_key) == (DOMAIN, key)
    assert frame.shown is before


async def test_the_button_says_what_goes_wrong(
    hass: HomeAssistant, frame: Frame, immich: SampleImmich
) -> None:
    before = frame.shown
    await immich.stop()
    with pytest.raises(HomeAssistantError, match="Immich cannot be reached: No server answers"):
        await press(hass)
    await immich.start()
    assert frame.shown is before


async def test_several_frames_are_told_at_once(
    hass: HomeAssistant, entry: MockConfigEntry, immich: SampleImmich
) -> None:
    entry = account(immich, frame_subentry(), frame_subentry("01JOTHER", "Kitchen"))
    await async_set_up(hass, entry)
    cameras = [CAMERA, "camera.kitchen"]
    told = await hass.services.async_call(
        DOMAIN,
        SERVICE_NEW_IMAGE,
        {"entity_id": cameras, "query": "teal"},
        blocking=True,
        return_response=True,
    )
    assert told is not None
    assert sorted(told) == sorted(cameras)


def test_every_action_has_words() -> None:
    words = TRANSLATIONS["services"][SERVICE_NEW_IMAGE]
    assert set(words) == {"name", "description", "fields"}
    assert set(words["fields"]) == {"query", "range", "preset"}
