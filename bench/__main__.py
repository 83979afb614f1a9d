"""Runs one of the benchmarks: `python -m bench pool`."""

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Callable
import json
from pathlib import Path
import sys

from bench.engines import NAMES
from bench.live import CALLS, measure_live
from bench.measured import Measured
from bench.memory import measure_memory
from bench.pool import measure_pool
from bench.render import measure_render

BENCHMARKS: dict[str, Callable[[Namespace], Measured]] = {
    "pool": measure_pool,
    "render": measure_render,
    "memory": measure_memory,
    "live": measure_live,
}

LEAST_RUNS = 5


def main() -> int:
    """Run a benchmark, print its result and write it to a file if one is named."""
    arguments = _parser().parse_args()
    measured = BENCHMARKS[arguments.benchmark](arguments)
    print(measured.words)
    if arguments.json is not None:
        arguments.json.write_text(f"{json.dumps(measured.result, indent=2)}\n")
    return 0


def _parser() -> ArgumentParser:
    parser = ArgumentParser("scripts/benchmark")
    benchmarks = parser.add_subparsers(dest="benchmark", required=True)
    pool = benchmarks.add_parser("pool", help="gather and draw from a large library")
    pool.add_argument("--photos", type=int, default=100_000, help="rows of the sample library")
    _add_render(benchmarks.add_parser("render", help="render photos with every engine"))
    benchmarks.add_parser("memory", help="render what is hard to hold in memory")
    live = benchmarks.add_parser("live", help="change photos in a real Home Assistant")
    live.add_argument("--calls", type=int, default=CALLS, help="for the next photo")
    for benchmark in benchmarks.choices.values():
        benchmark.add_argument("--json", type=Path, help="also write the result to this file")
    return parser


def _add_render(render: ArgumentParser) -> None:
    render.add_argument(
        "--photos", type=Path, nargs="+", required=True, help="folders, and all below them"
    )
    render.add_argument("--runs", type=_runs, default=LEAST_RUNS, help="runs inside a row")
    render.add_argument(
        "--engine", choices=NAMES, action="append", help="only this one; may be repeated"
    )
    render.add_argument(
        "--without-opencv", action="store_true", help="as on Home Assistant OS, which has none"
    )
    render.add_argument("--markdown", action="store_true", help="print a table for a document")


def _runs(text: str) -> int:
    runs = int(text)
    if runs < LEAST_RUNS:
        raise ArgumentTypeError(f"a median wants {LEAST_RUNS} runs at least")
    return runs


if __name__ == "__main__":
    sys.exit(main())
