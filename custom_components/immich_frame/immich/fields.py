"""Reading single fields of JSON, each with the type it must have.

Every reader raises `BadAnswerError`, which names the field and not its content.
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from enum import StrEnum
import math
import re
from typing import Final, NoReturn

from .errors import BadAnswerError

type Row = Mapping[str, object]

EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)

_UUID: Final = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}", re.ASCII | re.IGNORECASE)
_NUMBER: Final = re.compile(r"[0-9]{1,9}")


def is_uuid(text: str) -> bool:
    """Whether the text is a UUID as Immich writes ids: 8-4-4-4-12 hexadecimal digits."""
    return _UUID.fullmatch(text) is not None


def row(value: object, name: str) -> Row:
    """Return the value, which must be an object."""
    return value if isinstance(value, dict) else _refuse(name, "an object")


def rows(value: object, name: str) -> Sequence[Row]:
    """Return the value, which must be a list of objects."""
    if not isinstance(value, list):
        _refuse(name, "a list")
    return [row(one, name) for one in value]


def texts(value: object, name: str) -> Sequence[str]:
    """Return the value, which must be a list of texts."""
    if not isinstance(value, list):
        _refuse(name, "a list")
    return [one if isinstance(one, str) else _refuse(name, "a list of texts") for one in value]


def text(source: Row, name: str) -> str:
    """Return a text that must be there."""
    value = source.get(name)
    return value if isinstance(value, str) else _refuse(name, "a text")


def optional_text(source: Row, name: str) -> str | None:
    """Return a text, or nothing for one that is absent, null or blank."""
    return None if source.get(name) is None else text(source, name).strip() or None


def uuid(source: Row, name: str) -> str:
    """Return an id that must be there."""
    value = text(source, name)
    return value if is_uuid(value) else _refuse(name, "a UUID")


def whole(source: Row, name: str) -> int:
    """Return a whole number, zero or more, that must be there."""
    value = _integer(source, name)
    return value if value >= 0 else _refuse(name, "a whole number")


def optional_whole(source: Row, name: str) -> int | None:
    """Return a whole number above zero, or nothing for one that is absent, null, zero or below.

    Immich before 3.0 says -1 or 0 for photos without a rating.
    """
    if source.get(name) is None:
        return None
    value = _integer(source, name)
    return value if value > 0 else None


def number(source: Row, name: str) -> float:
    """Return a finite number, with a fraction or without, that must be there."""
    value = source.get(name)
    if isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value):
        return float(value)
    return _refuse(name, "a number")


def optional_number(source: Row, name: str) -> int | None:
    """Return a number that Immich writes as a text, such as "2"; nothing for null."""
    value = optional_text(source, name)
    if value is None:
        return None
    return int(value) if _NUMBER.fullmatch(value) else _refuse(name, "a number")


def flag(source: Row, name: str) -> bool:
    """Return a truth value; an absent one is false."""
    value = source.get(name, False)
    return value if isinstance(value, bool) else _refuse(name, "true or false")


def choice[E: StrEnum](source: Row, name: str, choices: type[E]) -> E | None:
    """Return one of the choices, or nothing for a value that a newer Immich made up."""
    value = optional_text(source, name)
    try:
        return None if value is None else choices(value)
    except ValueError:
        return None


def moment(source: Row, name: str) -> datetime:
    """Return a time in UTC that must be there, with "Z" or with "+00:00" and microseconds.

    A date that Python cannot hold (JavaScript knows the year 12000) is `EPOCH`.
    """
    value = text(source, name)
    try:
        time = datetime.fromisoformat(value)
        return time.astimezone(UTC) if time.tzinfo else time.replace(tzinfo=UTC)
    except ValueError, OverflowError:
        return EPOCH


def wall_time(source: Row, name: str) -> datetime | None:
    """Return the time that a clock on the wall showed, without a zone.

    Immich labels wall time as UTC, as "Z" or as "+00:00" with microseconds: the label is dropped.
    A date that Python cannot hold (JavaScript knows the year 12000) is nothing.
    """
    value = optional_text(source, name)
    if value is None:
        return None
    try:
        return datetime.fromisoformat(value).replace(tzinfo=None)
    except ValueError:
        return None


def _integer(source: Row, name: str) -> int:
    """Return a whole number; 3.0 is one, as JSON has no int."""
    value = source.get(name)
    if isinstance(value, float) and value.is_integer():
        return int(value)
    # Python counts True as an int; JSON does not.
    return value if type(value) is int else _refuse(name, "a whole number")


def _refuse(name: str, wanted: str) -> NoReturn:
    raise BadAnswerError(f"Immich's answer has another shape: {name} is not {wanted}.")
