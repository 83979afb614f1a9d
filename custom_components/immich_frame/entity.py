"""What all entities of a frame share: device, unique id, news of the frame."""

from collections.abc import Callable, Iterable
from typing import override

from homeassistant.auth.models import User
from homeassistant.components.camera import DOMAIN as CAMERA_DOMAIN
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import device_registry as dr, entity_registry as er
from homeassistant.helpers.device_registry import DeviceEntryType, DeviceInfo
from homeassistant.helpers.entity import Entity, EntityDescription
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .const import CAMERA_KEY, DOMAIN, MANUFACTURER
from .errors import translation
from .frame import Frame, ImmichFrameConfigEntry
from .imaging.spec import Size
from .words import Words


def async_register_server_device(hass: HomeAssistant, entry: ImmichFrameConfigEntry) -> None:
    """Make the device of the server, which the frames' devices point at."""
    dr.async_get(hass).async_get_or_create(
        config_entry_id=entry.entry_id,
        identifiers={(DOMAIN, entry.entry_id)},
        entry_type=DeviceEntryType.SERVICE,
        manufacturer="Immich",
        name=entry.title,
        configuration_url=entry.runtime_data.options.url,
    )


@callback
def async_rename(hass: HomeAssistant, entry: ImmichFrameConfigEntry) -> None:
    """Call the devices of an account and of its frames as people call them now."""
    account, devices = entry.runtime_data, dr.async_get(hass)
    titles = {one.subentry_id: one.title for one in entry.subentries.values()}
    for identifier, title in (titles | {entry.entry_id: entry.title}).items():
        identifiers = (DOMAIN, identifier)
        device = devices.async_get_device_by_identifier(identifiers, entry.entry_id)
        if device is not None:
            devices.async_update_device(device.id, name=title)
    account.name = account.reachability.name = entry.title
    for frame in account.frames.values():
        frame.coordinator.name = titles[frame.frame_id]


def unique_id(frame_id: str, key: str) -> str:
    """Return the unique id of a frame's entity."""
    return f"{frame_id}_{key}"


def may(user: User, frame: Frame, policy: str) -> bool:
    """Tell whether a user may do something with a frame: what he may do with its camera."""
    camera = er.async_get(frame.hass).async_get_entity_id(
        CAMERA_DOMAIN, DOMAIN, unique_id(frame.frame_id, CAMERA_KEY)
    )
    return camera is not None and user.permissions.check_entity(camera, policy)


def add_frame_entities[D: EntityDescription](
    entry: ImmichFrameConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
    kind: Callable[[Frame, D], Entity],
    descriptions: Iterable[D],
) -> None:
    """Add an entity of each description for every frame of an account."""
    for frame in entry.runtime_data.frames.values():
        entities = [kind(frame, description) for description in descriptions]
        async_add_entities(entities, config_subentry_id=frame.frame_id)


class FrameEntity(Entity):
    """An entity of a frame.

    It is available while Home Assistant runs: an outage of Immich leaves the photo on the frame,
    and an action on an unavailable entity would do nothing and say nothing.
    """

    _attr_has_entity_name = True
    _attr_should_poll = False

    def __init__(self, frame: Frame, description: EntityDescription) -> None:
        """Belong to a frame; the description's key tells its entities apart."""
        self.frame = frame
        self.entity_description = description
        self._attr_unique_id = unique_id(frame.frame_id, description.key)
        self._attr_translation_key = description.key
        self._attr_device_info = DeviceInfo(
            identifiers={(DOMAIN, frame.frame_id)},
            entry_type=DeviceEntryType.SERVICE,
            manufacturer=MANUFACTURER,
            name=frame.name,
            via_device_id=dr.async_get_device_id_by_identifier(
                frame.hass, (DOMAIN, frame.entry.entry_id), config_entry_id=frame.entry.entry_id
            ),
        )

    @override
    async def async_added_to_hass(self) -> None:
        """Follow the frame."""
        self.async_on_remove(self.frame.async_add_listener(self._handle_frame_update))

    async def async_placeholder(self, size: Size) -> bytes:
        """Return a picture for a frame without a photo, which says what is the matter."""
        error, words = self.frame.last_error, await Words.async_load(self.hass)
        if error is None:
            message = words.say("selector.placeholder.options.waiting")
        else:
            said = translation(error)
            key = f"exceptions.{said['translation_key']}.message"
            message = words.say(key, **said["translation_placeholders"])
        renderer = self.frame.account.renderer
        return await renderer.async_placeholder(self.frame.name, message, size)

    def _handle_frame_update(self) -> None:
        self.async_write_ha_state()
