"""Who may see what: an account's photos are for whoever may see one of its frames."""

from dataclasses import dataclass

from homeassistant.auth.models import User
from homeassistant.auth.permissions.const import POLICY_READ
from homeassistant.components.http import KEY_HASS_USER
from homeassistant.components.websocket_api import current_connection
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.http import current_request

from .const import DOMAIN
from .entity import may
from .frame import AccountWithFrames, Frame, ImmichFrameConfigEntry


@dataclass(frozen=True, slots=True)
class Access:
    """What somebody may do; nobody in particular, as an automation is, may do everything."""

    user: User | None

    def allows(self, frame: Frame, policy: str = POLICY_READ) -> bool:
        """Tell whether something may be done with a frame."""
        return self.user is None or self.user.is_admin or may(self.user, frame, policy)

    def frames(self, account: AccountWithFrames) -> list[Frame]:
        """Return the frames of an account that may be seen."""
        return [frame for frame in account.frames.values() if self.allows(frame)]

    def allows_account(self, account: AccountWithFrames) -> bool:
        """Tell whether photos of an account may be seen."""
        return self.user is None or self.user.is_admin or bool(self.frames(account))

    def entries(self, hass: HomeAssistant) -> list[ImmichFrameConfigEntry]:
        """Return the accounts whose photos may be seen."""
        return [entry for entry in loaded(hass) if self.allows_account(entry.runtime_data)]


def loaded(hass: HomeAssistant) -> list[ImmichFrameConfigEntry]:
    """Return the accounts that are set up."""
    return hass.config_entries.async_loaded_entries(DOMAIN)


@callback
def asking_user() -> User | None:
    """Return who asks by way of a component of Home Assistant that does not tell.

    It is the one for whom Home Assistant would sign a path now (`http.auth.async_sign_path`).
    """
    if connection := current_connection.get():
        return connection.user
    if (request := current_request.get()) is not None:
        user: User | None = request.get(KEY_HASS_USER)
        return user
    return None
