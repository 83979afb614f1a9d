"""/search: random, metadata, smart and statistics."""

from collections.abc import Sequence
from enum import StrEnum

from aiohttp import web

from demo.immich.answers import json_answer
from demo.immich.auth import needs
from demo.immich.errors import ApiError, NoAccessError
from demo.immich.fields import ABSENT, Absent, Fields
from demo.immich.filters import Filters, read_filters, refuse_locked
from demo.immich.routes.parameters import accessible_asset, body_fields
from demo.immich.shapes import Json, asset_shape
from demo.immich.smart import rank, rank_like
from demo.immich.state import state_of
from demo.library.library import Asset, Library

routes = web.RouteTableDef()


class Order(StrEnum):
    """Which date comes first."""

    ASC = "asc"
    DESC = "desc"


MOST = 1000
USUAL = 250
USUAL_SMART = 100


@routes.post("/api/search/random")
@needs("asset.read")
async def search_random(request: web.Request) -> web.StreamResponse:
    """Answer some of the user's own assets in no order: a bare list, no pages."""
    state = state_of(request)
    fields = await body_fields(request)
    filters = read_filters(fields, state.library)
    size = _or(fields.integer("size", 1, MOST), USUAL)
    exif, people = _or(fields.flag("withExif"), False), _or(fields.flag("withPeople"), False)
    fields.check()
    refuse_locked(fields)
    found = _own(state.library, filters)
    state.random.shuffle(found)
    return json_answer(
        request, [asset_shape(asset, exif=exif, people=people) for asset in found[:size]]
    )


@routes.post("/api/search/metadata")
@needs("asset.read")
async def search_metadata(request: web.Request) -> web.StreamResponse:
    """Answer a page of assets by date; those of an album whoever owns them."""
    library = state_of(request).library
    fields = await body_fields(request)
    filters = read_filters(fields, library)
    oldest_first = fields.choice("order", Order) is Order.ASC
    people = _or(fields.flag("withPeople"), False)
    page = _Page(fields, USUAL)
    fields.check()
    refuse_locked(fields)
    _require_albums(library, filters)
    found = filters.of(library.assets.values()) if filters.album_ids else _own(library, filters)
    return json_answer(request, page.of(found[::-1] if oldest_first else found, people=people))


@routes.post("/api/search/smart")
@needs("asset.read")
async def search_smart(request: web.Request) -> web.StreamResponse:
    """Answer a page of all the user's assets, those that fit the query best first."""
    library = state_of(request).library
    fields = await body_fields(request)
    filters = read_filters(fields, library)
    query, example = fields.text("query"), fields.uuid("queryAssetId")
    page = _Page(fields, USUAL_SMART)
    fields.check()
    refuse_locked(fields)
    own = _own(library, filters)
    if isinstance(query, str) and query.strip():
        return json_answer(request, page.of(rank(query, own)))
    if isinstance(example, str):
        like = accessible_asset(request, example, "asset.read")
        return json_answer(request, page.of(rank_like(like, own)))
    raise ApiError(400, "Either `query` or `queryAssetId` must be set")


@routes.post("/api/search/statistics")
@needs("asset.statistics")
async def search_statistics(request: web.Request) -> web.StreamResponse:
    """Answer how many of the user's own assets there are."""
    library = state_of(request).library
    fields = await body_fields(request)
    filters = read_filters(fields, library)
    fields.check()
    refuse_locked(fields)
    return json_answer(request, {"total": len(_own(library, filters))})


class _Page:
    """Which part of a result is asked for, and how it is shown."""

    def __init__(self, fields: Fields, usual_size: int) -> None:
        self._size = _or(fields.integer("size", 1, MOST), usual_size)
        self._number = _or(fields.integer("page"), 1)
        self._exif = _or(fields.flag("withExif"), False)

    def of(self, assets: Sequence[Asset], *, people: bool = False) -> Json:
        """Shape a SearchResponseDto. Its total counts this page alone, as the real one's does."""
        start = (self._number - 1) * self._size
        rows = assets[start : start + self._size]
        more = start + self._size < len(assets)
        return {
            "albums": {"total": 0, "count": 0, "items": [], "facets": []},
            "assets": {
                "total": len(rows),
                "count": len(rows),
                "items": [asset_shape(row, exif=self._exif, people=people) for row in rows],
                "facets": [],
                "nextPage": str(self._number + 1) if more else None,
            },
        }


def _own(library: Library, filters: Filters) -> list[Asset]:
    return [a for a in filters.of(library.assets.values()) if a.upload.owner == library.me]


def _require_albums(library: Library, filters: Filters) -> None:
    for album_id in filters.album_ids:
        album = library.albums.get(album_id)
        if album is None or library.me not in album.members:
            raise NoAccessError("album.read")


def _or[T](value: T | Absent, default: T) -> T:
    return default if value is ABSENT else value
