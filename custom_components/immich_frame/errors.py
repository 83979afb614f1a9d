"""Our errors, and how Home Assistant says them.

What goes wrong below is an exception of its own room. `translated_errors` carries it over the
border: it becomes a translated Home Assistant error, in one place, so that handlers need no `try`.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from homeassistant.exceptions import HomeAssistantError, ServiceValidationError

from .const import DOMAIN
from .imaging.errors import ImagingError
from .immich.errors import (
    BadAnswerError,
    CertificateError,
    ImmichError,
    ImmichTimeoutError,
    InvalidUrlError,
    MissingPermissionError,
    NotFoundError,
    NotImmichError,
    RefusedKeyError,
    ServerError,
    SmartSearchUnavailableError,
    TooLargeError,
    UnreachableError,
    UnsupportedError,
)
from .immich.query import EmptyQueryError, QueryError
from .selection.errors import SelectionError, SourceGoneError


class ServerTooOldError(ImmichError):
    """The server is older than what a frame needs."""


class FrameError(Exception):
    """Something that keeps a frame from showing another photo."""


class NoPhotosError(FrameError):
    """No photo passes the query."""


class FilteredOutError(NoPhotosError):
    """No photo passes, but without a filter some would; the message lists such filters by name."""


class NoSuchPositionError(FrameError):
    """The pool has fewer photos; the message says how many."""


class NoEarlierPhotoError(FrameError):
    """The walk along what was shown is at its beginning."""


class NothingShownError(FrameError):
    """There is no photo on the frame that could be meant."""


class NotHiddenError(FrameError):
    """The photo is not hidden on the frame, or none is."""


class UnknownPresetError(FrameError):
    """The frame has no preset of that name; the message lists those it has."""


class TooManyPresetsError(FrameError):
    """The frame has as many presets as it may have; the message says how many."""


class NewerVersionError(FrameError):
    """A later version of the integration wrote the settings of the frame that the message names."""


class UnreadableSettingsError(FrameError):
    """The settings of the frame that the message names are none that any version wrote."""


class UnknownMediaError(FrameError):
    """The media browser has nothing of that name, or nothing that may be seen."""


class AccountNeededError(FrameError):
    """There are several accounts, and none was named."""


class TooMuchAskedError(FrameError):
    """So many requests to an Immich wait already that another one is refused."""


class LookupTimeoutError(FrameError):
    """What was looked up was not found in time."""


class NoUsablePhotoError(FrameError):
    """Every photo that was tried could not be used."""


class FrameBusyError(FrameError):
    """Too many different requests wait for this frame already."""


class FrameTimeoutError(FrameError):
    """No other photo was ready in time."""


class FrameStoppedError(FrameError):
    """The frame was unloaded while a photo was on its way."""


class UnexpectedError(FrameError):
    """Something that nobody thought of; the log of Home Assistant tells more."""


class AllHiddenError(NoPhotosError):
    """Every photo that passes is hidden, or failed lately."""


class RenderTimeoutError(FrameError):
    """Rendering took too long."""


class RendererBusyError(FrameError):
    """The worker is still busy with an earlier photo, which took too long."""


# One photo's fault, as far as can be told: the next one may do.
UNUSABLE = (
    BadAnswerError,
    ImagingError,
    NotFoundError,
    RenderTimeoutError,
    ServerError,
    TooLargeError,
)
# These may be the server's fault as well.
DOUBTFUL = (BadAnswerError, ServerError)


@dataclass(frozen=True, slots=True)
class Problem:
    """How an error is said: its translation key, and its status over HTTP."""

    key: str
    status: HTTPStatus


_UNKNOWN = Problem("unknown", HTTPStatus.BAD_GATEWAY)

# Looked up along an error's own line of classes, so that the nearest entry counts.
_PROBLEMS: dict[type[BaseException], Problem] = {
    InvalidUrlError: Problem("invalid_url", HTTPStatus.BAD_REQUEST),
    ServerTooOldError: Problem("server_too_old", HTTPStatus.BAD_GATEWAY),
    EmptyQueryError: Problem("query_empty", HTTPStatus.BAD_REQUEST),
    QueryError: Problem("query_invalid", HTTPStatus.BAD_REQUEST),
    NoPhotosError: Problem("no_photos", HTTPStatus.NOT_FOUND),
    FilteredOutError: Problem("filtered_out", HTTPStatus.NOT_FOUND),
    AllHiddenError: Problem("all_hidden", HTTPStatus.NOT_FOUND),
    UnexpectedError: _UNKNOWN,
    NoSuchPositionError: Problem("no_such_position", HTTPStatus.NOT_FOUND),
    NoEarlierPhotoError: Problem("no_earlier_photo", HTTPStatus.NOT_FOUND),
    NothingShownError: Problem("nothing_shown", HTTPStatus.NOT_FOUND),
    NotHiddenError: Problem("not_hidden", HTTPStatus.NOT_FOUND),
    UnknownPresetError: Problem("unknown_preset", HTTPStatus.BAD_REQUEST),
    TooManyPresetsError: Problem("too_many_presets", HTTPStatus.BAD_REQUEST),
    NewerVersionError: Problem("newer_version", HTTPStatus.SERVICE_UNAVAILABLE),
    UnreadableSettingsError: Problem("settings_unreadable", HTTPStatus.SERVICE_UNAVAILABLE),
    UnknownMediaError: Problem("unknown_media", HTTPStatus.NOT_FOUND),
    AccountNeededError: Problem("account_needed", HTTPStatus.BAD_REQUEST),
    TooMuchAskedError: Problem("too_much_asked", HTTPStatus.SERVICE_UNAVAILABLE),
    LookupTimeoutError: Problem("lookup_timeout", HTTPStatus.GATEWAY_TIMEOUT),
    SourceGoneError: Problem("source_gone", HTTPStatus.NOT_FOUND),
    SelectionError: Problem("selection_failed", HTTPStatus.BAD_GATEWAY),
    NoUsablePhotoError: Problem("no_usable_photo", HTTPStatus.BAD_GATEWAY),
    FrameBusyError: Problem("frame_busy", HTTPStatus.SERVICE_UNAVAILABLE),
    FrameTimeoutError: Problem("frame_timeout", HTTPStatus.GATEWAY_TIMEOUT),
    FrameStoppedError: Problem("frame_stopped", HTTPStatus.SERVICE_UNAVAILABLE),
    RenderTimeoutError: Problem("render_timeout", HTTPStatus.SERVICE_UNAVAILABLE),
    RendererBusyError: Problem("renderer_busy", HTTPStatus.SERVICE_UNAVAILABLE),
    ImagingError: Problem("imaging_failed", HTTPStatus.BAD_GATEWAY),
    CertificateError: Problem("certificate_invalid", HTTPStatus.BAD_GATEWAY),
    ImmichTimeoutError: Problem("immich_timeout", HTTPStatus.GATEWAY_TIMEOUT),
    UnreachableError: Problem("immich_unreachable", HTTPStatus.BAD_GATEWAY),
    NotImmichError: Problem("not_immich", HTTPStatus.BAD_GATEWAY),
    RefusedKeyError: Problem("key_refused", HTTPStatus.BAD_GATEWAY),
    MissingPermissionError: Problem("permission_missing", HTTPStatus.BAD_GATEWAY),
    UnsupportedError: Problem("unsupported", HTTPStatus.BAD_GATEWAY),
    NotFoundError: Problem("not_found", HTTPStatus.BAD_GATEWAY),
    SmartSearchUnavailableError: Problem("smart_search_unavailable", HTTPStatus.BAD_GATEWAY),
    ServerError: Problem("immich_failed", HTTPStatus.BAD_GATEWAY),
    ImmichError: Problem("immich_failed", HTTPStatus.BAD_GATEWAY),
}

# What another call would get right: no line in the log, and no traceback for who asked.
CALLERS_FAULT = (
    NoEarlierPhotoError,
    NoSuchPositionError,
    NotHiddenError,
    NothingShownError,
    QueryError,
    TooManyPresetsError,
    UnknownPresetError,
)

# What keeps no photo from a frame.
NO_FAILURES = (*CALLERS_FAULT, FrameBusyError, FrameStoppedError)

OUR_ERRORS = (FrameError, ImmichError, ImagingError, QueryError, SelectionError)


def problem(error: BaseException | None) -> Problem:
    """Find how an error is said."""
    lineage = type(error).__mro__
    return next((_PROBLEMS[kind] for kind in lineage if kind in _PROBLEMS), _UNKNOWN)


def keys_of(*roots: type[BaseException]) -> list[str]:
    """Return the translation keys of all errors of these kinds, each once."""
    keys = [entry.key for kind, entry in _PROBLEMS.items() if issubclass(kind, roots)]
    return list(dict.fromkeys(keys))


def translation(error: BaseException) -> dict[str, Any]:
    """Return the keyword arguments that make a Home Assistant error say this error."""
    placeholders = {"error": str(error)}
    if isinstance(error, MissingPermissionError):
        placeholders["permission"] = error.permission
    return {
        "translation_domain": DOMAIN,
        "translation_key": problem(error).key,
        "translation_placeholders": placeholders,
    }


def translated(error: Exception) -> HomeAssistantError:
    """Return the Home Assistant error that says this one."""
    kind = ServiceValidationError if isinstance(error, CALLERS_FAULT) else HomeAssistantError
    return kind(**translation(error))


@contextmanager
def translated_errors() -> Iterator[None]:
    """Raise our errors as Home Assistant's, translated."""
    try:
        yield
    except OUR_ERRORS as err:
        raise translated(err) from err
