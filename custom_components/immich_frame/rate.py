"""How often something may be done: a few times at once, then now and then."""

from collections.abc import Callable

type Clock = Callable[[], float]
"""Returns seconds since any moment, and never goes back."""


class TokenBucket:
    """Holds a number of tokens, which come back one by one.

    The token bucket as networks have it (RFC 2697 calls the capacity a burst size).
    """

    def __init__(self, capacity: int, seconds_each: float, clock: Clock) -> None:
        """Begin full; a token that was taken is there again after so many seconds."""
        self._capacity = capacity
        self._seconds_each = seconds_each
        self._clock = clock
        self._tokens = float(capacity)
        self._counted_at = clock()

    def take(self) -> float:
        """Take a token and return 0, or return how many seconds there will be none."""
        now = self._clock()
        gained = (now - self._counted_at) / self._seconds_each
        self._tokens = min(self._capacity, self._tokens + gained)
        self._counted_at = now
        if self._tokens >= 1:
            self._tokens -= 1
            return 0
        return (1 - self._tokens) * self._seconds_each
