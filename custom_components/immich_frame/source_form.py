"""The forms of a source: for each kind what has to be said about it."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final, override

import probatio

from homeassistant.helpers.selector import (
    BooleanSelector,
    LanguageSelector,
    LanguageSelectorConfig,
    TextSelector,
)

from .form import Form, Given, NothingToPickError, gone, pick_many, pick_one, whole_number
from .frame import AccountWithFrames
from .immich.errors import ImmichError, NotFoundError, UnsupportedError
from .immich.query import QueryError, search_text
from .immich.search import Search
from .pickers import Choice, Pick, Pickers, photo_choice
from .selection.source import Source, SourceKind

DEFAULT_RECENT_DAYS: Final = 30
MAX_RECENT_DAYS: Final = 3650
DEFAULT_MEMORY_DAYS: Final = 0
MAX_MEMORY_DAYS: Final = 15
"""Each day of the window is a request: one for today and two for every day around it."""

MAX_PHOTOS: Final = 20
"""How many photos are offered to choose one from."""


class SourceForm(ABC):
    """The forms of one kind of source."""

    @abstractmethod
    async def open(self, source: Source) -> Form:
        """Return the first form, filled in with a source of this kind.

        Raises ImmichError when Immich does not tell what there is or is too old for the source,
        NothingToPickError.
        """

    @abstractmethod
    async def read(self, given: Given) -> Source | Form:
        """Return the source that a form was filled in with, or the form to show now."""


class SmartForm(SourceForm):
    """What to search for, in words."""

    @override
    async def open(self, source: Source) -> Form:
        return self._form({"text": source.text, "language": source.language})

    @override
    async def read(self, given: Given) -> Source | Form:
        try:
            text = search_text(given["text"])
        except QueryError as err:
            return self._form(given).refused(err, "text")
        return Source(kind=SourceKind.SMART, text=text, language=given.get("language") or None)

    def _form(self, values: Given) -> Form:
        language = LanguageSelector(LanguageSelectorConfig(native_name=True))
        schema = probatio.Schema(
            {
                probatio.Required("text"): TextSelector(),
                probatio.Optional("language"): language,
            }
        )
        return Form(step="smart", schema=schema, values=values)


class PickForm(SourceForm):
    """Which albums, people or tags."""

    def __init__(self, kind: SourceKind, pickers: Pickers) -> None:
        """Pick among what Immich has of this kind."""
        self._kind = kind
        self._pickers = pickers
        self._choices: tuple[Choice, ...] = ()

    @override
    async def open(self, source: Source) -> Form:
        self._choices = await self._pickers.choices(Pick(self._kind))
        if not self._choices:
            raise NothingToPickError
        there = {choice.id for choice in self._choices}
        left = [one for one in source.ids if one in there]
        errors = {"ids": gone(is_all=not left)} if len(left) < len(source.ids) else {}
        return self._form({"ids": left, "match_all": source.match_all}, errors)

    @override
    async def read(self, given: Given) -> Source | Form:
        if not given["ids"]:
            return self._form(given, {"ids": "nothing_chosen"})
        return Source(
            kind=self._kind, ids=tuple(given["ids"]), match_all=given.get("match_all", False)
        )

    def _form(self, values: Given, errors: dict[str, str]) -> Form:
        # With a default: a form would otherwise pick the first of a required field by itself.
        fields: dict[probatio.Marker, Any] = {
            probatio.Required("ids", default=list): pick_many(self._choices)
        }
        if self._kind is SourceKind.PEOPLE:
            fields[probatio.Required("match_all", default=False)] = BooleanSelector()
        schema = probatio.Schema(fields)
        return Form(step=self._kind.value, schema=schema, values=values, errors=errors)


class DaysForm(SourceForm):
    """How many days: around today for memories, before today for what was added."""

    def __init__(self, kind: SourceKind, least: int, most: int, usual: int) -> None:
        """Take so many days."""
        self._source = Source(kind=kind, days=usual)
        self._least = least
        self._most = most

    @override
    async def open(self, source: Source) -> Form:
        usual = self._source.days
        number = whole_number(self._least, self._most, "d")
        return Form(
            step=source.kind.value,
            schema=probatio.Schema({probatio.Required("days", default=usual): number}),
            values={"days": source.days or usual},
        )

    @override
    async def read(self, given: Given) -> Source | Form:
        return replace(self._source, days=given["days"])


class SimilarForm(SourceForm):
    """Which photo the others should be like: one seen lately, or one that a search finds."""

    def __init__(self, pickers: Pickers, seen: Sequence[Choice]) -> None:
        """Offer the photos that were on frames lately."""
        self._pickers = pickers
        self._client = pickers.client
        self._choices = tuple(seen)
        pickers.know_photos(seen)

    @override
    async def open(self, source: Source) -> Form:
        if not (dialect := await self._client.dialect()).has_similar:
            raise UnsupportedError(
                f"Searching by a photo needs Immich 1.141 or newer; this is {dialect.version}."
            )
        errors = {}
        if source.asset_id is not None:
            try:
                await self._add(source.asset_id)
            except NotFoundError:
                errors = {"base": gone(is_all=True)}
        return self._search_form({"photo": source.asset_id} if not errors else {}, errors)

    @override
    async def read(self, given: Given) -> Source | Form:
        if given.get("text", "").strip():
            return await self._search(given)
        if "photo" in given:
            return Source(kind=SourceKind.SIMILAR, asset_id=given["photo"])
        return self._search_form(given, {"base": "no_photo"})

    async def _search(self, given: Given) -> Form:
        try:
            search = Search(text=search_text(given["text"]))
            page = await self._client.search_smart(search, size=MAX_PHOTOS, with_exif=True)
        except (ImmichError, QueryError) as err:
            return self._search_form(given, {}).refused(err, "text")
        found = [
            photo_choice(hit.id, hit.file_name, hit.local_date_time, hit.place)
            for hit in page.assets
        ]
        if not found:
            return self._search_form(given, {"text": "nothing_found"})
        self._pickers.know_photos(found)
        schema = probatio.Schema({probatio.Required("photo"): pick_one(found)})
        return Form(step="similar_photo", schema=schema, values={"photo": found[0].id})

    def _search_form(self, values: Given, errors: dict[str, str]) -> Form:
        fields: dict[probatio.Marker, Any] = {probatio.Optional("text"): TextSelector()}
        if self._choices:
            fields[probatio.Optional("photo")] = pick_one(self._choices)
        schema = probatio.Schema(fields)
        return Form(step="similar", schema=schema, values=values, errors=errors)

    async def _add(self, asset_id: str) -> None:
        """Offer the photo that is the source already."""
        if all(choice.id != asset_id for choice in self._choices):
            self._choices = (await self._pickers.photo(asset_id), *self._choices)


def source_form(kind: SourceKind, pickers: Pickers, seen: Sequence[Choice]) -> SourceForm | None:
    """Return the forms of a kind of source; None when there is nothing to say about it."""
    match kind:
        case SourceKind.SMART:
            return SmartForm()
        case SourceKind.SIMILAR:
            return SimilarForm(pickers, seen)
        case SourceKind.ALBUMS | SourceKind.PEOPLE | SourceKind.TAGS:
            return PickForm(kind, pickers)
        case SourceKind.MEMORIES:
            return DaysForm(kind, 0, MAX_MEMORY_DAYS, DEFAULT_MEMORY_DAYS)
        case SourceKind.RECENT:
            return DaysForm(kind, 1, MAX_RECENT_DAYS, DEFAULT_RECENT_DAYS)
        case _:
            return None


def seen_lately(account: AccountWithFrames) -> tuple[Choice, ...]:
    """Return the photos that were on the frames of an account last, the latest first."""
    shown = [shown for frame in account.frames.values() for shown in frame.recent]
    shown.sort(key=lambda one: one.shown_at, reverse=True)
    photos = {
        one.asset_id: photo_choice(one.asset_id, one.file_name, one.taken_at, one.place)
        for one in shown
    }
    return tuple(photos.values())[:MAX_PHOTOS]
