"""A library of somebody's own photos: every picture in a folder and the folders in it."""

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from PIL import ExifTags

from demo.library.decode import UndecodableError, open_picture
from demo.library.exif import RATING
from demo.library.library import Library
from demo.library.measure import checksum
from demo.library.mime import IMAGES, suffix
from demo.library.model import Camera, Facts, Place, Upload


class EmptyFolderError(Exception):
    """There is no photo in the folder."""


def folder_library(folder: Path) -> Library:
    """Return all photos of a folder; folders in it become albums.

    Only the photos' headers are read: colours are not looked at, so smart search goes by names.
    Places have no names, since nothing is asked of a geocoder.

    Raises:
        EmptyFolderError: there is none.
        NotADirectoryError: there is no such folder.

    """
    if not folder.is_dir():
        raise NotADirectoryError(f"there is no folder {folder}")
    paths = [path for path in sorted(folder.rglob("*")) if _is_photo(path.relative_to(folder))]
    uploads = [_upload(path, path.relative_to(folder)) for path in paths if path.is_file()]
    if not uploads:
        raise EmptyFolderError(f"there are no photos in {folder}")
    return Library.of(uploads)


def _is_photo(path: Path) -> bool:
    """Go by the suffix; hidden files and folders, such as those of a NAS, are left out."""
    return suffix(path.name) in IMAGES and not any(part.startswith(".") for part in path.parts)


def _upload(path: Path, name: Path) -> Upload:
    status = path.stat()
    modified_at = datetime.fromtimestamp(status.st_mtime, UTC)
    header = _Header(path)
    return Upload(
        name=name.as_posix(),
        content=path,
        taken_at=header.taken_at or modified_at,
        description=str(header.tags.get(ExifTags.Base.ImageDescription, "")).strip(),
        camera=header.camera,
        place=header.place,
        rating=header.rating,
        albums=(name.parent.name,) if name.parent.name else (),
        modified_at=modified_at,
        facts=Facts(
            size=status.st_size,
            # Immich hashes the paths of libraries that lie outside of it, not their bytes.
            checksum=checksum(f"path:{path}".encode()),
            width=header.width,
            height=header.height,
            orientation=header.tags.get(ExifTags.Base.Orientation),
        ),
    )


class _Header:
    """What a photo's header says; nothing at all when it cannot be read."""

    def __init__(self, path: Path) -> None:
        self.width: int | None = None
        self.height: int | None = None
        self.tags: Mapping[int, Any] = {}
        self._shot: Mapping[int, Any] = {}
        self._position: Mapping[int, Any] = {}
        try:
            with open_picture(path) as picture:
                self.width, self.height = picture.size
                self.tags = exif = picture.getexif()
                self._shot = exif.get_ifd(ExifTags.IFD.Exif)
                self._position = exif.get_ifd(ExifTags.IFD.GPSInfo)
        except UndecodableError, OSError, SyntaxError:
            pass  # It is listed all the same, as Immich lists it.

    @property
    def taken_at(self) -> datetime | None:
        """The date of the shot; in this machine's zone when the camera named none."""
        text = self._shot.get(ExifTags.Base.DateTimeOriginal) or self.tags.get(
            ExifTags.Base.DateTime
        )
        zone = self._shot.get(ExifTags.Base.OffsetTimeOriginal)
        try:
            if zone:
                return datetime.strptime(f"{text} {zone}", "%Y:%m:%d %H:%M:%S %z")
            return datetime.strptime(f"{text}", "%Y:%m:%d %H:%M:%S").astimezone()
        except ValueError:
            return None

    @property
    def rating(self) -> int | None:
        """One to five stars."""
        stars = self.tags.get(RATING)
        return stars if stars in range(1, 6) else None

    @property
    def camera(self) -> Camera:
        """What it was taken with."""
        return Camera(
            make=_text(self.tags.get(ExifTags.Base.Make)),
            model=_text(self.tags.get(ExifTags.Base.Model)),
            lens=_text(self._shot.get(ExifTags.Base.LensModel)),
        )

    @property
    def place(self) -> Place:
        """Where it was taken."""
        gps = ExifTags.GPS
        try:
            return Place(
                _degrees(self._position[gps.GPSLatitude], self._position[gps.GPSLatitudeRef]),
                _degrees(self._position[gps.GPSLongitude], self._position[gps.GPSLongitudeRef]),
            )
        except KeyError, ValueError, TypeError, ZeroDivisionError:
            return Place()


def _text(value: object) -> str | None:
    return str(value).strip("\0 ") or None if value is not None else None


def _degrees(parts: tuple[float, float, float], side: str) -> float:
    degrees, minutes, seconds = map(float, parts)
    value = degrees + minutes / 60 + seconds / 3600
    return -value if side in {"S", "W"} else value
