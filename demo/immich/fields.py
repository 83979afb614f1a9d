"""Reads fields out of a request and gathers what is wrong with them.

A field that is not there is ABSENT, which is not the same as null: a null rating asks for unrated
photos. Fields that nobody reads are ignored, as Immich ignores them.
"""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from enum import Enum, StrEnum
import json
import re

from demo.immich import problems
from demo.immich.errors import ApiError, Problem, ValidationError

UUID = re.compile(
    r"([0-9a-fA-F]{8}-[0-9a-fA-F]{4}-4[0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12})"
)
# As zod writes them: a date that the calendar has, with its leap years.
DAY = re.compile(
    r"(?:(?:\d\d[2468][048]|\d\d[13579][26]|\d\d0[48]|[02468][048]00|[13579][26]00)-02-29"
    r"|\d{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\d|30)"
    r"|(?:02)-(?:0[1-9]|1\d|2[0-8])))"
)
MOMENT = re.compile(
    DAY.pattern + r"T(?:(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d+)?)?"
    r"(?:Z|([+-](?:[01]\d|2[0-3]):[0-5]\d)))"
)
LARGEST = 2**53 - 1


class Absent(Enum):
    """The type of ABSENT."""

    ABSENT = "absent"


ABSENT = Absent.ABSENT


class Fields:
    """The fields of one request; `check` refuses when any that was read is wrong."""

    def __init__(self, values: Mapping[str, object], *, from_text: bool = False) -> None:
        """Read from these values; `from_text` for a query string, where all are text."""
        self._values = values
        self._reads_text = from_text
        self._problems: list[Problem] = []

    def check(self) -> None:
        """Refuse when something was wrong.

        Raises:
            ValidationError: with every problem found so far.

        """
        if self._problems:
            raise ValidationError(self._problems)

    def said_besides(self, *names: str) -> str:
        """Return all fields but these as text, the same for the same request."""
        said = {name: value for name, value in self._values.items() if name not in names}
        return json.dumps(said, sort_keys=True, default=str)

    def null_or[T](self, name: str, read: Callable[[str], T]) -> T | None:
        """Read a field that may be null with another of these methods."""
        return None if self._values.get(name, ABSENT) is None else read(name)

    def required[T](self, name: str, read: Callable[[str], T | Absent]) -> T:
        """Read a field that has to be there with another of these methods, and check them all.

        Raises:
            ValidationError: it is not there, or something read so far is wrong.

        """
        if name not in self._values:
            self._refuse(problems.wrong_type([name], "string", ...))
        value = read(name)
        self.check()
        if isinstance(value, Absent):
            raise ValidationError(self._problems)
        return value

    def text(self, name: str) -> str | Absent:
        """Read a string."""
        value = self._values.get(name, ABSENT)
        if isinstance(value, str | Absent):
            return value
        return self._refuse(problems.wrong_type([name], "string", value))

    def flag(self, name: str) -> bool | Absent:
        """Read a boolean: exactly "true" or "false" in a query."""
        value = self._values.get(name, ABSENT)
        if self._reads_text and isinstance(value, str):
            value = {"true": True, "false": False}.get(value, value)
        if isinstance(value, bool | Absent):
            return value
        return self._refuse(problems.wrong_type([name], "boolean", value))

    def integer(self, name: str, least: int = 1, most: int = LARGEST) -> int | Absent:
        """Read a whole number within bounds."""
        value = self._values.get(name, ABSENT)
        if self._reads_text and isinstance(value, str) and re.fullmatch(r"-?\d+", value):
            value = int(value)
        if isinstance(value, Absent):
            return ABSENT
        if isinstance(value, bool) or not isinstance(value, int):
            return self._refuse(problems.wrong_type([name], "number", value))
        if value < least:
            return self._refuse(problems.too_small([name], least))
        if value > most:
            return self._refuse(problems.too_big([name], most))
        return value

    def choice[E: StrEnum](self, name: str, choices: type[E]) -> E | Absent:
        """Read a value of a closed set."""
        value = self._values.get(name, ABSENT)
        if isinstance(value, Absent):
            return ABSENT
        if value in list(choices):
            return choices(str(value))
        return self._refuse(problems.wrong_choice([name], choices))

    def moment(self, name: str) -> datetime | Absent:
        """Read a date with time and zone."""
        message = "Invalid input: expected ISO 8601 datetime string, received string"
        return self._dated(name, MOMENT, datetime.fromisoformat, "datetime", message)

    def day(self, name: str) -> date | Absent:
        """Read a date without a time."""
        message = "Invalid input: expected ISO date string (YYYY-MM-DD), received string"
        return self._dated(name, DAY, date.fromisoformat, "date", message)

    def uuid(self, name: str) -> str | Absent:
        """Read an id."""
        text = self.text(name)
        if isinstance(text, Absent) or UUID.fullmatch(text):
            return text
        return self._refuse(problems.wrong_format([name], "uuid", UUID, "Invalid UUID"))

    def uuids(self, name: str) -> tuple[str, ...] | Absent:
        """Read a list of ids."""
        values = self._list(name)
        for number, each in enumerate(values or ()):
            if not isinstance(each, str) or not UUID.fullmatch(each):
                where: list[str | int] = [name, number]
                self._refuse(problems.wrong_format(where, "uuid", UUID, "Invalid UUID"))
        return ABSENT if values is None else tuple(map(str, values))

    def texts(self, name: str) -> tuple[str, ...] | Absent:
        """Read a list of strings."""
        values = self._list(name)
        for number, each in enumerate(values or ()):
            if not isinstance(each, str):
                self._refuse(problems.wrong_type([name, number], "string", each))
        return ABSENT if values is None else tuple(map(str, values))

    def _list(self, name: str) -> list[object] | None:
        value = self._values.get(name, ABSENT)
        if not isinstance(value, list | Absent):
            self._refuse(problems.wrong_type([name], "array", value))
        return value if isinstance(value, list) else None

    def _dated[T](
        self, name: str, pattern: re.Pattern[str], read: Callable[[str], T], form: str, message: str
    ) -> T | Absent:
        text = self.text(name)
        if isinstance(text, Absent):
            return ABSENT
        try:
            if pattern.fullmatch(text):
                return read(text)
        except ValueError:
            pass  # The year 0, which Python's calendar does not have.
        return self._refuse(problems.wrong_format([name], form, pattern, message))

    def _refuse(self, problem: Problem) -> Absent:
        self._problems.append(problem)
        return ABSENT


class LenientFields(Fields):
    """Fields as releases before 3.0 read them: numbers and truths as text, dates in any form."""

    def __init__(self, values: Mapping[str, object], *, from_text: bool = False) -> None:
        """Read from these values, wherever they come from."""
        del from_text
        super().__init__(values, from_text=True)

    def moment(self, name: str) -> datetime | Absent:
        """Read a date, with or without time and zone, UTC without.

        Raises:
            ApiError: 400 at once, whatever else is wrong.

        """
        value = self._values.get(name, ABSENT)
        if isinstance(value, Absent):
            return ABSENT
        try:
            read = datetime.fromisoformat(str(value))
        except ValueError as err:
            raise ApiError(400, f"{name} must be a date string") from err
        return read if read.tzinfo else read.replace(tzinfo=UTC)
