"""Long lists: read row by row, and never at the cost of everything else."""

import asyncio
from collections.abc import Awaitable, Callable
import json

from hypothesis import given, strategies as st
import pytest

from custom_components.immich_frame.immich.errors import BadAnswerError
from custom_components.immich_frame.immich.listing import (
    SLICE,
    read_album,
    read_hidden_in_stacks,
    read_memories,
    read_page,
)
from custom_components.immich_frame.immich.models import SearchPage

from . import rows
from .rows import Json, photo_id


def photos(many: int) -> list[Json]:
    return [rows.asset(id=photo_id(number)) for number in range(many)]


def written(value: object) -> bytes:
    return json.dumps(value).encode()


async def test_a_page_holds_assets_in_order_and_knows_the_next() -> None:
    page = await read_page(rows.search_answer(*photos(3), next_page="2"))
    assert [one.id for one in page.assets] == [photo_id(number) for number in range(3)]
    assert page.next_page == 2


async def test_a_last_page_has_none_after_it() -> None:
    assert await read_page(rows.search_answer()) == SearchPage((), None)


READERS: list[Callable[[], Awaitable[object]]] = [
    lambda: read_page(rows.search_answer(*photos(1000))),
    lambda: read_album(written(rows.album(1, assets=photos(1000)))),
    lambda: read_memories([rows.memory(*photos(1000))]),
    lambda: read_hidden_in_stacks(written([rows.stack(one) for one in photos(1000)])),
]


@pytest.mark.parametrize("read", READERS)
async def test_everything_else_has_its_turn_after_a_slice(
    read: Callable[[], Awaitable[object]],
) -> None:
    turns = 0

    async def live_on() -> None:
        nonlocal turns
        while True:
            await asyncio.sleep(0)
            turns += 1

    life = asyncio.create_task(live_on())
    await read()
    life.cancel()
    assert turns >= 1000 / SLICE - 1


TEXTS = ['a "quote"', "{[braces]}", "}", "]", '\\"', "\\", '"assets":[{"id":1}]', "🏖️\n"]


@pytest.mark.parametrize("indent", [None, 2])
async def test_braces_and_quotes_in_a_text_end_no_row(indent: int | None) -> None:
    found = [
        rows.asset(id=photo_id(number), originalFileName=text, people=[rows.person(text)])
        for number, text in enumerate(TEXTS)
    ]
    album = rows.album(1, albumName='"assets":[', description="".join(TEXTS), assets=found)
    album |= {"albumUsers": [{"user": {"name": "}]"}}]}
    body = json.dumps(album, indent=indent, ensure_ascii=False).encode()
    assert [one.file_name for one in await read_album(body)] == TEXTS


@given(st.lists(st.text(), max_size=5))
def test_any_text_is_read_as_it_is(texts: list[str]) -> None:
    found = [rows.asset(originalFileName=text) for text in texts]
    body = written(rows.album(1, description=str(texts), assets=found))
    assert [one.file_name for one in asyncio.run(read_album(body))] == texts


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (b"", "there is no list"),
        (b"{}", "there is no list"),
        (b'{"assets": null}', "there is no list"),
        (b'{"assets": [{"id": ', "broken JSON"),
        (b'{"assets": [{"id": "1', "broken JSON"),
        (b'{"assets": [', "broken JSON"),
        (b'{"assets": [' + b"[" * 100_000, "broken JSON"),
        (b'{"assets": [' + b"{" * 100_000, "broken JSON"),
        (b'{"assets": [' + b'"' * 99_999, "broken JSON"),
        (b'{"assets": [{"id" "1"}]}', "broken JSON"),
        (b'{"assets": [{}]}', "fileCreatedAt is not a text"),
    ],
)
async def test_a_broken_album_is_a_bad_answer(body: bytes, why: str) -> None:
    with pytest.raises(BadAnswerError, match=why):
        await read_album(body)


async def test_an_album_that_is_cut_off_is_never_an_album() -> None:
    body = written(rows.album(1, assets=photos(3)))
    for cut in range(0, body.rindex(b"]"), 7):
        with pytest.raises(BadAnswerError):
            await read_album(body[:cut])


@pytest.mark.parametrize(
    "value",
    [
        {"message": "no"},
        [{"id": photo_id(1)}],
        [{"assets": [], "primaryAssetId": 1}],
        [{"assets": [{"id": "1"}], "primaryAssetId": photo_id(1)}],
    ],
)
async def test_stacks_of_another_shape_are_a_bad_answer(value: object) -> None:
    with pytest.raises(BadAnswerError):
        await read_hidden_in_stacks(written(value))


@pytest.mark.parametrize(
    ("answer", "names"),
    [
        ({}, "assets is not an object"),
        ({"assets": {}}, "assets is not a list"),
        ({"assets": {"items": [1]}}, "assets is not an object"),
        (rows.search_answer(rows.asset(id="../../admin")), "id is not a UUID"),
        (rows.search_answer(next_page="more"), "nextPage"),
        (rows.search_answer(next_page=2), "nextPage"),
    ],
)
async def test_a_page_of_another_shape_is_a_bad_answer(answer: object, names: str) -> None:
    with pytest.raises(BadAnswerError, match=names):
        await read_page(answer)


@pytest.mark.parametrize("answer", [{}, [1], [{"assets": None}], [{"assets": [1]}]])
async def test_memories_of_another_shape_are_a_bad_answer(answer: object) -> None:
    with pytest.raises(BadAnswerError):
        await read_memories(answer)
