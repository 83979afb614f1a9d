"""What is measured from bytes: colours by name, the hash of a blurred picture, dates as text."""

from base64 import b64decode
from datetime import datetime, timedelta, timezone

from PIL import Image
import pytest

from demo.immich.stamps import offset, wall_clock, zone_name, zulu
from demo.library.colors import dominant_colors
from demo.library.ids import uuid_of
from demo.library.measure import measure
from demo.library.thumbhash import thumbhash

COLORS = {
    "red": "red",
    "orange": "orange",
    "yellow": "yellow",
    "green": "green",
    "teal": "turquoise",
    "skyblue": "blue",
    "navy": "blue",
    "rebeccapurple": "purple",
    "hotpink": "pink",
    "saddlebrown": "brown",
    "black": "black",
    "grey": "grey",
    "white": "white",
}


@pytest.mark.parametrize("color", COLORS)
def test_colours_have_plain_names(color: str) -> None:
    assert dominant_colors(Image.new("RGB", (60, 40), color)) == (COLORS[color],)


def test_the_larger_colour_comes_first_and_a_speck_not_at_all() -> None:
    picture = Image.new("RGB", (100, 100), "red")
    picture.paste("blue", (0, 0, 100, 40))
    picture.paste("yellow", (0, 0, 20, 20))
    assert dominant_colors(picture) == ("red", "blue")


def average(text: str) -> tuple[float, float, float]:
    """Decode the mean colour of a hash, as its author's own decoder does."""
    head = int.from_bytes(b64decode(text)[:3], "little")
    luma = (head & 63) / 63
    yellow_blue = (head >> 6 & 63) / 31.5 - 1
    red_green = (head >> 12 & 63) / 31.5 - 1
    blue = luma - 2 / 3 * yellow_blue
    red = (3 * luma - blue + red_green) / 2
    return red, red - red_green, blue


@pytest.mark.parametrize("color", [(255, 0, 0), (30, 160, 90), (250, 250, 250), (20, 30, 200)])
def test_the_hash_holds_the_mean_colour(color: tuple[int, int, int]) -> None:
    found = average(thumbhash(Image.new("RGB", (300, 200), color)))
    assert [channel * 255 for channel in found] == pytest.approx(color, abs=9)


def test_the_hash_tells_pictures_apart() -> None:
    ramp = Image.linear_gradient("L").resize((80, 60)).convert("RGB")
    turned = [ramp.transpose(Image.Transpose.ROTATE_180), ramp.resize((60, 80)), ramp]
    hashes = {thumbhash(picture) for picture in turned}
    assert len(hashes) == 3
    assert all(20 <= len(b64decode(each)) <= 25 for each in hashes)


def test_a_plain_picture_has_no_waves() -> None:
    assert thumbhash(Image.new("RGB", (1, 1), "white"))


def test_facts_of_nothing() -> None:
    facts = measure(b"")
    assert (facts.size, facts.upright, facts.thumbhash) == (0, None, None)
    assert facts.checksum == "2jmj7l5rSw0yVb/vlWAYkK/YBwk="  # the SHA-1 of no bytes


def test_ids_are_those_of_immich_and_always_the_same() -> None:
    found = uuid_of("asset", "beach.jpg")
    assert found == uuid_of("asset", "beach.jpg")
    assert found != uuid_of("album", "beach.jpg")
    assert (found[14], found[19] in "89ab") == ("4", True)


MOMENT = datetime(2025, 1, 2, 3, 4, 5, 678900, tzinfo=timezone(timedelta(hours=5, minutes=30)))


def test_dates_are_written_in_two_ways() -> None:
    assert zulu(MOMENT) == "2025-01-01T21:34:05.678Z"
    assert offset(MOMENT) == "2025-01-01T21:34:05.6789+00:00"
    assert offset(MOMENT.replace(microsecond=0)) == "2025-01-01T21:34:05+00:00"
    assert zulu(wall_clock(MOMENT)) == "2025-01-02T03:04:05.678Z"


@pytest.mark.parametrize(
    ("minutes", "name"), [(0, "UTC"), (60, "UTC+1"), (330, "UTC+5:30"), (-210, "UTC-3:30")]
)
def test_zones_have_immich_s_names(minutes: int, name: str) -> None:
    assert zone_name(MOMENT.astimezone(timezone(timedelta(minutes=minutes)))) == name
