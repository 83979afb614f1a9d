"""A frame: what it shows and how large. Adding one and changing one are the same step."""

from typing import Any

import probatio

from homeassistant.config_entries import (
    SOURCE_USER,
    ConfigEntryState,
    ConfigSubentryFlow,
    SubentryFlowResult,
)
from homeassistant.const import CONF_NAME
from homeassistant.helpers.selector import (
    NumberSelector,
    NumberSelectorConfig,
    NumberSelectorMode,
    TextSelector,
)

from .const import (
    CONF_HEIGHT,
    CONF_POOL_HOURS,
    CONF_QUERY,
    CONF_WIDTH,
    DEFAULT_HEIGHT,
    DEFAULT_NAME,
    DEFAULT_POOL_HOURS,
    DEFAULT_WIDTH,
    MAX_EDGE,
    MAX_POOL_HOURS,
    MIN_EDGE,
)
from .errors import problem
from .immich.query import QueryError
from .options import FrameOptions


def _whole_number(least: int, most: int, unit: str) -> probatio.All[Any]:
    """Return a field for a whole number: the form's own gives a float."""
    config = NumberSelectorConfig(
        min=least, max=most, step=1, mode=NumberSelectorMode.BOX, unit_of_measurement=unit
    )
    return probatio.All(NumberSelector(config), probatio.Coerce(int))


FRAME_SCHEMA = probatio.Schema(
    {
        probatio.Required(CONF_NAME, default=DEFAULT_NAME): TextSelector(),
        probatio.Optional(CONF_QUERY): TextSelector(),
        probatio.Required(CONF_WIDTH, default=DEFAULT_WIDTH): _whole_number(
            MIN_EDGE, MAX_EDGE, "px"
        ),
        probatio.Required(CONF_HEIGHT, default=DEFAULT_HEIGHT): _whole_number(
            MIN_EDGE, MAX_EDGE, "px"
        ),
        probatio.Required(CONF_POOL_HOURS, default=DEFAULT_POOL_HOURS): _whole_number(
            1, MAX_POOL_HOURS, "h"
        ),
    }
)


class FrameSubentryFlow(ConfigSubentryFlow):
    """Add or change a frame."""

    async def async_step_user(self, user_input: dict[str, Any] | None = None) -> SubentryFlowResult:
        """Ask for everything at once; each field has a default."""
        if self._get_entry().state is not ConfigEntryState.LOADED:
            return self.async_abort(reason="entry_not_loaded")
        errors: dict[str, str] = {}
        if user_input is not None:
            try:
                name = user_input[CONF_NAME].strip() or DEFAULT_NAME
                return self._save(name, FrameOptions.of(user_input))
            except QueryError as err:
                errors[CONF_QUERY] = problem(err).key
        return self.async_show_form(
            step_id=self.source,
            data_schema=self.add_suggested_values_to_schema(
                FRAME_SCHEMA, user_input or self._current()
            ),
            errors=errors,
        )

    async_step_reconfigure = async_step_user

    def _current(self) -> dict[str, Any]:
        if self.source == SOURCE_USER:
            return {}
        subentry = self._get_reconfigure_subentry()
        return {CONF_NAME: subentry.title, **subentry.data}

    def _save(self, name: str, options: FrameOptions) -> SubentryFlowResult:
        if self.source == SOURCE_USER:
            return self.async_create_entry(title=name, data=options.as_data())
        return self.async_update_and_abort(
            self._get_entry(),
            self._get_reconfigure_subentry(),
            title=name,
            data=options.as_data(),
        )
