"""Every choice of a frame's flow and every step of its repair has words, and none is left."""

from collections.abc import Iterable
from dataclasses import fields

import pytest

from custom_components.immich_frame.const import DOMAIN, SUBENTRY_FRAME
from custom_components.immich_frame.errors import problem, translation
from custom_components.immich_frame.imaging.spec import (
    CaptionPosition,
    Fit,
    Palette,
    PictureFormat,
)
from custom_components.immich_frame.immich.errors import ImmichError
from custom_components.immich_frame.immich.permissions import OPTIONAL, REQUIRED
from custom_components.immich_frame.immich.query import QueryError
from custom_components.immich_frame.rendering import CaptionPart
from custom_components.immich_frame.rendering_form import NO_PALETTE
from custom_components.immich_frame.repairs import SourceGoneFlow
from custom_components.immich_frame.screens import Screen
from custom_components.immich_frame.selection.errors import SelectionError
from custom_components.immich_frame.selection.filters import Filters, Orientation
from custom_components.immich_frame.selection.preset import Order
from custom_components.immich_frame.selection.source import SourceKind
from custom_components.immich_frame.words import Words

from ..contracts.places import PACKAGE
from .conftest import TRANSLATIONS
from .test_words import PLACEHOLDER, abort_reasons, kinds

FRAME = TRANSLATIONS["config_subentries"][SUBENTRY_FRAME]
REPAIR = TRANSLATIONS["issues"]["source_gone"]["fix_flow"]
ERRORS = sorted(kinds(ImmichError, QueryError, SelectionError), key=str)


def options(key: str) -> set[str]:
    return set(TRANSLATIONS["selector"][key]["options"])


def values(of: Iterable[str]) -> set[str]:
    return {str(one) for one in of}


@pytest.mark.parametrize("kind", ERRORS)
def test_placeholders_of_errors_are_given(kind: type[Exception]) -> None:
    err = kind("why")
    words = FRAME["error"][problem(err).key]
    assert set(PLACEHOLDER.findall(words)) <= set(translation(err)["translation_placeholders"])


def test_every_filter_has_a_field_and_a_name() -> None:
    names = {field.name for field in fields(Filters)}
    opposites = {"without_partners": "with_partners", "without_archived": "with_archived"}
    asked = [
        name for part in FRAME["step"]["filters"]["sections"].values() for name in part["data"]
    ]
    part_of_order = {"order", "run_length"}
    filters = {opposites.get(name, name) for name in asked} - part_of_order
    assert filters == names
    assert len(asked) == len(names | part_of_order)
    assert options("filter") == names


def test_every_choice_has_a_name() -> None:
    assert options("kind") == values(SourceKind)
    assert options("order") == values(Order)
    assert options("orientation") == values(Orientation)
    assert options("month") == {str(month) for month in range(1, 13)}
    assert options("fit") == values(Fit)
    assert options("caption_part") == values(CaptionPart)
    assert options("caption_position") == values(CaptionPosition)
    assert options("palette") == values(Palette) | {NO_PALETTE}
    assert options("picture_format") == values(PictureFormat)
    assert options("screen") == values(Screen)
    assert options("permission") == {one.replace(".", "_") for one in (*REQUIRED, *OPTIONAL)}


def test_every_step_of_a_repair_says_whose_it_is() -> None:
    steps = {name for name in vars(SourceGoneFlow) if name.startswith("async_step_")}
    assert {f"async_step_{name}" for name in REPAIR["step"]} == steps - {"async_step_init"}
    for words in REPAIR["step"].values():
        assert {"frame", "preset"} <= set(PLACEHOLDER.findall(words["description"]))


def test_a_repair_ends_and_fails_in_words() -> None:
    assert set(REPAIR["abort"]) == abort_reasons("repairs.py")
    assert REPAIR["error"] == FRAME["error"]


def test_the_documentation_uses_the_names_of_the_forms() -> None:
    docs = PACKAGE.parents[1] / "docs"
    for page, keys in {
        "choosing.md": ("kind", "order"),
        "rendering.md": ("fit", "palette"),
    }.items():
        text = (docs / page).read_text()
        for name in (
            name for key in keys for name in TRANSLATIONS["selector"][key]["options"].values()
        ):
            assert f"\n| {name} |" in text


@pytest.mark.parametrize(
    ("names", "expected"),
    [(["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")],
)
def test_names_are_joined(names: list[str], expected: str) -> None:
    key = f"component.{DOMAIN}.selector.list.options.last_two"
    words = Words({key: TRANSLATIONS["selector"]["list"]["options"]["last_two"]})
    assert words.join(names) == expected
