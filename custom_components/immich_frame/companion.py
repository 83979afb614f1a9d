"""Finds the second photo of a pair."""

from collections.abc import Awaitable, Callable, Iterable
import logging

from .imaging.layout import fit_for, may_pair
from .imaging.spec import Fit, RenderSpec
from .immich.errors import ImmichError, RefusedKeyError
from .loader import FoundPhoto

_LOGGER = logging.getLogger(__name__)

type Find = Callable[[str], Awaitable[FoundPhoto]]
"""Asks Immich for a photo by its id."""


def wants_companion(photo: FoundPhoto, spec: RenderSpec) -> bool:
    """Tell whether the photo would be shown in a pair, if there is another one like it."""
    return photo.size is not None and may_pair(photo.size, photo.faces, spec)


async def async_companion(
    find: Find, photo: FoundPhoto, candidates: Iterable[str], spec: RenderSpec
) -> FoundPhoto | None:
    """Return the first of the candidates that goes with a photo; None when none does.

    The same photo does not come twice, not even as two assets. A candidate that Immich does not
    give is passed over. Raises RefusedKeyError.
    """
    for asset_id in candidates:
        try:
            other = await find(asset_id)
        except RefusedKeyError:
            raise
        except ImmichError as err:
            _LOGGER.debug("%s cannot be a companion: %s", asset_id, err)
            continue
        if other.asset.checksum != photo.asset.checksum and _are_pair(photo, other, spec):
            return other
    return None


def _are_pair(photo: FoundPhoto, other: FoundPhoto, spec: RenderSpec) -> bool:
    """Tell whether each of the two is better off beside the other."""
    if photo.size is None or other.size is None:
        return False
    return (
        fit_for(photo.size, photo.faces, spec, other.size) is Fit.PAIR
        and fit_for(other.size, other.faces, spec, photo.size) is Fit.PAIR
    )
