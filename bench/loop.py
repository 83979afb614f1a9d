"""How long an event loop was held up: the longest that one callback ran."""

from asyncio import Handle
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from time import perf_counter, thread_time


@dataclass(slots=True)
class Stalls:
    """The longest that a callback took, in milliseconds on the clock and of the processor."""

    longest_ms: float = 0.0
    longest_cpu_ms: float = 0.0


@contextmanager
def watched_loop() -> Iterator[Stalls]:
    """Measure every callback of every event loop in this process meanwhile."""
    stalls = Stalls()
    run = Handle._run  # noqa: SLF001 the one place through which each callback goes

    def timed(handle: Handle) -> None:
        start, cpu = perf_counter(), thread_time()
        try:
            run(handle)
        finally:
            stalls.longest_ms = max(stalls.longest_ms, (perf_counter() - start) * 1000)
            stalls.longest_cpu_ms = max(stalls.longest_cpu_ms, (thread_time() - cpu) * 1000)

    setattr(Handle, "_run", timed)  # noqa: B010 the types do not allow to replace it
    try:
        yield stalls
    finally:
        setattr(Handle, "_run", run)  # noqa: B010 the same
