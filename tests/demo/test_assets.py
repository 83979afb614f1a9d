"""An asset, its file over HTTP, and where its sizes are to be had."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path

from aiohttp import ClientSession
from PIL import Image
import pytest

from demo.immich.server import SampleImmich
from demo.library.library import Library
from demo.library.model import NEIGHBOUR
from demo.library.tiny import tiny_photo, tiny_picture

from .api import PARTY, UNKNOWN, Api, asset_named
from .shapes import DETAIL, assert_shape

CACHED = (
    "private, max-age=86400, no-transform, stale-while-revalidate=2592000, stale-if-error=2592000"
)


def path_of(library: Library, name: str, rest: str = "") -> str:
    return f"/assets/{asset_named(library, name).id}{rest}"


async def test_an_asset_comes_with_all_that_belongs_to_it(api: Api, library: Library) -> None:
    asset = (await api.get(path_of(library, "beach.jpg"))).json
    assert_shape(asset, DETAIL)
    assert [tag["value"] for tag in asset["tags"]] == ["nature/sea"]
    assert [person["name"] for person in asset["people"]] == ["Ada"]
    assert asset["exifInfo"]["city"] == "Lisbon"
    assert asset["originalMimeType"] == "image/jpeg"
    assert asset["thumbhash"]


async def test_width_and_height_are_upright_and_exif_s_are_stored(
    api: Api, library: Library
) -> None:
    asset = (await api.get(path_of(library, "tall.jpg"))).json
    assert (asset["width"], asset["height"]) == (300, 400)
    exif = asset["exifInfo"]
    assert (exif["exifImageWidth"], exif["exifImageHeight"]) == (400, 300)
    assert exif["orientation"] == "6"


async def test_what_is_no_picture_has_no_size(api: Api, library: Library) -> None:
    asset = (await api.get(path_of(library, "broken.jpg"))).json
    assert_shape(asset, DETAIL)
    assert (asset["width"], asset["height"], asset["thumbhash"]) == (None, None, None)


async def test_a_video_tells_how_long_it_is(api: Api, library: Library) -> None:
    asset = (await api.get(path_of(library, "clip.mp4"))).json
    assert (asset["type"], asset["duration"]) == ("VIDEO", 4000)
    assert asset["originalMimeType"] == "video/mp4"


@pytest.mark.parametrize("name", ["locked.jpg", "stranger.jpg"])
async def test_what_one_may_not_see_is_as_good_as_unknown(
    api: Api, library: Library, name: str
) -> None:
    for asset in (asset_named(library, name).id, UNKNOWN):
        row = await api.get(f"/assets/{asset}")
        assert (row.status, row.message) == (400, "Not found or no asset.read access")
        small = await api.get(f"/assets/{asset}/thumbnail")
        assert (small.status, small.message) == (400, "Not found or no asset.view access")
        file = await api.get(f"/assets/{asset}/original")
        assert (file.status, file.json) == (404, {"message": "Not Found"})


async def test_an_album_opens_what_others_put_in(api: Api, library: Library) -> None:
    assert PARTY.owner == NEIGHBOUR
    asset = (await api.get(path_of(library, "neighbour.jpg"))).json
    assert asset["ownerId"] == NEIGHBOUR.id
    assert (await api.get(path_of(library, "neighbour.jpg", "/original"))).status == 200


async def test_the_original_is_the_file(api: Api, library: Library) -> None:
    answer = await api.get(path_of(library, "plain.png", "/original?edited=true"))
    assert answer.content == asset_named(library, "plain.png").upload.content
    assert answer.headers["Content-Type"] == "image/png"
    assert answer.headers["Cache-Control"] == CACHED
    assert answer.headers["Content-Disposition"] == "inline; filename*=UTF-8''plain.png"
    assert answer.headers["Accept-Ranges"] == "bytes"


async def test_a_name_that_is_not_ascii_is_written_in_percent(
    api: Api, immich: SampleImmich
) -> None:
    immich.library = Library.of([tiny_photo("Straße im Mai.jpg")])
    answer = await api.get(path_of(immich.library, "Straße im Mai.jpg", "/original"))
    assert answer.headers["Content-Disposition"].endswith("''Stra%C3%9Fe%20im%20Mai.jpg")


async def test_even_broken_bytes_are_sent(api: Api, library: Library) -> None:
    answer = await api.get(path_of(library, "broken.jpg", "/original"))
    assert (answer.status, answer.content) == (200, b"no picture")
    assert answer.headers["Content-Type"] == "image/jpeg"


async def test_a_file_is_not_sent_twice(api: Api, library: Library) -> None:
    path = path_of(library, "beach.jpg", "/original")
    first = await api.get(path)
    assert first.headers["ETag"].startswith('W/"')
    by_tag = await api.get(path, **{"If-None-Match": first.headers["ETag"]})
    by_date = await api.get(path, **{"If-Modified-Since": first.headers["Last-Modified"]})
    changed = await api.get(path, **{"If-None-Match": 'W/"0-0"'})
    assert [a.status for a in (by_tag, by_date, changed)] == [304, 304, 200]
    assert by_tag.content == b""


RANGES = {
    "bytes=0-9": (slice(0, 10), "bytes 0-9/{}"),
    "bytes=5-": (slice(5, None), None),
    "bytes=-7": (slice(-7, None), None),
    "bytes=3-99999999": (slice(3, None), None),
}


@pytest.mark.parametrize("wanted", RANGES)
async def test_a_part_can_be_had(api: Api, library: Library, wanted: str) -> None:
    path = path_of(library, "beach.jpg", "/original")
    whole = (await api.get(path)).content
    part = await api.get(path, Range=wanted)
    place, told = RANGES[wanted]
    assert (part.status, part.content) == (206, whole[place])
    if told:
        assert part.headers["Content-Range"] == told.format(len(whole))


async def test_a_part_beyond_the_end_cannot(api: Api, library: Library) -> None:
    answer = await api.get(path_of(library, "broken.jpg", "/original"), Range="bytes=99-")
    assert answer.status == 416
    assert answer.headers["Content-Range"] == "bytes */10"


async def test_head_tells_the_size_without_the_bytes(api: Api, library: Library) -> None:
    path = path_of(library, "beach.jpg", "/original")
    head = await api.ask("HEAD", f"/api{path}")
    assert head.content == b""
    assert int(head.headers["Content-Length"]) == len((await api.get(path)).content)


async def test_a_file_that_is_gone_is_not_found(
    api: Api, immich: SampleImmich, tmp_path: Path
) -> None:
    file = tmp_path / "gone.jpg"
    file.write_bytes(tiny_picture("gone.jpg", (64, 48), "teal"))
    immich.library = Library.of([replace(tiny_photo("gone.jpg"), content=file)])
    path = path_of(immich.library, "gone.jpg")
    assert (await api.get(f"{path}/original")).status == 200
    file.unlink()
    assert (await api.get(f"{path}/original")).status == 404
    assert (await api.get(f"{path}/thumbnail")).message == "Asset media not found"


@pytest.mark.parametrize(
    ("query", "location"),
    [
        ("size=fullsize", "original?"),
        ("size=fullsize&edited=false", "original?edited=false"),
        ("size=original", "original?"),
        ("edited=true&size=fullsize", "/api{path}?edited=true&size=preview"),
    ],
)
async def test_where_the_full_size_of_a_web_format_is(
    api: Api, library: Library, query: str, location: str
) -> None:
    path = path_of(library, "beach.jpg", "/thumbnail")
    answer = await api.get(f"{path}?{query}")
    assert answer.status == 302
    assert answer.headers["Location"] == location.format(path=path)


async def test_the_full_size_of_other_formats_is_the_preview(
    api: Api, immich: SampleImmich
) -> None:
    immich.library = Library.of([tiny_photo("scan.tiff")])
    path = path_of(immich.library, "scan.tiff", "/thumbnail")
    answer = await api.get(f"{path}?size=fullsize")
    assert answer.headers["Location"] == f"/api{path}?size=preview"
    assert (await api.get(f"{path}?size=preview")).headers["Content-Type"] == "image/jpeg"


async def test_a_server_may_be_set_up_to_make_full_sizes(
    socket_enabled: None,  # noqa: ARG001, it lets sockets through
) -> None:
    library = Library.of([tiny_photo("scan.tiff", size=(3200, 2400)), tiny_photo("beach.jpg")])
    async with (
        SampleImmich(library, makes_fullsize=True) as immich,
        ClientSession() as session,
    ):
        api = Api(session, immich, immich.api_key)
        path = path_of(library, "scan.tiff", "/thumbnail?size=fullsize")
        for query in ("", "&edited=false", "&edited=true"):
            answer = await api.get(f"{path}{query}")
            assert answer.headers["Content-Disposition"].endswith("''scan_fullsize.jpeg")
            assert Image.open(BytesIO(answer.content)).size == (3200, 2400)
        path = path_of(library, "beach.jpg", "/thumbnail?size=fullsize")
        assert (await api.get(path)).headers["Location"] == "original?"
        assert "size=preview" in (await api.get(f"{path}&edited=true")).headers["Location"]


async def test_following_to_the_original_needs_its_permission(api: Api, library: Library) -> None:
    viewer = api.with_key("asset.view")
    path = path_of(library, "beach.jpg")
    assert (await viewer.get(f"{path}/thumbnail?size=fullsize")).status == 302
    refused = await viewer.get(f"{path}/original?")
    assert (refused.status, refused.message) == (403, "Missing required permission: asset.download")


async def test_no_rendition_of_what_is_no_picture(api: Api, library: Library) -> None:
    for size in ("thumbnail", "preview"):
        answer = await api.get(path_of(library, "broken.jpg", f"/thumbnail?size={size}"))
        assert (answer.status, answer.json) == (404, {"message": "Asset media not found"})


async def test_an_unknown_size_is_refused(api: Api, library: Library) -> None:
    answer = await api.get(path_of(library, "beach.jpg", "/thumbnail?size=huge"))
    assert (answer.status, answer.json["errors"][0]["path"]) == (400, ["size"])


async def test_renditions_are_named_and_cached_like_files(api: Api, library: Library) -> None:
    small = await api.get(path_of(library, "beach.jpg", "/thumbnail"))
    assert small.headers["Content-Type"] == "image/webp"
    assert small.headers["Content-Disposition"].endswith("''beach_thumbnail.webp")
    large = await api.get(path_of(library, "beach.jpg", "/thumbnail?size=preview"))
    assert large.headers["Content-Disposition"].endswith("''beach_preview.jpeg")
    path = path_of(library, "beach.jpg", "/thumbnail?size=preview")
    again = await api.get(path, **{"If-None-Match": large.headers["ETag"]})
    assert again.status == 304


async def test_a_video_shows_a_still_picture(api: Api, library: Library) -> None:
    answer = await api.get(path_of(library, "clip.mp4", "/thumbnail?size=preview"))
    assert Image.open(BytesIO(answer.content)).size == (640, 480)
