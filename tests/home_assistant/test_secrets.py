"""The API key stays where it belongs: nowhere that anybody reads."""

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.immich_frame.errors import FrameError
from custom_components.immich_frame.frame import Frame
from custom_components.immich_frame.immich.errors import ImmichError
from custom_components.immich_frame.store import images_directory
from demo.immich import faults
from demo.immich.faults import Fault
from demo.immich.server import SampleImmich
from homeassistant.core import HomeAssistant

from .conftest import NEW_IMAGE, PICTURES, STATUS, Client, async_new_image
from .entity_ids import DISABLED, ENABLED

BAD_DAYS: dict[str, Fault] = {
    "an error": faults.status(500),
    "a refusal": faults.status(401, "Invalid API key"),
    "a web page": faults.html(),
    "a redirect": faults.redirect("http://127.0.0.1:1/?apiKey=gone"),
    "a broken download": faults.drop(),
}


async def test_no_answer_holds_the_key(
    client: Client, immich: SampleImmich, caplog: pytest.LogCaptureFixture
) -> None:
    for fault in (None, *BAD_DAYS.values()):
        immich.faults.clear()
        if fault is not None:
            immich.faults.add("/api/*", fault, times=None)
        for path in (NEW_IMAGE, *PICTURES, *STATUS):
            response = await client.get(path)
            said = await response.read()
            assert immich.api_key.encode() not in said
            assert immich.api_key not in str(response.headers)
    assert immich.api_key not in caplog.text


@pytest.mark.usefixtures("all_entities_enabled")
async def test_no_state_and_no_event_holds_the_key(
    hass: HomeAssistant, frame: Frame, immich: SampleImmich
) -> None:
    told = await async_new_image(hass, query="teal")
    assert frame.shown is not None
    seen = [state.as_dict() for state in hass.states.async_all()]
    assert len(seen) == len(ENABLED | DISABLED) + 2  # those of the server
    assert immich.api_key not in str([*seen, told])


@pytest.mark.parametrize("fault", BAD_DAYS.values(), ids=BAD_DAYS)
async def test_no_error_and_no_log_line_holds_the_key(
    frame: Frame, immich: SampleImmich, caplog: pytest.LogCaptureFixture, fault: Fault
) -> None:
    immich.faults.add("/api/assets/*", fault, times=None)
    with pytest.raises((FrameError, ImmichError)) as failed:
        await frame.async_new_image()
    immich.faults.add("/api/search/*", fault, times=None)
    await frame.coordinator.async_refresh()
    assert immich.api_key not in f"{failed.value!r} {failed.value}"
    assert caplog.text
    assert immich.api_key not in caplog.text


async def test_nothing_shows_the_key_of_itself(
    frame: Frame, entry: MockConfigEntry, immich: SampleImmich
) -> None:
    account = frame.account
    for one in (entry, entry.title, account, account.client, account.options, frame):
        assert immich.api_key not in repr(one)


async def test_no_file_of_ours_holds_the_key(
    hass: HomeAssistant, frame: Frame, immich: SampleImmich
) -> None:
    assert frame.store.on_disk is not None
    files = [path for path in images_directory(hass).rglob("*") if path.is_file()]
    assert len(files) == 2
    assert all(immich.api_key.encode() not in path.read_bytes() for path in files)


async def test_the_key_goes_to_immich_in_a_header_alone(frame: Frame, immich: SampleImmich) -> None:
    immich.requests.clear()
    immich.faults.add("/api/assets/*", faults.redirect("http://127.0.0.1:1/"))
    with pytest.raises(ImmichError):
        await frame.async_new_image()
    await frame.async_new_image()
    for asked in immich.requests.all:
        assert asked.headers["x-api-key"] == immich.api_key
        assert immich.api_key not in f"{asked.path} {asked.query} {asked.body}"
