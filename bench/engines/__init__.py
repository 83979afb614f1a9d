"""The ways of making a frame's picture that are held side by side.

Each lives in a module of its own, so that a process that measures one has not loaded the others.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from importlib import import_module

WIDTH, HEIGHT = 3840, 2160
"""The frame that every engine fills, in pixels."""

# The engines in the order of the tables, and the module in this package that has each in ENGINES.
_MODULES = {
    "ours": "ours",
    "libvips-centre": "libvips",
    "libvips-attention": "libvips",
    "plain-pillow": "plain_pillow",
    "old-service": "old_service",
}
NAMES = tuple(_MODULES)

type Shares = tuple[float, float, float, float]
"""Left, top, right, bottom in shares of the upright photo's width and height, 0 to 1."""


@dataclass(frozen=True, slots=True)
class Look:
    """A picture before it was encoded: RGB bytes row by row, and the part of the photo it shows."""

    pixels: bytes = field(repr=False)
    box: Shares


@dataclass(frozen=True, slots=True)
class Engine:
    """`make` turns a photo's bytes into a picture's; `look` does it again and keeps the pixels."""

    make: Callable[[bytes], bytes]
    look: Callable[[bytes], Look]


def engine(name: str) -> Engine:
    """Load the engine of a name, and nothing that only others need."""
    module = import_module(f"{__name__}.{_MODULES[name]}")
    found: Engine = module.ENGINES[name]
    return found
