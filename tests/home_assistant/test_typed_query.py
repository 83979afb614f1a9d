"""The source that a text of the text entity makes or changes: never more than one."""

from dataclasses import replace
import json
from typing import Any

import pytest

from custom_components.immich_frame.const import MAX_PRESETS
from custom_components.immich_frame.errors import TooManyPresetsError
from custom_components.immich_frame.immich.query import EmptyQueryError
from custom_components.immich_frame.options import FrameOptions
from custom_components.immich_frame.preset_data import MAX_NAME
from custom_components.immich_frame.selection.source import SourceKind

LIBRARY: dict[str, Any] = {"name": "Photos"}
ALBUM: dict[str, Any] = {"name": "cats", "source": {"kind": "albums", "ids": ["a"]}}


def search(text: str, name: str | None = None) -> dict[str, Any]:
    return {"name": name or text, "source": {"kind": "smart", "text": text}}


def frame(*presets: dict[str, Any]) -> FrameOptions:
    """Return a frame of these presets; the first is active."""
    return FrameOptions.of({"presets": presets})


def stored(options: FrameOptions) -> FrameOptions:
    """Return the options as they are read after a restart."""
    return FrameOptions.of(json.loads(json.dumps(options.as_data())))


def told(options: FrameOptions) -> dict[str, str | None]:
    """Return what each preset searches for, by name."""
    return {preset.name: preset.source.text for preset in options.presets}


def renamed(options: FrameOptions, name: str) -> FrameOptions:
    """Return the options after somebody gave the active preset another name."""
    presets = [
        replace(preset, name=name) if preset is options.preset else preset
        for preset in options.presets
    ]
    return stored(replace(options, presets=tuple(presets), active=name))


def test_a_text_adds_a_source_with_the_filters_of_the_active_one() -> None:
    options = frame(LIBRARY | {"filters": {"favorites_only": True}}).with_search("cats")
    assert told(options) == {"Photos": None, "cats": "cats"}
    assert options.active == "cats"
    assert options.preset.filters.favorites_only


def test_a_numbered_source_is_still_the_one_of_texts() -> None:
    options = frame(ALBUM).with_search("cats")
    assert told(options) == {"cats": None, "cats 2": "cats"}
    for text in ("dogs", "birds", "cats", "dogs"):
        options = stored(options.with_search(text))
        assert len(options.presets) == 2
    assert told(options) == {"cats": None, "dogs": "dogs"}


def test_texts_from_other_sources_never_pile_up() -> None:
    options = frame(LIBRARY, ALBUM)
    for number in range(2 * MAX_PRESETS):
        text = ("cats", "Photos", "dogs")[number % 3]  # Two of them are names of sources, too.
        options = stored(options.with_active("cats" if number % 2 else "Photos"))
        options = options.with_search(text)
        assert len(options.presets) == 3
        assert options.preset.source.text == text


def test_what_nobody_typed_is_left_alone() -> None:
    options = frame(LIBRARY, search("mountains")).with_search("cats")
    assert told(options) == {"Photos": None, "mountains": "mountains", "cats": "cats"}


def test_the_active_search_is_changed() -> None:
    options = frame(search("mountains"), ALBUM).with_search("cats")
    assert told(options) == {"cats 2": "cats", "cats": None}
    assert options.active == "cats 2"
    # It was not made by a text: from elsewhere it is left alone.
    options = options.with_active("cats").with_search("dogs")
    assert told(options) == {"cats 2": "cats", "cats": None, "dogs": "dogs"}


def test_a_name_that_somebody_chose_stays() -> None:
    options = frame(search("mountains", "Up there")).with_search("cats")
    assert told(options) == {"Up there": "cats"}


def test_a_number_that_somebody_chose_stays() -> None:
    assert told(frame(search("route", "route 66")).with_search("roads")) == {"route 66": "roads"}


def test_a_search_that_is_there_becomes_active_as_it_is() -> None:
    options = frame(LIBRARY, search("cats", "Tigers"), search("dogs"))
    for text, name in (("cats", "Tigers"), (" dogs ", "dogs"), ("dogs", "dogs")):
        found = options.with_search(text)
        assert (found.active, found.presets) == (name, options.presets)
        assert found.with_search(text) == found


def test_a_source_with_a_new_name_is_somebodys_own() -> None:
    options = renamed(frame(LIBRARY).with_search("cats"), "Tigers")
    options = options.with_active("Photos").with_search("dogs")
    assert told(options) == {"Photos": None, "Tigers": "cats", "dogs": "dogs"}


def test_a_source_that_became_another_kind_is_left_alone() -> None:
    options = frame(LIBRARY).with_search("cats")
    album = replace(options.preset, source=replace(options.preset.source, kind=SourceKind.ALBUMS))
    options = replace(options, presets=(options.presets[0], album)).with_search("dogs")
    assert [preset.source.kind for preset in options.presets] == ["library", "albums", "smart"]


@pytest.mark.parametrize("text", ["cat " * 60, "c" * 200])
def test_numbered_names_fit(text: str) -> None:
    options = frame(LIBRARY).with_search(text)
    taken = ALBUM | {"name": options.active}
    options = frame(taken).with_search(text)
    assert options.active.endswith("… 2")
    assert len(options.active) <= MAX_NAME
    assert len(stored(options).with_search("dogs").presets) == 2


def test_there_is_no_room_for_another() -> None:
    full = frame(*(LIBRARY | {"name": f"Photos {number}"} for number in range(MAX_PRESETS)))
    with pytest.raises(TooManyPresetsError):
        full.with_search("cats")
    typed = frame(*(LIBRARY | {"name": f"P {number}"} for number in range(MAX_PRESETS - 1)))
    typed = typed.with_search("cats").with_active("P 3").with_search("dogs")
    assert len(typed.presets) == MAX_PRESETS


def test_a_text_without_words() -> None:
    with pytest.raises(EmptyQueryError):
        frame(LIBRARY).with_search(" ")
