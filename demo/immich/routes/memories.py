"""/memories: what was photographed on this day in other years."""

from datetime import UTC, date, datetime, time

from aiohttp import web

from demo.immich.answers import json_answer
from demo.immich.auth import needs
from demo.immich.fields import Absent, Fields
from demo.immich.release import Release
from demo.immich.routes.parameters import query_fields
from demo.immich.shapes import Json
from demo.immich.stamps import offset, zulu
from demo.immich.state import State, state_of
from demo.library.ids import uuid_of
from demo.library.library import Asset
from demo.library.model import FOUNDED, Visibility

routes = web.RouteTableDef()

END_OF_DAY = time(23, 59, 59, 999000, tzinfo=UTC)


@routes.get("/api/memories")
@needs("memory.read")
async def memories(request: web.Request) -> web.StreamResponse:
    """List the memories of one day, today unless the query names another.

    The real server keeps a row for each day it has lived through and lists them all when no day
    is named; this one has lived through today alone.
    """
    state = state_of(request)
    fields = query_fields(request)
    day, saved = _day(fields, state.release), fields.flag("isSaved")
    fields.check()
    return json_answer(request, [] if saved is True else _on_this_day(state, day))


def _day(fields: Fields, release: Release) -> date:
    day = fields.day("for") if release.asks_memories_by_day else fields.moment("for")
    if isinstance(day, datetime):
        return day.astimezone(UTC).date()
    return datetime.now().astimezone().date() if isinstance(day, Absent) else day


def _on_this_day(state: State, day: date) -> list[Json]:
    by_year: dict[int, list[Asset]] = {}
    for asset in state.library.assets.values():
        taken = asset.upload.taken_at
        if (taken.month, taken.day) == (day.month, day.day) and taken.year < day.year:
            by_year.setdefault(taken.year, []).append(asset)
    shown = {year: _worth_remembering(state, assets) for year, assets in by_year.items()}
    return [_memory(state, day, year, assets) for year, assets in shown.items() if assets]


def _worth_remembering(state: State, assets: list[Asset]) -> list[Asset]:
    """Leave out what Immich leaves out: others' assets, archive, trash, and hidden people."""
    forgets = state.release.forgets_hidden_people
    return [
        asset
        for asset in assets
        if asset.upload.owner == state.library.me
        and asset.upload.visibility == Visibility.TIMELINE
        and not asset.upload.is_trashed
        and not (forgets and any(person.is_hidden for person in asset.people))
    ]


def _memory(state: State, day: date, year: int, assets: list[Asset]) -> Json:
    midnight = datetime.combine(day, time(tzinfo=UTC))
    return {
        "id": uuid_of("memory", f"{day}/{year}"),
        "createdAt": zulu(FOUNDED),
        "updatedAt": zulu(FOUNDED),
        "memoryAt": f"{year:04d}-{day:%m-%d}T00:00:00.000Z",
        "showAt": zulu(midnight),
        "hideAt": zulu(datetime.combine(day, END_OF_DAY)),
        "ownerId": state.library.me.id,
        "type": "on_this_day",
        "data": {"year": year},
        "isSaved": False,
        "assets": [state.shapes.row(asset, stamp=offset) for asset in assets],
    }
