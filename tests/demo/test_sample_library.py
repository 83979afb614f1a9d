"""The sample library as a whole: what is in it, and that its files are what they are said to be."""

from base64 import b64decode
from collections import Counter
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import cast

import numpy as np
from PIL import ExifTags, Image, ImageCms
import pytest

from demo.library.anniversaries import move_to_today
from demo.library.catalogue.all import SHOTS
from demo.library.catalogue.shot import SCREEN, Shot, same_day
from demo.library.decode import UndecodableError, decode_upright, open_picture
from demo.library.encode import Treatment
from demo.library.exif import exif_date
from demo.library.library import Asset, Library
from demo.library.mime import suffix
from demo.library.model import ME, NEIGHBOUR, PARTNER, AssetType, Camera, Visibility
from demo.library.photograph import photograph
from demo.library.sample import sample_library

from .api import asset_named, content_of
from .conftest import SCALE

FORMATS = {
    ".jpg": "JPEG",
    ".heic": "HEIF",
    ".png": "PNG",
    ".webp": "WEBP",
    ".avif": "AVIF",
    ".raf": "JPEG",
}
NAMES = [shot.name for shot in SHOTS if shot.type is AssetType.IMAGE]
WHOLE = [
    shot.name
    for shot in SHOTS
    if shot.type is AssetType.IMAGE
    and shot.treatment not in {Treatment.TRUNCATED, Treatment.NO_PICTURE}
]


def treated(treatment: Treatment) -> str:
    (name,) = [shot.name for shot in SHOTS if shot.treatment is treatment]
    return name


def own_photos(library: Library) -> list[Asset]:
    return [
        asset
        for asset in library.assets.values()
        if asset.upload.owner == ME and asset.upload.type is AssetType.IMAGE
    ]


def test_there_are_sixty_photos_and_more(painted: Library) -> None:
    assert len(own_photos(painted)) >= 60
    assert len({asset.id for asset in painted.assets.values()}) == len(SHOTS)


def test_cameras_take_twelve_megapixels_and_more() -> None:
    sizes = Counter(shot.size for shot in SHOTS if shot.name in WHOLE and shot.size != SCREEN)
    assert min(width * height for width, height in sizes) >= 12_000_000
    assert {(4624, 3468), (6000, 4000), (12000, 3000)} <= sizes.keys()
    portrait = sum(count for (width, height), count in sizes.items() if height > width)
    assert 15 <= portrait <= len(WHOLE) - 15


@pytest.mark.parametrize("name", WHOLE)
def test_a_file_is_of_its_format_and_upright_as_it_was_shot(painted: Library, name: str) -> None:
    shot = next(shot for shot in SHOTS if shot.name == name)
    raw = content_of(painted, name)
    with open_picture(raw) as picture:
        assert picture.format == FORMATS[suffix(name)]
    asset = asset_named(painted, name)
    assert asset.facts.upright == decode_upright(raw, max(shot.size)).size
    assert asset.facts.upright == tuple(round(edge * SCALE) for edge in shot.size)
    assert asset.facts.size == len(raw)
    assert asset.facts.colors
    assert asset.facts.thumbhash


@pytest.mark.parametrize("name", WHOLE)
def test_a_file_says_what_its_camera_wrote(painted: Library, name: str) -> None:
    upload = asset_named(painted, name).upload
    exif = open_picture(content_of(painted, name)).getexif()
    shot = exif.get_ifd(ExifTags.IFD.Exif)
    assert shot[ExifTags.Base.DateTimeOriginal] == exif_date(upload.taken_at)
    zone = datetime.strptime(shot[ExifTags.Base.OffsetTimeOriginal], "%z")
    assert zone.utcoffset() == upload.taken_at.utcoffset()
    assert exif.get(ExifTags.Base.Model) == upload.camera.model
    gps = exif.get_ifd(ExifTags.IFD.GPSInfo)
    assert bool(gps) == (upload.place.latitude is not None)


def test_every_way_to_store_a_picture_is_there(painted: Library) -> None:
    stored = {asset.facts.orientation for asset in painted.assets.values()}
    assert set(range(1, 9)) <= stored
    assert {suffix(name) for name in NAMES} == FORMATS.keys()


@pytest.mark.parametrize("shot", [s for s in SHOTS if s.orientation > 1], ids=lambda s: s.name)
def test_a_turned_photo_is_the_upright_one_turned(painted: Library, shot: Shot) -> None:
    upright = photograph(shot, SCALE)
    seen = decode_upright(content_of(painted, shot.name), max(shot.size))
    assert seen.size == upright.size
    difference = np.asarray(seen, np.int16) - np.asarray(upright, np.int16)
    assert np.abs(difference).mean() < 6


def test_one_photo_is_wider_than_srgb(painted: Library) -> None:
    picture = open_picture(content_of(painted, treated(Treatment.DISPLAY_P3)))
    profile = ImageCms.ImageCmsProfile(BytesIO(picture.info["icc_profile"]))
    assert ImageCms.getProfileDescription(profile).strip() == "Display P3"


def test_a_red_of_display_p3_is_redder_than_srgb_s(painted: Library) -> None:
    profile = open_picture(content_of(painted, treated(Treatment.DISPLAY_P3))).info["icc_profile"]
    wide = ImageCms.ImageCmsProfile(BytesIO(profile))
    patches = Image.new("RGB", (2, 1), "red")
    patches.putpixel((1, 0), (128, 128, 128))
    seen = ImageCms.profileToProfile(patches, ImageCms.createProfile("sRGB"), wide)
    assert seen is not None
    red, grey = seen.get_flattened_data()
    assert red == pytest.approx((234, 51, 35), abs=2)  # as published for sRGB's red
    assert grey == pytest.approx((128, 128, 128), abs=1)


@pytest.mark.parametrize(
    ("treatment", "mode"),
    [(Treatment.GREY, "L"), (Treatment.CMYK, "CMYK"), (Treatment.SIXTEEN_BITS, "I;16")],
)
def test_other_models_of_colour(painted: Library, treatment: Treatment, mode: str) -> None:
    assert open_picture(content_of(painted, treated(treatment))).mode == mode


def test_the_truncated_one_has_a_header_and_no_end(painted: Library) -> None:
    asset = asset_named(painted, treated(Treatment.TRUNCATED))
    assert asset.facts.upright is not None
    assert asset.facts.thumbhash is None
    with pytest.raises(UndecodableError):
        decode_upright(content_of(painted, asset.upload.name), 1)


def test_one_is_no_picture(painted: Library) -> None:
    facts = asset_named(painted, treated(Treatment.NO_PICTURE)).facts
    assert (facts.upright, facts.colors, facts.thumbhash) == (None, (), None)


def test_the_video_is_one_and_has_a_still_picture(painted: Library) -> None:
    (video,) = [a for a in painted.assets.values() if a.upload.type is AssetType.VIDEO]
    assert content_of(painted, video.upload.name)[4:8] == b"ftyp"
    assert video.upload.duration_ms == 3000
    assert video.facts.upright == (1280, 720)
    assert decode_upright(cast("Path", video.upload.poster).read_bytes(), 1).width > 1


def test_photos_span_ten_years_and_many_places(painted: Library) -> None:
    photos = own_photos(painted)
    assert len({asset.upload.taken_at.year for asset in photos}) >= 10
    assert len({asset.upload.place.country for asset in photos}) >= 10
    assert any(asset.upload.place.latitude is None for asset in photos)


def test_some_photos_are_of_this_day(painted: Library) -> None:
    today = datetime.now().astimezone().date()
    years = [shot.years_ago for shot in SHOTS if shot.years_ago is not None]
    days = {same_day(today, years_ago) for years_ago in years}
    taken = [asset.upload.taken_at.date() for asset in own_photos(painted)]
    assert len(days) >= 4
    assert days <= set(taken)


def test_ratings_favourites_and_the_archive(painted: Library) -> None:
    photos = own_photos(painted)
    ratings = Counter(asset.upload.rating for asset in photos)
    assert set(ratings) == {None, 1, 2, 3, 4, 5}
    assert 5 <= sum(asset.upload.is_favorite for asset in photos) <= len(photos) / 2
    assert [a.upload.visibility for a in photos].count(Visibility.ARCHIVE) == 1


def test_albums(painted: Library) -> None:
    counts = {album.name: len(painted.in_album(album)) for album in painted.albums.values()}
    assert len(counts) >= 6
    assert list(counts.values()).count(0) == 1
    shared = [album for album in painted.albums.values() if album.owner == NEIGHBOUR]
    assert [ME in album.members for album in shared] == [True]
    assert painted.in_album(shared[0])


def test_an_album_of_somebody_else_holds_photos_of_both(painted: Library) -> None:
    (party,) = [album for album in painted.albums.values() if album.owner == NEIGHBOUR]
    owners = {asset.upload.owner for asset in painted.in_album(party)}
    assert owners == {ME, NEIGHBOUR}


def test_an_archived_photo_is_in_an_album(painted: Library) -> None:
    held = [asset for album in painted.albums.values() for asset in painted.in_album(album)]
    assert Visibility.ARCHIVE in {asset.upload.visibility for asset in held}


def test_a_partner_s_photos_are_in_the_timeline(painted: Library) -> None:
    assert [(each.user, each.in_timeline) for each in painted.partners] == [(PARTNER, True)]
    theirs = [a for a in painted.assets.values() if a.upload.owner == PARTNER]
    assert len(theirs) >= 2
    assert PARTNER in painted.seen_users


def test_screenshots_name_no_camera(painted: Library) -> None:
    shot = [asset for asset in own_photos(painted) if "creen" in asset.upload.name]
    assert len(shot) >= 2
    assert all(asset.upload.camera == Camera() for asset in shot)
    assert len({asset.facts.checksum for asset in shot}) == len(shot)


def test_a_burst_is_of_one_moment_and_looks_alike(painted: Library) -> None:
    burst = [a for a in own_photos(painted) if a.upload.name.startswith("kiri-laughs")]
    times = sorted(asset.upload.taken_at for asset in burst)
    assert len(burst) == 4
    assert times[-1] - times[0] <= timedelta(seconds=10)
    hashes = [b64decode(asset.facts.thumbhash or "") for asset in burst]
    assert len({asset.facts.checksum for asset in burst}) == 4
    for other in hashes[1:]:
        # The means of the three colours, then frequencies that are seldom apart.
        assert other[:2] == hashes[0][:2]
        assert sum(a != b for a, b in zip(hashes[0], other, strict=True)) <= len(other) / 3


def test_a_stack_has_the_original_on_top(painted: Library) -> None:
    (stack,) = painted.stacks.values()
    names = [asset.upload.name for asset in stack.assets]
    assert names == ["DSCF5120.jpg", "DSCF5120-warmer.jpg"]


def test_some_were_added_in_the_last_days(painted: Library) -> None:
    now = datetime.now(UTC)
    age = [now - asset.upload.uploaded_at for asset in painted.assets.values()]
    assert sum(timedelta() < each < timedelta(days=7) for each in age) >= 2
    assert all(asset.upload.uploaded_at < now for asset in painted.assets.values())


def test_people(painted: Library) -> None:
    named = [p for p in painted.people.values() if p.name and not p.is_hidden]
    assert len(named) >= 4
    assert sum(person.is_hidden for person in painted.people.values()) == 1
    assert all(painted.with_person(person) for person in painted.people.values())
    faces = [face for asset in painted.assets.values() for face in asset.faces]
    assert any(face.person is None for face in faces)


def test_tags_have_levels(painted: Library) -> None:
    values = {tag.value for tag in painted.tags.values()}
    assert {"nature", "nature/mountains", "nature/sea", "city", "wallpaper"} <= values


def test_a_start_that_was_cut_off_leaves_nothing(painted_folder: Path) -> None:
    names = {path.name for path in painted_folder.iterdir()}
    posters = {f"{shot.name}.poster.jpeg" for shot in SHOTS if shot.type is AssetType.VIDEO}
    assert names == {shot.name for shot in SHOTS} | posters | {"library.json"}
    assert not painted_folder.with_name("library.half").exists()


def test_it_is_painted_once(painted_folder: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in painted_folder.iterdir()}

    def refuse(_done: int, _all: int) -> None:
        pytest.fail("it was painted again")

    library = sample_library(painted_folder, refuse)
    assert len(library.assets) == len(SHOTS)
    assert {path: path.stat().st_mtime_ns for path in painted_folder.iterdir()} == before


def test_photos_of_this_day_move_on_with_the_days(painted_folder: Path) -> None:
    name = "on-this-day-summit.jpg"
    today = datetime.now().astimezone().date()
    before = (painted_folder / name).read_bytes()
    facts = {entry.name: entry.facts for entry in move_to_today(painted_folder, today)}
    leap_day = datetime(2032, 2, 29).date()  # noqa: DTZ001, a day has no zone
    moved = {entry.name: entry for entry in move_to_today(painted_folder, leap_day)}
    after = (painted_folder / name).read_bytes()
    assert moved[name].taken_at.date() == same_day(leap_day, 3)
    exif = open_picture(after).getexif().get_ifd(ExifTags.IFD.Exif)
    assert exif[ExifTags.Base.DateTimeOriginal] == exif_date(moved[name].taken_at)
    assert moved[name].facts.checksum != facts[name].checksum
    assert Image.open(BytesIO(after)).tobytes() == Image.open(BytesIO(before)).tobytes()
    assert moved["daisy.jpg"].facts == facts["daisy.jpg"]
    move_to_today(painted_folder, today)
    assert (painted_folder / name).read_bytes() == before


def test_the_same_day_of_a_year_without_a_leap_day() -> None:
    leap_day = datetime(2028, 2, 29).date()  # noqa: DTZ001, a day has no zone
    assert same_day(leap_day, 4).isoformat() == "2024-02-29"
    assert same_day(leap_day, 1).isoformat() == "2027-02-28"
