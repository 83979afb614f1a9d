"""Damaged photos through the codec, in a process with bounds of its own.

    python -m tests.imaging.fuzzing KIND ROUNDS SEED

Writes one line of JSON: how often each outcome came. A crash, a hang or too much memory ends the
process, any other error than ours leaves it with a traceback; the exit status is zero for neither.
"""

from argparse import ArgumentParser
from collections import Counter
import json
import random
import resource
import sys
import zlib

from custom_components.immich_frame.imaging.codec import open_photo
from custom_components.immich_frame.imaging.errors import ImagingError
from custom_components.immich_frame.imaging.geometry import whole
from custom_components.immich_frame.imaging.resample import cut, glance
from custom_components.immich_frame.imaging.spec import MEGABYTE, Size

from .photos import exif, file, quadrants
from .profiles import display_p3

_PNG = b"\x89PNG\r\n\x1a\n"
_SUMMED = 0.8  # the share of damaged PNGs whose sums are right

_TARGET = Size(32, 18)
_GLANCE = Size(8, 8)

# Address space is what the kernel can bound; beside the budget it holds the libraries themselves
# and the threads of their decoders.
MAX_MEMORY_MB = 100
_MAX_MEMORY = MAX_MEMORY_MB * MEGABYTE
_MAX_ADDRESSES = _MAX_MEMORY + 1500 * MEGABYTE
_MAX_CPU_SECONDS_PER_ROUND = 0.05
_START_CPU_SECONDS = 20


def _seed(kind: str) -> bytes:
    """Write the sound photo of 24 by 16 pixels that all damaged ones begin with."""
    picture = quadrants(24, 16)
    tagged = {"exif": exif(6), "icc_profile": display_p3()}
    match kind:
        case "JPEG":
            return file(picture, "JPEG", exif=exif(6))
        case "progressive":
            return file(picture, "JPEG", progressive=True)
        case "GIF":
            return file(picture, "GIF")
        case "TIFF":
            return file(picture, "TIFF", compression="tiff_lzw", icc_profile=display_p3())
        case "HEIF":
            return file(picture, "HEIF", exif=exif(6))
    return file(picture, kind, **tagged)


KINDS = ("JPEG", "progressive", "PNG", "GIF", "WEBP", "TIFF", "AVIF", "HEIF")


def _mutated(source: bytes, rng: random.Random) -> bytes:
    """Damage a file: flip bits, overwrite, cut out, double, or now and then cut off."""
    data = bytearray(source)
    for _ in range(rng.randint(1, 5)):
        at = rng.randrange(len(data))
        length = rng.randint(1, 12)
        match rng.randrange(25):
            case 0:
                del data[max(at, 1) :]
            case choice if choice < 10:
                data[at] ^= 1 << rng.randrange(8)
            case choice if choice < 15:
                data[at : at + length] = rng.randbytes(length)
            case choice if choice < 20:
                del data[at : min(at + length, len(data) - 1)]
            case _:
                data[at:at] = data[at : at + length]
    return _summed(data) if rng.random() < _SUMMED else bytes(data)


def _summed(data: bytearray) -> bytes:
    """Mend the sums of a PNG's chunks, or no damage would get further than those."""
    at = len(_PNG)
    while data.startswith(_PNG) and at + 12 <= len(data):
        end = at + 8 + int.from_bytes(data[at : at + 4])
        if end + 4 <= len(data):
            data[end : end + 4] = zlib.crc32(data[at + 4 : end]).to_bytes(4)
        at = end + 4
    return bytes(data)


def outcome(source: bytes) -> str:
    """Decode and resample; tell the error of ours that came of it, or `picture`."""
    try:
        opened = open_photo(source, max_memory=_MAX_MEMORY, canvas=4 * _TARGET.area)
        photo = opened.decode(_TARGET)
        glance(photo, _GLANCE)
        cut(photo, whole(photo.size), _TARGET)
    except ImagingError as error:
        return type(error).__name__
    return "picture"


def main() -> None:
    """Damage a photo as often as asked, within bounds."""
    parser = ArgumentParser("tests.imaging.fuzzing")
    parser.add_argument("kind", choices=KINDS)
    parser.add_argument("rounds", type=int)
    parser.add_argument("seed")
    arguments = parser.parse_args()
    seconds = _START_CPU_SECONDS + int(arguments.rounds * _MAX_CPU_SECONDS_PER_ROUND)
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_AS, (_MAX_ADDRESSES, _MAX_ADDRESSES))
    source = _seed(arguments.kind)
    outcomes = Counter({f"sound {outcome(source)}": 1})
    before = resource.getrusage(resource.RUSAGE_SELF)
    rng = random.Random(f"{arguments.kind} {arguments.seed}")
    outcomes.update(outcome(_mutated(source, rng)) for _ in range(arguments.rounds))
    after = resource.getrusage(resource.RUSAGE_SELF)
    spent = {
        "grown_mb": round((after.ru_maxrss - before.ru_maxrss) * 1024 / MEGABYTE, 1),
        "cpu_seconds": round(after.ru_utime - before.ru_utime, 1),
    }
    sys.stdout.write(json.dumps(outcomes | spent) + "\n")


if __name__ == "__main__":
    main()
