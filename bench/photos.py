"""The photos below some folders."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, UnidentifiedImageError
import pillow_heif

pillow_heif.register_heif_opener()


@dataclass(frozen=True, slots=True)
class PhotoFile:
    """A file and what its header says: Pillow's word for its format, its pixels, and scans."""

    path: Path
    format: str
    width: int
    height: int
    progressive: bool

    @property
    def megapixels(self) -> float:
        """Millions of pixels."""
        return round(self.width * self.height / 1e6, 1)

    @property
    def kind(self) -> str:
        """The format in words."""
        return f"progressive {self.format}" if self.progressive else self.format


def photo_files(places: Iterable[Path]) -> list[PhotoFile]:
    """Find the photos in folders and all below them; a photo may be named itself.

    Links are followed, and each file counts once under its own name, however many lead to it. What
    is no image is left out.
    """
    paths = dict.fromkeys(path for place in places for path in _files(place))
    return [photo for path in paths if (photo := _photo_file(path)) is not None]


def _files(place: Path) -> Iterator[Path]:
    if not place.exists():
        raise FileNotFoundError(f"There is no {place}")
    if place.is_file():
        yield place.resolve()
        return
    seen: set[Path] = set()
    for folder, folders, files in place.walk(follow_symlinks=True):
        folders[:] = sorted(name for name in folders if _is_new(folder / name, seen))
        yield from ((folder / name).resolve() for name in sorted(files))


def _is_new(folder: Path, seen: set[Path]) -> bool:
    """Keep a folder that links to one above it from being walked for ever."""
    place = folder.resolve()
    is_new = place not in seen
    seen.add(place)
    return is_new


def _photo_file(path: Path) -> PhotoFile | None:
    try:
        with Image.open(path) as image:
            return PhotoFile(
                path=path,
                format=str(image.format),
                width=image.width,
                height=image.height,
                progressive=bool(image.info.get("progressive")),
            )
    except OSError, UnidentifiedImageError, ValueError, Image.DecompressionBombError:
        return None
