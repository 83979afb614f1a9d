"""What the user chose: config entry and subentry data as typed values and back."""

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import timedelta
from hashlib import blake2b
import json
from typing import Any, Self

from homeassistant.const import CONF_API_KEY, CONF_URL, CONF_VERIFY_SSL

from .caption_font import CAPTION_FONT
from .const import (
    CONF_ACTIVE,
    CONF_ALLOW_GET,
    CONF_HEIGHT,
    CONF_POOL_CAP,
    CONF_POOL_HOURS,
    CONF_PREFETCH,
    CONF_PRESETS,
    CONF_QUERY,
    CONF_RENDERING,
    CONF_REPEAT_DAYS,
    CONF_SLIDESHOW,
    CONF_TYPED,
    CONF_VERSION,
    CONF_WIDTH,
    DEFAULT_HEIGHT,
    DEFAULT_POOL_HOURS,
    DEFAULT_PRESET,
    DEFAULT_REPEAT_DAYS,
    DEFAULT_WIDTH,
    FRAME_VERSION,
    MAX_PRESETS,
)
from .errors import TooManyPresetsError, UnknownPresetError
from .imaging.spec import RenderSpec, Size
from .immich.query import search_text
from .preset_data import preset_data, preset_of, shorten, unique
from .rendering import Rendering, rendering_data, rendering_of
from .schedule import Schedule, of_kind
from .selection.pool import DEFAULT_CAP, PoolQuery
from .selection.preset import Preset
from .selection.source import Source, SourceKind


@dataclass(frozen=True, slots=True)
class ServerOptions:
    """How to reach an Immich server."""

    url: str
    api_key: str = field(repr=False)
    verify_ssl: bool

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Self:
        """Read the data of an account's config entry."""
        return cls(data[CONF_URL], data[CONF_API_KEY], data[CONF_VERIFY_SSL])


@dataclass(frozen=True, slots=True)
class FrameOptions:
    """What a frame shows, how large, how it is rendered, and when it moves on.

    There is always a preset, and `active` names one. `typed` names the one that a text made, until
    somebody gives it another name. With `prefetch` the next photo is made ready ahead. `allow_get`
    is whether GET may ask for a new image over HTTP, as POST may.
    """

    presets: tuple[Preset, ...]
    active: str
    size: Size
    pool_lifetime: timedelta
    pool_cap: int
    repeat_after: timedelta
    rendering: Rendering = field(default_factory=Rendering)
    schedule: Schedule = field(default_factory=Schedule)
    prefetch: bool = True
    allow_get: bool = True
    typed: str | None = None

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Self:
        """Read a config subentry's data; what is not there takes its default.

        A query alone is a frame of one preset. Raises QueryError when a text cannot be searched
        for, and whatever reading raises for what no version wrote.
        """
        presets = tuple(map(preset_of, data.get(CONF_PRESETS) or ()))
        presets = presets or (preset_of_query(data.get(CONF_QUERY)),)
        names = [preset.name for preset in presets]
        active, typed = data.get(CONF_ACTIVE), data.get(CONF_TYPED)
        return cls(
            presets=presets,
            active=active if active in names else names[0],
            size=Size(data.get(CONF_WIDTH, DEFAULT_WIDTH), data.get(CONF_HEIGHT, DEFAULT_HEIGHT)),
            pool_lifetime=timedelta(hours=data.get(CONF_POOL_HOURS, DEFAULT_POOL_HOURS)),
            pool_cap=data.get(CONF_POOL_CAP, DEFAULT_CAP),
            repeat_after=timedelta(days=data.get(CONF_REPEAT_DAYS, DEFAULT_REPEAT_DAYS)),
            rendering=rendering_of(data.get(CONF_RENDERING, {})),
            schedule=Schedule.of(data.get(CONF_SLIDESHOW, {})),
            prefetch=of_kind(data.get(CONF_PREFETCH, True), bool),
            allow_get=of_kind(data.get(CONF_ALLOW_GET, True), bool),
            typed=typed if typed in names else None,
        )

    @property
    def preset(self) -> Preset:
        """Return the preset that is active."""
        return next(preset for preset in self.presets if preset.name == self.active)

    @property
    def pool_query(self) -> PoolQuery:
        """Return what the frame asks of Immich."""
        return self.query_of(self.preset.source)

    @property
    def spec(self) -> RenderSpec:
        """Return what the frame asks of a render."""
        return self.rendering.spec(self.size, CAPTION_FONT)

    @property
    def look(self) -> str:
        """Return a name for what decides how pictures look: another look, another name."""
        # A picture looks the same however much memory it took.
        seen = (asdict(self.size), asdict(replace(self.rendering, max_memory=0)))
        return blake2b(json.dumps(seen).encode(), digest_size=8).hexdigest()

    def query_of(self, source: Source, chosen_range: int | None = None) -> PoolQuery:
        """Return what the frame would ask of Immich for another source, with its own filters."""
        filters = self.preset.filters.for_frame(self.size.width, self.size.height)
        return PoolQuery.of(source, filters, self.pool_cap, chosen_range)

    def with_active(self, name: str) -> Self:
        """Return the options with another preset active. Raises UnknownPresetError."""
        names = [preset.name for preset in self.presets]
        if name not in names:
            raise UnknownPresetError(", ".join(names))
        return replace(self, active=name)

    def with_search(self, text: str) -> Self:
        """Return the options with a search by text active, which keeps the filters of before.

        It is the preset that searches for just this, the active one if that is a search, the one
        that an earlier text made, or a new one: there is never more than one that texts made.
        Raises QueryError and TooManyPresetsError.
        """
        source = smart_source(text)
        for preset in (self.preset, *self.presets):
            if is_search(preset) and preset.source.text == source.text:
                return replace(self, active=preset.name)
        old = self._search_to_change
        others = [preset.name for preset in self.presets if preset is not old]
        if old is None and len(others) >= MAX_PRESETS:
            raise TooManyPresetsError(str(MAX_PRESETS))
        new = replace(self.preset, name=self._name_of(text, old, others), source=source)
        presets = tuple(new if preset is old else preset for preset in self.presets)
        return replace(
            self,
            presets=presets if old else (*presets, new),
            active=new.name,
            typed=new.name if old is None or old.name == self.typed else self.typed,
        )

    @property
    def _search_to_change(self) -> Preset | None:
        """Return the active preset if it is a search by text, or else the one that a text made."""
        typed = (preset for preset in self.presets if preset.name == self.typed)
        return next(filter(is_search, (self.preset, *typed)), None)

    def _name_of(self, text: str, old: Preset | None, others: Collection[str]) -> str:
        """Return the name of a search: the one that somebody chose for it, or else its text."""
        if old is None or old.name in {self.typed, unique(old.source.text or "", others)}:
            return unique(text, others)
        return old.name

    def as_data(self) -> dict[str, Any]:
        """Return the options as a config subentry stores them."""
        return {
            CONF_PRESETS: [preset_data(preset) for preset in self.presets],
            CONF_ACTIVE: self.active,
            CONF_WIDTH: self.size.width,
            CONF_HEIGHT: self.size.height,
            CONF_POOL_HOURS: int(self.pool_lifetime / timedelta(hours=1)),
            CONF_POOL_CAP: self.pool_cap,
            CONF_REPEAT_DAYS: self.repeat_after.days,
            CONF_RENDERING: rendering_data(self.rendering),
            CONF_SLIDESHOW: self.schedule.as_data(),
            CONF_PREFETCH: self.prefetch,
            CONF_ALLOW_GET: self.allow_get,
            CONF_TYPED: self.typed,
            CONF_VERSION: FRAME_VERSION,
        }


def preset_of_query(query: str | None) -> Preset:
    """Return the preset of a frame that was given a text, or none: the whole library.

    Raises QueryError when the text cannot be searched for.
    """
    if not query:
        return Preset(name=DEFAULT_PRESET)
    source = smart_source(query)
    return Preset(name=shorten(source.text or DEFAULT_PRESET), source=source)


def is_search(preset: Preset) -> bool:
    """Tell whether a preset is a search by text."""
    return preset.source.kind is SourceKind.SMART


def smart_source(text: str) -> Source:
    """Return the source of a search by text. Raises QueryError when it cannot be searched for."""
    return Source(kind=SourceKind.SMART, text=search_text(text))
