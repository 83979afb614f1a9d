"""The client against the sample Immich, which checks requests as Immich checks them."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import datetime

import aiohttp
import pytest

from custom_components.immich_frame.immich.client import ImmichClient
from custom_components.immich_frame.immich.errors import (
    BadAnswerError,
    ImmichError,
    ImmichTimeoutError,
    MissingPermissionError,
    NotFoundError,
    NotImmichError,
    RefusedKeyError,
    SmartSearchUnavailableError,
    TooLargeError,
    UnreachableError,
)
from custom_components.immich_frame.immich.limits import DEFAULT_LIMITS
from custom_components.immich_frame.immich.permissions import OPTIONAL, REQUIRED, Permission
from custom_components.immich_frame.immich.search import Search
from demo.immich import faults
from demo.immich.server import SampleImmich
from demo.library.library import Library
from demo.library.model import AssetType, Box, Face, Place, Upload, Visibility
from demo.library.tiny import tiny_photo

from .rows import photo_id

UPLOADS = [
    tiny_photo("beach.jpg", color="teal", orientation=6, description="A day by the sea"),
    tiny_photo("desk.heic", color="olive", content=b"as it was uploaded"),
    tiny_photo(
        "ada.jpg",
        color="orange",
        is_favorite=True,
        place=Place(38.7, -9.1, "Lisbon", "Lisboa", "Portugal"),
        faces=(Face(Box(0.4, 0.2, 0.6, 0.5), person="Ada"),),
    ),
    tiny_photo("old.jpg", color="maroon", visibility=Visibility.ARCHIVE),
    tiny_photo("film.mp4", content=b"film", type=AssetType.VIDEO, duration_ms=4000),
]
VERSIONS = ["1.139.0", "2.7.5", "3.1.0"]
SEA = Search(text="sea")
PHOTOS = {"beach.jpg", "desk.heic", "ada.jpg"}


@pytest.fixture(params=VERSIONS)
async def sample(
    request: pytest.FixtureRequest,
    socket_enabled: None,  # noqa: ARG001
) -> AsyncIterator[SampleImmich]:
    """Run a sample Immich over a few uploads."""
    async with SampleImmich(Library.of(UPLOADS), version=request.param) as running:
        yield running


@pytest.fixture
def client(sample: SampleImmich, session: aiohttp.ClientSession) -> ImmichClient:
    """Return a client that may do everything."""
    return ImmichClient(session, sample.url, sample.api_key)


def uploaded(sample: SampleImmich, name: str) -> str:
    """Return the id of an upload."""
    return next(one.id for one in sample.library.assets.values() if one.upload.name == name)


async def test_it_is_an_immich_and_says_which(
    client: ImmichClient, request: pytest.FixtureRequest
) -> None:
    await client.ping()
    version = await client.version()
    assert str(version) == request.node.callspec.params["sample"]
    assert (await client.dialect()).version == version


async def test_the_key_and_its_owner_are_known(sample: SampleImmich, client: ImmichClient) -> None:
    key = await client.api_key()
    assert all(key.grants(permission) for permission in (*REQUIRED, *OPTIONAL))
    assert (await client.user()).id == sample.library.me.id


async def test_a_limited_key_names_what_it_lacks(
    sample: SampleImmich, session: aiohttp.ClientSession
) -> None:
    client = ImmichClient(session, sample.url, sample.limited_api_key)
    assert not any(map((await client.api_key()).grants, REQUIRED))
    photo = uploaded(sample, "beach.jpg")
    for ask, lacks in (
        (client.user(), Permission.USER_READ),
        (client.search_metadata(Search()), Permission.ASSET_READ),
        (client.search_smart(SEA), Permission.ASSET_READ),
        (client.asset(photo), Permission.ASSET_READ),
        (client.preview(photo), Permission.ASSET_VIEW),
        (client.original(photo), Permission.ASSET_DOWNLOAD),
    ):
        with pytest.raises(MissingPermissionError) as refused:
            await ask
        assert refused.value.permission == lacks


async def test_a_revoked_key_is_refused(sample: SampleImmich, client: ImmichClient) -> None:
    sample.revoke_key(sample.api_key)
    with pytest.raises(RefusedKeyError, match="Invalid API key"):
        await client.api_key()
    await client.ping()


async def test_searches_find_photos_of_the_timeline_alone(client: ImmichClient) -> None:
    for ask in (client.search_metadata, client.search_smart):
        found = (await ask(SEA)).assets
        assert {one.file_name for one in found} == PHOTOS
        assert len(found) == len(PHOTOS)
        assert all([(await client.asset(one.id)).is_photo for one in found])


async def test_the_best_result_comes_first_over_pages(client: ImmichClient) -> None:
    pages = [await client.search_smart(SEA, page, size=1) for page in (1, 2, 3)]
    assert [page.next_page for page in pages] == [2, 3, None]
    assert pages[0].assets[0].file_name == "beach.jpg"
    assert sum([page.assets for page in pages], ()) == (await client.search_smart(SEA)).assets


async def test_an_asset_tells_what_a_frame_shows(
    sample: SampleImmich, client: ImmichClient
) -> None:
    ada = await client.asset(uploaded(sample, "ada.jpg"))
    assert (ada.people, ada.place, ada.is_favorite) == (("Ada",), "Lisbon, Portugal", True)
    assert ada.local_date_time == datetime(2024, 6, 1, 12, 0)  # noqa: DTZ001 a wall has no zone
    beach = await client.asset(uploaded(sample, "beach.jpg"))
    assert (beach.width, beach.height, beach.mime_type) == (480, 640, "image/jpeg")
    assert (beach.description, beach.place) == ("A day by the sea", None)


async def test_what_is_not_photographed_on_the_timeline_is_no_photo(
    sample: SampleImmich, client: ImmichClient
) -> None:
    for name in ("old.jpg", "film.mp4"):
        assert not (await client.asset(uploaded(sample, name))).is_photo


async def test_an_original_is_the_file_that_was_uploaded(
    sample: SampleImmich, client: ImmichClient
) -> None:
    upload: Upload
    for upload, kind in ((UPLOADS[0], "image/jpeg"), (UPLOADS[1], "image/heic")):
        original = await client.original(uploaded(sample, upload.name))
        assert (original.data, original.content_type) == (upload.content, kind)


async def test_a_preview_is_a_jpeg_of_any_photo(sample: SampleImmich, client: ImmichClient) -> None:
    preview = await client.preview(uploaded(sample, "beach.jpg"))
    assert preview.content_type == "image/jpeg"
    assert preview.data.startswith(b"\xff\xd8\xff")


async def test_a_photo_that_is_gone_is_not_found(client: ImmichClient) -> None:
    gone = photo_id(404)
    for ask in (client.asset(gone), client.original(gone), client.preview(gone)):
        with pytest.raises(NotFoundError):
            await ask


async def test_a_photo_without_a_preview_is_not_found(
    sample: SampleImmich, client: ImmichClient
) -> None:
    with pytest.raises(NotFoundError, match="Asset media not found"):
        await client.preview(uploaded(sample, "desk.heic"))


async def test_a_wrong_path_is_not_immich(
    sample: SampleImmich, session: aiohttp.ClientSession
) -> None:
    client = ImmichClient(session, f"{sample.url}/photos", sample.api_key)
    with pytest.raises(NotImmichError):
        await client.ping()


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        pytest.param(faults.status(500, "Failed to search smart"), SmartSearchUnavailableError),
        pytest.param(faults.html(), NotImmichError),
        pytest.param(faults.body(b'{"assets":'), BadAnswerError),
        pytest.param(faults.drop(content_type="application/json"), BadAnswerError),
        pytest.param(faults.hang(), ImmichTimeoutError),
        pytest.param(faults.redirect("http://127.0.0.1:9/api"), NotImmichError),
    ],
)
async def test_a_bad_day_is_told_by_its_name(
    sample: SampleImmich,
    session: aiohttp.ClientSession,
    fault: faults.Fault,
    error: type[ImmichError],
) -> None:
    limits = replace(DEFAULT_LIMITS, smart_search=0.3)
    client = ImmichClient(session, sample.url, sample.api_key, limits)
    sample.faults.add("/api/search/smart", fault, times=1)
    with pytest.raises(error):
        await client.search_smart(SEA)
    assert (await client.search_smart(SEA)).assets


async def test_a_bad_download_is_never_half_a_photo(
    sample: SampleImmich, session: aiohttp.ClientSession
) -> None:
    limits = replace(DEFAULT_LIMITS, stall=0.3, download_bytes=1_000_000)
    client = ImmichClient(session, sample.url, sample.api_key, limits)
    photo = uploaded(sample, "beach.jpg")
    for fault, error in (
        (faults.drop(), BadAnswerError),
        (faults.stall(), ImmichTimeoutError),
        (faults.endless(), TooLargeError),
    ):
        sample.faults.add("/api/assets/*/original", fault, times=1)
        with pytest.raises(error):
            await client.original(photo)
    assert (await client.original(photo)).data == UPLOADS[0].content


async def test_an_immich_that_restarts_is_away_and_comes_back(
    sample: SampleImmich, client: ImmichClient
) -> None:
    await client.user()
    await sample.stop()
    with pytest.raises(UnreachableError):
        await client.user()
    await sample.start()
    assert (await client.user()).id == sample.library.me.id
