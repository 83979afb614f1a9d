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
    """The day and the language that a photo is made ready in."""

    today: date
    language: str


@dataclass(frozen=True, slots=True)
class _Prepared:
    shown: Shown
    options: FrameOptions
    made_for: tuple[str | None, date | None]


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
        self._prepared = _Prepared(shown, _that_count(options), _made_for(options, setting))

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
        prepared, fits = self._prepared, (_that_count(options), _made_for(options, setting))
        if prepared and (prepared.options, prepared.made_for) != fits:
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


def _made_for(options: FrameOptions, setting: Setting) -> tuple[str | None, date | None]:
    """Return what the photo depends on beside the options: the language of words in it, the day.

    Captions count years up to a day, and some sources have other photos tomorrow.
    """
    parts = options.rendering.caption.parts if options.rendering.caption else ()
    is_of_a_day = CaptionPart.YEARS_AGO in parts or options.pool_query.is_by_the_day
    return setting.language if parts else None, setting.today if is_of_a_day else None
