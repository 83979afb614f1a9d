"""Settings that another version wrote: earlier ones are brought up to date, later ones left alone.

Home Assistant itself refuses an account whose major version is later, with one line in its log.
What to do about it is said here.
"""

from contextlib import suppress

from homeassistant.config_entries import ConfigEntry, ConfigSubentry
from homeassistant.core import HomeAssistant, callback
from homeassistant.exceptions import ConfigEntryError

from .const import (
    CONF_VERSION,
    DOMAIN,
    ENTRY_MINOR_VERSION,
    ENTRY_VERSION,
    FRAME_VERSION,
    MAX_EDGE,
    SUBENTRY_FRAME,
)
from .errors import FrameError, NewerVersionError, UnreadableSettingsError, translation
from .immich.query import QueryError
from .issues import IssueKind, async_clear_issue, async_raise_issue
from .options import FrameOptions

# What reading raises for data that no version wrote.
_BROKEN = (ArithmeticError, AttributeError, LookupError, QueryError, TypeError, ValueError)


async def async_migrate_entry(hass: HomeAssistant, entry: ConfigEntry) -> bool:
    """Write the frames of an earlier version in today's form.

    A later minor version is taken as it is. So is a frame that cannot be read: `check_frames` says
    so afterwards.
    """
    if entry.minor_version < ENTRY_MINOR_VERSION:
        for subentry in entry.get_subentries_of_type(SUBENTRY_FRAME):
            with suppress(FrameError):
                data = _read(subentry).as_data()
                hass.config_entries.async_update_subentry(entry, subentry, data=data)
        hass.config_entries.async_update_entry(entry, minor_version=ENTRY_MINOR_VERSION)
    return True


def check_frames(entry: ConfigEntry) -> None:
    """Make sure that all frames of an account can be read. Raises ConfigEntryError."""
    try:
        for subentry in entry.get_subentries_of_type(SUBENTRY_FRAME):
            _read(subentry)
    except FrameError as err:
        raise ConfigEntryError(**translation(err)) from err


@callback
def async_tell_of_newer_accounts(hass: HomeAssistant) -> None:
    """Ask for an update while there are accounts that Home Assistant refuses as too new."""
    entries = hass.config_entries.async_entries(DOMAIN)
    if newer := [entry.title for entry in entries if entry.version > ENTRY_VERSION]:
        async_raise_issue(hass, IssueKind.NEWER_VERSION, {"accounts": ", ".join(newer)})
    else:
        async_clear_issue(hass, IssueKind.NEWER_VERSION)


def _read(subentry: ConfigSubentry) -> FrameOptions:
    """Read a frame. Raises NewerVersionError and UnreadableSettingsError, which name it."""
    try:
        if subentry.data.get(CONF_VERSION, 1) > FRAME_VERSION:
            raise NewerVersionError(subentry.title)
        return _checked(FrameOptions.of(subentry.data))
    except _BROKEN as err:
        raise UnreadableSettingsError(subentry.title) from err


def _checked(options: FrameOptions) -> FrameOptions:
    """Return the options if they can be worked with. Raises one of `_BROKEN`."""
    edges = (options.size.width, options.size.height)
    if not all(type(edge) is int and 0 < edge <= MAX_EDGE for edge in edges):
        raise ValueError("A frame has to have a size in whole pixels")
    FrameOptions.of(options.as_data())  # What can be written is of the right kinds.
    return options
