"""/search: random, metadata, smart and statistics."""

from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum
from random import Random
from uuid import UUID

from aiohttp import web

from demo.immich.answers import json_answer
from demo.immich.asset_shapes import AssetShapes
from demo.immich.auth import needs
from demo.immich.errors import ApiError, NoAccessError
from demo.immich.fields import ABSENT, Absent, Fields
from demo.immich.filters import (
    Filters,
    Rule,
    read_filters,
    read_stacked,
    read_texts,
    refuse_locked,
)
from demo.immich.routes.parameters import accessible_asset, body_fields
from demo.immich.shapes import Json
from demo.immich.smart import rank, rank_like
from demo.immich.state import State, state_of
from demo.library.library import Asset, Library

routes = web.RouteTableDef()


class Order(StrEnum):
    """Which date comes first."""

    ASC = "asc"
    DESC = "desc"


MOST = 1000
USUAL = 250
USUAL_SMART = 100

SHOWING = ("page", "size", "withExif", "withPeople")
"""Fields that say how a result is shown, not what it is."""


@routes.post("/api/search/random")
@needs("asset.read")
async def search_random(request: web.Request) -> web.StreamResponse:
    """Answer some of the user's own and their partners' assets: a bare list, no pages."""
    state = state_of(request)
    fields = await body_fields(request)
    filters = _with_rules(read_filters(fields, state.release), *read_stacked(fields))
    size = _or(fields.integer("size", 1, MOST), USUAL)
    exif, people = _or(fields.flag("withExif"), False), _or(fields.flag("withPeople"), False)
    fields.check()
    refuse_locked(fields)
    draw = _fair_draw if state.release.draws_fairly else _skewed_draw
    found = draw(_seen(request, fields, filters), size, state.random)
    rows = [state.shapes.row(asset, exif=exif, people=people) for asset in found]
    return json_answer(request, rows)


@routes.post("/api/search/metadata")
@needs("asset.read")
async def search_metadata(request: web.Request) -> web.StreamResponse:
    """Answer a page of assets by date."""
    state = state_of(request)
    fields = await body_fields(request)
    texts, stacked = read_texts(fields), read_stacked(fields)
    filters = _with_rules(read_filters(fields, state.release), *texts, *stacked)
    order = fields.choice("order", Order)
    page = _Page(fields, USUAL, people=_or(fields.flag("withPeople"), False))
    fields.check()
    refuse_locked(fields)
    if filters.album_ids and state.release.opens_shared_albums:
        _require_albums(state.library, filters)
        found = _found(request, fields, filters)
    else:
        found = _seen(request, fields, filters)
    in_order = found[::-1] if order is Order.ASC else found
    return json_answer(request, page.of(in_order, state.shapes))


@routes.post("/api/search/smart")
@needs("asset.read")
async def search_smart(request: web.Request) -> web.StreamResponse:
    """Answer a page of all assets, those that fit the query best first."""
    state = state_of(request)
    fields = await body_fields(request)
    filters = read_filters(fields, state.release)
    query, example = fields.text("query"), _example(fields, state)
    page = _Page(fields, USUAL_SMART)
    fields.check()
    refuse_locked(fields)
    own = _seen(request, fields, filters)
    asked = f"ranked {fields.said_besides(*SHOWING)}"
    if isinstance(query, str) and query.strip():
        ranked = state.results.get(state.library, asked, lambda: rank(query, own))
    elif isinstance(example, str):
        like = accessible_asset(request, example, "asset.read")
        ranked = state.results.get(state.library, asked, lambda: rank_like(like, own))
    else:
        raise ApiError(400, "Either `query` or `queryAssetId` must be set")
    return json_answer(request, page.of(ranked, state.shapes))


@routes.post("/api/search/statistics")
@needs("asset.statistics")
async def search_statistics(request: web.Request) -> web.StreamResponse:
    """Answer how many of the user's own and their partners' assets there are."""
    state = state_of(request)
    fields = await body_fields(request)
    filters = read_filters(fields, state.release)
    fields.check()
    refuse_locked(fields)
    return json_answer(request, {"total": len(_seen(request, fields, filters))})


class _Page:
    """Which part of a result is asked for, and how it is shown."""

    def __init__(self, fields: Fields, usual_size: int, *, people: bool = False) -> None:
        self._size = _or(fields.integer("size", 1, MOST), usual_size)
        self._number = _or(fields.integer("page"), 1)
        self._exif = _or(fields.flag("withExif"), False)
        self._people = people

    def of(self, assets: Sequence[Asset], shapes: AssetShapes) -> Json:
        """Shape a SearchResponseDto. Its total counts this page alone, as the real one's does."""
        start = (self._number - 1) * self._size
        rows = assets[start : start + self._size]
        more = start + self._size < len(assets)
        return {
            "albums": {"total": 0, "count": 0, "items": [], "facets": []},
            "assets": {
                "total": len(rows),
                "count": len(rows),
                "items": [shapes.row(a, exif=self._exif, people=self._people) for a in rows],
                "facets": [],
                "nextPage": str(self._number + 1) if more else None,
            },
        }


def _seen(request: web.Request, fields: Fields, filters: Filters) -> list[Asset]:
    """Return what passes of the user's own assets and those of partners in their timeline."""
    users = state_of(request).library.seen_users
    owned = _with_rules(filters, lambda asset: asset.upload.owner in users)
    return _found(request, fields, owned)


def _found(request: web.Request, fields: Fields, filters: Filters) -> list[Asset]:
    """Return what passes of all assets, newest first."""
    state, library = state_of(request), state_of(request).library
    asked = f"{request.path} {fields.said_besides('order', *SHOWING)}"
    return state.results.get(library, asked, lambda: filters.of(library, library.assets.values()))


def _fair_draw(assets: Sequence[Asset], size: int, random: Random) -> list[Asset]:
    return random.sample(assets, min(size, len(assets)))


def _skewed_draw(assets: Sequence[Asset], size: int, random: Random) -> list[Asset]:
    """Draw as releases before 3.0 did, which favours low ids.

    They drew an id, shuffled the assets below it, and took some of those above only when there
    were not enough. https://github.com/immich-app/immich/pull/27531 ended it.
    """
    drawn = str(UUID(int=random.getrandbits(128), version=4))
    below = [asset for asset in assets if asset.id < drawn]
    above = [asset for asset in assets if asset.id > drawn]
    return [*_fair_draw(below, size, random), *_fair_draw(above, size, random)][:size]


def _example(fields: Fields, state: State) -> str | Absent:
    return fields.uuid("queryAssetId") if state.release.has_similar else ABSENT


def _with_rules(filters: Filters, *rules: Rule) -> Filters:
    return replace(filters, rules=(*filters.rules, *rules))


def _require_albums(library: Library, filters: Filters) -> None:
    for album_id in filters.album_ids:
        album = library.albums.get(album_id)
        if album is None or library.me not in album.members:
            raise NoAccessError("album.read")


def _or[T](value: T | Absent, default: T) -> T:
    return default if value is ABSENT else value
