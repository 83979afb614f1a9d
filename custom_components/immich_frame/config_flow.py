"""The account: an Immich server and a key, held against each other before they are stored."""

from collections.abc import Mapping
from typing import Any, override

import probatio

from homeassistant.config_entries import (
    ConfigEntry,
    ConfigFlow,
    ConfigFlowResult,
    ConfigSubentryData,
    ConfigSubentryFlow,
)
from homeassistant.const import CONF_API_KEY, CONF_URL, CONF_VERIFY_SSL
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.aiohttp_client import async_get_clientsession
from homeassistant.helpers.selector import TextSelector, TextSelectorConfig, TextSelectorType

from .const import CONF_QUERY, DEFAULT_NAME, DOMAIN, SUBENTRY_FRAME
from .errors import ServerTooOldError, problem, translation
from .frame_flow import FrameSubentryFlow
from .immich.address import server_url
from .immich.client import ImmichClient
from .immich.errors import (
    CertificateError,
    ImmichError,
    InvalidUrlError,
    MissingPermissionError,
    RefusedKeyError,
)
from .immich.models import User, Version
from .immich.permissions import REQUIRED
from .immich.query import QueryError
from .options import FrameOptions, ServerOptions

MIN_VERSION = Version(1, 139, 0)
"""The first that tells what a key may do (GET /api-keys/me)."""

_ADDRESS = TextSelector(TextSelectorConfig(type=TextSelectorType.URL))
_SECRET = TextSelector(TextSelectorConfig(type=TextSelectorType.PASSWORD))

USER_SCHEMA = probatio.Schema(
    {
        probatio.Required(CONF_URL): _ADDRESS,
        probatio.Required(CONF_API_KEY): _SECRET,
        probatio.Required(CONF_VERIFY_SSL, default=True): bool,
        probatio.Optional(CONF_QUERY): TextSelector(),
    }
)
KEY_SCHEMA = probatio.Schema({probatio.Required(CONF_API_KEY): _SECRET})
# The key is not sent back to the browser; a field left empty keeps it.
SERVER_SCHEMA = probatio.Schema(
    {
        probatio.Required(CONF_URL): _ADDRESS,
        probatio.Optional(CONF_API_KEY): _SECRET,
        probatio.Required(CONF_VERIFY_SSL): bool,
    }
)

# Addresses must not stand in translations.
EXAMPLES = {
    "example_name": "https://photos.example.org",
    "example_number": "http://192.168.1.20:2283",
}

# The field that an error is about; any other is about the server as a whole.
_FIELDS: dict[type[Exception], str] = {
    InvalidUrlError: CONF_URL,
    CertificateError: CONF_URL,
    RefusedKeyError: CONF_API_KEY,
    MissingPermissionError: CONF_API_KEY,
    QueryError: CONF_QUERY,
}


class ImmichFrameConfigFlow(ConfigFlow, domain=DOMAIN):
    """Add an account, give it a new key, or move it to another address."""

    VERSION = 1

    def __init__(self) -> None:
        """Begin without errors."""
        self._errors: dict[str, str] = {}
        self._placeholders: dict[str, str] = {}

    @classmethod
    @callback
    @override
    def async_get_supported_subentry_types(
        cls, config_entry: ConfigEntry
    ) -> dict[str, type[ConfigSubentryFlow]]:
        """Offer to add frames to an account."""
        return {SUBENTRY_FRAME: FrameSubentryFlow}

    @override
    async def async_step_user(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Add an account together with its first frame."""
        if user_input is not None and (user := await self._async_check(user_input, USER_SCHEMA)):
            self._abort_if_unique_id_configured()
            data = _server_data(user_input)
            return self.async_create_entry(
                title=_title(user, data),
                data=data,
                subentries=[_first_frame(user_input)],
            )
        return self._show_form("user", USER_SCHEMA, user_input or {})

    async def async_step_reauth(self, _entry_data: Mapping[str, Any]) -> ConfigFlowResult:
        """Begin again after Immich refused the key."""
        return await self.async_step_reauth_confirm()

    async def async_step_reauth_confirm(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Ask for a new key of the same user."""
        return await self._async_change(
            "reauth_confirm", KEY_SCHEMA, self._get_reauth_entry(), user_input
        )

    async def async_step_reconfigure(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Ask for another address of the same server, or another key of the same user."""
        return await self._async_change(
            "reconfigure", SERVER_SCHEMA, self._get_reconfigure_entry(), user_input
        )

    async def _async_change(
        self,
        step_id: str,
        schema: probatio.Schema,
        entry: ConfigEntry,
        user_input: dict[str, Any] | None,
    ) -> ConfigFlowResult:
        given = user_input or {}
        key = given.get(CONF_API_KEY, "").strip()
        changed = {**entry.data, **given, CONF_API_KEY: key or entry.data[CONF_API_KEY]}
        if not key and not _is_same_origin(changed[CONF_URL], entry.data[CONF_URL]):
            self._errors = {CONF_API_KEY: "key_needed"}
        elif user_input is not None and (user := await self._async_check(changed, schema)):
            self._abort_if_unique_id_mismatch()
            data = _server_data(changed)
            if data == entry.data:
                # Nothing that the update listener would notice, but Immich takes the key again.
                self.hass.config_entries.async_schedule_reload(entry.entry_id)
            # A title that its owner chose stays.
            is_ours = entry.title == _title(user, entry.data)
            title = _title(user, data) if is_ours else entry.title
            return self.async_update_and_abort(entry, title=title, data=data)
        shown = {key: value for key, value in changed.items() if key != CONF_API_KEY}
        self._placeholders.setdefault("name", entry.title)
        return self._show_form(step_id, schema, shown)

    async def _async_check(self, data: Mapping[str, Any], schema: probatio.Schema) -> User | None:
        """Find whose key it is, or what is wrong and which field of the form that is about."""
        self._errors, self._placeholders = {}, {}
        try:
            FrameOptions.of(data)
            user = await _async_find_user(self.hass, data)
        except (ImmichError, QueryError) as err:
            field = next((_FIELDS[kind] for kind in type(err).__mro__ if kind in _FIELDS), "base")
            self._errors[field if field in schema.schema else "base"] = problem(err).key
            self._placeholders.update(translation(err)["translation_placeholders"])
            return None
        await self.async_set_unique_id(user.id)
        return user

    def _show_form(
        self, step_id: str, schema: probatio.Schema, values: Mapping[str, Any]
    ) -> ConfigFlowResult:
        return self.async_show_form(
            step_id=step_id,
            data_schema=self.add_suggested_values_to_schema(schema, values),
            errors=self._errors,
            description_placeholders=EXAMPLES | self._placeholders,
        )


async def _async_find_user(hass: HomeAssistant, data: Mapping[str, Any]) -> User:
    """Ask who the key belongs to. Raises the first thing that is wrong, in an order that helps."""
    server = ServerOptions.of(_server_data(data))
    session = async_get_clientsession(hass, verify_ssl=server.verify_ssl)
    client = ImmichClient(session, server.url, server.api_key)
    await client.ping()
    version = await client.version()
    if version < MIN_VERSION:
        raise ServerTooOldError(f"This server runs Immich {version}; a frame needs {MIN_VERSION}.")
    key = await client.api_key()
    missing = [permission for permission in REQUIRED if not key.grants(permission)]
    if missing:
        raise MissingPermissionError(", ".join(missing))
    return await client.user()


def _is_same_origin(url: str, other: str) -> bool:
    """Tell whether a key that one address was given may be sent to the other."""
    try:
        return server_url(url).origin() == server_url(other).origin()
    except InvalidUrlError:
        return True  # It is sent nowhere, and the check says what is wrong.


def _title(user: User, data: Mapping[str, Any]) -> str:
    return f"{user.name} @ {server_url(data[CONF_URL]).host}"


def _server_data(data: Mapping[str, Any]) -> dict[str, Any]:
    return {
        CONF_URL: str(server_url(data[CONF_URL])),
        CONF_API_KEY: data[CONF_API_KEY].strip(),
        CONF_VERIFY_SSL: data[CONF_VERIFY_SSL],
    }


def _first_frame(data: Mapping[str, Any]) -> ConfigSubentryData:
    return ConfigSubentryData(
        data=FrameOptions.of(data).as_data(),
        subentry_type=SUBENTRY_FRAME,
        title=DEFAULT_NAME,
        unique_id=None,
    )
