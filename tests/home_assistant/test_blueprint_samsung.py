"""The blueprint that sends a frame's photos to a Samsung Frame TV, whose actions stand in."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any
from unittest.mock import patch

from freezegun.api import FrozenDateTimeFactory
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, async_mock_service

from custom_components.immich_frame.const import DOMAIN
from custom_components.immich_frame.frame import Frame
from homeassistant.core import HomeAssistant, ServiceCall, SupportsResponse
from homeassistant.core_config import async_process_ha_core_config
from homeassistant.helpers import entity_registry as er
from homeassistant.setup import async_setup_component
from homeassistant.util import dt as dt_util

from .blueprints import EVENT, async_automate, async_later, async_load, async_tell_shown
from .conftest import CAMERA, until

NAME = "samsung_frame_tv"
SMART, FRAME_TV = "samsungtv_smart", "samsung_tv_frame"
TV = "media_player.living_room"
ART_MODE = "switch.living_room_art_mode"
ART = "sensor.living_room_current_art"
MEMO = "input_text.artwork"

type Calls = list[ServiceCall]


@pytest.fixture
def folder(hass: HomeAssistant) -> Path:
    """Return a folder that Home Assistant may write to, which is not there yet."""
    media = hass.config.path("media")
    hass.config.allowlist_external_dirs = {media}
    return Path(media) / "frames"


@pytest.fixture
def smart(hass: HomeAssistant) -> Calls:
    """Return the uploads to a TV of samsungtv_smart, which calls the first MY_F0001."""
    add_tv(hass, SMART)
    return answer_uploads(hass, {TV: {"success": True, "content_id": "MY_F0001"}})


def answer_uploads(hass: HomeAssistant, answer: dict[str, Any]) -> Calls:
    optional = SupportsResponse.OPTIONAL
    calls: Calls = async_mock_service(
        hass, SMART, "art_upload", response=answer, supports_response=optional
    )
    return calls


def add_tv(hass: HomeAssistant, integration: str) -> None:
    entry = MockConfigEntry(domain=integration, title="Living room")
    entry.add_to_hass(hass)
    domain, name = TV.split(".")
    er.async_get(hass).async_get_or_create(
        domain, integration, "tv", object_id_base=name, config_entry=entry
    )


async def async_ready(hass: HomeAssistant, folder: Path | str, **inputs: object) -> None:
    required = {"frame": CAMERA, "event": EVENT, "tv": TV, "folder": str(folder)}
    await async_automate(hass, NAME, **required | inputs)


async def async_remember(hass: HomeAssistant, content_id: str = "") -> None:
    """Make the text helper."""
    config = {"input_text": {"artwork": {"initial": content_id}}}
    assert await async_setup_component(hass, "input_text", config)


async def async_next(hass: HomeAssistant) -> None:
    """Show another photo; the real event tells the automation."""
    await hass.services.async_call(DOMAIN, "next", {"entity_id": CAMERA}, blocking=True)
    await hass.async_block_till_done()


def remembered(hass: HomeAssistant) -> str:
    state = hass.states.get(MEMO)
    assert state is not None
    return state.state


def read(folder: Path) -> bytes:
    return (folder / "photo_frame.jpg").read_bytes()


async def test_samsungtv_smart_gets_the_photo(
    hass: HomeAssistant, frame: Frame, smart: Calls, folder: Path
) -> None:
    await async_ready(hass, f"{folder}/", matte="modern_apricot")
    await async_next(hass)
    path = str(folder / "photo_frame.jpg")
    [call] = smart
    assert call.data == {
        "entity_id": [TV],
        "file_path": path,
        "file_type": "jpg",
        "matte_id": "modern_apricot",
        "show": True,
    }
    assert frame.shown is not None
    assert await hass.async_add_executor_job(read, folder) == frame.shown.rendition.data


async def test_samsung_tv_frame_gets_the_photo(
    hass: HomeAssistant, frame: Frame, folder: Path
) -> None:
    add_tv(hass, FRAME_TV)
    uploads = async_mock_service(hass, FRAME_TV, "upload_art")
    await async_ready(hass, folder)
    await async_next(hass)
    [call] = uploads
    path = str(folder / "photo_frame.jpg")
    assert call.data == {"entity_id": [TV], "path": path, "matte": "none", "show": True}
    assert frame.shown is not None
    assert await hass.async_add_executor_job(read, folder) == frame.shown.rendition.data


@pytest.mark.parametrize(("event_type", "count"), [("shown", 1), ("memory", 1), ("failed", 0)])
@pytest.mark.usefixtures("frame")
async def test_what_the_event_tells(
    hass: HomeAssistant, smart: Calls, folder: Path, event_type: str, count: int
) -> None:
    await async_ready(hass, folder)
    await async_tell_shown(hass, event_type)
    assert len(smart) == count


@pytest.mark.usefixtures("frame")
async def test_the_tv_keeps_a_photo_for_a_while(
    hass: HomeAssistant, smart: Calls, folder: Path, freezer: FrozenDateTimeFactory
) -> None:
    await async_ready(hass, folder, pause=30)
    for minutes, count in ((0, 1), (29, 1), (2, 2)):
        await async_later(hass, freezer, minutes)
        await async_tell_shown(hass)
        assert len(smart) == count


async def test_once_a_day(
    hass: HomeAssistant, frame: Frame, smart: Calls, folder: Path, freezer: FrozenDateTimeFactory
) -> None:
    at = dt_util.now().replace(second=0, microsecond=0) + timedelta(minutes=5)
    await async_ready(hass, folder, moment="daily", at=at.strftime("%H:%M:%S"))
    await async_next(hass)
    assert not smart
    before = frame.shown
    await async_later(hass, freezer, 5)
    await until(lambda: smart)
    await hass.async_block_till_done()
    assert frame.shown is not before
    await async_next(hass)
    assert len(smart) == 1


@pytest.mark.usefixtures("frame")
async def test_in_art_mode_only(hass: HomeAssistant, smart: Calls, folder: Path) -> None:
    hass.states.async_set(ART_MODE, "off")
    await async_ready(hass, folder, art_mode=[ART_MODE])
    await async_tell_shown(hass)
    assert not smart
    hass.states.async_set(ART_MODE, "on")
    await hass.async_block_till_done()
    assert len(smart) == 1
    # The pause is not over: art mode that ends and begins sends nothing.
    hass.states.async_set(ART_MODE, "off")
    hass.states.async_set(ART_MODE, "on")
    await hass.async_block_till_done()
    assert len(smart) == 1


@pytest.mark.usefixtures("frame")
async def test_a_day_that_was_missed_is_made_up_for(
    hass: HomeAssistant, smart: Calls, folder: Path, freezer: FrozenDateTimeFactory
) -> None:
    noon = dt_util.start_of_local_day(dt_util.now() + timedelta(days=1)) + timedelta(hours=12)
    freezer.move_to(noon)
    hass.states.async_set(ART_MODE, "off")
    await async_ready(hass, folder, moment="daily", at="12:01:00", art_mode=[ART_MODE])
    await async_later(hass, freezer, 2)
    await hass.async_block_till_done()
    assert not smart
    hass.states.async_set(ART_MODE, "on")
    await until(lambda: smart)
    await async_later(hass, freezer, 60)
    hass.states.async_set(ART_MODE, "off")
    hass.states.async_set(ART_MODE, "on")
    await hass.async_block_till_done()
    assert len(smart) == 1


@pytest.mark.usefixtures("frame")
async def test_a_folder_that_is_not_allowed(
    hass: HomeAssistant, smart: Calls, folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    await async_ready(hass, folder.parent.parent / "elsewhere")
    await async_tell_shown(hass)
    assert not smart
    assert "allowlist_external_dirs" in caplog.text


async def test_the_usual_folder_is_allowed(hass: HomeAssistant) -> None:
    """In Home Assistant OS and Container, without any setting."""
    blueprint = await async_load(hass, NAME)
    path = f"{blueprint.inputs['folder']['default']}/photo_frame.jpg"
    with patch("homeassistant.core_config.is_docker_env", return_value=True):
        await async_process_ha_core_config(hass, {})
    is_allowed: Callable[[str], bool] = hass.config.is_allowed_path
    assert await hass.async_add_executor_job(is_allowed, path)


@pytest.mark.usefixtures("frame")
async def test_another_tv_is_refused(
    hass: HomeAssistant, folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    add_tv(hass, "another_tv")
    await async_ready(hass, folder)
    await async_tell_shown(hass)
    assert "belongs to none of the integrations" in caplog.text


@pytest.mark.usefixtures("frame")
async def test_samsungtv_smart_deletes_the_photo_before(
    hass: HomeAssistant, smart: Calls, folder: Path
) -> None:
    deleted = async_mock_service(hass, SMART, "art_delete")
    await async_remember(hass, "MY_F0000")
    await async_ready(hass, folder, memo=MEMO)
    await async_tell_shown(hass)
    assert len(smart) == 1
    assert remembered(hass) == "MY_F0001"
    assert [call.data for call in deleted] == [{"entity_id": [TV], "content_id": "MY_F0000"}]


@pytest.mark.parametrize("before", ["", "SAM-F0206", "MY_F0001"])
@pytest.mark.usefixtures("frame", "smart")
async def test_nothing_else_is_deleted(hass: HomeAssistant, folder: Path, before: str) -> None:
    deleted = async_mock_service(hass, SMART, "art_delete")
    await async_remember(hass, before)
    await async_ready(hass, folder, memo=MEMO)
    await async_tell_shown(hass)
    assert remembered(hass) == "MY_F0001"
    assert not deleted


@pytest.mark.parametrize("answer", [{TV: {"error": "TV unreachable"}}, {}])
@pytest.mark.usefixtures("frame")
async def test_a_photo_that_the_tv_refused_is_not_remembered(
    hass: HomeAssistant, folder: Path, caplog: pytest.LogCaptureFixture, answer: dict[str, Any]
) -> None:
    add_tv(hass, SMART)
    answer_uploads(hass, answer)
    deleted = async_mock_service(hass, SMART, "art_delete")
    await async_remember(hass, "MY_F0000")
    await async_ready(hass, folder, memo=MEMO)
    await async_tell_shown(hass)
    assert "did not take the photo" in caplog.text
    assert remembered(hass) == "MY_F0000"
    assert not deleted


async def async_upload_to_frame_tv(hass: HomeAssistant, folder: Path, art: str) -> Calls:
    """Have a photo uploaded, while the TV shows this artwork, and return what is deleted then."""
    add_tv(hass, FRAME_TV)
    uploads = async_mock_service(hass, FRAME_TV, "upload_art")
    deleted: Calls = async_mock_service(hass, FRAME_TV, "delete_art")
    await async_remember(hass, "MY_F0007")
    hass.states.async_set(ART, art)
    await async_ready(hass, folder, memo=MEMO, current_art=ART)
    hass.states.async_set(EVENT, dt_util.utcnow().isoformat(), {"event_type": "shown"})
    await until(lambda: uploads)
    return deleted


@pytest.mark.usefixtures("frame")
async def test_samsung_tv_frame_deletes_the_photo_before(hass: HomeAssistant, folder: Path) -> None:
    deleted = await async_upload_to_frame_tv(hass, folder, "MY_F0007")
    assert not deleted
    hass.states.async_set(ART, "MY_F0008")
    await hass.async_block_till_done()
    assert remembered(hass) == "MY_F0008"
    assert [call.data for call in deleted] == [{"entity_id": [TV], "content_id": "MY_F0007"}]


@pytest.mark.usefixtures("frame")
async def test_samsung_tv_frame_that_never_tells(
    hass: HomeAssistant, folder: Path, freezer: FrozenDateTimeFactory
) -> None:
    deleted = await async_upload_to_frame_tv(hass, folder, "unavailable")
    await async_later(hass, freezer, 2)
    await hass.async_block_till_done()
    assert remembered(hass) == "MY_F0007"
    assert not deleted
