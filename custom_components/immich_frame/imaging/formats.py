"""Which decoder reads these bytes.

Decoders are called by name instead of through `Image.open`: that one tries every plugin it knows,
holds what it opens against Pillow's process-wide bound (it warns from 89 megapixels and refuses
from 179, before a JPEG could be asked for a smaller scale), and would need the HEIF opener
registered for the whole process.
"""

from PIL import (
    AvifImagePlugin,
    GifImagePlugin,
    ImageFile,
    JpegImagePlugin,
    PngImagePlugin,
    TiffImagePlugin,
    WebPImagePlugin,
)
from pillow_heif import HeifImageFile

from .errors import CorruptImageError, NotAnImageError

type Decoder = type[ImageFile.ImageFile]

_MAGIC: dict[bytes, Decoder] = {
    b"\xff\xd8\xff": JpegImagePlugin.JpegImageFile,
    b"\x89PNG\r\n\x1a\n": PngImagePlugin.PngImageFile,
    b"GIF87a": GifImagePlugin.GifImageFile,
    b"GIF89a": GifImagePlugin.GifImageFile,
    b"II*\0": TiffImagePlugin.TiffImageFile,
    b"MM\0*": TiffImagePlugin.TiffImageFile,
}
# ISO/IEC 23008-12 (HEIF) and the AV1 Image File Format: what a `ftyp` box may name.
_AVIF_BRANDS = {b"avif", b"avis"}
_HEIF_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"}


def decoder_for(source: bytes) -> Decoder:
    """Choose by the first bytes, never by a name. Raises CorruptImageError or NotAnImageError."""
    if not source:
        raise CorruptImageError("The photo is empty: it has no bytes at all.")
    for magic, decoder in _MAGIC.items():
        if source.startswith(magic):
            return decoder
    if source[:4] == b"RIFF" and source[8:12] == b"WEBP":
        return WebPImagePlugin.WebPImageFile
    brands = _brands(source)
    if brands & _AVIF_BRANDS:
        return AvifImagePlugin.AvifImageFile
    if brands & _HEIF_BRANDS:
        return HeifImageFile
    raise NotAnImageError("These bytes are no photo in a format that is decoded here.")


def _brands(source: bytes) -> set[bytes]:
    """List the brands of a file of boxes: the major one, and after its version the others."""
    if source[4:8] != b"ftyp":
        return set()
    end = min(int.from_bytes(source[:4]), 256)
    return {source[at : at + 4] for at in (8, *range(16, end, 4))}
