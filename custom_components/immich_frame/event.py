"""The event of a frame: another photo was shown, or none could be."""

from typing import Any, Final, override

from homeassistant.components.event import EventEntity, EventEntityDescription
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .entity import FrameEntity, add_frame_entities
from .errors import problem
from .frame import Frame, ImmichFrameConfigEntry
from .selection.source import SourceKind
from .shown import Shown, cut, cut_names

PARALLEL_UPDATES = 0

SHOWN: Final = "shown"
MEMORY: Final = "memory"
FAILED: Final = "failed"

EVENTS = (EventEntityDescription(key="photo_shown", event_types=[SHOWN, MEMORY, FAILED]),)


async def async_setup_entry(
    _hass: HomeAssistant,
    entry: ImmichFrameConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add an event for every frame."""
    add_frame_entities(entry, async_add_entities, PhotoShownEvent, EVENTS)


class PhotoShownEvent(FrameEntity, EventEntity):
    """Tells of each photo that comes onto the frame, and once of what keeps others from it."""

    _unrecorded_attributes = frozenset({"asset_id", "people", "place", "source", "taken_at"})

    def __init__(self, frame: Frame, description: EventEntityDescription) -> None:
        """Begin with what was on the frame before a restart, which is no news."""
        super().__init__(frame, description)
        self._told = frame.restored
        self._reason: str | None = None

    @override
    async def async_added_to_hass(self) -> None:
        """Follow the frame, and tell of what it showed meanwhile."""
        await super().async_added_to_hass()
        self._take_news()

    @override
    def _handle_frame_update(self) -> None:
        self._take_news()
        super()._handle_frame_update()

    def _take_news(self) -> None:
        shown, failure = self.frame.shown, self.frame.last_failure
        reason = problem(failure).key if failure else None
        if reason is not None and reason != self._reason:
            self._trigger_event(FAILED, {"reason": reason})
        if shown is not None and shown.asset_ids != self._told:
            self._told = shown.asset_ids
            self._trigger_event(_kind(self.frame, shown), _describe(shown))
        self._reason = reason


def _kind(frame: Frame, shown: Shown) -> str:
    """Tell a memory from any other photo: one that was drawn from memories, and found there."""
    kinds = {preset.name: preset.source.kind for preset in frame.options.presets}
    is_memory = shown.preset is not None and kinds.get(shown.preset) is SourceKind.MEMORIES
    return MEMORY if is_memory and shown.substitute is None else SHOWN


def _describe(shown: Shown) -> dict[str, Any]:
    return {
        "asset_id": shown.asset_id,
        "taken_at": shown.taken_at.isoformat() if shown.taken_at else None,
        "place": cut(shown.place) if shown.place else None,
        "people": cut_names(shown.people),
        "source": shown.preset or (cut(shown.query) if shown.query else None),
        "cropped_by": shown.rendition.photos[0].method.value,
    }
