"""Playing a frame on a media player: what reaches a device that cannot log in."""

from datetime import timedelta
from io import BytesIO
from typing import Any, override

from freezegun.api import FrozenDateTimeFactory
from PIL import Image
import pytest
from pytest_homeassistant_custom_component.common import MockUser
from pytest_homeassistant_custom_component.typing import (
    ClientSessionGenerator,
    WebSocketGenerator,
)
from yarl import URL

from custom_components.immich_frame.const import API_PATH, DOMAIN
from custom_components.immich_frame.frame import Frame
from custom_components.immich_frame.shown import picture_path
from demo.immich.server import SampleImmich
from homeassistant.components import media_source
from homeassistant.components.media_player import (
    DATA_COMPONENT,
    DOMAIN as MEDIA_PLAYER,
    MediaPlayerEntity,
    MediaPlayerEntityFeature,
    MediaPlayerState,
    MediaType,
    async_process_play_media_url,
)
from homeassistant.core import HomeAssistant
from homeassistant.core_config import async_process_ha_core_config
from homeassistant.setup import async_setup_component

from .conftest import FRAME_ID, account, asset_id, async_set_up, frame_subentry

TELEVISION = "media_player.television"
HERE = "http://192.168.1.2:8123"


class Television(MediaPlayerEntity):
    """Plays what it is given as integrations of televisions do, and remembers it."""

    _attr_name = "Television"
    _attr_should_poll = False
    _attr_state = MediaPlayerState.IDLE
    _attr_supported_features = (
        MediaPlayerEntityFeature.PLAY_MEDIA | MediaPlayerEntityFeature.BROWSE_MEDIA
    )

    def __init__(self) -> None:
        """Play nothing yet."""
        self.played: list[tuple[str, str]] = []

    @override
    async def async_play_media(
        self, media_type: MediaType | str, media_id: str, **kwargs: Any
    ) -> None:
        """Look a media source's picture up, and take its address."""
        item = await media_source.async_resolve_media(self.hass, media_id, self.entity_id)
        url = async_process_play_media_url(self.hass, item.url)
        self.played.append((url, item.mime_type))


@pytest.fixture
async def television(hass: HomeAssistant) -> Television:
    """Put a television into Home Assistant."""
    assert await async_setup_component(hass, "media_source", {})
    assert await async_setup_component(hass, MEDIA_PLAYER, {})
    await async_process_ha_core_config(hass, {"internal_url": HERE})
    entity = Television()
    await hass.data[DATA_COMPONENT].async_add_entities([entity])
    assert hass.states.get(TELEVISION) is not None
    return entity


async def async_play(hass: HomeAssistant, television: Television, name: str) -> str:
    """Play something and return the path that the television was given."""
    await hass.services.async_call(
        MEDIA_PLAYER,
        "play_media",
        {
            "entity_id": TELEVISION,
            "media_content_id": f"media-source://{DOMAIN}/{name}",
            "media_content_type": "image/jpeg",
        },
        blocking=True,
    )
    url, mime_type = television.played[-1]
    assert url.startswith(HERE)
    assert mime_type == "image/jpeg"
    return URL(url).path_qs


async def test_a_frame_is_played(
    hass: HomeAssistant,
    frame: Frame,
    television: Television,
    hass_client_no_auth: ClientSessionGenerator,
) -> None:
    assert frame.shown is not None
    name = f"frame/{frame.entry.entry_id}/{FRAME_ID}"
    path, client = await async_play(hass, television, name), await hass_client_no_auth()
    assert URL(path).path == picture_path(FRAME_ID)
    response = await client.get(path)
    assert (response.status, response.content_type) == (200, "image/jpeg")
    assert await response.read() == frame.shown.rendition.data
    head = await client.head(path)  # Some televisions ask so first.
    assert (head.status, head.content_type) == (200, "image/jpeg")
    assert (await client.get(picture_path(FRAME_ID))).status == 401


async def test_everything_that_can_be_played_is_a_jpeg(
    hass: HomeAssistant,
    immich: SampleImmich,
    television: Television,
    hass_client_no_auth: ClientSessionGenerator,
) -> None:
    frame = await async_set_up(
        hass, account(immich, frame_subentry(rendering={"output": {"format": "webp"}}))
    )
    assert frame.shown is not None
    entry_id, client = frame.entry.entry_id, await hass_client_no_auth()
    for name in (
        f"current/{entry_id}/{FRAME_ID}",
        f"recent/{entry_id}/{FRAME_ID}/{frame.shown.key}",
        f"photo/{entry_id}/{asset_id(immich, 'teal.jpg')}",
    ):
        path = await async_play(hass, television, name)
        assert URL(path).path.endswith(".jpg")
        response = await client.get(path)
        assert response.content_type == "image/jpeg"
        assert Image.open(BytesIO(await response.read())).format == "JPEG"


async def test_what_was_played_expires(
    hass: HomeAssistant,
    freezer: FrozenDateTimeFactory,
    frame: Frame,
    television: Television,
    hass_client_no_auth: ClientSessionGenerator,
) -> None:
    client = await hass_client_no_auth()
    path = await async_play(hass, television, f"frame/{frame.entry.entry_id}/{FRAME_ID}")
    freezer.tick(timedelta(hours=23, minutes=59))
    assert (await client.get(path)).status == 200
    freezer.tick(timedelta(minutes=2))
    assert (await client.get(path)).status == 401


@pytest.fixture
async def viewer(hass: HomeAssistant, hass_read_only_user: MockUser) -> tuple[MockUser, str]:
    """Return somebody who controls the television but sees no frame, and a token."""
    user = hass_read_only_user
    user.mock_policy({"entities": {"entity_ids": {TELEVISION: True}}})
    refresh_token = await hass.auth.async_create_refresh_token(user, "https://example.org")
    return user, hass.auth.async_create_access_token(refresh_token)


async def test_who_may_not_see_a_frame_cannot_play_it(
    hass: HomeAssistant,
    frame: Frame,
    television: Television,
    viewer: tuple[MockUser, str],
    hass_ws_client: WebSocketGenerator,
) -> None:
    user, token = viewer
    client = await hass_ws_client(hass, token)
    message: dict[str, Any] = {
        "type": "call_service",
        "domain": MEDIA_PLAYER,
        "service": "play_media",
        "target": {"entity_id": TELEVISION},
        "service_data": {
            "media_content_id": f"media-source://{DOMAIN}/frame/{frame.entry.entry_id}/{FRAME_ID}",
            "media_content_type": "image/jpeg",
        },
    }
    await client.send_json_auto_id(message)
    answer = await client.receive_json()
    assert not answer["success"]
    assert "no such picture" in answer["error"]["message"]
    user.mock_policy({"entities": True})
    await client.send_json_auto_id(message)
    assert (await client.receive_json())["success"]
    assert len(television.played) == 1
    assert television.played[0][0].startswith(f"{HERE}{API_PATH}")


async def test_nor_over_rest(
    hass: HomeAssistant,
    frame: Frame,
    television: Television,
    viewer: tuple[MockUser, str],
    hass_client: ClientSessionGenerator,
) -> None:
    assert await async_setup_component(hass, "api", {})
    user, token = viewer
    client = await hass_client(token)
    body = {
        "entity_id": TELEVISION,
        "media_content_id": f"media-source://{DOMAIN}/frame/{frame.entry.entry_id}/{FRAME_ID}",
        "media_content_type": "image/jpeg",
    }
    assert (await client.post("/api/services/media_player/play_media", json=body)).status == 500
    assert television.played == []
    user.mock_policy({"entities": True})
    assert (await client.post("/api/services/media_player/play_media", json=body)).status == 200
    assert len(television.played) == 1
