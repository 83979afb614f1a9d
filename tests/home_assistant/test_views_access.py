"""HTTP: who may ask what, and of which frame."""

import pytest
from pytest_homeassistant_custom_component.common import CLIENT_ID, MockConfigEntry, MockUser
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.immich_frame.const import API_PATH
from custom_components.immich_frame.frame import Frame
from demo.immich.server import SampleImmich
from homeassistant.auth.models import User
from homeassistant.core import HomeAssistant

from .conftest import (
    BUTTON,
    CAMERA,
    FRAME_ID,
    IMAGE,
    NEW_IMAGE,
    OTHER_FRAME_ID,
    PICTURES,
    STATUS,
    Client,
    account,
    assert_refused,
    async_set_up,
    frame_subentry,
    until,
)

type Policy = dict[str, bool | dict[str, dict[str, dict[str, bool]]]]


def policy(**permissions: bool) -> Policy:
    return {"entities": {"entity_ids": {CAMERA: permissions}}}


async def async_token(hass: HomeAssistant, permissions: Policy) -> str:
    """Return the token of a user who may do just this."""
    user: User = MockUser().add_to_hass(hass)
    user.mock_policy(permissions)  # type: ignore[attr-defined] # of MockUser alone
    refresh_token = await hass.auth.async_create_refresh_token(user, CLIENT_ID)
    return hass.auth.async_create_access_token(refresh_token)


async def test_nobody_gets_anything_without_a_login(
    frame: Frame, hass_client_no_auth: ClientSessionGenerator
) -> None:
    before = frame.shown
    client = await hass_client_no_auth()
    for path in (NEW_IMAGE, *PICTURES, *STATUS):
        assert (await client.get(path)).status == 401
    assert (await client.post(NEW_IMAGE)).status == 401
    assert frame.shown is before


async def test_an_administrator_gets_everything(client: Client) -> None:
    for path in (NEW_IMAGE, *PICTURES, *STATUS[:2]):
        assert (await client.get(path)).status == 200


POLICIES: dict[str, Policy] = {
    "nothing": policy(),
    "read": policy(read=True),
    "control": policy(control=True),
    "both": policy(read=True, control=True),
    "all": {"entities": True},  # as the users have who are no administrators
    "another camera": {"entities": {"entity_ids": {"camera.other": {"control": True}}}},
}


@pytest.mark.parametrize("allowed", POLICIES)
async def test_others_get_what_their_policy_allows(
    hass: HomeAssistant, frame: Frame, hass_client: ClientSessionGenerator, allowed: str
) -> None:
    before = frame.shown
    client = await hass_client(await async_token(hass, POLICIES[allowed]))
    may_see = allowed in {"read", "both", "all"}
    for path in PICTURES:
        assert (await client.get(path)).status == (200 if may_see else 403)
    for path in STATUS:
        await assert_refused(await client.get(path), 403, "You may not do this")
    may_control = allowed in {"control", "both", "all"}
    for ask in (client.get, client.post):
        assert (await ask(NEW_IMAGE)).status == (200 if may_control else 403)
    assert (frame.shown is not before) == may_control


async def test_who_may_read_sees_and_changes_nothing(
    frame: Frame, hass_client: ClientSessionGenerator, hass_read_only_access_token: str
) -> None:
    assert frame.shown is not None
    client = await hass_client(hass_read_only_access_token)
    for path in PICTURES:
        assert (await client.get(path)).status == 200
    for path in (NEW_IMAGE, *STATUS):
        await assert_refused(await client.get(path), 403)
    await assert_refused(await client.post(NEW_IMAGE), 403)


@pytest.fixture
async def two(hass: HomeAssistant, immich: SampleImmich) -> MockConfigEntry:
    """Return an account with two frames."""
    entry = account(immich, frame_subentry(), frame_subentry(OTHER_FRAME_ID, "Kitchen"))
    await async_set_up(hass, entry)
    await until(lambda: entry.runtime_data.frames[OTHER_FRAME_ID].shown)
    return entry


async def test_of_several_frames_one_has_to_be_named(
    two: MockConfigEntry, hass_client: ClientSessionGenerator
) -> None:
    client = await hass_client()
    for path in (NEW_IMAGE, PICTURES[0], *STATUS):
        await assert_refused(await client.get(path), 400, "several frames")
    frame: Frame = two.runtime_data.frames[FRAME_ID]
    other: Frame = two.runtime_data.frames[OTHER_FRAME_ID]
    before = other.shown
    for name in (FRAME_ID, CAMERA, IMAGE, BUTTON):
        assert frame.shown is not None
        response = await client.get(PICTURES[0], params={"frame": name})
        assert await response.read() == frame.shown.rendition.data
        assert (await client.get(f"{API_PATH}/frames/{name}/full.jpg")).status == 200
        assert (await client.get(NEW_IMAGE, params={"frame": name})).status == 200
    assert other.shown is before


async def test_a_frame_that_is_not_there(
    hass: HomeAssistant, client: Client, entry: MockConfigEntry
) -> None:
    hass.states.async_set("camera.other", "idle")
    for name in ("nonsense", "camera.other", "sun.sun"):
        for path in (NEW_IMAGE, PICTURES[0], *STATUS):
            response = await client.get(path, params={"frame": name})
            await assert_refused(response, 404, "no such frame")
    await assert_refused(await client.get(f"{API_PATH}/frames/nonsense/full.jpg"), 404)
    assert await hass.config_entries.async_unload(entry.entry_id)
    await assert_refused(await client.get(PICTURES[0]), 404, "There is no frame")
    await assert_refused(await client.get(PICTURES[1]), 404, "no such frame")
