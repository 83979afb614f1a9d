"""Pictures in the sizes and formats that have an address: of frames, and of an account's photos."""

from collections.abc import Iterable

from .frame import AccountWithFrames, Frame
from .imaging.spec import PictureFormat
from .loader import PhotoSize
from .renderer import Copy
from .shown import PictureSize, Shown


async def async_picture(
    frame: Frame, shown: Shown, size: PictureSize, wanted: PictureFormat
) -> tuple[Copy, bool]:
    """Return a copy, and whether it is the one that was wanted.

    While the worker is busy it is the rendition itself. Raises ImagingError.
    """
    rendition = shown.rendition
    box, full = size.of(rendition.size), rendition.size
    is_whole = box.width >= full.width and box.height >= full.height
    if is_whole and wanted is rendition.format:
        return Copy(rendition.data, rendition.format), True
    copy = await frame.account.renderer.async_copy(shown.key, rendition, box, wanted)
    return copy, copy.data is not rendition.data


async def async_photo(
    account: AccountWithFrames, frames: Iterable[Frame], asset_id: str, size: PhotoSize
) -> bytes:
    """Return a photo of an account that one of these frames may show, as Immich made it smaller.

    Always a JPEG. Raises ImmichError, TooMuchAskedError and what the renderer raises.
    """
    presets = [preset for frame in frames for preset in frame.options.presets]
    with_archived = any(preset.filters.with_archived for preset in presets)
    return await account.loader.async_smaller(asset_id, size, with_archived=with_archived)
