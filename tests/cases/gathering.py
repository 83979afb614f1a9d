"""Gathers a pool in the circumstances of the cases, and tells what is in it."""

from collections.abc import Iterable
from random import Random
from typing import Final

from custom_components.immich_frame.immich.client import ImmichClient
from custom_components.immich_frame.selection.circumstances import Circumstances
from custom_components.immich_frame.selection.filters import Filters
from custom_components.immich_frame.selection.gather import Gathering
from custom_components.immich_frame.selection.pool import Pool, PoolQuery
from custom_components.immich_frame.selection.source import Source
from demo.library.library import Asset, Library
from demo.library.model import ME

from .library import NOW, ZONE

CIRCUMSTANCES: Final = Circumstances(me=ME.id, now=NOW, zone=ZONE)
EVERYTHING: Final = 1000


async def gathered(
    client: ImmichClient, source: Source, filters: Filters, limit: int = EVERYTHING
) -> Pool:
    query = PoolQuery(source, filters, limit)
    return await Gathering(client, query, CIRCUMSTANCES, Random(1)).run()


def names(library: Library, pool: Pool) -> list[str]:
    return [library.assets[asset_id].upload.name for asset_id in pool.photos]


def told(assets: Iterable[Asset]) -> list[str]:
    return [asset.upload.name for asset in assets]
