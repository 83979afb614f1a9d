"""Tables of text: Markdown, its columns aligned, so that a terminal shows them as well."""

from collections.abc import Sequence

NOTHING = "–"  # noqa: RUF001 a dash as tables have it


def table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Lay out cells below their heads; all columns but the first lean to the right."""
    widths = [max(len(row[column]) for row in (heads, *rows)) for column in range(len(heads))]
    rule = ["-" * widths[0], *("-" * (width - 1) + ":" for width in widths[1:])]
    return "\n".join(_line(row, widths) for row in (heads, rule, *rows))


def number(value: float | None, digits: int = 2) -> str:
    """Write a number, or a dash for none."""
    return NOTHING if value is None else f"{value:.{digits}f}"


def thousandths(value: float | None) -> str:
    """Write seconds as whole milliseconds."""
    return NOTHING if value is None else f"{value * 1000:.0f}"


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    first = cells[0].ljust(widths[0])
    others = (cell.rjust(width) for cell, width in zip(cells[1:], widths[1:], strict=True))
    return f"| {' | '.join((first, *others))} |"
