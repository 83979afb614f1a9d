"""The tables of the rendering benchmark."""

from collections.abc import Sequence
from statistics import median

from bench.engines import NAMES
from bench.rendering_rows import Comparison, Row, comparisons
from bench.tables import NOTHING, number, table, thousandths

OURS, ATTENTION, PLAIN, OLD = "ours", "libvips-attention", "plain-pillow", "old-service"


def all_rows(rows: Sequence[Row]) -> str:
    """List every row, for the one who measures; then the medians."""
    lines = [_row_cells(row, each) for each in comparisons(rows) for row in each.rows.values()]
    heads = (
        "photo",
        "format",
        "MP",
        "engine",
        "CPU ms",
        "wall ms",
        "peak MB",
        "SSIM",
        "box",
        f"÷ {ATTENTION}",
        f"÷ {PLAIN}",
    )
    failed = [f"{row.photo.path.name} {row.engine}: {row.error}" for row in rows if row.error]
    return "\n\n".join([table(heads, lines), medians(rows), *failed])


def by_photo(rows: Sequence[Row]) -> str:
    """List every photo with all engines beside one another, for a document; then the medians."""
    heads = (
        "photo",
        "format",
        "MP",
        *(f"{engine} ms" for engine in NAMES),
        f"÷ {ATTENTION}",
        f"÷ {PLAIN}",
        f"{OLD} ÷",
        "MB",
        f"MB {ATTENTION}",
        f"MB {PLAIN}",
        "SSIM",
        f"SSIM {ATTENTION}",
    )
    lines = [_photo_cells(each) for each in comparisons(rows)]
    return "\n\n".join([table(heads, lines), medians(rows)])


def medians(rows: Sequence[Row]) -> str:
    """Take the medians of the ratios over the photos of each format."""
    photos = comparisons(rows)
    kinds = dict.fromkeys([each.photo.format for each in photos])
    kinds |= dict.fromkeys(each.photo.kind for each in photos if each.photo.progressive)
    heads = (
        "medians",
        "photos",
        f"{OURS} ÷ {ATTENTION}",
        f"{OURS} ÷ {PLAIN}",
        f"{OLD} ÷ {OURS}",
        "least SSIM",
        "most MB",
    )
    lines = [
        _median_cells(
            kind, [each for each in photos if kind in {each.photo.format, each.photo.kind}]
        )
        for kind in kinds
    ]
    return table(heads, lines)


def _row_cells(row: Row, photo: Comparison) -> list[str]:
    box = NOTHING if row.box is None else " ".join(f"{edge:.3f}" for edge in row.box)
    return [
        row.photo.path.name,
        row.photo.kind,
        number(row.photo.megapixels, 1),
        row.engine,
        thousandths(row.cpu_s),
        thousandths(row.wall_s),
        number(row.peak_mb, 0),
        number(row.ssim, 4),
        box,
        number(photo.ratio(row.engine, ATTENTION)),
        number(photo.ratio(row.engine, PLAIN)),
    ]


def _photo_cells(each: Comparison) -> list[str]:
    return [
        each.photo.path.name,
        each.photo.kind,
        number(each.photo.megapixels, 1),
        *(thousandths(each.row(engine).cpu_s) for engine in NAMES),
        number(each.ratio(OURS, ATTENTION)),
        number(each.ratio(OURS, PLAIN)),
        number(each.ratio(OLD, OURS), 1),
        *(number(each.row(engine).peak_mb, 0) for engine in (OURS, ATTENTION, PLAIN)),
        *(number(each.row(engine).ssim, 4) for engine in (OURS, ATTENTION)),
    ]


def _median_cells(kind: str, photos: Sequence[Comparison]) -> list[str]:
    rows = [each.row(OURS) for each in photos]
    return [
        kind,
        str(len(photos)),
        number(_median([each.ratio(OURS, ATTENTION) for each in photos])),
        number(_median([each.ratio(OURS, PLAIN) for each in photos])),
        number(_median([each.ratio(OLD, OURS) for each in photos]), 1),
        number(min((row.ssim for row in rows if row.ssim is not None), default=None), 4),
        number(max((row.peak_mb for row in rows if row.peak_mb is not None), default=None), 0),
    ]


def _median(values: Sequence[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return median(known) if known else None
