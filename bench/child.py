"""Programs of this package in a process of their own."""

import json
import subprocess
import sys
from typing import Any

_LONGEST = 1800  # seconds; a row that takes longer has failed


class ChildError(Exception):
    """A program ended with an error. The message is what it said last."""


def run_child(module: str, *arguments: object) -> dict[str, Any]:
    """Run a module that prints one line of JSON. Raises ChildError."""
    command = [sys.executable, "-m", module, *(str(argument) for argument in arguments)]
    try:
        ran = subprocess.run(  # noqa: S603 a program of ours
            command, capture_output=True, text=True, check=True, timeout=_LONGEST
        )
    except subprocess.CalledProcessError as error:
        raise ChildError(_last_line(error.stderr) or str(error)) from error
    except subprocess.TimeoutExpired as error:
        raise ChildError(f"It was not done after {_LONGEST} seconds.") from error
    result: dict[str, Any] = json.loads(ran.stdout)
    return result


def _last_line(text: str) -> str:
    return next((line for line in reversed(text.splitlines()) if line.strip()), "")
