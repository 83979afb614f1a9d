"""What Immich does not have any more is told, and the rest of a query goes on."""

from dataclasses import replace

import pytest

from custom_components.immich_frame.immich.client import ImmichClient
from custom_components.immich_frame.selection.errors import SourceGoneError
from custom_components.immich_frame.selection.filters import Filters
from custom_components.immich_frame.selection.source import Source, SourceKind
from demo.library.ids import uuid_of
from demo.library.library import Library
from demo.library.model import PARTNER

from .gathering import gathered, names, told
from .library import PRIVATE, SUMMER, VILLAGE
from .oracle import expected
from .table import ADA, BEN, CITY

GONE = uuid_of("album", "gone")
LOST = uuid_of("person", "lost")


@pytest.mark.parametrize(
    "source",
    [
        Source(kind=SourceKind.ALBUMS, ids=(SUMMER.id,)),
        Source(kind=SourceKind.ALBUMS, ids=(VILLAGE.id,)),
        Source(kind=SourceKind.PEOPLE, ids=(ADA,)),
        Source(kind=SourceKind.PEOPLE, ids=(ADA, BEN), match_all=True),
        Source(kind=SourceKind.TAGS, ids=(CITY,)),
    ],
)
async def test_the_rest_of_a_source_goes_on(
    client: ImmichClient, library: Library, source: Source
) -> None:
    pool = await gathered(client, replace(source, ids=(GONE, *source.ids, LOST)), Filters())
    assert names(library, pool) == told(expected(library, source, Filters()))
    assert pool.missing == (GONE, LOST)


@pytest.mark.parametrize("kind", [SourceKind.ALBUMS, SourceKind.PEOPLE, SourceKind.TAGS])
@pytest.mark.parametrize("match_all", [False, True])
async def test_a_source_of_nothing_else_is_gone(
    client: ImmichClient, kind: SourceKind, match_all: bool
) -> None:
    source = Source(kind=kind, ids=(GONE, LOST), match_all=match_all)
    with pytest.raises(SourceGoneError) as gone:
        await gathered(client, source, Filters())
    assert gone.value.ids == (GONE, LOST)


async def test_an_album_of_others_is_as_good_as_gone(client: ImmichClient) -> None:
    with pytest.raises(SourceGoneError):
        await gathered(client, Source(kind=SourceKind.ALBUMS, ids=(PRIVATE.id,)), Filters())


async def test_a_photo_that_is_gone_is_like_none(client: ImmichClient) -> None:
    with pytest.raises(SourceGoneError) as gone:
        await gathered(client, Source(kind=SourceKind.SIMILAR, asset_id=GONE), Filters())
    assert gone.value.ids == (GONE,)


async def test_an_exclusion_that_is_gone_excludes_nothing(
    client: ImmichClient, library: Library
) -> None:
    filters = Filters(
        without_album_ids=(GONE, SUMMER.id), without_person_ids=(LOST,), without_tag_ids=(GONE,)
    )
    pool = await gathered(client, Source(), filters)
    left = Filters(without_album_ids=(SUMMER.id,))
    assert names(library, pool) == told(expected(library, Source(), left))
    assert pool.missing == (GONE, LOST)


@pytest.mark.parametrize(
    "source",
    [
        Source(),
        Source(kind=SourceKind.SMART, text="city"),
        Source(kind=SourceKind.RECENT, days=7),
        Source(kind=SourceKind.ALBUMS, ids=(VILLAGE.id,)),
    ],
)
@pytest.mark.parametrize(
    "filters",
    [Filters(album_ids=(GONE,)), Filters(person_ids=(LOST,)), Filters(tag_ids=(GONE, LOST))],
)
async def test_nothing_is_in_a_group_that_is_gone(
    client: ImmichClient, source: Source, filters: Filters
) -> None:
    pool = await gathered(client, source, filters)
    assert (len(pool.photos), pool.found) == (0, 0)
    assert pool.missing


async def test_one_of_several_groups_that_is_left_will_do(
    client: ImmichClient, library: Library
) -> None:
    pool = await gathered(client, Source(), Filters(album_ids=(GONE, SUMMER.id)))
    wanted = expected(library, Source(), Filters(album_ids=(SUMMER.id,)))
    assert names(library, pool) == told(wanted)
    assert all(asset.upload.owner != PARTNER for asset in wanted)
