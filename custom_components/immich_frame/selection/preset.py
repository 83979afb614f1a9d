"""A named choice of photos: source, filters, order. A frame holds several, one is active."""

from dataclasses import dataclass, field
from enum import StrEnum

from .filters import Filters
from .source import Source

DEFAULT_RUN = 5


class Order(StrEnum):
    """In which order photos come; in every order each comes once before any comes again.

    SHUFFLE draws any with the same chance, RECENT prefers new ones, RELEVANCE begins with what fits
    a smart search best, RUN begins anywhere and goes on with the photos that were taken next.
    """

    SHUFFLE = "shuffle"
    RECENT = "recent"
    NEWEST = "newest"
    OLDEST = "oldest"
    RELEVANCE = "relevance"
    RUN = "run"


@dataclass(frozen=True, slots=True, kw_only=True)
class Preset:
    """What a frame shows under a name of its own; `run_length` is how many photos a RUN has."""

    name: str
    source: Source = field(default_factory=Source)
    filters: Filters = field(default_factory=Filters)
    order: Order = Order.SHUFFLE
    run_length: int = DEFAULT_RUN
