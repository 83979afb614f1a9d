"""How long the client waits, and how much it takes in."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Limits:
    """What the client waits for, in seconds, and what it takes in, in bytes.

    A list of a thousand photos or more takes a small server its time, and a smart search may have
    to load its model first. A download may take as long as it needs, but not stall; a small one,
    for somebody who looks at a page of them, is there soon or not worth it. A thousand
    search results are one or two megabytes of JSON; the bound of an answer is also one of how long
    decoding it can hold up everything else. Lists that Immich gives only as a whole, of any number
    of photos, are decoded row by row, so that their bound is one of memory alone.
    """

    connect: float = 10
    answer: float = 15
    listing: float = 30
    smart_search: float = 60
    stall: float = 20
    small: float = 30
    answer_bytes: int = 8_000_000
    list_bytes: int = 64_000_000
    download_bytes: int = 200_000_000
    small_bytes: int = 32_000_000


DEFAULT_LIMITS: Final = Limits()
