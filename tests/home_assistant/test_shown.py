"""What was on a frame: how it is named, told, written down, and how much of it is kept."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
import json

from hypothesis import given, strategies as st
import pytest

from custom_components.immich_frame.imaging.spec import (
    Box,
    CropMethod,
    Fit,
    PictureFormat,
    Placed,
    Rendition,
    Size,
)
from custom_components.immich_frame.selection.pool import Substitute
from custom_components.immich_frame.shown import (
    Companion,
    PictureSize,
    Recent,
    Shown,
    describe,
    picture_path,
)
from custom_components.immich_frame.shown_json import from_json, to_json

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
RENDITION = Rendition(
    data=b"pixels",
    size=Size(3840, 2160),
    format=PictureFormat.JPEG,
    fit=Fit.COVER,
    photos=(
        Placed(
            source_size=Size(4000, 3000),
            crop=Box(0, 375, 4000, 2625),
            at=Box(0, 0, 3840, 2160),
            method=CropMethod.SALIENCY,
            kept=0.75,
            faces_kept=(1.0, 0.25),
        ),
    ),
)
SHOWN = Shown(
    asset_id="32981c8e-2887-4e66-b32d-110a2c255d61",
    file_name="sea.jpg",
    taken_at=datetime(2024, 6, 1, 12),  # noqa: DTZ001 wall time has no zone
    place="Rome, Italy",
    people=("Ada", "Grace"),
    is_favorite=True,
    preset="By the sea",
    query="sea",
    substitute=Substitute.NO_SMART_SEARCH,
    position=3,
    shown_at=NOON,
    look="0123456789abcdef",
    rendition=RENDITION,
)
BESIDE = replace(
    SHOWN,
    rendition=replace(RENDITION, fit=Fit.PAIR, photos=RENDITION.photos * 2),
    companion=Companion(
        asset_id="5d0e6e5d-5c55-4f36-9d6f-2fdc0b0b7bd2",
        file_name="shore.jpg",
        taken_at=None,
        place=None,
        people=("Ada",),
    ),
)


@given(
    st.none() | st.datetimes(),
    st.none() | st.text(),
    st.lists(st.text(), max_size=3),
    st.datetimes(timezones=st.just(UTC)),
)
def test_what_is_written_down_can_be_read(
    taken_at: datetime | None, text: str | None, people: list[str], shown_at: datetime
) -> None:
    shown = replace(
        SHOWN,
        taken_at=taken_at,
        place=text,
        query=text,
        people=tuple(people),
        shown_at=shown_at,
    )
    details = json.loads(json.dumps(to_json(shown)))
    assert from_json(details, b"pixels") == shown


def test_a_pair_is_written_down_and_told_too() -> None:
    assert from_json(json.loads(json.dumps(to_json(BESIDE))), b"pixels") == BESIDE
    assert describe(BESIDE, "frame1")["companion"] == {
        "asset_id": "5d0e6e5d-5c55-4f36-9d6f-2fdc0b0b7bd2",
        "file_name": "shore.jpg",
        "taken_at": None,
        "place": None,
        "people": ["Ada"],
        "cropped_by": "saliency",
        "kept": 0.75,
        "faces_kept": [1.0, 0.25],
    }


def test_a_pair_without_a_place_for_both_is_refused() -> None:
    with pytest.raises(ValueError, match="a place for each"):
        from_json(to_json(BESIDE) | {"photos": []}, b"")


@pytest.mark.parametrize(
    "odd",
    [
        {"size": ["a", "b"]},
        {"size": [3.5, 2.0]},
        {"shown_at": "2026-11-22T12:00:00"},
        {"photos": [to_json(SHOWN)["photos"][0] | {"kept": "much"}]},
        {"photos": [to_json(SHOWN)["photos"][0] | {"faces_kept": "abc"}]},
        {"photos": [to_json(SHOWN)["photos"][0] | {"crop": [0, 0, None, 1]}]},
    ],
    ids=str,
)
def test_what_is_of_another_kind_is_refused(odd: dict[str, object]) -> None:
    with pytest.raises((ValueError, TypeError)):
        from_json(to_json(SHOWN) | odd, b"")


def test_another_format_is_refused() -> None:
    with pytest.raises(ValueError, match="it has format 9, this version reads 3"):
        from_json(to_json(SHOWN) | {"format": 9}, b"")


def test_what_is_told_of_a_photo() -> None:
    assert describe(SHOWN, "frame1") == {
        "asset_id": "32981c8e-2887-4e66-b32d-110a2c255d61",
        "file_name": "sea.jpg",
        "taken_at": "2024-06-01T12:00:00",
        "place": "Rome, Italy",
        "people": ["Ada", "Grace"],
        "is_favorite": True,
        "preset": "By the sea",
        "query": "sea",
        "substitute": "no_smart_search",
        "position": 3,
        "width": 3840,
        "height": 2160,
        "fit": "cover",
        "cropped_by": "saliency",
        "kept": 0.75,
        "faces_kept": [1.0, 0.25],
        "companion": None,
        "shown_at": "2026-11-22T12:00:00+00:00",
        "url": "/api/immich_frame/frames/frame1/full.jpg",
    }


def test_what_is_unknown_is_told_as_nothing() -> None:
    told = describe(replace(SHOWN, taken_at=None, place=None, query=None, people=()), "frame1")
    assert (told["taken_at"], told["place"], told["query"], told["people"]) == (
        None,
        None,
        None,
        [],
    )


def test_the_same_photo_later_has_another_name() -> None:
    later = replace(SHOWN, shown_at=NOON + timedelta(milliseconds=1))
    assert SHOWN.key != later.key
    assert SHOWN.key == replace(SHOWN, position=1).key


@pytest.mark.parametrize(
    ("size", "box"),
    [
        (PictureSize.FULL, Size(3840, 2160)),
        (PictureSize.LARGE, Size(1920, 1920)),
        (PictureSize.MEDIUM, Size(1280, 1280)),
        (PictureSize.SMALL, Size(640, 640)),
    ],
)
def test_the_sizes_of_a_picture(size: PictureSize, box: Size) -> None:
    assert size.of(Size(3840, 2160)) == box
    assert picture_path("frame1", size) == f"/api/immich_frame/frames/frame1/{size}.jpg"
    path = picture_path("frame1", size, PictureFormat.PNG)
    assert path == f"/api/immich_frame/frames/frame1/{size}.png"


def of(number: int, size: int) -> Shown:
    rendition = replace(RENDITION, data=bytes(size))
    return replace(SHOWN, asset_id=f"photo {number}", position=number, rendition=rendition)


@given(
    st.integers(min_value=1, max_value=5),
    st.integers(min_value=0, max_value=30),
    st.lists(st.integers(min_value=0, max_value=20), max_size=12),
)
def test_what_is_kept_is_bounded_and_the_last_always_stays(
    most: int, most_bytes: int, sizes: list[int]
) -> None:
    recent = Recent(most, most_bytes)
    for number, size in enumerate(sizes):
        before = recent.newest_first
        recent.add(of(number, size))
        last, *older = recent.newest_first
        assert last == of(number, size)
        assert older == list(before[: len(older)])
        assert len(recent.newest_first) <= most
        total = sum(len(shown.rendition.data) for shown in recent.newest_first)
        assert total <= most_bytes or not older


def test_as_much_is_kept_as_there_is_room_for() -> None:
    recent = Recent(10, 24)
    for number in range(10):
        recent.add(of(number, 8))
    assert [shown.position for shown in recent.newest_first] == [9, 8, 7]
    recent = Recent(2, 24)
    for number in range(3):
        recent.add(of(number, 1))
    assert [shown.position for shown in recent.newest_first] == [2, 1]


def test_a_photo_is_kept_once_and_found_in_its_size() -> None:
    recent = Recent(10, 24)
    for number in (1, 2, 1):
        recent.add(of(number, 1))
    assert [shown.position for shown in recent.newest_first] == [1, 2]
    assert recent.find(of(2, 1).asset_id, SHOWN.look) == of(2, 1)
    assert recent.find(of(2, 1).asset_id, "another look") is None
    assert recent.find(of(3, 1).asset_id, SHOWN.look) is None
