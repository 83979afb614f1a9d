"""What there is to pick from, by name: albums, people, tags, countries and photos of Immich."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Final

from .immich.client import ImmichClient
from .immich.errors import ImmichError, MissingPermissionError
from .immich.groups import Person
from .selection.source import Source
from .words import Words

MAX_COUNTED: Final = 100
"""Of how many people the photos are counted: each takes a request of its own."""

AT_ONCE: Final = 8
COUNTING_SECONDS: Final = 3.0


class Pick(StrEnum):
    """What can be picked by name; the first three are kinds of sources as well."""

    ALBUMS = "albums"
    PEOPLE = "people"
    TAGS = "tags"
    COUNTRIES = "countries"


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to pick: its id, its name, and what is read in the list: "Holidays (120)"."""

    id: str
    name: str
    label: str


@dataclass(frozen=True, slots=True)
class Offer:
    """All there is to pick from, as far as Immich tells; of the rest, why it does not.

    `permissions` are what the key lacks, `refusals` sentences about anything else.
    """

    choices: dict[Pick, tuple[Choice, ...]] = field(default_factory=dict)
    permissions: set[str] = field(default_factory=set)
    refusals: set[str] = field(default_factory=set)


class Pickers:
    """Asks Immich for what there is to pick, once for the life of a flow."""

    def __init__(self, client: ImmichClient, words: Words) -> None:
        """Ask nothing yet."""
        self.client = client
        self.words = words
        self._known: dict[Pick, tuple[Choice, ...]] = {}
        self._photos: dict[str, Choice] = {}
        self._ask: dict[Pick, Callable[[], Awaitable[Iterable[Choice]]]] = {
            Pick.ALBUMS: self._albums,
            Pick.PEOPLE: self._people,
            Pick.TAGS: self._tags,
            Pick.COUNTRIES: self._countries,
        }

    async def choices(self, pick: Pick) -> tuple[Choice, ...]:
        """Return what there is, by the alphabet. Raises ImmichError, and then asks again."""
        if pick not in self._known:
            found = await self._ask[pick]()
            self._known[pick] = tuple(sorted(found, key=lambda choice: choice.name.casefold()))
        return self._known[pick]

    async def offer(self) -> Offer:
        """Return everything there is to pick from; never raises ImmichError."""
        offer = Offer()

        async def ask(pick: Pick) -> None:
            try:
                offer.choices[pick] = await self.choices(pick)
            except MissingPermissionError as err:
                offer.permissions.add(err.permission)
            except ImmichError as err:
                offer.refusals.add(str(err))

        async with asyncio.TaskGroup() as group:
            for pick in Pick:
                group.create_task(ask(pick))
        return offer

    def names(self, pick: Pick, ids: Iterable[str]) -> list[str]:
        """Return the names of what was picked, as far as it has been asked for and is there."""
        known = {choice.id: choice.name for choice in self._known.get(pick, ())}
        return [known[one] for one in ids if one in known]

    async def learn_names(self, source: Source) -> None:
        """Ask for the names of what a source shows. Raises ImmichError."""
        if source.kind in Pick:
            await self.choices(Pick(source.kind))
        elif source.asset_id is not None:
            await self.photo(source.asset_id)

    async def photo(self, asset_id: str) -> Choice:
        """Return a photo to pick. Raises ImmichError."""
        if asset_id not in self._photos:
            found = await self.client.asset(asset_id)
            taken_at = found.local_date_time
            self.know_photos([photo_choice(found.id, found.file_name, taken_at, found.place)])
        return self._photos[asset_id]

    def know_photos(self, photos: Iterable[Choice]) -> None:
        """Keep in mind what photos are called that were seen elsewhere."""
        self._photos |= {photo.id: photo for photo in photos}

    def photo_name(self, asset_id: str) -> str | None:
        """Return the name of a photo that has been asked for or is known otherwise."""
        photo = self._photos.get(asset_id)
        return photo.name if photo else None

    async def _albums(self) -> Iterable[Choice]:
        return [
            self._counted(album.id, album.name, album.count, is_shared=album.is_shared)
            for album in await self.client.albums()
        ]

    async def _people(self) -> Iterable[Choice]:
        named = [person for person in await self.client.people() if person.name]
        counts = await _count(self.client, named[:MAX_COUNTED])
        return [self._counted(person.id, person.name, counts.get(person.id)) for person in named]

    async def _tags(self) -> Iterable[Choice]:
        return [Choice(tag.id, tag.path, tag.path) for tag in await self.client.tags()]

    async def _countries(self) -> Iterable[Choice]:
        return [Choice(name, name, name) for name in await self.client.countries()]

    def _counted(
        self, one: str, name: str, count: int | None, *, is_shared: bool = False
    ) -> Choice:
        label = name if count is None else f"{name} ({count})"
        if is_shared:
            label = self.words.say("selector.album.options.shared", album=label)
        return Choice(one, name, label)


def photo_choice(
    asset_id: str, file_name: str, taken_at: datetime | None, place: str | None = None
) -> Choice:
    """Return a photo to pick: its name, the day on which it was taken, and where, if known."""
    day = f"{taken_at:%Y-%m-%d}" if taken_at else None
    about = ", ".join(one for one in (day, place) if one)
    return Choice(asset_id, file_name, f"{file_name} ({about})" if about else file_name)


async def _count(client: ImmichClient, people: Sequence[Person]) -> dict[str, int]:
    """Count the photos of people, as many as there is time for; none without the permission."""
    counts: dict[str, int] = {}
    left = iter(people)

    async def count() -> None:
        for person in left:
            counts[person.id] = await client.person_count(person.id)

    try:
        async with asyncio.timeout(COUNTING_SECONDS), asyncio.TaskGroup() as group:
            for _ in range(AT_ONCE):
                group.create_task(count())
    except* ImmichError, TimeoutError:
        pass  # A number beside a name is not worth more than a moment.
    return counts
