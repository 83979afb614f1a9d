"""Photos of one moment are told by their times and their thumbhashes."""

from base64 import b64encode
from datetime import UTC, datetime, timedelta
from math import sqrt

from hypothesis import given, strategies as st
from PIL import Image, ImageChops, ImageEnhance
import pytest

from custom_components.immich_frame.immich.models import ListedAsset
from custom_components.immich_frame.selection.bursts import (
    MAX_DISTANCE,
    Bursts,
    best_of_bursts,
)
from custom_components.immich_frame.selection.thumbhash import (
    LOOK_BYTES,
    NO_LOOK,
    Look,
    look_of,
)
from demo.library.thumbhash import thumbhash

from ..immich.rows import photo_id
from .listed import taken

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def picture(red: int = 40, size: tuple[int, int] = (80, 60)) -> Image.Image:
    """Return a picture with a bright spot in a landscape of soft colours."""
    ground = Image.merge(
        "RGB",
        (
            Image.linear_gradient("L").resize(size),
            Image.radial_gradient("L").resize(size),
            Image.new("L", size, red),
        ),
    )
    ground.paste((250, 250, 200), (10, 10, 30, 25))
    return ground


def look(image: Image.Image) -> bytes:
    return look_of(thumbhash(image))


LANDSCAPE = look(picture())
BRIGHTER = look(ImageEnhance.Brightness(picture()).enhance(1.03))
MOVED = look(ImageChops.offset(picture(), 1, 1))
OTHER = look(picture(200))
PORTRAIT = look(picture(size=(60, 80)))


def numbers(*photos: tuple[int, bytes], seconds: int = 3) -> list[int]:
    bursts = Bursts(seconds)
    return [bursts.number(*photo) for photo in photos]


def test_a_look_tells_the_mean_colours() -> None:
    grey = Look.of(look(Image.new("RGB", (80, 60), (128, 128, 128))))
    assert grey.features[:3] == pytest.approx((0.5, 0, 0), abs=0.02)
    assert grey.features[3:] == pytest.approx([0] * 15, abs=0.02)
    yellow = Look.of(look(Image.new("RGB", (80, 60), (255, 255, 0))))
    assert yellow.features[:3] == pytest.approx((2 / 3, 1, 0), abs=0.02)


def test_a_look_tells_which_way_it_gets_brighter() -> None:
    across = Image.linear_gradient("L").rotate(90).resize((80, 60)).convert("RGB")
    down = Image.linear_gradient("L").resize((80, 60)).convert("RGB")
    wave_across, wave_down = (Look.of(look(image)).features for image in (across, down))
    # A ramp from 0 to 1 has a first cosine of 4/π² in amplitude, half of it in a thumbhash.
    first = 2 / 3.14159**2 * sqrt(2)
    assert abs(wave_across[3]) == pytest.approx(first, abs=0.03)
    assert abs(wave_down[5]) == pytest.approx(first, abs=0.03)
    assert wave_across[5] == pytest.approx(0, abs=0.03)
    assert wave_down[3] == pytest.approx(0, abs=0.03)


@pytest.mark.parametrize(
    ("size", "shape"),
    [
        ((80, 60), (7, 5)),
        ((60, 80), (5, 7)),
        ((60, 60), (7, 7)),
        ((100, 20), (7, 3)),
        ((20, 100), (3, 7)),
    ],
)
def test_a_look_tells_its_shape(size: tuple[int, int], shape: tuple[int, int]) -> None:
    assert Look.of(look(picture(size=size))).shape == shape


def test_a_look_with_transparency_is_read_too() -> None:
    opaque = bytearray(LANDSCAPE)
    opaque[2] |= 0x80
    see_through = bytes([*opaque[:5], 0, *opaque[5:]])[:LOOK_BYTES]
    assert Look.of(see_through).shape == (5, Look.of(LANDSCAPE).shape[1])
    assert Look.of(see_through).features[:3] == Look.of(LANDSCAPE).features[:3]


def test_small_changes_look_alike_and_large_ones_do_not() -> None:
    seen = Look.of(LANDSCAPE)
    assert seen.distance(seen) == 0
    assert seen.distance(Look.of(BRIGHTER)) < MAX_DISTANCE
    assert seen.distance(Look.of(MOVED)) < MAX_DISTANCE
    assert seen.distance(Look.of(OTHER)) > MAX_DISTANCE


@given(st.binary(max_size=40))
def test_any_bytes_have_a_look(written: bytes) -> None:
    kept = look_of(b64encode(written).decode())
    assert len(kept) == LOOK_BYTES
    assert len(Look.of(kept).features) == 18


@pytest.mark.parametrize("nothing", [None, "", "x", "no Bäse64"])
def test_no_thumbhash_is_no_look(nothing: str | None) -> None:
    assert look_of(nothing) == NO_LOOK


def test_photos_of_a_burst_follow_each_other_and_look_alike() -> None:
    assert numbers((0, LANDSCAPE), (3, BRIGHTER), (6, MOVED)) == [1, 1, 1]
    assert numbers((6, LANDSCAPE), (3, BRIGHTER), (0, MOVED)) == [1, 1, 1]


def test_later_photos_are_another_burst() -> None:
    assert numbers((0, LANDSCAPE), (4, LANDSCAPE), (5, LANDSCAPE)) == [1, 2, 2]


@pytest.mark.parametrize("other", [OTHER, PORTRAIT, NO_LOOK])
def test_what_looks_different_is_another_photo(other: bytes) -> None:
    assert numbers((0, LANDSCAPE), (1, other), (2, LANDSCAPE)) == [1, 2, 1]


def test_photos_without_a_look_are_each_their_own() -> None:
    assert numbers((0, NO_LOOK), (0, NO_LOOK)) == [1, 2]


def test_many_different_photos_at_once_end_a_burst() -> None:
    shades = [look(Image.new("RGB", (80, 60), (shade,) * 3)) for shade in (0, 60, 120, 180)]
    others = [(0, shade) for shade in shades]
    assert numbers((0, LANDSCAPE), *others, (0, LANDSCAPE)) == [1, 2, 3, 4, 5, 6]
    assert numbers((0, LANDSCAPE), *others[1:], (0, LANDSCAPE)) == [1, 2, 3, 4, 1]


def photo(number: int, second: float, image: Image.Image | None) -> ListedAsset:
    return taken(number, NOON + timedelta(seconds=second), thumbhash(image) if image else None)


def test_the_best_of_each_burst_is_left_in_its_place() -> None:
    ranked = [
        photo(1, 4, picture()),
        photo(2, 90, picture()),
        photo(3, 0, picture()),
        photo(4, 2, picture(200)),
        photo(5, 2, picture()),
        photo(6, 2, None),
    ]
    left = best_of_bursts(ranked, 2)
    assert [one.id for one in left] == [photo_id(number) for number in (1, 2, 4, 6)]
    assert best_of_bursts([], 2) == []
