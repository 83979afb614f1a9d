"""What a piece of work costs this process. Linux only: memory is read from /proc."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
import gc
from pathlib import Path
from statistics import median
from time import perf_counter, process_time

_PROCESS = Path("/proc/self")
_RESET_PEAK = "5"  # what to write into clear_refs, says proc_pid_clear_refs(5)


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds of all threads on the processor and on the clock, medians; the peak in megabytes."""

    cpu_s: float
    wall_s: float
    peak_mb: float


class Meter:
    """Measures work from an idle moment on: what is in memory when it is made counts as idle.

    The peak is the kernel's high water mark of the resident set (VmHWM), set back to the present
    at the idle moment where that is allowed. Where it is not it counts from the start of the
    process, imports included. Unlike `ru_maxrss`, in which a process inherits the peak of the one
    that started it, it is this process's own.
    """

    def __init__(self) -> None:
        """Take the idle moment."""
        gc.collect()
        _reset_peak()
        self._idle = _kibibytes("VmRSS")

    def cost[Result](self, work: Callable[[], Result], runs: int) -> tuple[Cost, Result]:
        """Run a piece of work so many times; the peak is that of all. Gives the last result too."""
        seconds = [_seconds(work) for _ in range(runs - 1)]
        cpu, wall = process_time(), perf_counter()
        result = work()
        seconds.append((process_time() - cpu, perf_counter() - wall))
        cost = Cost(
            cpu_s=round(median(cpu for cpu, _ in seconds), 4),
            wall_s=round(median(wall for _, wall in seconds), 4),
            peak_mb=self.peak_mb(),
        )
        return cost, result

    def peak_mb(self) -> float:
        """Give the highest memory above idle so far, in megabytes."""
        return round((_kibibytes("VmHWM") - self._idle) * 1024 / 1_000_000, 1)


def _seconds(work: Callable[[], object]) -> tuple[float, float]:
    cpu, wall = process_time(), perf_counter()
    work()
    return process_time() - cpu, perf_counter() - wall


def _reset_peak() -> None:
    with suppress(OSError):
        (_PROCESS / "clear_refs").write_text(_RESET_PEAK)


def _kibibytes(name: str) -> int:
    for line in (_PROCESS / "status").read_text().splitlines():
        if line.startswith(f"{name}:"):
            return int(line.split()[1])
    raise RuntimeError(f"The kernel does not tell {name}")
