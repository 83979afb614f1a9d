"""The action that hands out links for devices that cannot log in."""

from datetime import timedelta
from io import BytesIO
import json
import logging
from typing import Any

from freezegun.api import FrozenDateTimeFactory
from PIL import Image
import probatio
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockUser
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator
from yarl import URL

from custom_components.immich_frame.const import (
    API_PATH,
    ATTR_SIZE,
    ATTR_VALID_FOR,
    DOMAIN,
    SERVICE_LINK,
)
from custom_components.immich_frame.frame import Frame
from custom_components.immich_frame.shown import PictureSize
from demo.immich import faults
from demo.immich.server import SampleImmich
from homeassistant.components.http.auth import DATA_SIGN_SECRET
from homeassistant.core import Context, HomeAssistant
from homeassistant.core_config import async_process_ha_core_config
from homeassistant.exceptions import ServiceValidationError, Unauthorized
from homeassistant.util import dt as dt_util

from .conftest import CAMERA, FRAME_ID, SEARCH, account, async_set_up, frame_subentry

PATH = f"{API_PATH}/frames/{FRAME_ID}"


async def async_link(
    hass: HomeAssistant, context: Context | None = None, **fields: object
) -> dict[str, Any]:
    """Call the action and return what it answers for the camera."""
    answer = await hass.services.async_call(
        DOMAIN,
        SERVICE_LINK,
        {"entity_id": CAMERA, **fields},
        blocking=True,
        return_response=True,
        context=context,
    )
    assert answer is not None
    response = answer[CAMERA]
    assert isinstance(response, dict)
    return response


@pytest.mark.usefixtures("freezer")
async def test_a_link_says_what_it_is_good_for(hass: HomeAssistant, frame: Frame) -> None:
    assert frame.shown is not None
    await async_process_ha_core_config(hass, {"internal_url": "http://192.168.1.2:8123"})
    link = await async_link(hass)
    expires_at = dt_util.utcnow() + timedelta(days=1)
    assert link == {
        "path": link["path"],
        "url": f"http://192.168.1.2:8123{link['path']}",
        "expires_at": expires_at.isoformat(timespec="seconds"),
        "ends_with_restart": True,
    }
    assert URL(link["path"]).path == f"{PATH}/full.jpg"
    assert list(URL(link["path"]).query) == ["authSig"]


async def test_a_device_without_a_login_sees_the_picture(
    hass: HomeAssistant, frame: Frame, hass_client_no_auth: ClientSessionGenerator
) -> None:
    link, client = await async_link(hass), await hass_client_no_auth()
    for _again in range(2):
        assert frame.shown is not None
        response = await client.get(link["path"])
        assert (response.status, response.content_type) == (200, "image/jpeg")
        assert await response.read() == frame.shown.rendition.data
        await frame.async_new_image()  # The link is one to the frame, not to a photo.
    assert (await client.head(link["path"])).status == 200


async def test_a_link_reads_this_picture_and_does_nothing_else(
    hass: HomeAssistant,
    frame: Frame,
    hass_admin_user: MockUser,
    hass_client_no_auth: ClientSessionGenerator,
) -> None:
    before = frame.shown
    # The signature is the content user's, whoever asked for it.
    link = await async_link(hass, Context(user_id=hass_admin_user.id))
    signature, client = URL(link["path"]).query_string, await hass_client_no_auth()
    for path in (f"{PATH}/640.jpg", f"{API_PATH}/new-image", f"{API_PATH}/health"):
        assert (await client.get(f"{path}?{signature}")).status == 401
    assert (await client.post(f"{API_PATH}/new-image?{signature}")).status == 401
    assert frame.shown is before


async def test_a_link_expires(
    hass: HomeAssistant,
    freezer: FrozenDateTimeFactory,
    frame: Frame,
    hass_client_no_auth: ClientSessionGenerator,
) -> None:
    assert frame.shown is not None
    client = await hass_client_no_auth()
    link = await async_link(hass, valid_for={"minutes": 5})
    freezer.tick(timedelta(minutes=4, seconds=58))
    assert (await client.get(link["path"])).status == 200
    freezer.tick(timedelta(seconds=3))
    assert dt_util.utcnow() >= dt_util.parse_datetime(link["expires_at"], raise_on_error=True)
    assert (await client.get(link["path"])).status == 401


async def test_a_link_ends_with_a_restart(
    hass: HomeAssistant, frame: Frame, hass_client_no_auth: ClientSessionGenerator
) -> None:
    assert frame.shown is not None
    client, link = await hass_client_no_auth(), await async_link(hass)
    del hass.data[DATA_SIGN_SECRET]  # Home Assistant keeps it in memory alone.
    assert link["ends_with_restart"] is True
    assert (await client.get(link["path"])).status == 401


@pytest.mark.parametrize("size", PictureSize)
async def test_a_link_to_each_size(
    hass: HomeAssistant,
    immich: SampleImmich,
    hass_client_no_auth: ClientSessionGenerator,
    size: PictureSize,
) -> None:
    await async_set_up(hass, account(immich, frame_subentry(width=1920, height=1080)))
    link = await async_link(hass, size=size)
    response = await (await hass_client_no_auth()).get(link["path"])
    picture = Image.open(BytesIO(await response.read()))
    assert picture.width == (1920 if size is PictureSize.FULL else int(size))


FORMATS: dict[str, tuple[dict[str, object], str]] = {
    "webp": ({"output": {"format": "webp"}}, "webp"),
    "e-ink": ({"palette": "grey_4"}, "png"),
}


@pytest.mark.parametrize("shows", [True, False], ids=["shows", "shows nothing yet"])
@pytest.mark.parametrize("made", FORMATS)
async def test_a_link_ends_in_the_frames_own_format(
    hass: HomeAssistant,
    immich: SampleImmich,
    hass_client_no_auth: ClientSessionGenerator,
    made: str,
    *,
    shows: bool,
) -> None:
    rendering, suffix = FORMATS[made]
    if not shows:
        immich.faults.add(SEARCH, faults.status(500), times=None)
    frame = await async_set_up(hass, account(immich, frame_subentry(rendering=rendering)))
    assert (frame.shown is not None) == shows
    link = await async_link(hass)
    assert URL(link["path"]).path == f"{PATH}/full.{suffix}"
    response = await (await hass_client_no_auth()).get(link["path"])
    assert response.status == (200 if shows else 404)
    if frame.shown:
        assert await response.read() == frame.shown.rendition.data


async def test_without_a_known_address_there_is_the_path(
    hass: HomeAssistant, frame: Frame, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert frame.shown is not None
    monkeypatch.setattr(hass.config, "api", None)
    monkeypatch.setattr(hass.config, "internal_url", None)
    monkeypatch.setattr(hass.config, "external_url", None)
    link = await async_link(hass)
    assert link["url"] is None
    assert link["path"].startswith(PATH)


WRONG: dict[str, dict[str, Any]] = {
    "no size": {ATTR_SIZE: "639"},
    "too short": {ATTR_VALID_FOR: {"seconds": 59}},
    "too long": {ATTR_VALID_FOR: {"days": 30, "seconds": 1}},
    "no time": {ATTR_VALID_FOR: "soon"},
    "never": {ATTR_VALID_FOR: {"days": -1}},
}


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG)
async def test_what_cannot_be_had(hass: HomeAssistant, frame: Frame, wrong: dict[str, Any]) -> None:
    assert frame.shown is not None
    with pytest.raises(probatio.Invalid):
        await async_link(hass, **wrong)


@pytest.mark.parametrize("longest", [{"days": 30}, {"minutes": 1}, "00:01:00", 60])
async def test_what_just_can(hass: HomeAssistant, frame: Frame, longest: object) -> None:
    assert frame.shown is not None
    assert (await async_link(hass, valid_for=longest))["path"]


async def test_only_with_a_response(hass: HomeAssistant, frame: Frame) -> None:
    assert frame.shown is not None
    with pytest.raises(ServiceValidationError):
        await hass.services.async_call(DOMAIN, SERVICE_LINK, {"entity_id": CAMERA}, blocking=True)


async def test_only_for_who_controls_the_camera(
    hass: HomeAssistant, frame: Frame, hass_read_only_user: MockUser
) -> None:
    assert frame.shown is not None
    with pytest.raises(Unauthorized):
        await async_link(hass, Context(user_id=hass_read_only_user.id))


async def test_a_link_is_neither_logged_nor_in_a_state(
    hass: HomeAssistant,
    frame: Frame,
    entry: MockConfigEntry,
    caplog: pytest.LogCaptureFixture,
) -> None:
    assert frame.shown is not None
    caplog.set_level(logging.DEBUG)
    signature = URL((await async_link(hass))["path"]).query["authSig"]
    await hass.config_entries.async_reload(entry.entry_id)
    await hass.async_block_till_done()
    assert signature not in caplog.text
    states = json.dumps([state.as_dict() for state in hass.states.async_all()], default=str)
    assert signature not in states
