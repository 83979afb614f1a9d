"""Thumbnails and previews: their sizes, upright, and in the photo's own colours."""

from io import BytesIO
from pathlib import Path

from PIL import Image
import pytest

from demo.immich.renditions import MediaSize, Renditions, rendition_size
from demo.library.decode import UndecodableError
from demo.library.icc import display_p3
from demo.library.library import Asset, Library
from demo.library.model import Upload
from demo.library.tiny import tiny_photo

SIZES = {
    (4000, 3000): ((333, 250), (1920, 1440)),
    (3000, 4000): ((250, 333), (1440, 1920)),
    (12000, 3000): ((1000, 250), (5760, 1440)),
    (64, 48): ((64, 48), (64, 48)),
    (1000, 1): ((1000, 1), (1000, 1)),
}


def rendition(upload: Upload, folder: Path, size: MediaSize) -> Image.Image:
    return Image.open(Renditions(folder).get(only_asset(upload), size))


def only_asset(upload: Upload) -> Asset:
    (asset,) = Library.of([upload]).assets.values()
    return asset


def saved(picture: Image.Image, kind: str, **options: object) -> bytes:
    out = BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


@pytest.mark.parametrize("size", SIZES)
def test_the_short_edge_decides_and_nothing_is_enlarged(size: tuple[int, int]) -> None:
    assert (rendition_size(*size, 250), rendition_size(*size, 1440)) == SIZES[size]


@pytest.mark.parametrize("orientation", range(1, 9))
def test_renditions_are_upright(orientation: int, tmp_path: Path) -> None:
    upload = tiny_photo(size=(800, 600), orientation=orientation, color="white")
    small = rendition(upload, tmp_path, MediaSize.THUMBNAIL)
    assert small.size == ((333, 250) if orientation < 5 else (250, 333))
    assert not small.getexif()
    # The stored top is bright, so brightness tells which way the picture was turned.
    middle_x, middle_y = small.width // 2, small.height // 2
    edges = {
        "top": (middle_x, 5),
        "bottom": (middle_x, small.height - 6),
        "left": (5, middle_y),
        "right": (small.width - 6, middle_y),
    }
    brightest = max(edges, key=lambda edge: sum(small.convert("RGB").getpixel(edges[edge])))  # type: ignore[arg-type]
    expected = {1: "top", 2: "top", 3: "bottom", 4: "bottom", 5: "left", 6: "right", 7: "right"}
    assert brightest == expected.get(orientation, "left")


@pytest.mark.parametrize("name", ["a.jpg", "a.png", "a.webp", "a.avif", "a.gif", "a.tiff"])
def test_each_format_has_a_preview(name: str, tmp_path: Path) -> None:
    preview = rendition(tiny_photo(name, color="teal"), tmp_path, MediaSize.PREVIEW)
    assert (preview.format, preview.mode, preview.size) == ("JPEG", "RGB", (640, 480))


def test_transparency_becomes_black(tmp_path: Path) -> None:
    clear = saved(Image.new("RGBA", (100, 100), (255, 255, 255, 0)), "PNG")
    preview = rendition(tiny_photo("a.png", content=clear), tmp_path, MediaSize.PREVIEW)
    assert preview.getpixel((50, 50)) == (0, 0, 0)


def test_a_wide_colour_space_stays_with_its_profile(tmp_path: Path) -> None:
    wide = saved(Image.new("RGB", (100, 100), "red"), "JPEG", icc_profile=display_p3())
    for size in (MediaSize.THUMBNAIL, MediaSize.PREVIEW):
        small = rendition(tiny_photo(content=wide), tmp_path, size)
        assert small.info["icc_profile"] == display_p3()


@pytest.mark.parametrize("mode", ["L", "CMYK"])
def test_other_models_of_colour_become_rgb(mode: str, tmp_path: Path) -> None:
    content = saved(Image.new("RGB", (100, 100), "grey").convert(mode), "JPEG")
    preview = rendition(tiny_photo(content=content), tmp_path, MediaSize.PREVIEW)
    assert preview.mode == "RGB"
    assert all(abs(c - 128) < 12 for c in preview.getpixel((50, 50)))  # type: ignore[union-attr]


def test_a_rendition_is_made_once(tmp_path: Path) -> None:
    asset = only_asset(tiny_photo())
    first = Renditions(tmp_path).get(asset, MediaSize.THUMBNAIL)
    made_at = first.stat().st_mtime_ns
    again = Renditions(tmp_path).get(asset, MediaSize.THUMBNAIL)
    assert (again, again.stat().st_mtime_ns) == (first, made_at)
    assert list(tmp_path.iterdir()) == [first]


UNDECODABLE = {
    "nothing": b"",
    "text": b"no picture",
    "half": tiny_photo(size=(900, 900)).content[:4000],  # type: ignore[index]
    "heif without a picture": b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(64),
}


@pytest.mark.parametrize("name", UNDECODABLE)
def test_undecodable_bytes_are_named_so(name: str, tmp_path: Path) -> None:
    asset = only_asset(tiny_photo(content=UNDECODABLE[name]))
    with pytest.raises(UndecodableError):
        Renditions(tmp_path).get(asset, MediaSize.PREVIEW)
    assert list(tmp_path.iterdir()) == []
