"""What goes back to Immich about the photo on a frame."""

from .errors import NotHiddenError, NothingShownError
from .frame import Frame
from .shown import Shown


async def async_hide(frame: Frame, *, archive: bool = False, tag: str | None = None) -> Shown:
    """Never show the photo on the frame again, and show another.

    What is to be done in Immich comes first: when it fails, the photo is not hidden. Raises
    ImmichError, and AllHiddenError when the photo is hidden now but there is no other.
    """
    asset_id = _shown(frame).asset_id

    async def hide() -> Shown:
        if tag is not None:
            await frame.account.client.tag_asset(asset_id, tag)
        if archive:
            await frame.account.client.archive(asset_id)
        frame.chooser.hide(asset_id)
        return await frame.chooser.async_next()

    return await frame.async_turn(("hide", asset_id, archive, tag), hide, is_told=False)


async def async_unhide(frame: Frame, asset_id: str | None = None) -> Shown:
    """Let a photo be shown again, the one hidden last unless another is named, and show it.

    What was done in Immich stays as it is. Raises NotHiddenError and what showing it raises.
    """
    store = frame.history_store
    wanted = asset_id or next(reversed(store.history.hidden), None)
    if wanted is None or not store.history.is_hidden(wanted):
        raise NotHiddenError("It is not hidden on this frame")
    store.history.unhide(wanted)
    store.async_note_change()
    return await frame.async_show(wanted)


async def async_set_favorite(frame: Frame, *, on: bool) -> Shown:
    """Make the photo on the frame a favourite in Immich, or no favourite any more.

    Returns what is on the frame then: another photo may have had its turn before.
    """
    asset_id = _shown(frame).asset_id

    async def set_favorite() -> Shown:
        await frame.account.client.set_favorite(asset_id, on=on)
        frame.note_favorite(asset_id, on=on)
        return _shown(frame)

    return await frame.async_take(("favorite", asset_id, on), set_favorite, is_told=False)


def _shown(frame: Frame) -> Shown:
    """Return the photo that is meant. Raises NothingShownError."""
    if frame.shown is None:
        raise NothingShownError("There is no photo on the frame yet")
    return frame.shown
