"""Frames that show what a frame can do with a photo, each added the way a user does."""

import asyncio
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from demo.errors import DemoError
from demo.home_assistant.api import POLL_SECONDS, Api

FLOWS = "/api/config/config_entries/subentries/flow"
KIND = "frame"
HD = (1280, 720)
PANEL = (800, 480)

type Fields = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Exhibit:
    """A frame: what it is called, the photos it takes, and what its form is filled in with."""

    name: str
    orientation: str
    rendering: Fields = field(default_factory=dict)
    size: tuple[int, int] = HD

    @property
    def image(self) -> str:
        """The id of its image."""
        return f"image.{self.name.lower().replace(' ', '_').replace('-', '_')}_current_photo"


def _portraits(fit: str) -> Fields:
    return {"portrait": {"fit": fit}}


GALLERY = (
    Exhibit("Automatic", "portrait"),
    Exhibit("Cover", "portrait", _portraits("cover")),
    Exhibit("Contain", "portrait", _portraits("contain")),
    Exhibit("Blur", "portrait", _portraits("blur")),
    Exhibit("Matte", "landscape", {"landscape": {"fit": "matte"}}),
    Exhibit("Pair", "portrait", _portraits("pair")),
    Exhibit(
        "Caption",
        "landscape",
        {"caption": {"parts": ["date", "place", "people", "years_ago", "description"]}},
    ),
    Exhibit("Grey", "landscape", {"output": {"palette": "grey_4"}}, PANEL),
    Exhibit("Six colours", "landscape", {"output": {"palette": "spectra_6"}}, PANEL),
)


async def add_gallery(api: Api, entry_id: str) -> list[str]:
    """Add a frame for each exhibit. Returns the ids of their images."""
    for exhibit in GALLERY:
        await _wait_until_loaded(api, entry_id)  # Each frame that is added reloads the account.
        await _add(api, entry_id, exhibit)
    await _wait_until_loaded(api, entry_id)
    for subentry_id, exhibit in zip(await _frames(api, entry_id), GALLERY, strict=True):
        await _change(api, entry_id, subentry_id, exhibit)
    return [exhibit.image for exhibit in GALLERY]


async def _wait_until_loaded(api: Api, entry_id: str) -> None:
    async with api.websocket() as websocket:
        while True:
            found = await websocket.command("config_entries/get_single", entry_id=entry_id)
            if found["config_entry"]["state"] == "loaded":
                return
            await asyncio.sleep(POLL_SECONDS)


async def _add(api: Api, entry_id: str, exhibit: Exhibit) -> None:
    flow = await api.post(FLOWS, {"handler": [entry_id, KIND]})
    width, height = exhibit.size
    frame = {"name": exhibit.name, "width": width, "height": height}
    filters = await _fill(api, flow, frame)
    preview = await _fill(api, filters, {"look": {"orientation": exhibit.orientation}})
    await _choose(api, preview, "save")


async def _change(api: Api, entry_id: str, subentry_id: str, exhibit: Exhibit) -> None:
    """Change how it renders, which a new frame is not asked for."""
    opening = {"handler": [entry_id, KIND], "subentry_id": subentry_id}
    menu = await api.post(FLOWS, opening)
    await _fill(api, await _choose(api, menu, "rendering"), exhibit.rendering)


async def _frames(api: Api, entry_id: str) -> list[str]:
    """Return the ids of the exhibits' subentries: the account's own frame came first."""
    async with api.websocket() as websocket:
        found = await websocket.command("config_entries/subentries/list", entry_id=entry_id)
    return [one["subentry_id"] for one in found][-len(GALLERY) :]


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
