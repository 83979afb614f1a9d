"""Gathers a large library into a pool and draws from it."""

from argparse import Namespace
import asyncio
from datetime import UTC, datetime, timedelta
from functools import partial
import gc
import json
from random import Random
from time import perf_counter
import tracemalloc
from typing import Any

import aiohttp

from bench.loop import watched_loop
from bench.measured import Measured
from bench.server import Server, serving
from custom_components.immich_frame.immich.client import ImmichClient
from custom_components.immich_frame.selection.circumstances import Circumstances
from custom_components.immich_frame.selection.filters import Filters
from custom_components.immich_frame.selection.gather import Gathering
from custom_components.immich_frame.selection.history import History
from custom_components.immich_frame.selection.picker import Choice, Picker
from custom_components.immich_frame.selection.pool import MAX_CAP, Pool, PoolQuery
from custom_components.immich_frame.selection.preset import DEFAULT_RUN, Order
from custom_components.immich_frame.selection.source import Source
from demo.library.rows import many_rows

DRAWS = 1000


def measure_pool(arguments: Namespace) -> Measured:
    """Measure a refresh, the memory that its result holds, and draws from it."""
    with serving(partial(many_rows, arguments.photos)) as server:
        result = asyncio.run(_measure(server))
    return Measured(result, json.dumps(result, indent=2))


async def _measure(server: Server) -> dict[str, Any]:
    async with aiohttp.ClientSession() as session:
        client = ImmichClient(session, server.url, server.api_key)
        # The server finds out once what passes; that is not a part of a refresh later on.
        await _gather(client, server)
        before = server.seconds()
        # How long a collection takes of what was there before says nothing of a refresh.
        gc.collect()
        gc.freeze()
        with watched_loop() as refresh:
            start = perf_counter()
            pool = await _gather(client, server)
            seconds = perf_counter() - start
        server_seconds = server.seconds() - before
        del pool
        pool, pool_bytes = await _weigh(client, server)
    with watched_loop() as drawing:
        first_ms, draw_ms = await _draw(pool)
    photos = len(pool.photos)
    if photos != server.photos:
        raise RuntimeError(f"{photos} photos were gathered, not {server.photos}")
    return {
        "photos": photos,
        "bytes_per_photo": round(pool_bytes / photos, 1),
        "longest_stall_ms": round(max(refresh.longest_ms, drawing.longest_ms), 2),
        "longest_stall_cpu_ms": round(max(refresh.longest_cpu_ms, drawing.longest_cpu_ms), 2),
        "refresh_s": round(seconds, 3),
        "server_s": round(server_seconds, 3),
        "first_draw_ms": round(first_ms, 3),
        "draw_ms": round(draw_ms, 4),
    }


async def _gather(client: ImmichClient, server: Server) -> Pool:
    query = PoolQuery(Source(), Filters(), MAX_CAP)
    circumstances = Circumstances(server.user_id, datetime.now(UTC), UTC)
    return await Gathering(client, query, circumstances, Random(1)).run()


async def _weigh(client: ImmichClient, server: Server) -> tuple[Pool, int]:
    """Return a pool, and the bytes that are held once it was drawn from."""
    gc.collect()
    tracemalloc.start()
    try:
        before, _peak = tracemalloc.get_traced_memory()
        pool = await _gather(client, server)
        picker = Picker(Random(1), History())
        if picker.draw(pool, _choice(), datetime.now(UTC)) is None:
            raise RuntimeError("Nothing was drawn")
        gc.collect()
        held, _peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    return pool, held - before


async def _draw(pool: Pool) -> tuple[float, float]:
    """Return the milliseconds of the first draw, and of a later one on average."""
    picker, now = Picker(Random(1), History()), datetime.now(UTC)
    seen = set()
    first_ms = 0.0
    start = perf_counter()
    for number in range(DRAWS):
        draw = picker.draw(pool, _choice(), now)
        if draw is None or draw.asset_id in seen:
            raise RuntimeError("A photo came twice, or none at all")
        picker.mark_shown(draw.asset_id, now)
        seen.add(draw.asset_id)
        if number == 0:
            first_ms = (perf_counter() - start) * 1000
            start = perf_counter()
            await asyncio.sleep(0)
        now += timedelta(seconds=30)
    return first_ms, (perf_counter() - start) * 1000 / (DRAWS - 1)


def _choice() -> Choice:
    return Choice(Order.SHUFFLE, DEFAULT_RUN, timedelta(days=7))
