"""Whether Immich answers: what is known of it, when it last failed, and one line a change."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
import logging
from typing import Final

from homeassistant.core import CALLBACK_TYPE, callback

from .errors import problem
from .immich.errors import AWAY, BadAnswerError, ImmichError, RefusedKeyError, ServerError

_LOGGER = logging.getLogger(__name__)

FAILURES: Final = (*AWAY, BadAnswerError, RefusedKeyError, ServerError)
"""What is wrong with the server or with the key, whatever is asked.

Another error is the answer to a question, such as for a photo that is gone, or for an original that
the key may not have: who asked goes on with something else, or says so.
"""


@dataclass(frozen=True, slots=True)
class LastError:
    """What the server failed with last: the key of its translation, and when."""

    key: str
    occurred_at: datetime


class Reachability:
    """How the requests of an account end, all of them together.

    An error that Immich answered with is an error, and the server is connected nevertheless.
    `last_error` stays when the server is well again: its time says how old it is.
    """

    def __init__(self, name: str, now: Callable[[], datetime]) -> None:
        """Know nothing before the first request; `name` is what the log calls the account."""
        self.name = name
        self.is_connected: bool | None = None
        self.last_error: LastError | None = None
        self._now = now
        self._listeners: set[CALLBACK_TYPE] = set()

    @callback
    def async_note(self, error: ImmichError | None) -> None:
        """Take down how a request ended: None is a good answer."""
        was_connected, before = self.is_connected, self.last_error
        self.is_connected = not isinstance(error, AWAY)
        if isinstance(error, FAILURES):
            self.last_error = LastError(problem(error).key, self._now())
        if was_connected is not self.is_connected:
            self._log(error, is_first=was_connected is None)
        elif self.last_error is before:
            return
        for listener in list(self._listeners):
            listener()

    @callback
    def async_add_listener(self, listener: CALLBACK_TYPE) -> CALLBACK_TYPE:
        """Call back whenever one of the two has changed."""
        self._listeners.add(listener)
        return lambda: self._listeners.discard(listener)

    def _log(self, error: ImmichError | None, *, is_first: bool) -> None:
        if not self.is_connected:
            _LOGGER.warning("%s: Immich is away: %s", self.name, error)
        elif not is_first:
            _LOGGER.info("%s: Immich is back", self.name)
