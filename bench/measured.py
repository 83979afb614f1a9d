"""What a benchmark found out."""

from dataclasses import dataclass
import os
import platform
import sys
from typing import Any

import cv2
import numpy as np
import PIL
from PIL import features
import pillow_heif
import pyvips


@dataclass(frozen=True, slots=True)
class Measured:
    """The numbers for a program and the words for a reader."""

    result: dict[str, Any]
    words: str


def versions() -> dict[str, str]:
    """Name what took part in a measurement."""
    return {
        "python": platform.python_version(),
        "pillow": PIL.__version__,
        "libjpeg-turbo": str(features.version("libjpeg_turbo")),
        "pillow-heif": pillow_heif.__version__,
        "numpy": np.__version__,
        "opencv": cv2.__version__,
        "pyvips": pyvips.__version__,
        "libvips": ".".join(str(pyvips.version(part)) for part in range(3)),
        "machine": f"{platform.machine()}, {os.cpu_count()} cores, {sys.platform}",
    }
