"""Remembers what the last searches found, so that a second page costs no second search."""

from collections import OrderedDict
from collections.abc import Callable

from demo.library.library import Asset, Library

KEPT = 8
"""How many searches; each holds a list of all that it found."""


class Results:
    """What searches found in one library, until it changes."""

    def __init__(self) -> None:
        """Start with none."""
        self._found: OrderedDict[str, list[Asset]] = OrderedDict()
        self._of: tuple[Library, int] | None = None

    def get(self, library: Library, asked: str, find: Callable[[], list[Asset]]) -> list[Asset]:
        """Return what was found when the same was asked before, otherwise find it now.

        The list is everybody's: it is not to be changed.
        """
        if self._of != (library, library.revision):
            self._found.clear()
            self._of = (library, library.revision)
        if asked not in self._found:
            self._found[asked] = find()
        self._found.move_to_end(asked)
        if len(self._found) > KEPT:
            self._found.popitem(last=False)
        return self._found[asked]
