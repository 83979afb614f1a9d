"""What was shown when: a log in 21 bytes a photo, to go through and to walk back in."""

from array import array
from bisect import bisect_right
from datetime import datetime
from itertools import pairwise, starmap
from operator import le
import struct
from typing import Any, Final, Self

from .photos import ID_BYTES, pack, unpack
from .stored import bytes_of, fields_of, text_of_bytes, whole_number

MAX_EVENTS: Final = 100_000
"""So many are always kept: as many as the largest pool has photos."""

_SPARE: Final = 1_000  # The oldest go so many at a time: who has followed the log then starts over.
_MOST: Final = MAX_EVENTS + _SPARE
_TIME: Final = struct.Struct("<I")
_MAX_TIME: Final = 2**32 - 1  # The year 2106.
MAX_NUMBER: Final = 2**53
"""More photos than will ever be shown, and a whole number in every reader of JSON."""


def seconds(moment: datetime) -> int:
    """Return whole seconds since 1970."""
    return int(moment.timestamp())


class Events:
    """Photos that were shown, the oldest first.

    Each event has a number that no other one gets: `first` is the oldest that is kept, `end` the
    next to come. Times never go down: when the clock was set back, what came before cannot have
    been later, and takes the time of what came after it. A photo may have been shown
    beside the one of the next event; walks do not stop at it.
    """

    __slots__ = ("_back", "_beside", "_ids", "_times", "first")

    def __init__(
        self,
        ids: bytes = b"",
        times: array[int] | None = None,
        first: int = 0,
        back: int = 0,
        beside: bytes = b"",
    ) -> None:
        """Hold packed ids, seconds since 1970, and how far the walk is from the last event.

        `beside` has a byte for each event, 1 for a photo beside another; it may be left out.
        """
        self._ids = bytearray(ids)
        self._times = array("I") if times is None else times
        self._beside = bytearray(beside or bytes(len(self._times)))
        self._back = back
        self.first = first

    @property
    def end(self) -> int:
        """Return the number that the next event gets."""
        return self.first + len(self._times)

    @property
    def last(self) -> str | None:
        """Return the photo of the last event, wherever the walk is."""
        return self.peek(self._back)

    def record(self, asset_id: str, at: datetime, *, beside: bool = False) -> None:
        """Add an event; the walk is at the end again. Raises ValueError when the id is no UUID.

        `beside` is for a photo beside the one that is recorded next.
        """
        self._ids += pack(asset_id)
        self._beside.append(beside)
        self._back = 0
        moment, times = min(max(seconds(at), 0), _MAX_TIME), self._times
        past = bisect_right(times, moment)
        times[past:] = array("I", [moment]) * (len(times) - past + 1)
        if len(times) > _MOST:
            del times[:_SPARE]
            del self._ids[: _SPARE * ID_BYTES]
            del self._beside[:_SPARE]
            self.first += _SPARE

    def peek(self, steps: int) -> str | None:
        """Return the photo so many steps from where the walk is; None beyond either end."""
        place = len(self._times) - 1 - self._back + steps
        if not 0 <= place < len(self._times):
            return None
        return unpack(self._ids[place * ID_BYTES : (place + 1) * ID_BYTES])

    def is_beside(self, steps: int) -> bool:
        """Tell whether the photo so many steps from where the walk is was beside another."""
        place = len(self._times) - 1 - self._back + steps
        return 0 <= place < len(self._beside) and self._beside[place] > 0

    def walk(self, steps: int) -> None:
        """Go so many steps, back when below 0. Raises IndexError beyond either end."""
        back = self._back - steps
        if not 0 <= back < max(len(self._times), 1):
            raise IndexError("nothing was shown there")
        self._back = back

    def ids(self, start: int, end: int) -> bytearray:
        """Return the packed ids of the events from `start` up to `end`, as far as they are kept."""
        low, high = (max(number - self.first, 0) * ID_BYTES for number in (start, end))
        return self._ids[low:high]

    def first_after(self, moment: int) -> int:
        """Return the number of the first event after a moment, in seconds since 1970."""
        return self.first + bisect_right(self._times, moment)

    def to_json(self) -> dict[str, Any]:
        """Write the log down."""
        return {
            "first": self.first,
            "back": self._back,
            "ids": text_of_bytes(self._ids),
            "times": text_of_bytes(struct.pack(f"<{len(self._times)}I", *self._times)),
            "beside": text_of_bytes(self._beside),
        }

    @classmethod
    def from_json(cls, value: object) -> Self:
        """Read what `to_json` wrote. Raises ValueError when it is anything else."""
        names = "first", "back", "ids", "times", "beside"
        first, back, ids, times, marks = fields_of(value, *names)
        packed = bytes_of(ids, ID_BYTES, _MOST)
        moments = [moment for (moment,) in _TIME.iter_unpack(bytes_of(times, _TIME.size, _MOST))]
        if len(moments) * ID_BYTES != len(packed):
            raise ValueError("there have to be as many times as ids")
        beside = bytes_of(marks, 1, _MOST)
        if len(beside) != len(moments) or beside.strip(b"\0\1"):
            raise ValueError("there has to be a mark, 0 or 1, for each event")
        if not all(starmap(le, pairwise(moments))):
            raise ValueError("times must not go down")
        return cls(
            packed,
            array("I", moments),
            whole_number(first, 0, MAX_NUMBER),
            whole_number(back, 0, max(len(moments) - 1, 0)),
            beside,
        )
