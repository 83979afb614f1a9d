"""Fujifilm's raw format, as far as everybody reads it: a JPEG within, of the same photo.

The sensor's own pixels are noise here: who wants to decode them finds nothing.
"""

import struct

import numpy as np

MAGIC = b"FUJIFILMCCD-RAW "
HEADER = struct.Struct(">16s4s8s32s4s20sIIIIII")
"""Magic, version, number and name of the camera, and where JPEG and sensor data lie, how long."""

SENSOR_BYTES = 200_000


def make_raf(jpeg: bytes) -> bytes:
    """Return a raw file with this JPEG in it."""
    start = HEADER.size
    sensor = np.random.default_rng(5).bytes(SENSOR_BYTES)
    places = (start, len(jpeg), 0, 0, start + len(jpeg), len(sensor))
    header = HEADER.pack(MAGIC, b"0201", b"FF129502", b"X-T4", b"0100", bytes(20), *places)
    return header + jpeg + sensor


def is_raf(content: bytes) -> bool:
    """Say whether this is how such a raw file begins."""
    return content.startswith(MAGIC)


def jpeg_in_raf(content: bytes) -> bytes:
    """Return the JPEG in a raw file.

    Raises:
        ValueError: the file has no whole header.

    """
    if len(content) < HEADER.size:
        raise ValueError("a raw file without a header")
    start, size = HEADER.unpack_from(content)[6:8]
    return content[start : start + size]
