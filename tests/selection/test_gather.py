"""What is asked of a sample Immich, and with which permissions and versions."""

from dataclasses import replace
import json

import aiohttp
import pytest

from custom_components.immich_frame.immich.client import ImmichClient
from custom_components.immich_frame.immich.errors import (
    BadAnswerError,
    MissingPermissionError,
    SmartSearchUnavailableError,
)
from custom_components.immich_frame.selection.errors import SimilarNotSupportedError
from custom_components.immich_frame.selection.filters import Filters, Orientation
from custom_components.immich_frame.selection.source import Source, SourceKind
from demo.immich import faults
from demo.immich.server import SampleImmich
from demo.library.ids import uuid_of
from demo.library.library import Library
from demo.library.model import NEIGHBOUR, Album, Camera, Person

from ..immich import rows
from .sample import (
    ANY,
    FACTS,
    FIRST,
    LIBRARY,
    METADATA,
    NOW,
    asked,
    client_of,
    face,
    gathered,
    gathering,
    names,
    upload,
)

ADA = Person("Ada", "").id
SHARED = Album("Shared", shared_with=(NEIGHBOUR,))
ALBUM = Source(kind=SourceKind.ALBUMS, ids=(SHARED.id,))
PEOPLE = Source(kind=SourceKind.PEOPLE, ids=(ADA,))
SMART = Source(kind=SourceKind.SMART, text="teal")


async def test_nothing_is_listed_when_nothing_can_pass(session: aiohttp.ClientSession) -> None:
    async with SampleImmich(Library.of([upload("a.jpg")], people=[Person("Ada", "Ada")])) as sample:
        run = gathering(
            client_of(session, sample),
            Source(kind=SourceKind.RECENT, days=1000),
            Filters(album_ids=(uuid_of("album", "gone"),)),
        )
        assert len((await run.run()).photos) == 0
        assert sample.requests.count(METADATA) == 0


async def test_a_key_that_may_not_look_up_people_can_still_search_for_them(
    session: aiohttp.ClientSession,
) -> None:
    async with SampleImmich(Library.of([upload("a.jpg", faces=(face("Ada"),))])) as sample:
        key = sample.add_key(["asset.read"])
        pool = await gathered(ImmichClient(session, sample.url, key), PEOPLE)
        assert (names(sample, pool.photos), pool.missing) == (["a.jpg"], ())


async def test_stacks_need_a_permission(session: aiohttp.ClientSession) -> None:
    async with SampleImmich(Library.of([upload("a.jpg")])) as sample:
        client = ImmichClient(session, sample.url, sample.add_key(["asset.read"]))
        assert len((await gathered(client)).photos) == 1
        with pytest.raises(MissingPermissionError) as missing:
            await gathered(client, LIBRARY, Filters(stacks_as_one=True))
        assert missing.value.permission == "stack.read"


@pytest.mark.parametrize("version", ["1.140.0", "1.139.4"])
async def test_photos_like_another_need_a_newer_immich(
    session: aiohttp.ClientSession, version: str
) -> None:
    async with SampleImmich(Library.of([upload("a.jpg")]), version=version) as sample:
        source = Source(kind=SourceKind.SIMILAR, asset_id=uuid_of("asset", "a.jpg"))
        with pytest.raises(SimilarNotSupportedError):
            await gathered(client_of(session, sample), source)
        assert sample.requests.count("/api/search/*") == 0


async def test_a_smart_search_that_cannot_be_had_is_for_others_to_replace(
    session: aiohttp.ClientSession,
) -> None:
    async with SampleImmich(Library.of([upload("a.jpg")])) as sample:
        run = gathering(client_of(session, sample), SMART)
        sample.faults.add("/api/search/smart", faults.status(500, "Failed to search smart"))
        with pytest.raises(SmartSearchUnavailableError):
            await run.run()
        assert names(sample, (await run.run()).photos) == ["a.jpg"]


@pytest.mark.parametrize("version", ["2.4.1", "2.5.0", "3.1.0"])
@pytest.mark.parametrize("kind", [SourceKind.LIBRARY, SourceKind.MEMORIES, SourceKind.SMART])
async def test_sizes_are_known_from_every_version(
    session: aiohttp.ClientSession, version: str, kind: SourceKind
) -> None:
    day = (NOW.date().replace(year=2022) - FIRST.date()).days
    uploads = [
        upload("landscape.jpg", day, replace(FACTS, orientation=1)),
        upload("turned.jpg", day, replace(FACTS, orientation=6)),
        upload("portrait.jpg", day, replace(FACTS, width=480, height=640)),
    ]
    async with SampleImmich(Library.of(uploads), version=version) as sample:
        source = Source(kind=kind, text="photo")
        filters = Filters(orientation=Orientation.PORTRAIT, min_edge=480)
        pool = await gathered(client_of(session, sample), source, filters)
        assert set(names(sample, pool.photos)) == {"turned.jpg", "portrait.jpg"}
        bodies = [one.body for one in sample.requests.to("/api/search/*")]
        has_exif = [isinstance(body, dict) and body.get("withExif") for body in bodies]
        assert any(has_exif) is (version == "2.4.1")


@pytest.mark.parametrize(
    ("filters", "asks"),
    [
        (ANY, [None]),
        (Filters(without_screenshots=True), [True]),
        (Filters(without_screenshots=True, without_person_ids=(ADA,)), [None, True]),
    ],
)
async def test_exif_is_asked_for_only_when_a_rule_needs_it(
    session: aiohttp.ClientSession, filters: Filters, asks: list[bool | None]
) -> None:
    uploads = [
        upload("Screenshot.png"),
        upload("a.jpg", camera=Camera("Fuji"), faces=(face("Ada"),)),
    ]
    async with SampleImmich(Library.of(uploads)) as sample:
        await gathered(client_of(session, sample), LIBRARY, filters)
        bodies = [one.body for one in sample.requests.to(METADATA)]
        assert [isinstance(body, dict) and body.get("withExif") for body in bodies] == asks


@pytest.mark.parametrize("following", ["0", "1", "5001"])
async def test_a_list_that_never_ends_is_found_out(
    session: aiohttp.ClientSession, following: str
) -> None:
    page = {"items": [rows.asset()], "nextPage": following}
    async with SampleImmich(Library.of([])) as sample:
        sample.faults.add(METADATA, faults.body(json.dumps({"assets": page}).encode()))
        with pytest.raises(BadAnswerError, match="never ends"):
            await gathered(client_of(session, sample))
        assert sample.requests.count(METADATA) == 1


async def test_a_large_shared_album_is_read_at_once_and_handed_out_in_parts(
    session: aiohttp.ClientSession,
) -> None:
    uploads = [
        upload(f"{number}.jpg", number, albums=("Shared",), owner=NEIGHBOUR)
        for number in range(2500)
    ]
    library = Library.of(uploads, albums=[SHARED])
    async with SampleImmich(library, version="2.7.5") as sample:
        run = gathering(client_of(session, sample), ALBUM)
        pool = await run.run()
        assert list(pool.photos) == list(library.assets)
        assert run.requests == asked(sample) == 2
