"""What was measured of one photo by one engine, and of one photo by all."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from bench.engines import Shares
from bench.photos import PhotoFile


@dataclass(frozen=True, slots=True)
class Row:
    """What an engine did with a photo; numbers are None where it failed, and `error` says why."""

    photo: PhotoFile
    engine: str
    cpu_s: float | None = None
    wall_s: float | None = None
    peak_mb: float | None = None
    ssim: float | None = None
    box: Shares | None = None
    error: str | None = None

    def as_json(self) -> dict[str, Any]:
        """Write a row as the result holds it; the photo is named without its folder."""
        row = {
            "photo": self.photo.path.name,
            "format": self.photo.format,
            "megapixels": self.photo.megapixels,
            "engine": self.engine,
            "cpu_s": self.cpu_s,
            "wall_s": self.wall_s,
            "peak_mb": self.peak_mb,
            "ssim": self.ssim,
            "box": self.box,
        }
        return row if self.error is None else row | {"error": self.error}


@dataclass(frozen=True, slots=True)
class Comparison:
    """All rows of one photo, by engine."""

    photo: PhotoFile
    rows: dict[str, Row]

    def row(self, engine: str) -> Row:
        """Give the row of an engine, without numbers if it was not measured."""
        return self.rows.get(engine) or Row(self.photo, engine)

    def ratio(self, engine: str, other: str) -> float | None:
        """Divide the processor seconds of two engines; None unless both have some."""
        ours, theirs = self.row(engine).cpu_s, self.row(other).cpu_s
        return ours / theirs if ours and theirs else None


def comparisons(rows: Iterable[Row]) -> list[Comparison]:
    """Put the rows of each photo together; they follow one another."""
    return [
        Comparison(photo, {row.engine: row for row in group})
        for photo, group in groupby(rows, key=lambda row: row.photo)
    ]
