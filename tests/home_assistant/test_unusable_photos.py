"""Photos that cannot be shown: skipped with a line in the log, and the next one is drawn."""

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
import re
import struct
import zlib

from PIL import Image
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.immich_frame.chooser import MAX_TRIES
from custom_components.immich_frame.errors import NoUsablePhotoError
from custom_components.immich_frame.frame import Frame
from custom_components.immich_frame.immich.client import ImmichClient
from custom_components.immich_frame.immich.errors import (
    MissingPermissionError,
    NotImmichError,
    UnreachableError,
)
from custom_components.immich_frame.immich.limits import DEFAULT_LIMITS
from custom_components.immich_frame.loader import PhotoLoader
from custom_components.immich_frame.rendering import Rendering, rendering_data
from demo.immich import faults
from demo.immich.faults import Fault
from demo.immich.server import SampleImmich
from demo.library.library import Library
from demo.library.model import Visibility
from demo.library.tiny import tiny_photo, tiny_picture
from homeassistant.core import HomeAssistant
from homeassistant.helpers.aiohttp_client import async_get_clientsession

from .conftest import (
    COLORS,
    ORIGINAL,
    PREVIEW,
    SIZE,
    account,
    asset_id,
    async_set_up,
    frame_subentry,
    logged,
)

WHOLE = tiny_picture("whole.jpg", (640, 480), "teal")


def bomb(edge: int = 60_000) -> bytes:
    """Return a PNG of a few bytes that says it has billions of pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        checksum = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + checksum

    header = struct.pack(">IIBBBBB", edge, edge, 8, 2, 0, 0, 0)
    pixels = zlib.compress(bytes(1000))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        (chunk(b"IHDR", header), chunk(b"IDAT", pixels), chunk(b"IEND", b""))
    )


UNUSABLE: dict[str, Fault] = {
    "gone after the search": faults.status(404, "Not Found"),
    "cut off half-way": faults.drop(WHOLE),
    "a server error": faults.status(500),
    "truncated": faults.body(WHOLE[: len(WHOLE) // 2], "image/jpeg"),
    "corrupt": faults.body(WHOLE[:200] + bytes(5000), "image/jpeg"),
    "zero bytes": faults.body(b"", "image/jpeg"),
    "not an image": faults.body(b"no picture at all", "image/jpeg"),
}


@pytest.mark.parametrize("fault", UNUSABLE.values(), ids=UNUSABLE)
async def test_a_photo_that_cannot_be_used_is_skipped(
    frame: Frame, immich: SampleImmich, caplog: pytest.LogCaptureFixture, fault: Fault
) -> None:
    teal = asset_id(immich, "teal.jpg")
    immich.faults.add(f"/api/assets/{teal}/*", fault, times=None)
    # The two best results for this: one cannot be used, so the other is shown.
    shown = [await frame.async_new_image("teal orange", 2) for _ in range(4)]
    assert {one.file_name for one in shown} == {"orange.jpg"}
    lines = logged(caplog)
    assert lines
    assert all(re.fullmatch(f"Photo frame skips photo {teal}: .*[a-z].*", line) for line in lines)


def nothing_to_download(immich: SampleImmich) -> None:
    for path in (ORIGINAL, PREVIEW):
        immich.faults.add(path, faults.status(404, "Not Found"), times=None)


def sizes_asked(immich: SampleImmich) -> list[str]:
    return [asked.query["size"] for asked in immich.requests.to(PREVIEW)]


@pytest.mark.parametrize("fault", ["truncated", "corrupt", "zero bytes", "not an image"])
async def test_of_an_original_that_cannot_be_decoded_the_preview_is_shown(
    frame: Frame, immich: SampleImmich, caplog: pytest.LogCaptureFixture, fault: str
) -> None:
    immich.faults.add(ORIGINAL, UNUSABLE[fault], times=None)
    shown = await frame.async_new_image("teal", 1)
    assert shown.file_name == "teal.jpg"
    assert sizes_asked(immich)[-1] == "preview"
    assert logged(caplog) == []


async def test_all_photos_cannot_be_used(
    frame: Frame, immich: SampleImmich, caplog: pytest.LogCaptureFixture
) -> None:
    before = frame.shown
    nothing_to_download(immich)
    immich.requests.clear()
    with pytest.raises(NoUsablePhotoError, match="None of 5 photos"):
        await frame.async_new_image()
    assert frame.shown is before
    assert immich.requests.count(ORIGINAL) == MAX_TRIES == len(logged(caplog))
    assert len({asked.path for asked in immich.requests.to(ORIGINAL)}) == MAX_TRIES

    immich.faults.clear()
    assert await frame.async_new_image() is not before


async def test_fewer_photos_than_tries(frame: Frame, immich: SampleImmich) -> None:
    nothing_to_download(immich)
    immich.requests.clear()
    with pytest.raises(NoUsablePhotoError, match="None of 2 photos"):
        await frame.async_new_image("teal", 2)
    assert immich.requests.count(ORIGINAL) == 2


def archived() -> Library:
    return Library.of(
        [
            tiny_photo(
                f"{color}.jpg",
                color=color,
                visibility=Visibility.TIMELINE if color == "navy" else Visibility.ARCHIVE,
            )
            for color in COLORS
        ]
    )


def deleted() -> Library:
    return Library.of([tiny_photo("navy.jpg", color="navy")])


@pytest.mark.parametrize("later", [archived, deleted])
async def test_what_was_archived_or_deleted_since_the_search_is_skipped(
    frame: Frame,
    immich: SampleImmich,
    caplog: pytest.LogCaptureFixture,
    later: Callable[[], Library],
) -> None:
    ranks = [await frame.async_new_image("teal navy", 2) for _ in range(2)]
    assert {one.file_name for one in ranks} == {"teal.jpg", "navy.jpg"}
    immich.library = later()
    shown = [await frame.async_new_image("teal navy", 2) for _ in range(3)]
    assert {one.file_name for one in shown} == {"navy.jpg"}
    assert any("skips photo" in line for line in logged(caplog))


@pytest.fixture
def small_limits(hass: HomeAssistant, frame: Frame, immich: SampleImmich) -> None:
    """Take in no more than 30 kB at once."""
    limits = replace(DEFAULT_LIMITS, download_bytes=30_000)
    session = async_get_clientsession(hass)
    client = ImmichClient(session, immich.url, immich.api_key, limits)
    frame.account.loader = PhotoLoader(client, frame.account.renderer)


@pytest.mark.usefixtures("small_limits")
async def test_an_original_that_is_too_large_is_shown_as_its_preview(
    frame: Frame, immich: SampleImmich
) -> None:
    immich.faults.add(ORIGINAL, faults.endless(), times=None)
    shown = await frame.async_new_image("teal", 1)
    assert shown.file_name == "teal.jpg"
    assert sizes_asked(immich) == ["fullsize", "preview"]


@pytest.mark.usefixtures("small_limits")
async def test_a_download_without_end_is_skipped(
    frame: Frame, immich: SampleImmich, caplog: pytest.LogCaptureFixture
) -> None:
    teal = asset_id(immich, "teal.jpg")
    immich.faults.add(f"/api/assets/{teal}/*", faults.endless(), times=None)
    shown = [await frame.async_new_image("teal orange", 2) for _ in range(2)]
    assert {one.file_name for one in shown} == {"orange.jpg"}
    assert "larger than 30,000 bytes" in logged(caplog)[0]


async def test_a_photo_of_one_pixel_is_shown(hass: HomeAssistant, immich: SampleImmich) -> None:
    immich.library = Library.of([tiny_photo("pixel.png", size=(1, 1))])
    frame = await async_set_up(hass, account(immich, frame_subentry()))
    assert frame.shown is not None
    assert Image.open(BytesIO(frame.shown.rendition.data)).size == SIZE


async def test_without_leave_to_download_the_preview_is_shown(
    hass: HomeAssistant, immich: SampleImmich, caplog: pytest.LogCaptureFixture
) -> None:
    key = immich.add_key(["user.read", "asset.read", "asset.view"])
    frame = await async_set_up(hass, account(immich, frame_subentry(), api_key=key))
    assert frame.shown is not None
    assert sizes_asked(immich) == ["fullsize", "preview"]
    assert logged(caplog) == []


async def test_of_a_raw_photo_the_preview_is_shown(
    hass: HomeAssistant, immich: SampleImmich
) -> None:
    immich.library = Library.of([tiny_photo("raw.dng", content=WHOLE)])
    frame = await async_set_up(hass, account(immich, frame_subentry()))
    assert frame.shown is not None
    assert immich.requests.count(ORIGINAL) == 0
    assert sizes_asked(immich) == ["fullsize", "preview"]


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        (faults.html(), NotImmichError),
        (faults.status(403, "Missing required permission: asset.read"), MissingPermissionError),
        (faults.redirect("https://elsewhere.example/"), NotImmichError),
    ],
)
async def test_what_is_not_the_photos_fault_ends_the_draw(
    frame: Frame, immich: SampleImmich, fault: Fault, error: type[Exception]
) -> None:
    before = frame.shown
    immich.faults.add("/api/assets/*", fault)
    immich.requests.clear()
    with pytest.raises(error):
        await frame.async_new_image()
    assert immich.requests.count("/api/assets/*") == 1
    assert frame.shown is before


async def test_immich_is_gone_between_search_and_download(
    frame: Frame, immich: SampleImmich
) -> None:
    before = frame.shown
    await immich.stop()
    with pytest.raises(UnreachableError):
        await frame.async_new_image()
    await immich.start()
    assert frame.shown is before
    assert await frame.async_new_image() is not before


async def test_a_decompression_bomb_is_shown_from_its_preview(
    hass: HomeAssistant, entry: MockConfigEntry, immich: SampleImmich
) -> None:
    immich.faults.add(ORIGINAL, faults.body(bomb(), "image/png"), times=None)
    frame = await async_set_up(hass, entry)
    assert frame.shown is not None
    assert sizes_asked(immich) == ["fullsize", "preview"]


async def test_a_profile_that_is_no_profile_is_no_reason_to_stop(
    hass: HomeAssistant, entry: MockConfigEntry, immich: SampleImmich
) -> None:
    tiff = BytesIO()
    Image.new("RGB", (64, 48)).save(tiff, "TIFF", tiffinfo={34675: "not a profile"})
    immich.faults.add(ORIGINAL, faults.body(tiff.getvalue(), "image/tiff"), times=None)
    assert (await async_set_up(hass, entry)).shown is not None


async def test_an_original_that_is_known_to_take_too_much_memory_is_not_asked_for(
    hass: HomeAssistant, immich: SampleImmich
) -> None:
    heavy = WHOLE + bytes(51_000_000)
    immich.library = Library.of([tiny_photo("heavy.jpg", content=heavy)])
    rendering = rendering_data(Rendering(max_memory=100_000_000))
    frame = await async_set_up(hass, account(immich, frame_subentry(rendering=rendering)))
    assert frame.shown is not None
    assert immich.requests.count(ORIGINAL) == 0
