"""Dates as Immich writes them: two ways for the same instant."""

from collections.abc import Callable
from datetime import UTC, datetime

type Stamp = Callable[[datetime], str]


def zulu(when: datetime) -> str:
    """Write as JavaScript does: "2025-11-22T08:15:00.000Z". Top-level fields have this."""
    return f"{when.astimezone(UTC):%Y-%m-%dT%H:%M:%S}.{when.microsecond // 1000:03d}Z"


def offset(when: datetime) -> str:
    """Write as PostgreSQL does: "2025-11-22T08:15:00.5+00:00". Nested objects have this."""
    fraction = f".{when.microsecond:06d}".rstrip("0") if when.microsecond else ""
    return f"{when.astimezone(UTC):%Y-%m-%dT%H:%M:%S}{fraction}+00:00"


def wall_clock(when: datetime) -> datetime:
    """Return what a clock at the place showed, labelled UTC, as Immich stores it."""
    return when.replace(tzinfo=UTC)


def zone_name(when: datetime) -> str | None:
    """Name the offset as Immich does: "UTC", "UTC+1", "UTC+5:30"."""
    apart = when.utcoffset()
    if apart is None:
        return None
    minutes = int(apart.total_seconds() // 60)
    if not minutes:
        return "UTC"
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'+' if minutes > 0 else '-'}{hours}{f':{rest:02d}' if rest else ''}"
