"""Runs one of the benchmarks: `python -m bench pool`."""

import argparse
from collections.abc import Callable
import json
from pathlib import Path
import sys
from typing import Any

from bench.pool import measure_pool

BENCHMARKS: dict[str, Callable[[argparse.Namespace], dict[str, Any]]] = {"pool": measure_pool}


def main() -> int:
    """Run a benchmark, print its result and write it to a file if one is named."""
    arguments = _parser().parse_args()
    result = BENCHMARKS[arguments.benchmark](arguments)
    text = json.dumps(result, indent=2)
    print(text)
    if arguments.json is not None:
        arguments.json.write_text(f"{text}\n")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("scripts/benchmark")
    benchmarks = parser.add_subparsers(dest="benchmark", required=True)
    pool = benchmarks.add_parser("pool", help="gather and draw from a large library")
    pool.add_argument("--photos", type=int, default=100_000, help="rows of the sample library")
    pool.add_argument("--json", type=Path, help="also write the result to this file")
    return parser


if __name__ == "__main__":
    sys.exit(main())
