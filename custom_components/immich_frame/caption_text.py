"""What a caption says about a photo, in the language of Home Assistant."""

from contextlib import suppress
from datetime import date, datetime, timedelta
from typing import Final

from babel import Locale, UnknownLocaleError
from babel.core import get_global, parse_locale
from babel.dates import format_date, format_timedelta
from babel.lists import format_list

from homeassistant.util import dt as dt_util

from .immich.models import Asset
from .rendering import CaptionChoice, CaptionPart

MAX_LINE: Final = 120
"""In characters: more than a frame has room for, while descriptions may be pages long."""

# These two share a line.
_WHEN: Final = (CaptionPart.DATE, CaptionPart.YEARS_AGO)
_BETWEEN: Final = " · "

_ENGLISH: Final = "en"
# Babel's Swiss German writes dates and lists as its German does, and has no words for "years ago".
_NEAREST: Final = {"gsw": "de"}
# Captions are drawn in a font that has the letters of these.
_SCRIPTS: Final = frozenset({"Cyrl", "Grek", "Latn"})

_YEAR: Final = timedelta(days=365)  # Babel counts with years of this length.


def caption_lines(
    photo: Asset, choice: CaptionChoice, language: str, now: datetime
) -> tuple[str, ...]:
    """Return what a caption says about a photo, at most four lines: what is not known has none.

    `language` is a tag such as "pt-BR". Dates and lists are in English where it is not known, or
    not written in Latin, Greek or Cyrillic. Today is that of Home Assistant's zone at `now`, while
    the day of a photo is that of a clock on the wall, which has none.

    The first call for a language reads files, so it does not belong in an event loop.
    """
    texts = _texts(photo, _locale(language), dt_util.as_local(now).date())
    rows = dict.fromkeys(_WHEN if part in _WHEN else (part,) for part in choice.parts)
    lines = (
        _BETWEEN.join(texts[part] for part in row if part in choice.parts and texts[part])
        for row in rows
    )
    return tuple(_shortened(line) for line in lines if line)


def years_between(taken: date, today: date) -> int:
    """Count whole years by the calendar: those of 29 February mostly end on 1 March."""
    return today.year - taken.year - ((today.month, today.day) < (taken.month, taken.day))


def _texts(photo: Asset, locale: Locale, today: date) -> dict[CaptionPart, str]:
    """Word everything that is known of a photo; what is not is empty."""
    taken = photo.local_date_time and photo.local_date_time.date()
    described = (photo.description or "").strip().splitlines()
    return {
        CaptionPart.DATE: format_date(taken, "long", locale) if taken else "",
        CaptionPart.PLACE: photo.place or "",
        CaptionPart.PEOPLE: format_list(photo.people, locale=locale),
        CaptionPart.YEARS_AGO: _years_ago(taken, today, locale) if taken else "",
        CaptionPart.DESCRIPTION: described[0] if described else "",
    }


def _years_ago(taken: date, today: date, locale: Locale) -> str:
    years = years_between(taken, today)
    if years < 1:
        return ""
    return format_timedelta(-years * _YEAR, "year", add_direction=True, locale=locale)


def _shortened(line: str) -> str:
    line = " ".join(line.split())
    return line if len(line) <= MAX_LINE else f"{line[: MAX_LINE - 1].rstrip()}…"


def _locale(language: str) -> Locale:
    """Return the conventions of a language, or the English ones."""
    tag = _NEAREST.get(language, language).replace("_", "-")
    for known in (tag, tag.partition("-")[0]):
        with suppress(UnknownLocaleError, ValueError):
            locale = Locale.parse(known, sep="-")
            return locale if _script(locale) in _SCRIPTS else Locale(_ENGLISH)
    return Locale(_ENGLISH)


def _script(locale: Locale) -> str | None:
    """Return how a language is written: "Latn"."""
    likely = get_global("likely_subtags")[locale.language]
    return locale.script or parse_locale(likely)[2]
