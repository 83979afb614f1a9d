"""A client that says what a server answered, and the library that most tests ask about."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
import json
from random import Random
from typing import Any

from aiohttp import ClientSession
from multidict import CIMultiDictProxy

from demo.immich.server import VERSION, SampleImmich
from demo.library.library import Asset, Library
from demo.library.model import (
    ME,
    NEIGHBOUR,
    Album,
    AssetType,
    Box,
    Camera,
    Face,
    Person,
    Place,
    Visibility,
)
from demo.library.read import read
from demo.library.tiny import tiny_photo, tiny_picture

UNKNOWN = "00000000-0000-4000-8000-000000000000"
OLD = "2.7.5"
"""The release before the errors, the searches and the albums of today."""

SAO_PAULO = timezone(timedelta(hours=-3))

ADA = Person("ada", "Ada", is_favorite=True)
HIDDEN = Person("hidden", "Hidden", is_hidden=True)
HOLIDAYS = Album("Holidays", "All of them", ME, (NEIGHBOUR,))
PARTY = Album("Party", owner=NEIGHBOUR, shared_with=(ME,))
SECRET = Album("Secret", owner=NEIGHBOUR)
EMPTY = Album("Empty")

FACE = Face(Box(0.25, 0.2, 0.5, 0.6), "ada")


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back. `json` is None when it was no JSON."""

    status: int
    headers: CIMultiDictProxy[str]
    content: bytes
    json: Any

    @property
    def message(self) -> str:
        return str(self.json["message"])


@dataclass(frozen=True, slots=True)
class Api:
    """Asks one server with one key; redirects are not followed."""

    session: ClientSession
    immich: SampleImmich
    key: str | None

    async def ask(self, method: str, path: str, body: object = None, **headers: str) -> Answer:
        if self.key is not None:
            headers["x-api-key"] = self.key
        url = f"{self.immich.url}{path}"
        async with self.session.request(
            method, url, json=body, headers=headers, allow_redirects=False
        ) as response:
            content = await response.read()
            is_json = response.content_type == "application/json" and content
            parsed = json.loads(content) if is_json else None
            return Answer(response.status, response.headers, content, parsed)

    async def get(self, path: str, **headers: str) -> Answer:
        return await self.ask("GET", f"/api{path}", **headers)

    async def post(self, path: str, body: object) -> Answer:
        return await self.ask("POST", f"/api{path}", body)

    async def put(self, path: str, body: object) -> Answer:
        return await self.ask("PUT", f"/api{path}", body)

    async def names(self, path: str, body: Mapping[str, object]) -> list[str]:
        """Return the file names that a search answers."""
        answer = (await self.post(path, body)).json
        rows = answer if isinstance(answer, list) else answer["assets"]["items"]
        return [row["originalFileName"] for row in rows]

    def with_key(self, *permissions: str) -> Api:
        return Api(self.session, self.immich, self.immich.add_key(permissions))


@asynccontextmanager
async def asking(
    library: Library, version: str = VERSION, random: Random | None = None
) -> AsyncIterator[Api]:
    """Start a server of that version over a library and give somebody who asks it."""
    immich = SampleImmich(library, version=version, random=random)
    async with immich, ClientSession() as session:
        yield Api(session, immich, immich.api_key)


def noon(year: int, month: int = 6, day: int = 1) -> datetime:
    return datetime(year, month, day, 12, tzinfo=UTC)


UPLOADS = (
    tiny_photo(
        "beach.jpg",
        color="teal",
        taken_at=noon(2024),
        rating=5,
        is_favorite=True,
        description="Waves on the shore",
        tags=("nature/sea",),
        albums=("Holidays",),
        place=Place(38.7, -9.1, "Lisbon", "Lisboa", "Portugal"),
        camera=Camera("Canon", "R6", "50mm", 2.8, 50, 200, "1/250"),
        faces=(FACE, Face(Box(0.6, 0.1, 0.9, 0.5))),
    ),
    tiny_photo(
        "lake.jpg",
        color="navy",
        taken_at=noon(2023),
        rating=3,
        tags=("nature/lake", "blue"),
        albums=("Holidays", "Party"),
        place=Place(38.8, -9.2, "Sintra", "Lisboa", "Portugal"),
        faces=(FACE,),
    ),
    tiny_photo("hidden-face.jpg", taken_at=noon(2022), faces=(Face(FACE.box, "hidden"),)),
    tiny_photo("plain.png", color="orange", taken_at=noon(2021)),
    tiny_photo(
        "new-year.jpg",
        color="white",
        taken_at=datetime(2024, 12, 31, 23, 59, 30, tzinfo=SAO_PAULO),
    ),
    tiny_photo("tall.jpg", size=(400, 300), orientation=6, taken_at=noon(2020)),
    tiny_photo("broken.jpg", content=b"no picture", taken_at=noon(2019)),
    tiny_photo("old.jpg", taken_at=noon(2018), visibility=Visibility.ARCHIVE),
    tiny_photo("locked.jpg", taken_at=noon(2017), visibility=Visibility.LOCKED),
    tiny_photo(
        "clip.mp4",
        content=b"a video",
        type=AssetType.VIDEO,
        duration_ms=4000,
        taken_at=noon(2016),
        poster=tiny_picture("still.jpg", (640, 480), "teal"),
    ),
    tiny_photo(
        "neighbour.jpg",
        color="red",
        owner=NEIGHBOUR,
        albums=("Party",),
        taken_at=noon(2015),
    ),
    tiny_photo("stranger.jpg", owner=NEIGHBOUR, albums=("Secret",), taken_at=noon(2014)),
)
"""Assets that differ in everything a search can ask for."""


def make_library() -> Library:
    """Return a library of them all."""
    return Library.of(UPLOADS, albums=(HOLIDAYS, PARTY, SECRET, EMPTY), people=(ADA, HIDDEN))


def asset_named(library: Library, name: str) -> Asset:
    return next(asset for asset in library.assets.values() if asset.upload.name == name)


def content_of(library: Library, name: str) -> bytes:
    """Return the bytes of a painted photo's file."""
    return read(asset_named(library, name).upload.content)
