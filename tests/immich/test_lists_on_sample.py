"""Lists and changes of a sample Immich, with the same result on every version."""

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime

import aiohttp
import pytest

from custom_components.immich_frame.immich.client import ImmichClient
from custom_components.immich_frame.immich.errors import (
    BadAnswerError,
    BadRequestError,
    MissingPermissionError,
    NotFoundError,
    UnsupportedError,
)
from custom_components.immich_frame.immich.groups import Tag
from custom_components.immich_frame.immich.models import ListedAsset, Visibility
from custom_components.immich_frame.immich.search import Search
from demo.immich.server import SampleImmich
from demo.library.library import Library
from demo.library.model import (
    NEIGHBOUR,
    Album,
    Box,
    Camera,
    Face,
    Person,
    Place,
    Visibility as UploadedTo,
)
from demo.library.tiny import tiny_photo

from .rows import photo_id

FACE = (Face(Box(0.4, 0.2, 0.6, 0.5), person="Ada"),)
UPLOADS = [
    tiny_photo(
        "beach.jpg",
        color="teal",
        orientation=6,
        albums=("Trip",),
        tags=("nature/water",),
        rating=5,
        camera=Camera(make="Fuji"),
        place=Place(38.7, -9.1, "Lisbon", "Lisboa", "Portugal"),
        taken_at=datetime(2025, 11, 22, 8, 30, tzinfo=UTC),
    ),
    tiny_photo("ada.jpg", faces=FACE, is_favorite=True, albums=("Trip",), rating=-1),
    tiny_photo("burst1.jpg", stack="burst", taken_at=datetime(2023, 1, 1, 12, 0, 1, tzinfo=UTC)),
    tiny_photo("burst2.jpg", stack="burst", taken_at=datetime(2023, 1, 1, 12, 0, 2, tzinfo=UTC)),
    tiny_photo("old.jpg", visibility=UploadedTo.ARCHIVE, albums=("Trip",)),
    tiny_photo("theirs.jpg", owner=NEIGHBOUR, albums=("Shared",)),
]
ALBUMS = [
    Album("Trip"),
    Album("Shared", owner=NEIGHBOUR, shared_with=(Library.of([]).me,)),
    Album("Private", owner=NEIGHBOUR),
]
PEOPLE = [Person("Ada", "Ada", is_favorite=True), Person("Hal", "Hal", is_hidden=True)]
DAY = date(2026, 11, 22)


@pytest.fixture(params=["1.139.0", "2.4.1", "2.7.5", "3.0.0", "3.1.0"])
async def sample(
    request: pytest.FixtureRequest,
    socket_enabled: None,  # noqa: ARG001
) -> AsyncIterator[SampleImmich]:
    """Run a sample Immich over a few uploads."""
    library = Library.of(UPLOADS, albums=ALBUMS, people=PEOPLE)
    async with SampleImmich(library, version=request.param) as running:
        yield running


@pytest.fixture
def client(sample: SampleImmich, session: aiohttp.ClientSession) -> ImmichClient:
    """Return a client that may do everything."""
    return ImmichClient(session, sample.url, sample.api_key)


def uploaded(sample: SampleImmich, name: str) -> str:
    """Return the id of an upload."""
    return next(one.id for one in sample.library.assets.values() if one.upload.name == name)


def album_id(name: str) -> str:
    return next(album.id for album in ALBUMS if album.name == name)


def names(assets: tuple[ListedAsset, ...]) -> list[str]:
    return [one.file_name for one in assets]


async def test_a_listing_comes_newest_first_page_by_page(client: ImmichClient) -> None:
    pages = [await client.search_metadata(Search(), page, size=2) for page in (1, 2)]
    assert [names(page.assets) for page in pages] == [
        ["beach.jpg", "ada.jpg"],
        ["burst2.jpg", "burst1.jpg"],
    ]
    assert [page.next_page for page in pages] == [2, None]
    assert await client.search_statistics(Search()) == 4


async def test_a_row_tells_the_same_on_every_version(client: ImmichClient) -> None:
    beach, ada, *_ = (await client.search_metadata(Search(), with_exif=True)).assets
    assert (beach.width, beach.height) == (480, 640)
    assert (beach.make, beach.rating, beach.place) == ("Fuji", 5, "Lisbon, Portugal")
    assert beach.taken_at == datetime(2025, 11, 22, 8, 30, tzinfo=UTC)
    assert beach.visibility is Visibility.TIMELINE
    assert beach.thumbhash
    assert (ada.is_favorite, ada.rating) == (True, None)
    assert ada.local_date_time == datetime(2024, 6, 1, 12, 0)  # noqa: DTZ001 a wall has no zone
    assert ada.taken_at == datetime(2024, 6, 1, 11, 0, tzinfo=UTC)


async def test_without_exif_sizes_are_told_where_the_dialect_says_so(client: ImmichClient) -> None:
    beach, *_ = (await client.search_metadata(Search())).assets
    assert (beach.width is not None) is (await client.dialect()).has_sizes
    assert beach.rating is None


@pytest.mark.parametrize(
    ("search", "found"),
    [
        (Search(is_favorite=True), ["ada.jpg"]),
        (Search(rating=5), ["beach.jpg"]),
        (Search(country="Portugal"), ["beach.jpg"]),
        (Search(taken_after=datetime(2024, 6, 1, tzinfo=UTC)), ["beach.jpg", "ada.jpg"]),
        (Search(taken_before=datetime(2024, 6, 1, tzinfo=UTC)), ["burst2.jpg", "burst1.jpg"]),
        (Search(added_after=datetime(2099, 1, 1, tzinfo=UTC)), []),
        (Search(visibility=Visibility.ARCHIVE), ["old.jpg"]),
        (Search(album_ids=(album_id("Trip"),)), ["beach.jpg", "ada.jpg"]),
        (Search(person_ids=(PEOPLE[0].id,)), ["ada.jpg"]),
        (Search(tag_ids=(photo_id(404),)), []),
        (Search(person_ids=(photo_id(404),)), []),
    ],
)
async def test_every_field_of_a_search_is_understood(
    client: ImmichClient, search: Search, found: list[str]
) -> None:
    assert names((await client.search_metadata(search)).assets) == found
    assert await client.search_statistics(search) == len(found)


async def test_what_is_like_a_photo_is_found_since_1_141(
    sample: SampleImmich, client: ImmichClient
) -> None:
    like = Search(like=uploaded(sample, "beach.jpg"))
    if (await client.dialect()).has_similar:
        assert names((await client.search_smart(like)).assets)[0] == "beach.jpg"
        with pytest.raises(NotFoundError):
            await client.search_smart(Search(like=photo_id(404)))
    else:
        with pytest.raises(UnsupportedError):
            await client.search_smart(like)


async def test_a_shared_album_gives_its_photos_by_its_dialects_way(client: ImmichClient) -> None:
    shared = album_id("Shared")
    listed = (await client.search_metadata(Search(album_ids=(shared,)))).assets
    if (await client.dialect()).album_holds_assets:
        assert names(await client.album_assets(shared)) == ["theirs.jpg"]
        assert listed == ()
    else:
        assert names(listed) == ["theirs.jpg"]
        with pytest.raises(BadAnswerError):
            await client.album_assets(shared)


async def test_albums_are_the_owners_and_the_shared_ones(client: ImmichClient) -> None:
    albums = {album.name: album for album in await client.albums()}
    assert set(albums) == {"Trip", "Shared"}
    assert (albums["Trip"].count, albums["Trip"].is_shared) == (3, False)
    assert (albums["Shared"].count, albums["Shared"].is_shared) == (1, True)
    for album in albums.values():
        assert await client.album(album.id) == album


async def test_what_is_gone_is_not_found(client: ImmichClient) -> None:
    gone = photo_id(404)
    for ask in (client.album, client.person, client.tag, client.person_count):
        with pytest.raises(NotFoundError):
            await ask(gone)
    with pytest.raises(NotFoundError):
        await client.set_favorite(gone, on=True)


async def test_people_tags_and_countries_are_told(client: ImmichClient) -> None:
    (ada,) = await client.people()
    assert (ada.name, ada.is_favorite) == ("Ada", True)
    assert await client.person(ada.id) == ada
    assert await client.person_count(ada.id) == 1
    tags = await client.tags()
    assert {tag.path for tag in tags} == {"nature", "nature/water"}
    assert [await client.tag(tag.id) for tag in tags] == list(tags)
    assert await client.countries() == ("Portugal",)


async def test_memories_of_a_day_are_asked_as_each_version_wants_it(client: ImmichClient) -> None:
    (beach,) = await client.memories(DAY)
    assert beach.file_name == "beach.jpg"
    assert beach.taken_at == datetime(2025, 11, 22, 8, 30, tzinfo=UTC)
    assert await client.memories(date(2026, 11, 23)) == ()


async def test_in_a_stack_one_is_hidden(sample: SampleImmich, client: ImmichClient) -> None:
    (stack,) = sample.library.stacks.values()
    burst = {uploaded(sample, "burst1.jpg"), uploaded(sample, "burst2.jpg")}
    assert await client.hidden_in_stacks() == burst - {stack.primary.id}


async def test_changes_are_made(sample: SampleImmich, client: ImmichClient) -> None:
    beach = uploaded(sample, "beach.jpg")
    await client.set_favorite(beach, on=True)
    assert (await client.asset(beach)).is_favorite
    await client.set_favorite(beach, on=False)
    assert not (await client.asset(beach)).is_favorite
    for _ in range(2):
        await client.tag_asset(beach, "frame/hidden")
    (tag,) = [tag for tag in await client.tags() if tag.path == "frame/hidden"]
    assert tag == Tag(tag.id, "frame/hidden")
    assert names((await client.search_metadata(Search(tag_ids=(tag.id,)))).assets) == ["beach.jpg"]
    await client.archive(beach)
    asset = await client.asset(beach)
    assert (asset.is_photo, asset.is_showable(with_archived=True)) == (False, True)


async def test_what_cannot_be_tagged_says_so(client: ImmichClient) -> None:
    with pytest.raises(BadRequestError, match="no_permission"):
        await client.tag_asset(photo_id(404), "frame")


async def test_every_list_and_change_names_the_permission_it_lacks(
    sample: SampleImmich, session: aiohttp.ClientSession
) -> None:
    client = ImmichClient(session, sample.url, sample.add_key([]))
    some = photo_id(1)
    for ask, lacks in (
        (client.search_statistics(Search()), "asset.statistics"),
        (client.albums(), "album.read"),
        (client.people(), "person.read"),
        (client.person_count(some), "person.statistics"),
        (client.tags(), "tag.read"),
        (client.countries(), "asset.read"),
        (client.memories(DAY), "memory.read"),
        (client.hidden_in_stacks(), "stack.read"),
        (client.archive(some), "asset.update"),
        (client.tag_asset(some, "frame"), "tag.create"),
    ):
        with pytest.raises(MissingPermissionError) as refused:
            await ask
        assert refused.value.permission == lacks
