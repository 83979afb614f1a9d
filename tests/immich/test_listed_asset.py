"""Reading one row of a list."""

from datetime import UTC, datetime

from hypothesis import given, strategies as st
import pytest

from custom_components.immich_frame.immich.errors import BadAnswerError
from custom_components.immich_frame.immich.fields import EPOCH
from custom_components.immich_frame.immich.models import AssetType, ListedAsset, Visibility

from . import rows
from .rows import photo_id


def listed(**changes: object) -> ListedAsset:
    return ListedAsset.from_json(rows.asset(**changes))


def test_a_row_is_read_whole() -> None:
    assert listed(exifInfo=rows.exif(rating=4), isFavorite=True) == ListedAsset(
        id=photo_id(1),
        owner_id=photo_id(800),
        file_name="harbour.jpg",
        type=AssetType.IMAGE,
        visibility=Visibility.TIMELINE,
        is_favorite=True,
        is_trashed=False,
        taken_at=datetime(2024, 7, 1, 16, 30, tzinfo=UTC),
        local_date_time=datetime(2024, 7, 1, 17, 30),  # noqa: DTZ001 a wall has no zone
        width=4000,
        height=3000,
        thumbhash="IAgGBYCHdnd/h3h4hoiIiAAAAAAA",
        make="Fuji",
        rating=4,
        city="Lisbon",
        country="Portugal",
    )


def test_without_exif_less_is_known() -> None:
    row = rows.asset()
    del row["exifInfo"]
    asset = ListedAsset.from_json(row)
    assert (asset.width, asset.height) == (4000, 3000)
    assert (asset.make, asset.rating, asset.city, asset.country, asset.place) == (None,) * 5


def test_before_2_5_the_size_comes_with_exif_and_is_turned() -> None:
    row = rows.asset(exifInfo=rows.exif(orientation="6"))
    del row["width"], row["height"]
    asset = ListedAsset.from_json(row)
    assert (asset.width, asset.height) == (3000, 4000)
    del row["exifInfo"]
    asset = ListedAsset.from_json(row)
    assert (asset.width, asset.height) == (None, None)


@pytest.mark.parametrize(
    ("written", "stars"), [(5, 5), (1, 1), (0, None), (-1, None), (None, None), (4.0, 4)]
)
def test_a_rating_is_stars_or_nothing(written: object, stars: int | None) -> None:
    assert listed(exifInfo=rows.exif(rating=written)).rating == stars


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2024-07-01T16:30:00.250Z", datetime(2024, 7, 1, 16, 30, 0, 250_000, tzinfo=UTC)),
        ("2024-07-01T16:30:00+00:00", datetime(2024, 7, 1, 16, 30, tzinfo=UTC)),
        ("2024-07-01T16:30:00.161822+00:00", datetime(2024, 7, 1, 16, 30, 0, 161_822, tzinfo=UTC)),
        ("2024-07-01T18:30:00+02:00", datetime(2024, 7, 1, 16, 30, tzinfo=UTC)),
        ("2024-07-01T16:30:00", datetime(2024, 7, 1, 16, 30, tzinfo=UTC)),
        ("1826-06-01T00:00:00.000Z", datetime(1826, 6, 1, tzinfo=UTC)),
        ("+012000-01-01T00:00:00.000Z", EPOCH),
        ("0001-01-01T00:00:00+14:00", EPOCH),
        ("yesterday", EPOCH),
    ],
)
def test_when_it_was_taken_is_in_utc(written: str, meant: datetime) -> None:
    taken_at = listed(fileCreatedAt=written).taken_at
    assert taken_at == meant
    assert taken_at.tzinfo is UTC


@pytest.mark.parametrize("written", [None, "+012000-01-01T00:00:00.000Z"])
def test_without_a_clock_on_the_wall_utc_will_do(written: str | None) -> None:
    local = listed(localDateTime=written).local_date_time
    assert local == datetime(2024, 7, 1, 16, 30)  # noqa: DTZ001 a wall has no zone


@pytest.mark.parametrize("kind", ["VIDEO", "AUDIO", "OTHER", "HOLOGRAM", None])
def test_what_is_no_image_is_none(kind: str | None) -> None:
    assert not listed(type=kind).is_image
    assert listed(type="IMAGE").is_image


def test_what_a_newer_immich_made_up_is_no_error() -> None:
    asset = listed(visibility="shared", otherPeople=[], exifInfo=None, thumbhash=None)
    assert (asset.visibility, asset.thumbhash) == (None, None)


def test_a_place_is_what_is_known_of_it() -> None:
    assert listed().place == "Lisbon, Portugal"
    assert listed(exifInfo=rows.exif(city=None)).place == "Portugal"


@pytest.mark.parametrize(
    ("changes", "names"),
    [
        ({"id": "1"}, "id is not a UUID"),
        ({"ownerId": None}, "ownerId is not a text"),
        ({"originalFileName": 1}, "originalFileName"),
        ({"fileCreatedAt": None}, "fileCreatedAt is not a text"),
        ({"fileCreatedAt": 1719855000}, "fileCreatedAt is not a text"),
        ({"localDateTime": 1719855000}, "localDateTime"),
        ({"isFavorite": "no"}, "isFavorite"),
        ({"width": "4000"}, "width"),
        ({"thumbhash": []}, "thumbhash"),
        ({"exifInfo": [1]}, "exifInfo"),
        ({"exifInfo": {"rating": "5"}}, "rating"),
        ({"exifInfo": {"rating": 4.5}}, "rating"),
        ({"exifInfo": {"make": 1}}, "make"),
    ],
)
def test_another_shape_is_a_bad_answer_that_names_the_field(
    changes: dict[str, object], names: str
) -> None:
    with pytest.raises(BadAnswerError, match=names):
        listed(**changes)


_ANYTHING = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(), st.lists(st.text())
)


@given(field=st.sampled_from(sorted(rows.asset())), value=_ANYTHING)
def test_anything_in_any_field_is_read_or_a_bad_answer(field: str, value: object) -> None:
    try:
        asset = listed(**{field: value})
    except BadAnswerError:
        return
    assert asset.taken_at.tzinfo is UTC
    assert asset.local_date_time.tzinfo is None
    assert asset.width is None or asset.width > 0
