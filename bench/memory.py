"""Renders photos that are hard to hold in memory."""

from argparse import Namespace
from collections.abc import Sequence
import sys
from typing import Any

from bench.child import ChildError, run_child
from bench.hard_inputs import HARD_INPUTS, HardInput
from bench.measured import Measured, versions
from bench.tables import number, table, thousandths

_TARGETS = ((3840, 2160), (7680, 4320))
_RUNS = 3


def measure_memory(_: Namespace) -> Measured:
    """Render each in a process of its own, for each size of a frame."""
    rows = [_row(each, target) for each in HARD_INPUTS for target in _TARGETS]
    return Measured({"versions": versions(), "rows": rows}, _words(rows))


def _row(each: HardInput, target: tuple[int, int]) -> dict[str, Any]:
    photo = each.file()
    row = {
        "photo": each.name,
        "megapixels": each.megapixels,
        "source_mb": round(photo.stat().st_size / 1e6, 1),
        "target": f"{target[0]}x{target[1]}",
        "bound_mb": each.bound_mb,
    }
    try:
        row |= run_child("bench.memory_row", photo, *target, _RUNS)
    except ChildError as error:
        row["error"] = str(error)
    print(row, file=sys.stderr)
    return row


def _words(rows: Sequence[dict[str, Any]]) -> str:
    heads = (
        "photo",
        "MP",
        "file MB",
        "frame",
        "peak MB",
        "bound MB",
        "CPU ms",
        "wall ms",
        "outcome",
    )
    return table(heads, [_cells(row) for row in rows])


def _cells(row: dict[str, Any]) -> list[str]:
    return [
        row["photo"],
        number(row["megapixels"], 1),
        number(row["source_mb"], 1),
        row["target"],
        number(row.get("peak_mb"), 0),
        str(row["bound_mb"]),
        thousandths(row.get("cpu_s")),
        thousandths(row.get("wall_s")),
        row.get("error") or _outcome(row),
    ]


def _outcome(row: dict[str, Any]) -> str:
    if row["steps_down"]:
        return "steps down"
    return "shown" if row["peak_mb"] <= row["bound_mb"] else "shown, over the bound"
