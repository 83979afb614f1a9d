"""Draws the photos of a folder with their crops, on one page to look at."""

from argparse import ArgumentParser
from base64 import b64encode
from collections.abc import Sequence
import hashlib
from html import escape
from io import BytesIO
import json
from pathlib import Path
import sys

from PIL import Image, ImageDraw, ImageFont

from bench.contact_cell import COLORS, EDGES, Cell, cell
from bench.cropping import ASPECTS, frame_size
from bench.photos import photo_files
from custom_components.immich_frame.imaging.errors import ImagingError
from custom_components.immich_frame.imaging.spec import Face

_COLUMNS = 3
_GAP, _LINE_HEIGHT = 12, 17  # of a sheet that is one picture, in pixels
_STYLE = """
body { background: #111; color: #ccc; font: 14px sans-serif; display: flex; flex-wrap: wrap; }
figure { margin: 8px; } figcaption p { margin: 2px; }
"""


def main() -> int:
    """Draw all photos; what cannot be decoded is named. 1 if there was none."""
    parser = ArgumentParser("scripts/contact-sheet")
    parser.add_argument("folder", type=Path, help="photos, here and in all folders below")
    parser.add_argument("--aspect", action="append", type=_aspect, help="a frame's shape: 16:9")
    parser.add_argument("--faces", type=Path, help="JSON: {name or sha256: [[l, t, r, b], ...]}")
    parser.add_argument("--out", type=Path, default=Path("contact-sheet.html"), help="HTML or PNG")
    arguments = parser.parse_args()
    faces = json.loads(arguments.faces.read_text()) if arguments.faces else {}
    cells = _cells(arguments.folder, arguments.aspect or ASPECTS, faces)
    if not cells:
        return 1
    if arguments.out.suffix == ".png":
        _picture(cells).save(arguments.out)
    else:
        arguments.out.write_text(_page(cells))
    print(f"{len(cells)} photos: {arguments.out}", file=sys.stderr)
    return 0


def _aspect(text: str) -> str:
    frame_size(text)
    return text


def _cells(folder: Path, aspects: Sequence[str], faces: dict[str, list[list[float]]]) -> list[Cell]:
    cells: dict[str, Cell] = {}
    for photo in photo_files([folder]):
        data = photo.path.read_bytes()
        digest = hashlib.sha256(data).hexdigest()
        if digest in cells:
            continue
        boxes = faces.get(digest) or faces.get(photo.path.name) or []
        try:
            known = tuple(Face(*box) for box in boxes)
            cells[digest] = cell(photo.path.name, data, aspects, known)
        except ImagingError as error:
            print(f"{photo.path}: {error}", file=sys.stderr)
    return list(cells.values())


def _page(cells: Sequence[Cell]) -> str:
    """Write a page of HTML that holds its pictures itself."""
    figures = "\n".join(_figure(each) for each in cells)
    return (
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>Contact sheet</title>'
        f"<style>{_STYLE}</style>\n{figures}\n</html>\n"
    )


def _figure(each: Cell) -> str:
    written = BytesIO()
    each.drawing.save(written, "JPEG", quality=85)
    encoded = b64encode(written.getvalue()).decode()
    lines = "".join(
        f'<p style="color: rgb{color}">{escape(line)}</p>'
        for line, color in zip(each.lines, COLORS, strict=False)
    )
    return (
        f'<figure><img alt="" src="data:image/jpeg;base64,{encoded}">'
        f"<figcaption><p>{escape(each.name)}</p>{lines}</figcaption></figure>"
    )


def _picture(cells: Sequence[Cell]) -> Image.Image:
    """Draw all cells on one picture, in rows as high as their highest cell."""
    rows = [cells[at : at + _COLUMNS] for at in range(0, len(cells), _COLUMNS)]
    heights = [max(_height(each) for each in row) for row in rows]
    width = 2 * EDGES.width + _GAP
    sheet = Image.new("RGB", (_COLUMNS * width + _GAP, sum(heights) + _GAP), (17, 17, 17))
    top = _GAP
    for row, height in zip(rows, heights, strict=True):
        for column, each in enumerate(row):
            _place(sheet, each, (_GAP + column * width, top))
        top += height
    return sheet


def _height(each: Cell) -> int:
    return each.drawing.height + (1 + len(each.lines)) * _LINE_HEIGHT + _GAP


def _place(sheet: Image.Image, each: Cell, corner: tuple[int, int]) -> None:
    left, top = corner
    sheet.paste(each.drawing, corner)
    draw, font = ImageDraw.Draw(sheet), ImageFont.load_default(_LINE_HEIGHT * 0.8)
    top += each.drawing.height
    for line, color in zip((each.name, *each.lines), ((204, 204, 204), *COLORS), strict=False):
        draw.text((left, top), line, fill=color, font=font)
        top += _LINE_HEIGHT


if __name__ == "__main__":
    sys.exit(main())
