"""Reading Immich's answers."""

from collections.abc import Callable
from datetime import datetime

from hypothesis import given, strategies as st
import pytest

from custom_components.immich_frame.immich.errors import BadAnswerError
from custom_components.immich_frame.immich.groups import Album, Person, Tag
from custom_components.immich_frame.immich.models import (
    ApiKey,
    Asset,
    AssetType,
    User,
    Version,
    Visibility,
)
from custom_components.immich_frame.immich.permissions import OPTIONAL, REQUIRED, Permission

from . import rows
from .rows import photo_id


def test_versions_are_ordered_and_read_as_immich_writes_them() -> None:
    version = Version.from_json({"major": 3, "minor": 1, "patch": 0, "prerelease": None})
    assert version == Version(3, 1, 0)
    assert str(version) == "3.1.0"
    assert Version(1, 139, 0) < Version(1, 140, 2) < Version(2, 0, 0) < version


def test_a_key_grants_what_it_lists() -> None:
    key = ApiKey.from_json(
        {"id": photo_id(7), "name": "frame", "permissions": ["asset.read", "from.the.future"]}
    )
    assert key == ApiKey(photo_id(7), "frame", frozenset({"asset.read", "from.the.future"}))
    assert key.grants(Permission.ASSET_READ)
    assert not key.grants(Permission.ASSET_VIEW)


def test_a_key_for_all_grants_everything() -> None:
    key = ApiKey(photo_id(7), "", frozenset({"all"}))
    assert all(key.grants(permission) for permission in (*REQUIRED, *OPTIONAL, "even.this"))


def test_a_user_has_an_id_and_a_name() -> None:
    assert User.from_json({"id": photo_id(8), "name": "Ana", "email": "a@b"}) == User(
        photo_id(8), "Ana"
    )


def test_an_asset_is_read_whole() -> None:
    people = [
        rows.person("Ana"),
        rows.person(""),
        rows.person("Bo", hidden=True),
        rows.person("Cy"),
    ]
    assert Asset.from_json(rows.asset(people=people, isFavorite=True)) == Asset(
        id=photo_id(1),
        file_name="harbour.jpg",
        mime_type="image/jpeg",
        width=4000,
        height=3000,
        local_date_time=datetime(2024, 7, 1, 17, 30),  # noqa: DTZ001 a wall has no zone
        city="Lisbon",
        state="Lisboa",
        country="Portugal",
        description=None,
        people=("Ana", "Cy"),
        is_favorite=True,
        is_edited=False,
        is_trashed=False,
        checksum="3q2+796tvu8AAQIDBAUGBwgJCgs=",
        file_size=None,
        type=AssetType.IMAGE,
        visibility=Visibility.TIMELINE,
    )


def test_an_asset_needs_no_more_than_an_id_and_a_name() -> None:
    bare = Asset.from_json({"id": photo_id(1), "originalFileName": "a.jpg"})
    assert (bare.width, bare.local_date_time, bare.place, bare.people) == (None, None, None, ())
    assert (bare.type, bare.visibility, bare.is_edited) == (AssetType.OTHER, None, False)


def test_what_a_newer_immich_made_up_is_no_error() -> None:
    asset = Asset.from_json(
        rows.asset(type="HOLOGRAM", visibility="shared", exifInfo=None, people=None, new={"a": 1})
    )
    assert (asset.type, asset.visibility) == (AssetType.OTHER, None)
    assert not asset.is_photo


@pytest.mark.parametrize(
    ("changes", "shown", "with_archived"),
    [
        ({}, True, True),
        ({"isFavorite": True}, True, True),
        ({"visibility": "archive"}, False, True),
        ({"visibility": "hidden"}, False, False),
        ({"visibility": "locked"}, False, False),
        ({"visibility": None}, False, False),
        ({"visibility": "archive", "isTrashed": True}, False, False),
        ({"type": "VIDEO"}, False, False),
    ],
)
def test_only_photos_of_the_timeline_or_the_archive_may_be_shown(
    changes: dict[str, object], *, shown: bool, with_archived: bool
) -> None:
    asset = Asset.from_json(rows.asset(**changes))
    assert asset.is_photo is shown
    assert asset.is_showable(with_archived=False) is shown
    assert asset.is_showable(with_archived=True) is with_archived


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2024-12-31T23:59:30.000Z", datetime(2024, 12, 31, 23, 59, 30)),  # noqa: DTZ001
        ("2024-12-31T23:59:30.5+00:00", datetime(2024, 12, 31, 23, 59, 30, 500_000)),  # noqa: DTZ001
        ("2026-11-22T14:38:33.572372+00:00", datetime(2026, 11, 22, 14, 38, 33, 572_372)),  # noqa: DTZ001
        ("+012024-01-01T00:00:00.000Z", None),
        ("yesterday", None),
        ("", None),
        (None, None),
    ],
)
def test_a_wall_time_loses_its_label(written: str | None, meant: datetime | None) -> None:
    assert Asset.from_json(rows.asset(localDateTime=written)).local_date_time == meant


@pytest.mark.parametrize(
    ("orientation", "size"),
    [("1", (4000, 3000)), ("3", (4000, 3000)), ("6", (3000, 4000)), (None, (4000, 3000))],
)
def test_an_older_immich_tells_only_the_stored_size(
    orientation: str | None, size: tuple[int, int]
) -> None:
    row = rows.asset(exifInfo=rows.exif(orientation=orientation))
    del row["width"], row["height"]
    asset = Asset.from_json(row)
    assert (asset.width, asset.height) == size


@pytest.mark.parametrize("unknown", [None, 0])
def test_a_broken_photo_has_no_size(unknown: int | None) -> None:
    asset = Asset.from_json(rows.asset(width=unknown, height=unknown))
    assert (asset.width, asset.height) == (None, None)


@pytest.mark.parametrize(
    ("city", "country", "place"),
    [
        ("Lisbon", "Portugal", "Lisbon, Portugal"),
        (None, "Portugal", "Portugal"),
        ("Lisbon", "", "Lisbon"),
        (None, None, None),
    ],
)
def test_a_place_is_what_is_known_of_it(
    city: str | None, country: str | None, place: str | None
) -> None:
    assert (
        Asset.from_json(rows.asset(exifInfo=rows.exif(city=city, country=country))).place == place
    )


@pytest.mark.parametrize(
    ("read", "answer", "names"),
    [
        (Version.from_json, [], "version is not an object"),
        (Version.from_json, {"major": 3, "minor": 1}, "patch"),
        (Version.from_json, {"major": 3, "minor": True, "patch": 0}, "minor"),
        (Version.from_json, {"major": -3, "minor": 1, "patch": 0}, "major"),
        (Version.from_json, {"major": "3", "minor": 1, "patch": 0}, "major"),
        (Version.from_json, {"major": 3.5, "minor": 1, "patch": 0}, "major"),
        (User.from_json, {"id": photo_id(8)}, "name"),
        (User.from_json, {"id": "me", "name": "Ana"}, "id is not a UUID"),
        (ApiKey.from_json, {"id": photo_id(7), "name": "k"}, "permissions is not a list"),
        (ApiKey.from_json, {"id": photo_id(7), "name": "k", "permissions": [1]}, "of texts"),
        (Asset.from_json, rows.asset(exifInfo=[1]), "exifInfo"),
        (Asset.from_json, rows.asset(people={"a": 1}), "people is not a list"),
        (Asset.from_json, rows.asset(people=["Ana"]), "people is not an object"),
        (Asset.from_json, rows.asset(isTrashed="no"), "isTrashed"),
        (Asset.from_json, rows.asset(localDateTime=1719855000), "localDateTime"),
        (Asset.from_json, rows.asset(width="4000"), "width"),
        (Asset.from_json, rows.asset(width=float("nan")), "width"),
        (Album.from_json, rows.album(1, assetCount=None), "assetCount"),
        (Album.from_json, rows.album(1, shared="no"), "shared"),
        (Person.from_json, rows.person("Ana") | {"name": None}, "name is not a text"),
        (Tag.from_json, rows.tag(1, "a") | {"value": 1}, "value is not a text"),
        (Asset.from_json, rows.asset(id="../../admin"), "id is not a UUID"),
    ],
)
def test_another_shape_is_a_bad_answer_that_names_the_field(
    read: Callable[[object], object], answer: object, names: str
) -> None:
    with pytest.raises(BadAnswerError, match=names):
        read(answer)


def test_a_whole_float_is_a_number_of_pixels() -> None:
    assert Asset.from_json(rows.asset(width=4000.0)).width == 4000


_JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text()),
    lambda inner: st.one_of(st.lists(inner), st.dictionaries(st.text(), inner)),
    max_leaves=5,
)


@given(field=st.sampled_from(sorted(rows.asset())), value=_JSON)
def test_anything_in_any_field_is_read_or_a_bad_answer(field: str, value: object) -> None:
    try:
        asset = Asset.from_json(rows.asset(**{field: value}))
    except BadAnswerError:
        return
    assert isinstance(asset.file_name, str)
    assert asset.width is None or asset.width > 0
    assert asset.local_date_time is None or asset.local_date_time.tzinfo is None


@pytest.mark.parametrize(
    "read",
    [Version.from_json, ApiKey.from_json, User.from_json, Album.from_json, Person.from_json],
)
@given(value=_JSON)
def test_any_json_is_read_or_a_bad_answer(read: Callable[[object], object], value: object) -> None:
    with pytest.raises(BadAnswerError):
        read(value)
