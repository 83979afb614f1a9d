"""Which decoder reads these bytes.

Decoders are called by name instead of through `Image.open`: that one tries every plugin it knows,
holds what it opens against Pillow's process-wide bound (it warns from 89 megapixels and refuses
from 179, before a JPEG could be asked for a smaller scale), and would need the HEIF opener
registered for the whole process.
"""

from collections.abc import Callable
from functools import partial

from PIL import PngImagePlugin, TiffImagePlugin

from .budget import Budget
from .errors import CorruptImageError, NotAnImageError
from .heif_file import HeifFile
from .jpeg import JpegFile
from .opened import Opened
from .plain_file import AvifFile, GifFile, PlainFile, WebPFile

type Reader = Callable[[bytes, Budget], Opened]
"""Reads a header; what cannot fit a budget at all may be refused here already."""

_PNG = partial(PlainFile, decoder=PngImagePlugin.PngImageFile)
_GIF = partial(PlainFile, decoder=GifFile)
_TIFF = partial(PlainFile, decoder=TiffImagePlugin.TiffImageFile)

_MAGIC: dict[bytes, Reader] = {
    b"\xff\xd8\xff": JpegFile,
    b"\x89PNG\r\n\x1a\n": _PNG,
    b"GIF87a": _GIF,
    b"GIF89a": _GIF,
    b"II*\0": _TIFF,
    b"MM\0*": _TIFF,
}
# ISO/IEC 23008-12 (HEIF) and the AV1 Image File Format: what a `ftyp` box may name.
_AVIF_BRANDS = {b"avif", b"avis"}
_HEIF_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"}


def reader_for(source: bytes) -> Reader:
    """Choose by the first bytes, never by a name. Raises CorruptImageError or NotAnImageError."""
    if not source:
        raise CorruptImageError("The photo is empty: it has no bytes at all.")
    for magic, reader in _MAGIC.items():
        if source.startswith(magic):
            return reader
    if source[:4] == b"RIFF" and source[8:12] == b"WEBP":
        return partial(PlainFile, decoder=WebPFile)
    brands = _brands(source)
    if brands & _AVIF_BRANDS:
        return partial(PlainFile, decoder=AvifFile)
    if brands & _HEIF_BRANDS:
        return HeifFile
    raise NotAnImageError("These bytes are no photo in a format that is decoded here.")


def _brands(source: bytes) -> set[bytes]:
    """List the brands of a file of boxes: the major one, and after its version the others."""
    if source[4:8] != b"ftyp":
        return set()
    end = min(int.from_bytes(source[:4]), 256)
    return {source[at : at + 4] for at in (8, *range(16, end, 4))}
