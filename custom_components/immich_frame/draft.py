"""A frame while it is put together, before anything of it is saved."""

from dataclasses import dataclass, field, fields, replace

from .const import DEFAULT_NAME, DEFAULT_PRESET
from .options import FrameOptions
from .preset_data import shorten, unique
from .selection.pool import PoolQuery
from .selection.preset import Preset
from .selection.source import Source, SourceKind


def _whole_library() -> FrameOptions:
    return FrameOptions.of({})


@dataclass(slots=True)
class Draft:
    """The name and options of a frame, of whose presets one is worked on: `number`, from 0.

    That one is renamed with its source for as long as it has the name that was `suggested`. It
    `is_new` until it gets a source.
    """

    name: str = DEFAULT_NAME
    options: FrameOptions = field(default_factory=_whole_library)
    number: int = 0
    suggested: str = DEFAULT_PRESET
    is_new: bool = True

    @property
    def preset(self) -> Preset:
        """Return the preset that is worked on."""
        return self.options.presets[self.number]

    @property
    def taken(self) -> tuple[str, ...]:
        """Return the names of the others."""
        number = self.number
        return tuple(one.name for i, one in enumerate(self.options.presets) if i != number)

    @property
    def query(self) -> PoolQuery:
        """Return what the preset would ask of Immich."""
        return self.options.with_active(self.preset.name).pool_query

    def source_of(self, kind: SourceKind) -> Source:
        """Return the source to begin with: the present one if it is of this kind."""
        source = self.preset.source
        return source if source.kind is kind else Source(kind=kind)

    def begin(self, number: int, suggestion: str) -> None:
        """Work on another preset, whose source suggests a name."""
        self.number, self.is_new = number, False
        self.suggested = unique(suggestion, self.taken)
        self.put(replace(self.preset, name=shorten(self.preset.name)))

    def add(self) -> None:
        """Work on a new preset, which has no name yet."""
        presets = (*self.options.presets, Preset(name=""))
        self.options = replace(self.options, presets=presets)
        self.number, self.suggested, self.is_new = len(presets) - 1, "", True

    def put(self, preset: Preset) -> None:
        """Put another preset in place of the one that is worked on."""
        presets, before = list(self.options.presets), self.preset.name
        presets[self.number] = preset
        active = preset.name if self.options.active == before else self.options.active
        self.options = replace(self.options, presets=tuple(presets), active=active)

    def put_source(self, source: Source, suggestion: str) -> None:
        """Give the preset another source, and the name that goes with it."""
        is_named, self.is_new = self.preset.name != self.suggested, False
        self.suggested = unique(suggestion, self.taken)
        name = self.preset.name if is_named else self.suggested
        self.put(replace(self.preset, source=source, name=name))

    def over(self, before: FrameOptions, now: FrameOptions) -> FrameOptions:
        """Return a frame as it is now, with what of it was changed here since it was as before.

        Entities and actions change the same options while somebody fills in forms.
        """
        seen = {field.name: getattr(self.options, field.name) for field in fields(before)}
        changed = {name: one for name, one in seen.items() if one != getattr(before, name)}
        merged = replace(now, **changed)
        mine, names = self.options.active, {preset.name for preset in merged.presets}
        wanted = (mine if now.active == before.active else now.active, mine, now.active)
        return replace(merged, active=next(name for name in wanted if name in names))

    def remove(self, number: int) -> None:
        """Remove a preset, which must not be the only one; the first of the others may follow."""
        presets = self.options.presets[:number] + self.options.presets[number + 1 :]
        is_there = any(preset.name == self.options.active for preset in presets)
        active = self.options.active if is_there else presets[0].name
        self.options = replace(self.options, presets=presets, active=active)
