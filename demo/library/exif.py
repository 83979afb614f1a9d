"""EXIF as cameras write it."""

from datetime import datetime
from fractions import Fraction

from PIL import ExifTags, Image
from PIL.TiffImagePlugin import IFDRational

from demo.library.model import Camera, Place

RATING = 0x4746
"""Tag of Windows' star rating, which cameras and editors write too."""


def exif_date(when: datetime) -> str:
    """Return a date as EXIF writes it, without its zone."""
    return f"{when:%Y:%m:%d %H:%M:%S}"


def exif_zone(when: datetime) -> str:
    """Return the offset of a date as EXIF writes it, such as "+01:00"."""
    return f"{when:%:z}"


def make_exif(
    taken_at: datetime, camera: Camera, place: Place, orientation: int, rating: int | None
) -> Image.Exif:
    """Return what a camera says about a photo."""
    exif = Image.Exif()
    tags: dict[int, object] = {
        ExifTags.Base.Make: camera.make,
        ExifTags.Base.Model: camera.model,
        ExifTags.Base.Orientation: orientation,
        ExifTags.Base.DateTime: exif_date(taken_at),
        RATING: rating,
    }
    exif.update({tag: value for tag, value in tags.items() if value is not None})
    exif.get_ifd(ExifTags.IFD.Exif).update(_shot(taken_at, camera))
    if place.latitude is not None and place.longitude is not None:
        exif.get_ifd(ExifTags.IFD.GPSInfo).update(_position(place.latitude, place.longitude))
    return exif


def _shot(taken_at: datetime, camera: Camera) -> dict[int, object]:
    tags: dict[int, object] = {
        ExifTags.Base.DateTimeOriginal: exif_date(taken_at),
        ExifTags.Base.OffsetTimeOriginal: exif_zone(taken_at),
        ExifTags.Base.LensModel: camera.lens,
        ExifTags.Base.FNumber: camera.f_number and IFDRational(round(camera.f_number * 10), 10),
        ExifTags.Base.FocalLength: (
            camera.focal_length and IFDRational(round(camera.focal_length * 100), 100)
        ),
        ExifTags.Base.ISOSpeedRatings: camera.iso,
        ExifTags.Base.ExposureTime: (
            camera.exposure_time and IFDRational(Fraction(camera.exposure_time))
        ),
    }
    return {tag: value for tag, value in tags.items() if value is not None}


def _position(latitude: float, longitude: float) -> dict[int, object]:
    return {
        ExifTags.GPS.GPSLatitudeRef: "N" if latitude >= 0 else "S",
        ExifTags.GPS.GPSLatitude: _degrees(latitude),
        ExifTags.GPS.GPSLongitudeRef: "E" if longitude >= 0 else "W",
        ExifTags.GPS.GPSLongitude: _degrees(longitude),
    }


def _degrees(value: float) -> tuple[IFDRational, IFDRational, IFDRational]:
    """Return degrees, minutes and seconds, to a hundredth of a second."""
    hundredths = round(abs(value) * 360000)
    degrees, rest = divmod(hundredths, 360000)
    minutes, seconds = divmod(rest, 6000)
    return IFDRational(degrees, 1), IFDRational(minutes, 1), IFDRational(seconds, 100)
