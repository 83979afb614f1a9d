"""What the user chose, typed, and back as it is stored."""

from datetime import date, timedelta
import json
from typing import Any

from hypothesis import given, strategies as st
import pytest

from custom_components.immich_frame.imaging.spec import Size
from custom_components.immich_frame.immich.query import EmptyQueryError
from custom_components.immich_frame.options import FrameOptions, ServerOptions
from custom_components.immich_frame.preset_data import preset_data, preset_of
from custom_components.immich_frame.selection.filters import Filters, Orientation
from custom_components.immich_frame.selection.preset import Order, Preset
from custom_components.immich_frame.selection.source import Source, SourceKind

SERVER = {"url": "http://photos.example", "api_key": "s3cret", "verify_ssl": False}
PHOTO = "32981c8e-2887-4e66-b32d-110a2c255d61"

WORDS = st.from_regex(r"[a-z]+( [a-z]+)*", fullmatch=True)
IDS = st.lists(st.uuids().map(str), max_size=3).map(tuple)
SOURCES = st.builds(
    Source,
    kind=st.sampled_from(SourceKind),
    text=st.none() | WORDS,
    language=st.none() | st.just("de"),
    asset_id=st.none() | st.just(PHOTO),
    ids=IDS,
    match_all=st.booleans(),
    days=st.integers(0, 400),
)
FILTERS = st.builds(
    Filters,
    album_ids=IDS,
    without_person_ids=IDS,
    favorites_only=st.booleans(),
    min_rating=st.none() | st.integers(1, 5),
    taken_from=st.none() | st.dates(),
    taken_until=st.none() | st.dates(),
    months=st.lists(st.integers(1, 12), max_size=3).map(tuple),
    countries=st.lists(WORDS, max_size=2).map(tuple),
    orientation=st.none() | st.sampled_from(Orientation),
    with_partners=st.booleans(),
    burst_seconds=st.none() | st.integers(1, 60),
)
PRESETS = st.builds(
    Preset,
    name=WORDS,
    source=SOURCES,
    filters=FILTERS,
    order=st.sampled_from(Order),
    run_length=st.integers(2, 50),
)


def test_a_server_is_read() -> None:
    server = ServerOptions.of(SERVER)
    assert (server.url, server.api_key, server.verify_ssl) == (
        "http://photos.example",
        "s3cret",
        False,
    )


def test_a_servers_key_is_not_shown() -> None:
    assert "s3cret" not in repr(ServerOptions.of(SERVER))


def test_what_is_not_there_takes_its_default() -> None:
    assert FrameOptions.of({}) == FrameOptions(
        presets=(Preset(name="Photos"),),
        active="Photos",
        size=Size(3840, 2160),
        pool_lifetime=timedelta(hours=3),
        pool_cap=10_000,
        repeat_after=timedelta(days=7),
    )


@given(PRESETS)
def test_a_preset_is_stored_as_json_and_read(preset: Preset) -> None:
    assert preset_of(json.loads(json.dumps(preset_data(preset)))) == preset


def test_defaults_are_not_stored() -> None:
    assert preset_data(Preset(name="Any")) == {
        "name": "Any",
        "source": {},
        "filters": {},
        "order": "shuffle",
        "run_length": 5,
    }


def test_fields_of_a_later_version_are_left_alone() -> None:
    later = {"name": "Any", "source": {"mood": "good"}, "filters": {"taste": 5}}
    assert preset_of(later) == Preset(name="Any")


def test_dates_are_read() -> None:
    stored = {"name": "Any", "filters": {"taken_from": "2020-02-29"}}
    assert preset_of(stored).filters.taken_from == date(2020, 2, 29)


@given(
    st.lists(PRESETS, min_size=1, max_size=3, unique_by=lambda preset: preset.name),
    st.integers(16, 7680),
    st.integers(16, 7680),
    st.integers(1, 168),
    st.integers(0, 365),
)
def test_options_are_stored_and_read(
    presets: list[Preset], width: int, height: int, hours: int, days: int
) -> None:
    options = FrameOptions(
        presets=tuple(presets),
        active=presets[-1].name,
        size=Size(width, height),
        pool_lifetime=timedelta(hours=hours),
        pool_cap=5000,
        repeat_after=timedelta(days=days),
    )
    assert FrameOptions.of(json.loads(json.dumps(options.as_data()))) == options


@pytest.mark.parametrize("query", [None, ""])
def test_no_query_is_any_photo(query: str | None) -> None:
    assert FrameOptions.of({"query": query}).preset == Preset(name="Photos")


def test_a_query_is_a_preset_of_its_name() -> None:
    preset = FrameOptions.of({"query": " mountains  at sunset"}).preset
    assert preset.name == "mountains at sunset"
    assert preset.source == Source(kind=SourceKind.SMART, text="mountains at sunset")


def test_a_long_query_has_a_short_name() -> None:
    preset = FrameOptions.of({"query": "sea " * 200}).preset
    assert preset.name == f"{'sea ' * 14}sea…"
    assert preset.source.text == ("sea " * 200).strip()


@pytest.mark.parametrize(
    "data",
    [
        {"query": " "},
        {"presets": [{"name": "Any", "source": {"kind": "smart", "text": " "}}]},
    ],
)
def test_blank_is_no_query(data: dict[str, Any]) -> None:
    with pytest.raises(EmptyQueryError):
        FrameOptions.of(data)


@pytest.mark.parametrize("active", [None, "gone"])
def test_without_an_active_preset_it_is_the_first(active: str | None) -> None:
    data = {"presets": [{"name": "One"}, {"name": "Two"}], "active": active}
    options = FrameOptions.of(data)
    assert options.active == options.preset.name == "One"
    assert options.with_active("Two").preset.name == "Two"


@pytest.mark.parametrize(("query", "expected"), [(None, 10_000), ("sea", 50)])
def test_what_a_frame_asks_for(query: str | None, expected: int) -> None:
    asked = FrameOptions.of({"query": query}).pool_query
    assert (asked.source.text, asked.limit) == (query, expected)


def test_what_is_searched_for_passes_the_filters_in_the_shape_of_the_frame() -> None:
    stored = {"name": "Any", "filters": {"orientation": "frame", "favorites_only": True}}
    options = FrameOptions.of({"presets": [stored], "width": 1080, "height": 1920})
    asked = options.query_of(Source(kind=SourceKind.SMART, text="sea"), 7)
    assert asked.filters == Filters(orientation=Orientation.PORTRAIT, favorites_only=True)
    assert asked.limit == 7
