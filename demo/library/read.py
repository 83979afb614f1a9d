"""Bytes of a file that lies on the disk or in memory."""

from pathlib import Path


def read(content: Path | bytes) -> bytes:
    """Return the bytes; reading a path blocks.

    Raises:
        OSError: the file is gone or may not be read.

    """
    return content if isinstance(content, bytes) else content.read_bytes()
