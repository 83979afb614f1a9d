"""Whether the work was done."""

from io import BytesIO

from PIL import Image


def check_picture(data: bytes, size: tuple[int, int]) -> None:
    """Raise RuntimeError unless bytes decode to a picture of exactly this size, all of it."""
    with Image.open(BytesIO(data)) as image:
        image.load()
        if image.size != size:
            raise RuntimeError(f"The picture has {image.size} pixels, not {size}.")
