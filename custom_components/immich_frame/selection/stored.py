"""Reads what was stored, and believes nothing of it: what is wrong is a ValueError."""

from base64 import b64decode, b64encode
from typing import Any


def fields_of(value: object, *names: str) -> list[Any]:
    """Return what an object holds under these names. Raises ValueError when one is not there."""
    if not isinstance(value, dict) or not value.keys() >= set(names):
        raise ValueError(f"it has to hold {', '.join(names)}")
    return [value[name] for name in names]


def rows_of(value: object, width: int, most: int) -> list[list[Any]]:
    """Return a list of at most so many lists, each with `width` values. Raises ValueError."""
    if not isinstance(value, list) or len(value) > most:
        raise ValueError(f"it has to be a list of {most:,} rows at most")
    if not all(isinstance(row, list) and len(row) == width for row in value):
        raise ValueError(f"each of its rows has to be a list of {width} values")
    return value


def whole_number(value: object, low: int, high: int) -> int:
    """Return a whole number from `low` to `high`. Raises ValueError."""
    if type(value) is not int or not low <= value <= high:
        raise ValueError(f"it has to be a whole number from {low} to {high}")
    return value


def text_of(value: object, most: int) -> str:
    """Return a text of at most so many characters. Raises ValueError."""
    if not isinstance(value, str) or len(value) > most:
        raise ValueError(f"it has to be a text of {most} characters at most")
    return value


def bytes_of(value: object, width: int, most: int) -> bytes:
    """Return at most `most` times `width` bytes, stored as base64. Raises ValueError."""
    data = b64decode(text_of(value, (most * width + 2) // 3 * 4), validate=True)
    if len(data) % width:
        raise ValueError(f"it has to be a whole number of times {width} bytes")
    return data


def text_of_bytes(data: bytes | bytearray) -> str:
    """Return bytes as they are stored."""
    return b64encode(data).decode()
