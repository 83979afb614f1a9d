"""Immich Frame: a photo frame for Home Assistant, fed by an Immich server."""

from random import Random

from homeassistant.const import EVENT_HOMEASSISTANT_FINAL_WRITE, Platform
from homeassistant.core import Event, HomeAssistant
from homeassistant.helpers import config_validation as cv
from homeassistant.helpers.aiohttp_client import async_get_clientsession
from homeassistant.helpers.typing import ConfigType
from homeassistant.util import dt as dt_util

from .const import AD_HOC_POOL_LIFETIME, AD_HOC_POOLS, DOMAIN, SUBENTRY_FRAME
from .entity import async_register_server_device, async_rename
from .frame import AccountWithFrames, Frame, ImmichFrameConfigEntry
from .frame_issues import async_follow_issues
from .health import async_check_disk
from .immich.client import ImmichClient
from .issues import async_clear_issues
from .loader import PhotoLoader
from .migration import async_migrate_entry, async_tell_of_newer_accounts, check_frames
from .options import FrameOptions, ServerOptions
from .reachability import Reachability
from .renderer import DATA_RENDERER, Renderer
from .selection.pool import PoolCache
from .services import async_register_services
from .store import async_remove_files, images_directory
from .views import async_register_views

CONFIG_SCHEMA = cv.config_entry_only_config_schema(DOMAIN)

__all__ = ["async_migrate_entry"]  # Home Assistant looks for it here.

PLATFORMS = [
    Platform.BINARY_SENSOR,
    Platform.BUTTON,
    Platform.CAMERA,
    Platform.EVENT,
    Platform.IMAGE,
    Platform.NUMBER,
    Platform.SELECT,
    Platform.SENSOR,
    Platform.SWITCH,
    Platform.TEXT,
]


async def async_setup(hass: HomeAssistant, _config: ConfigType) -> bool:
    """Set up what all accounts share."""
    hass.data[DATA_RENDERER] = Renderer(hass)
    async_register_services(hass)
    async_register_views(hass)
    async_tell_of_newer_accounts(hass)
    return True


async def async_setup_entry(hass: HomeAssistant, entry: ImmichFrameConfigEntry) -> bool:
    """Set up an account and its frames; never waits for Immich."""
    check_frames(entry)
    options = ServerOptions.of(entry.data)
    session = async_get_clientsession(hass, verify_ssl=options.verify_ssl)
    reachability, renderer = Reachability(entry.title, dt_util.utcnow), hass.data[DATA_RENDERER]
    client = ImmichClient(session, options.url, options.api_key, on_outcome=reachability.async_note)
    account = entry.runtime_data = AccountWithFrames(
        name=entry.title,
        user_id=entry.unique_id or "",
        options=options,
        client=client,
        reachability=reachability,
        pools=PoolCache(AD_HOC_POOL_LIFETIME, AD_HOC_POOLS),
        renderer=renderer,
        loader=PhotoLoader(client, renderer),
        random=Random(),
        now=dt_util.utcnow,
    )
    await _async_forget_frames_that_are_gone(hass)
    await async_check_disk(hass, images_directory(hass))
    async_register_server_device(hass, entry)
    for subentry in entry.get_subentries_of_type(SUBENTRY_FRAME):
        frame = account.frames[subentry.subentry_id] = Frame(hass, entry, subentry, account)
        async_follow_issues(frame)
        await frame.async_start()
    await hass.config_entries.async_forward_entry_setups(entry, PLATFORMS)
    entry.async_on_unload(entry.add_update_listener(_async_entry_changed))
    _write_when_stopping(hass, entry)
    return True


async def async_unload_entry(hass: HomeAssistant, entry: ImmichFrameConfigEntry) -> bool:
    """Unload an account and its frames."""
    unloaded = await hass.config_entries.async_unload_platforms(entry, PLATFORMS)
    if unloaded:
        for frame in entry.runtime_data.frames.values():
            await frame.async_unload()
    return unloaded


async def async_remove_entry(hass: HomeAssistant, _entry: ImmichFrameConfigEntry) -> None:
    """Leave nothing of a removed account behind."""
    async_tell_of_newer_accounts(hass)
    await _async_forget_frames_that_are_gone(hass)


async def _async_entry_changed(hass: HomeAssistant, entry: ImmichFrameConfigEntry) -> None:
    """Give names and options to whom they are of; another server or frame needs a reload."""
    account = entry.runtime_data
    subentries = entry.get_subentries_of_type(SUBENTRY_FRAME)
    is_same_server = ServerOptions.of(entry.data) == account.options
    if not is_same_server or {one.subentry_id for one in subentries} != account.frames.keys():
        await hass.config_entries.async_reload(entry.entry_id)
        return
    async_rename(hass, entry)
    for subentry in subentries:
        account.frames[subentry.subentry_id].async_apply(FrameOptions.of(subentry.data))


def _write_when_stopping(hass: HomeAssistant, entry: ImmichFrameConfigEntry) -> None:
    async def write(_event: Event) -> None:
        for frame in entry.runtime_data.frames.values():
            await frame.async_stop()

    entry.async_on_unload(hass.bus.async_listen_once(EVENT_HOMEASSISTANT_FINAL_WRITE, write))


async def _async_forget_frames_that_are_gone(hass: HomeAssistant) -> None:
    entries = hass.config_entries.async_entries(DOMAIN)
    frame_ids = {subentry_id for entry in entries for subentry_id in entry.subentries}
    async_clear_issues(hass, keep=frame_ids)
    await async_remove_files(hass, keep=frame_ids)
