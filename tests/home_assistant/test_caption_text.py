"""What a caption says about a photo, in many languages."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

from PIL import ImageFont
import pytest

from custom_components.immich_frame.caption_font import CAPTION_FONT
from custom_components.immich_frame.caption_text import MAX_LINE, caption_lines, years_between
from custom_components.immich_frame.immich.models import Asset
from custom_components.immich_frame.rendering import CaptionChoice, CaptionPart
from homeassistant.generated.languages import LANGUAGES
from homeassistant.util import dt as dt_util

NOW = datetime(2026, 5, 3, 9, tzinfo=UTC)
ALL = CaptionChoice(tuple(CaptionPart))


def photo(
    taken: str | None = "2019-05-03T23:30:00.000Z", people: tuple[str, ...] = (), **exif: str
) -> Asset:
    """Return a photo as Immich tells of it."""
    row: dict[str, Any] = {
        "id": "32981c8e-2887-4e66-b32d-110a2c255d61",
        "originalFileName": "sea.jpg",
        "type": "IMAGE",
        "visibility": "timeline",
        "isFavorite": False,
        "isTrashed": False,
        "width": 40,
        "height": 30,
        "people": [{"name": name, "isHidden": False} for name in people],
        "exifInfo": exif,
    }
    return Asset.from_json(row | ({"localDateTime": taken} if taken else {}))


def lines(
    shown: Asset, *parts: CaptionPart, language: str = "en", now: datetime = NOW
) -> tuple[str, ...]:
    return caption_lines(shown, CaptionChoice(parts) if parts else ALL, language, now)


def test_everything_is_four_lines() -> None:
    known = photo(
        people=("Ada", "Ben"),
        city="Lisbon",
        country="Portugal",
        description="\n At  the sea.\nA long story follows.",
    )
    assert lines(known) == (
        "May 3, 2019 · 7 years ago",
        "Lisbon, Portugal",
        "Ada and Ben",
        "At the sea.",
    )


@pytest.mark.parametrize(
    ("language", "when", "people"),
    [
        ("en", "May 3, 2019 · 7 years ago", "Ada, Ben, and Zoë"),
        ("en-GB", "3 May 2019 · 7 years ago", "Ada, Ben and Zoë"),
        ("de", "3. Mai 2019 · vor 7 Jahren", "Ada, Ben und Zoë"),
        ("fr", "3 mai 2019 · il y a 7 ans", "Ada, Ben et Zoë"),
        ("pt-BR", "3 de maio de 2019 · há 7 anos", "Ada, Ben e Zoë"),
        ("es-419", "3 de mayo de 2019 · hace 7 años", "Ada, Ben y Zoë"),
        ("pl", "3 maja 2019 · 7 lat temu", "Ada, Ben i Zoë"),
        ("ru", "3 мая 2019 г. · 7 лет назад", "Ada, Ben и Zoë"),  # noqa: RUF001 it is Russian
        ("sr-Latn", "3. maj 2019. · pre 7 godina", "Ada, Ben i Zoë"),
        ("el", "3 Μαΐου 2019 · πριν από 7 έτη", "Ada, Ben και Zoë"),
        ("gsw", "3. Mai 2019 · vor 7 Jahren", "Ada, Ben und Zoë"),
    ],
)
def test_it_speaks_the_language_of_home_assistant(language: str, when: str, people: str) -> None:
    shown = photo(people=("Ada", "Ben", "Zoë"))
    assert lines(shown, language=language) == (when, people)


@pytest.mark.parametrize("language", ["ja", "zh-Hans", "ko", "ar", "he", "hi", "th", "ka"])
def test_what_the_font_has_no_letters_for_is_english(language: str) -> None:
    assert lines(photo(), language=language) == ("May 3, 2019 · 7 years ago",)


@pytest.mark.parametrize(
    "language", ["", "x", "tlh", "und-x", "en_US", "EN-us", "a-b-c-d", "../de"]
)
def test_an_odd_language_is_english(language: str) -> None:
    assert lines(photo(), language=language) == ("May 3, 2019 · 7 years ago",)


@pytest.mark.parametrize("language", ["de-XX", "de-CH-1996", "DE", "de_AT"])
def test_a_language_is_known_by_its_beginning(language: str) -> None:
    assert lines(photo(), language=language) == ("3. Mai 2019 · vor 7 Jahren",)


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        (photo(None), ()),
        (photo(None, description=" \n "), ()),
        (photo(None, country="Portugal"), ("Portugal",)),
        (photo(None, people=("Ada",)), ("Ada",)),
        (photo("2026-05-03T23:30:00.000Z"), ("May 3, 2026",)),
    ],
)
def test_what_is_not_known_has_no_line(shown: Asset, expected: tuple[str, ...]) -> None:
    assert lines(shown) == expected


def test_nothing_chosen_says_nothing() -> None:
    assert caption_lines(photo(), CaptionChoice(), "en", NOW) == ()


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ((CaptionPart.DATE,), ("May 3, 2019",)),
        ((CaptionPart.YEARS_AGO,), ("7 years ago",)),
        ((CaptionPart.PEOPLE, CaptionPart.DATE), ("Ada", "May 3, 2019")),
        (
            (CaptionPart.YEARS_AGO, CaptionPart.PEOPLE, CaptionPart.DATE),
            ("May 3, 2019 · 7 years ago", "Ada"),
        ),
    ],
)
def test_the_lines_are_in_the_order_that_was_chosen(
    parts: tuple[CaptionPart, ...], expected: tuple[str, ...]
) -> None:
    assert lines(photo(people=("Ada",)), *parts) == expected


@pytest.mark.parametrize(
    ("taken", "today", "years"),
    [
        (date(2019, 5, 3), date(2026, 5, 2), 6),
        (date(2019, 5, 3), date(2026, 5, 3), 7),
        (date(2019, 5, 3), date(2027, 5, 2), 7),
        (date(2020, 2, 29), date(2021, 2, 28), 0),
        (date(2020, 2, 29), date(2021, 3, 1), 1),
        (date(2020, 2, 29), date(2024, 2, 29), 4),
        (date(2019, 2, 28), date(2024, 2, 29), 5),
        (date(2030, 1, 1), date(2026, 5, 3), -4),
    ],
)
def test_years_are_those_of_the_calendar(taken: date, today: date, years: int) -> None:
    assert years_between(taken, today) == years


@pytest.mark.parametrize(
    ("taken", "expected"),
    [
        ("2025-05-03", "1 year ago"),
        ("2025-05-04", ""),
        ("2030-05-03", ""),
        ("2006-05-04", "19 years ago"),
        ("1926-05-03", "100 years ago"),
        ("1826-05-04", "199 years ago"),
    ],
)
def test_years_ago(taken: str, expected: str) -> None:
    said = lines(photo(f"{taken}T12:00:00.000Z"), CaptionPart.YEARS_AGO)
    assert "".join(said) == expected


@contextmanager
def at_home(hours: int) -> Iterator[None]:
    """Let Home Assistant's clock be so many hours before UTC."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(dt_util, "DEFAULT_TIME_ZONE", timezone(timedelta(hours=hours)))
        yield


@pytest.mark.parametrize("hours", [-11, 0, 13])
@pytest.mark.parametrize("clock", ["00:00:00", "23:59:59"])
def test_the_photos_day_is_that_of_its_own_clock(hours: int, clock: str) -> None:
    with at_home(hours):
        (when,) = lines(photo(f"2019-05-01T{clock}.000Z"))
    assert when == "May 1, 2019 · 7 years ago"


@pytest.mark.parametrize(("hours", "years"), [(0, 6), (2, 7)])
def test_today_is_that_of_home_assistant(hours: int, years: int) -> None:
    late = datetime(2026, 5, 2, 23, 30, tzinfo=UTC)
    with at_home(hours):
        said = lines(photo(), CaptionPart.YEARS_AGO, now=late)
    assert said == (f"{years} years ago",)


def test_a_line_ends_somewhere() -> None:
    (story,) = lines(photo(None, description="word " * 100))
    assert (len(story), story[-1]) == (MAX_LINE, "…")
    (crowd,) = lines(photo(None, people=tuple(f"Person {number}" for number in range(60))))
    assert crowd.startswith("Person 0, Person 1, ")
    assert len(crowd) <= MAX_LINE


def test_names_are_taken_as_they_are() -> None:
    odd = ("{0}", "A\tB", "%s")
    assert lines(photo(None, people=odd)) == ("{0}, A B, and %s",)


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_the_font_has_the_letters_of_every_language(language: str) -> None:
    font = ImageFont.truetype(str(CAPTION_FONT), 20)
    missing = bytes(font.getmask("\uffff"))
    said = {
        letter
        for month in range(1, 13)
        for line in lines(
            photo(f"{2026 - month}-{month:02}-02T12:00:00.000Z", ("A", "B", "C")),
            language=language,
            now=datetime(2026, 12, 31, tzinfo=UTC),
        )
        for letter in line
    }
    assert {"A", "·"} <= said
    assert [letter for letter in said if bytes(font.getmask(letter)) == missing] == []
