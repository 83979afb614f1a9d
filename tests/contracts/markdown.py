"""Reads the pages of the documentation: sections, tables, names in code."""

from collections.abc import Iterator
import re

CODE = re.compile(r"`([^`]+)`")
HEADING = re.compile(r"^(#{1,6}) (.+)$", re.MULTILINE)

type Names = set[str]


def section(text: str, heading: str) -> str:
    """Return what stands below a heading, up to the next of its level or above."""
    headings = list(HEADING.finditer(text))
    start = next(found for found in headings if found[2] == heading)
    ends = [
        found.start()
        for found in headings
        if found.start() > start.start() and len(found[1]) <= len(start[1])
    ]
    return text[start.end() : min(ends, default=len(text))]


def tables(text: str) -> Iterator[list[list[str]]]:
    """Return the cells of each table, its head among them and the line below it not."""
    for block in re.findall(r"(?:^\|.*\n)+", text, re.MULTILINE):
        lines = [line.strip("|").split("|") for line in block.splitlines()]
        head, _, *rows = [[cell.strip() for cell in line] for line in lines]
        yield [head, *rows]


def codes(text: str, column: int = 0) -> Names:
    """Return what stands as code in a column of the tables of a text."""
    cells = [row[column] for table in tables(text) for row in table[1:] if len(row) > column]
    return {code for cell in cells for code in CODE.findall(cell)}
