"""Small and large libraries on a sample Immich, and gatherings of what is in them."""

import asyncio
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Final, Unpack
from zoneinfo import ZoneInfo

import aiohttp

from custom_components.immich_frame.immich.client import ImmichClient
from custom_components.immich_frame.selection.circumstances import Circumstances
from custom_components.immich_frame.selection.filters import Filters
from custom_components.immich_frame.selection.gather import Gathering
from custom_components.immich_frame.selection.pool import Pool, PoolQuery
from custom_components.immich_frame.selection.source import Source
from demo.immich.server import SampleImmich
from demo.library.library import Library
from demo.library.model import ME, Box, Face, Facts, Upload
from demo.library.tiny import Said, tiny_photo

ZONE: Final = ZoneInfo("Europe/Berlin")
NOW: Final = datetime(2026, 11, 22, 10, 0, tzinfo=ZONE)
CIRCUMSTANCES: Final = Circumstances(me=ME.id, now=NOW, zone=ZONE)
FIRST: Final = datetime(2020, 1, 1, tzinfo=UTC)
FACTS: Final = Facts(10, "checksum", 640, 480, 1, (), None)

LIBRARY: Final = Source()
ANY: Final = Filters()

METADATA: Final = "/api/search/metadata"


def face(key: str) -> Face:
    return Face(Box(0.4, 0.2, 0.6, 0.5), person=key)


def upload(name: str, days: int = 0, facts: Facts = FACTS, **said: Unpack[Said]) -> Upload:
    """Return a photo taken so many days after the first; nothing is painted for it."""
    photo = tiny_photo(name, content=b"a photo", taken_at=FIRST + timedelta(days=days), **said)
    return replace(photo, facts=facts)


def many(count: int) -> Library:
    """Return a library of so many photos, each taken a day before the next."""
    return Library.of(upload(f"{number:05}.jpg", number) for number in range(count))


def client_of(session: aiohttp.ClientSession, sample: SampleImmich) -> ImmichClient:
    return ImmichClient(session, sample.url, sample.api_key)


def gathering(
    client: ImmichClient,
    source: Source = LIBRARY,
    filters: Filters = ANY,
    limit: int = 100_000,
    circumstances: Circumstances = CIRCUMSTANCES,
) -> Gathering:
    return Gathering(client, PoolQuery(source, filters, limit), circumstances, Random(1))


async def gathered(
    client: ImmichClient,
    source: Source = LIBRARY,
    filters: Filters = ANY,
) -> Pool:
    return await gathering(client, source, filters).run()


def names(sample: SampleImmich, ids: Iterable[str]) -> list[str]:
    return [sample.library.assets[asset_id].upload.name for asset_id in ids]


def asked(sample: SampleImmich) -> int:
    """Return how often the sample was asked, but for its version."""
    return sample.requests.count() - sample.requests.count("/api/server/version")


async def until_asked(sample: SampleImmich, path: str, times: int) -> None:
    """Wait until a path was asked for so often; what was asked last is not answered yet."""
    while sample.requests.count(path) < times:  # noqa: ASYNC110 the log knows no events
        await asyncio.sleep(0)
