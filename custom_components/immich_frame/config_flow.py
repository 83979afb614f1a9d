"""The account: an Immich server and a key, held against each other before they are stored."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, override

import probatio

from homeassistant.config_entries import (
    SOURCE_REAUTH,
    SOURCE_USER,
    ConfigEntry,
    ConfigFlow,
    ConfigFlowResult,
    ConfigSubentryData,
    ConfigSubentryFlow,
)
from homeassistant.const import CONF_API_KEY, CONF_URL, CONF_VERIFY_SSL
from homeassistant.core import callback
from homeassistant.helpers.selector import TextSelector, TextSelectorConfig, TextSelectorType

from .const import (
    CONF_QUERY,
    DOMAIN,
    ENTRY_MINOR_VERSION,
    ENTRY_VERSION,
    SUBENTRY_FRAME,
)
from .errors import problem, translation
from .frame_flow import FrameSubentryFlow
from .immich.address import server_url
from .immich.errors import (
    CertificateError,
    ImmichError,
    InvalidUrlError,
    MissingPermissionError,
    RefusedKeyError,
)
from .immich.models import User
from .immich.permissions import Permission
from .immich.query import QueryError
from .login import Login, async_log_in
from .markdown import plain
from .options import FrameOptions, ServerOptions
from .selection.preset import Preset
from .slideshow_form import with_slideshow
from .words import Words

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
    """Add an account, give it a new key, or move it to another address.

    Each begins with a form, and what it is filled in with is checked. Before anything is stored,
    people are told what more the key could be allowed to do, if there is such a thing.
    """

    VERSION = ENTRY_VERSION
    MINOR_VERSION = ENTRY_MINOR_VERSION

    # The form that is filled in, with what, and what the check found out.
    _step: str
    _schema: probatio.Schema
    _login: Login

    def __init__(self) -> None:
        """Begin with empty fields."""
        self._data: dict[str, Any] = {}
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
        self._step, self._schema = "user", USER_SCHEMA
        if user_input is None:
            return self._show_form()
        self._data = user_input
        return await self.async_step_check_again()

    async def async_step_reauth(self, _entry_data: Mapping[str, Any]) -> ConfigFlowResult:
        """Begin again after Immich refused the key."""
        return await self.async_step_reauth_confirm()

    async def async_step_reauth_confirm(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Ask for a new key of the same user."""
        self._step, self._schema = "reauth_confirm", KEY_SCHEMA
        return await self._async_change(self._get_reauth_entry(), user_input)

    async def async_step_reconfigure(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Ask for another address of the same server, or another key of the same user."""
        self._step, self._schema = "reconfigure", SERVER_SCHEMA
        return await self._async_change(self._get_reconfigure_entry(), user_input)

    async def async_step_check_again(
        self, _user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Check what was entered; the key may have been changed in Immich since the last time."""
        if (login := await self._async_check()) is None:
            return self._show_form()
        self._login = login
        self._abort_if_not_meant()
        if login.missing:
            return await self.async_step_permissions()
        return await self._async_store()

    async def async_step_permissions(
        self, _user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Say what the key may do, and what it could."""
        words = await Words.async_load(self.hass)
        return self.async_show_menu(
            step_id="permissions",
            menu_options=["go_on", "check_again"],
            description_placeholders={
                "granted": _listed(self._login.granted, words),
                "missing": _listed(self._login.missing, words),
            },
        )

    async def async_step_go_on(self, _user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Take the key as it is."""
        return await self._async_store()

    async def _async_change(
        self, entry: ConfigEntry, user_input: dict[str, Any] | None
    ) -> ConfigFlowResult:
        given = user_input or {}
        key = given.get(CONF_API_KEY, "").strip()
        self._data = {**entry.data, **given, CONF_API_KEY: key or entry.data[CONF_API_KEY]}
        self._errors, self._placeholders = {}, {"name": entry.title}
        if user_input is None:
            return self._show_form()
        if not key and not _is_same_origin(self._data[CONF_URL], entry.data[CONF_URL]):
            self._errors = {CONF_API_KEY: "key_needed"}
            return self._show_form()
        return await self.async_step_check_again()

    async def _async_check(self) -> Login | None:
        """Find whose key it is, or what is wrong and which field of the form that is about."""
        self._errors = {}
        try:
            FrameOptions.of(self._data)
            login = await async_log_in(self.hass, ServerOptions.of(_server_data(self._data)))
        except (ImmichError, QueryError) as err:
            field = next((_FIELDS[kind] for kind in type(err).__mro__ if kind in _FIELDS), "base")
            self._errors[field if field in self._schema.schema else "base"] = problem(err).key
            self._placeholders |= translation(err)["translation_placeholders"]
            return None
        # Another flow may have been left at the question whether to go on.
        await self.async_set_unique_id(login.user.id, raise_on_progress=False)
        return login

    def _abort_if_not_meant(self) -> None:
        """End here for an account that is there already, or that is another one."""
        if self.source == SOURCE_USER:
            self._abort_if_unique_id_configured()
        else:
            self._abort_if_unique_id_mismatch()

    async def _async_store(self) -> ConfigFlowResult:
        words = await Words.async_load(self.hass)
        self._abort_if_not_meant()  # The same account may have been added meanwhile.
        data, user = _server_data(self._data), self._login.user
        if self.source == SOURCE_USER:
            frame = _first_frame(self._data, words)
            return self.async_create_entry(title=_title(user, data), data=data, subentries=[frame])
        is_reauth = self.source == SOURCE_REAUTH
        entry = self._get_reauth_entry() if is_reauth else self._get_reconfigure_entry()
        if data == entry.data:
            # Nothing that the update listener would notice, but Immich takes the key again.
            self.hass.config_entries.async_schedule_reload(entry.entry_id)
        # A title that its owner chose stays.
        is_ours = entry.title == _title(user, entry.data)
        title = _title(user, data) if is_ours else entry.title
        return self.async_update_and_abort(entry, title=title, data=data)

    def _show_form(self) -> ConfigFlowResult:
        # A stored key is not sent to the browser.
        hidden = set() if self.source == SOURCE_USER else {CONF_API_KEY}
        values = {key: value for key, value in self._data.items() if key not in hidden}
        return self.async_show_form(
            step_id=self._step,
            data_schema=self.add_suggested_values_to_schema(self._schema, values),
            errors=self._errors,
            description_placeholders=EXAMPLES | self._placeholders,
        )


def _listed(permissions: Iterable[Permission], words: Words) -> str:
    """Return what a key may do or could, as a list in Markdown."""
    lines = []
    for one in permissions:
        enables = words.say(f"selector.permission.options.{one.replace('.', '_')}")
        lines.append(f"- **{plain(one)}**: {plain(enables)}")
    return "\n".join(lines)


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


def _first_frame(data: Mapping[str, Any], words: Words) -> ConfigSubentryData:
    options = FrameOptions.of(data)
    if not data.get(CONF_QUERY):
        name = words.say("selector.default_name.options.library")
        options = replace(options, presets=(Preset(name=name),), active=name)
    return ConfigSubentryData(
        data=with_slideshow(options).as_data(),
        subentry_type=SUBENTRY_FRAME,
        title=words.say("selector.default_name.options.frame"),
        unique_id=None,
    )
