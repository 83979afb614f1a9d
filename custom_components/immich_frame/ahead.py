"""The photo that comes next, made ready before anybody asks for it: one at most."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime

from .options import FrameOptions
from .rendering import CaptionPart
from .schedule import Schedule
from .shown import Shown


@dataclass(frozen=True, slots=True)
class Setting:
    """When, and in which language, a caption is written."""

    today: date
    language: str


@dataclass(frozen=True, slots=True)
class _Prepared:
    shown: Shown
    options: FrameOptions
    words_of: tuple[str, date | None] | None


class Ahead:
    """Holds one rendition, for as long as it is what would be drawn and rendered now.

    More of them would be memory that is seldom used: the next one is made ready as soon as this one
    is shown.
    """

    def __init__(self) -> None:
        """Hold nothing yet."""
        self._prepared: _Prepared | None = None

    def put(self, shown: Shown, options: FrameOptions, setting: Setting) -> None:
        """Hold a photo that was loaded with these options."""
        self._prepared = _Prepared(shown, _that_count(options), _words_of(options, setting))

    def drop(self, but_for: Collection[str] = ()) -> None:
        """Let it go, unless all of its photos are among those that may stay."""
        if self._prepared and not all(one in but_for for one in self._prepared.shown.asset_ids):
            self._prepared = None

    def drop_any_of(self, asset_ids: Collection[str]) -> None:
        """Let it go if one of these photos is in it: it was shown already, or is hidden."""
        if self._prepared and any(one in asset_ids for one in self._prepared.shown.asset_ids):
            self._prepared = None

    def is_ready(self, options: FrameOptions, setting: Setting) -> bool:
        """Tell whether there is one that fits the options; one that does not is let go."""
        prepared, fits = self._prepared, (_that_count(options), _words_of(options, setting))
        if prepared and (prepared.options, prepared.words_of) != fits:
            self._prepared = None
        return self._prepared is not None

    def take(self, options: FrameOptions, setting: Setting, now: datetime) -> Shown | None:
        """Return it as shown now, if there is one that fits, and hold it no longer."""
        if not self.is_ready(options, setting) or self._prepared is None:
            return None
        shown, self._prepared = self._prepared.shown, None
        return replace(shown, shown_at=now)


def _that_count(options: FrameOptions) -> FrameOptions:
    """Return the options without what neither chooses nor renders photos."""
    return replace(options, schedule=Schedule(), prefetch=True, allow_get=True)


def _words_of(options: FrameOptions, setting: Setting) -> tuple[str, date | None] | None:
    """Return what the words in the picture depend on: captions count years up to a day."""
    if (caption := options.rendering.caption) is None:
        return None
    return setting.language, setting.today if CaptionPart.YEARS_AGO in caption.parts else None
