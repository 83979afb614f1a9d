"""A library of many rows, what searching its pages costs, and how the cost is told."""

from base64 import b64decode
from collections import Counter
from collections.abc import Iterable
from datetime import timedelta
from io import BytesIO
from itertools import pairwise

from PIL import Image
import pytest

from demo.immich.filters import Filters
from demo.immich.results import KEPT, Results
from demo.library.library import Asset, Library
from demo.library.model import Visibility
from demo.library.rows import PLACES, many_rows
from demo.library.thumbhash import thumbhash
from demo.library.tiny import tiny_photo

from .api import Api, noon

COUNT = 3000


@pytest.fixture(scope="module")
def rows() -> Library:
    return many_rows(COUNT)


def test_there_are_as_many_as_asked_for_each_its_own(rows: Library) -> None:
    assets = list(rows.assets.values())
    assert len(assets) == COUNT
    for said in ("checksum", "thumbhash"):
        assert len({getattr(asset.facts, said) for asset in assets}) == COUNT
    assert len({asset.upload.name for asset in assets}) == COUNT


def test_the_same_seed_gives_the_same_rows(rows: Library) -> None:
    again, other = many_rows(COUNT), many_rows(COUNT, seed=2)
    assert list(again.assets.values()) == list(rows.assets.values())
    assert list(other.assets.values()) != list(rows.assets.values())


def test_rows_differ_in_all_that_can_be_asked_for(rows: Library) -> None:
    uploads = [asset.upload for asset in rows.assets.values()]
    assert {upload.rating for upload in uploads} == {None, 1, 2, 3, 4, 5}
    assert {upload.place for upload in uploads} == set(PLACES)
    assert {upload.visibility for upload in uploads} == {Visibility.TIMELINE, Visibility.ARCHIVE}
    assert len({upload.taken_at.year for upload in uploads}) == 20
    sizes = {asset.facts.upright for asset in rows.assets.values()}
    assert any(size and size[0] > size[1] for size in sizes)
    assert any(size and size[0] < size[1] for size in sizes)
    assert all(rows.in_album(album) for album in rows.albums.values())
    assert all(rows.with_person(person) for person in rows.people.values())
    assert {len(stack.assets) for stack in rows.stacks.values()} == {2}


def test_all_share_one_picture(rows: Library) -> None:
    assert len({id(asset.upload.content) for asset in rows.assets.values()}) == 1


def test_a_hash_is_as_long_as_that_of_a_photo(rows: Library) -> None:
    from_photo = thumbhash(Image.new("RGB", (400, 300), "teal"))
    raw = [b64decode(asset.facts.thumbhash or "") for asset in rows.assets.values()]
    assert {len(each) for each in raw} == {len(b64decode(from_photo))}
    assert not any(each[2] & 0x80 for each in raw)  # transparency
    for asset, each in zip(rows.assets.values(), raw, strict=True):
        width, height = asset.facts.upright or (0, 0)
        assert bool(each[4] & 0x80) is (width > height)


def test_bursts_are_seconds_apart_and_nearly_the_same(rows: Library) -> None:
    near = [
        (newer, older)
        for newer, older in pairwise(rows.assets.values())
        if newer.upload.taken_at - older.upload.taken_at <= timedelta(seconds=2)
        and newer.upload.stack is None
    ]
    apart = Counter(
        sum(
            a != b
            for a, b in zip(
                b64decode(newer.facts.thumbhash or ""),
                b64decode(older.facts.thumbhash or ""),
                strict=True,
            )
        )
        for newer, older in near
    )
    assert apart[2] >= COUNT / 100


async def test_a_frame_can_show_a_row(api: Api, rows: Library) -> None:
    api.immich.library = rows
    (row,) = (await api.post("/search/random", {"size": 1})).json
    preview = await api.get(f"/assets/{row['id']}/thumbnail?size=preview")
    assert (preview.status, preview.headers["Content-Type"]) == (200, "image/jpeg")
    assert Image.open(BytesIO(preview.content)).size == (640, 480)


async def test_pages_of_one_search_are_searched_once(
    api: Api, rows: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    searched: list[Filters] = []
    real = Filters.of

    def counted(filters: Filters, library: Library, assets: Iterable[Asset]) -> list[Asset]:
        searched.append(filters)
        return real(filters, library, assets)

    monkeypatch.setattr(Filters, "of", counted)
    api.immich.library = rows
    names: list[str] = []
    for page in (1, 2, 3, 4):
        names += await api.names("/search/metadata", {"size": 1000, "page": page, "rating": 5})
    assert len(searched) == 1
    total = (await api.post("/search/statistics", {"rating": 5})).json["total"]
    assert len(names) == len(set(names)) == total


async def test_a_change_is_seen_in_the_next_search(api: Api) -> None:
    api.immich.library = Library.of([tiny_photo("a.jpg"), tiny_photo("b.jpg")])
    assert len(await api.names("/search/metadata", {})) == 2
    api.immich.library = Library.of([tiny_photo("c.jpg", taken_at=noon(2020))])
    assert await api.names("/search/metadata", {}) == ["c.jpg"]


def test_only_the_last_searches_are_kept() -> None:
    library, results = Library.of([]), Results()
    asked = [str(number) for number in range(KEPT + 1)]
    for name in asked:
        results.get(library, name, list)
    searched: list[str] = []

    def search() -> list[Asset]:
        searched.append("again")
        return []

    results.get(library, asked[-1], search)
    assert searched == []
    results.get(library, asked[0], search)
    assert searched == ["again"]


async def test_it_tells_how_long_it_took_itself(api: Api) -> None:
    for _ in range(3):
        await api.post("/search/metadata", {})
    await api.get("/tags")
    requests = api.immich.requests
    times = [asked.seconds for asked in requests.all]
    assert len(times) == 4
    assert all(time > 0 for time in times)
    assert requests.seconds("/api/search/*") == sum(times[:3])
    assert requests.seconds() == sum(times)
    requests.clear()
    assert requests.seconds() == 0


async def test_a_large_answer_is_packed_for_those_who_take_it(api: Api, rows: Library) -> None:
    api.immich.library = rows
    plain = await api.ask("POST", "/api/search/metadata", {}, **{"Accept-Encoding": "identity"})
    packed = await api.ask("POST", "/api/search/metadata", {}, **{"Accept-Encoding": "gzip"})
    assert "Content-Encoding" not in plain.headers
    assert packed.headers["Content-Encoding"] == "gzip"
    assert int(packed.headers["Content-Length"]) < int(plain.headers["Content-Length"]) / 2
    assert packed.json == plain.json
