"""What is wrong with a field, in zod's words and shapes, as Immich 3 passes them on."""

from collections.abc import Iterable
import re
from types import NoneType

from demo.immich.errors import Problem

type Where = list[str | int]

JSON_TYPES: dict[type, str] = {
    bool: "boolean",
    dict: "object",
    float: "number",
    int: "number",
    list: "array",
    NoneType: "null",
    str: "string",
}


def wrong_type(where: Where, expected: str, value: object) -> Problem:
    """Say that a value has another JSON type; `value` is None for null, ... for nothing."""
    return {
        "expected": expected,
        "code": "invalid_type",
        "path": where,
        "message": f"Invalid input: expected {expected}, received {_json_type(value)}",
    }


def wrong_choice(where: Where, choices: Iterable[str]) -> Problem:
    """Say that a value is none of a closed set."""
    values = list(choices)
    options = "|".join(f'"{value}"' for value in values)
    message = f"Invalid option: expected one of {options}"
    return {"code": "invalid_value", "values": values, "path": where, "message": message}


def too_small(where: Where, least: int) -> Problem:
    """Say that a number is below its bound."""
    return _out_of_bounds(where, "too_small", "minimum", least, "Too small", ">=")


def too_big(where: Where, most: int) -> Problem:
    """Say that a number is above its bound."""
    return _out_of_bounds(where, "too_big", "maximum", most, "Too big", "<=")


def wrong_format(where: Where, form: str, pattern: re.Pattern[str], message: str) -> Problem:
    """Say that a string is not written as it has to be."""
    return {
        "origin": "string",
        "code": "invalid_format",
        "format": form,
        "pattern": f"/^{pattern.pattern}$/",
        "path": where,
        "message": message,
    }


def _out_of_bounds(  # noqa: PLR0913, PLR0917, the words of one message, used twice
    where: Where, code: str, bound: str, limit: int, words: str, sign: str
) -> Problem:
    return {
        "origin": "number",
        "code": code,
        bound: limit,
        "inclusive": True,
        "path": where,
        "message": f"{words}: expected number to be {sign}{limit}",
    }


def _json_type(value: object) -> str:
    return JSON_TYPES.get(type(value), "undefined")
