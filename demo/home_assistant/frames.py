"""Frames, each added the way a user does: through the form, step by step."""

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from demo.errors import DemoError
from demo.home_assistant.api import POLL_SECONDS, Api

FLOWS = "/api/config/config_entries/subentries/flow"
KIND = "frame"

type Fields = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class NewFrame:
    """What the forms of a frame are filled in with; whatever is not named stays as it opens.

    `settings` are fields of the first form, `filters` of the second, and `rendering` of the form
    that a new frame is not asked for.
    """

    name: str
    settings: Fields = field(default_factory=dict)
    filters: Fields = field(default_factory=dict)
    rendering: Fields = field(default_factory=dict)

    def entity(self, domain: str, key: str = "") -> str:
        """Return the id of one of its entities: of its image it is "current_photo"."""
        name = self.name.lower().replace(" ", "_").replace("-", "_")
        return f"{domain}.{name}_{key}" if key else f"{domain}.{name}"


def size(width: int, height: int) -> Fields:
    """Return the fields of the first form for a screen of this size."""
    return {"screen": "custom", "custom_size": {"width": width, "height": height}}


async def add_frames(api: Api, entry_id: str, frames: Sequence[NewFrame]) -> None:
    """Add frames to an account, and wait until it runs with them."""
    for frame in frames:
        await wait_until_loaded(api, entry_id)  # Each frame that is added reloads the account.
        await _add(api, entry_id, frame)
    await wait_until_loaded(api, entry_id)
    for subentry_id, frame in zip(
        (await frame_ids(api, entry_id))[-len(frames) :], frames, strict=True
    ):
        if frame.rendering:
            await change_frame(api, entry_id, subentry_id, "rendering", frame.rendering)


async def change_frame(
    api: Api, entry_id: str, subentry_id: str, step: str, chosen: Fields
) -> None:
    """Change what one of a frame's forms asks for."""
    menu = await api.post(FLOWS, {"handler": [entry_id, KIND], "subentry_id": subentry_id})
    await _fill(api, await _choose(api, menu, step), chosen)


async def frame_ids(api: Api, entry_id: str) -> list[str]:
    """Return the ids of an account's frames, in the order in which they were added."""
    async with api.websocket() as websocket:
        found = await websocket.command("config_entries/subentries/list", entry_id=entry_id)
    return [one["subentry_id"] for one in found]


async def wait_until_loaded(api: Api, entry_id: str) -> None:
    """Wait until an account runs."""
    async with api.websocket() as websocket:
        while True:
            found = await websocket.command("config_entries/get_single", entry_id=entry_id)
            if found["config_entry"]["state"] == "loaded":
                return
            await asyncio.sleep(POLL_SECONDS)


async def _add(api: Api, entry_id: str, frame: NewFrame) -> None:
    flow = await api.post(FLOWS, {"handler": [entry_id, KIND]})
    filters = await _fill(api, flow, {"name": frame.name, **frame.settings})
    preview = await _fill(api, filters, frame.filters)
    await _choose(api, preview, "save")


async def _fill(api: Api, form: Fields, chosen: Fields) -> Fields:
    """Submit a form as it is but for what was chosen."""
    if form["type"] != "form":
        raise DemoError(f"The form of a frame did not open: {form.get('reason', form['type'])}")
    given = _filled(form["data_schema"], chosen)
    answer: Fields = await api.post(f"{FLOWS}/{form['flow_id']}", given)
    return answer


async def _choose(api: Api, menu: Fields, option: str) -> Fields:
    answer: Fields = await api.post(f"{FLOWS}/{menu['flow_id']}", {"next_step_id": option})
    return answer


def _filled(schema: Iterable[Fields], chosen: Fields) -> dict[str, Any]:
    """Fill in a form as it was opened; a section holds fields of its own."""
    values: dict[str, Any] = {}
    fields = list(schema)
    if unknown := chosen.keys() - {one["name"] for one in fields}:
        raise DemoError(f"The form of a frame has no {', '.join(unknown)}")
    for one in fields:
        name, wanted = one["name"], chosen.get(one["name"])
        if "schema" in one:
            values[name] = _filled(one["schema"], wanted or {})
        elif (value := _opened(one) if wanted is None else wanted) is not None:
            values[name] = value
    return values


def _opened(one: Fields) -> object:
    """Return what a field is filled in with when the form opens, if anything."""
    return (one.get("description") or {}).get("suggested_value", one.get("default"))
