"""What sources are called."""

import pytest

from custom_components.immich_frame.preset_data import MAX_NAME, shorten, unique


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("x" * MAX_NAME, "x" * MAX_NAME),
        ("x" * (MAX_NAME + 1), "x" * (MAX_NAME - 1) + "…"),
        ("x" * (MAX_NAME - 2) + " yz", "x" * (MAX_NAME - 2) + "…"),
    ],
)
def test_long_names_are_cut(name: str, expected: str) -> None:
    assert shorten(name) == expected
    assert len(expected) <= MAX_NAME


@pytest.mark.parametrize(
    ("taken", "expected"),
    [((), "Sea"), (("Hills",), "Sea"), (("Sea",), "Sea 2"), (("Sea", "Sea 2"), "Sea 3")],
)
def test_taken_names_are_numbered(taken: tuple[str, ...], expected: str) -> None:
    assert unique("Sea", taken) == expected
