"""Walks through the flow of a frame as a person does, and reads what each step says."""

from collections.abc import Mapping
import json
import re
from typing import Any, Self, cast

import probatio
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.immich_frame.const import SUBENTRY_FRAME
from custom_components.immich_frame.frame import Frame
from demo.immich.server import SampleImmich
from demo.library.library import Library
from demo.library.model import ME, NEIGHBOUR, Album, Box, Face, Person, Place
from demo.library.tiny import tiny_photo
from homeassistant.config_entries import SOURCE_USER, ConfigSubentry, SubentryFlowResult
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType, section
from homeassistant.helpers import config_validation as cv

from .conftest import FRAME_ID, TRANSLATIONS, account, async_set_up, frame_subentry, said

WORDS = ("config_subentries", SUBENTRY_FRAME)
UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")

HOLIDAYS, TRIPS = Album("Holidays"), Album("trips")
LENT = Album("Lent", owner=NEIGHBOUR, shared_with=(ME,))
ADA, BEN, NOBODY = Person("ada", "Ada"), Person("ben", "Ben"), Person("nobody", "")
SMALL = {"screen": "custom", "custom_size": {"width": 64.0, "height": 48.0}}
"""What the form of a frame is given, so that tests render in milliseconds."""

ALBUMS, PEOPLE = (HOLIDAYS, TRIPS, LENT), (ADA, BEN, NOBODY)


def face(person: Person) -> Face:
    """Return the face of somebody in the middle of a photo."""
    return Face(Box(0.4, 0.4, 0.6, 0.6), person.key)


def shelves(albums: tuple[Album, ...] = ALBUMS, people: tuple[Person, ...] = PEOPLE) -> Library:
    """Return a library with something of everything: albums, people, tags, places, ratings."""
    names = {album.name for album in albums}
    there = set(people)

    def of(*wanted: Album) -> tuple[str, ...]:
        return tuple(album.name for album in wanted if album.name in names)

    def faces(*wanted: Person) -> tuple[Face, ...]:
        return tuple(face(person) for person in wanted if person in there)

    return Library.of(
        [
            tiny_photo(
                "sea.jpg",
                color="teal",
                albums=of(HOLIDAYS, TRIPS),
                faces=faces(ADA),
                tags=("nature/water",),
                place=Place(country="Portugal"),
                rating=5,
                is_favorite=True,
            ),
            tiny_photo("hill.jpg", color="olive", albums=of(HOLIDAYS), faces=faces(ADA, BEN)),
            tiny_photo("city.jpg", color="navy", albums=of(LENT), faces=faces(NOBODY)),
        ],
        albums=albums,
        people=people,
    )


class Steps:
    """A flow in the hands of a person in front of a browser."""

    def __init__(self, hass: HomeAssistant, entry: MockConfigEntry) -> None:
        """Begin with `add` or `change`."""
        self._hass = hass
        self._entry = entry
        self.result: SubentryFlowResult

    async def add(self) -> Self:
        """Press "Add frame"."""
        flows = self._hass.config_entries.subentries
        return self._read(
            await flows.async_init(
                (self._entry.entry_id, SUBENTRY_FRAME), context={"source": SOURCE_USER}
            )
        )

    async def change(self) -> Self:
        """Press "Change frame"."""
        return self._read(await self._entry.start_subentry_reconfigure_flow(self._hass, FRAME_ID))

    async def fill(self, **fields: object) -> Self:
        """Fill a form in, leave the other fields as they are, and submit it.

        A field of a section is given as a dict under the section's name; None empties a field.
        """
        assert self.result["type"] is FlowResultType.FORM
        schema = self.result["data_schema"]
        assert schema is not None
        return await self._configure(_given(schema, fields))

    async def choose(self, option: str) -> Self:
        """Choose from a menu."""
        assert self.result["type"] is FlowResultType.MENU
        return await self._configure({"next_step_id": option})

    async def look_again(self) -> Self:
        """Come back to the flow, as a browser that was reloaded."""
        return await self._configure(None)

    @property
    def step(self) -> str:
        """Which step it is, or how the flow ended."""
        if self.result["type"] in {FlowResultType.FORM, FlowResultType.MENU}:
            return self.result["step_id"]
        return self.result["type"]

    @property
    def errors(self) -> dict[str, str]:
        """What is wrong, in words."""
        return said(self.result, *WORDS)

    @property
    def menu(self) -> list[str]:
        """What can be chosen."""
        return list(self.result["menu_options"])  # type: ignore[call-overload, no-any-return]

    @property
    def text(self) -> str:
        """What the step says before its fields."""
        words: Any = TRANSLATIONS
        for name in (*WORDS, "step", self.step):
            words = words[name]
        filled = words["description"].format(**self.result["description_placeholders"] or {})
        return re.sub(r"\\(.)", r"\1", filled)

    @property
    def title(self) -> str:
        """What the step is called."""
        words: Any = TRANSLATIONS
        for name in (*WORDS, "step", self.step, "title"):
            words = words[name]
        title: str = words.format(**self.result["description_placeholders"] or {})
        return title

    def options(self, *path: str) -> list[str]:
        """Return what a field offers: labels, or keys of translations."""
        *above, name = path
        found = _fields(self.result, *above)[name].config["options"]
        return [one if isinstance(one, str) else one["label"] for one in found]

    def fields(self, *path: str) -> list[str]:
        """Return the names of the fields of the form, or of a section."""
        return list(_fields(self.result, *path))

    async def _configure(self, given: dict[str, Any] | None) -> Self:
        flows = self._hass.config_entries.subentries
        return self._read(await flows.async_configure(self.result["flow_id"], given))

    def _read(self, result: SubentryFlowResult) -> Self:
        """Make sure that what is shown has words, can be shown, and is free of ids."""
        self.result = result
        if result["type"] is FlowResultType.CREATE_ENTRY:
            return self
        said(result, *WORDS)
        schema = result.get("data_schema")
        if result["type"] is FlowResultType.FORM and schema is not None:
            shown = json.dumps(
                probatio.to_field_list(schema, custom_serializer=cv.custom_serializer)
            )
            labels = re.findall(r'"label": "([^"]*)"', shown)
            assert not [label for label in labels if UUID.search(label)]
        placeholders = result.get("description_placeholders") or {}
        assert not UUID.search(" ".join(placeholders.values()))
        return self


def _fields(result: SubentryFlowResult, *path: str) -> dict[str, Any]:
    schema = result["data_schema"]
    assert schema is not None
    for name in path:
        schema = schema.schema[name].schema
    return {str(field): kind for field, kind in schema.schema.items()}


def _given(schema: probatio.Schema, fields: Mapping[str, object]) -> dict[str, Any]:
    """Return what a browser sends: what a form is filled in with, unless it was changed."""
    given: dict[str, Any] = {}
    for field, kind in schema.schema.items():
        name = str(field)
        if isinstance(kind, section):
            given[name] = _given(kind.schema, cast("dict[str, object]", fields.get(name, {})))
        elif name in fields:
            given[name] = fields[name]
        elif (value := _usual(field)) is not None:
            given[name] = value
    assert set(fields) <= {str(field) for field in schema.schema}
    return {name: value for name, value in given.items() if value is not None}


def _usual(field: probatio.Marker) -> object:
    if field.description:
        return cast("dict[str, object]", field.description)["suggested_value"]
    default = getattr(field, "default", None)
    return default() if callable(default) else None


class Change:
    """Makes an account whose frame has these presets, and begins to change it."""

    def __init__(self, hass: HomeAssistant, immich: SampleImmich) -> None:
        self._hass = hass
        self._immich = immich
        self.entry: MockConfigEntry

    async def __call__(self, *presets: dict[str, Any], **data: Any) -> Steps:  # noqa: ANN401
        data["presets"] = list(presets)
        self.entry = account(self._immich, frame_subentry(**data))
        return await (await async_steps(self._hass, self._immich, self.entry)).change()

    @property
    def presets(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.entry.subentries[FRAME_ID].data["presets"]
        return found

    @property
    def frame(self) -> Frame:
        frame: Frame = self.entry.runtime_data.frames[FRAME_ID]
        return frame


async def async_steps(hass: HomeAssistant, immich: SampleImmich, entry: MockConfigEntry) -> Steps:
    """Set up an account over a library with something of everything."""
    immich.library = shelves()
    await async_set_up(hass, entry)
    return Steps(hass, entry)


def added(entry: MockConfigEntry) -> ConfigSubentry:
    """Return the frame that was added to the one that was there."""
    found: list[ConfigSubentry] = list(entry.subentries.values())
    (new,) = (one for one in found if one.subentry_id != FRAME_ID)
    return new


async def async_saved(hass: HomeAssistant, steps: Steps, entry: MockConfigEntry) -> dict[str, Any]:
    """Save a new frame from the preview, and return the data of its only source."""
    await steps.choose("save")
    assert steps.step == FlowResultType.CREATE_ENTRY
    await hass.async_block_till_done()
    (preset,) = added(entry).data["presets"]
    found: dict[str, Any] = preset
    return found


async def async_finish(hass: HomeAssistant, steps: Steps) -> None:
    """Save a change from the preview, if it is not saved yet."""
    if steps.step != FlowResultType.ABORT:
        await steps.choose("save")
    assert steps.errors == {"abort": "Reconfiguration was successful"}
    await hass.async_block_till_done()


def preset(name: str, kind: str, **source: Any) -> dict[str, Any]:  # noqa: ANN401
    """Return the data of a source."""
    return {"name": name, "source": {"kind": kind, **source}}
