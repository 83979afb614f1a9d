"""The gathered pool is exactly what plain statements about the uploads say, on every version."""

from itertools import pairwise

import pytest

from custom_components.immich_frame.immich.client import ImmichClient
from custom_components.immich_frame.selection.source import SourceKind
from demo.library.library import Library

from .gathering import EVERYTHING, gathered, names, told
from .oracle import RANKED, expected
from .table import CASES, FILTERS, SOURCES, Case

LEAVES_ALL_THE_SAME = {"all", "archive-too"}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
async def test_exactly_what_passes_is_gathered(
    client: ImmichClient, library: Library, case: Case
) -> None:
    pool = await gathered(client, case.source, case.filters)
    wanted = told(expected(library, case.source, case.filters))
    assert sorted(names(library, pool)) == sorted(wanted)
    assert pool.found == len(wanted)
    assert pool.missing == ()
    if case.source.kind in RANKED:
        assert names(library, pool) == wanted
    else:
        assert all(newer >= older for newer, older in pairwise(pool.photos.taken))


@pytest.mark.parametrize("limit", [1, 3, 8])
@pytest.mark.parametrize("name", ["all", "rated-4", "with-people", "archive-too", "bursts"])
@pytest.mark.parametrize("origin", ["smart", "similar"])
async def test_a_ranked_source_gives_its_best(
    client: ImmichClient, library: Library, origin: str, name: str, limit: int
) -> None:
    source, filters = SOURCES[origin], FILTERS[name]
    pool = await gathered(client, source, filters, limit)
    assert names(library, pool) == told(expected(library, source, filters))[:limit]


async def test_another_source_gives_some_of_what_passes_in_order(
    client: ImmichClient, library: Library
) -> None:
    pool = await gathered(client, SOURCES["library"], FILTERS["all"], 20)
    wanted = told(expected(library, SOURCES["library"], FILTERS["all"]))
    chosen = names(library, pool)
    assert (len(chosen), pool.found) == (20, len(wanted))
    assert chosen == [name for name in wanted if name in chosen]


@pytest.mark.parametrize("name", sorted(FILTERS.keys() - LEAVES_ALL_THE_SAME))
def test_every_filter_divides_the_library(library: Library, name: str) -> None:
    left = expected(library, SOURCES["library"], FILTERS[name])
    assert 0 < len(left) < len(expected(library, SOURCES["library"], FILTERS["all"]))


def test_every_source_has_photos_and_lacks_some(library: Library) -> None:
    counts = {
        origin: len(expected(library, source, FILTERS["all"])) for origin, source in SOURCES.items()
    }
    assert set(SourceKind) == {source.kind for source in SOURCES.values()}
    assert all(0 < count < len(library.assets) < EVERYTHING for count in counts.values())


def test_there_are_many_cases() -> None:
    assert len({case.name for case in CASES}) == len(CASES) >= 250
