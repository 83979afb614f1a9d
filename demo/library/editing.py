"""What an edit makes of a picture, of its size, and of the faces in it."""

from PIL import Image, ImageOps

from demo.library.model import Box, Edit

LEAST_SHOWN = 0.5
"""A face of which less is left is hidden."""

type Point = tuple[float, float]


def edited_picture(picture: Image.Image, edit: Edit) -> Image.Image:
    """Return an upright picture as it was edited, in the same colours."""
    edited = picture.crop(_cut(picture.size, edit.crop)).rotate(-edit.clockwise, expand=True)
    edited = ImageOps.mirror(edited) if edit.is_mirrored else edited
    edited.info = picture.info
    return edited


def edited_size(size: tuple[int, int], edit: Edit) -> tuple[int, int]:
    """Return width and height of a picture of that size after an edit, in pixels."""
    left, top, right, bottom = _cut(size, edit.crop)
    width, height = right - left, bottom - top
    return (height, width) if edit.clockwise % 180 else (width, height)


def edited_box(box: Box, size: tuple[int, int], edit: Edit) -> Box:
    """Return where a box of a picture of that size is after an edit; it may reach outside."""
    (x1, y1), (x2, y2) = (
        _edited_point(point, size, edit) for point in ((box.left, box.top), (box.right, box.bottom))
    )
    return Box(min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2))


def is_shown(box: Box, edit: Edit) -> bool:
    """Say whether enough of a face's box is left."""
    crop = edit.crop
    width = min(box.right, crop.right) - max(box.left, crop.left)
    height = min(box.bottom, crop.bottom) - max(box.top, crop.top)
    area = (box.right - box.left) * (box.bottom - box.top)
    return max(width, 0.0) * max(height, 0.0) >= LEAST_SHOWN * area


def _cut(size: tuple[int, int], crop: Box) -> tuple[int, int, int, int]:
    width, height = size
    return (
        round(crop.left * width),
        round(crop.top * height),
        round(crop.right * width),
        round(crop.bottom * height),
    )


def _edited_point(point: Point, size: tuple[int, int], edit: Edit) -> Point:
    left, top, right, bottom = _cut(size, edit.crop)
    x = (point[0] * size[0] - left) / (right - left)
    y = (point[1] * size[1] - top) / (bottom - top)
    for _ in range(edit.clockwise // 90):
        x, y = 1 - y, x
    return (1 - x, y) if edit.is_mirrored else (x, y)
