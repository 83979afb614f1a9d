"""How photos are laid out on a frame: which fit, and where each photo lies. Arithmetic.

`photo` is the upright size of a photo everywhere, in pixels.
"""

from collections.abc import Sequence

from .geometry import contain_scaled, cover_window, fit_inside, is_portrait, whole
from .keep import all_fit
from .spec import Box, Face, Fit, FitRule, RenderSpec, Size


def fit_for(
    photo: Size, faces: Sequence[Face], spec: RenderSpec, companion: Size | None = None
) -> Fit:
    """Decide how a photo is fitted; never AUTO, and PAIR only with a companion.

    The companion's own faces are not known here: ask `may_pair` about it first.
    """
    rule = spec.portrait if is_portrait(photo) else spec.landscape
    fit = _by_rule(rule, photo, faces, spec.size)
    if fit is Fit.PAIR:
        if companion is not None and _should_pair(photo, companion, faces, spec):
            return Fit.PAIR
        fit = _by_rule(FitRule(Fit.AUTO, Fit.BLUR, rule.min_kept), photo, faces, spec.size)
    return Fit.MATTE if not spec.enlarge and _enlarges(fit, photo, spec.size) else fit


def may_pair(photo: Size, faces: Sequence[Face], spec: RenderSpec) -> bool:
    """Whether the photo would be shown in a pair if there were another of its shape."""
    return fit_for(photo, faces, spec, companion=photo) is Fit.PAIR


def place(photo: Size, fit: Fit, spec: RenderSpec) -> Box:
    """Find the place of a single photo on the frame's picture."""
    if fit not in {Fit.CONTAIN, Fit.BLUR, Fit.MATTE}:
        return whole(spec.size)
    bounds = _within_matte(spec) if fit is Fit.MATTE else spec.size
    size = contain_scaled(photo, bounds) if spec.enlarge else fit_inside(photo, bounds)
    left, top = (spec.size.width - size.width) // 2, (spec.size.height - size.height) // 2
    return Box(left, top, left + size.width, top + size.height)


def pair_places(spec: RenderSpec) -> tuple[Box, Box]:
    """Find the places of the two photos of a pair, the gap between them.

    They lie side by side, on a portrait frame one above the other, and use all the rest.
    """
    width, height = spec.size.width, spec.size.height
    if is_portrait(spec.size):
        end, start = _halves(height, spec)
        return Box(0, 0, width, end), Box(0, start, width, height)
    end, start = _halves(width, spec)
    return Box(0, 0, end, height), Box(start, 0, width, height)


def _by_rule(rule: FitRule, photo: Size, faces: Sequence[Face], frame: Size) -> Fit:
    if rule.fit is not Fit.AUTO:
        return rule.fit
    covers = _share_kept(photo, frame) >= rule.min_kept and _keeps(faces, photo, frame)
    return Fit.COVER if covers else rule.otherwise


def _should_pair(photo: Size, companion: Size, faces: Sequence[Face], spec: RenderSpec) -> bool:
    """Whether two photos are better off beside each other than each alone on all of the frame."""
    if not is_portrait(photo) == is_portrait(companion) != is_portrait(spec.size):
        return False
    first, second = (box.size for box in pair_places(spec))
    if not spec.enlarge and (
        _enlarges(Fit.COVER, photo, first) or _enlarges(Fit.COVER, companion, second)
    ):
        return False
    in_pair = _share_kept(photo, first) + _share_kept(companion, second)
    alone = _share_kept(photo, spec.size) + _share_kept(companion, spec.size)
    # The photo may come second too, where its place can be a pixel larger.
    return in_pair > alone and _keeps(faces, photo, first) and _keeps(faces, photo, second)


def _share_kept(photo: Size, target: Size) -> float:
    """Tell which share of a photo's area is left when it covers a target."""
    return cover_window(photo, target).area / photo.area


def _keeps(faces: Sequence[Face], photo: Size, target: Size) -> bool:
    """Whether a photo can cover a target without cutting into a face."""
    return all_fit(photo, cover_window(photo, target), faces)


def _enlarges(fit: Fit, photo: Size, target: Size) -> bool:
    """Whether a photo has too few pixels for a fit; a matte is as wide as it has to be."""
    is_narrower, is_lower = photo.width < target.width, photo.height < target.height
    if fit is Fit.COVER:
        return is_narrower or is_lower
    return fit is not Fit.MATTE and is_narrower and is_lower


def _within_matte(spec: RenderSpec) -> Size:
    edge = min(spec.size.width, spec.size.height)
    margin = min(round(spec.matte.margin * edge), (edge - 1) // 2)
    return Size(spec.size.width - 2 * margin, spec.size.height - 2 * margin)


def _halves(length: int, spec: RenderSpec) -> tuple[int, int]:
    """Say where the first of two halves ends and where the second starts."""
    gap = min(round(spec.gap * min(spec.size.width, spec.size.height)), length - 2)
    end = (length - gap) // 2
    return end, end + gap
