"""The Display P3 colour profile, built byte by byte.

ICC.1:2010 (profile version 4.3), clause 7 for the header and clause 10 for the tag types.
"""

import struct

# Primaries of SMPTE RP 431-2 adapted from D65 to D50, as Apple's own Display P3 has them.
RED = (0.51512, 0.24120, -0.00105)
GREEN = (0.29198, 0.69225, 0.04189)
BLUE = (0.15710, 0.06657, 0.78407)
WHITE = (0.96420, 1.00000, 0.82491)

# The curve of sRGB: a power above a straight line (parametric type 3).
CURVE = (2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)


def display_p3() -> bytes:
    """Return a profile for pixels in Display P3."""
    curve = b"para" + struct.pack(">IHH", 0, 3, 0) + _fixed(*CURVE)
    tags = {
        b"desc": _text("Display P3"),
        b"cprt": _text("No rights reserved"),
        b"wtpt": _xyz(*WHITE),
        b"rXYZ": _xyz(*RED),
        b"gXYZ": _xyz(*GREEN),
        b"bXYZ": _xyz(*BLUE),
        b"rTRC": curve,
        b"gTRC": curve,
        b"bTRC": curve,
    }
    table, content = b"", b""
    start = 128 + 4 + 12 * len(tags)
    for signature, value in tags.items():
        table += signature + struct.pack(">II", start + len(content), len(value))
        content += value + bytes(-len(value) % 4)
    size = start + len(content)
    return _header(size) + struct.pack(">I", len(tags)) + table + content


def _header(size: int) -> bytes:
    """Return the 128 bytes at the front: a display profile of RGB, connected through XYZ."""
    return struct.pack(
        ">I4sI4s4s4s6H4s4sI4s4sQI12s4s44x",
        *(size, bytes(4), 0x04300000, b"mntr", b"RGB ", b"XYZ "),
        *(2026, 1, 1, 0, 0, 0),
        *(b"acsp", bytes(4), 0, bytes(4), bytes(4), 0, 0, _fixed(*WHITE), bytes(4)),
    )


def _fixed(*values: float) -> bytes:
    """Return numbers as s15Fixed16."""
    return struct.pack(f">{len(values)}i", *(round(value * 65536) for value in values))


def _xyz(*values: float) -> bytes:
    return b"XYZ " + bytes(4) + _fixed(*values)


def _text(text: str) -> bytes:
    """Return a multiLocalizedUnicode of one language."""
    encoded = text.encode("utf-16-be")
    return b"mluc" + struct.pack(">IIIHHII", 0, 1, 12, 0x656E, 0x5553, len(encoded), 28) + encoded
