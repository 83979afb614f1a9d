"""Facts about a file that only its bytes tell."""

from base64 import b64encode
import hashlib
from pathlib import Path

from PIL import ExifTags

from demo.library.colors import dominant_colors
from demo.library.decode import UndecodableError, decode_upright, open_picture
from demo.library.editing import edited_picture
from demo.library.model import Edit, Facts
from demo.library.thumbhash import thumbhash

SMALL = 128
"""Short edge, in pixels, at which colours and hash are taken."""


def measure(content: bytes, edit: Edit | None = None) -> Facts:
    """Measure an upload's bytes, decoding them once; undecodable parts are None or empty.

    Colours and hash are those of the edited picture. A truncated picture still tells its size from
    its header, as it does to Immich.
    """
    width, height, orientation = measure_header(content)
    colors: tuple[str, ...] = ()
    blurred: str | None = None
    try:
        small = decode_upright(content, SMALL)
        small = edited_picture(small, edit) if edit else small
        colors, blurred = dominant_colors(small), thumbhash(small)
    except UndecodableError:
        pass  # The facts then say so: no colours, no hash.
    return Facts(
        size=len(content),
        checksum=checksum(content),
        width=width,
        height=height,
        orientation=orientation,
        colors=colors,
        thumbhash=blurred,
    )


def checksum(content: bytes) -> str:
    """Return the SHA-1 of a file in base64, as Immich keeps it."""
    return b64encode(hashlib.sha1(content, usedforsecurity=False).digest()).decode()


def measure_header(content: Path | bytes) -> tuple[int | None, int | None, int | None]:
    """Return stored width, height and EXIF orientation; None for what is not there."""
    try:
        with open_picture(content) as picture:
            orientation = picture.getexif().get(ExifTags.Base.Orientation)
            return picture.width, picture.height, orientation
    except UndecodableError:
        return None, None, None
