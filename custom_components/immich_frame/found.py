"""What a search would find, told without showing any of it."""

import asyncio

from homeassistant.util.json import JsonArrayType, JsonObjectType

from .account import Account
from .immich.models import Asset
from .immich.search import Search
from .options import smart_source

AT_ONCE = 4


async def async_find(account: Account, query: str, limit: int) -> JsonArrayType:
    """Return the best photos for a text, best first. Raises QueryError and ImmichError."""
    search = Search(text=smart_source(query).text)
    page = await account.client.search_smart(search, size=limit)
    turns = asyncio.Semaphore(AT_ONCE)

    async def describe(asset_id: str) -> JsonObjectType:
        # A search does not tell who is in a photo.
        async with turns:
            return _describe(await account.client.asset(asset_id))

    return list(await asyncio.gather(*(describe(asset.id) for asset in page.assets[:limit])))


def _describe(asset: Asset) -> JsonObjectType:
    return {
        "asset_id": asset.id,
        "file_name": asset.file_name,
        "taken_at": asset.local_date_time.isoformat() if asset.local_date_time else None,
        "place": asset.place,
        "people": list(asset.people),
    }
