"""How large the frames of AV1 coded data may be, read from its sequence headers.

The box that tells an AVIF's size may lie, and the decoder takes memory by these.
"""

from .errors import ImageTooLargeError

_SEQUENCE_HEADER = 1  # of the types of OBU (AV1 Bitstream & Decoding Process Specification, 6.2.2)
_MOST_UNITS = 10_000
_LONGEST_HEADER = 1000  # bytes


class _Bits:
    def __init__(self, data: bytes) -> None:
        self._number, self._left = int.from_bytes(data), 8 * len(data)

    def read(self, count: int) -> int:
        """Read the next bits; behind the end all are 0."""
        self._left -= count
        shifted = self._number >> self._left if self._left >= 0 else 0
        return shifted & (1 << count) - 1


def largest_frame(data: bytes) -> int:
    """Give the most pixels that any sequence header in the data allows, 0 if there is none.

    Raises ImageTooLargeError where there is more in the data than any encoder writes.
    """
    at, most = 0, 0
    for _ in range(_MOST_UNITS):
        if at >= len(data):
            return most
        header = data[at]
        at += 2 if header & 4 else 1  # with an extension or without
        size, at = _leb128(data, at) if header & 2 else (len(data) - at, at)
        if header >> 3 & 15 == _SEQUENCE_HEADER:
            most = max(most, _frame(_Bits(data[at : at + min(size, _LONGEST_HEADER)])))
        at += size
    raise ImageTooLargeError("The photo is coded in more pieces than any encoder writes.")


def _leb128(data: bytes, at: int) -> tuple[int, int]:
    value = 0
    for index, byte in enumerate(data[at : at + 8]):
        value |= (byte & 127) << 7 * index
        if byte < 128:  # noqa: PLR2004 its highest bit says that more follows
            return value, at + index + 1
    return value, at + 8


def _frame(bits: _Bits) -> int:
    """Read a sequence header as far as its size (5.5.1)."""
    bits.read(3 + 1)  # profile, still picture
    if bits.read(1):  # a reduced header
        bits.read(5)
    else:
        _skip_operating_points(bits)
    across, down = bits.read(4) + 1, bits.read(4) + 1
    return (bits.read(across) + 1) * (bits.read(down) + 1)


def _skip_operating_points(bits: _Bits) -> None:
    delay_bits = 0
    if bits.read(1):  # timing
        bits.read(64)
        if bits.read(1):  # equal picture intervals, and how long in `uvlc`
            zeros = next((n for n in range(32) if bits.read(1)), 32)
            bits.read(zeros)
        if bits.read(1):  # a model of the decoder
            delay_bits = bits.read(5) + 1
            bits.read(32 + 5 + 5)
    has_display_delay = bits.read(1)
    for _ in range(bits.read(5) + 1):
        bits.read(12)
        if bits.read(5) > 7:  # noqa: PLR2004 levels from 4.0 on have tiers
            bits.read(1)
        if delay_bits and bits.read(1):
            bits.read(2 * delay_bits + 1)
        if has_display_delay and bits.read(1):
            bits.read(4)
