"""ICC profiles made by code (version 2, ICC.1:2001-04)."""

from itertools import product
import struct

import numpy as np

from .photos import Color

D50 = (0.9642, 1.0, 0.8249)

type Triple = tuple[float, float, float]

# Display P3's primaries, adapted to D50 (Apple's own profile), with a plain power as the curve.
P3_PRIMARIES: dict[str, Triple] = {
    "rXYZ": (0.51512, 0.2412, -0.00105),
    "gXYZ": (0.29198, 0.69225, 0.04189),
    "bXYZ": (0.1571, 0.06657, 0.78407),
}
P3_GAMMA = 2.2


def display_p3() -> bytes:
    """Write a profile with Display P3's primaries."""
    curves = {name: _gamma(P3_GAMMA) for name in ("rTRC", "gTRC", "bTRC")}
    return _profile("RGB ", {name: _xyz(xyz) for name, xyz in P3_PRIMARIES.items()} | curves)


def p3_as_srgb(pixel: Color) -> Color:
    """Convert by the definitions: to light, to XYZ under D50, to sRGB's light, to sRGB."""
    light = (np.array(pixel) / 255) ** P3_GAMMA
    xyz = np.array([*P3_PRIMARIES.values()]).T @ light
    # sRGB's primaries adapted to D50 (Lindbloom).
    srgb = np.array(
        [[0.43607, 0.38515, 0.14307], [0.22249, 0.71687, 0.06061], [0.01392, 0.09708, 0.7141]]
    )
    linear = np.clip(np.linalg.inv(srgb) @ xyz, 0, 1)
    encoded = np.where(linear <= 0.0031308, 12.92 * linear, 1.055 * linear ** (1 / 2.4) - 0.055)
    red, green, blue = (round(float(value) * 255) for value in encoded)
    return red, green, blue


def linear_grey() -> bytes:
    """Write a profile of greys whose values are light itself."""
    return _profile("GRAY", {"kTRC": _gamma(1.0)})


def cyan_as_grey() -> bytes:
    """Write a profile of an ink that no converter without profiles would guess: cyan is grey.

    White paper has a lightness of 100, cyan ink takes 50 off it, black ink all of it.
    """
    corners = [
        0 if black else 50 if cyan else 100 for cyan, _, _, black in product((0, 1), repeat=4)
    ]
    table = bytes(value for light in corners for value in (round(light * 2.55), 128, 128))
    identity = bytes(range(256))
    body = struct.pack(">4s4xBBBx", b"mft1", 4, 3, 2)
    body += struct.pack(">9i", *(65536 if at % 4 == 0 else 0 for at in range(9)))
    return _profile("CMYK", {"A2B0": body + identity * 4 + table + identity * 3})


def _profile(space: str, tags: dict[str, bytes]) -> bytes:
    by_table = "A2B0" in tags
    tags = {"wtpt": _xyz(D50)} | tags
    start = 128 + 4 + 12 * len(tags)
    index, data = struct.pack(">I", len(tags)), b""
    for name, body in tags.items():
        index += struct.pack(">4sII", name.encode(), start + len(data), len(body))
        data += body + bytes(-len(body) % 4)
    header = struct.pack(
        ">I4xI4s4s4s12x4s28x3i48x",
        start + len(data),
        0x02100000,
        b"prtr" if by_table else b"mntr",
        space.encode(),
        b"Lab " if by_table else b"XYZ ",
        b"acsp",
        *(round(value * 65536) for value in D50),
    )
    return header + index + data


def _xyz(values: Triple) -> bytes:
    return struct.pack(">4s4x3i", b"XYZ ", *(round(value * 65536) for value in values))


def _gamma(value: float) -> bytes:
    return struct.pack(">4s4xIH", b"curv", 1, round(value * 256))
