"""Every way to the bytes of a photo, and its faces, on Immichs of several versions."""

from collections.abc import AsyncIterator
from io import BytesIO

import aiohttp
from PIL import Image
import pytest

from custom_components.immich_frame.immich.client import ImmichClient
from custom_components.immich_frame.immich.errors import MissingPermissionError, NotFoundError
from custom_components.immich_frame.immich.models import Download, Version
from custom_components.immich_frame.immich.permissions import Permission
from demo.immich.server import SampleImmich
from demo.library.library import Library
from demo.library.model import Box, Edit, Face
from demo.library.raf import make_raf
from demo.library.tiny import tiny_photo, tiny_picture

from .proxies import proxy_below

pytestmark = pytest.mark.slow

OLD, NEW = "1.139.0", "3.1.0"
SIZE, PREVIEW = (3200, 2400), (1920, 1440)
EDIT = Edit(Box(0.25, 0.0, 1.0, 1.0), clockwise=90)
RAW = make_raf(tiny_picture("raw.jpg", SIZE, "teal"))

UPLOADS = (
    tiny_photo("plain.jpg", size=SIZE, faces=(Face(Box(0.5, 0.25, 0.75, 0.5), "Ada"),)),
    tiny_photo("turned.jpg", size=SIZE, orientation=6),
    tiny_photo("scan.tiff", size=SIZE),
    tiny_photo("raw.raf", content=RAW),
    tiny_photo(
        "edited.jpg",
        size=SIZE,
        edit=EDIT,
        faces=(
            Face(Box(0.5, 0.5, 0.75, 1.0), "Ada"),
            Face(Box(0.0, 0.0, 0.2, 0.2), "Ben"),
            Face(Box(0.2, 0.0, 0.3, 0.1)),
        ),
    ),
    tiny_photo("broken.raf", content=b"no picture"),
)


@pytest.fixture(params=[OLD, "2.4.1", "2.5.0", "2.7.5", NEW])
async def sample(
    request: pytest.FixtureRequest,
    socket_enabled: None,  # noqa: ARG001
) -> AsyncIterator[SampleImmich]:
    """Run a sample Immich of some version."""
    async with SampleImmich(Library.of(UPLOADS), version=request.param) as running:
        yield running


@pytest.fixture
async def newest(socket_enabled: None) -> AsyncIterator[SampleImmich]:  # noqa: ARG001
    """Run a sample Immich that makes JPEGs of everything at full size."""
    async with SampleImmich(Library.of(UPLOADS), makes_fullsize=True) as running:
        yield running


@pytest.fixture
def client(sample: SampleImmich, session: aiohttp.ClientSession) -> ImmichClient:
    return ImmichClient(session, sample.url, sample.api_key)


def asset_id(sample: SampleImmich, name: str) -> str:
    return next(one.id for one in sample.library.assets.values() if one.upload.name == name)


def seen(download: Download) -> tuple[str | None, tuple[int, int]]:
    """Return format and size of a picture."""
    with Image.open(BytesIO(download.data)) as picture:
        return picture.format, picture.size


def person_id(sample: SampleImmich, name: str) -> str:
    return next(one.id for one in sample.library.people.values() if one.name == name)


async def has_edits(client: ImmichClient) -> bool:
    return await client.version() >= Version(2, 5, 0)


async def test_the_full_size_of_what_browsers_show_is_never_more_than_the_original(
    sample: SampleImmich, client: ImmichClient
) -> None:
    fullsize = await client.fullsize(asset_id(sample, "plain.jpg"))
    assert seen(fullsize) == ("JPEG", PREVIEW if await has_edits(client) else SIZE)


async def test_the_full_size_of_all_else_is_the_preview(
    sample: SampleImmich, client: ImmichClient
) -> None:
    for name in ("scan.tiff", "raw.raf"):
        fullsize = await client.fullsize(asset_id(sample, name))
        assert fullsize == await client.preview(asset_id(sample, name))
        assert seen(fullsize) == ("JPEG", PREVIEW)


async def test_a_thumbnail_is_small_and_need_not_be_a_jpeg(
    sample: SampleImmich, client: ImmichClient
) -> None:
    for name in ("plain.jpg", "turned.jpg", "raw.raf"):
        picture_format, (width, height) = seen(await client.thumbnail(asset_id(sample, name)))
        assert picture_format == "WEBP"
        assert max(width, height) < min(PREVIEW)
        assert (width < height) == (name == "turned.jpg")


async def test_the_full_size_of_what_has_no_preview_is_not_found(
    sample: SampleImmich, client: ImmichClient
) -> None:
    with pytest.raises(NotFoundError, match="Asset media not found"):
        await client.fullsize(asset_id(sample, "broken.raf"))


async def test_a_raw_original_is_no_picture_of_pillow_s(
    sample: SampleImmich, client: ImmichClient
) -> None:
    photo = asset_id(sample, "raw.raf")
    assert await client.original(photo) == Download(RAW, "image/raf")
    assert (await client.asset(photo)).mime_type == "image/raf"
    with pytest.raises(OSError, match="cannot identify"):
        Image.open(BytesIO(RAW))


async def test_an_administrator_may_have_full_sizes_made(
    newest: SampleImmich, session: aiohttp.ClientSession
) -> None:
    client = ImmichClient(session, newest.url, newest.api_key)
    for name in ("scan.tiff", "raw.raf"):
        assert seen(await client.fullsize(asset_id(newest, name))) == ("JPEG", SIZE)
    assert seen(await client.fullsize(asset_id(newest, "plain.jpg"))) == ("JPEG", PREVIEW)


async def test_an_edited_photo_comes_edited_where_there_are_edits(
    sample: SampleImmich, client: ImmichClient
) -> None:
    photo = asset_id(sample, "edited.jpg")
    asset = await client.asset(photo)
    edited, small = (2400, 2400), (1440, 1440)
    if not (are_edited := await has_edits(client)):
        edited, small = SIZE, PREVIEW
    assert (asset.is_edited, (asset.width, asset.height)) == (are_edited, edited)
    assert seen(await client.original(photo)) == ("JPEG", edited)
    assert seen(await client.fullsize(photo)) == ("JPEG", edited)
    assert seen(await client.preview(photo)) == ("JPEG", small)


async def test_a_key_that_may_not_download_gets_the_full_size_of_an_edit(
    newest: SampleImmich, session: aiohttp.ClientSession
) -> None:
    client = ImmichClient(session, newest.url, newest.add_key(["asset.view"]))
    photo = asset_id(newest, "edited.jpg")
    with pytest.raises(MissingPermissionError, match=r"asset\.download"):
        await client.original(photo)
    assert seen(await client.fullsize(photo)) == ("JPEG", (2400, 2400))


async def test_before_there_were_edits_the_full_size_was_the_original_with_its_permission(
    sample: SampleImmich, session: aiohttp.ClientSession
) -> None:
    client = ImmichClient(session, sample.url, sample.add_key(["asset.view"]))
    photo = asset_id(sample, "turned.jpg")
    if await has_edits(client):
        assert seen(await client.fullsize(photo)) == ("JPEG", PREVIEW[::-1])
    else:
        with pytest.raises(MissingPermissionError, match=r"asset\.download"):
            await client.fullsize(photo)


async def test_faces_lie_where_the_downloads_show_them(
    sample: SampleImmich, client: ImmichClient
) -> None:
    (ada,) = await client.faces(asset_id(sample, "plain.jpg"))
    assert (ada.name, ada.person_id) == ("Ada", person_id(sample, "Ada"))
    assert (ada.left, ada.top, ada.right, ada.bottom) == (0.5, 0.25, 0.75, 0.5)
    found = await client.faces(asset_id(sample, "edited.jpg"))
    boxes = {face.name: (face.left, face.top, face.right, face.bottom) for face in found}
    if not await has_edits(client):
        assert boxes == {
            "Ada": pytest.approx((0.5, 0.5, 0.75, 1.0), abs=0.001),
            "Ben": pytest.approx((0.0, 0.0, 0.2, 0.2), abs=0.001),
            "": pytest.approx((0.2, 0.0, 0.3, 0.1), abs=0.001),
        }
        return
    # Of the crop, Ada was in the second third and at the bottom; the clock turned her to the left.
    # Ben was cropped away, and the stranger half: that half is at the top, now the right.
    assert boxes == {
        "Ada": pytest.approx((0.0, 1 / 3, 0.5, 2 / 3), abs=0.001),
        "": pytest.approx((0.9, 0.0, 1.0, 0.05 / 0.75)),
    }


async def test_a_photo_that_is_gone_has_no_faces(
    sample: SampleImmich, session: aiohttp.ClientSession
) -> None:
    gone = "00000000-0000-4000-8000-000000000000"
    for ask in (
        ImmichClient(session, sample.url, sample.api_key).faces(gone),
        ImmichClient(session, sample.url, sample.api_key).fullsize(gone),
    ):
        with pytest.raises(NotFoundError):
            await ask


async def test_a_key_may_not_see_faces_without_the_permission(
    sample: SampleImmich, session: aiohttp.ClientSession
) -> None:
    client = ImmichClient(session, sample.url, sample.add_key(["asset.read"]))
    with pytest.raises(MissingPermissionError) as refused:
        await client.faces(asset_id(sample, "plain.jpg"))
    assert refused.value.permission == Permission.FACE_READ


async def test_every_way_works_below_a_path(
    sample: SampleImmich, session: aiohttp.ClientSession
) -> None:
    direct = ImmichClient(session, sample.url, sample.api_key)
    async with proxy_below(sample.url) as (url, strays):
        client = ImmichClient(session, url, sample.api_key)
        for name in ("plain.jpg", "raw.raf", "edited.jpg"):
            photo = asset_id(sample, name)
            assert await client.fullsize(photo) == await direct.fullsize(photo)
            assert await client.original(photo) == await direct.original(photo)
            assert await client.faces(photo) == await direct.faces(photo)
        assert strays == []
