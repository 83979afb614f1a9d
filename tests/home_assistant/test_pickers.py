"""What there is to pick from."""

from collections.abc import AsyncIterator
from datetime import datetime

import aiohttp
import pytest

from custom_components.immich_frame import pickers as module
from custom_components.immich_frame.immich.client import ImmichClient
from custom_components.immich_frame.immich.errors import ServerError
from custom_components.immich_frame.pickers import MAX_COUNTED, Pick, Pickers, photo_choice
from custom_components.immich_frame.selection.source import Source, SourceKind
from custom_components.immich_frame.words import Words
from demo.immich import faults
from demo.immich.server import SampleImmich
from demo.library.library import Library
from demo.library.model import Person
from demo.library.tiny import tiny_photo

from .conftest import asset_id
from .frame_steps import HOLIDAYS, LENT, face, shelves

WORDS = Words({"component.immich_frame.selector.album.options.shared": "{album}, shared"})
COUNTS = "/api/people/*/statistics"


@pytest.fixture
async def pickers(immich: SampleImmich) -> AsyncIterator[Pickers]:
    """Return pickers of a library with something of everything."""
    immich.library = shelves()
    async with aiohttp.ClientSession() as session:
        yield Pickers(ImmichClient(session, immich.url, immich.api_key), WORDS)


async def labels(pickers: Pickers, pick: Pick) -> list[str]:
    return [choice.label for choice in await pickers.choices(pick)]


@pytest.mark.parametrize(
    ("pick", "expected"),
    [
        (Pick.ALBUMS, ["Holidays (2)", "Lent (1), shared", "trips (1)"]),
        (Pick.PEOPLE, ["Ada (2)", "Ben (1)"]),
        (Pick.TAGS, ["nature", "nature/water"]),
        (Pick.COUNTRIES, ["Portugal"]),
    ],
)
async def test_everything_is_picked_by_name(
    pickers: Pickers, pick: Pick, expected: list[str]
) -> None:
    assert await labels(pickers, pick) == expected


async def test_immich_is_asked_once_unless_it_fails(pickers: Pickers, immich: SampleImmich) -> None:
    immich.faults.add("/api/albums", faults.status(500))
    with pytest.raises(ServerError):
        await pickers.choices(Pick.ALBUMS)
    for _time in range(3):
        assert len(await pickers.choices(Pick.ALBUMS)) == 3
    assert immich.requests.count("/api/albums") == 2


async def test_names_are_those_that_are_known(pickers: Pickers) -> None:
    ids = [LENT.id, "gone", HOLIDAYS.id]
    assert pickers.names(Pick.ALBUMS, ids) == []
    await pickers.choices(Pick.ALBUMS)
    assert pickers.names(Pick.ALBUMS, ids) == ["Lent", "Holidays"]


async def test_many_people_are_not_all_counted(pickers: Pickers, immich: SampleImmich) -> None:
    people = [Person(f"p{number}", f"Person {number:03}") for number in range(MAX_COUNTED + 20)]
    immich.library = Library.of(
        [tiny_photo(faces=tuple(face(person) for person in people))], people=people
    )
    found = await labels(pickers, Pick.PEOPLE)
    assert len(found) == len(people)
    assert sum(label.endswith(" (1)") for label in found) == MAX_COUNTED
    assert immich.requests.count(COUNTS) == MAX_COUNTED


async def test_counting_does_not_take_long(
    pickers: Pickers, immich: SampleImmich, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "COUNTING_SECONDS", 0.05)
    immich.faults.add(COUNTS, faults.hang(), times=None)
    assert await labels(pickers, Pick.PEOPLE) == ["Ada", "Ben"]


async def test_a_count_that_fails_is_left_out(pickers: Pickers, immich: SampleImmich) -> None:
    immich.faults.add(COUNTS, faults.status(500), times=None)
    assert await labels(pickers, Pick.PEOPLE) == ["Ada", "Ben"]


async def test_an_offer_tells_what_is_missing(immich: SampleImmich) -> None:
    immich.library = shelves()
    immich.faults.add("/api/tags", faults.status(500, "Oh"))
    key = immich.add_key(["asset.read", "album.read", "tag.read"])
    async with aiohttp.ClientSession() as session:
        offer = await Pickers(ImmichClient(session, immich.url, key), WORDS).offer()
    assert set(offer.choices) == {Pick.ALBUMS, Pick.COUNTRIES}
    assert offer.permissions == {"person.read"}
    (refusal,) = offer.refusals
    assert "Oh" in refusal


def test_a_photo_has_a_name_and_a_day() -> None:
    taken = datetime(2024, 6, 1, 23, 59)  # noqa: DTZ001 what the clock on the wall showed
    assert photo_choice("id", "sea.jpg", taken).label == "sea.jpg (2024-06-01)"
    assert photo_choice("id", "sea.jpg", None).label == "sea.jpg"


def test_a_photo_has_a_place() -> None:
    taken = datetime(2024, 6, 1)  # noqa: DTZ001 what the clock on the wall showed
    found = photo_choice("id", "sea.jpg", taken, "Lagos, Portugal")
    assert found.label == "sea.jpg (2024-06-01, Lagos, Portugal)"
    assert photo_choice("id", "sea.jpg", None, "Lagos").label == "sea.jpg (Lagos)"


async def test_a_photo_is_asked_for_once(pickers: Pickers, immich: SampleImmich) -> None:
    sea = asset_id(immich, "sea.jpg")
    assert pickers.photo_name(sea) is None
    source = Source(kind=SourceKind.SIMILAR, asset_id=sea)
    for _time in range(2):
        await pickers.learn_names(source)
    assert pickers.photo_name(sea) == "sea.jpg"
    assert immich.requests.count(f"/api/assets/{sea}") == 1
