"""The colours of HEIC and AVIF files that name them by numbers instead of by an ICC profile."""

from functools import cache
import struct

import numpy as np

# ITU-T H.273, tables 2 and 3. The transfer curves of television are shown as sRGB's, as browsers
# do. Those of high dynamic range need more than a change of colours, and are left as they are.
_P3, _BT2020 = 12, 9
_STANDARD_CURVES = frozenset({1, 2, 6, 13, 14, 15})

# x and y of red, green, blue (the same tables); white is D65 in both.
_PRIMARIES = {
    _P3: ((0.680, 0.320), (0.265, 0.690), (0.150, 0.060)),
    _BT2020: ((0.708, 0.292), (0.170, 0.797), (0.131, 0.046)),
}
_D65 = (0.3127, 0.3290)
_D50 = (0.9642, 1.0, 0.8249)  # ICC.1:2022, 7.2.16

# Bradford's cone responses (ICC.1:2022, annex E).
_BRADFORD = np.array(
    [[0.8951, 0.2664, -0.1614], [-0.7502, 1.7135, 0.0367], [0.0389, -0.0685, 1.0296]]
)

_BOX = b"colrnclx"  # ISO/IEC 14496-12, 12.1.5
_CURVE_STEPS = 1024
_END_OF_LINE = 0.04045  # sRGB's curve begins as a straight one (IEC 61966-2-1)


def nclx_profile(source: bytes) -> bytes | None:
    """Write an ICC profile for the wide colours that a file of boxes names; None if it names none.

    The box is found by its name: in coded data eight such bytes do not come by chance.
    """
    at = source.find(_BOX)
    if at < 0 or len(source) < at + len(_BOX) + 4:
        return None
    primaries, curve = struct.unpack_from(">HH", source, at + len(_BOX))
    if primaries not in _PRIMARIES or curve not in _STANDARD_CURVES:
        return None
    return _profile(primaries)


@cache
def _profile(primaries: int) -> bytes:
    """Write a profile of three primaries under D50 and sRGB's curve (ICC.1:2001-04)."""
    curve = b"curv" + bytes(4) + struct.pack(f">I{_CURVE_STEPS}H", _CURVE_STEPS, *_curve())
    tags = {b"wtpt": _xyz(_D50)}
    tags |= dict(zip((b"rXYZ", b"gXYZ", b"bXYZ"), map(_xyz, _adapted(primaries)), strict=True))
    tags |= dict.fromkeys((b"rTRC", b"gTRC", b"bTRC"), curve)
    start = 128 + 4 + 12 * len(tags)
    index, body = struct.pack(">I", len(tags)), b""
    for name, tag in tags.items():
        index += struct.pack(">4sII", name, start + len(body), len(tag))
        body += tag
    return _header(start + len(body)) + index + body


def _header(length: int) -> bytes:
    white = (round(value * 65536) for value in _D50)
    kinds = (b"mntr", b"RGB ", b"XYZ ", b"acsp")
    return struct.pack(">I4xI4s4s4s12x4s28x3i48x", length, 0x02100000, *kinds, *white)


def _xyz(values: tuple[float, ...]) -> bytes:
    return b"XYZ " + bytes(4) + struct.pack(">3i", *(round(value * 65536) for value in values))


def _adapted(primaries: int) -> list[tuple[float, ...]]:
    """Give red, green and blue as XYZ under D50, which is what profiles are written in."""
    columns = np.array([_from_xy(*xy) for xy in _PRIMARIES[primaries]]).T
    white = _from_xy(*_D65)
    light = columns * np.linalg.solve(columns, white)
    scales = (_BRADFORD @ np.array(_D50)) / (_BRADFORD @ white)
    adapted = np.linalg.solve(_BRADFORD, scales[:, np.newaxis] * (_BRADFORD @ light))
    return [tuple(column) for column in adapted.T.tolist()]


def _from_xy(x: float, y: float) -> np.ndarray:
    return np.array([x / y, 1.0, (1 - x - y) / y])


def _curve() -> list[int]:
    shares = np.linspace(0, 1, _CURVE_STEPS)
    light = np.where(shares <= _END_OF_LINE, shares / 12.92, ((shares + 0.055) / 1.055) ** 2.4)
    steps: list[int] = (light * 65535).round().astype(int).tolist()
    return steps
