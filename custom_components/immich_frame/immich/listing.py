"""Reading long lists without holding up everything else."""

import asyncio
from collections.abc import Callable, Iterable, Iterator
from itertools import batched
import re
from typing import Final

from . import fields
from .answers import parse
from .errors import BadAnswerError
from .models import ListedAsset, SearchPage

SLICE: Final = 100
"""How many rows are read before the event loop gets its turn: one or two milliseconds' work."""

MAX_ROW_BYTES: Final = 4_000_000
"""A row has a kilobyte or two, a large stack a megabyte. All of it is looked through at once."""

_FIRST_ROW: Final = re.compile(rb"\s*\[")
_FIRST_ASSET: Final = re.compile(rb'"assets"\s*:\s*\[')
"""Where the list begins. In a text of JSON the quotes would be escaped, so this is never in one."""

_BRACE: Final = re.compile(rb'(?:[^"{}\]]++|"(?:[^"\\]++|\\.)*+")*+([{}\]])', re.DOTALL)
"""What tells where a row ends, and all before it; braces in a text are none."""


async def read_page(value: object) -> SearchPage:
    """Read the answer of /search/metadata or /search/smart."""
    page = fields.row(fields.row(value, "answer").get("assets"), "assets")
    next_page = fields.optional_number(page, "nextPage")
    return SearchPage(await _read_assets(fields.rows(page.get("items"), "assets")), next_page)


async def read_memories(value: object) -> tuple[ListedAsset, ...]:
    """Read the photos of all memories of the answer of /memories."""
    memories = fields.rows(value, "memories")
    photos = [row for memory in memories for row in fields.rows(memory.get("assets"), "assets")]
    return await _read_assets(photos)


async def read_album(body: bytes) -> tuple[ListedAsset, ...]:
    """Read the assets of the undecoded answer of /albums/{id}, any number of them."""
    return await _read_assets(_decoded_rows(body, _FIRST_ASSET.search(body)))


async def read_hidden_in_stacks(body: bytes) -> frozenset[str]:
    """Read the ids that are not the first of their stack out of the undecoded answer of /stacks."""
    stacks = _decoded_rows(body, _FIRST_ROW.match(body))
    return frozenset().union(*await _read(stacks, _hidden))


async def _read_assets(rows: Iterable[fields.Row]) -> tuple[ListedAsset, ...]:
    return tuple(await _read(rows, ListedAsset.from_json))


async def _read[T](rows: Iterable[fields.Row], read: Callable[[fields.Row], T]) -> list[T]:
    """Read rows, and now and then give everything else its turn."""
    found: list[T] = []
    for some in batched(rows, SLICE, strict=False):
        found += map(read, some)
        await asyncio.sleep(0)
    return found


def _hidden(stack: fields.Row) -> frozenset[str]:
    members = fields.rows(stack.get("assets"), "assets")
    return frozenset(fields.uuid(one, "id") for one in members) - {
        fields.uuid(stack, "primaryAssetId")
    }


def _decoded_rows(body: bytes, begin: re.Match[bytes] | None) -> Iterator[fields.Row]:
    """Decode the rows of a list one by one, as decoding all of a long one at once takes long.

    `begin` is where the list begins in the body.
    """
    if begin is None:
        raise BadAnswerError("Immich's answer has another shape: there is no list.")
    for text in _split_rows(body, begin.end()):
        yield fields.row(parse(text), "one of a list")


def _split_rows(body: bytes, begin: int) -> Iterator[bytes]:
    depth = first = 0
    place = begin
    while brace := _BRACE.match(body, place, (first if depth else place) + MAX_ROW_BYTES):
        place = brace.end()
        match brace[1]:
            case b"{":
                first = first if depth else place - 1
                depth += 1
            case b"}":
                depth -= 1
                if depth == 0:
                    yield body[first:place]
            case b"]" if depth == 0:
                return
    raise BadAnswerError("The server's answer is broken JSON.")
