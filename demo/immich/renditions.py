"""The pictures that Immich makes of each asset: thumbnail, preview and fullsize."""

from enum import StrEnum
from io import BytesIO
from pathlib import Path
from tempfile import NamedTemporaryFile

from PIL import Image

from demo.library.decode import decode_upright
from demo.library.editing import edited_picture
from demo.library.library import Asset, AssetFace
from demo.library.model import Edit
from demo.library.read import read


class MediaSize(StrEnum):
    """The sizes that a thumbnail may be asked in."""

    ORIGINAL = "original"
    FULLSIZE = "fullsize"
    PREVIEW = "preview"
    THUMBNAIL = "thumbnail"


WHOLE = 65_535
"""No JPEG's edge is longer, so nothing is lost."""

SHORT_EDGE = {MediaSize.THUMBNAIL: 250, MediaSize.PREVIEW: 1440, MediaSize.FULLSIZE: WHOLE}
SUFFIX = {
    MediaSize.THUMBNAIL: "webp",
    MediaSize.PREVIEW: "jpeg",
    MediaSize.FULLSIZE: "jpeg",
}
QUALITY = 80
PORTRAIT_EDGE = 250


def rendition_size(width: int, height: int, short_edge: int) -> tuple[int, int]:
    """Return the size whose short edge is `short_edge`, never larger than the picture.

    This is sharp's fit "outside" without enlargement, which Immich uses.
    """
    scale = min(1.0, short_edge / min(width, height))
    return max(1, round(width * scale)), max(1, round(height * scale))


def preview_size(asset: Asset) -> tuple[int, int]:
    """Return width and height of an asset's preview; 1 by 1 when it is no picture."""
    return rendition_size(*(asset.facts.upright or (1, 1)), SHORT_EDGE[MediaSize.PREVIEW])


class Renditions:
    """Makes renditions when they are first asked for and keeps them in a folder."""

    def __init__(self, folder: Path) -> None:
        """Keep them here; the folder is made when needed."""
        self._folder = folder

    def get(self, asset: Asset, size: MediaSize, edit: Edit | None = None) -> Path:
        """Return the file of a rendition, made now if it is not there yet. Blocks.

        With an `edit` it is one of the edited photo.

        Raises:
            UndecodableError: the asset is no whole picture.

        """
        version = round(asset.upload.modified_at.timestamp() * 1000)
        name = f"{asset.id}_{version:x}_{size}{'_edited' if edit else ''}"
        path = self._folder / f"{name}.{SUFFIX[size]}"
        if not path.exists():
            source = asset.upload.poster or asset.upload.content
            picture = decode_upright(read(source), WHOLE if edit else SHORT_EDGE[size])
            picture = edited_picture(picture, edit) if edit else picture
            self._keep(path, _shrunk(picture, SHORT_EDGE[size]))
        return path

    def portrait(self, asset: Asset, face: AssetFace) -> Path:
        """Return a square picture of a face. Blocks.

        Raises:
            UndecodableError: the asset is no whole picture.

        """
        path = self._folder / f"{face.id}_portrait.jpeg"
        if not path.exists():
            preview = Image.open(self.get(asset, MediaSize.PREVIEW))
            self._keep(path, _square_around(preview, face))
        return path

    def _keep(self, path: Path, picture: Image.Image) -> None:
        out = BytesIO()
        profile = picture.info.get("icc_profile")
        picture.save(out, path.suffix[1:], quality=QUALITY, icc_profile=profile)
        self._folder.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=self._folder, delete=False) as half:
            half.write(out.getvalue())
        Path(half.name).replace(path)


def _shrunk(picture: Image.Image, short_edge: int) -> Image.Image:
    size = rendition_size(*picture.size, short_edge)
    small = picture.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)
    small.info = {key: picture.info[key] for key in ("icc_profile",) if key in picture.info}
    return small


def _square_around(picture: Image.Image, face: AssetFace) -> Image.Image:
    """Cut a square twice the face's height around it, kept inside the picture."""
    box = face.box
    edge = min(round(2 * (box.bottom - box.top) * picture.height), *picture.size)
    left = round((box.left + box.right) / 2 * picture.width - edge / 2)
    top = round((box.top + box.bottom) / 2 * picture.height - edge / 2)
    left = min(max(left, 0), picture.width - edge)
    top = min(max(top, 0), picture.height - edge)
    square = picture.crop((left, top, left + edge, top + edge))
    return square.resize((PORTRAIT_EDGE, PORTRAIT_EDGE), Image.Resampling.LANCZOS)
