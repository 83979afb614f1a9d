"""Files whose headers claim far more pixels than they hold."""

from collections.abc import Callable
import struct
import zlib

from PIL import Image

from .photos import file


def png(width: int, height: int, mode: str = "L") -> bytes:
    """Claim a size in a PNG's first chunk."""
    data = file(Image.new(mode, (1, 1)), "PNG")
    header = b"IHDR" + struct.pack(">II", width, height) + data[24:29]
    return data[:12] + header + struct.pack(">I", zlib.crc32(header)) + data[33:]


def jpeg(width: int, height: int) -> bytes:
    """Claim a size in a JPEG's start of frame."""
    data = bytearray(file(Image.new("L", (8, 8)), "JPEG"))
    at = data.index(b"\xff\xc0") + 5
    data[at : at + 4] = struct.pack(">HH", height, width)
    return bytes(data)


def gif(width: int, height: int) -> bytes:
    """Claim a size in a GIF's logical screen."""
    data = file(Image.new("P", (1, 1)), "GIF")
    return data[:6] + struct.pack("<HH", width, height) + data[10:]


def tiff(width: int, height: int) -> bytes:
    """Claim a size in a TIFF's only directory."""
    fields = [(256, width), (257, height), (258, 8), (259, 1), (262, 1), (273, 8), (278, height)]
    fields += [(279, 1)]
    entries = b"".join(struct.pack("<HHII", tag, 4, 1, value) for tag, value in fields)
    return b"II*\0" + struct.pack("<IH", 8, len(fields)) + entries + bytes(4)


def webp(width: int, height: int) -> bytes:
    """Claim a canvas in an animated WebP, whose frames may be smaller."""
    frames = [Image.new("RGB", (1, 1), color) for color in ("red", "blue")]
    data = file(frames[0], "WEBP", save_all=True, append_images=frames[1:])
    canvas = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    return data[:24] + canvas + data[30:]


BOMBS: dict[str, Callable[[int, int], bytes]] = {
    "PNG": png,
    "JPEG": jpeg,
    "GIF": gif,
    "TIFF": tiff,
    "WEBP": webp,
}
